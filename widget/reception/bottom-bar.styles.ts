/**
 * At the edge itself the bar is square and reaches below a phone’s home indicator; away from it, round. Where it is
 * narrow, the words have their place before the face, and a long button has a line of its own.
 */
export const bottomBarStyles = `
:host{width:100%}
.box{position:relative;display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:8px 12px;padding:10px 16px;border:1px solid var(--line);border-radius:min(var(--radius-2),var(--block));background:var(--surface);box-shadow:0 env(safe-area-inset-bottom) var(--surface),var(--shadow-2)}
.box:has(.close){padding-inline-end:48px}
.words{display:grid;min-width:0}
.words span{opacity:.8}
.close{position:absolute;inset-block-start:0;inset-inline-end:0}
.close svg{width:16px;box-shadow:none}
.close:hover svg{background:var(--surface-2)}
@media(max-width:480px){.face{display:none}.words{flex:99 1 120px}.act{flex:1 0 auto}}
`
