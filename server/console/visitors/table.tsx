/**
 * The list of visitors as a grid. Only the rows in view are in the document; the keyboard moves a cursor
 * (`aria-activedescendant`): Enter opens, Space chooses, `i` invites. On a phone each row is a card.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { LiveVisitor, VisitorId } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { rowsInView, scrollTopFor } from '../window-rows.ts'
import type { RowWindow } from '../window-rows.ts'
import { COLUMNS } from './question.ts'
import type { Column, Sort, Texts } from './question.ts'
import { useVisitorsWords } from './use-words.ts'
import { VisitRow, rowId } from './visit-row.tsx'
import { tracksOf } from './view.ts'
import { CARD_PX, COMPACT_PX, HEAD_PX, ROW_PX } from './visitors.css.ts'

export const GRID_ID = 'visit-grid'

export interface TableProps {
  readonly rows: readonly LiveVisitor[]
  readonly texts: Texts
  readonly sort: Sort
  readonly columns: readonly Column[]
  readonly isPhone: boolean
  readonly isCompact: boolean
  readonly open: VisitorId | undefined
  readonly chosen: ReadonlySet<VisitorId>
  onSort(by: Column): void
  onOpen(id: VisitorId, how: 'keyboard' | 'pointer'): void
  onChoose(ids: readonly VisitorId[], isChosen: boolean): void
  /** `i`: whom the cursor stands on, or who is chosen. */
  onInvite(id: VisitorId): void
  /** The pointer is over the rows, or the keyboard in them: nobody may move. */
  onHold(isHeld: boolean): void
}

export function Table({ rows, texts, sort, columns, isPhone, isCompact, open, chosen, onSort, onOpen, onChoose, onInvite, onHold }: TableProps) {
  const { locale } = useSurroundings()
  const words = useVisitorsWords()
  const box = useRef<HTMLDivElement>(null)
  const rowPx = isPhone ? CARD_PX : isCompact ? COMPACT_PX : ROW_PX
  const { tracks, leastPx } = tracksOf(columns)
  const headPx = isPhone ? 0 : HEAD_PX
  const [view, setView] = useState<RowWindow>(() => rowsInView(0, globalThis.innerHeight, rows.length, rowPx))
  const [cursorId, setCursorId] = useState<VisitorId>()
  useHold(box, onHold)

  // The cursor belongs to a visitor, not to a place.
  const at = cursorId ?? open
  const cursor = at === undefined ? 0 : Math.max(0, rows.findIndex(({ id }) => id === at))
  const atCursor = rows[cursor]

  // Kept, for asking the document makes it reckon all places anew, with every difference that comes.
  const place = useRef({ top: 0, height: globalThis.innerHeight })
  const look = () => {
    const next = rowsInView(place.current.top, place.current.height - headPx, rows.length, rowPx)
    setView((before) => (before.first === next.first && before.end === next.end ? before : next))
  }
  const onScroll = () => {
    place.current.top = box.current?.scrollTop ?? 0
    look()
  }
  useLayoutEffect(look, [rows.length, rowPx])
  useEffect(() => {
    if (!box.current) return undefined
    const observer = new ResizeObserver(([entry]) => {
      place.current.height = entry?.contentRect.height ?? 0
      look()
    })
    observer.observe(box.current)
    return () => observer.disconnect()
    // `look` knows the number of rows of its time.
  }, [rows.length, rowPx])

  const latest = useRef({ onOpen, onChoose })
  latest.current = { onOpen, onChoose }
  // Rows are drawn anew when what they are given is another: so these stay the same.
  const [press] = useState(() => (id: VisitorId) => {
    setCursorId(id)
    latest.current.onOpen(id, 'pointer')
  })
  const [choose] = useState(() => (id: VisitorId, isChosen: boolean) => latest.current.onChoose([id], isChosen))

  const moveTo = (row: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, row))
    const [target, element] = [rows[at], box.current]
    if (!target || !element) return
    setCursorId(target.id)
    element.scrollTop = scrollTopFor(at, element.scrollTop, element.clientHeight - headPx, rowPx)
    onScroll()
  }
  const onKey = (event: KeyboardEvent) => {
    // Buttons and boxes in it have keys of their own.
    if (event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowPx) - 1)
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(cursor + 1),
      ArrowUp: () => moveTo(cursor - 1),
      PageDown: () => moveTo(cursor + page),
      PageUp: () => moveTo(cursor - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      Enter: () => atCursor && onOpen(atCursor.id, 'keyboard'),
      ' ': () => atCursor && onChoose([atCursor.id], !chosen.has(atCursor.id)),
      i: () => atCursor && onInvite(atCursor.id),
    }
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  const shown = rows.slice(view.first, view.end).map((visitor, i) => ({ visitor, at: view.first + i }))
  // The row of the cursor is always there, or a screen reader would be sent to nothing.
  if (atCursor && (cursor < view.first || cursor >= view.end)) shown.push({ visitor: atCursor, at: cursor })
  const chosenHere = chosen.size === 0 ? 0 : rows.filter(({ id }) => chosen.has(id)).length

  return (
    <div id={GRID_ID} class={isCompact ? 'visit-grid is-compact' : 'visit-grid'} role="grid" tabIndex={0} aria-label={words.list} aria-rowcount={rows.length + 1} aria-colcount={COLUMNS.length + 1} aria-multiselectable="true" style={isPhone ? {} : { '--cols': tracks, '--least': `${leastPx}px` }}
      aria-activedescendant={atCursor && rowId(atCursor.id)} ref={box} onScroll={onScroll} onKeyDown={onKey}>
      <div role="rowgroup" class="visit-head">
        <div role="row" class="visit-names" aria-rowindex={1}>
          <span role="columnheader" class="visit-choose" aria-colindex={1}>
            <label><input type="checkbox" aria-label={words.chooseAll} checked={rows.length > 0 && chosenHere === rows.length} indeterminate={chosenHere > 0 && chosenHere < rows.length}
              onChange={(event) => onChoose(rows.map(({ id }) => id), event.currentTarget.checked)} /></label>
          </span>
          {columns.map((column) => (
            <span key={column} role="columnheader" class={`visit-${column === 'visitor' ? 'who' : column}${column === 'pages' || column === 'time' ? ' is-figure' : ''}`} aria-colindex={COLUMNS.indexOf(column) + 2}
              aria-sort={sort.by !== column ? 'none' : sort.isDescending ? 'descending' : 'ascending'}>
              <button type="button" class={sort.by === column ? 'visit-sort is-on' : 'visit-sort'} onClick={() => onSort(column)}>
                {words.columns[column]}
                <span class={sort.isDescending ? 'visit-arrow is-down' : 'visit-arrow'}><Icon name="chevron" size={14} /></span>
              </button>
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" class="visit-all" style={{ height: `${rows.length * rowPx}px` }}>
        {shown.map(({ visitor, at }) => (
          <VisitRow key={visitor.id} visitor={visitor} texts={texts} words={words} locale={locale} columns={columns} position={at} top={at * rowPx} isOpen={visitor.id === open} isActive={at === cursor} isChosen={chosen.has(visitor.id)}
            onOpen={press} onChoose={choose} />
        ))}
      </div>
    </div>
  )
}

/** A finger does not hover: where it presses is where it looked. */
function useHold(box: { readonly current: HTMLElement | null }, onHold: (isHeld: boolean) => void): void {
  const latest = useRef(onHold)
  latest.current = onHold
  // At once: the pointer may be over it already.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const held = { pointer: false, keyboard: false }
    const tell = (change: Partial<typeof held>) => {
      Object.assign(held, change)
      latest.current(held.pointer || held.keyboard)
    }
    const controller = new AbortController()
    const { signal } = controller
    element.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && tell({ pointer: true }), { signal })
    element.addEventListener('pointerleave', () => tell({ pointer: false }), { signal })
    element.addEventListener('focusin', () => tell({ keyboard: element.querySelector(':focus-visible') !== null || element.matches(':focus-visible') }), { signal })
    element.addEventListener('keydown', () => tell({ keyboard: true }), { signal })
    element.addEventListener('focusout', () => tell({ keyboard: false }), { signal })
    return () => {
      controller.abort()
      latest.current(false)
    }
  }, [box])
}
