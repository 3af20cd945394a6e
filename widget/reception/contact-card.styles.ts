export const contactCardStyles = `
dialog{box-sizing:border-box;width:320px;max-width:calc(100vw - 40px);max-height:calc(100dvh - 40px);margin:auto;padding:0;overflow:auto;border:1px solid var(--line);border-radius:var(--radius-3);background:var(--surface);color:var(--text);box-shadow:var(--shadow-2);text-align:center;overflow-wrap:anywhere;overscroll-behavior:contain}
.box{padding:24px}
dialog:focus-visible{outline:0;box-shadow:var(--shadow-2)!important}
dialog::backdrop{background:#0b122480;animation:show var(--arrive) var(--ease)}
h2{margin:0;padding-inline:32px;font-size:18px;line-height:1.25}
p{margin:8px 0 0}
h2,p{unicode-bidi:plaintext}
.code{display:block;box-sizing:border-box;width:200px;max-width:100%;height:auto;aspect-ratio:1;margin:16px auto 0;padding:8px;border-radius:var(--radius-2);background:#fff;border:1px solid var(--line)}
small{display:block;margin-block-start:8px;font-size:13px;color:color-mix(in oklab,var(--text) 76%,var(--surface))}
.act{margin-block-start:16px}
@media(pointer:coarse){small{display:none}}
.close{position:absolute;inset-block-start:0;inset-inline-end:0;margin:0}
.close svg{width:20px;padding:4px;box-shadow:none}
.close:hover svg{background:var(--surface-2)}
@keyframes show{from{opacity:0}}
`
