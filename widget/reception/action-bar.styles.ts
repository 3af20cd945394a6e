export const actionBarStyles = `
:host{width:min(480px,100%)}
.box{position:relative;display:flex;gap:8px;padding:8px;border-radius:min(var(--radius-3),var(--foyer-offset-block,var(--block)));background:var(--surface);box-shadow:0 0 0 1px var(--line),0 env(safe-area-inset-bottom) 0 var(--surface),var(--shadow-2)}
.act{flex:1 1 0;min-height:48px;padding:4px 8px;overflow-wrap:anywhere}
a.act:nth-child(2){--accent:var(--surface-2);border-color:var(--line);color:var(--text)}
@media(forced-colors:active){.box{border:1px solid}}
`
