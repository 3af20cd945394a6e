/** The pages "Survey" and "Survey results". */
export const surveyCss = `
.survey-places { display: grid; gap: var(--s3); }
.look-picture { display: inline-flex; flex-wrap: wrap; justify-content: center; gap: 2px; padding-block: var(--s2); color: var(--accent-text); }
.step-picture { flex: none; }
.step-picture.is-down { rotate: 180deg; }
.survey-steps { display: grid; gap: var(--s3); }
.survey-step { display: grid; gap: var(--s3); min-width: 0; padding: var(--s3) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); }
.survey-step-name { display: flex; align-items: center; gap: var(--s2); font-size: var(--t3); }
.chosen-step { display: inline-flex; gap: 2px; color: var(--accent-text); }
.survey-step-name strong { font-weight: 650; }
.preview-window.is-survey { height: min(600px, calc(100dvh - 240px)); min-height: 460px; }

.own-ratings { border: 0; justify-content: center; }
.results { display: grid; align-content: start; min-width: 0; padding-block-end: var(--s6); }
.results-choice { display: grid; gap: var(--s4); padding-block-end: var(--s5); }
.results-dates, .results-filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: var(--s3) var(--s4); }
.results-summary { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: var(--s3); margin: 0; padding-block-end: var(--s5); }
.results-summary > div { display: grid; align-content: start; gap: 2px; min-width: 0; padding: var(--s3) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); }
.results-summary dt { color: var(--text-2); font-size: var(--t2); font-weight: 600; }
.results-summary dd { display: grid; margin: 0; font-size: var(--t5); font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.25; }
.results-summary small { font-size: var(--t1); font-weight: 400; line-height: 1.4; }
.spread { display: grid; gap: var(--s2); max-width: 640px; margin: 0; padding: 0; list-style: none; font-size: var(--t2); font-variant-numeric: tabular-nums; }
.spread li { position: relative; display: grid; grid-template-columns: 2ch minmax(0, 1fr) minmax(11ch, auto); gap: var(--s3); align-items: center; }
.spread-bar { height: 12px; border-radius: 6px; background: var(--surface-2); overflow: hidden; }
.spread-bar i { display: block; block-size: 100%; border-radius: 6px; background: var(--accent); }
.spread-figure { text-align: end; }
.day-chart { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s2); min-width: 0; }
.day-scale { display: flex; flex-direction: column; justify-content: space-between; font-size: var(--t1); line-height: 12px; font-variant-numeric: tabular-nums; }
.day-chart svg { display: block; inline-size: 100%; block-size: 120px; }
.day-chart line { stroke: var(--line-2); stroke-width: 1; }
.day-chart rect { fill: var(--accent); }
.day-ends { grid-column: 2; display: flex; justify-content: space-between; font-size: var(--t1); }
.day-table > summary { min-height: 32px; cursor: pointer; font-size: var(--t2); font-weight: 600; }
.results-table-box { min-width: 0; overflow-x: auto; scrollbar-width: thin; }
.results-table { width: 100%; border-collapse: collapse; font-size: var(--t2); font-variant-numeric: tabular-nums; }
.results-table th, .results-table td { padding: var(--s2) var(--s3); border-block-end: 1px solid var(--line); text-align: end; white-space: nowrap; }
.results-table th:first-child { padding-inline-start: 0; text-align: start; white-space: normal; overflow-wrap: anywhere; min-width: 12ch; }
.results-table thead th { color: var(--text-2); font-weight: 600; }
.results-table thead button { min-height: 28px; border-radius: var(--radius-1); color: inherit; font: inherit; font-weight: 600; }
.results-table thead button:hover, .results-table [aria-sort] button { color: var(--accent-text); text-decoration: underline; text-underline-offset: 3px; }
.sort-mark { margin-inline-end: var(--s1); }
.results-table tbody th { font-weight: 600; }
.comments { display: grid; gap: var(--s3); margin: 0; padding: 0; list-style: none; }
.comment { display: grid; gap: var(--s2); min-width: 0; padding: var(--s3) var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); font-size: var(--t2); }
.comment-head, .comment-foot { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); align-items: center; }
.comment-head strong { min-width: 0; overflow-wrap: anywhere; }
.comment-score { display: inline-flex; gap: 4px; align-items: center; font-weight: 650; white-space: nowrap; }
.comment-score.is-low { color: var(--negative); }
.comment-reasons { display: flex; flex-wrap: wrap; gap: 6px; }
.comment-reasons span { padding: 2px 10px; border-radius: 12px; background: var(--surface-2); overflow-wrap: anywhere; }
.comment-text { white-space: pre-wrap; overflow-wrap: anywhere; font-size: var(--t3); }
.comment-foot { justify-content: space-between; }
.comments-more { justify-self: start; }
@media (max-width: 680px) { .results-table th, .results-table td { padding-inline: var(--s2); } }
@media (forced-colors: active) { .spread-bar { outline: 1px solid CanvasText; } .spread-bar i { forced-color-adjust: none; background: Highlight; } .day-chart rect { forced-color-adjust: none; fill: Highlight; } .day-chart line { stroke: CanvasText; } }
`
