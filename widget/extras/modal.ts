/** Keeps the keyboard's focus in a window that fills the screen (CW-19): the last thing leads to the first, and back. Fetched with the first key. */
export function stayInside(event: KeyboardEvent, frame: HTMLElement): void {
  const stops = [...frame.querySelectorAll<HTMLElement>('a[href],:is(button,input,select,textarea):not(:disabled,[tabindex="-1"]),[tabindex="0"]')]
  const [first, last] = [stops[0], stops.at(-1)]
  const isOn = (element: HTMLElement | undefined) => element?.matches(':focus') ?? false
  const next = event.shiftKey ? (isOn(first) || isOn(frame)) && last : isOn(last) && first
  if (!next) return
  event.preventDefault()
  next.focus()
}
