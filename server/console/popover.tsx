/** A small question beside the control that asked it. Focus goes in, Escape and a click elsewhere close it, focus goes back. */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useSurroundings } from './surroundings.ts'

export interface QuestionProps {
  readonly title: string
  readonly children: ComponentChildren
  /** The word on the button that does it. */
  readonly confirm: string
  readonly cancel?: string
  readonly isGrave?: boolean
  onConfirm(): void
  onCancel(): void
}

/** Its place is given by the style sheet: below the end of the nearest positioned ancestor. */
export function Question({ title, children, confirm, cancel, isGrave = false, onConfirm, onCancel }: QuestionProps) {
  const { words } = useSurroundings()
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useFocusInside(box)
  useDismissal(box, onCancel)

  return (
    <div class="question" role="dialog" aria-labelledby={`${id}-title`} aria-describedby={`${id}-text`} ref={box}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`}>{children}</div>
      <div class="question-actions">
        <button type="button" class="button" onClick={onCancel}>
          {cancel ?? words.cancel}
        </button>
        <button type="button" class={isGrave ? 'button is-grave' : 'button is-main'} onClick={onConfirm} data-first>
          {confirm}
        </button>
      </div>
    </div>
  )
}

// What follows is there as soon as the box is, not after the next frame: who presses Escape at once means this box.

/** Puts the focus on `[data-first]` inside, and gives it back to where it came from. */
export function useFocusInside(box: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const [before, element] = [document.activeElement, box.current]
    element?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      const isStillOurs = document.activeElement === document.body || element?.contains(document.activeElement)
      if (isStillOurs && before instanceof HTMLElement) before.focus()
    }
  }, [box])
}

/**
 * Escape, and a press anywhere outside.
 *
 * @param opener selector of the button that opened it: a press there is that button's own business
 */
export function useDismissal(box: { readonly current: HTMLElement | null }, dismiss: () => void, opener?: string): void {
  const latest = useRef(dismiss)
  latest.current = dismiss
  useLayoutEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return
      event.stopPropagation()
      latest.current()
    }
    const onPress = (event: PointerEvent) => {
      const { target } = event
      if (!(target instanceof Element) || box.current?.contains(target)) return
      if (opener === undefined || !target.closest(opener)) latest.current()
    }
    // Before anybody else hears of it: Escape closes the topmost thing only.
    document.addEventListener('keydown', onKey, { capture: true, signal })
    document.addEventListener('pointerdown', onPress, { signal })
    return () => controller.abort()
  }, [box, opener])
}
