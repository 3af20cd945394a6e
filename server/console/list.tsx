/**
 * The conversation list: tabs, and the rows of one of them as a listbox. Only the rows in view are in the document;
 * the keyboard moves a cursor (`aria-activedescendant`), Enter opens.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ConversationId, MemberId } from '@foyer/sdk/protocol'
import type { Typing } from './desk-state.ts'
import type { Lists, Readiness, Tab } from './inbox.ts'
import { ListRow } from './list-row.tsx'
import { useNow, useSurroundings } from './surroundings.ts'
import { waitingOf } from './waiting.ts'
import type { RowWindow } from './window-rows.ts'
import { ROW_PX, rowsInView, scrollTopFor } from './window-rows.ts'
import type { Words } from './words/index.ts'
import { Icon } from './icons.tsx'

/** Waiting times are told to the second while they are short. */
const TICK_MS = 1_000

export interface ListProps {
  readonly lists: Lists
  readonly tabs: readonly Tab[]
  readonly tab: Tab
  readonly me: MemberId | undefined
  readonly readiness: Readiness
  readonly isLoaded: boolean
  readonly open: ConversationId | undefined
  readonly typing: ReadonlyMap<ConversationId, Typing>
  readonly withDraft: ReadonlySet<ConversationId>
  readonly withFailed: ReadonlySet<ConversationId>
  /** Letters without a modifier do something (WCAG 2.1.4 lets people switch that off). */
  readonly hasLetterKeys: boolean
  onTab(tab: Tab): void
  onOpen(id: ConversationId, how: 'keyboard' | 'pointer'): void
}

/** The element that takes the focus when something leads "back to the list". */
export const LIST_ID = 'conversation-list'

export function List(props: ListProps) {
  const { words } = useSurroundings()
  const { lists, tabs, tab, onTab } = props
  return (
    <section class="list" aria-label={words.conversations}>
      <TabBar lists={lists} tabs={tabs} tab={tab} onTab={onTab} />
      <div id="list-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} class="list-panel">
        {!props.isLoaded ? <ListSkeleton /> : lists[tab].length === 0 ? <EmptyList tab={tab} readiness={props.readiness} /> : <Rows key={tab} {...props} />}
      </div>
    </section>
  )
}

function TabBar({ lists, tabs, tab, onTab }: Pick<ListProps, 'lists' | 'tabs' | 'tab' | 'onTab'>) {
  const { words } = useSurroundings()
  const now = useNow(10_000)
  const overdueIn = (each: Tab) => lists[each].filter(({ head }) => waitingOf(head, now)?.level === 'overdue').length

  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    onTab(next)
    document.getElementById(`tab-${next}`)?.focus()
  }

  return (
    <div class="tabs" role="tablist" aria-label={words.tabs} onKeyDown={move}>
      {tabs.map((each) => (
        <button type="button" role="tab" id={`tab-${each}`} key={each} aria-selected={each === tab} aria-controls="list-panel" tabIndex={each === tab ? 0 : -1}
          class="tab" onClick={() => onTab(each)}>
          <span>{words[each]}</span>
          <span class="tab-count">{lists[each].length}</span>
          {overdueIn(each) > 0 && <span class="tab-overdue">{overdueIn(each)}<span class="unseen"> {words.overdue}</span></span>}
        </button>
      ))}
    </div>
  )
}

function Rows({ lists, tab, me, open, typing, withDraft, withFailed, hasLetterKeys, tabs, onTab, onOpen }: ListProps) {
  const { words } = useSurroundings()
  const now = useNow(TICK_MS)
  const rows = lists[tab]
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<RowWindow>(() => rowsInView(0, globalThis.innerHeight, rows.length))
  const [cursorId, setCursorId] = useState<ConversationId>()

  // The cursor belongs to a conversation, not to a place: a row that moves up takes it along.
  const cursorAt = indexOf(rows, cursorId ?? open)
  const cursor = cursorAt === -1 ? 0 : cursorAt

  const look = () => {
    const element = box.current
    if (!element) return
    const next = rowsInView(element.scrollTop, element.clientHeight, rows.length)
    setView((before) => (before.first === next.first && before.end === next.end ? before : next))
  }
  useLayoutEffect(look, [rows.length])
  useEffect(() => {
    if (!box.current) return undefined
    const observer = new ResizeObserver(look)
    observer.observe(box.current)
    return () => observer.disconnect()
    // `look` knows the number of rows of its time.
  }, [rows.length])

  const moveTo = (row: number) => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, row))]
    const element = box.current
    if (!target || !element) return
    setCursorId(target.head.id)
    element.scrollTop = scrollTopFor(rows.indexOf(target), element.scrollTop, element.clientHeight)
    look()
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_PX) - 1)
    const letters: Record<string, () => void> = hasLetterKeys ? { j: () => moveTo(cursor + 1), k: () => moveTo(cursor - 1) } : {}
    const keys: Record<string, () => void> = {
      ...letters,
      ArrowDown: () => moveTo(cursor + 1),
      ArrowUp: () => moveTo(cursor - 1),
      PageDown: () => moveTo(cursor + page),
      PageUp: () => moveTo(cursor - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      ArrowRight: () => onTab(neighbour(tabs, tab, 1)),
      ArrowLeft: () => onTab(neighbour(tabs, tab, -1)),
      Enter: openCursor,
      ' ': openCursor,
    }
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
  const openCursor = () => {
    const entry = rows[cursor]
    if (entry) onOpen(entry.head.id, 'keyboard')
  }

  // The row of the cursor is always there, or a screen reader would be sent to nothing.
  const shown = rows.slice(view.first, view.end).map((entry, i) => ({ entry, at: view.first + i }))
  const atCursor = rows[cursor]
  if (atCursor && (cursor < view.first || cursor >= view.end)) shown.push({ entry: atCursor, at: cursor })

  return (
    <div id={LIST_ID} class="items" role="listbox" tabIndex={0} aria-label={words[tab]} ref={box} onScroll={look} onKeyDown={onKey}
      aria-activedescendant={atCursor ? rowId(atCursor.head.id) : undefined}>
      <div class="items-all" role="presentation" style={{ height: `${rows.length * ROW_PX}px` }}>
        {shown.map(({ entry, at }) => (
          <div key={entry.head.id} class="item-place" role="presentation" style={{ top: `${at * ROW_PX}px` }}>
            <ListRow id={rowId(entry.head.id)} entry={entry} me={me} now={now} typing={typing.get(entry.head.id)} hasDraft={withDraft.has(entry.head.id)}
              hasFailed={withFailed.has(entry.head.id)} isOpen={entry.head.id === open} isActive={at === cursor} position={at + 1} count={rows.length}
              onPress={() => {
                setCursorId(entry.head.id)
                onOpen(entry.head.id, 'pointer')
              }} />
          </div>
        ))}
      </div>
    </div>
  )
}

const rowId = (id: ConversationId): string => `row-${id}`

const indexOf = (rows: Lists[Tab], id: ConversationId | undefined): number => rows.findIndex(({ head }) => head.id === id)

const neighbour = (tabs: readonly Tab[], tab: Tab, step: number): Tab => tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length] ?? tab

function EmptyList({ tab, readiness }: { tab: Tab; readiness: Readiness }) {
  const { words } = useSurroundings()
  const [title, sentence] = emptyWords(tab, readiness, words)
  return (
    <div class="empty" id={LIST_ID} tabIndex={-1}>
      <Icon name="calm" size={28} />
      <h2>{title}</h2>
      <p>{sentence}</p>
    </div>
  )
}

function emptyWords(tab: Tab, readiness: Readiness, words: Words): readonly [title: string, sentence: string] {
  switch (tab) {
    case 'mine':
      return [words.emptyMine, readiness === 'receiving' ? words.emptyMineSays : readiness === 'offline' ? words.emptyMineOffline : words.emptyMineNotAccepting]
    case 'waiting':
      return [words.emptyWaiting, words.emptyWaitingSays]
    case 'all':
      return [words.emptyAll, words.emptyAllSays]
    case 'ended':
      return [words.emptyEnded, words.emptyEndedSays]
  }
}

/** The list's shape while it is fetched; it shows only after a moment (see the style sheet), so that nothing flickers. */
function ListSkeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: 6 }, (_, i) => (
        <div class="skeleton-row" key={i}><span /><span /><span /></div>
      ))}
    </div>
  )
}
