/**
 * The design tokens of a theme: one block of custom properties that everything visible is made of.
 *
 * The owner gives one colour. It stays exactly theirs as the fill of components and own messages; every step around it is
 * computed in OKLCH and checked with the contrast formula of WCAG 2.2, so that no choice of colour, not even yellow or
 * white, makes text unreadable (CW-3). What the checks promise is in `tokens.test.ts`.
 *
 * | token | what it is for | promise |
 * | --- | --- | --- |
 * | `--accent` `--accent-hover` `--accent-pressed` | fill | |
 * | `--on-accent` | text and icons on any of the three | 4.5:1 |
 * | `--accent-edge` | outline of that fill; the fill's own colour where that is enough | 3:1 on the surface |
 * | `--accent-text` | links, words, icons in the accent | 4.5:1 on all surfaces |
 * | `--accent-soft` | a hint of the accent behind text: a surface too | |
 * | `--surface` `--surface-2` | the window; others' messages and fields | |
 * | `--text` `--text-2` | words; quiet words | 7:1 and 4.5:1 on all surfaces |
 * | `--line` `--line-2` | parting line; outline of a control | `--line-2` 3:1 on the surface |
 * | `--positive` `--caution` `--negative` | meanings, always with a word or a shape | 4.5:1 on all surfaces |
 *
 * Window and console use these. Reception, which every page view pays for, makes do with `first-tokens.ts`.
 */
import type { Theme } from '@foyer/sdk/protocol'
import { STEADY_TOKENS } from './steady-tokens.ts'

/** Linear red, green and blue, 0 to 1. */
type Rgb = [red: number, green: number, blue: number]
/** Lightness 0 to 1, chroma from 0, hue in degrees. Rounded to what is written into the style sheet. */
type Lch = readonly [lightness: number, chroma: number, hue: number]

/**
 * The theme as CSS rules for `selector`.
 *
 * The declarations are `!important`: that way those inside a shadow root win over whatever a page's `*` rules say of
 * properties with the same names (CW-20).
 *
 * @param theme an accent that is not `#rrggbb` becomes a calm blue
 * @param selector default `:host`; a page of our own passes `:root`
 */
export function themeTokens({ accent, scheme }: Theme, selector = ':host'): string {
  const rule = (declarations: string) => `${selector}{${declarations.replace(/;/g, '!important;')}}`
  return (
    rule(STEADY_TOKENS + schemeTokens(accent, scheme === 'dark')) +
    (scheme === 'system' ? `@media(prefers-color-scheme:dark){${rule(schemeTokens(accent, true))}}` : '')
  )
}

/** The colours of one scheme as declarations. */
export function schemeTokens(accent: string, isDark: boolean): string {
  const hex = /^#[\da-f]{6}$/i.test(accent) ? accent : '#2f5bea'
  const fill = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as Rgb
  const [lightness, chroma, hue] = toLch(fill)

  // Neutrals lean towards the accent; a grey accent has no hue worth leaning to.
  const lean = Math.min(chroma / 10, 0.013)
  const neutral = (light: number, dark: number, much = 1) => fit(isDark ? dark : light, lean * much, hue)
  const surface = neutral(1, 0.21, 0.8)
  const second = neutral(0.963, 0.275)
  const soft = fit(isDark ? 0.3 : 0.95, Math.min(chroma, isDark ? 0.05 : 0.03), hue)

  /** Moves lightness away from the surfaces until the colour stands out from each. */
  const standOut = ([l, c, h]: Lch, least = 4.55, from = [surface, second, soft]) => {
    let now = fit(l, c, h)
    while (from.some((one) => contrast(luminance(now), luminance(one)) < least)) now = fit((l += isDark ? 0.01 : -0.01), c, h)
    return now
  }
  const meaning = (h: number, c: number) => css(standOut([0.58, c, h]))

  const onWhite = contrast(1, luminanceOf(fill))
  const isOnWhite = onWhite >= 4.5
  // Away from the text on it, unless there is contrast to spare on that side and none on the other.
  const away = isOnWhite === (onWhite < 9 && onWhite > 2.2) ? -0.045 : 0.045
  const step = (much: number) => css(fit(lightness + away * much, chroma, hue))
  const needsEdge = contrast(luminanceOf(fill), luminance(surface)) < 3

  const shadow = (percent: number) => `oklch(.2 .02 ${hue}/${isDark ? percent * 3 : percent}%)`
  return (
    `color-scheme:${isDark ? 'dark' : 'light'};` +
    `--accent:${hex};--accent-hover:${step(1)};--accent-pressed:${step(2)};--on-accent:${isOnWhite ? '#fff' : '#000'};` +
    `--accent-edge:${needsEdge ? css(standOut([lightness, chroma, hue], 3.05, [surface])) : hex};` +
    `--accent-text:${css(standOut([lightness, chroma, hue]))};--accent-soft:${css(soft)};` +
    `--surface:${css(surface)};--surface-2:${css(second)};` +
    `--text:${css(neutral(0.25, 0.95))};--text-2:${css(standOut(neutral(0.51, 0.74, 1.5)))};` +
    `--line:${css(neutral(0.915, 0.34))};--line-2:${css(standOut(neutral(0.68, 0.5), 3.05, [surface]))};` +
    `--positive:${meaning(150, 0.13)};--caution:${meaning(70, 0.12)};--negative:${meaning(26, 0.2)};` +
    `--shadow-1:0 1px 2px ${shadow(10)},0 4px 12px ${shadow(14)};--shadow-2:0 2px 6px ${shadow(8)},0 12px 40px ${shadow(20)};`
  )
}

const css = (colour: Lch) => `oklch(${colour.join(' ')})`

/** Contrast ratio of two luminances, 1 to 21 (WCAG 2.2). */
const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

const luminanceOf = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue
const luminance = (colour: Lch) => luminanceOf(toRgb(colour))

const linear = (channel: number) => (channel > 0.04045 ? ((channel + 0.055) / 1.055) ** 2.4 : channel / 12.92)

const round = (value: number, to: number) => Math.round(value * to) / to

/** A colour that a screen can show: chroma gives way until it is in sRGB; lightness and hue stay. */
function fit(lightness: number, chroma: number, hue: number): Lch {
  const l = round(Math.min(1, Math.max(0, lightness)), 1e3)
  let colour: Lch
  do {
    colour = [l, round(Math.max(chroma, 0), 1e3), hue]
    chroma -= 0.003
  } while (colour[1] && toRgb(colour).some((channel) => channel < -0.0005 || channel > 1.0005))
  return colour
}

/** Linear sRGB to OKLab in polar form (Björn Ottosson, 2020). */
function toLch([red, green, blue]: Rgb): Lch {
  const l = Math.cbrt(0.4122 * red + 0.5363 * green + 0.0515 * blue)
  const m = Math.cbrt(0.2119 * red + 0.6807 * green + 0.1074 * blue)
  const s = Math.cbrt(0.0883 * red + 0.2817 * green + 0.63 * blue)
  const a = 1.978 * l - 2.4286 * m + 0.4506 * s
  const b = 0.0259 * l + 0.7828 * m - 0.8087 * s
  return [0.2105 * l + 0.7936 * m - 0.0041 * s, Math.hypot(a, b), Math.round((Math.atan2(b, a) * 180) / Math.PI + 360) % 360]
}

/** And back. What is outside 0 to 1 cannot be shown. */
function toRgb([lightness, chroma, hue]: Lch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963 * a + 0.2158 * b) ** 3
  const m = (lightness - 0.1056 * a - 0.0639 * b) ** 3
  const s = (lightness - 0.0895 * a - 1.2915 * b) ** 3
  return [
    4.0767 * l - 3.3077 * m + 0.231 * s,
    -1.2684 * l + 2.6097 * m - 0.3413 * s,
    -0.0042 * l - 0.7034 * m + 1.7076 * s,
  ]
}
