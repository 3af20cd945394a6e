/**
 * The looks of the shared parts. Made of the tokens of `widget/shell/tokens.ts`; logical sides only, so that it turns
 * with the direction of writing. `.message-own` is the side of the reader, whoever that is.
 */
export const partsCss = `
.icon{display:block;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.avatar{flex:none;display:grid;place-items:center;overflow:hidden;border-radius:50%;background:var(--accent-soft);color:var(--accent-text);font-weight:600;line-height:1}
.avatar img{inline-size:100%;block-size:100%;object-fit:cover}
:where(.thread,.composer) button{appearance:none;margin:0;padding:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer}

.thread{position:relative;flex:1;min-block-size:0;display:flex;flex-direction:column}
.thread-scroller{flex:1;min-block-size:0;overflow:hidden auto;overflow-anchor:none;overscroll-behavior:contain;display:flex;flex-direction:column;background:var(--surface);scrollbar-width:thin;scrollbar-color:var(--line-2) transparent}
.thread-rows{margin-block-start:auto;padding:16px}
.thread-note{margin:16px auto 20px;max-inline-size:34em;text-align:center;text-wrap:balance;font-size:12px;line-height:1.4;color:var(--text-2)}
.thread-note b{font-weight:600}
.thread-note+.thread-note{margin-block-start:-12px}
.thread-rows>:first-child{margin-block-start:0}
.thread-pill{position:absolute;inset-block-end:12px;inset-inline:0;margin-inline:auto;inline-size:max-content;max-inline-size:90%;min-block-size:36px;padding:0 14px;display:flex;gap:6px;align-items:center;border-radius:18px;background:var(--surface);color:var(--accent-text);box-shadow:0 0 0 1px var(--line),var(--shadow-1);font-size:13px;font-weight:600;animation:rise var(--arrive) var(--ease)}
.thread-pill:hover{background:var(--surface-2)}
.thread-pill[aria-label]{inline-size:36px;padding:0;justify-content:center}

.message{display:flex;flex-direction:column;align-items:flex-start;margin-block-start:2px}
.message-own{align-items:flex-end}
.message-first{margin-block-start:12px}
.message>.thread-note{align-self:stretch;margin-block:4px 12px}
.message-name{margin:0 0 4px;padding-inline-start:12px;font-size:12px;line-height:1.25;color:var(--text-2)}
.message-line{display:flex;align-items:flex-end;gap:8px;inline-size:100%}
.message-own .message-line{flex-direction:row-reverse}
.thread-faces :is(.message-name,.message:not(.message-own) .message-bubble:first-child){margin-inline-start:36px}
.message-bubble{position:relative;max-inline-size:min(78%,100% - 64px,560px);padding:8px 12px;border-radius:18px;background:var(--surface-2);color:var(--text);font-size:15px;line-height:1.45;overflow-wrap:anywhere}
.thread-faces .message:not(.message-own) .message-bubble{max-inline-size:min(78%,100% - 98px,560px)}
.message:not(.message-own):not(.message-first) .message-bubble{border-start-start-radius:6px}
.message:not(.message-own):not(.message-last) .message-bubble{border-end-start-radius:6px}
.message-last:not(.message-own) .message-bubble{border-end-start-radius:4px}
.message-own .message-bubble{background:var(--accent);color:var(--on-accent);box-shadow:inset 0 0 0 1px var(--accent-edge)}
.message-own:not(.message-first) .message-bubble{border-start-end-radius:6px}
.message-own:not(.message-last) .message-bubble{border-end-end-radius:6px}
.message-last.message-own .message-bubble{border-end-end-radius:4px}
.message-own .message-failed{background:var(--surface);color:var(--text);box-shadow:inset 0 0 0 1.5px var(--negative)}
.message-text{white-space:pre-wrap;unicode-bidi:plaintext;text-align:start}
.message-text a{color:inherit;text-decoration:underline;text-underline-offset:2px;text-decoration-thickness:1px;unicode-bidi:isolate;border-radius:2px}
.message-text a[href^=tel]{white-space:nowrap}
.message-text a:hover{text-decoration-thickness:2px}
.message-large{font-size:36px;line-height:1.15}
.message-bubble:has(.message-large){background:none;box-shadow:none;padding:4px 0}
.message-time{flex:none;align-self:center;font-size:12px;color:var(--text-2);white-space:nowrap;font-variant-numeric:tabular-nums;opacity:0;transition:opacity var(--quick)}
:is(.message:hover,.message:focus-within,.thread-scroller:focus-visible) .message-time{opacity:1}
.message-status{margin:4px 4px 0;display:flex;gap:4px;align-items:center;font-size:12px;line-height:1.3;color:var(--text-2)}
.message-read .icon{color:var(--accent-text)}
.button-plain{min-block-size:32px;padding:0 8px;display:flex;gap:6px;align-items:center;border-radius:var(--radius-1);color:var(--accent-text);font-size:13px;font-weight:600}
.button-plain:hover{background:var(--surface-2)}

.typing-dots{display:flex;gap:5px;padding:14px 14px}
.typing-dots i{inline-size:7px;block-size:7px;border-radius:50%;background:var(--text-2);animation:typing 1.2s infinite}
.typing-dots i:nth-child(2){animation-delay:.15s}
.typing-dots i:nth-child(3){animation-delay:.3s}
@keyframes typing{0%,60%,100%{opacity:.35;translate:0}30%{opacity:1;translate:0 -3px}}
@keyframes rise{from{opacity:0;translate:0 8px}}
@keyframes appear{from{opacity:0}}

.composer{padding:8px 12px 0}
.composer-field{display:flex;align-items:flex-end;gap:4px;padding:4px;border:1px solid var(--line-2);border-radius:22px;background:var(--surface);transition:border-color var(--quick)}
.composer-field:focus-within{border-color:var(--accent-text);box-shadow:0 0 0 1px var(--accent-text)}
.composer-refused,.composer-refused:focus-within{border-color:var(--negative);box-shadow:0 0 0 1px var(--negative)}
.composer-grow{flex:1;min-inline-size:0;display:grid;padding-block:7px;font-size:15px;line-height:1.4;overflow:hidden}
.composer-grow::after{content:attr(data-text) " ";visibility:hidden}
.composer-grow>textarea{resize:none;overflow:hidden auto;outline:0;scrollbar-width:thin}
.composer-grow::after,.composer-grow>textarea{grid-area:1/1;min-inline-size:0;min-block-size:0;max-block-size:calc(6*1.4em);margin:0;padding:0;padding-inline:12px 8px;border:0;background:none;color:var(--text);font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
.composer-grow>textarea::placeholder{color:var(--text-2);opacity:1;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.composer-tool{flex:none;inline-size:36px;block-size:36px;display:grid;place-items:center;border-radius:50%;color:var(--text-2)}
.composer-tool:hover,.composer-tool[aria-expanded=true]{background:var(--surface-2);color:var(--text)}
.composer-tool+.composer-grow>textarea,.composer-tool+.composer-grow::after{padding-inline-start:4px}
.composer-panel{margin-block-end:8px;border:1px solid var(--line-2);border-radius:var(--radius-2);background:var(--surface);overflow:hidden;animation:appear var(--quick)}
.panel-menu{inline-size:240px;max-inline-size:100%}
.panel-later{min-block-size:52px}
.later-failed{margin:0;padding:8px 12px;display:flex;flex-wrap:wrap;align-items:center;gap:0 8px;font-size:13px}
.message-bubble .later-failed{padding:0}
.part-later{max-inline-size:100%;border-radius:var(--radius-2);background:var(--line)}
.composer-send{flex:none;inline-size:36px;block-size:36px;display:grid;place-items:center;border-radius:50%;background:var(--accent);color:var(--on-accent);box-shadow:inset 0 0 0 1px var(--accent-edge);transition:opacity var(--quick),scale var(--quick) var(--ease),background-color var(--quick)}
.composer-send:hover{background:var(--accent-hover)}
.composer-send:active{background:var(--accent-pressed)}
.composer-send[data-ready=false]{visibility:hidden;opacity:0;scale:.7}
.composer-send[aria-disabled=true]{background:var(--surface-2);color:var(--text-2);box-shadow:none;cursor:not-allowed}
.composer-about{display:flex;justify-content:space-between;gap:12px;padding:4px 12px;min-block-size:12px;font-size:12px;line-height:1.35;color:var(--text-2);font-variant-numeric:tabular-nums}
.composer-about>:last-child{margin-inline-start:auto;flex:none}
.composer-about>:only-child{margin:0;flex:auto}
.composer-refusal{color:var(--negative)}
@container(max-width:279px){.composer-emoji{display:none}}
@media(pointer:coarse){.composer-grow{font-size:16px}.composer-field{padding:0}:is(.composer-tool,.composer-send){inline-size:44px;block-size:44px}.composer-grow{padding-block:11px}} /* below 16 px iOS zooms into the field */
@media(prefers-reduced-motion:reduce){.typing-dots i{animation-name:appear;animation-direction:alternate}.thread-pill{animation-name:appear}}
@media(forced-colors:active){.message-bubble,.avatar,.composer-send,.part-later{border:1px solid}.message-own .message-bubble{border-width:2px}.typing-dots i{background:CanvasText}}
`
