import { dress } from '../dress.ts'

export const dressMenu = dress(`
.menu-list{padding:4px}
.menu-list [role=separator]{block-size:1px;margin:4px 8px;background:var(--line)}
.menu-list button{display:flex;align-items:center;gap:12px;inline-size:100%;min-block-size:40px;padding:6px 12px;border-radius:var(--radius-1);font-size:15px;line-height:1.25;text-align:start;color:var(--text)}
.menu-list button>.icon{color:var(--text-2)}
.menu-list button>.icon:dir(rtl){scale:-1 1}
.menu-list button>span:not(.menu-mark){flex:1}
.menu-list :is(button:hover,button:focus){background:var(--surface-2)}
.menu-list button:focus-visible{outline-offset:-2px}
.menu-mark{flex:none;inline-size:18px;color:var(--accent-text)}
@media(forced-colors:active){.menu-list button:focus{outline:2px solid Highlight}.menu-list [role=separator]{background:CanvasText}}
`)
