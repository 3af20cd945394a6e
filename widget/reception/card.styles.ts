export const cardStyles = `
.box{position:relative;box-sizing:border-box;display:flex;flex-wrap:wrap;align-items:center;gap:12px;width:288px;max-width:100%;padding:16px;border-radius:var(--radius-3);background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),var(--shadow-2)}
.words{flex:1;min-width:0;overflow-wrap:anywhere;line-height:1.35}
.closable .words{padding-inline-end:28px}
strong,small{display:block;font-size:inherit}
small{color:color-mix(in oklab,var(--text) 76%,var(--surface))}
.act{flex:1 0 100%}
.close{position:absolute;inset-block-start:0;inset-inline-end:0;margin:0}
.close svg{width:16px;padding:6px;box-shadow:none}
.close:hover svg{background:var(--surface-2)}
@media(forced-colors:active){.box{border:1px solid}}
`
