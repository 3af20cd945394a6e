/**
 * A conversation: who it is with and where they are, the thread, and the composer. Messages, their states and the
 * composer are the window's own parts, looked at from the agent's side.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Author, ConversationId, Failure, InboxEntry, MemberId, MessageId } from '@foyer/sdk/protocol'
import { checkParts, createTimeline, deviceOffsetAt } from '@foyer/sdk/thread'
import type { TimelineNote } from '@foyer/sdk/thread'
import { Composer } from '@foyer/widget/chat-window/parts/composer.tsx'
import { MessageList } from '@foyer/widget/chat-window/parts/message-list.tsx'
import { createFormat } from '@foyer/widget/shell/words/format.ts'
import type { Format, PartWords } from '@foyer/widget/words'
import { headIn } from './desk-state.ts'
import type { DeskState } from './desk-state.ts'
import type { DeskClient } from './desk-client.ts'
import { Face } from './face.tsx'
import { span } from './format.ts'
import { Icon } from './icons.tsx'
import type { Lists } from './inbox.ts'
import { WaitingRing, visitorName, waitingWords } from './list-row.tsx'
import type { Drafts } from './memory.ts'
import { Question } from './popover.tsx'
import { useNow, useSurroundings } from './surroundings.ts'
import { PageLink } from './visitor-card.tsx'
import { waitingOf, waitingSince } from './waiting.ts'
import type { Words } from './words/index.ts'

export interface ConversationProps {
  readonly id: ConversationId
  readonly desk: DeskClient
  readonly state: DeskState
  readonly drafts: Drafts
  readonly isCardShown: boolean
  /** "End this conversation?" is being asked. */
  readonly isEnding: boolean
  onCard(isShown: boolean): void
  onEnding(isAsked: boolean): void
  onEnd(): void
  /** Back to the list, out of the conversation. */
  onBack(): void
  /** To the list, with the conversation still open. */
  onLeave(): void
}

export function Conversation(props: ConversationProps) {
  const { id, desk, state, onLeave } = props
  const { words } = useSurroundings()
  const entry = state.entries.get(id)
  const [failure, setFailure] = useState<Failure>()

  const load = useCallback(() => {
    setFailure(undefined)
    void desk.load(id).then((result) => {
      if (!result.ok) setFailure(result)
    })
  }, [desk, id])
  const isListed = entry !== undefined
  useEffect(() => {
    if (isListed) load()
  }, [isListed, load])

  // What a part inside has taken (a list that closes, a composition that is cancelled) is not taken twice.
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) onLeave()
  }

  return (
    <main class="conversation" aria-label={entry ? words.conversationWith(visitorName(entry.visitor, words)) : words.conversations} onKeyDown={onKey}>
      {!entry ? (
        state.workspace ? <Gone onBack={props.onBack} /> : <div class="empty" />
      ) : (
        <>
          <Head {...props} entry={entry} />
          {failure && !isLoaded(state, id) ? (
            <div class="empty">
              <Icon name="problem" size={28} />
              <h2>{words.loadFailed}</h2>
              <p>{words.errors[failure.code].join(' ')}</p>
              <button type="button" class="button" onClick={load}>{words.tryAgain}</button>
            </div>
          ) : (
            <Talk {...props} entry={entry} />
          )}
        </>
      )}
    </main>
  )
}

const isLoaded = ({ threads }: DeskState, id: ConversationId): boolean => headIn(threads.get(id), id) !== undefined

function Head({ entry, state, isCardShown, isEnding, onCard, onEnding, onEnd, onBack }: ConversationProps & { entry: InboxEntry }) {
  const { words, locale } = useSurroundings()
  const now = useNow(1_000)
  const { head, visitor } = entry
  const waiting = waitingOf(head, now)
  const isOpen = head.state.status !== 'ended'

  return (
    <header class="conversation-head">
      <button type="button" class="icon-button only-phone" aria-label={words.back} onClick={onBack}><Icon name="back" mirrors /></button>
      <span class="item-face">
        {waiting && <WaitingRing waiting={waiting} />}
        <Face name={visitor.name} number={visitor.number} isPresent={visitor.isPresent} />
      </span>
      <div class="conversation-who">
        <h2 dir="auto">{visitorName(visitor, words)}</h2>
        <p class="conversation-now">
          {waiting && <span class={`item-time is-${waiting.level}`}>{waitingWords(waiting, span(waiting.ms, locale), words)}</span>}
          {visitor.isPresent ? (visitor.page ? <PageLink page={visitor.page} /> : words.onSite) : words.leftSite}
        </p>
      </div>
      <span class="conversation-holder">{holderWords(entry, state.me, words)}</span>
      {isOpen && (
        <span class="switch-place">
          <button type="button" class="button" aria-expanded={isEnding} aria-label={words.endConversation} onClick={() => onEnding(true)}>
            <Icon name="end" size={16} /> {words.end}
          </button>
          {isEnding && (
            <Question title={words.endTitle} confirm={words.endConversation} cancel={words.keepOpen} isGrave onConfirm={onEnd} onCancel={() => onEnding(false)}>
              <p>{words.endSays}</p>
            </Question>
          )}
        </span>
      )}
      <button type="button" class="icon-button" aria-expanded={isCardShown} aria-label={isCardShown ? words.hideCard : words.showCard}
        title={isCardShown ? words.hideCard : words.showCard} onClick={() => onCard(!isCardShown)}>
        <Icon name="card" mirrors />
      </button>
    </header>
  )
}

function holderWords({ head: { state } }: InboxEntry, me: MemberId | undefined, words: Words): string | undefined {
  if (state.status === 'waiting') return words.nobodyYet
  if (state.status === 'ended' || state.agent.id === me) return undefined
  return words.heldBy(state.agent.name)
}

function Talk({ id, entry, desk, state, drafts }: ConversationProps & { entry: InboxEntry }) {
  const { words, locale, clock } = useSurroundings()
  const [text, setText] = useState(() => drafts.load(id))
  const [notice, setNotice] = useState<string>()
  const composer = useRef<Composer>(null)
  const format = useMemo(() => createFormat(locale, clock.now), [locale, clock])
  const partWords = useMemo<PartWords>(() => ({ ...words.parts, errors: errorSentences(words) }), [words])
  const self = state.me === undefined ? undefined : state.agents.get(state.me)
  const timeline = useMemo(
    () => createTimeline({ side: 'agent', offsetAt: deviceOffsetAt, ...(self && { self: { kind: 'agent', id: self.id, name: self.name } as const }) }),
    // A change of load or switches is none of the timeline's business.
    [self?.id, self?.name],
  )
  const pending = useMemo(() => state.pending.filter(({ conversationId }) => conversationId === id), [state.pending, id])
  const log = state.threads.get(id)
  const items = useMemo(() => (log ? timeline({ log, pending }) : []), [timeline, log, pending])
  const typing = state.typing.get(id)

  const write = (next: string) => {
    setText(next)
    setNotice(undefined)
    drafts.save(id, next)
  }
  const onInput = (next: string) => {
    write(next)
    desk.setTyping(id, next.trim() !== '')
  }
  const onSend = (bare: string) => {
    const parts = [{ type: 'text', text: bare }] as const
    const checked = checkParts(parts)
    if (!checked.ok) return setNotice(words.errors[checked.code].join(' '))
    write('')
    void desk.send(id, parts)
  }
  const takeBack = (message: MessageId) => {
    const refused = desk.takeBack(message)?.parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n')
    // What was being written meanwhile stands before it, not in its place.
    if (refused) write([text.trim(), refused].filter(Boolean).join('\n'))
    composer.current?.focus()
  }

  const name = visitorName(entry.visitor, words)
  const isOffline = state.connection.status !== 'connected'
  const isLate = useLate(log === undefined || log.conversations.length === 0)
  return (
    <div class="talk">
      <MessageList items={items} words={partWords} format={format} isOffline={isOffline} hasOlder={log?.hasOlder ?? false}
        typing={typing?.by === 'visitor' ? { name } : undefined}
        noteText={(note) => noteWords(note, self?.name, format, words)} nameOf={(from) => authorName(from, state.me, name, words)}
        loadOlder={() => desk.loadOlder(id)} onRetry={(message) => desk.retry(message)} onEdit={takeBack}>
        {isLate && <TalkSkeleton />}
      </MessageList>
      {typing?.by === 'agent' && <p class="conversation-note is-caution" role="status">{words.typesToo(typing.name ?? '')}</p>}
      {entry.head.state.status === 'ended' ? (
        <div class="conversation-ended" role="status">
          <strong>{words.endedTitle}</strong>
          <span>{words.endedSays}</span>
        </div>
      ) : (
        <Composer ref={composer} words={{ ...partWords, message: words.writeTo(name) }} text={text} limit={LIMITS.textLength} notice={notice} onInput={onInput} onSend={onSend} />
      )}
    </div>
  )
}

/** What a note says on this side. */
function noteWords(note: TimelineNote, ownName: string | undefined, format: Format, words: Words): string {
  switch (note.type) {
    case 'assigned':
      if (note.name === ownName) return note.isMove ? words.noteMovedYou : words.noteAssignedYou
      return note.isMove ? words.noteMoved(note.name) : words.noteAssigned(note.name)
    case 'queued':
      return words.noteQueued
    case 'silence-warning':
      return words.noteSilence(format.time(note.endsAt))
    case 'rated':
    case 'transfer-asked':
    case 'transfer-answered':
      return ''
    case 'ended':
      return note.by === 'silence' ? words.endedBySilence : note.by === 'visitor' ? words.endedByVisitor : words.endedHere
  }
}

/** One's own name goes without saying. */
function authorName(from: Author, me: MemberId | undefined, visitor: string, words: Words): string {
  if (from.kind === 'visitor') return visitor
  if (from.kind === 'machine') return words.parts.machine
  return from.id === me ? '' : from.name
}

/** True once `isWaiting` has lasted long enough to be worth showing: what comes at once does not flicker. */
function useLate(isWaiting: boolean): boolean {
  const { clock } = useSurroundings()
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    return isWaiting ? clock.after(SKELETON_AFTER_MS, () => setLate(true)) : undefined
  }, [isWaiting, clock])
  return isLate && isWaiting
}

const SKELETON_AFTER_MS = 400

function TalkSkeleton() {
  return (
    <div class="talk-skeleton" aria-hidden="true"><span /><span /><span /></div>
  )
}

/** What happened, and what to do, for each refusal. */
const errorSentences = (words: Words): PartWords['errors'] =>
  Object.fromEntries(Object.entries(words.errors).map(([code, sentences]) => [code, sentences.join(' ')]))

function Gone({ onBack }: { onBack(): void }) {
  const { words } = useSurroundings()
  return (
    <div class="empty">
      <h2>{words.goneTitle}</h2>
      <p>{words.goneSays}</p>
      <button type="button" class="button" onClick={onBack}>{words.back}</button>
    </div>
  )
}

/** Nothing is open: says whether somebody waits, and leads there. */
export interface NothingOpenProps {
  readonly lists: Lists
  onOpen(id: ConversationId, how: 'keyboard' | 'pointer'): void
  /** To where the tag is; absent for those who may not change the settings. */
  onTag?(): void
}

export function NothingOpen({ lists, onOpen, onTag }: NothingOpenProps) {
  const { words } = useSurroundings()
  // A new owner signs in to an empty desk, and what comes next is not on it.
  if (onTag && Object.values(lists).every(({ length }) => length === 0)) {
    return (
      <main class="conversation" aria-label={words.conversations}>
        <div class="empty">
          <Icon name="calm" size={32} />
          <h2>{words.deskNew}</h2>
          <p>{words.deskNewSays}</p>
          <button type="button" class="button" onClick={onTag}>{words.toTag}</button>
        </div>
      </main>
    )
  }
  const waiting = [...new Set([...lists.mine, ...lists.waiting])]
    .filter(({ head }) => waitingSince(head) !== undefined)
    .sort((a, b) => (waitingSince(a.head) ?? 0) - (waitingSince(b.head) ?? 0))
  const [first] = waiting
  return (
    <main class="conversation" aria-label={words.conversations}>
      <div class="empty">
        <Icon name={first ? 'conversations' : 'calm'} size={32} />
        <h2>{first ? words.nothingOpenWaiting(waiting.length) : words.nothingOpen}</h2>
        <p>{words.nothingOpenSays}</p>
        {first && (
          <button type="button" class="button is-main" onClick={() => onOpen(first.head.id, 'keyboard')}>{words.nextWaiting}</button>
        )}
      </div>
    </main>
  )
}
