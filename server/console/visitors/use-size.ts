import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

/** Whether a media query fits, now and when the screen turns. */
export function useMedia(query: string): boolean {
  const [fits, setFits] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const look = () => setFits(list.matches)
    look()
    list.addEventListener('change', look)
    return () => list.removeEventListener('change', look)
  }, [query])
  return fits
}

/** How wide an element is, in CSS pixels; it may come and go. */
export function useWidth(): readonly [number, (element: Element | null) => void] {
  const [width, setWidth] = useState(globalThis.innerWidth)
  const observer = useRef<ResizeObserver>(undefined)
  const place = useCallback((element: Element | null) => {
    observer.current?.disconnect()
    if (!element) return
    setWidth(element.clientWidth)
    observer.current = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.current.observe(element)
  }, [])
  return [width, place]
}
