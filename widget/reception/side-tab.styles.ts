/** At the edge itself the tab has square corners on that side; away from it, round ones. `--is-left` says the stage. */
export const sideTabStyles = `
:host{--outer:min(var(--radius-2),var(--inline));--left:calc(var(--is-left,0)*var(--outer) + (1 - var(--is-left,0))*var(--radius-2));--right:calc((1 - var(--is-left,0))*var(--outer) + var(--is-left,0)*var(--radius-2))}
.act{min-width:44px;min-height:0;padding:16px 11px;writing-mode:vertical-rl;border-radius:var(--left) var(--right) var(--right) var(--left);box-shadow:var(--shadow-2)}
b{writing-mode:horizontal-tb;inset:auto auto -8px 50%;translate:-50%}
.close{justify-self:center}
`
