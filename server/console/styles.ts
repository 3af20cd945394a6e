/** The desk's style sheets, adopted as constructed sheets: a strict policy forbids inline ones. */
import { themeTokens } from '@foyer/widget/shell/tokens.ts'
import { partsCss } from '@foyer/widget/chat-window/parts/parts.css.ts'
import { consoleCss } from './console.css.ts'

/** A quiet blue-green: it leaves amber and red to what needs a person. */
const ACCENT = '#1d6f80'

export function adoptStyles(page: Document): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(themeTokens({ accent: ACCENT, scheme: 'system' }, ':root') + partsCss + consoleCss)
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet]
}
