export const articleBarStyles = `
.box{display:flex;align-items:center;gap:12px;padding:6px;border-radius:29px;background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),var(--shadow-2)}
strong{flex:1;min-width:0;overflow-wrap:anywhere;line-height:1.25}
.act{border-radius:22px}
@media(forced-colors:active){.box{border:1px solid}}
`
