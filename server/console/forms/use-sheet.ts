import { useLayoutEffect } from 'preact/hooks'

const made = new Map<string, CSSStyleSheet>()

/** Adopts a style sheet before the first drawing; it then stays. A part that is loaded later brings its own. */
export function useSheet(css: string): void {
  useLayoutEffect(() => {
    const sheet = made.get(css) ?? new CSSStyleSheet()
    if (!made.has(css)) sheet.replaceSync(css)
    made.set(css, sheet)
    if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }, [css])
}
