/** How the list of components and the maker look, made of the tokens of `console.css.ts` and of the forms' styles. */
export const receptionCss = `
.area-page { display: flex; flex-direction: column; gap: var(--s5); width: 100%; max-width: 1320px; min-height: 100%; margin-inline: auto; padding: var(--s5); }
.area-head { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s3) var(--s4); }
.area-head h2 { font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; overflow-wrap: anywhere; }
.area-head h2:focus-visible { outline-offset: 4px; }
.area-words { flex: 1 1 320px; display: grid; gap: var(--s1); }
.area-page .empty { flex: 1; }

.filters { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3) var(--s4); }
.filter { display: grid; gap: var(--s1); font-size: var(--t2); font-weight: 600; }
.filters .input { width: auto; min-width: 176px; font-weight: 400; font-size: var(--t2); }
.filters p { min-height: 40px; line-height: 40px; margin-inline-start: auto; font-variant-numeric: tabular-nums; }
.components-news { display: flex; align-items: center; gap: var(--s2); font-size: var(--t2); color: var(--text-2); }
.components-news .icon { color: var(--positive); }
.component-rows { display: grid; gap: var(--s3); padding-block-end: var(--s6); }
.component-rows:focus-visible { outline-offset: 6px; }
.component-row { position: relative; display: grid; grid-template-columns: 168px minmax(0, 1.4fr) minmax(112px, auto) minmax(0, 1fr) auto auto; align-items: center; gap: var(--s4); padding: var(--s3) var(--s4) var(--s3) var(--s3);
  border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface); transition: border-color var(--quick) var(--ease); }
.component-row:hover { border-color: var(--line-2); }
.component-row .look { height: 88px; border-radius: var(--radius-1); background: var(--surface-2); }
.component-row.is-off .look { opacity: .45; filter: saturate(.4); }
.component-what { display: grid; gap: 1px; min-width: 0; }
.component-what h3 { font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
.component-figures { display: grid; font-size: var(--t2); line-height: 1.4; font-variant-numeric: tabular-nums; }
.component-figures strong { font-weight: 650; }
.component-changed { line-height: 1.4; overflow-wrap: anywhere; }
.component-switch { min-width: 76px; min-height: 44px; }
.component-actions { display: flex; gap: 2px; }
.copy-menu { position: relative; }
.copy-panel { position: absolute; z-index: 4; inset-block-start: calc(100% + var(--s1)); inset-inline-end: 0; display: grid; gap: var(--s2); min-width: 248px; padding: var(--s3) var(--s3) var(--s3) var(--s4); border: 1px solid var(--line);
  border-radius: var(--radius-2); background: var(--surface); box-shadow: var(--shadow-2); animation: arrive var(--quick) var(--ease); }
.copy-panel p { display: flex; align-items: center; justify-content: space-between; gap: var(--s4); font-size: var(--t2); font-weight: 600; }
.copy-panel:focus { outline: none; }
.confirm-text { display: grid; gap: var(--s2); }
.delete-facts { display: grid; gap: var(--s1); color: var(--text); }
.delete-facts:empty { display: none; }

.look { display: grid; place-items: center; width: 100%; min-width: 0; padding: var(--s2); overflow: hidden; }
.look-host { position: relative; width: 100%; height: 100%; }
.sign { display: inline-flex; align-items: center; gap: var(--s3); padding: var(--s2) var(--s3); border-radius: var(--radius-1); color: var(--text-2); }
.sign .icon { stroke-width: 1.5; }
.sign.is-article-picture { border: 1px solid var(--line-2); background: var(--surface); }
.sign.is-custom-dom { border: 1px dashed var(--line-2); }
.sign-lines { display: grid; gap: 5px; }
.sign-lines i { width: 44px; height: 5px; border-radius: 3px; background: var(--line-2); opacity: .5; }
.sign-lines i:first-child { width: 56px; opacity: .9; }

.maker-steps { display: flex; flex-wrap: wrap; gap: var(--s2); }
.maker-steps li { display: flex; align-items: center; gap: var(--s2); }
.maker-steps li:not(:last-child)::after { content: ''; width: 20px; border-block-start: 1px solid var(--line-2); }
.maker-steps button { display: flex; align-items: center; gap: var(--s2); min-height: 36px; padding: 0 var(--s2) 0 var(--s1); border-radius: 18px; font-size: var(--t2); font-weight: 600; color: var(--text-2); }
.maker-steps button:not([aria-disabled=true]):hover { color: var(--text); background: var(--surface-2); }
.maker-steps [aria-current] { color: var(--accent-text); }
.maker-nr { display: grid; place-items: center; width: 26px; height: 26px; border-radius: 50%; box-shadow: inset 0 0 0 1.5px currentColor; font-variant-numeric: tabular-nums; line-height: 1; }
.maker-steps [aria-current] .maker-nr { background: var(--accent); color: var(--on-accent); box-shadow: none; }
.maker-body { display: grid; grid-template-columns: minmax(0, 560px) minmax(0, 1fr); gap: var(--s6); align-items: start; }
.maker-form { padding: 0; }
.maker-form [data-field=placement] .radio-cards, .maker-form [data-field=kind] .radio-cards, .maker-form [data-field=face] .radio-cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 216px), 1fr)); }
.maker-form .radio-picture .look { height: 92px; border-radius: var(--radius-1); background: var(--surface-2); }
.maker-form .radio-cards.is-row:has(.radio-picture) { grid-template-columns: repeat(auto-fill, minmax(min(100%, 164px), 1fr)); }
.radio-card:has(:checked) .look { background: var(--surface); }
.maker-section { display: grid; gap: var(--s5); min-width: 0; padding-block-start: var(--s5); border-block-start: 1px solid var(--line); }
.maker-section:first-child { padding-block-start: 0; border: 0; }
.maker-section h3, .preview h3, .done-piece h3 { font-size: var(--t4); font-weight: 650; line-height: 1.25; }
.rules { display: block; }
.rules summary { display: list-item; cursor: pointer; border-radius: var(--radius-1); }
.rules summary h3 { display: inline; }
.rules summary p { margin-block-start: var(--s1); }
.rules-fields { display: grid; gap: var(--s5); padding-block-start: var(--s5); }
.maker-onwards { display: flex; justify-content: flex-end; padding-block-end: var(--s5); }

.position-map { position: relative; width: 240px; aspect-ratio: 16 / 10; border: 1px solid var(--line-2); border-radius: var(--radius-1);
  background: linear-gradient(var(--line) 0 0) 50% 30% / 44% 6px no-repeat, linear-gradient(var(--line) 0 0) 50% 45% / 56% 6px no-repeat, linear-gradient(var(--line) 0 0) 50% 60% / 50% 6px no-repeat, var(--surface-2); }
.position { position: absolute; display: grid; place-items: center; width: 44px; height: 44px; cursor: pointer; }
.position input { appearance: none; width: 22px; height: 22px; margin: 0; border: 1.5px solid var(--line-2); border-radius: var(--radius-1); background: var(--surface); cursor: pointer; transition: background var(--quick) var(--ease); }
.position:hover input { border-color: var(--accent-text); }
.position input:checked { border-color: var(--accent-text); background: var(--accent-text); }
.position.is-top-start, .position.is-top, .position.is-top-end { inset-block-start: 2px; }
.position.is-bottom-start, .position.is-bottom, .position.is-bottom-end { inset-block-end: 2px; }
.position.is-top-start, .position.is-start, .position.is-bottom-start { inset-inline-start: 2px; }
.position.is-top-end, .position.is-end, .position.is-bottom-end { inset-inline-end: 2px; }
.position.is-top, .position.is-bottom { inset-inline-start: calc(50% - 22px); }
.position.is-start, .position.is-end { inset-block-start: calc(50% - 22px); }

.preview { position: sticky; inset-block-start: var(--s5); display: grid; gap: var(--s3); min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-3); background: var(--surface-2); }
.preview-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2); }
.segments { display: inline-flex; gap: 2px; margin: 0; padding: 2px; border: 0; border-radius: var(--radius-1); background: var(--line); }
.segment { position: relative; display: grid; place-items: center; min-height: 32px; padding: 0 var(--s3); border-radius: 4px; font-size: var(--t2); cursor: pointer; color: var(--text); }
.segment input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.segment:has(:checked) { background: var(--surface); font-weight: 600; box-shadow: var(--shadow-1); }
.segment:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 1px; }
.preview-frames { display: grid; gap: var(--s3); justify-items: center; }
.preview-frames.is-both { grid-template-columns: 1280fr 390fr; }
.preview-figure { display: grid; gap: 6px; width: 100%; margin: 0; text-align: center; }
.preview-figure[hidden] { display: none; }
.preview-frames.is-mobile .preview-figure { max-width: 320px; }
.preview-box { position: relative; overflow: hidden; border: 1px solid var(--line-2); border-radius: var(--radius-1); background: #fff; }
.preview-box iframe { position: absolute; inset-block-start: 0; left: 0; border: 0; transform-origin: 0 0; color-scheme: light; }
.preview-figure.is-mobile .preview-box { border-radius: var(--radius-2); }
.preview-act { min-height: 20px; font-size: var(--t2); font-weight: 600; line-height: 20px; text-align: center; color: var(--accent-text); }
.preview-light { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s4); font-size: var(--t2); }
.preview-check { display: inline-flex; align-items: center; gap: var(--s2); min-height: 36px; cursor: pointer; }
.preview-check input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); }
.preview-language { display: inline-flex; align-items: center; gap: var(--s2); margin-inline-start: auto; }
.preview-language .input { width: auto; min-height: 36px; font-size: var(--t2); }
.own-page { display: grid; gap: var(--s1); font-size: var(--t2); }
.own-page label { font-weight: 600; }
.own-page-row { display: flex; flex-wrap: wrap; gap: var(--s2); }
.own-page-row .input { flex: 1 1 200px; width: auto; }
.own-page-row .button { min-height: 40px; }
.own-page p { line-height: 1.4; overflow-wrap: anywhere; }
.own-page p:empty { display: none; }

.done { display: grid; gap: var(--s5); max-width: 720px; padding-block-end: var(--s6); }
.done-state { padding: var(--s4); border-radius: var(--radius-2); background: var(--positive-soft); }
.done-state:has(input:not(:checked)) { background: var(--surface-2); }
.done-piece { display: grid; gap: var(--s2); justify-items: start; min-width: 0; padding-block-start: var(--s5); border-block-start: 1px solid var(--line); }
.done-piece .copy-box { width: 100%; margin-block-start: var(--s1); }
.done-picture { width: 100%; max-width: 640px; height: auto; margin-block: var(--s2); border: 1px solid var(--line); border-radius: var(--radius-1); }
.done-open { display: inline-flex; align-items: center; gap: var(--s1); min-height: 36px; font-size: var(--t2); font-weight: 600; }
.done-code { display: flex; flex-wrap: wrap; gap: var(--s4); margin-block-start: var(--s1); }
.done-code img { border: 1px solid var(--line); border-radius: var(--radius-1); background: #fff; }
.done-code-side { flex: 1 1 240px; display: grid; gap: var(--s3); align-content: start; }
.done-files { display: flex; flex-wrap: wrap; gap: var(--s2); }
.done-actions { display: flex; flex-wrap: wrap; gap: var(--s2); padding-block-start: var(--s4); border-block-start: 1px solid var(--line); }

@media (max-width: 1240px) {
  .component-row { grid-template-columns: 144px minmax(0, 1fr) auto auto; }
  .component-row .look { grid-row: 1 / 3; }
  .component-figures { grid-column: 3; }
  .component-changed { grid-column: 2; }
  .component-switch { grid-row: 1; grid-column: 4; }
  .component-actions { grid-row: 2; grid-column: 3 / 5; justify-self: end; }
}
@media (max-width: 1100px) {
  .maker-body { grid-template-columns: minmax(0, 1fr); }
  .preview { position: static; }
}
@media (max-width: 680px) {
  .area-page { padding: var(--s4) var(--s3); gap: var(--s4); }
  .area-head > .button { flex: 1; min-height: var(--touch); }
  .filter { flex: 1 1 132px; }
  .filters .input { width: 100%; min-width: 0; min-height: var(--touch); }
  .filters p { min-height: 0; line-height: 1.4; margin: 0; flex-basis: 100%; }
  .component-row { grid-template-columns: minmax(0, 1fr) auto; gap: var(--s3); padding: var(--s3); }
  .component-row .look { grid-column: 1 / 3; grid-row: auto; height: 112px; }
  .component-what { grid-column: 1; }
  .component-switch { grid-column: 2; grid-row: 2; align-self: start; min-width: 0; }
  .component-figures, .component-changed { grid-column: 1 / 3; }
  .component-figures { display: flex; flex-wrap: wrap; gap: 0 var(--s2); }
  .component-actions { grid-column: 1 / 3; grid-row: auto; justify-self: stretch; justify-content: space-between; border-block-start: 1px solid var(--line); padding-block-start: var(--s2); }
  .copy-panel { inset-inline: 0 auto; }
  .maker-steps li:not(:last-child)::after { display: none; }
  .segment, .preview-check { min-height: var(--touch); }
  .preview { padding: var(--s3); }
  .preview-language { margin: 0; }
  .done-files .button, .done-actions .button { min-height: var(--touch); }
}
@media (forced-colors: active) {
  .segment:has(:checked) { outline: 2px solid Highlight; }
  .position input:checked { forced-color-adjust: none; background: Highlight; }
  .maker-steps [aria-current] .maker-nr { outline: 2px solid Highlight; }
  .look-host { forced-color-adjust: none; }
}
`
