/**
 * The looks of the window as a page of its own (RC-8), with the company at its side from 900 px on (CW-2). By themselves,
 * for no page that has Foyer on it needs them.
 */
export const pageCss = `
.place-page{position:fixed;inset:var(--top,0) 0 auto;block-size:var(--height,100dvh);display:flex;justify-content:center;gap:24px;background:var(--surface-2)}
.place-page .window{flex:1 1 0;min-inline-size:0;padding:env(safe-area-inset-top,0px) env(safe-area-inset-right,0px) env(safe-area-inset-bottom,0px) env(safe-area-inset-left,0px)}
@media(max-width:899px){.place-page .window{border-radius:0;box-shadow:none}}
@media(min-width:900px){.place-page{padding:24px}.place-page .window{max-inline-size:800px}}
aside.company{flex:none;align-self:flex-start;inline-size:320px;max-block-size:100%;overflow:auto;padding:24px;border-radius:var(--radius-3);box-shadow:0 0 0 1px var(--line),var(--shadow-2);animation:appear var(--arrive)}
`
