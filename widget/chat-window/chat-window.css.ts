/**
 * The looks of the window around the shared parts. Tokens from `widget/shell/tokens.ts`; logical sides only.
 *
 * Messages begin at the top and scroll when there are many. Set at the end, each new one would push up those before it,
 * and the browser counts that as a layout shift of the page whose guest we are; scrolling it does not count.
 */
export const windowCss = `
.place,.place *{box-sizing:border-box}
/* Its own width decides what has room in it, not the screen's: it may stand in a column. */
.place{container-type:size;opacity:0;visibility:hidden;pointer-events:none}
.place-open{opacity:1;visibility:visible;pointer-events:auto}
.place-float{position:fixed;inset-block-end:calc(var(--block) + 72px + env(safe-area-inset-bottom,0px));inline-size:384px;max-inline-size:calc(100vw - 2*var(--inline));block-size:min(640px,85dvh,100dvh - var(--block) - 88px);scale:.94;translate:0 12px;transition:opacity var(--quick),scale var(--quick),translate var(--quick),visibility 0s var(--quick)}
.place-end{inset-inline-end:calc(var(--inline) + env(safe-area-inset-right,0px));transform-origin:100% 100%}
.place-start{inset-inline-start:calc(var(--inline) + env(safe-area-inset-left,0px));transform-origin:0 100%}
.place-end:dir(rtl){transform-origin:0 100%}
.place-start:dir(rtl){transform-origin:100% 100%}
.place-float.place-open{scale:1;translate:0;transition:opacity var(--arrive) var(--ease),scale var(--arrive) var(--ease),translate var(--arrive) var(--ease)}
.place.place-full{position:fixed;inset:var(--top,0) 0 auto;inline-size:100%;max-inline-size:none;block-size:var(--height,100dvh);scale:1}
.place-inline{inline-size:100%;block-size:100%;min-block-size:320px}
:where(.place) button{appearance:none;margin:0;padding:0;border:0;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.place :focus-visible{outline:2px solid var(--accent-text);outline-offset:2px}
.place textarea:focus-visible{outline:0}
.place .thread-scroller:focus-visible{outline-offset:-3px;border-radius:var(--radius-1)}
.place .window:focus-visible{outline:0}
.place .message-own a:focus-visible{outline-color:currentColor}

.window{position:relative;display:flex;flex-direction:column;block-size:100%;overflow:hidden;border-radius:var(--radius-3);background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),var(--shadow-2);font:400 15px/1.5 var(--font);text-align:start;-webkit-text-size-adjust:100%;cursor:default;user-select:text}
.place-inline .window{box-shadow:none;border:1px solid var(--line)}
.place-full .window{border-radius:0;box-shadow:none;padding:env(safe-area-inset-top,0px) env(safe-area-inset-right,0px) env(safe-area-inset-bottom,0px) env(safe-area-inset-left,0px)}
.head{position:relative;z-index:2;flex:none;display:flex;align-items:center;gap:12px;min-block-size:64px;padding:8px;padding-inline-start:16px;border-block-end:1px solid var(--line)}
.who{flex:1;min-inline-size:0}
.head :is(h1,h2){margin:0;font-size:15px;line-height:1.25;font-weight:600;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.presence{margin:2px 0 0;min-block-size:1.25em;display:flex;align-items:center;gap:6px;font-size:13px;line-height:1.25;color:var(--text-2)}
.presence-here::before,.presence-away::before{content:"";flex:none;inline-size:8px;block-size:8px;border-radius:50%;background:var(--positive)}
.presence-away::before{background:none;box-shadow:inset 0 0 0 2px var(--text-2)}
.unfold{display:flex;align-items:center;gap:4px;max-inline-size:100%}
.unfold bdi{overflow:hidden;text-overflow:ellipsis}
.unfold::after{content:"";position:absolute;inset:0;border-radius:var(--radius-2)}
.unfold .icon{color:var(--text-2);transition:rotate var(--arrive) var(--ease)}
.unfold[aria-expanded=true] .icon{rotate:180deg}
.place .unfold:focus-visible{outline:0}
.unfold:focus-visible::after{outline:2px solid var(--accent-text);outline-offset:-4px}
.head-company .avatar:has(img){border-radius:var(--radius-2);background:none}
.head-company img{object-fit:contain}
.tool{position:relative;z-index:1;flex:none;inline-size:44px;block-size:44px;display:grid;place-items:center;border-radius:var(--radius-2);color:var(--text-2)}
:is(.tool,.more)+.tool{margin-inline-start:-8px}
.tool:hover{background:var(--surface-2)}
.tool:active{background:var(--line)}

/* As wide before the frame's tools are there as with them: nothing beside them moves or wraps when they come. */
.head-tools{margin-inline:-8px -12px}
@media(pointer:fine){.head-tools{min-inline-size:64px}}
.more{flex:none}
.menu{position:absolute;z-index:3;inset-block-start:calc(100% - 8px);inset-inline-end:8px;inline-size:280px;max-inline-size:calc(100cqi - 16px);max-block-size:calc(100cqb - 72px);overflow:auto;overscroll-behavior:contain;border-radius:var(--radius-2);background:var(--surface);box-shadow:0 0 0 1px var(--line),var(--shadow-2);animation:unfold var(--quick) var(--ease)}
.menu .later-failed{padding:12px 16px;font-size:13px}

.fold{position:relative;z-index:1}
.company{padding:16px;background:var(--surface);color:var(--text);font:400 15px/1.5 var(--font);overflow-wrap:anywhere}
.fold>.company{position:absolute;inset-block-start:0;inset-inline:0;max-block-size:60dvh;max-block-size:70cqb;overflow:auto;overscroll-behavior:contain;box-shadow:0 1px var(--line),var(--shadow-2);clip-path:inset(0 0 -64px);animation:unfold var(--arrive) var(--ease)}
.place .company:focus-visible{outline:0}
@keyframes unfold{from{opacity:0;translate:0 -8px}}

.banner{flex:none;margin:0;padding:10px 16px;display:flex;gap:10px;align-items:flex-start;background:var(--surface-2);font-size:13px;line-height:1.4;animation:appear var(--arrive)}
.banner .icon{margin-block-start:1px;color:var(--caution)}
.link{color:var(--accent-text);font-weight:600;text-decoration:underline;text-underline-offset:2px}
.greeting{padding:24px 8px 40px;text-align:center;text-wrap:balance;animation:appear var(--arrive)}
.window .thread-rows{margin-block-start:0}
.window .thread-rows:has(>.greeting){flex:1;display:grid;align-content:center}
.greeting .icon{box-sizing:content-box;margin:0 auto 16px;padding:18px;border-radius:50%;background:var(--accent-soft);color:var(--accent-text)}
:is(.greeting,.tool) .icon:dir(rtl){scale:-1 1}
.greeting :is(h2,h3){margin:0 0 8px;font-size:22px;line-height:1.25;font-weight:650}
.greeting p{margin:0;color:var(--text-2)}
:is(.greeting,.thread-note,.closed):lang(zh){word-break:keep-all;overflow-wrap:anywhere}

@container(min-width:760px){.window :is(.thread-rows,.composer,.ask){inline-size:100%;max-inline-size:736px;margin-inline:auto}}

.skeleton{flex:1;min-block-size:0;overflow:hidden;padding:16px;display:flex;flex-direction:column;justify-content:flex-end;gap:8px;animation:appear var(--arrive) .4s both}
.skeleton i{flex:none;inline-size:56%;block-size:40px;border-radius:18px;background:var(--surface-2);animation:breathe 1.6s ease-in-out infinite alternate}
.skeleton i:nth-of-type(2){inline-size:38%}
.skeleton i:nth-of-type(3){align-self:flex-end;inline-size:48%;background:var(--accent-soft)}
@keyframes breathe{to{opacity:.5}}

.foot{display:contents}
.ask{display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding:12px 16px 4px;border-block-start:1px solid var(--line);font-size:13px;line-height:1.4;animation:appear var(--arrive)}
.ask p{flex:1 1 10em;margin:0}
.button{min-block-size:36px;padding:0 14px;border-radius:var(--radius-1);box-shadow:inset 0 0 0 1px var(--line-2);font-size:13px;font-weight:600}
.button:hover{background:var(--surface-2)}
.typing-seen{flex:none;margin:0;padding:0 24px 12px;font-size:12px;line-height:1.35;color:var(--text-2)}
.closed{flex:none;margin:0;padding:16px 24px;border-block-start:1px solid var(--line);text-align:center;text-wrap:balance;font-size:13px;color:var(--text-2)}

@media(prefers-reduced-motion:reduce){.place{scale:1;translate:0}.skeleton i{animation:none}:is(.fold>.company,.menu){animation-name:appear}.unfold .icon{transition:none}}
@media(forced-colors:active){.window,.button,.company,.menu{border:1px solid}.place :focus-visible{outline-color:Highlight}.presence::before{forced-color-adjust:none}}
@media print{.place{display:none}}
`
