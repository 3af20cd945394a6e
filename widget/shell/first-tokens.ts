/**
 * The few design tokens that are needed before the first click: launcher, badge, and the skeleton of a window that is
 * still on its way. The window brings the whole set with it (`tokens.ts`), under the same names and with the same
 * promises; computing all of that here would cost every page view a kilobyte more.
 *
 * Tokens: `--accent` `--accent-hover` `--accent-pressed` `--on-accent` (4.5:1 on all three) `--accent-edge` `--surface`
 * `--surface-2` `--text` `--line` `--negative` (4.5:1 under white text) `--shadow-1` `--shadow-2` `--radius-1` to
 * `--radius-3` `--quick` `--arrive` `--ease` `--font`.
 */
import type { Theme } from '@foyer/sdk/protocol'
import { STEADY_TOKENS } from './steady-tokens.ts'

const LIGHT = 'color-scheme:light;--surface:#fff;--surface-2:#f1f3f6;--text:#20242c;--line:#e1e4e9;'
const DARK = 'color-scheme:dark;--surface:#17191d;--surface-2:#26292f;--text:#eceef1;--line:#343840;'

/**
 * The theme as CSS rules for `:host`.
 *
 * The declarations are `!important`: that way those inside a shadow root win over whatever a page's `*` rules say of
 * properties with the same names (CW-20).
 *
 * @param theme an accent that is not `#rrggbb` becomes a calm blue, as in `themeTokens`
 */
export function firstTokens({ accent, scheme }: Theme): string {
  const rule = (declarations: string) => `:host{${declarations.replace(/;/g, '!important;')}}`
  const hex = /^#[\da-f]{6}$/i.test(accent) ? accent : '#2f5bea'
  const isOnWhite = luminance(hex) <= 0.18333 // where white on it has 4.5:1; above, black has
  const step = (percent: number) => `color-mix(in oklab,${hex},${isOnWhite ? '#000' : '#fff'} ${percent}%)`
  return (
    rule(
      `${STEADY_TOKENS}${scheme === 'dark' ? DARK : LIGHT}--accent:${hex};--accent-hover:${step(9)};--accent-pressed:${step(18)};` +
        `--on-accent:${isOnWhite ? '#fff' : '#000'};--accent-edge:color-mix(in oklab,${hex},#777 40%);--negative:#c5282c;` +
        '--shadow-1:0 1px 2px #0b12241a,0 4px 12px #0b122424;--shadow-2:0 2px 6px #0b122414,0 12px 40px #0b122433;',
    ) + (scheme === 'system' ? `@media(prefers-color-scheme:dark){${rule(DARK)}}` : '')
  )
}

const luminance = (hex: string) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const channel = parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255
    return sum + weight * (channel > 0.04045 ? ((channel + 0.055) / 1.055) ** 2.4 : channel / 12.92)
  }, 0)
