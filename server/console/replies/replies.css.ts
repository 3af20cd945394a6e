/** The pages on greetings, automatic replies and bots. */
export const repliesCss = `
.rules-field > legend { font-size: var(--t4); font-weight: 650; }
.effect-fields > .page-section:has(> .rules-field) { padding-block-start: 0; border: 0; }
.rules { display: grid; gap: var(--s3); margin-block-start: var(--s2); }
.rules-find { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; }
.rules-find .input { flex: 1 1 200px; width: auto; }
.rule-list { display: grid; gap: var(--s2); }
.rule-list:empty { display: none; }
.rule { min-width: 0; border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface); transition: border-color var(--quick) var(--ease); }
.rule:hover { border-color: var(--line-2); }
.rule.is-open { border-color: var(--accent-text); }
.rule.is-dragged { box-shadow: var(--shadow-1); border-color: var(--accent-text); }
.rule-head { display: flex; gap: var(--s1); align-items: center; min-height: 56px; padding: 0 var(--s2); }
.rule-head .grip { cursor: grab; touch-action: none; color: var(--text-2); }
.rule.is-dragged .grip { cursor: grabbing; }
.rule-switch { position: relative; display: inline-grid; place-items: center; flex: none; min-width: 44px; min-height: 44px; cursor: pointer; }
.rule-switch input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.rule-switch:has(:focus-visible) { outline: 2px solid var(--accent-text); border-radius: var(--radius-1); }
.rule-switch :checked + .switch-track { background: var(--positive); box-shadow: none; }
.rule-switch :checked + .switch-track .switch-thumb { inset-inline-start: 20px; background: var(--surface); }
.rule-open { flex: 1; display: grid; gap: 2px; align-content: center; min-width: 0; min-height: 56px; padding: var(--s2) var(--s1); border-radius: var(--radius-1); }
.rule-name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.rule-name .quiet { font-weight: 400; }
.is-off .rule-name bdi { color: var(--text-2); }
.rule-keywords { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; line-height: 1.3; }
.rule-keywords bdi:not(:last-child)::after { content: ' · '; }
.rule-body { display: grid; gap: var(--s4); justify-items: start; padding: var(--s4); border-block-start: 1px solid var(--line); }
.rule-fields, .answer-fields, .human-words { display: grid; gap: var(--s5); width: 100%; min-width: 0; }
.human-words { gap: var(--s4); }
.answer-fields textarea.input, .test-box textarea.input, .greeting textarea.input { min-height: 0; }
.answer-fields .insert-preview, .test-box .insert-preview { position: static; }
.insert-preview .insert-window { min-height: 0; grid-template-columns: minmax(0, 1fr); }
.insert-window .part-picture { max-inline-size: 100%; }
.answer-none { padding: var(--s3); border: 1px dashed var(--line-2); border-radius: var(--radius-1); }
.answer-files { display: grid; gap: var(--s2); justify-items: start; border-radius: var(--radius-1); }
.answer-files.is-over { outline: 2px dashed var(--accent-text); outline-offset: 4px; }
.answer-file-list { display: grid; gap: var(--s1); width: 100%; margin: 0; padding: 0; list-style: none; }
.answer-file { display: flex; gap: var(--s2); align-items: center; min-width: 0; padding: var(--s1) var(--s1) var(--s1) var(--s2); border: 1px solid var(--line); border-radius: var(--radius-1); }
.answer-file-thumb { flex: none; display: grid; place-items: center; width: 40px; height: 40px; overflow: hidden; border-radius: 4px; background: var(--surface-2); color: var(--text-2); }
.answer-file-thumb img { width: 100%; height: 100%; object-fit: cover; }
.answer-file-about { flex: 1; display: flex; flex-wrap: wrap; gap: 0 var(--s2); align-items: baseline; min-width: 0; font-size: var(--t2); overflow-wrap: anywhere; }
.answer-file-about progress { flex: 1 1 80px; max-width: 200px; accent-color: var(--accent-text); }
.answer-file.is-dragged { box-shadow: var(--shadow-1); border-color: var(--accent-text); }
.answer-file .grip { margin-inline-start: calc(-1 * var(--s2)); color: var(--text-2); }
.rule-files { flex: none; }
.rule-files .answer-file-thumb { width: 32px; height: 32px; background: none; }
.rule-actions { display: flex; flex-wrap: wrap; gap: var(--s2); }

.test-box { display: grid; gap: var(--s4); min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.test-box .insert-window { background: var(--surface); }
.test-tick { display: flex; gap: var(--s2); align-items: center; min-height: 24px; font-size: var(--t2); cursor: pointer; }
.test-tick input { flex: none; width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); }
.test-tick + .test-tick { margin-block-start: calc(-1 * var(--s2)); }
.test-outcome { display: grid; gap: var(--s3); min-width: 0; font-size: var(--t2); }
.test-outcome > .button { justify-self: start; margin-block: calc(-1 * var(--s2)); }
.test-outcome:empty { display: none; }
.test-text { padding: var(--s2) var(--s3); border-radius: var(--radius-1); background: var(--surface); overflow-wrap: anywhere; white-space: pre-wrap; }
.test-text mark { padding: 1px 2px; border-radius: 3px; background: var(--caution-soft); color: inherit; font-weight: 650; text-decoration: underline 2px var(--caution); text-underline-offset: 3px; }
.test-by { display: flex; gap: var(--s2); align-items: flex-start; font-weight: 600; }
.test-by .icon { margin-block-start: 2px; }
.test-by bdi { overflow-wrap: anywhere; }
.test-why summary { cursor: pointer; font-weight: 600; }
.test-why ol { display: grid; gap: var(--s1); padding: var(--s2) 0 0 var(--s5); list-style: decimal; color: var(--text-2); overflow-wrap: anywhere; }

.greeting { display: grid; gap: var(--s4); min-width: 0; }
.greeting-item { display: grid; gap: var(--s3); min-width: 0; padding: var(--s3) var(--s4) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); }
.greeting-head { display: flex; gap: var(--s2); align-items: center; min-width: 0; }
.greeting-head strong { flex: 1; min-width: 0; overflow-wrap: anywhere; font-weight: 650; }
.greeting-list { display: grid; gap: var(--s3); }
.greeting-text { display: grid; gap: 6px; min-width: 0; }
.greeting-add .button { min-height: 40px; }
.greeting-add { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: end; }
.greeting-add .field { flex: 1 1 200px; }
.placeholders { display: flex; flex-wrap: wrap; gap: var(--s1); }
.placeholders button { min-height: 28px; padding: 0 var(--s2); border: 1px solid var(--line-2); border-radius: 14px; color: var(--text-2); font-size: var(--t1); font-weight: 600; direction: ltr; }
.placeholders button:hover { background: var(--surface-2); color: var(--text); }
.who-greets { display: grid; gap: var(--s4); min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.who-greets .insert-window { background: var(--surface); }
.greeter { display: flex; gap: var(--s2); align-items: center; font-size: var(--t2); font-weight: 600; }
.ladder { display: grid; gap: var(--s1); font-size: var(--t2); }
.ladder li { display: flex; gap: var(--s2); align-items: flex-start; color: var(--text-2); overflow-wrap: anywhere; }
.ladder .icon { flex: none; margin-block-start: 2px; }
.ladder .is-holding { color: var(--text); font-weight: 650; }
.ladder .is-holding .icon { color: var(--positive); }
.ladder-dot { flex: none; width: 6px; height: 6px; margin: 7px 5px; border-radius: 50%; background: var(--line-2); }
.own-greeting { width: min(560px, calc(100vw - 32px)); }

.bots { display: grid; gap: var(--s4); align-content: start; justify-items: start; padding-block-end: var(--s5); }
.bot-list { display: grid; gap: var(--s2); width: 100%; }
.bot { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px var(--s2); align-items: center; padding: var(--s3) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); }
.bot-name { font-weight: 650; overflow-wrap: anywhere; }
.bot-name .quiet { font-weight: 400; }
.bot-address, .bot-facts { grid-column: 1; color: var(--text-2); font-size: var(--t2); overflow-wrap: anywhere; }
.bot-address { direction: ltr; text-align: start; }
.bot-actions { grid-area: 1 / 2 / 4; display: flex; }
.bot-form { display: grid; gap: var(--s5); width: 100%; min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); animation: appear var(--arrive) var(--ease); }
.bot-form .copy-box pre { background: var(--surface); }
.bot-form h3 { font-size: var(--t4); font-weight: 650; overflow-wrap: anywhere; }
.bot-once { display: flex; gap: var(--s2); align-items: flex-start; font-size: var(--t2); }
.bot-once .icon { flex: none; margin-block-start: 2px; color: var(--caution); }
.bot-form-actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
.ticks > label.test-tick { margin: 0; }
.ticks bdi { min-width: 0; overflow-wrap: anywhere; }
.ticks { display: grid; gap: var(--s1); grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr)); }
.bots-empty { flex: none; width: 100%; padding: var(--s6) var(--s4); border: 1px dashed var(--line-2); border-radius: var(--radius-2); }
.bots-empty p { max-width: 52ch; }
.bot-code summary { cursor: pointer; font-size: var(--t2); font-weight: 600; min-height: 32px; }
.bot-code { width: 100%; }
.bot-code[open] summary { margin-block-end: var(--s2); }

@media (max-width: 680px) {
  .rule-head { flex-wrap: wrap; padding-block: var(--s1); }
  .rule-open { flex: 1 1 100%; order: 5; min-height: 44px; }
  .rule-switch { margin-inline-end: auto; }
  .rule-head .icon-button { width: 44px; height: 44px; }
  .test-tick { min-height: 44px; }
  .test-tick + .test-tick { margin-block-start: calc(-1 * var(--s4)); }
  .placeholders button { min-height: 36px; border-radius: 18px; }
}
@media (forced-colors: active) { .test-text mark { forced-color-adjust: none; } .rule.is-open { outline: 2px solid Highlight; } }
`
