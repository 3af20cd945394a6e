/**
 * The anatomy of reception elements. The colour is the page's, the component's or the site's, the first of them that is
 * set; its steps follow by themselves: text on it is black or white, whichever has 4.5:1 (at a luminance of 0.18333 both
 * have), and hover and pressed move away from that text. Things move only for those who do not mind.
 */
export const anatomyStyles = `
:host{display:grid;pointer-events:auto;line-height:1.3;overflow-wrap:anywhere;--accent:var(--foyer-accent,var(--own,var(--site)));--white:clamp(0,(.18333 - .2126*r - .7152*g - .0722*b)*1e5,1);--on-accent:color(from var(--accent) srgb-linear var(--white) var(--white) var(--white));--away:color(from var(--on-accent) srgb-linear calc(1 - r) calc(1 - g) calc(1 - b));animation:come var(--arrive) var(--ease)}
.act{all:unset;box-sizing:border-box;position:relative;display:flex;align-items:center;justify-content:center;gap:8px;min-height:44px;padding:8px 16px;border:1px solid color-mix(in oklab,var(--accent),#777 40%);border-radius:var(--radius-2);background:var(--accent);color:var(--on-accent);font-weight:600;cursor:pointer;-webkit-tap-highlight-color:#0000}
.act:hover{background:color-mix(in oklab,var(--accent),var(--away) 9%)}
.act:active,[aria-busy=true]{scale:var(--pressed);background:color-mix(in oklab,var(--accent),var(--away) 18%)}
:disabled{filter:grayscale(1);cursor:default}
:focus-visible{outline:2px solid var(--surface);box-shadow:0 0 0 5px var(--text)!important}
svg{flex:none;width:20px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
:is(.mirrored,.messenger):dir(rtl){scale:-1 1}
[part=name],[part=greeting]{justify-self:start;unicode-bidi:plaintext}
b{position:absolute;top:-5px;inset-inline-end:-5px;min-width:12px;padding:0 5px;border:1px solid var(--surface);border-radius:11px;background:var(--negative);color:#fff;font:600 12px/20px var(--font);text-align:center;white-space:nowrap;direction:ltr}
.face{flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%;object-fit:cover;background:var(--surface-2)}
.close{all:unset;order:-1;justify-self:end;z-index:1;display:grid;place-items:center;width:44px;height:44px;margin-block-end:-14px;cursor:pointer;border-radius:50%}
.close svg{width:14px;padding:4px;border-radius:50%;background:var(--surface);box-shadow:0 0 0 1px var(--line)}
@keyframes come{from{opacity:0;scale:var(--small)}}
@media(prefers-reduced-motion:no-preference){:host{--small:.96;--pressed:.97;--large:1.04}.act{transition:var(--quick) var(--ease)}}
`
