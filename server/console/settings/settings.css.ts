/** The pages of the settings: names at the start, one page beside them. What they are made of is in `forms.css.ts`. */
export const settingsCss = `
.settings { display: grid; grid-template-columns: 208px minmax(0, 1fr); min-height: 100%; }
.settings-nav { position: sticky; inset-block-start: 0; align-self: start; display: grid; gap: var(--s4); max-height: calc(100dvh - var(--bar)); padding: var(--s5) var(--s3);
  overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line-2) transparent; }
.settings-section { display: grid; gap: 2px; }
.settings-section-name { padding: 0 var(--s3) var(--s1); color: var(--text-2); font-size: var(--t1); font-weight: 600; }
.settings-nav button { display: flex; align-items: center; gap: var(--s3); min-height: 40px; padding: 0 var(--s3); border-radius: var(--radius-1); color: var(--text-2); font-size: var(--t2); font-weight: 600; }
.settings-nav button:not([aria-current]):hover { background: var(--surface-2); color: var(--text); }
.settings-nav [aria-current] { background: var(--accent-soft); color: var(--accent-text); }
.settings-page { container-type: inline-size; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1080px); align-content: start; padding: var(--s5) var(--s5) 0; border-inline-start: 1px solid var(--line); }
.settings-page > .form { grid-template-rows: 1fr auto; }
.page-head { padding-block-end: var(--s5); }
.page-head h2 { font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
.page-head p { max-width: 64ch; margin-block-start: var(--s1); color: var(--text-2); text-wrap: pretty; }
.page-section { display: grid; gap: var(--s4); min-width: 0; padding-block: var(--s5); border-block-start: 1px solid var(--line); }
.section-head h3, .effect h3 { font-size: var(--t4); font-weight: 650; line-height: 1.25; }
.section-head p { max-width: 64ch; margin-block-start: var(--s1); color: var(--text-2); font-size: var(--t2); text-wrap: pretty; }
.effect-fields { min-width: 0; }
.effect-fields > .page-section:first-child { padding-block-start: 0; border: 0; }
.with-effect { display: grid; gap: var(--s5) var(--s6); min-width: 0; }
@container (min-width: 700px) {
  .with-effect { grid-template-columns: minmax(0, 1fr) clamp(240px, 34cqi, 360px); }
  .effect { position: sticky; inset-block-start: var(--s5); align-self: start; }
}
.as-seen { display: grid; gap: var(--s3); margin: 0; }
.as-seen figcaption p { margin-block-start: var(--s1); }
.preview-button .look { display: grid; justify-items: end; }
.preview-button .look-host { position: relative; width: 72px; height: 64px; }
.preview-window { border-radius: var(--radius-3); background: var(--surface-2); height: min(520px, calc(100dvh - 372px)); min-height: 360px; }

.check-line { display: flex; flex-wrap: wrap; gap: var(--s2); }
.check-line .input { flex: 1 1 220px; width: auto; }
.check-line .button { min-height: 40px; }
.page-check { display: grid; gap: var(--s3); }
.check-outcome { display: grid; gap: var(--s2); padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--caution-soft); font-size: var(--t2); animation: appear var(--arrive) var(--ease); }
.check-outcome.is-good { background: var(--positive-soft); }
.check-title { display: flex; align-items: center; gap: var(--s2); font-size: var(--t3); font-weight: 650; }
.check-title .icon { color: var(--caution); }
.is-good .check-title .icon { color: var(--positive); }
.findings { display: grid; gap: var(--s4); padding-block: var(--s2); counter-reset: finding; }
.finding { position: relative; display: grid; gap: 6px; justify-items: start; min-width: 0; padding-inline-start: 36px; counter-increment: finding; }
.finding::before { content: counter(finding); position: absolute; inset-block-start: 0; inset-inline-start: 0; display: grid; place-items: center; width: 24px; height: 24px; border-radius: 50%; background: var(--surface); color: var(--caution); font-weight: 700; font-size: var(--t1); }
.finding-says { font-weight: 600; overflow-wrap: anywhere; }
.finding .quiet { display: flex; gap: 6px; align-items: center; }
.finding .copy-box { width: 100%; }
.finding .copy-box pre { background: var(--surface); }
.check-outcome .quiet { color: var(--text); opacity: .85; overflow-wrap: anywhere; }

.week-field > legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.week { display: grid; }
.day { display: grid; grid-template-columns: minmax(136px, auto) minmax(0, 1fr) auto; gap: var(--s2) var(--s3); align-items: start; padding-block: var(--s2); border-block-end: 1px solid var(--line); }
.day:last-child { border: 0; }
.day > .switch-field { min-height: 40px; }
.spans { display: grid; gap: var(--s2); }
.span { display: flex; align-items: center; gap: var(--s2); }
.span .input { flex: 0 1 124px; padding: 0 var(--s2); font-variant-numeric: tabular-nums; }
.day-off { min-height: 40px; display: flex; align-items: center; }
.day-actions { display: flex; min-height: 40px; align-items: center; }
.day-past { grid-column: 2; }
.single-days { display: grid; gap: var(--s3); }
.single-day-add { display: flex; flex-wrap: wrap; gap: var(--s2); }
.single-day-add .button { min-height: 40px; }
.hours-now { display: grid; gap: var(--s1); padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.hours-state { display: flex; align-items: center; gap: var(--s2); font-size: var(--t5); font-weight: 650; line-height: 1.25; }
.hours-dot { width: 12px; height: 12px; border-radius: 50%; box-shadow: inset 0 0 0 3px var(--text-2); }
.is-open .hours-dot { background: var(--positive); box-shadow: none; }
.effect .hours-now h3 { font-size: var(--t2); font-weight: 600; color: var(--text-2); }
input[type=date].input { max-width: 200px; }

@media (max-width: 1000px) {
  .settings { grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); }
  .settings-nav { position: static; display: flex; gap: 2px; max-height: none; padding: var(--s2) var(--s3); overflow: auto hidden; border-block-end: 1px solid var(--line); scrollbar-width: none; }
  .settings-nav button { flex: none; white-space: nowrap; }
  .settings-section { position: relative; display: flex; flex: none; }
  .settings-section-name { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
  .settings-page { border: 0; padding: var(--s4) var(--s4) 0; }
}
@media (max-width: 680px) {
  .settings-nav button { min-height: var(--touch); padding-inline: var(--s2); gap: var(--s2); }
  .day { grid-template-columns: minmax(0, 1fr) auto; }
  .spans { grid-row: 2; grid-column: 1 / -1; }
  .day-off { justify-self: end; }
}
@media (forced-colors: active) { .hours-dot { outline: 1px solid CanvasText; } .is-open .hours-dot { forced-color-adjust: none; background: Highlight; } }
`
