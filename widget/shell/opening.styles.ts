/**
 * What stands in the window's place while it is on its way, in the window's shape: it shows itself only if that takes
 * longer than 400 ms. And the sentence if the window did not come.
 */
export const openingStyles = `
.coming,.said{position:fixed;box-sizing:border-box;inset-block-end:calc(var(--block) + 72px + env(safe-area-inset-bottom));background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),var(--shadow-2);animation:place var(--arrive) var(--ease)}
.coming{width:384px;max-width:calc(100vw - 2*var(--inline));height:min(640px,85dvh,100dvh - var(--block) - 88px);border-radius:var(--radius-3);overflow:hidden;animation-delay:.4s;animation-fill-mode:backwards}
.coming::before{content:"";position:absolute;inset:64px 0 auto;border-top:1px solid var(--line)}
.coming i{position:absolute;border-radius:var(--radius-2);background:var(--surface-2);animation:wait 1.2s ease-in-out infinite alternate;inset-inline-start:16px}
.coming i:nth-child(1){inset-block-start:12px;width:40px;height:40px;border-radius:50%}
.coming i:nth-child(2){inset-block-start:18px;inset-inline-start:68px;width:128px;height:11px}
.coming i:nth-child(3){inset-block-start:36px;inset-inline-start:68px;width:84px;height:9px}
.coming i:nth-child(4){inset-block-start:88px;width:62%;height:40px}
.coming i:nth-child(5){inset-block-start:132px;width:40%;height:40px}
.coming i:nth-child(6){inset-block-end:12px;inset-inline:12px;height:46px;border-radius:23px}
.said{max-width:min(300px,100vw - 40px);padding:12px 16px;border-radius:var(--radius-2);animation:place var(--arrive) var(--ease),leave var(--arrive) 6s forwards}
.coming,.said{inset-inline-end:calc(var(--inline) + max(env(safe-area-inset-left),env(safe-area-inset-right)))}
:where(.at-start):is(.coming,.said){inset-inline:calc(var(--inline) + max(env(safe-area-inset-left),env(safe-area-inset-right))) auto}
@keyframes place{from{opacity:0;translate:0 12px}}
@keyframes wait{to{opacity:.5}}
@keyframes leave{to{opacity:0}}
@media(max-width:480px),(max-height:440px){.coming{inset:0;width:100%;max-width:none;height:100%;border-radius:0}}
@media(prefers-reduced-motion:reduce){.coming{animation-name:show}.said{animation-name:show,leave}.coming i{animation:none}@keyframes show{from{opacity:0}}}
@media(forced-colors:active){.coming,.said{border:1px solid}}
`
