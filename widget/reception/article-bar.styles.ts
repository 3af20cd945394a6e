export const articleBarStyles = `
.box{display:flex;align-items:center;gap:12px;padding:6px;border:1px solid var(--line);border-radius:29px;background:var(--surface);box-shadow:var(--shadow-2)}
strong{flex:1;min-width:0}
.act{flex:none;border-radius:22px}
@media(max-width:480px){.face{display:none}strong{padding-inline-start:12px}}
`
