export const launcherStyles = `
:host{display:block;animation:come var(--arrive) var(--ease)}
button{all:unset;box-sizing:border-box;position:relative;display:grid;place-items:center;width:56px;height:56px;border-radius:50%;border:1px solid var(--accent-edge);background:var(--accent);color:var(--on-accent);box-shadow:var(--shadow-2);cursor:pointer;touch-action:manipulation;-webkit-tap-highlight-color:#0000;transition:var(--quick) var(--ease)}
button:hover{scale:1.04;background:var(--accent-hover)}
button:active,[aria-busy=true]{scale:.97;background:var(--accent-pressed)}
button:focus-visible{outline:2px solid var(--surface);box-shadow:0 0 0 5px var(--text)}
svg{width:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.speech:dir(rtl){scale:-1 1}
b{position:absolute;top:-5px;inset-inline-end:-5px;min-width:12px;padding:0 5px;border:1px solid var(--surface);border-radius:11px;background:var(--negative);color:#fff;font:600 12px/20px var(--font);text-align:center}
span{position:absolute;opacity:0;pointer-events:none;width:1px;height:1px;overflow:hidden}
@keyframes come{from{opacity:0;scale:.8}}
@media(prefers-reduced-motion:reduce){:host{animation-name:show}button{transition:none;scale:1!important}@keyframes show{from{opacity:0}}}
@media(forced-colors:active){button:focus-visible{outline:3px solid Highlight;outline-offset:2px}}
`
