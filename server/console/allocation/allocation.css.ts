/** Pages of the settings on who receives whom. What forms and pages are made of is in `forms.css.ts` and `settings.css.ts`. */
export const allocationCss = `
.list-page { min-width: 0; padding-block-end: var(--s5); }
.list-head { display: flex; flex-wrap: wrap; gap: 0 var(--s4); align-items: flex-start; justify-content: space-between; padding-block-end: var(--s5); }
.list-head .page-head { flex: 1 1 280px; padding: 0 0 var(--s3); }
.thing-head { display: flex; align-items: center; gap: var(--s2); min-width: 0; padding-block-end: var(--s5); }
.thing-head h2 { min-width: 0; font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; outline: none; }
.thing-head .icon-button { margin-inline-start: calc(-1 * var(--s2)); }
.form > .form-fields > .page-section:first-child { padding-block-start: 0; border: 0; }
.form > .form-fields:has(> .page-section) { gap: 0; align-content: start; }
.thing-news { display: flex; gap: var(--s2); align-items: center; padding-block-end: var(--s3); font-size: var(--t2); }
.thing-news .icon { color: var(--positive); }
.things { border: 1px solid var(--line); border-radius: var(--radius-2); }
.things-search { max-width: 360px; padding-block-end: var(--s4); }
.things-foot { max-width: 64ch; padding-block: var(--s4); }
.thing { position: relative; display: flex; gap: var(--s3); align-items: center; min-width: 0; min-height: 64px; padding: var(--s2) var(--s4); border-block-end: 1px solid var(--line); }
.thing:last-child { border: 0; }
.thing:has(.thing-open:hover) { background: var(--surface-2); }
.thing:first-child { border-start-start-radius: var(--radius-2); border-start-end-radius: var(--radius-2); }
.thing:last-child { border-end-start-radius: var(--radius-2); border-end-end-radius: var(--radius-2); }
.thing-open { flex: 1; display: grid; gap: 2px; min-width: 0; text-align: start; line-height: 1.4; overflow-wrap: anywhere; }
.thing-open::after { content: ''; position: absolute; inset: 0; border-radius: inherit; }
.thing-open:focus-visible { outline: none; }
.thing-open:focus-visible::after { outline: 2px solid var(--accent-text); outline-offset: -2px; border-radius: var(--radius-1); }
.thing-name { display: flex; flex-wrap: wrap; gap: 2px var(--s2); align-items: center; font-weight: 600; }
.thing-faces { display: flex; flex: none; gap: var(--s1); align-items: center; }
.thing-actions { position: relative; z-index: 1; display: flex; flex: none; min-width: 72px; }
.load-figure { flex: none; min-width: 72px; color: var(--text-2); font-size: var(--t2); font-variant-numeric: tabular-nums; text-align: end; white-space: nowrap; }
.presence { color: var(--text-2); font-size: var(--t2); white-space: nowrap; }
.presence.is-there { color: var(--positive); }
.presence.is-busy { color: var(--caution); }
.lone-choice legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.indented { display: grid; gap: var(--s4); min-width: 0; padding-inline-start: var(--s4); border-inline-start: 2px solid var(--line); }
.own-hours { display: grid; gap: var(--s4); min-width: 0; }
.own-hours .hours-now { max-width: 360px; }

.picker { border: 1px solid var(--line-2); border-radius: var(--radius-1); overflow: hidden; }
.picker-head { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); align-items: center; padding: var(--s2) var(--s3); border-block-end: 1px solid var(--line); }
.picker-head .input { flex: 1 1 180px; }
.picker-head .quiet { flex: 1 0 auto; font-variant-numeric: tabular-nums; }
.picker-head .button.is-quiet { margin: 0; }
.picker-rows { max-height: 328px; overflow-y: auto; }
.picker-row { display: flex; gap: var(--s3); align-items: center; min-height: 44px; padding: var(--s1) var(--s3); cursor: pointer; }
.picker-row:hover { background: var(--surface-2); }
.picker-row:has(:checked) { background: var(--accent-soft); }
.picker-row input { flex: none; width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); }
.picker-name { flex: 1; display: grid; min-width: 0; font-size: var(--t2); font-weight: 600; line-height: 1.4; overflow-wrap: anywhere; }
.picker-name .quiet { font-weight: 400; }
.picker .list-empty { margin: var(--s3); }

.removal { display: grid; gap: var(--s3); }
.removal-facts { display: grid; gap: var(--s1); padding-inline-start: var(--s4); list-style: disc; color: var(--text); overflow-wrap: anywhere; }

.exceptions { display: grid; gap: var(--s4); min-width: 0; }
.exception-rows { display: grid; gap: var(--s1); }
.exception-rows li { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; min-height: 44px; }
.exception-name { flex: 1 1 120px; min-width: 0; font-size: var(--t2); font-weight: 600; overflow-wrap: anywhere; }
.add-agent { display: flex; flex-wrap: wrap; gap: var(--s2); }
.add-agent select { flex: 0 1 240px; }
.add-agent .button { min-height: 40px; }

.sharing-example, .sharing-steps { display: grid; gap: var(--s3); padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.sharing-steps { margin-block-start: var(--s4); background: none; }
.sharing-example dl { display: grid; gap: var(--s3); margin: 0; }
.sharing-example dd { margin: 0; }
.example-agent { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s1) var(--s3); align-items: baseline; font-size: var(--t2); }
.example-agent dt { font-weight: 600; }
.example-agent dd:not(.example-bar) { display: flex; gap: var(--s3); font-variant-numeric: tabular-nums; }
.example-bar { grid-column: 1 / -1; height: 8px; border-radius: 4px; background: var(--line); overflow: hidden; }
.example-bar span { display: block; height: 100%; border-radius: 4px; background: var(--text-2); }
.is-next .example-bar span { background: var(--accent); }
.sharing-steps ol { display: grid; gap: var(--s2); margin: 0; padding: 0; list-style: none; counter-reset: step; font-size: var(--t2); line-height: 1.4; }
.sharing-steps li { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: var(--s1); counter-increment: step; }
.sharing-steps li::before { content: counter(step) '.'; color: var(--text-2); font-variant-numeric: tabular-nums; }

.routing-rules { display: grid; gap: var(--s3); }
.routing-rule { display: grid; min-width: 0; border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface); }
.routing-rule.is-open { border-color: var(--line-2); }
.routing-head { display: flex; gap: var(--s1); align-items: center; min-width: 0; padding: var(--s2); }
.routing-open { flex: 1; display: grid; gap: 2px; min-width: 0; min-height: 44px; align-content: center; padding: 0 var(--s1); border-radius: var(--radius-1); text-align: start; line-height: 1.4; overflow-wrap: anywhere; }
.routing-open:hover { background: var(--surface-2); }
.routing-open strong { font-weight: 600; }
.routing-rule.is-off .routing-open strong { color: var(--text-2); }
.routing-rule .switch-field { flex: none; }
.routing-actions { display: flex; flex: none; margin-inline-start: auto; }
.routing-body { display: grid; gap: var(--s5); padding: var(--s2) var(--s4) var(--s4); border-block-start: 1px solid var(--line); }
.routing-part { display: grid; gap: var(--s4); min-width: 0; }
.routing-part h4 { margin: 0; font-size: var(--t3); font-weight: 650; }
.routing-condition { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s2); align-items: start; padding: var(--s3); border: 1px solid var(--line); border-radius: var(--radius-1); background: var(--surface-2); }
.routing-condition > div { display: grid; gap: var(--s3); min-width: 0; }
.condition-add { display: flex; flex-wrap: wrap; gap: var(--s2); }
.condition-add .input { flex: 0 1 200px; }
.condition-add .button { min-height: 40px; }
.routing-try { display: grid; gap: var(--s3); padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.try-outcome { display: grid; gap: var(--s1); padding-block-start: var(--s3); border-block-start: 1px solid var(--line); font-size: var(--t2); overflow-wrap: anywhere; }
.try-outcome strong { font-size: var(--t3); font-weight: 650; }

@media (max-width: 680px) {
  .list-head .button { width: 100%; min-height: var(--touch); }
  .thing { flex-wrap: wrap; padding-inline: var(--s3); }
  .thing-faces { display: none; }
  .thing-open { flex-basis: 160px; }
  .thing-actions { min-width: 0; }
  .thing-actions > [aria-hidden=true] { display: none; }
  .routing-head { flex-wrap: wrap; }
  .routing-open { flex: 1 1 60%; }
  .add-agent select, .add-agent .button { flex: 1 1 100%; min-height: var(--touch); }
  .picker-row, .exception-rows .icon-button { min-height: var(--touch); }
}
@media (forced-colors: active) { .example-bar span { forced-color-adjust: none; background: CanvasText; } .is-next .example-bar span { background: Highlight; } }
`
