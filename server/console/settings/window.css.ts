/** The pages "Chat window" and "Words" of the settings. */
export const windowPageCss = `
.ending-kinds { display: grid; gap: var(--s3); }
.ending-kind { display: grid; grid-template-columns: 136px minmax(0, 1fr); gap: var(--s2) var(--s3); align-items: start; }
.ending-whole { display: flex; align-items: center; gap: var(--s2); min-height: 32px; font-weight: 600; font-size: var(--t2); cursor: pointer; }
.ending-whole input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); }
.endings { display: flex; flex-wrap: wrap; gap: 6px; }
.ending { position: relative; display: inline-flex; align-items: center; min-height: 32px; padding: 0 10px; border: 1px solid var(--line-2); border-radius: 16px; color: var(--text-2); font-size: var(--t2); cursor: pointer; direction: ltr; }
.ending input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.ending:hover { background: var(--surface-2); }
.ending:has(:checked) { border-color: var(--accent-text); background: var(--accent-soft); color: var(--accent-text); font-weight: 600; }
.ending:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 2px; }

.form-fields-list { display: grid; gap: var(--s3); }
.form-field-items { display: grid; gap: var(--s3); }
.form-field-items:empty { display: none; }
.form-field { display: grid; gap: var(--s4); min-width: 0; padding: var(--s3) var(--s4) var(--s3); border: 1px solid var(--line); border-radius: var(--radius-2); }
.form-field-head { display: flex; align-items: center; gap: var(--s2); }
.form-field-head strong { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 650; }
.form-field-actions { display: flex; flex: none; }
.move-up .icon { rotate: 180deg; }
.form-field-actions .icon-button:disabled { opacity: .35; cursor: default; }
.mask-result { padding: var(--s2) var(--s3); border-radius: var(--radius-1); background: var(--surface-2); font-size: var(--t2); line-height: 1.5; overflow-wrap: anywhere; }
.mask-result bdi { font-weight: 600; font-variant-numeric: tabular-nums; }
.preview-window.is-form { height: min(600px, calc(100dvh - 240px)); min-height: 420px; }

.form-fields:has(> .texts-tools) { gap: 0; align-content: start; }
.texts-tools .switch-field { white-space: nowrap; }
.texts-tools { display: grid; grid-template-columns: minmax(160px, 220px) minmax(0, 1fr); gap: var(--s3) var(--s4); align-items: start; padding-block-end: var(--s4); }
.texts-count { align-self: center; text-align: end; font-size: var(--t2); }
.texts { display: grid; gap: 0; }
.text-row { position: relative; padding-block: var(--s3); border-block-end: 1px solid var(--line); content-visibility: auto; contain-intrinsic-block-size: auto 76px; }
.text-row:last-child { border: 0; }
.text-row .field { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 6px var(--s4); align-items: start; padding-inline-end: 44px; }
.text-row .field-label { padding-block: 10px; font-weight: 400; line-height: 1.4; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; }
.text-row .field-label + .field-hint { grid-row: 2; grid-column: 2; }
.text-row .input { grid-column: 2; grid-row: 1; }
.text-row textarea.input { min-height: 0; }
.text-row .field-foot { grid-column: 2; }
.text-row.is-own .input { border-color: var(--accent-text); }
.text-reset { position: absolute; inset-block-start: var(--s3); inset-inline-end: 0; }

@media (max-width: 680px) {
  .ending-kind { grid-template-columns: minmax(0, 1fr); }
  .ending { min-height: 40px; border-radius: 20px; }
  .texts-tools, .text-row .field { grid-template-columns: minmax(0, 1fr); }
  .text-row .field { padding-inline-end: 0; }
  .text-row .field > * { grid-column: 1 !important; grid-row: auto !important; }
  .text-row .field-label { padding-block: 0; padding-inline-end: 44px; }
  .text-row.is-own .field-label { min-height: 40px; }
  .texts-count { text-align: start; }
}
@media (forced-colors: active) { .ending:has(:checked) { outline: 2px solid Highlight; } }
`
