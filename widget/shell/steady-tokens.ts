/**
 * The design tokens that follow neither colour nor scheme: radius, motion, type. `--foyer-radius`, of cards, and
 * `--foyer-font` are the page's to set; the other radii follow. No font for Chinese or Japanese is named: the browser takes
 * the right one for the `lang` of the text, and a named one would draw the other language's characters in its own forms.
 */
export const STEADY_TOKENS =
  '--radius-1:calc(var(--radius-2)/2);--radius-2:var(--foyer-radius,12px);--radius-3:calc(var(--radius-2)*4/3);--quick:120ms;--arrive:200ms;--ease:cubic-bezier(.2,.7,.3,1);' +
  '--font:var(--foyer-font,system-ui,"Noto Sans Arabic",sans-serif);'
