/**
 * The few design tokens that are needed before the first click: of components, and of the skeleton of a window that is
 * still on its way. The window brings the whole set with it (`tokens.ts`), under the same names and with the same
 * promises; computing all of that here would cost every page view a kilobyte more.
 *
 * Tokens: `--site`, the site's colour, whose steps the components compute (`reception-element.styles.ts`); `--surface`
 * `--surface-2` `--text` `--line` `--negative` (4.5:1 under white text) `--shadow-2` `--radius-1` to
 * `--radius-3` `--quick` `--arrive` `--ease` `--font`.
 */
import type { Theme } from '@foyer/sdk/protocol'
import { STEADY_TOKENS } from './steady-tokens.ts'

/** For light and for dark, as the colour scheme says. */
const COLOURS = '--surface:light-dark(#fff,#17191d);--surface-2:light-dark(#f1f3f6,#26292f);--text:light-dark(#20242c,#eceef1);--line:light-dark(#e1e4e9,#343840);'

/**
 * The theme as CSS rules for `:host`.
 *
 * The declarations are `!important`: that way those inside a shadow root win over whatever a page's `*` rules say of
 * properties with the same names (CW-20).
 *
 * @param theme as the server lets it be set
 */
export function firstTokens({ accent, scheme }: Theme): string {
  const declarations = `${STEADY_TOKENS}color-scheme:${scheme === 'system' ? 'light dark' : scheme};${COLOURS}--site:${accent};--negative:#c5282c;--shadow-2:0 2px 6px #0b122414,0 12px 40px #0b122433;`
  return `:host{${declarations.replace(/;/g, '!important;')}}`
}
