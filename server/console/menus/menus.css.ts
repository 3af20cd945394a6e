/** The page of menus, made of the tokens of `console.css.ts`; rows are those of the replies. */
export const menusCss = `
.menu-places { display: grid; gap: var(--s2); justify-items: start; padding-block-end: var(--s5); }
.segment.is-current { background: var(--surface); font-weight: 600; box-shadow: var(--shadow-1); }
.tree-items > legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.menu-tree { display: grid; gap: var(--s3); justify-items: start; min-width: 0; }
.menu-tree > .rule-list { width: 100%; }
.menu-below { display: grid; gap: var(--s2); justify-items: start; padding: 0 var(--s3) var(--s3) var(--s6); }
.menu-below .rule-list { width: 100%; }
.tree-head .grip { cursor: grab; touch-action: none; color: var(--text-2); }
.tree-name { display: flex; gap: var(--s2); align-items: center; }
.tree-name bdi { overflow: hidden; text-overflow: ellipsis; }
.tree-name .icon { color: var(--text-2); }
.style-sign:dir(rtl) { scale: -1 1; }
.style-window { fill: none; stroke: var(--line-2); stroke-width: 1.5; stroke-linecap: round; }
.style-blocks { fill: var(--accent-text); }
.icon-choices { display: flex; flex-wrap: wrap; gap: var(--s1); }
.icon-choice { position: relative; display: grid; place-items: center; width: 44px; height: 44px; border: 1px solid transparent; border-radius: var(--radius-1); cursor: pointer; }
.icon-choice.is-none { color: var(--text-2); }
.icon-choice:hover { background: var(--surface-2); }
.icon-choice:has(:checked) { border-color: var(--accent-text); box-shadow: inset 0 0 0 1px var(--accent-text); background: var(--accent-soft); color: var(--accent-text); }
.icon-choice:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 2px; }
.icon-choice input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.tree-fields { display: grid; gap: var(--s5); width: 100%; min-width: 0; }
.publication { display: grid; gap: var(--s3); justify-items: start; min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.publication > * { max-width: 100%; overflow-wrap: anywhere; }
.publication-lines { display: grid; gap: var(--s1); padding-inline-start: var(--s4); list-style: disc; font-size: var(--t2); }
.publication .button[aria-disabled=true] { opacity: .6; }
.menu-preview { width: 100%; }
@media (max-width: 680px) {
  .rule-head.tree-head { flex-wrap: nowrap; }
  .tree-head .rule-open { flex: 1; order: 0; }
  .menu-below { padding-inline-start: var(--s3); }
  .menu-add, .menu-add-below { min-height: var(--touch); }
}
@media (forced-colors: active) { .segment.is-current, .icon-choice:has(:checked) { outline: 2px solid Highlight; } }
`
