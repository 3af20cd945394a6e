export const imageStyles = `
.act{padding:0;border:0;min-width:44px;background:none!important;border-radius:var(--radius-1)}
img{display:block;max-width:100%;height:auto}
picture,.act{max-width:100%}
.hover{position:absolute;inset:0;width:100%;height:100%;object-fit:contain;opacity:0;transition:var(--quick) var(--ease)}
.act:is(:hover,:focus-visible) .hover{opacity:1}
.act:is(:hover,:focus-visible) .hover+picture{opacity:0}
`
