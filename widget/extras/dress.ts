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

/** The button of a composer's panel that goes on. */
export const MAIN_OF_PANEL = `
.composer-panel .button-main{background:var(--accent);color:var(--on-accent);box-shadow:inset 0 0 0 1px var(--accent-edge)}
.composer-panel .button-main:hover{background:var(--accent-hover)}
`
