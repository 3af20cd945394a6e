/** The page "What if". */
export const whatIfCss = `
.what-if { display: grid; gap: var(--s5); min-width: 0; padding-block-end: var(--s6); }
.what-if-fields { display: grid; gap: var(--s5); max-width: 720px; }
.what-if-fields h3 { padding-block-start: var(--s5); border-block-start: 1px solid var(--line); font-size: var(--t4); font-weight: 650; line-height: 1.25; }
.what-if-run { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; }
.what-if-outcome { display: grid; gap: var(--s5); min-width: 0; padding-block-start: var(--s5); border-block-start: 1px solid var(--line); }
.what-if-outcome h3 { font-size: var(--t4); font-weight: 650; line-height: 1.25; }
.what-if-outcome .empty { padding-block: var(--s5); }
.what-if-outcome.is-stale .figures, .what-if-outcome.is-stale .loads { opacity: .55; }
.figures-box { overflow-x: auto; scrollbar-width: thin; }
.figures { width: 100%; border-collapse: collapse; font-size: var(--t2); font-variant-numeric: tabular-nums; }
.figures th, .figures td { padding: var(--s2) var(--s3); border-block-end: 1px solid var(--line); text-align: end; white-space: nowrap; }
.figures th:first-child { padding-inline-start: 0; text-align: start; white-space: normal; }
.figures thead th { color: var(--text-2); font-weight: 600; }
.figures tbody th { font-weight: 600; }
.figures .is-better { color: var(--positive); font-weight: 650; }
.figures .is-worse { color: var(--negative); font-weight: 650; }
.loads { display: grid; gap: var(--s3); }
.agent-load { display: grid; grid-template-columns: minmax(96px, 168px) minmax(0, 1fr) auto; gap: 2px var(--s3); align-items: center; font-size: var(--t2); }
.load-name { grid-row: 1 / 3; overflow-wrap: anywhere; font-weight: 600; }
.load-bar { position: relative; height: 12px; border-radius: 6px; background: var(--surface-2); }
.load-bar i { position: absolute; inset-block: 0; inset-inline-start: 0; border-radius: 6px; background: var(--accent); }
.load-bar.is-before i { background: var(--text-2); }
.load-bar b { position: absolute; inset-block: 0; width: 2px; background: var(--text); }
.load-figure { min-width: 8ch; text-align: end; font-variant-numeric: tabular-nums; }
.load-figure.is-before { color: var(--text-2); }
.load-legend { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s4); font-size: var(--t2); }
.load-legend span { display: inline-flex; gap: var(--s2); align-items: center; }
.load-legend i { width: 16px; height: 8px; border-radius: 4px; background: var(--accent); }
.load-legend .is-before i { background: var(--text-2); }
@media (max-width: 680px) {
  .agent-load { grid-template-columns: minmax(0, 1fr) auto; }
  .load-name { grid-row: auto; grid-column: 1 / -1; }
  .figures th, .figures td { padding-inline: var(--s2); }
}
@media (forced-colors: active) { .load-bar { outline: 1px solid CanvasText; } .load-bar i, .load-legend i { forced-color-adjust: none; background: Highlight; } .load-bar.is-before i, .load-legend .is-before i { background: GrayText; } }
`
