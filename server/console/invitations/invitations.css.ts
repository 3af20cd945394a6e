/** The pages on invitations, made of the tokens of `console.css.ts`; lists and frames are those of the replies and of the reception. */
export const invitationsCss = `
.invitations { min-width: 0; padding-block-end: var(--s6); }
.invitations-news { display: flex; gap: var(--s2); align-items: center; font-size: var(--t2); }
.invitations-news .icon { color: var(--positive); }
.invitations-empty { padding: var(--s6) var(--s4); border: 1px dashed var(--line-2); border-radius: var(--radius-2); }
.invitations h4, .result h4 { margin: 0; font-weight: 650; }
.invitation-says { line-height: 1.45; text-wrap: pretty; overflow-wrap: anywhere; }
.invitation-head { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s2); align-items: center; padding-block-end: var(--s5); }
.invitation-head h2 { font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; outline: none; }
.invitation-head .icon-button { margin-inline-start: calc(-1 * var(--s2)); }
.invitation-head p { grid-column: 2; }
.conditions { display: grid; gap: var(--s3); min-width: 0; }
.condition { display: flex; gap: var(--s2); align-items: flex-start; min-width: 0; padding: var(--s3) var(--s2) var(--s3) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); }
.condition-field { flex: 1; min-width: 0; }
.condition-new, .device-row { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: end; }
.condition-new .field { flex: 1 1 200px; }
.condition-new .button { min-height: 40px; }
.device-row { align-items: center; justify-content: space-between; }
.look-fields { display: grid; gap: var(--s5); min-width: 0; }
.position-sign { position: relative; display: block; width: 48px; height: 32px; margin-inline: auto; border: 1px solid var(--line-2); border-radius: 4px; background: var(--surface-2); }
.position-sign i { position: absolute; width: 18px; height: 10px; border-radius: 2px; background: var(--accent); }
.position-sign.at-centre i { inset-block-start: 10px; inset-inline-start: 14px; }
.position-sign.at-top-start i { inset-block-start: 3px; inset-inline-start: 3px; }
.position-sign.at-top-end i { inset-block-start: 3px; inset-inline-end: 3px; }
.position-sign.at-bottom-start i { inset-block-end: 3px; inset-inline-start: 3px; }
.position-sign.at-bottom-end i { inset-block-end: 3px; inset-inline-end: 3px; }
.position-sign.at-bottom-sheet i { inset-block-end: 0; inset-inline: 0; width: 100%; }
.variants { display: grid; gap: var(--s2); }
.variant { display: grid; gap: var(--s2); grid-template-columns: minmax(0, 1fr) auto; align-items: center; padding: var(--s1) var(--s3) var(--s1) var(--s1); border: 1px solid var(--line); border-radius: var(--radius-2); }
.variant.is-current { border-color: var(--accent-text); }
.variant .field { justify-items: end; }
.variant .problem { max-width: 26ch; padding-block-end: var(--s1); }
.variant .field-label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.variant .number-row .input { width: 88px; }
.variant-open { min-height: 44px; padding-inline: var(--s3); font-weight: 600; text-align: start; overflow-wrap: anywhere; }
.invitation-preview { display: grid; gap: var(--s3); min-width: 0; }
.invitation-preview .preview-figure.is-mobile { max-width: 280px; margin-inline: auto; }
.invitation-results { display: grid; gap: var(--s4); min-width: 0; }
.invitation-results > .field { max-width: 240px; }
.result { display: grid; gap: var(--s2); min-width: 0; }
.result + .result { margin-block-start: var(--s3); }
.result h4 { overflow-wrap: anywhere; }
.result-scroll { overflow-x: auto; }
.result-table { width: 100%; border-collapse: collapse; font-size: var(--t2); font-variant-numeric: tabular-nums; }
.result-table th, .result-table td { padding: var(--s2) var(--s3) var(--s2) 0; border-block-end: 1px solid var(--line); text-align: end; font-weight: 400; }
.result-table thead th { color: var(--text-2); font-weight: 600; }
.result-table th:first-child { text-align: start; }
.result-table tbody th { font-weight: 600; overflow-wrap: anywhere; }
.result-verdict { display: flex; gap: var(--s2); align-items: flex-start; font-size: var(--t2); }
.result-verdict .icon { flex: none; margin-block-start: 2px; color: var(--caution); }
.result-verdict.is-better .icon { color: var(--positive); }
.manual { display: grid; gap: var(--s3); padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.manual-state { display: flex; gap: var(--s2); align-items: center; font-weight: 600; }
.manual .button[aria-disabled=true] { opacity: .6; }
@media (max-width: 680px) {
  .variant-open { min-height: var(--touch); }
  .invitation-add { width: 100%; min-height: var(--touch); }
  .condition { padding-inline-start: var(--s3); }
}
@media (forced-colors: active) { .variant.is-current { outline: 2px solid Highlight; } .position-sign i { forced-color-adjust: none; background: Highlight; } }
`
