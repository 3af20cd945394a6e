/**
 * Adds a constructed style sheet, which no `style-src` of a page concerns. There is no way round for browsers without
 * them: the oldest that understands our code has them.
 */
export function addSheet(root: ShadowRoot, css = ''): CSSStyleSheet {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  return sheet
}
