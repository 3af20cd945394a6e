export const cardStyles = `
.box{position:relative;box-sizing:border-box;display:flex;flex-wrap:wrap;align-items:center;gap:12px;width:288px;max-width:100%;padding:16px;border:1px solid var(--line);border-radius:var(--radius-3);background:var(--surface);box-shadow:var(--shadow-2)}
.words{flex:1;display:grid;min-width:0}
.box:has(.close) .words{padding-inline-end:28px}
.act{flex:1 0 100%}
.words span{opacity:.8}
.close{position:absolute;inset-block-start:0;inset-inline-end:0}
.close svg{width:16px;box-shadow:none}
.close:hover svg{background:var(--surface-2)}
`
