/** A dialog that asks for a little more: title, fields, a refusal, and what does it. Escape leaves it. */
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'

export interface SheetProps {
  readonly title: string
  readonly says: string
  readonly children: ComponentChildren
  /** The word on the button that does it; absent when it is done, and there is only the way out. */
  readonly confirm?: string
  readonly close?: string
  readonly isGrave?: boolean
  readonly isBusy?: boolean
  /** Why it was refused. What one field is refused for stands at that field, which has the focus then. */
  readonly problem?: string | undefined
  /** The field that was refused; another object for each time. */
  readonly refused?: object | undefined
  onConfirm(): void
  onClose(): void
}

export function Sheet({ title, says, children, confirm, close, isGrave = false, isBusy = false, problem, refused, onConfirm, onClose }: SheetProps) {
  const { words } = useSurroundings()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const [element, before] = [dialog.current, document.activeElement]
    element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  useLayoutEffect(() => dialog.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [refused])
  return (
    <dialog class="sheet" ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-says`} onCancel={(event) => { event.preventDefault(); onClose() }}>
      <form class="sheet-body" noValidate onSubmit={(event) => { event.preventDefault(); if (!isBusy) onConfirm() }}>
        <div>
          <h2 class="sheet-title" id={`${id}-title`} dir="auto">{title}</h2>
          <p class="quiet" id={`${id}-says`}>{says}</p>
        </div>
        {children}
        <div class="sheet-foot">
          <div role="alert">{problem && <p class="problem"><Icon name="problem" size={16} /> <span>{problem}</span></p>}</div>
          <div class="question-actions">
            <button type="button" class={confirm === undefined ? 'button is-main' : 'button'} onClick={onClose}>{close ?? words.cancel}</button>
            {confirm !== undefined && <button type="submit" class={isGrave ? 'button is-grave' : 'button is-main'} aria-disabled={isBusy}>{confirm}</button>}
          </div>
        </div>
      </form>
    </dialog>
  )
}
