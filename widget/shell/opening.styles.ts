/**
 * What stands in the window's place while it is on its way, in the window's shape: it shows itself only if that takes
 * longer than 400 ms. And the sentence if the window did not come.
 */
export const openingStyles = `
.coming,.said{position:fixed;box-sizing:border-box;inset-block-end:calc(var(--block) + 72px + env(safe-area-inset-bottom));border:1px solid var(--line);background:var(--surface);color:var(--text);box-shadow:var(--shadow-2);animation:place var(--arrive) var(--ease)}
.coming{width:384px;max-width:calc(100vw - 2*var(--inline));height:min(640px,85dvh,100dvh - var(--block) - 88px);border-radius:var(--radius-3);overflow:hidden;animation-delay:.4s;animation-fill-mode:backwards}
.coming::before,.coming::after{content:"";position:absolute;inset:0 0 auto;height:64px;background:radial-gradient(circle at 34px 32px,var(--line) 18px,#0000 18.5px),linear-gradient(var(--line) 0 0) 66px 20px/128px 10px no-repeat,linear-gradient(var(--line) 0 0) 66px 37px/84px 8px no-repeat;animation:wait 1.2s ease-in-out infinite alternate}
.coming::before{border-bottom:1px solid var(--line)}
.coming::after{inset:64px 0 0;height:auto;background:linear-gradient(var(--surface-2) 0 0) 16px 24px/62% 40px no-repeat,linear-gradient(var(--surface-2) 0 0) 16px 68px/40% 40px no-repeat,linear-gradient(var(--surface-2) 0 0) 12px calc(100% - 12px)/calc(100% - 24px) 44px no-repeat}
.coming:dir(rtl)::before,.coming:dir(rtl)::after{scale:-1 1}
.said{max-width:min(300px,100vw - 40px);padding:12px 16px;border-radius:var(--radius-2)}
@keyframes place{from{opacity:0;translate:0 12px}}
@keyframes wait{to{opacity:.5}}
@media(max-width:480px),(max-height:440px){.coming{inset:0;width:100%;max-width:none;height:100%;border-radius:0}}
@media(prefers-reduced-motion:reduce){.coming,.said{animation-name:show}.coming::before,.coming::after{animation:none}@keyframes show{from{opacity:0}}}
`
