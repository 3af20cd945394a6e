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
.tree-fields { display: grid; gap: var(--s5); width: 100%; min-width: 0; }
.publication { display: grid; gap: var(--s3); justify-items: start; min-width: 0; padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface-2); }
.publication > * { max-width: 100%; overflow-wrap: anywhere; }
.publication-lines { display: grid; gap: var(--s1); padding-inline-start: var(--s4); list-style: disc; font-size: var(--t2); }
.publication .button[aria-disabled=true] { opacity: .6; }
.menu-preview { width: 100%; }
@media (max-width: 680px) {
  .menu-below { padding-inline-start: var(--s3); }
  .menu-add, .menu-add-below { min-height: var(--touch); }
}
@media (forced-colors: active) { .segment.is-current { outline: 2px solid Highlight; } }
`
