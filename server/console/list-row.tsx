/** One conversation in the list: who, the last words, and how urgent. */
import type { InboxEntry, MemberId } from '@foyer/sdk/protocol'
import { Face } from './face.tsx'
import type { Typing } from './desk-state.ts'
import { shortTime, span } from './format.ts'
import { Icon } from './icons.tsx'
import { isAskedOf, isNewFor } from './inbox.ts'
import { partsInWords } from './parts-in-words.ts'
import { Rating } from './rating.tsx'
import { useSurroundings } from './surroundings.ts'
import type { Waiting } from './waiting.ts'
import { isMessageLeft, waitingOf } from './waiting.ts'
import type { Words } from './words/index.ts'

export interface ListRowProps {
  readonly id: string
  readonly entry: InboxEntry
  readonly me: MemberId | undefined
  readonly now: number
  readonly typing: Typing | undefined
  readonly hasDraft: boolean
  readonly hasFailed: boolean
  readonly isOpen: boolean
  /** The keyboard stands here. */
  readonly isActive: boolean
  readonly position: number
  readonly count: number
  onPress(): void
}

export function ListRow({ id, entry, me, now, typing, hasDraft, hasFailed, isOpen, isActive, position, count, onPress }: ListRowProps) {
  const { words, locale } = useSurroundings()
  const { head, visitor } = entry
  const waiting = waitingOf(head, now)
  const unread = head.state.status === 'held' && head.state.agent.id !== me ? 0 : head.marks.agent.unread
  const isEnded = head.state.status === 'ended'
  const isLeft = isMessageLeft(head)
  const name = visitorName(visitor, words)

  const classes = ['item', isOpen && 'is-open', isActive && 'is-active', isEnded && 'is-ended', unread > 0 && !isEnded && 'is-unread', isNewFor(head, me) && 'is-new']
  return (
    <div id={id} role="option" aria-selected={isOpen} aria-posinset={position} aria-setsize={count} class={classes.filter(Boolean).join(' ')} onClick={onPress}>
      <span class="item-face">
        {waiting && <WaitingRing waiting={waiting} />}
        <Face name={visitor.name} number={visitor.number} isPresent={visitor.isPresent && !isEnded} />
      </span>
      <span class="item-name">
        <span class="item-who" dir="auto">{name}</span>
        {isNewFor(head, me) && <span class="tag">{words.newConversation}</span>}
        {isAskedOf(entry, me) && <span class="tag is-left">{words.askedOfYou}</span>}
        {isLeft && <span class="tag is-left"><span aria-hidden="true">{words.messageLeft}</span><span class="unseen">{words.messageLeftLong}</span></span>}
      </span>
      {waiting ? (
        <span class={`item-time is-${waiting.level}`}>
          <Icon name="clock" size={12} />
          <span aria-hidden="true">{span(waiting.ms, locale)}</span>
          <span class="unseen">{waitingWords(waiting, span(waiting.ms, locale), words)}</span>
        </span>
      ) : (
        <span class="item-time">{shortTime(head.lastMessage?.at ?? head.startedAt, now, locale, words)}</span>
      )}
      <span class="item-text" dir="auto">
        {hasFailed ? (
          <span class="item-failed"><Icon name="problem" size={14} /> {words.notSent}</span>
        ) : typing?.by === 'visitor' ? (
          <span class="item-typing">{words.isTyping}</span>
        ) : hasDraft ? (
          <><span class="item-draft">{words.draftKept}</span> {lastWords(entry, me, words)}</>
        ) : isLeft ? (
          <><span class="item-contact"><bdi>{visitor.email ?? visitor.phone ?? words.noContact}</bdi></span> {lastWords(entry, me, words)}</>
        ) : (
          lastWords(entry, me, words)
        )}
      </span>
      {unread > 0 && !isEnded ? (
        <span class="badge">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span class="unseen">{words.unreadCount(unread)}</span>
        </span>
      ) : (
        <Rating survey={head.survey} />
      )}
    </div>
  )
}

/** Fills towards overdue, and changes colour before it is. */
export function WaitingRing({ waiting: { share, level } }: { waiting: Waiting }) {
  // A sliver from the first second on: the ring says "waiting" before it says how long.
  const filled = Math.max(4, Math.round(share * 100))
  return (
    <svg class={`waiting-ring is-${level}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <circle class="ring-ground" cx="24" cy="24" r="22" />
      <circle class="ring-filled" cx="24" cy="24" r="22" pathLength={100} stroke-dasharray={`${filled} 100`} />
    </svg>
  )
}

export const waitingWords = ({ level }: Waiting, time: string, words: Words): string =>
  level === 'overdue' ? words.waitingOverdue(time) : words.waitingFor(time)

export const visitorName = ({ name, number }: { readonly name?: string; readonly number: number }, words: Words): string =>
  name ?? words.visitor(number)

function lastWords({ head: { lastMessage } }: InboxEntry, me: MemberId | undefined, words: Words): string {
  if (!lastMessage) return words.noMessages
  const text = partsInWords(lastMessage.parts, words)
  if (lastMessage.from.kind !== 'agent') return text
  return words.lastFrom(lastMessage.from.id === me ? words.you : lastMessage.from.name, text)
}
