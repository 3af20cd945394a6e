/** The desk's style sheets, adopted as constructed sheets: a strict policy forbids inline ones. */
import { themeTokens } from '@foyer/widget/shell/tokens.ts'
import { partsCss } from '@foyer/widget/chat-window/parts/parts.css.ts'
import { consoleCss } from './console.css.ts'

/** A quiet blue-green: it leaves amber and red to what needs a person. */
const ACCENT = '#1d6f80'

export function adoptStyles(page: Document): void {
  const sheet = new CSSStyleSheet()
  // The window's parts keep their looks where they stand, and nowhere else.
  sheet.replaceSync(`${themeTokens({ accent: ACCENT, scheme: 'system' }, ':root')}${consoleCss}.talk{${partsCss}}`)
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet]
}
