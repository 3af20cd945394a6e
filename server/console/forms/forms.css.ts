/** How forms look, made of the tokens of `console.css.ts`. A control is 40 px high, 44 px where fingers are used. */
export const formsCss = `
.form { display: grid; gap: 0; min-width: 0; }
.form-fields { display: grid; gap: var(--s5); min-width: 0; margin: 0; padding: 0 0 var(--s5); border: 0; }
.form h2, .page-section h2 { font-size: var(--t4); font-weight: 650; line-height: 1.25; }
.field { display: grid; gap: 6px; min-width: 0; margin: 0; padding: 0; border: 0; }
.field-label { padding: 0; font-size: var(--t2); font-weight: 600; line-height: 1.25; }
fieldset.field > .field-label { margin-block-end: 6px; }
.field-label .quiet { font-weight: 400; }
.field-hint { color: var(--text-2); font-size: var(--t2); line-height: 1.4; text-wrap: pretty; }
.field-foot { display: flex; gap: var(--s3); align-items: flex-start; justify-content: space-between; }
.field-foot:not(:has(.problem > *, .field-count)), .field-problem:empty { display: none; }
.field-count { flex: none; margin-inline-start: auto; color: var(--text-2); font-size: var(--t1); font-variant-numeric: tabular-nums; }
.field-count.is-over { color: var(--negative); font-weight: 650; }
.fields-2 { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)); gap: var(--s5) var(--s4); align-items: start; }

.input { width: 100%; min-width: 0; min-height: 40px; padding: 0 var(--s3); border: 1px solid var(--line-2); border-radius: var(--radius-1); background: var(--surface);
  color: inherit; font: inherit; line-height: 1.4; transition: border-color var(--quick) var(--ease); }
textarea.input { display: block; padding-block: var(--s2); resize: vertical; field-sizing: content; min-height: 5lh; max-height: 16lh; }
.input::placeholder { color: var(--text-2); opacity: 1; }
.input:hover { border-color: var(--text-2); }
.input:focus-visible { outline-offset: -1px; border-color: var(--accent-text); }
.input[aria-invalid=true] { border-color: var(--negative); box-shadow: inset 0 0 0 1px var(--negative); }
select.input { padding-inline-end: var(--s2); }
fieldset:disabled .input, fieldset:disabled .radio-card, fieldset:disabled .button { opacity: .75; cursor: default; }

.radio-cards { display: grid; gap: var(--s2); }
.radio-cards.is-row { grid-template-columns: repeat(auto-fill, minmax(min(100%, 148px), 1fr)); }
.radio-card { position: relative; display: flex; flex-wrap: wrap; align-content: center; align-items: flex-start; gap: var(--s2); min-height: 44px; padding: 11px var(--s3); border: 1px solid var(--line-2); border-radius: var(--radius-1);
  background: var(--surface); cursor: pointer; transition: border-color var(--quick) var(--ease), background var(--quick) var(--ease); }
.radio-card:hover { background: var(--surface-2); }
.radio-card:has(:checked) { border-color: var(--accent-text); box-shadow: inset 0 0 0 1px var(--accent-text); background: var(--accent-soft); }
.radio-card:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 2px; }
.radio-card input { flex: none; width: 16px; height: 16px; margin: 2px 0 0; accent-color: var(--accent-text); outline: none; }
.radio-picture { order: -1; flex: 1 0 100%; display: grid; place-items: center; min-width: 0; overflow: hidden; }
.radio-words { flex: 1; display: grid; min-width: 0; font-size: var(--t2); line-height: 1.4; }
.radio-label { font-weight: 600; }

.number-row { display: flex; align-items: center; gap: var(--s2); }
.number-row .input { width: 96px; font-variant-numeric: tabular-nums; }

.switch-field { position: relative; display: inline-flex; align-items: center; gap: var(--s3); min-height: 36px; width: fit-content; font-size: var(--t2); font-weight: 600; cursor: pointer; }
.switch-field input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.switch-field:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 2px; border-radius: var(--radius-1); }
.switch-field + .field-hint { margin-block-start: -8px; padding-inline-start: calc(36px + var(--s3)); }
.switch-field :checked + .switch-track { background: var(--positive); box-shadow: none; }
.switch-field :checked + .switch-track .switch-thumb { inset-inline-start: 20px; background: var(--surface); }

.swatches { display: flex; flex-wrap: wrap; gap: var(--s2); }
.swatch { position: relative; display: grid; justify-items: center; gap: var(--s1); min-width: 56px; padding: 6px var(--s1); border-radius: var(--radius-1); font-size: var(--t1); cursor: pointer; }
.swatch:hover { background: var(--surface-2); }
.swatch input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.swatch:has(:checked) { background: var(--accent-soft); font-weight: 650; }
.swatch:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: -1px; }
.swatch-dot { border-radius: 50%; box-shadow: 0 0 0 1px var(--line); }
.own-colour { display: flex; flex-wrap: wrap; align-items: flex-end; gap: var(--s3); }
.colour-input { width: 40px; height: 40px; padding: 3px; border: 1px solid var(--line-2); border-radius: var(--radius-1); background: var(--surface); cursor: pointer; }
.own-colour-code { display: grid; gap: 2px; }
.own-colour-code .input { width: 11ch; font-variant-numeric: tabular-nums; }
.own-colour-code .quiet { font-size: var(--t1); }
.colour-sample { display: flex; align-items: center; gap: var(--s1); min-height: 40px; }
.colour-sample .icon { color: var(--positive); }

.list-items, .list-items ul { display: grid; gap: var(--s2); justify-items: stretch; }
.list-items ul:empty { display: none; }
.list-item { display: flex; gap: var(--s1); align-items: center; }
.list-add { justify-self: start; }
.list-complaint { display: flex; gap: var(--s1); align-items: flex-start; margin-block-start: var(--s1); color: var(--caution); font-size: var(--t2); line-height: 1.4; }
.list-complaint .icon { margin-block-start: 1px; }
.list-empty { padding: var(--s3); border: 1px dashed var(--line-2); border-radius: var(--radius-1); }

.chips { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; min-height: 40px; padding: 5px; border: 1px solid var(--line-2); border-radius: var(--radius-1); background: var(--surface); cursor: text; transition: border-color var(--quick) var(--ease); }
.chips:hover { border-color: var(--text-2); }
.chips:has(input:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: -1px; }
.chips:has(input[aria-invalid=true]) { border-color: var(--negative); box-shadow: inset 0 0 0 1px var(--negative); }
.chips ul { display: contents; }
.chips input { flex: 1 1 96px; min-width: 0; height: 28px; padding: 0 var(--s1); border: 0; background: none; color: inherit; font: inherit; font-size: var(--t2); outline: none; }
.chips input::placeholder { color: var(--text-2); opacity: 1; }
.chip { display: inline-flex; align-items: center; max-width: 100%; min-height: 28px; padding-inline-start: var(--s2); border-radius: var(--radius-1); background: var(--accent-soft); color: var(--accent-text); font-size: var(--t2); font-weight: 600; line-height: 1.25; overflow-wrap: anywhere; cursor: default; }
.chip.is-refused { background: var(--negative-soft); color: var(--negative); }
.chip > span { min-width: 0; }
.chip button { display: grid; place-items: center; flex: none; width: 28px; height: 28px; border-radius: var(--radius-1); color: inherit; }
.chip button:hover { background: color-mix(in oklab, currentColor 14%, transparent); }
.grip { cursor: grab; touch-action: none; }
.grip:active { cursor: grabbing; }
.is-dragged { position: relative; z-index: 1; box-shadow: var(--shadow-2); cursor: grabbing; }

.drop-zone { display: flex; align-items: center; gap: var(--s4); padding: var(--s3); border: 1px dashed var(--line-2); border-radius: var(--radius-1); transition: background var(--quick) var(--ease); }
.drop-zone.is-over { border-style: solid; border-color: var(--accent-text); background: var(--accent-soft); }
.picture-preview, .drop-zone .picture-none { flex: none; width: 72px; height: 72px; border-radius: var(--radius-1); object-fit: contain; }
.picture-preview { background: conic-gradient(var(--surface-2) 25%, transparent 0 50%, var(--surface-2) 0 75%, transparent 0) 0 0 / 16px 16px; box-shadow: inset 0 0 0 1px var(--line); }
.picture-none { display: grid; place-items: center; background: var(--surface-2); color: var(--text-2); }
.drop-words { flex: 1; display: grid; gap: var(--s2); min-width: 0; }
.drop-words .quiet { font-size: var(--t1); line-height: 1.4; }
.drop-actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
.drop-progress { width: 100%; height: 6px; accent-color: var(--accent-text); }
.avatar-choices { display: flex; flex-wrap: wrap; gap: var(--s2); }
.avatar-choice { position: relative; cursor: pointer; border-radius: 50%; }
.avatar-choice input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.avatar-choice img, .avatar-choice .picture-none { display: grid; width: 48px; height: 48px; border-radius: 50%; object-fit: cover; }
.avatar-choice:has(:checked) { box-shadow: 0 0 0 2px var(--surface), 0 0 0 4px var(--accent-text); }
.avatar-choice:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 5px; }

.copy { display: inline-flex; flex-wrap: wrap; align-items: center; gap: var(--s2); }
.copy-failed { color: var(--text-2); font-size: var(--t2); }
.copy-box { display: grid; gap: var(--s2); justify-items: start; min-width: 0; }
.copy-box pre { width: 100%; margin: 0; padding: var(--s3) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-1); background: var(--surface-2); font: var(--t2)/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 40vh; overflow-y: auto; text-align: left; }

.save-bar { position: sticky; z-index: 2; inset-block-end: 0; display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2); min-height: 60px; padding: var(--s3) 0; border-block-start: 1px solid var(--line); background: var(--surface); }
.save-state { flex: 1 1 200px; display: flex; align-items: center; gap: var(--s2); min-width: 0; color: var(--text-2); font-size: var(--t2); line-height: 1.4; }
.save-bar.is-saved .icon { color: var(--positive); }
.save-bar:is(.is-changed, .is-theirs) .save-state { color: var(--text); font-weight: 600; }
.save-bar.is-refused .save-state { color: var(--negative); font-weight: 600; }
.save-bar.is-conflict .save-state { color: var(--caution); font-weight: 600; }
.save-dot { flex: none; width: 8px; height: 8px; margin: 4px; border-radius: 50%; background: var(--accent-text); }
.confirm { width: min(400px, calc(100vw - 32px)); }
.confirm h2 { font-size: var(--t4); font-weight: 650; line-height: 1.25; }
.confirm-text { color: var(--text-2); font-size: var(--t2); }
.form-skeleton { display: grid; gap: var(--s4); animation: appear var(--arrive) var(--ease) 400ms backwards; }
.form-skeleton i { height: 40px; border-radius: var(--radius-1); background: var(--surface-2); }
.form-skeleton i:nth-of-type(odd) { width: 30%; height: 16px; }

@media (pointer: coarse) { .input, .drop-zone .button, .list-add { min-height: var(--touch); } }
@media (max-width: 680px) { .save-bar .button { flex: 1; min-height: var(--touch); } .save-state { flex-basis: 100%; } }
@media (forced-colors: active) {
  .radio-card:has(:checked), .swatch:has(:checked), .avatar-choice:has(:checked) { outline: 2px solid Highlight; }
  .swatch-dot { forced-color-adjust: none; }
}
`
