/**
 * A thread as one sees it: messages in groups, days, notes, and who is typing.
 *
 * It owns where one stands in the thread and nothing else: it stays at the end while one reads there, stays at the same
 * line while things come and go above and below, asks for older items when one comes near the beginning, and keeps only
 * a stretch of a long thread in the document. Items come from `timeline`; wishes go up as callbacks.
 */
import { Component, createRef } from 'preact'
import type { ComponentChildren } from 'preact'
import { plainText } from '@foyer/sdk/protocol'
import type { Author, MessageId } from '@foyer/sdk/protocol'
import type { TimelineItem, TimelineNote } from '@foyer/sdk/thread'
import { arrowDown } from '../../icons/index.ts'
import type { Format, PartWords } from '../../shell/words/index.ts'
import { arrivedItems } from './arrived.ts'
import { Icon } from './icon.tsx'
import { isChanged } from './is-changed.ts'
import { MessageRow } from './message-row.tsx'
import type { MessageItem } from './message-row.tsx'
import { offer } from './offer.ts'
import type { PartPort } from './part-port.ts'
import { movedStart, renderedRange } from './rendered-range.ts'

export interface MessageListProps {
  readonly items: readonly TimelineItem[]
  readonly words: PartWords
  readonly format: Format
  /** Shows the faces of those who write beside their messages: the visitor's side does. */
  readonly showsFaces?: boolean
  /** Where paths of their pictures lead. Default: the page's own server. */
  readonly server?: string
  /** What the views of files, buttons, cards and the like need. Without it, only text is shown. */
  readonly port?: PartPort
  /** True while there is no line to the server: what is *sending* then reads as kept. */
  readonly isOffline?: boolean
  /** Who is typing on the other side now. */
  readonly typing?: { readonly name: string } | undefined
  readonly hasOlder: boolean
  /** Said instead of the list's items while there are none. */
  readonly children?: ComponentChildren
  /** Stands below the last item, and moves with it. */
  readonly after?: ComponentChildren
  /** What a note says on this side; empty for a note that it does not show. */
  noteText(note: TimelineNote): string
  /** Draws a note that is more than its text. */
  noteView?(note: TimelineNote): ComponentChildren
  /** What an author is called on this side. Empty for those whose name goes without saying. */
  nameOf(from: Author): string
  /** Fetches the items before the first one. */
  loadOlder(): Promise<unknown>
  onRetry(id: MessageId): void
  onEdit(id: MessageId): void
  /** The reader has come to the end of the thread, or left it. */
  onEnd?(isAtEnd: boolean): void
}

interface MessageListState {
  /** Key of the first item in the document; `undefined` while one reads at the end. */
  readonly startKey?: string | undefined
  readonly isAtEnd: boolean
  /** Messages that came in below while one was reading above. */
  readonly fresh: number
  readonly isLoadingOlder: boolean
  /** What is announced to screen readers, and how often something was: the same words said again are news. */
  readonly announcement: string
  readonly announced: number
}

/** A line of the thread, and how far below the upper edge it stands. */
interface Line {
  readonly row: Element
  readonly top: number
}

/** So near to an edge, in CSS pixels, that it counts as the end, and that more is fetched before one gets there. */
const AT_END_PX = 40
const NEAR_EDGE_PX = 600

/** So long a silence between two messages gets a time of its own. */
const GAP_MS = 20 * 60_000

/** More arrivals at once are counted instead of read out. */
const READ_OUT = 3

export class MessageList extends Component<MessageListProps, MessageListState> {
  override state: MessageListState = { isAtEnd: true, fresh: 0, isLoadingOlder: false, announcement: '', announced: 0 }

  #scroller = createRef<HTMLDivElement>()
  #sizes: ResizeObserver | undefined
  /** A fetch that brought nothing is not repeated before something changes or the reader moves: it would go on for ever. */
  #mayLoad = true
  /** What the reader saw on top when they moved last. */
  #line: Line | undefined
  /** Where the end was when the list last went there by itself. */
  #endTop = 0

  override componentDidMount() {
    offer(this.props.ref, this)
    this.scrollToEnd()
    // The end stays the end when the composer grows, a keyboard opens or a font arrives; and the line that one reads stays
    // where it is when a picture or a card above it turns out to be of another height.
    this.#sizes = new ResizeObserver(() => (this.state.isAtEnd ? this.scrollToEnd() : this.#holdLine()))
    const scroller = this.#scroller.current
    if (scroller) for (const element of [scroller, ...scroller.children]) this.#sizes.observe(element)
    this.#fillUp()
  }

  override componentWillUnmount() {
    this.#sizes?.disconnect()
    offer(this.props.ref, null)
  }

  override shouldComponentUpdate(props: MessageListProps, state: MessageListState) {
    return isChanged(this.props, props) || isChanged(this.state, state)
  }

  /** Remembers the line that the reader sees on top, before the document changes around it. */
  override getSnapshotBeforeUpdate() {
    return this.state.isAtEnd ? null : this.#topLine()
  }

  #topLine(): Line | null {
    const scroller = this.#scroller.current
    if (!scroller) return null
    const top = scroller.getBoundingClientRect().top
    for (const row of scroller.querySelectorAll('[data-key]')) {
      const box = row.getBoundingClientRect()
      if (box.bottom > top) return { row, top: box.top - top }
    }
    return null
  }

  /** Puts a line back to where it was seen. */
  #holdLine(line = this.#line) {
    const scroller = this.#scroller.current
    if (!scroller || !line?.row.isConnected) return
    const moved = line.row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - line.top
    if (Math.abs(moved) >= 1) scroller.scrollTop += moved
    this.#line = line
  }

  override componentDidUpdate(before: MessageListProps, _: MessageListState, line: Line | null) {
    if (this.state.isAtEnd) this.scrollToEnd()
    else this.#holdLine(line ?? undefined)

    if (before.items !== this.props.items) {
      this.#mayLoad = true
      this.#welcome(arrivedItems(before.items, this.props.items))
    }
    this.#fillUp()
  }

  /** Goes to the latest message. */
  scrollToEnd = (): void => {
    const toEnd = () => {
      const scroller = this.#scroller.current
      if (!scroller) return
      scroller.scrollTop = scroller.scrollHeight
      this.#endTop = scroller.scrollTop
    }
    if (this.state.isAtEnd && !this.state.startKey) return toEnd()
    this.setState({ startKey: undefined, isAtEnd: true, fresh: 0 }, toEnd)
    this.props.onEnd?.(true)
  }

  #welcome(arrived: readonly TimelineItem[]) {
    if (arrived.some((item) => item.kind === 'message' && item.isOwn)) this.scrollToEnd()
    const others = arrived.filter((item) => item.kind === 'note' || (item.kind === 'message' && !item.isOwn))
    if (others.length === 0) return
    const messages = others.filter((item) => item.kind === 'message').length
    const { words } = this.props
    this.setState((state) => ({
      fresh: state.isAtEnd ? 0 : state.fresh + messages,
      announced: state.announced + 1,
      announcement: others.length > READ_OUT ? words.newMessages(messages) : others.map((item) => this.#spoken(item)).join('. '),
    }))
  }

  #spoken(item: TimelineItem): string {
    if (item.kind === 'note') return this.props.noteText(item.note)
    return item.kind === 'message' ? `${this.props.nameOf(item.from)}: ${plainText(item.parts)}` : ''
  }

  #scrolled = () => {
    const scroller = this.#scroller.current
    if (!scroller) return
    const { items, onEnd } = this.props
    const range = this.#range()
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight
    const isAtEnd = range.to === items.length && below < AT_END_PX
    this.#mayLoad = true
    // What grew below since the list went to its end has not been scrolled away from.
    if (this.state.isAtEnd && !isAtEnd && scroller.scrollTop >= this.#endTop) return this.scrollToEnd()
    if (isAtEnd !== this.state.isAtEnd) {
      // Reading at the end follows the end; reading above holds on to the first item in the document.
      this.setState(isAtEnd ? { isAtEnd, fresh: 0, startKey: undefined } : { isAtEnd, startKey: this.#keyAt(range.from) })
      onEnd?.(isAtEnd)
    }
    this.#fillUp()
  }

  #range() {
    const { items } = this.props
    const { startKey } = this.state
    const start = startKey === undefined ? -1 : items.findIndex((item) => item.key === startKey)
    return renderedRange(items.length, start < 0 ? undefined : start - Number(items[start - 1]?.kind === 'day'))
  }

  /** Names a place by the first item there that stays where it is: the divider of a day goes up with older messages of its day. */
  #keyAt(index: number) {
    return this.props.items.find((item, at) => at >= index && item.kind !== 'day')?.key
  }

  #move(towards: 'beginning' | 'end') {
    this.setState({ startKey: this.#keyAt(movedStart(this.#range(), this.props.items.length, towards)) })
  }

  /** Brings more items before the reader gets to an edge: from the list itself, and older ones from the owner. */
  #fillUp() {
    const scroller = this.#scroller.current
    if (!scroller || scroller.clientHeight === 0) return
    const { scrollTop, scrollHeight, clientHeight } = scroller
    const { from, to } = this.#range()
    if (scrollTop > NEAR_EDGE_PX) {
      if (to < this.props.items.length && scrollHeight - scrollTop - clientHeight < NEAR_EDGE_PX) this.#move('end')
      return
    }
    if (from > 0 && !this.state.isAtEnd) return this.#move('beginning')
    if (from > 0 || !this.props.hasOlder || this.state.isLoadingOlder || !this.#mayLoad) return
    this.#mayLoad = false
    this.setState({ isLoadingOlder: true })
    this.props
      .loadOlder()
      .catch(() => {}) // The next move of the reader asks again.
      .then(() => this.setState({ isLoadingOlder: false }))
  }

  override render({ words, children, items, typing, showsFaces, after }: MessageListProps, { isAtEnd, fresh, isLoadingOlder, announcement, announced }: MessageListState) {
    return (
      <div class="thread">
        {/* A log announces all that is added to it, history too: it is kept still, and arrivals are announced below. */}
        <div class="thread-scroller" ref={this.#scroller} role="log" aria-live="off" aria-label={words.messages} tabIndex={0} onScroll={this.#scrolled}>
          <div class={showsFaces ? 'thread-rows thread-faces' : 'thread-rows'}>
            {isLoadingOlder && <p class="thread-note">{words.loadingOlder}</p>}
            {items.length === 0 ? children : this.#rows()}
            {typing && (
              <div class="message message-last" key="typing">
                <div class="message-bubble typing-dots" role="img" aria-label={words.typing(typing.name)}>
                  <i />
                  <i />
                  <i />
                </div>
              </div>
            )}
            {after}
          </div>
        </div>
        {!isAtEnd && (
          <button type="button" class="thread-pill" aria-label={fresh ? undefined : words.toLatest} onClick={this.scrollToEnd}>
            <Icon path={arrowDown} size={18} />
            {fresh > 0 && words.newMessages(fresh)}
          </button>
        )}
        <div class="unseen" role="status">
          <span key={announced}>{announcement}</span>
        </div>
      </div>
    )
  }

  #rows() {
    const { items, words, format, isOffline = false, showsFaces = false, server = '', port, noteText, noteView, nameOf, onRetry, onEdit } = this.props
    const { from, to } = this.#range()
    const lastOwn = items.findLast((item) => item.kind === 'message' && item.isOwn)
    let before: MessageItem | undefined
    let lastName = ''
    return items.slice(from, to).map((item, i) => {
      if (item.kind === 'day') {
        before = undefined
        const next = items[from + i + 1]
        return (
          <p class="thread-note" key={item.key} data-key={item.key}>
            <b>{format.day(next?.at ?? item.at)}</b> {next && format.time(next.at)}
          </p>
        )
      }
      if (item.kind === 'note') {
        const text = noteText(item.note)
        return text && <p class="thread-note" key={item.key} data-key={item.key} dir="auto">{noteView?.(item.note) ?? text}</p>
      }
      const hasGap = before !== undefined && item.at - before.at > GAP_MS
      const name = item.isOwn && showsFaces ? '' : nameOf(item.from)
      const isNamed = name !== '' && item.isFirstOfGroup && name !== lastName
      before = item
      if (name) lastName = name
      return (
        <MessageRow
          key={item.key}
          item={item}
          words={words}
          format={format}
          gap={hasGap ? format.time(item.at) : ''}
          name={isNamed ? name : ''}
          author={name || words.you}
          showsFace={showsFaces && !item.isOwn}
          server={server}
          showsStatus={item === lastOwn}
          isOffline={isOffline}
          port={port}
          onRetry={onRetry}
          onEdit={onEdit}
        />
      )
    })
  }
}
