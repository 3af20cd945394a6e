/**
 * How the desk looks. Colours, radius and motion are the tokens of `widget/shell/tokens.ts`, so that desk and window
 * are one family; space and type steps are added here. What needs a person now is the brightest thing on the screen:
 * only waiting, unread and failed may be.
 */
import { ROW_PX } from './window-rows.ts'

const STEPS = `
:root {
  --s1: 4px; --s2: 8px; --s3: 12px; --s4: 16px; --s5: 24px; --s6: 32px; --s7: 48px;
  --t1: 12px; --t2: 13px; --t3: 15px; --t4: 18px; --t5: 22px;
  --row: ${ROW_PX}px; --bar: 56px; --rail: 96px; --list: 320px; --card: 320px; --touch: 44px;
  --star: oklch(.8 .16 80); --star-edge: oklch(.6 .14 70);
  --positive-soft: color-mix(in oklab, var(--positive) 13%, var(--surface));
  --caution-soft: color-mix(in oklab, var(--caution) 13%, var(--surface));
  --negative-soft: color-mix(in oklab, var(--negative) 10%, var(--surface));
}`

const GROUND = `
* { box-sizing: border-box; }
html { height: 100%; background: var(--surface-2); }
body { margin: 0; height: 100%; color: var(--text); font: var(--t3)/1.5 var(--font); -webkit-text-size-adjust: 100%; overflow: hidden; }
#app { height: 100%; }
h1, h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; font: inherit; }
ul, ol { list-style: none; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; border: 0; background: none; padding: 0; text-align: inherit; }
[aria-disabled=true] { cursor: default; }
a { color: var(--accent-text); text-underline-offset: 2px; }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--text-2); font-size: var(--t2); }
.icon { flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
[dir=rtl] .icon-mirrors { transform: scaleX(-1); }
.skip { position: absolute; inset-block-start: var(--s2); inset-inline-start: -9999px; z-index: 9; padding: var(--s2) var(--s4);
  background: var(--surface); border-radius: var(--radius-1); box-shadow: var(--shadow-1); }
.skip:focus { inset-inline-start: var(--s2); }

.button { display: inline-flex; align-items: center; justify-content: center; gap: var(--s2); min-height: 36px; padding: 0 var(--s4);
  border: 1px solid var(--line-2); border-radius: var(--radius-1); background: var(--surface); font-size: var(--t2); font-weight: 600; line-height: 1.25;
  text-decoration: none; color: var(--text); transition: background var(--quick) var(--ease), border-color var(--quick) var(--ease); }
.button:hover { background: var(--surface-2); }
.button.is-main { background: var(--accent); border-color: var(--accent-edge); color: var(--on-accent); }
.button.is-main:hover { background: var(--accent-hover); }
.button.is-main:active { background: var(--accent-pressed); }
.button.is-grave { border-color: var(--negative); color: var(--negative); }
.button.is-grave:hover { background: var(--negative-soft); }
.button.is-quiet { border-color: transparent; background: none; color: var(--accent-text); padding: 0 var(--s2); margin-inline-start: calc(-1 * var(--s2)); }
.button.is-quiet:hover { background: var(--accent-soft); }
.button.is-wide { width: 100%; min-height: var(--touch); font-size: var(--t3); }
.button[aria-disabled=true] { opacity: .6; }
.icon-button { display: inline-grid; place-items: center; width: 36px; height: 36px; flex: none; border-radius: var(--radius-1); color: var(--text-2);
  transition: background var(--quick) var(--ease); }
.icon-button:hover, .icon-button[aria-expanded=true] { background: var(--surface-2); color: var(--text); }
.badge { display: inline-grid; place-items: center; min-width: 20px; height: 20px; padding: 0 6px; border-radius: 10px; background: var(--accent);
  color: var(--on-accent); font-size: var(--t1); font-weight: 700; line-height: 1; font-variant-numeric: tabular-nums; }
.tag { flex: none; padding: 1px 6px; border-radius: var(--radius-1); background: var(--accent-soft); color: var(--accent-text); font-size: var(--t1); font-weight: 600; line-height: 1.4; }
.problem { display: flex; gap: var(--s2); align-items: flex-start; color: var(--negative); font-size: var(--t2); }
.problem .icon { margin-block-start: 2px; }
.caution { color: var(--caution); font-weight: 600; }
kbd { display: inline-block; min-width: 24px; padding: 1px 6px; border: 1px solid var(--line-2); border-block-end-width: 2px; border-radius: var(--radius-1);
  background: var(--surface); font: 600 var(--t1)/1.5 var(--font); text-align: center; }`

const FACE = `
.face { position: relative; display: inline-grid; place-items: center; flex: none; width: 38px; height: 38px; border-radius: 50%;
  background: var(--surface-2); color: var(--text-2); font-size: var(--t2); font-weight: 600; line-height: 1; box-shadow: inset 0 0 0 1px var(--line); }
.face img { width: 100%; height: 100%; border-radius: 50%; object-fit: cover; }
.face.is-small { width: 32px; height: 32px; font-size: var(--t1); }
.face.is-large { width: 64px; height: 64px; font-size: var(--t5); }
.face-letters { letter-spacing: .02em; }
.face-number { font-variant-numeric: tabular-nums; }
.face-dot { position: absolute; inset-block-end: -1px; inset-inline-end: -1px; width: 12px; height: 12px; border-radius: 50%; background: var(--positive);
  border: 2px solid var(--surface); }
.is-large .face-dot { width: 16px; height: 16px; inset-block-end: 2px; inset-inline-end: 2px; }`

const SIGN_IN = `
.sign-in { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: var(--s5); min-height: 100%; max-height: 100%; overflow-y: auto; padding: var(--s5) var(--s4); }
.sign-in-card { display: flex; flex-direction: column; gap: var(--s4); width: min(100%, 392px); padding: var(--s6); border: 1px solid var(--line); border-radius: var(--radius-3);
  background: var(--surface); box-shadow: var(--shadow-2); }
.sign-in-card h1 { font-size: var(--t5); font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
.sign-in-card h1 + p { margin-block-start: calc(-1 * var(--s3)); font-size: var(--t3); }
.sign-in-notice { padding: var(--s3); border-radius: var(--radius-1); background: var(--caution-soft); font-size: var(--t2); }
.entry { display: grid; gap: var(--s1); }
.entry label { font-size: var(--t2); font-weight: 600; }
.entry input { width: 100%; min-height: var(--touch); padding: 0 var(--s3); border: 1px solid var(--line-2); border-radius: var(--radius-1); background: var(--surface);
  transition: border-color var(--quick) var(--ease); }
.entry input:focus-visible { outline-offset: -1px; border-color: var(--accent-text); }
.entry input[aria-invalid=true] { border-color: var(--negative); }
.entry-with-button { position: relative; }
.entry-with-button input { padding-inline-end: 44px; }
.entry-with-button .icon-button { position: absolute; inset-block-start: 4px; inset-inline-end: 4px; }
.sign-in .problem:empty { display: none; }
.brand-ground { fill: var(--accent); }
.brand-door { fill: var(--on-accent); opacity: .38; }
.brand-light { fill: var(--on-accent); }
.language-switch { display: inline-flex; gap: 2px; padding: 2px; border-radius: var(--radius-1); background: var(--surface-2); }
.sign-in .language-switch { background: none; }
.language-switch button { min-height: 32px; padding: 0 var(--s3); border-radius: 4px; color: var(--text-2); font-size: var(--t2); }
.language-switch [aria-pressed=true] { background: var(--surface); color: var(--text); font-weight: 600; box-shadow: var(--shadow-1); }
.sign-in .language-switch [aria-pressed=true] { background: none; box-shadow: none; text-decoration: underline; text-underline-offset: 6px; }`

const FRAME = `
.desk { display: grid; grid-template: auto minmax(0, 1fr) / var(--rail) var(--list) minmax(0, 1fr) auto; height: 100dvh; background: var(--surface); }
.desk-head { position: absolute; z-index: 9; }
.rail { grid-row: 1 / 3; display: flex; flex-direction: column; align-items: center; gap: var(--s4); padding: var(--s3) 2px; background: var(--surface-2);
  border-inline-end: 1px solid var(--line); }
.rail ul { display: grid; gap: var(--s1); width: 100%; }
.area { display: grid; justify-items: center; gap: var(--s1); width: 100%; padding: var(--s2) 0; border-radius: var(--radius-1); color: var(--text-2); font-size: var(--t1);
  font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; hyphens: auto; }
.area:hover { color: var(--text); }
.area[aria-current] { color: var(--accent-text); }
.area-icon { position: relative; display: grid; place-items: center; width: 48px; height: 32px; border-radius: 16px; transition: background var(--quick) var(--ease); }
.area:hover .area-icon { background: var(--line); }
.area[aria-current] .area-icon { background: var(--accent-soft); }
.area .badge { position: absolute; inset-block-start: -4px; inset-inline-end: -2px; box-shadow: 0 0 0 2px var(--surface-2); }
.area.is-end { margin-block-start: auto; }
.bar { grid-column: 2 / -1; display: flex; align-items: center; gap: var(--s4); min-height: var(--bar); padding: 0 var(--s4); border-block-end: 1px solid var(--line); }
.bar-name { flex: 1; min-width: 0; font-size: var(--t3); font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.line-state { grid-column: 1 / -1; display: flex; align-items: center; justify-content: center; gap: var(--s3); padding: var(--s2) var(--s4); background: var(--caution-soft);
  font-size: var(--t2); font-weight: 600; text-align: center; }
.line-state .icon { color: var(--caution); }
.desk.has-line-state { grid-template-rows: auto auto minmax(0, 1fr); }
.desk.has-line-state .rail { grid-row: 2 / 4; }

.switches { display: flex; align-items: center; gap: var(--s4); }
.readiness { display: flex; align-items: center; gap: var(--s2); font-size: var(--t2); color: var(--text-2); }
.readiness-shape { width: 10px; height: 10px; border-radius: 50%; flex: none; box-shadow: inset 0 0 0 2px currentColor; }
.readiness.is-receiving .readiness-shape { background: var(--positive); box-shadow: none; }
.readiness.is-not-accepting { color: var(--caution); font-weight: 600; }
.readiness.is-not-accepting .readiness-shape { background: linear-gradient(currentColor 0 0) center / 6px 2px no-repeat; }
.load { padding: 2px var(--s2); border-radius: var(--radius-1); background: var(--surface-2); color: var(--text-2); font-size: var(--t1); font-variant-numeric: tabular-nums; white-space: nowrap; }
.switch-place { position: relative; }
.switch { display: flex; align-items: center; gap: var(--s2); min-height: 36px; font-size: var(--t2); font-weight: 600; border-radius: var(--radius-1); }
.switch-track { position: relative; width: 36px; height: 20px; flex: none; border-radius: 10px; background: none; box-shadow: inset 0 0 0 2px var(--line-2); transition: background var(--quick) var(--ease); }
.switch-thumb { position: absolute; inset-block-start: 4px; inset-inline-start: 4px; width: 12px; height: 12px; border-radius: 50%; background: var(--line-2);
  transition: inset-inline-start var(--quick) var(--ease); }
.switch[aria-checked=true] .switch-track { background: var(--positive); box-shadow: none; }
.switch[aria-checked=true] .switch-thumb { inset-inline-start: 20px; background: var(--surface); }
.switch[aria-busy=true] { opacity: .6; }
.switch[aria-disabled=true]:not([aria-busy=true]) { opacity: .5; }
.switch-label-short { display: none; }
.question { position: absolute; z-index: 5; inset-block-start: calc(100% + var(--s2)); inset-inline-end: 0; width: min(336px, 92vw); padding: var(--s4); border: 1px solid var(--line);
  border-radius: var(--radius-2); background: var(--surface); box-shadow: var(--shadow-2); animation: arrive var(--quick) var(--ease); cursor: auto; }
.question h2 { margin-block-end: var(--s1); font-weight: 650; }
.question p { font-size: var(--t2); color: var(--text-2); }
.question p + p { margin-block-start: var(--s2); }
.question .end-asks { margin-block-start: var(--s3); }
.question .caution { color: var(--caution); }
.question-actions { display: flex; justify-content: flex-end; gap: var(--s2); margin-block-start: var(--s4); }
.account { position: relative; }
.account-button { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; }
.account-panel { position: absolute; z-index: 5; inset-block-start: calc(100% + var(--s2)); inset-inline-end: 0; display: flex; flex-direction: column; gap: var(--s2); min-width: 240px;
  padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius-2); background: var(--surface); box-shadow: var(--shadow-2); animation: arrive var(--quick) var(--ease); }
.account-name { font-weight: 650; line-height: 1.25; }
.account-panel .language-switch button { flex: 1; text-align: center; }
.account-panel .language-switch { display: flex; }
.menu-item { display: flex; align-items: center; gap: var(--s3); min-height: 36px; padding: 0 var(--s2); margin: 0 calc(-1 * var(--s2)); border-radius: var(--radius-1); font-size: var(--t2); }
.menu-item:hover { background: var(--surface-2); }
@keyframes arrive { from { opacity: 0; transform: translateY(-4px); } }
@keyframes appear { from { opacity: 0; } }`

const LIST = `
.list { display: flex; flex-direction: column; min-height: 0; border-inline-end: 1px solid var(--line); background: var(--surface); }
.tabs { flex: none; display: flex; gap: 2px; overflow-x: auto; overflow-y: hidden; scrollbar-width: none; padding: var(--s2) var(--s2) 0; border-block-end: 1px solid var(--line); }
.tab { position: relative; flex: 1 0 auto; display: flex; align-items: center; justify-content: center; gap: 6px; min-height: 40px; padding: 0 var(--s1); font-size: var(--t2);
  font-weight: 600; color: var(--text-2); border-radius: var(--radius-1) var(--radius-1) 0 0; white-space: nowrap; }
.tab:hover { color: var(--text); background: var(--surface-2); }
.tab::after { content: ''; position: absolute; inset: auto var(--s2) 0; height: 2px; border-radius: 1px; }
.tab[aria-selected=true] { color: var(--accent-text); }
.tab[aria-selected=true]::after { background: var(--accent-text); }
.tab:focus-visible { outline-offset: -2px; }
.tab-count { font-size: var(--t1); font-weight: 500; font-variant-numeric: tabular-nums; color: var(--text-2); }
.tab-overdue { min-width: 18px; padding: 0 5px; border-radius: 9px; background: var(--negative-soft); color: var(--negative); font-size: var(--t1); font-weight: 700; line-height: 18px; text-align: center; }
.list-panel { flex: 1; min-height: 0; display: flex; }
.items { flex: 1; min-width: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line-2) transparent; }
.items:focus-visible { outline: none; }
.items-all { position: relative; }
.item-place { position: absolute; inset-inline: 0; height: var(--row); contain: strict; }
.item { position: relative; display: grid; grid-template: 1fr 1fr / 48px minmax(0, 1fr) auto; column-gap: var(--s3); height: 100%; padding: 9px var(--s4) 9px var(--s3); cursor: pointer; }
[dir=rtl] .item { padding: 9px var(--s3) 9px var(--s4); }
.item::after { content: ''; position: absolute; inset: auto var(--s4) 0 72px; border-block-end: 1px solid var(--line); opacity: .7; }
.item:hover { background: var(--surface-2); }
.item.is-new { background: var(--accent-soft); animation: appear var(--arrive) var(--ease); }
.item.is-open { background: var(--surface-2); }
.item.is-open::before { content: ''; position: absolute; inset-block: 0; inset-inline-start: 0; width: 3px; background: var(--accent-text); }
.items:focus-visible .item.is-active { outline: 2px solid var(--accent-text); outline-offset: -3px; border-radius: var(--radius-1); }
.item-face { grid-row: 1 / 3; position: relative; display: grid; place-items: center; width: 48px; height: 46px; }
.item .face { --surface-dot: var(--surface); }
.waiting-ring { position: absolute; inset: -1px 0 auto; width: 48px; height: 48px; transform: rotate(-90deg); }
.waiting-ring circle { fill: none; stroke-width: 3; }
.ring-ground { stroke: var(--line); }
.ring-filled { stroke: var(--accent-text); stroke-linecap: round; transition: stroke-dasharray var(--arrive) linear, stroke var(--arrive) var(--ease); }
.waiting-ring.is-soon .ring-filled { stroke: var(--caution); }
.waiting-ring.is-overdue .ring-filled { stroke: var(--negative); }
.waiting-ring.is-overdue .ring-ground { stroke: none; }
.item-name { align-self: end; display: flex; align-items: center; gap: var(--s2); min-width: 0; line-height: 1.25; }
.item-who { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.is-unread .item-who { font-weight: 650; }
.item .tag { background: var(--accent); color: var(--on-accent); }
.item .tag.is-left { background: var(--surface-2); color: var(--text); box-shadow: inset 0 0 0 1px var(--line-2); }
.item-contact { display: inline-block; max-width: 58%; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; color: var(--text); font-weight: 600; }
.rating { display: inline-flex; align-items: center; gap: 3px; color: var(--text); font-size: var(--t2); font-weight: 600; font-variant-numeric: tabular-nums; }
.rating .icon { fill: var(--star); stroke: var(--star-edge); }
.item > .rating { align-self: start; justify-self: end; margin-block-start: 3px; font-size: var(--t1); }
.item-time { align-self: end; display: inline-flex; align-items: center; gap: var(--s1); color: var(--text-2); font-size: var(--t1); line-height: 1.5; font-variant-numeric: tabular-nums; white-space: nowrap; }
.item-time.is-fresh { color: var(--accent-text); font-weight: 600; }
.item-time.is-soon { color: var(--caution); font-weight: 650; }
.item-time.is-overdue { color: var(--negative); font-weight: 700; }
.item-text { align-self: start; padding-block-start: 2px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--text-2); font-size: var(--t2); line-height: 1.4; }
.is-unread .item-text { color: var(--text); }
.item-text:last-child { grid-column: 2 / 4; }
.item > .badge { align-self: start; justify-self: end; margin-block-start: 2px; }
.item-failed { display: inline-flex; align-items: center; gap: var(--s1); color: var(--negative); font-weight: 600; vertical-align: bottom; }
.item-typing { color: var(--accent-text); font-style: italic; }
.item-draft { color: var(--caution); font-weight: 600; }
.item.is-ended .item-who { color: var(--text-2); }
.empty { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: var(--s2); padding: var(--s5); color: var(--text-2); text-align: center; }
.empty h2 { color: var(--text); font-weight: 650; }
.empty p { max-width: 32ch; font-size: var(--t2); text-wrap: balance; }
.empty .icon { margin-block-end: var(--s1); stroke-width: 1.5; }
.empty .button { margin-block-start: var(--s3); }
.empty:focus-visible { outline-offset: -4px; }
.skeleton { flex: 1; overflow: hidden; animation: appear var(--arrive) var(--ease) 400ms backwards; }
.skeleton-row { display: grid; grid-template: 1fr 1fr / 38px 1fr; gap: var(--s2) var(--s4); height: var(--row); padding: 13px var(--s4); }
.skeleton-row span { border-radius: var(--radius-1); background: var(--surface-2); }
.skeleton-row span:first-child { grid-row: 1 / 3; border-radius: 50%; }
.skeleton-row span:nth-child(2) { width: 50%; }
.skeleton-row span:nth-child(3) { width: 80%; }`

const CONVERSATION = `
.conversation { container: conversation / inline-size; display: flex; flex-direction: column; min-width: 0; min-height: 0; background: var(--surface); }
.conversation-head { position: relative; display: flex; align-items: center; gap: var(--s3); min-height: 64px; padding: var(--s2) var(--s4); border-block-end: 1px solid var(--line); }
.conversation-head .button { white-space: nowrap; }
.conversation-who { flex: 1 0 128px; min-width: 0; line-height: 1.25; }
.conversation-who h2 { font-weight: 650; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.conversation-now { overflow: hidden; display: flex; gap: 6px; align-items: baseline; min-width: 0; color: var(--text-2); font-size: var(--t2); white-space: nowrap; }
.conversation-now .page-link, .conversation-where { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.conversation-now .page-title + .page-address { display: none; }
.conversation-holder { flex: 0 1 auto; min-width: 0; overflow: hidden; text-overflow: ellipsis; color: var(--text-2); font-size: var(--t2); white-space: nowrap; }
.talk { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column; }
.talk-drop { position: absolute; z-index: 4; inset: var(--s2); display: grid; place-items: center; border: 2px dashed var(--accent-text); border-radius: var(--radius-3); background: color-mix(in oklab, var(--surface) 88%, transparent);
  color: var(--accent-text); font-size: var(--t4); font-weight: 650; pointer-events: none; }
.insert { position: relative; flex: none; }
.insert-menu { position: absolute; z-index: 5; inset-block-end: calc(100% + var(--s3)); inset-inline-end: 0; width: 232px; border: 1px solid var(--line-2); border-radius: var(--radius-2); background: var(--surface);
  box-shadow: var(--shadow-2); animation: arrive var(--quick) var(--ease); }
.typing-preview { display: grid; gap: 2px; padding: var(--s2) var(--s5); border-block-start: 1px solid var(--line); background: var(--surface-2); font-size: var(--t2); }
.typing-preview strong { color: var(--text-2); font-size: var(--t1); font-weight: 600; }
.typing-preview p { max-height: calc(3 * 1.5em); overflow-y: auto; white-space: pre-wrap; overflow-wrap: anywhere; scrollbar-width: thin; }
.talk .thread-rows { padding-inline: var(--s5); }
.talk .thread-scroller:focus-visible { outline-offset: -3px; }
.talk .composer { padding: var(--s2) var(--s4) 0; border-block-start: 1px solid var(--line); }
.talk textarea:focus-visible { outline: none; }
.talk-skeleton { display: grid; gap: var(--s2); padding: var(--s2) 0; animation: appear var(--arrive) var(--ease); }
.talk-skeleton span { width: 42%; height: 40px; border-radius: 18px; background: var(--surface-2); }
.talk-skeleton span:nth-child(2) { width: 30%; }
.talk-skeleton span:nth-child(3) { width: 38%; justify-self: end; background: var(--accent-soft); }
.conversation-note { padding: var(--s2) var(--s4); font-size: var(--t2); color: var(--text-2); }
.conversation-note.transfer { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--s2) var(--s4); border-block-start: 1px solid var(--line); background: var(--accent-soft); color: var(--text); }
.conversation-note.transfer span { flex: 1 1 200px; }
.ask-rating[aria-disabled=true] { opacity: .5; }
.colleagues { display: grid; gap: var(--s1); min-width: 0; margin: 0; padding: 0; border: 0; }
.colleagues legend { padding: 0; margin-block-end: var(--s1); }
.colleague { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--s3); min-height: 48px; padding: var(--s1) var(--s3); border: 1px solid var(--line); border-radius: var(--radius-1); cursor: pointer; }
.colleague:hover { background: var(--surface-2); }
.colleague:has(:checked) { border-color: var(--accent-text); background: var(--accent-soft); }
.colleague:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 1px; }
.colleague input { margin: 0; accent-color: var(--accent-text); width: 16px; height: 16px; }
.colleague input:focus-visible { outline: none; }
.colleague > .quiet { margin-inline-start: auto; }
.colleague-name { flex: 1 1 112px; min-width: 0; overflow-wrap: anywhere; font-size: var(--t2); font-weight: 600; }
.whisper { display: grid; gap: 2px; padding: var(--s2) var(--s3); border: 1px dashed var(--text-2); border-radius: var(--radius-1); background: var(--caution-soft); color: var(--text); text-align: start; }
.whisper-by { display: flex; align-items: center; gap: 6px; font-weight: 600; }
.whisper-text { font-size: var(--t2); white-space: pre-wrap; overflow-wrap: anywhere; }
.whisper-switch { display: flex; align-items: center; gap: var(--s2); min-height: 32px; margin: 0; padding: 0 var(--s4); font-size: var(--t2); color: var(--text-2); }
.whisper-switch.is-on { background: var(--caution-soft); color: var(--text); font-weight: 600; border-block-start: 1px dashed var(--text-2); }
.whisper-switch input { width: 16px; height: 16px; margin: 0; accent-color: var(--accent-text); }
.conversation-note.transfer .note-actions { flex: none; display: flex; gap: var(--s2); }
.conversation-note.is-caution { background: var(--caution-soft); color: var(--text); font-weight: 600; }
.conversation-ended { display: grid; gap: 2px; justify-items: center; padding: var(--s4); text-align: center; font-size: var(--t2); color: var(--text-2); }
.conversation-ended strong { color: var(--text); }
.conversation-ended .button { margin-block-start: var(--s2); }
.conversation-ended:has(+ .composer) { padding-block: var(--s2); border-block-start: 1px solid var(--line); }
.conversation-ended + .composer { border: 0; }
.only-phone { display: none; }
.toast { position: fixed; z-index: 6; inset-block-end: var(--s5); inset-inline: 0; margin-inline: auto; width: fit-content; max-width: min(480px, calc(100vw - 32px)); display: flex; align-items: center;
  gap: var(--s3); padding: var(--s3) var(--s3) var(--s3) var(--s4); border-radius: var(--radius-2); background: var(--text); color: var(--surface); font-size: var(--t2); box-shadow: var(--shadow-2); animation: arrive var(--arrive) var(--ease); }
.toast-action { flex: none; min-height: 28px; padding: 0 var(--s2); border-radius: var(--radius-1); color: inherit; font-weight: 650; text-decoration: underline; text-underline-offset: 3px; }
.toast .icon-button { color: inherit; width: 28px; height: 28px; }
.toast .icon-button:hover, .toast-action:hover { background: color-mix(in oklab, var(--surface) 18%, transparent); color: inherit; }`

const CARD = `
.visitor-card { width: var(--card); min-height: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; border-inline-start: 1px solid var(--line); background: var(--surface); padding: 0 var(--s4) var(--s5); }
.card-head { position: sticky; z-index: 1; inset-block-start: 0; display: flex; align-items: center; justify-content: space-between; min-height: 64px; background: var(--surface); }
.card-head h2 { font-weight: 650; }
.card-who { display: grid; justify-items: center; gap: 2px; padding-block: var(--s2) var(--s4); text-align: center; }
.card-name { margin-block-start: var(--s2); max-width: 100%; font-size: var(--t4); font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
.facts, .facts dl { display: grid; gap: var(--s3); }
.facts { padding-block: var(--s4); border-block-start: 1px solid var(--line); font-size: var(--t2); }
.facts h3 { font-weight: 650; }
.facts h3 .quiet { font-weight: 400; }
.fact { display: grid; grid-template-columns: 96px minmax(0, 1fr); gap: var(--s2); }
.fact dt { color: var(--text-2); overflow-wrap: anywhere; }
.fact dd { overflow-wrap: anywhere; }
.fact .page-link { display: grid; text-decoration: none; }
.fact .page-link:hover { text-decoration: underline; }
.fact .page-title { font-weight: 600; }
.fact .page-title + .page-address { color: var(--text-2); font-size: var(--t1); }
.proven { display: inline-flex; vertical-align: bottom; align-items: center; gap: var(--s1); color: var(--positive); }
.visitor-tags { display: flex; flex-wrap: wrap; gap: var(--s1); }
.visitor-tags .tag { flex: 0 1 auto; overflow-wrap: anywhere; }
.visitor-rating { display: flex; gap: var(--s2); align-items: baseline; overflow-wrap: anywhere; }
.tracked { display: grid; gap: var(--s2); }
.tracked-name { font-weight: 600; overflow-wrap: anywhere; }
.tracked time { font-size: var(--t1); white-space: nowrap; }
.tracked-data { display: block; font-size: var(--t1); overflow-wrap: anywhere; }
.visitor-data { margin-block-start: var(--s4); }
.visitor-data-actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
.card-earlier { padding-block: var(--s3); border-block-start: 1px solid var(--line); }
.why { padding-block-start: var(--s3); border-block-start: 1px solid var(--line); }
.trace { padding-block-start: var(--s3); font-size: var(--t2); }
.trace-decision { font-weight: 650; }
.trace-decision .quiet { font-weight: 400; }
.trace-steps { margin-block-start: var(--s2); border-inline-start: 2px solid var(--line); }
.trace-steps > li { position: relative; padding-block: var(--s1); padding-inline-start: var(--s4); color: var(--text-2); }
.trace-steps > li::before { content: ''; position: absolute; inset-block-start: 11px; inset-inline-start: -5px; width: 8px; height: 8px; border-radius: 50%; background: var(--surface); box-shadow: inset 0 0 0 2px var(--line-2); }
.trace-steps > .is-decisive { color: var(--text); }
.trace-steps > .is-decisive::before { background: var(--accent-text); box-shadow: none; }
.trace-step { display: flex; flex-wrap: wrap; gap: 0 var(--s2); align-items: center; }
.is-decisive .trace-step { font-weight: 600; }
.trace-because { display: block; font-size: var(--t1); }
.trace-stays { padding-block-start: var(--s2); }
.remedies { display: grid; gap: var(--s1); padding-block-start: var(--s1); }
.remedies li { position: relative; padding-inline-start: var(--s4); overflow-wrap: anywhere; }
.remedies li::before { content: ''; position: absolute; inset-block-start: 8px; inset-inline-start: 3px; width: 6px; height: 6px; border-radius: 50%; background: var(--caution); }
.what-helps details { padding-block-start: var(--s2); }
.what-helps summary { cursor: pointer; color: var(--text-2); font-weight: 600; }
.trace-candidates { font-size: var(--t1); font-variant-numeric: tabular-nums; }
.sheet { width: min(440px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); padding: 0; border: 0; border-radius: var(--radius-3); background: var(--surface); color: var(--text); box-shadow: var(--shadow-2); }
.sheet::backdrop { background: color-mix(in oklab, black 40%, transparent); }
.sheet-body { display: grid; gap: var(--s4); padding: var(--s5); }
.sheet-foot { position: sticky; inset-block-end: 0; margin: 0 calc(-1 * var(--s5)) calc(-1 * var(--s5)); padding: var(--s3) var(--s5) var(--s4); border-block-start: 1px solid var(--line); background: var(--surface); }
.sheet-foot .question-actions { margin: 0; }
.sheet-head { display: flex; align-items: center; justify-content: space-between; }
.sheet-title, .sheet-head h2 { font-size: var(--t4); font-weight: 650; }
.sheet section > h3 { margin-block-end: var(--s1); font-size: var(--t2); font-weight: 650; color: var(--text-2); }
.keys > div { display: flex; align-items: center; justify-content: space-between; gap: var(--s4); padding-block: 6px; border-block-end: 1px solid var(--line); font-size: var(--t2); }
.keys dd { display: flex; gap: var(--s1); }
.check { display: flex; gap: var(--s3); align-items: flex-start; font-size: var(--t2); font-weight: 600; }
.check input { margin: 3px 0 0; accent-color: var(--accent); width: 16px; height: 16px; }
.check span span { display: block; font-weight: 400; }`

/** An area beside the conversations: it scrolls by itself, below the bar, and holds what is placed in it, so that the page itself never scrolls. */
const AREA = `
.area-pane { position: relative; grid-column: 2 / -1; min-width: 0; min-height: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; background: var(--surface); outline-offset: -3px; }
.area-pane > .empty { min-height: 100%; }`

/** Narrow: the card lies over the conversation; narrower: one column, back by gesture and button. */
const ROOM = `
@container conversation (max-width: 720px) { .conversation-head:has(.take-over) .wide-only { display: none; } }
@container conversation (max-width: 600px) {
  .conversation-holder { display: none; }
  .conversation-head { gap: var(--s2); }
}
@container conversation (max-width: 480px) {
  .conversation-who { flex-shrink: 1; }
  .conversation-head:has(.take-over) { flex-wrap: wrap; justify-content: flex-end; }
  .conversation-head:has(.take-over) .conversation-who { flex: 1 0 calc(100% - 64px); }
}
@media (max-width: 1360px) {
  .wide-only { display: none; }
  .readiness-words { display: none; }
  .readiness.is-not-accepting .readiness-words, .readiness.is-offline .readiness-words { display: none; }
}
@media (max-width: 1180px) {
  .visitor-card { position: absolute; z-index: 3; inset-block: var(--bar) 0; inset-inline-end: 0; box-shadow: var(--shadow-2); }
}
@media (max-width: 860px) {
  .desk { --list: 264px; }
}
@media (min-width: 681px) and (max-width: 860px) {
  .tab-count { display: none; }
}
@media (max-width: 680px) {
  .desk { grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); }
  .desk.has-line-state .list, .desk.has-line-state .conversation { grid-row: 3; }
  .rail { display: none; }
  .desk.has-areas:not(.has-open) { grid-template-rows: auto minmax(0, 1fr) auto; }
  .desk.has-areas.has-line-state:not(.has-open) { grid-template-rows: auto auto minmax(0, 1fr) auto; }
  .desk.has-areas:not(.has-open) .rail { display: block; grid-row: auto; order: 1; padding: 0 0 env(safe-area-inset-bottom); border: 0; border-block-start: 1px solid var(--line); }
  .rail .brand, .rail .is-end { display: none; }
  .rail ul { grid-auto-flow: column; grid-auto-columns: 1fr; }
  .rail .area { padding: 6px 0; }
  .rail .area-icon { height: 28px; }
  .area-pane { grid-column: 1; }
  .bar { grid-column: 1; gap: var(--s3); padding: 0 var(--s2) 0 var(--s3); }
  .bar-name, .load { display: none; }
  .switches { flex: 1; gap: var(--s3); min-width: 0; }
  .switch { min-height: var(--touch); font-size: var(--t2); }
  .switch-label { display: none; }
  .switch-label-short { display: inline; }
  .switch-place { position: static; }
  .question { inset-inline: var(--s2); width: auto; inset-block-start: calc(var(--bar) + var(--s1)); }
  .conversation .question { inset-block-start: calc(100% + var(--s1)); }
  .list { border: 0; }
  .desk.has-open .list, .desk.has-open .bar, .desk:not(.has-open) .conversation { display: none; }
  .desk.has-open .conversation { grid-row: 1 / 3; }
  .desk.has-open.has-line-state .conversation { grid-row: 2 / 4; }
  .conversation-head { padding-inline: var(--s1) var(--s2); gap: var(--s2); }
  .conversation-head .item-face { display: none; }
  .conversation-head .button { min-width: var(--touch); min-height: var(--touch); padding: 0 var(--s2); }
  .conversation-head .ask-rating { display: none; }
  .only-phone { display: inline-grid; }
  .button.only-phone { display: inline-flex; margin-block-end: var(--s4); }
  .not-phone { display: none; }
  .icon-button { width: var(--touch); height: var(--touch); }
  .visitor-card { inset-block-start: 0; width: 100%; border: 0; }
  .sign-in { justify-content: flex-start; }
  .sign-in-card { padding: var(--s5); }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { transition-duration: 0s !important; }
  @keyframes arrive { from { opacity: 0; } }
}
@media (forced-colors: active) {
  .switch-track, .face, .badge, .tag, .readiness-shape { outline: 1px solid ButtonText; }
  .switch[aria-checked=true] .switch-track, .badge { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  .switch-thumb { forced-color-adjust: none; background: ButtonText; }
  .item.is-open { outline: 2px solid Highlight; outline-offset: -2px; }
  .waiting-ring circle { stroke: CanvasText; }
  .ring-ground { stroke: none; }
}`

export const consoleCss = [STEPS, GROUND, FACE, SIGN_IN, FRAME, LIST, CONVERSATION, CARD, AREA, ROOM].join('\n')
