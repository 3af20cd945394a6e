/**
 * Looks that come with an extra: adopted by whatever root the extra stands in, the window's shadow root or the desk's
 * document, once.
 *
 * @returns a `ref` for the extra's outermost element: it is dressed before it is painted
 */
export function dress(css: string): (element: Element | null) => void {
  let sheet: CSSStyleSheet | undefined
  return (element) => {
    const root = element?.getRootNode()
    if (!(root instanceof Document || root instanceof ShadowRoot)) return
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
    }
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
}
