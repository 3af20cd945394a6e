/** Corners: components at the same one stand above one another (RC-11). */
export const receptionStyles = `
.stack{position:fixed;inset-block-end:calc(var(--block) + env(safe-area-inset-bottom));display:flex;flex-direction:column-reverse;gap:12px}
.bottom-end,.bottom-start{--edge:calc(var(--inline) + max(env(safe-area-inset-left),env(safe-area-inset-right)))}
.bottom-end{inset-inline-end:var(--edge);align-items:end}
.bottom-start{inset-inline-start:var(--edge)}
`
