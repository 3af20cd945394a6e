import { dress } from '../dress.ts'

/** The looks of parts other than text, in tokens; a part in an own message stands on the accent. */
export const dressParts = dress(`
.part{box-sizing:border-box;max-inline-size:100%;font-size:15px;line-height:1.4}
.part *{box-sizing:border-box}
:where(.part,.part-viewer) button{appearance:none;margin:0;padding:0;border:0;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.part+.message-text,.message-text+.part,.part+.part{margin-block-start:6px}
.message-bubble:has(>.part-picture){padding:4px}
.message-bubble:has(>.part-picture)>.message-text{padding:2px 8px 4px}
.message-bubble:has(>.part-picture)>.part-card{padding:4px 8px}
.message-bubble:has(>.part-picture):not(:has(>.message-text,>.part-card)){background:none;box-shadow:none;padding:0}
.message-bubble>.part-card{min-inline-size:min(232px,100%)}
.part-picture{position:relative;overflow:hidden;border-radius:14px;background:var(--surface-2)}
.part-picture::after{content:"";position:absolute;inset:0;border-radius:inherit;box-shadow:inset 0 0 0 1px var(--line);pointer-events:none}
.part-open{display:block;inline-size:100%;block-size:100%;cursor:zoom-in}
.part-open:disabled{cursor:default}
.part-picture :is(img,canvas){display:block;inline-size:100%;block-size:100%;object-fit:cover;animation:appear var(--quick)}
.part-open:focus-visible{outline-offset:-4px}
.part-over{position:absolute;inset:0;display:grid;place-items:center;background:color-mix(in oklab,var(--surface) 40%,transparent)}
.part-cancel{position:relative;inline-size:44px;block-size:44px;display:grid;place-items:center;border-radius:50%;background:var(--surface);color:var(--text)}
.part-cancel .ring{position:absolute;inset:2px;color:var(--accent-text)}
.ring{display:block;fill:none;stroke:currentColor;stroke-width:3;rotate:-90deg}
.ring circle{stroke-opacity:.2}
.ring .ring-done{stroke-opacity:1;stroke-linecap:round;transition:stroke-dasharray var(--arrive)}
.part-file{display:flex;align-items:center;gap:10px}
.part-icon{flex:none;inline-size:40px;block-size:40px;display:grid;place-items:center;border-radius:var(--radius-1);background:color-mix(in oklab,currentColor 12%,transparent)}
.part-icon .part-cancel{inline-size:40px;block-size:40px}
.part-about{flex:1;min-inline-size:0;display:flex;flex-direction:column;font-size:13px;line-height:1.35}
.part-about b{font-size:15px;font-weight:600}
.part-name{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;overflow-wrap:anywhere;font-weight:600}
.part-figures{font-variant-numeric:tabular-nums}
.part-tool{flex:none;inline-size:44px;block-size:44px;margin:-4px;display:grid;place-items:center;border-radius:50%;color:inherit}
.part-tool:hover{background:color-mix(in oklab,currentColor 10%,transparent)}
.part-action{display:flex;align-items:center;gap:6px;min-block-size:40px;margin-block-start:8px;border-block-start:1px solid color-mix(in oklab,currentColor 20%,transparent);color:inherit;font-size:13px;font-weight:600;text-decoration:none}
.part-action:hover{text-decoration:underline;text-underline-offset:2px}
.part-action .icon:dir(rtl){scale:-1 1}
.part-trouble{flex-basis:100%;font-size:13px}
.message-own :is(.part-tool,.part-action,.sound-play,.part-open,.sound input):focus-visible{outline-color:currentColor}
.message-own .part-open:focus-visible{outline-color:var(--accent-text)}
.sound{flex:1;min-inline-size:0;display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px}
.place .sound-play,.sound-play{flex:none;inline-size:40px;block-size:40px;display:grid;place-items:center;border-radius:50%;background:color-mix(in oklab,currentColor 14%,transparent)}
.sound-play:disabled{opacity:.5;cursor:default}
.sound input{flex:1 1 96px;min-inline-size:0;block-size:24px;margin:0;appearance:none;background:none;color:inherit;cursor:pointer}
.sound input::-webkit-slider-runnable-track{block-size:4px;border-radius:2px;background:linear-gradient(to right,currentColor var(--share),color-mix(in oklab,currentColor 30%,transparent) 0)}
.sound input:dir(rtl)::-webkit-slider-runnable-track{background:linear-gradient(to left,currentColor var(--share),color-mix(in oklab,currentColor 30%,transparent) 0)}
.sound input::-webkit-slider-thumb{appearance:none;inline-size:14px;block-size:14px;margin-block-start:-5px;border-radius:50%;background:currentColor}
.sound input::-moz-range-track{block-size:4px;border-radius:2px;background:color-mix(in oklab,currentColor 30%,transparent)}
.sound input::-moz-range-progress{block-size:4px;border-radius:2px;background:currentColor}
.sound input::-moz-range-thumb{inline-size:14px;block-size:14px;border:0;border-radius:50%;background:currentColor}
.sound-time{flex:none;min-inline-size:2.6em;font-size:12px;font-variant-numeric:tabular-nums;text-align:end}
.later-failed{margin:0;font-size:13px}
@media(forced-colors:active){.part-picture,.part-icon,.sound-play{border:1px solid}.sound input::-webkit-slider-runnable-track{forced-color-adjust:none;background:linear-gradient(to right,Highlight var(--share),GrayText 0)}.sound input::-webkit-slider-thumb{background:Highlight}}
@media(prefers-reduced-motion:reduce){.ring .ring-done{transition:none}}
`)
