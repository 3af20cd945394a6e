/** At the edge itself the bar is square and reaches below a phone's home indicator; away from it, round. */
export const bottomBarStyles = `
:host{width:100%}
.box{position:relative;display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:8px 12px;padding:10px 16px;border-radius:min(var(--radius-2),var(--foyer-offset-block,var(--block)));background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),0 env(safe-area-inset-bottom) 0 var(--surface),var(--shadow-2)}
.closable{padding-inline:48px}
.words{flex:0 1 auto;min-width:0;overflow-wrap:anywhere;line-height:1.35}
strong,small{display:block;font-size:inherit}
small{color:color-mix(in oklab,var(--text) 76%,var(--surface))}
.close{position:absolute;inset-block-start:0;inset-inline-end:0;margin:0}
.close svg{width:16px;padding:6px;box-shadow:none}
.close:hover svg{background:var(--surface-2)}
@media(max-width:480px){.box{justify-content:space-between}.closable{padding-inline:12px 44px}.words{flex:1}}
@media(forced-colors:active){.box{border:1px solid}}
`
