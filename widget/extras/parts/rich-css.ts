import { dress } from '../dress.ts'

/** The looks of buttons, cards and contacts in a message. */
export const dressRich = dress(`
.part{box-sizing:border-box;max-inline-size:100%}
.part *{box-sizing:border-box}
:where(.choices,.cards) button{appearance:none;margin:0;padding:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer}
.message-text+.choices,.message-text+.cards,.message-text+.contact{margin-block-start:8px}
.choices{display:flex;flex-wrap:wrap;gap:8px;padding-block:2px}
.choices .choice{min-block-size:36px;padding:6px 14px;border-radius:18px;background:var(--surface);color:var(--text-2);box-shadow:inset 0 0 0 1px var(--line-2);font-size:15px;line-height:1.5;text-align:start}
.choices button.choice{color:var(--accent-text);box-shadow:inset 0 0 0 1px var(--accent-text);font-weight:500;transition:background-color var(--quick)}
.choices button.choice:hover{background:var(--accent-soft)}
.choices .choice-chosen{background:var(--accent);color:var(--on-accent);box-shadow:inset 0 0 0 1px var(--accent-edge)}

.cards{inline-size:260px}
.cards-strip{display:flex;gap:8px;padding:2px;margin:-2px;overflow:auto hidden;scroll-snap-type:inline mandatory;overscroll-behavior-inline:contain;scrollbar-width:none}
.cards-strip:focus-visible{outline:2px solid var(--accent-text);border-radius:var(--radius-2)}
.card-item{flex:none;inline-size:100%;display:flex;flex-direction:column;overflow:hidden;scroll-snap-align:start;border-radius:var(--radius-2);background:var(--surface);color:var(--text);box-shadow:inset 0 0 0 1px var(--line)}
.cards-strip .card-item{inline-size:88%}
.card-item img{display:block;inline-size:100%;aspect-ratio:16/9;object-fit:cover;background:var(--line)}
.card-words{flex:1;padding:12px}
.card-words h3{margin:0;font-size:15px;line-height:1.25;font-weight:600}
.card-words p{margin:4px 0 0;font-size:13px;line-height:1.4;color:var(--text-2);white-space:pre-wrap}
.card-item .card-button{display:flex;align-items:center;justify-content:center;gap:6px;inline-size:100%;min-block-size:44px;padding:6px 12px;border-block-start:1px solid var(--line);color:var(--accent-text);font-size:15px;line-height:1.25;font-weight:600;text-align:center;text-decoration:none}
.card-item :is(a,button).card-button:hover{background:var(--accent-soft)}
.card-item .card-over{color:var(--text-2);font-weight:400}
.card-item .card-chosen{background:var(--accent);color:var(--on-accent)}
.card-item .card-button:focus-visible{outline-offset:-3px}
.card-button .icon:dir(rtl),.cards-back .icon{scale:-1 1}
.cards-tools .icon:dir(rtl){scale:-1 1}
.cards-tools .cards-back .icon:dir(rtl){scale:1}
.cards-tools{display:flex;justify-content:flex-end;gap:4px;margin-block-start:4px}
.cards-tools button{inline-size:36px;block-size:36px;display:grid;place-items:center;border-radius:50%;color:var(--text)}
.cards-tools button:hover{background:var(--line)}
.cards-tools button[aria-disabled=true]{color:var(--text-2);opacity:.5;cursor:default}

.contact{min-inline-size:min(220px,100%);padding-block:4px}
.contact-head{display:flex;align-items:center;gap:12px}
.contact-head b{font-size:15px;line-height:1.25;font-weight:600}
.contact-head p{margin:2px 0 0;font-size:13px;line-height:1.35;color:var(--text-2)}
.contact .contact-way{display:flex;align-items:center;gap:10px;min-block-size:36px;margin-block-start:4px;color:var(--accent-text);font-size:15px;line-height:1.3;overflow-wrap:anywhere;text-decoration:none}
.contact-head+.contact-way{margin-block-start:8px}
.contact .contact-way:hover{text-decoration:underline;text-underline-offset:2px}
.message-own .contact :is(.contact-way,p){color:inherit}
.message-own .choices .choice-chosen{background:var(--accent-soft);color:var(--accent-text);box-shadow:inset 0 0 0 2px var(--on-accent);font-weight:600}
.message-own .cards-tools button{color:inherit}
.message-own .cards-tools button:hover{background:color-mix(in oklab,currentColor 14%,transparent)}
.message-own :is(.contact-way,.cards-strip,.cards-tools button):focus-visible{outline-color:currentColor}

@media(forced-colors:active){.choices .choice,.card-item{border:1px solid}.choices .choice-chosen,.card-item .card-chosen{border:2px solid Highlight}}
`)
