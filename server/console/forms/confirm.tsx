/** A question that stands in the way until it is answered. The browser keeps the focus inside and gives it back. */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'

export interface ConfirmProps {
  readonly title: string
  readonly children?: ComponentChildren
  /** The word on the button that does it. */
  readonly confirm: string
  readonly cancel?: string
  /** It cannot be undone. */
  readonly isGrave?: boolean
  onConfirm(): void
  /** Also by Escape. */
  onCancel(): void
}

export function Confirm({ title, children, confirm, cancel, isGrave = false, onConfirm, onCancel }: ConfirmProps) {
  const { words } = useSurroundings()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closed while it is still in the document, it gives the focus back; what `useEffect` returns would be run too late.
    return () => element?.close()
  }, [])

  return (
    <dialog class="sheet confirm" role="alertdialog" ref={dialog} aria-labelledby={`${id}-title`} {...(children !== undefined && { 'aria-describedby': `${id}-text` })}
      onCancel={(event) => { event.preventDefault(); onCancel() }}>
      <div class="sheet-body">
        <h2 id={`${id}-title`}>{title}</h2>
        {children !== undefined && <div id={`${id}-text`} class="confirm-text">{children}</div>}
        <div class="question-actions">
          <button type="button" class="button" onClick={onCancel}>{cancel ?? words.cancel}</button>
          <button type="button" class={isGrave ? 'button is-grave' : 'button is-main'} onClick={onConfirm} autofocus={!isGrave}>{confirm}</button>
        </div>
      </div>
    </dialog>
  )
}
