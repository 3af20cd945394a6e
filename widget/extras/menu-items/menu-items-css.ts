import { dress } from '../dress.ts'

/**
 * It stays in sight while one reads above: a list at the end of the lines, where there is room beside the thread (and
 * without height there, so that the thread goes on beside it); cards at the upper edge; a bar at the lower one. The rows
 * of the thread are as high as the thread then, so that the edge is the thread's also where there is little in it.
 */
export const dressItems = dress(`
.thread:has(.items){container:thread/inline-size}
.window .thread-rows:has(>.items){flex:1 0 auto;display:flex;flex-direction:column;padding-block:0;align-items:stretch}
.thread-rows:has(>.items)::before{content:"";flex:none;block-size:16px}
.thread-rows>:has(+.items){margin-block-end:12px}
.thread-rows:has(>.greeting):has(>.items)>.greeting{margin-block:auto;padding-block:8px 20px}
.items{position:sticky;z-index:1;inset-block-end:0;order:2;margin-inline:-16px;margin-block-start:auto;padding:6px 8px;background:var(--surface);color:var(--text);box-shadow:0 -1px var(--line);font-size:15px;line-height:1.3;animation:appear var(--arrive)}
.items-top-cards{inset-block:0 auto;order:-1;margin-block:0 12px;box-shadow:0 1px var(--line)}
.thread-rows:has(>.items-top-cards)::before{display:none}
.items ul{list-style:none;margin:0;padding:0}
.items [hidden]{display:none}
.items :is(a,button){display:flex;align-items:center;gap:10px;inline-size:100%;min-block-size:44px;padding:6px 12px;border-radius:var(--radius-1);color:inherit;text-decoration:none;overflow-wrap:anywhere}
.items :is(a,button):hover{background:var(--surface-2)}
.items :is(a,button):focus-visible{outline-offset:-2px}
.items [aria-disabled=true]{opacity:.6;cursor:default}
.items :is(a,button)>.icon{flex:none;color:var(--accent-text)}
.items [aria-expanded]>span{flex:1}
.items [aria-expanded]>span+.icon{color:var(--text-2);transition:rotate var(--arrive) var(--ease)}
.items [aria-expanded=true]>span+.icon{rotate:180deg}
.items .items-head{font-weight:600}
.items-heading{margin:4px 12px;font-size:13px;font-weight:600;color:var(--text-2)}
.items-list{max-block-size:40cqb;max-block-size:max(154px,round(down,40cqb,44px) + 22px);overflow:auto;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--line-2) transparent}
.items-list ul{padding-inline-start:28px;font-size:14px}
.items-side-list>ul:has(>li>*>.icon:first-child)>li>:not(:has(>.icon:first-child),ul),.items ul ul:has(.icon)>li>:not(:has(.icon)){padding-inline-start:40px}
.items .card-trouble{display:flex;gap:6px;margin:4px 12px;font-size:13px;color:var(--negative)}

.items-side-list{align-self:flex-end;inset-block-end:8px;margin-inline:0 -8px;margin-block-end:8px;padding:4px;max-inline-size:100%;border-radius:var(--radius-2);box-shadow:0 0 0 1px var(--line),var(--shadow-1)}
.items-side-list:has(>[aria-expanded=true]){inline-size:min(272px,100%)}

.items-top-cards .items-list:not([hidden]){display:grid;grid-template-columns:repeat(auto-fill,minmax(132px,1fr));gap:8px;padding:4px}
.items-top-cards .items-list>li{border-radius:var(--radius-2);box-shadow:inset 0 0 0 1px var(--line-2);background:var(--surface)}
.items-top-cards .items-list>li>:is(a,button){min-block-size:56px;block-size:100%;border-radius:var(--radius-2)}
.items-top-cards .items-list>li:has(>[aria-expanded=true]){grid-column:1/-1}
.items-top-cards .items-list>li>[aria-expanded]{block-size:auto}

.items-bottom-bar .items-list{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:4px;overflow:visible;max-block-size:none}
.items-bottom-bar .items-list>li{position:static}
.items-bottom-bar .items-list>li>:is(a,button){justify-content:center;gap:4px;block-size:100%;padding:6px 2px;text-align:center;font-size:14px;line-height:1.2}
.items-bottom-bar .items-list>li>[aria-expanded]>span{flex:0 1 auto}
.items-bottom-bar .items-list>li+li{box-shadow:-1px 0 var(--line)}
.items-bottom-bar .items-list>li+li:dir(rtl){box-shadow:1px 0 var(--line)}
.items-bottom-bar .items-list ul:not([hidden]){position:absolute;inset-block-end:calc(100% + 1px);inset-inline:0;max-block-size:50cqb;overflow:auto;padding:6px 8px;background:var(--surface);box-shadow:0 -1px var(--line),0 -8px 24px -12px rgb(0 0 0/.3)}
.items-bottom-bar [aria-expanded]>span+.icon{rotate:180deg}
.items-bottom-bar [aria-expanded=true]>span+.icon{rotate:0deg}

@container(max-height:600px){.thread-rows:has(>.items>.items-list:not([hidden]))>.greeting>.icon{display:none}}
@container thread (min-width:640px){
.items{margin-inline:0;border-radius:var(--radius-1) var(--radius-1) 0 0}
.items-side-list{order:-1;inset-block:12px auto;margin-block:12px 0;border-radius:var(--radius-2)}
.thread-rows:has(>.items-side-list)::before{display:none}
.thread-rows:has(>.items-side-list>[aria-expanded=true]){padding-inline-end:280px}
.items-side-list:has(>[aria-expanded=true]){inline-size:240px;block-size:0;margin-inline-end:-264px;padding:0;background:none;box-shadow:none}
.items-side-list .items-list{max-block-size:calc(100cqb - 240px)}
}
@media(prefers-reduced-motion:reduce){.items{animation:none}.items [aria-expanded]>span+.icon{transition:none}}
@media(forced-colors:active){.items{border-block-start:1px solid}.items-side-list{border:1px solid}.items-top-cards .items-list>li,.items-bottom-bar .items-list ul{border:1px solid}}
`)
