import { dress } from './dress.ts'

/** The looks of what is asked of the visitor, in the thread and below it: one card anatomy for all of it. */
export const dressCards = dress(`
.card{box-sizing:border-box;margin:16px 0 4px;padding:16px;border-radius:var(--radius-2);background:var(--surface);color:var(--text);box-shadow:0 0 0 1px var(--line),var(--shadow-1);font-size:15px;line-height:1.45;overflow-wrap:anywhere;animation:appear var(--arrive)}
.card *{box-sizing:border-box}
.message-bubble>.card{margin:0;padding:0;background:none;box-shadow:none;color:inherit;animation:none}
.message-own .card :is(p,.card-done .icon){color:inherit}
.message-bubble>.message-text+.card{margin-block-start:8px}
.message-bubble:has(>.card .field){inline-size:100%}
.foot>.card{margin:0;border-radius:0;box-shadow:inset 0 1px var(--line);overflow:auto;max-block-size:60cqb}
.card:focus-visible{outline:2px solid var(--accent-text);outline-offset:-2px}
.card :is(h3,legend){margin:0;padding:0;font-size:15px;line-height:1.25;font-weight:600}
.card p{margin:4px 0 0;font-size:13px;line-height:1.4;color:var(--text-2)}
.greeting:has(+.card){padding-block:8px 4px}
.greeting:has(+.chat-form)>.icon{display:none}
.card-top{display:flex;gap:12px;align-items:center}
.card-actions{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:12px}
.card .card-trouble{display:flex;gap:6px;align-items:flex-start;margin-block-start:8px;color:var(--negative)}
.card-trouble .icon{margin-block-start:1px}
.card-done{display:flex;gap:8px;align-items:center}
.card-done .icon{color:var(--positive)}
.card fieldset{min-inline-size:0;margin:0;padding:0;border:0}
.card a{color:var(--accent-text);text-underline-offset:2px}
:where(.card) button{appearance:none;margin:0;padding:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer}
.card .button{min-block-size:36px;padding:0 14px;border-radius:var(--radius-1);box-shadow:inset 0 0 0 1px var(--line-2);font-size:13px;font-weight:600}
.card .button:hover{background:var(--surface-2)}
.card .button-main{background:var(--accent);color:var(--on-accent);box-shadow:inset 0 0 0 1px var(--accent-edge)}
.card .button-main:hover{background:var(--accent-hover)}
.card .button[aria-disabled=true]{opacity:.6;cursor:default}
.card .button-grave{color:var(--negative)}

.card .field{display:block;margin-block-start:12px}
.card .field-label{display:block;margin-block-end:4px;font-size:13px;line-height:1.25;font-weight:500}
.card .field :is(input,textarea,select){display:block;inline-size:100%;min-block-size:40px;margin:0;padding:8px 12px;border:1px solid var(--line-2);border-radius:var(--radius-1);background:var(--surface);color:var(--text);font:inherit;line-height:1.4}
.card .field textarea{min-block-size:64px;max-block-size:160px;resize:vertical}
.card .field :is(input,textarea,select):focus-visible{outline:2px solid var(--accent-text);outline-offset:-1px}
.card .field [aria-invalid=true]{border-color:var(--negative)}
.card .field-trouble{color:var(--negative)}
.card .field-tick{display:grid;grid-template-columns:auto 1fr;gap:0 10px;align-items:start;font-size:13px;line-height:1.4}
.card .field-tick input{appearance:auto;inline-size:20px;block-size:20px;min-block-size:0;margin:0;accent-color:var(--accent)}
.card .field-tick .field-trouble,.card .field-tick a{grid-column:2}
.card .field-count{text-align:end;font-variant-numeric:tabular-nums}
.card dl{margin:0}
.card dt{font-size:12px;line-height:1.3}
.card dd+dt{margin-block-start:8px}
.card dd{margin:0;font-weight:500;white-space:pre-wrap;unicode-bidi:plaintext;text-align:start}

.form-labels{margin:8px 0 0;padding-inline-start:18px;font-size:13px;line-height:1.5}

.stars{display:flex;gap:4px;margin-block-start:8px;margin-inline-start:-8px}
.stars label{position:relative;inline-size:44px;block-size:44px;display:grid;place-items:center;cursor:pointer;border-radius:var(--radius-1);color:var(--line-2)}
.stars .icon{stroke:var(--text-2);stroke-width:1.5;transition:scale var(--quick) var(--ease)}
.stars .star-on .icon{fill:var(--star);stroke:var(--star-edge)}
.stars label:hover .icon{scale:1.1}
.stars input{position:absolute;inset:0;z-index:1;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.stars label:has(:focus-visible){outline:2px solid var(--accent-text);outline-offset:-3px}
.card .stars-word{min-block-size:1.4em;font-weight:600;color:var(--text)}
.faces label,.thumbs label{color:var(--text-2)}
:is(.faces,.thumbs) .star-on .icon{fill:none;stroke:currentColor}
:is(.faces,.thumbs) label.star-on{color:var(--accent-text);box-shadow:inset 0 0 0 2px currentColor}
.is-turned .icon{rotate:180deg}
.survey .reasons{display:flex;flex-wrap:wrap;gap:8px;margin-block-start:12px}
.survey .reasons label{position:relative;padding:7px 12px;border-radius:18px;box-shadow:inset 0 0 0 1px var(--line-2);font-size:13px;line-height:1.4;cursor:pointer}
.survey .reasons label:has(:checked){background:var(--accent);color:var(--on-accent)}
.survey .reasons label:has(:focus-visible){outline:2px solid var(--accent-text);outline-offset:2px}
.survey .reasons input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:pointer}
.survey{--star:oklch(.8 .16 80);--star-edge:oklch(.6 .14 70)}
.queue-place{font-variant-numeric:tabular-nums}
@media(pointer:coarse){.card .field :is(input,textarea,select){font-size:16px}}
@media(forced-colors:active){.card{border:1px solid}.message-bubble>.card{border:0}.field [aria-invalid=true]{border-width:2px}.stars .star-on .icon{fill:Highlight;stroke:Highlight}:is(.faces,.thumbs) .star-on .icon{fill:none}.survey .reasons label{border:1px solid}.survey .reasons label:has(:checked){outline:2px solid Highlight}}
@media(prefers-reduced-motion:reduce){.stars .icon{transition:none}}
`)
