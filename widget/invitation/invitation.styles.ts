/** The card's anatomy: picture, title, text, actions; closing at the top end. A sheet is as wide as the page, its content is not. */
export const invitationStyles = `
:host{width:320px;grid-template-columns:minmax(0,1fr)}
.box{position:relative;box-sizing:border-box;display:grid;gap:12px;padding:16px;border:1px solid var(--line);border-radius:var(--radius-3);background:var(--surface);box-shadow:var(--shadow-2)}
.words{display:grid;gap:4px;padding-inline-end:28px}
strong{font-size:18px;line-height:1.25}
strong,[part=text]{unicode-bidi:plaintext}
[part=text]{white-space:pre-line}
img{display:block;width:100%;max-height:160px;object-fit:cover;border-radius:var(--radius-2)}
img[hidden]{display:none}
img+.words{padding-inline-end:0}
.acts{display:flex;flex-wrap:wrap;gap:8px}
.act{flex:1 1 auto}
.act+.act{--accent:var(--surface-2);border-color:var(--line);color:var(--text)}
.close{position:absolute;inset-block-start:0;inset-inline-end:0;margin:0}
.close svg{width:16px}
.close:hover svg{background:var(--surface-2)}
:host([data-at=bottom-sheet]){width:100%}
:host([data-at=bottom-sheet]) .box{padding:16px max(16px,50% - 320px);border-width:1px 0 0;box-shadow:0 env(safe-area-inset-bottom) var(--surface),var(--shadow-2);border-radius:var(--radius-3) var(--radius-3) 0 0}
@media(max-height:640px){img{display:none}img+.words{padding-inline-end:28px}}
`
