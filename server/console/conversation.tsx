/** A conversation: who it is with (`conversation-head.tsx`), and the thread with the composer (`talk.tsx`). Or why there is nothing to be seen. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ConversationId, Failure } from '@foyer/sdk/protocol'
import { Head } from './conversation-head.tsx'
import { headIn } from './desk-state.ts'
import type { DeskState } from './desk-state.ts'
import type { DeskClient } from './desk-client.ts'
import { Icon } from './icons.tsx'
import type { Lists } from './inbox.ts'
import { visitorName } from './list-row.tsx'
import type { Drafts, Memory } from './memory.ts'
import { useSurroundings } from './surroundings.ts'
import { Talk } from './talk.tsx'
import type { Trays } from './trays.ts'
import { waitingSince } from './waiting.ts'

export interface ConversationProps {
  readonly id: ConversationId
  readonly desk: DeskClient
  readonly state: DeskState
  readonly drafts: Drafts
  readonly memory: Memory
  /** Files that are chosen, or on their way. */
  readonly trays: Trays
  readonly isCardShown: boolean
  /** "End this conversation?" is being asked. */
  readonly isEnding: boolean
  /** A colleague is being chosen, who could take over. */
  readonly isHandingOver: boolean
  onCard(isShown: boolean): void
  onEnding(isAsked: boolean): void
  onHandOver(isAsked: boolean): void
  /** `asks`: and asks the visitor how it was. */
  onEnd(asks: boolean): void
  /** Resolves when the server has answered. */
  onAskRating(): Promise<void>
  /** Something could not be done. */
  onRefused(failure: Failure): void
  /** To another conversation. */
  onGo(id: ConversationId): void
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
  /** It was looked for, and is not to be seen. */
  const [isMissing, setMissing] = useState(false)
  /** What this member has declined to take over is mostly out of sight then. */
  const [declined, setDeclined] = useState<ConversationId>()

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
  const isKnownGone = state.handedOver.has(id) || declined === id
  const isSought = !isListed && !isKnownGone && state.workspace !== undefined && state.connection.status === 'connected'
  useEffect(() => {
    if (!isSought) return undefined
    let isWanted = true
    setMissing(false)
    void desk.find(id).then((found) => isWanted && setMissing(!found.ok))
    return () => void (isWanted = false)
  }, [isSought, desk, id])

  // What a part inside has taken (a list that closes, a composition that is cancelled) is not taken twice.
  const onKey = (event: KeyboardEvent) => {
    const isInDialog = event.target instanceof Element && event.target.closest('dialog')
    if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented && !isInDialog) onLeave()
  }

  return (
    <main class="conversation" aria-label={entry ? words.conversationWith(visitorName(entry.visitor, words)) : words.conversations} onKeyDown={onKey}>
      {!entry ? (
        isKnownGone || isMissing ? <Gone taker={state.handedOver.get(id)} isDeclined={declined === id} onBack={props.onBack} /> : <div class="empty" />
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
            <Talk {...props} entry={entry} onDeclined={() => setDeclined(id)} />
          )}
        </>
      )}
    </main>
  )
}

const isLoaded = ({ threads }: DeskState, id: ConversationId): boolean => headIn(threads.get(id), id) !== undefined

interface GoneProps {
  /** Who has it now, if this member has handed it over. */
  readonly taker: string | undefined
  /** This member was asked to take it over, and would not. */
  readonly isDeclined: boolean
  onBack(): void
}

function Gone({ taker, isDeclined, onBack }: GoneProps) {
  const { words } = useSurroundings()
  const [title, says] = taker !== undefined ? [words.handedOver(taker), words.handedOverSays] : isDeclined ? [words.declinedTitle, words.declinedSays] : [words.goneTitle, words.goneSays]
  return (
    <div class="empty" role="status">
      <h2>{title}</h2>
      <p>{says}</p>
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
