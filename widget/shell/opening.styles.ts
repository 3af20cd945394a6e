/**
 * What stands in the window's place while it is on its way, in the window's shape: it shows itself only if that takes
 * longer than 400 ms. And the sentence if the window did not come.
 */
export const openingStyles = `
.coming,.said{position:fixed;box-sizing:border-box;inset-block-end:calc(var(--block) + 68px + env(safe-area-inset-bottom));box-shadow:var(--shadow-2);background:var(--surface);color:var(--text)}
.coming{width:min(384px,100vw - 2*var(--inline));height:min(640px,85vh,100vh - var(--block) - 88px);border-radius:var(--radius-3);overflow:hidden;animation:place var(--arrive) .4s var(--ease) backwards}
.coming::before,.coming::after{content:"";position:absolute;inset:0}
.coming::before{height:64px;background:radial-gradient(circle at 34px 32px,var(--on-accent) 18px,#0000 18.5px),linear-gradient(var(--on-accent) 0 0) 64px 21px/132px 9px no-repeat,linear-gradient(var(--on-accent) 0 0) 64px 37px/84px 7px no-repeat;opacity:.45}
.coming::after{inset-block-start:64px;background:linear-gradient(var(--surface-2) 0 0) 16px 24px/62% 44px no-repeat,linear-gradient(var(--surface-2) 0 0) 16px 74px/40% 44px no-repeat,linear-gradient(var(--surface-2) 0 0) 16px calc(100% - 16px)/calc(100% - 32px) 44px no-repeat;animation:wait 1.2s ease-in-out infinite alternate}
.coming{background:linear-gradient(var(--accent) 64px,var(--surface) 0)}
.coming:dir(rtl)::before,.coming:dir(rtl)::after{scale:-1 1}
.said{max-width:min(300px,100vw - 40px);padding:12px 16px;border:1px solid var(--line);border-radius:var(--radius-2);animation:place var(--arrive) var(--ease)}
@keyframes place{from{opacity:0;translate:0 16px}}
@keyframes wait{to{opacity:.4}}
@media(max-width:480px),(max-height:440px){.coming{inset:0;width:100%;height:100%;border-radius:0}}
@media(prefers-reduced-motion:reduce){.coming,.said{animation-name:show}.coming::after{animation:none}@keyframes show{from{opacity:0}}}
@media(forced-colors:active){.coming,.said{border:1px solid}}
`
