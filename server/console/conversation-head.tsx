/** Above a conversation: who it is with and where they are, how it was rated, and what can be done with it. */
import { useEffect, useState } from 'preact/hooks'
import type { InboxEntry, MemberId } from '@foyer/sdk/protocol'
import { Later, createExtra } from '@foyer/widget/chat-window/parts/later.tsx'
import type { ConversationProps } from './conversation.tsx'
import { Face } from './face.tsx'
import { PageLink } from './facts.tsx'
import { span } from './format.ts'
import { Icon } from './icons.tsx'
import { isHeldBy } from './inbox.ts'
import { WaitingRing, visitorName, waitingWords } from './list-row.tsx'
import { Question } from './popover.tsx'
import { Rating } from './rating.tsx'
import { useNow, useSurroundings } from './surroundings.ts'
import { isMessageLeft, waitingOf } from './waiting.ts'
import type { Words } from './words/index.ts'

const handOverExtra = createExtra(() => import('./hand-over.tsx'))

export function Head({ entry, desk, state, isCardShown, isEnding, isHandingOver, onCard, onEnding, onHandOver, onEnd, onAskRating, onRefused, onBack }: ConversationProps & { readonly entry: InboxEntry }) {
  const { words, locale, language } = useSurroundings()
  const now = useNow(1_000)
  const { head, visitor } = entry
  const waiting = waitingOf(head, now)
  const isOpen = head.state.status !== 'ended'
  const asksForRating = state.workspace?.asksForRating
  const isMine = isHeldBy(head, state.me)
  const name = visitorName(visitor, words)
  const role = state.me === undefined ? undefined : state.agents.get(state.me)?.role
  const holder = head.state.status === 'held' ? head.state.agent : undefined
  /** Owner and administrators take over what others hold, or nobody (AL-14). */
  const isSupervised = isOpen && !isMine && (role === 'owner' || role === 'administrator')
  const [isTaking, setTaking] = useState(false)
  const takeOver = async () => {
    setTaking(false)
    const result = await desk.reassign(head.id, { kind: 'agent', agentId: state.me! })
    if (!result.ok) onRefused(result)
  }
  // What fails now is said when it is opened.
  const prepare = () => void handOverExtra.load(language).catch(() => undefined)

  return (
    <header class="conversation-head">
      <button type="button" class="icon-button only-phone" aria-label={words.back} onClick={onBack}><Icon name="back" mirrors /></button>
      <span class="item-face">
        {waiting && <WaitingRing waiting={waiting} />}
        <Face name={visitor.name} number={visitor.number} isPresent={visitor.isPresent} />
      </span>
      <div class="conversation-who">
        <h2 dir="auto">{name}</h2>
        <p class="conversation-now">
          {waiting && <span class={`item-time is-${waiting.level}`}>{waitingWords(waiting, span(waiting.ms, locale), words)}</span>}
          {visitor.isPresent ? (visitor.page ? <PageLink page={visitor.page} /> : <span class="conversation-where">{words.onSite}</span>) : <span class="conversation-where">{words.leftSite}</span>}
        </p>
      </div>
      <Rating survey={head.survey} />
      <span class="conversation-holder">{holderWords(entry, state.me, words)}</span>
      {isMine && head.isAnswered && asksForRating && <AskRating head={head} now={now} onAsk={onAskRating} />}
      {isSupervised && (
        <span class="switch-place">
          <button type="button" class="button take-over" aria-expanded={isTaking} onClick={() => setTaking(true)}>{words.takeOver}</button>
          {isTaking && (
            <Question title={words.takeOverTitle} confirm={words.takeOver} onConfirm={() => void takeOver()} onCancel={() => setTaking(false)}>
              <p>{holder ? words.takeOverSays(holder.name) : words.takeOverNobody}</p>
            </Question>
          )}
        </span>
      )}
      {(isMine || isSupervised) && (
        <button type="button" class="button hand-over" aria-haspopup="dialog" aria-label={isMine ? words.handOver : words.giveTo} title={isMine ? words.handOver : words.giveTo} onPointerEnter={prepare} onFocus={prepare} onClick={() => onHandOver(true)}>
          <Icon name="hand-over" size={16} /> <span class="wide-only">{isMine ? words.handOver : words.giveTo}</span>
        </button>
      )}
      {isOpen && (
        <span class="switch-place">
          <button type="button" class="button end-button" aria-expanded={isEnding} aria-label={words.endConversation} onClick={() => onEnding(true)}>
            <Icon name="end" size={16} /> <span class="not-phone">{words.end}</span>
          </button>
          {isEnding && (
            <EndQuestion mayAsk={isMine && head.isAnswered === true && asksForRating === 'agent' && !isAsked(head, now) && head.survey?.score === undefined} onEnd={onEnd} onCancel={() => onEnding(false)} />
          )}
        </span>
      )}
      <button type="button" class="icon-button" aria-expanded={isCardShown} aria-label={isCardShown ? words.hideCard : words.showCard}
        title={isCardShown ? words.hideCard : words.showCard} onClick={() => onCard(!isCardShown)}>
        <Icon name="card" mirrors />
      </button>
      {isHandingOver && (isMine || isSupervised) && (
        <Later extra={handOverExtra} language={language} words={words.parts}>
          {({ HandOver }) => (
            <HandOver visitor={name} agents={state.agents} holder={holder?.id} isGiving={!isMine} loadChoices={() => desk.handoverChoices()} onClose={() => onHandOver(false)}
              onChoose={(to, said) => (isMine ? desk.askTransfer(head.id, to, said) : desk.reassign(head.id, to, said.brief))} />
          )}
        </Later>
      )}
    </header>
  )
}

/** Whether to end it, and where agents choose whom to ask, whether to ask how it was (SV-1). */
function EndQuestion({ mayAsk, onEnd, onCancel }: { readonly mayAsk: boolean; onEnd(asks: boolean): void; onCancel(): void }) {
  const { words } = useSurroundings()
  const [asks, setAsks] = useState(false)
  return (
    <Question title={words.endTitle} confirm={words.endConversation} cancel={words.keepOpen} isGrave onConfirm={() => onEnd(mayAsk && asks)} onCancel={onCancel}>
      <p>{words.endSays}</p>
      {mayAsk && (
        <label class="check end-asks">
          <input type="checkbox" checked={asks} onChange={(event) => setAsks(event.currentTarget.checked)} />
          {words.endAsks}
        </label>
      )}
    </Question>
  )
}

const isAsked = ({ survey }: InboxEntry['head'], now: number): boolean => survey !== undefined && survey.validUntil > now

/** Asks the visitor how it was (SV-1). It stays where it is when it was pressed, and says what came of it. */
function AskRating({ head, now, onAsk }: { readonly head: InboxEntry['head']; readonly now: number; onAsk(): Promise<void> }) {
  const { words } = useSurroundings()
  const isOpen = isAsked(head, now)
  const [hasAsked, setAsked] = useState(false)
  useEffect(() => setAsked(false), [head.id])
  const label = isOpen ? words.ratingAsked : words.askRating
  return (
    <>
      <button type="button" class="icon-button ask-rating" aria-label={label} title={label} aria-disabled={isOpen}
        onClick={() => {
          if (isOpen) return
          setAsked(true)
          void onAsk()
        }}>
        <Icon name="star" />
      </button>
      <span class="unseen" role="status">{hasAsked && isOpen ? words.ratingAsked : ''}</span>
    </>
  )
}

function holderWords({ head }: InboxEntry, me: MemberId | undefined, words: Words): string | undefined {
  const { state } = head
  if (isMessageLeft(head)) return words.messageLeftLong
  if (state.status === 'waiting') return words.nobodyYet
  if (state.status === 'ended' || state.agent.id === me) return undefined
  return words.heldBy(state.agent.name)
}
