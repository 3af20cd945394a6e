/** A place of its own for what visitors see: the desk's styles stay out, theirs stay in, and nothing in it can be pressed. */
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

export interface Shadow {
  readonly host: RefObject<HTMLDivElement | null>
  readonly root: ShadowRoot | undefined
}

/** @param css adopted in the shadow root; what it was before is replaced */
export function useShadow(css?: string): Shadow {
  const host = useRef<HTMLDivElement>(null)
  const [root, setRoot] = useState<ShadowRoot>()
  useLayoutEffect(() => {
    if (host.current) setRoot(host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' }))
  }, [])
  useLayoutEffect(() => {
    if (!root || css === undefined) return
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  }, [root, css])
  return { host, root }
}
