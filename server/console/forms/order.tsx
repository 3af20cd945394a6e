/** Things in an order that one may change: by dragging the grip, or by the arrow keys on it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'

export interface Order {
  /** Around the rows, each of which carries `data-at`. Give them their place as `key`: a grip that moved in the document would lose the pointer. */
  readonly box: RefObject<HTMLDivElement | null>
  /** The row that is being dragged. */
  readonly dragged: number | undefined
  /** Said to whoever does not see it move. */
  readonly said: string
  grab(at: number): void
  drop(): void
  /** From one place to another. `keepsFocus`: by the keyboard, so that the grip goes along. */
  move(from: number, to: number, keepsFocus: boolean): void
}

/** @param nameOf what a row is called */
export function useOrder<Item>(items: readonly Item[], nameOf: (item: Item) => string, onChange: (items: readonly Item[]) => void): Order {
  const { words } = useSurroundings()
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useRef<number | undefined>(undefined)
  const [dragged, setDragged] = useState<number>()
  const [said, say] = useState('')
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    box.current?.querySelector<HTMLElement>(`[data-at="${focusOn.current}"] .grip`)?.focus()
    focusOn.current = undefined
  })
  return {
    box, dragged, said,
    grab: setDragged,
    drop() {
      focusOn.current = dragged
      setDragged(undefined)
    },
    move(from, to, keepsFocus) {
      const item = items[from]
      if (item === undefined || from === to || to < 0 || to >= items.length) return
      if (keepsFocus) focusOn.current = to
      if (dragged !== undefined) setDragged(to)
      say(words.forms.moved(nameOf(item), to + 1, items.length))
      onChange(items.toSpliced(from, 1).toSpliced(to, 0, item))
    },
  }
}

export interface GripProps {
  readonly order: Order
  readonly at: number
  readonly name: string
}

export function Grip({ order, at, name }: GripProps) {
  const { words } = useSurroundings()
  const by: Readonly<Record<string, number>> = { ArrowUp: at - 1, ArrowDown: at + 1 }
  return (
    <button type="button" class="icon-button grip" aria-label={words.forms.grip(name)} title={words.forms.gripSays}
      onKeyDown={(event) => {
        const to = by[event.key]
        if (to === undefined) return
        event.preventDefault()
        order.move(at, to, true)
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        order.grab(at)
      }}
      onPointerMove={(event) => {
        // The pointer stays with the grip that took it, whichever row stands there by now.
        if (order.dragged === undefined) return
        const to = rowAt(order.box.current, order.dragged, event.clientY)
        if (to !== undefined) order.move(order.dragged, to, false)
      }}
      onLostPointerCapture={() => order.drop()}>
      <Icon name="grip" size={18} />
    </button>
  )
}

/** The row whose middle the pointer has passed on its way from `from`: so rows of unequal height do not jump to and fro. */
export function rowAt(box: HTMLElement | null, from: number, y: number): number | undefined {
  const rows = [...(box?.querySelectorAll<HTMLElement>(':scope > [data-at]') ?? [])]
  const middle = (row: HTMLElement) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2
  }
  const above = rows.findIndex((row, at) => at < from && y < middle(row))
  if (above >= 0) return above
  const below = rows.findLastIndex((row, at) => at > from && y > middle(row))
  return below >= 0 ? below : undefined
}
