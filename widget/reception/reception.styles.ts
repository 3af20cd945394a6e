/**
 * The stage: all of the viewport, and nothing of it is in a pointer's way (RC-13). Rows from the bottom up: bars, lower
 * corners, sides, upper corners. Rows and what stands in them are laid out, not laid over one another, so nothing ever
 * overlaps (RC-11): what does not fit beside goes into a line of its own, and where all of it is higher than the
 * viewport, the stage scrolls, from its lower end.
 *
 * Whoever comes first at a place keeps its distance from the edge; the next stand in from it.
 */
export const receptionStyles = `
.stage{position:fixed;inset:0;display:flex;flex-direction:column-reverse;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);overflow:hidden auto;scrollbar-width:none;pointer-events:none}
.row{flex:1 0 0;display:flex;flex-wrap:wrap-reverse;align-content:flex-start;align-items:flex-start}
.row:nth-child(odd){flex:none;align-items:center}
.row:nth-child(3){margin-block:12px}
.row:nth-child(4){flex-wrap:wrap}
.stack{flex:auto;max-width:100%;display:flex;flex-direction:column;gap:12px;align-items:start}
.stack[class*=bottom]{flex-direction:column-reverse}
.stack[class*=end]{align-items:end}
.top,.bottom,.bottom-bar{align-items:center}
.top,.bottom{flex-grow:0;margin-inline:auto}
.start:dir(ltr),.end:dir(rtl){--is-left:1}
.stack>*{margin-inline:var(--inline);max-width:calc(100% - 2*var(--inline))}
.stack[class*=top]>:first-child{margin-block-start:var(--block)}
.stack[class*=bottom]>:first-child{margin-block-end:var(--block)}
.aloud{position:fixed;opacity:0;pointer-events:none}
`
