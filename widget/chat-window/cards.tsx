/**
 * What stands at the end of the thread while the visitor waits or is asked something: the form before the chat, nobody
 * there, the queue, a handover, the survey. Which of them, and when, is decided here; they themselves are fetched.
 */
import { Component } from 'preact'
import type { RefObject } from 'preact'
import { PASSING } from '@foyer/sdk/protocol'
import type { ChatForm, ConversationHead, ConversationId, ErrorCode, Language, VisitorSelf, WindowSettings } from '@foyer/sdk/protocol'
import type { ThreadClient, ThreadState } from '@foyer/sdk/thread'
import type { Fields } from '../extras/fields.tsx'
import type { ExtrasWords, Format, WindowWords } from '../shell/words/index.ts'
import type { WindowOptions } from './create-chat-window.tsx'
import { createExtra, Later } from './parts/later.tsx'
import { offer } from './parts/offer.ts'
import { canEnd, canRate, lastHead } from './view.ts'

const states = createExtra(() => import('../extras/states/index.tsx'))

/** How an answer will come, if one comes later (CW-12). */
export const reachWords = (words: WindowWords, me: VisitorSelf | undefined, canMail = false): string =>
  canMail && me?.email ? words.reachMail(me.email) : words.reachHere

/** Why something was refused, in the reader's language. */
export const errorWords =
  (words: WindowWords, extras: ExtrasWords) =>
  (code: string, message: string): string => {
    const known: Readonly<Record<string, string>> = { ...words.errors, ...extras.errors }
    // What is asked here is not kept: the visitor tries again, whatever it was that passes.
    return PASSING.has(code as ErrorCode) ? extras.errors.not_reachable : (known[code] ?? message)
  }

export interface CardsProps {
  readonly client: ThreadClient
  readonly thread: ThreadState
  readonly words: WindowWords
  readonly language: Language
  readonly format: Format
  readonly settings: WindowSettings | undefined
  readonly server: string
  readonly device: WindowOptions['device']
  readonly now: number
  /** The form before the chat, while it stands there (CW-16). */
  readonly form: ChatForm | undefined
  /** Its fields, for whoever sends. */
  readonly fields: RefObject<Fields | null>
  readonly onSurvey: WindowOptions['onSurvey']
  onEnd(): void
  /** Something is done, and what had the focus has gone. */
  onDone(): void
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

interface CardsState {
  /** The visitor has turned to the survey of this conversation by themselves, or has just answered it. */
  readonly rating?: ConversationId | undefined
  /** How often they have turned to it. */
  readonly turns: number
}

export class Cards extends Component<CardsProps, CardsState> {
  override state: CardsState = { turns: 0 }
  #told: ConversationId | undefined

  override componentDidMount() {
    offer(this.props.ref, this)
  }

  override componentWillUnmount() {
    offer(this.props.ref, null)
  }

  /** Shows the survey, or the answer to it, for a change (SV-3). */
  rate(): void {
    const head = lastHead(this.props.thread)
    if (head) this.setState(({ turns }) => ({ rating: head.id, turns: turns + 1 }))
  }

  #later = ({ id }: ConversationHead) => {
    this.props.device.set('aside', id)
    this.setState({ rating: undefined })
    this.props.onDone()
  }

  #answerSurvey = async ({ id }: ConversationHead, score: number, comment: string) => {
    // The answer may come with a push, before it comes as an answer.
    this.setState({ rating: id })
    const result = await this.props.client.ask('survey:answer', { conversationId: id, score, ...(comment && { comment }) })
    if (result.ok) this.props.onSurvey?.({ score, ...(comment && { comment }) })
    return result
  }

  #answerTransfer = async ({ id }: ConversationHead, isAccepted: boolean) => {
    const result = await this.props.client.ask('transfer:answer', { conversationId: id, isAccepted })
    if (result.ok) this.props.onDone()
    return result
  }

  #leave = async ({ id }: ConversationHead) => {
    const result = await this.props.client.ask('conversation:leave-message', { conversationId: id })
    if (result.ok) this.props.onDone()
    return result
  }

  #surveyShown = ({ id }: ConversationHead) => {
    if (this.#told === id) return
    this.#told = id
    this.props.onSurvey?.('shown')
  }

  #isSurveyed(head: ConversationHead | undefined): boolean {
    const { now, device } = this.props
    if (!head || !canRate(head, now)) return false
    return this.state.rating === head.id || (head.survey !== undefined && head.survey.score === undefined && device.get('aside') !== head.id)
  }

  override render({ client, thread, words, language, format, settings, server, now, form, fields, onEnd, onDone, onSay }: CardsProps, { turns }: CardsState) {
    const head = lastHead(thread)
    const state = head?.state
    const { standing } = thread
    const waits = state?.status === 'waiting' && state.reason
    const isAway = waits === 'take-message' || (standing?.isStaffed === false && !canEnd(thread))
    const isSurveyed = this.#isSurveyed(head)
    const reach = reachWords(words, standing?.me, settings?.canMail)
    const isAlone = state?.status === 'held' && !thread.isAgentPresent && thread.connection.status === 'connected'
    if (!form && !isAway && waits !== 'queue' && !head?.transfer && !isSurveyed) return isAlone ? <p class="thread-note">{reach}</p> : null
    return (
      <Later extra={states} language={language} words={words}>
        {({ Away, ChatForm, Queue, Survey, Transfer }, extras) => {
          const errorOf = errorWords(words, extras)
          return (
            <>
              {isAway && (
                <Away
                  hours={settings?.hours}
                  now={now}
                  format={format}
                  words={extras}
                  me={standing?.me}
                  asks={!form?.fields.some(({ kind }) => kind === 'email' || kind === 'phone')}
                  reach={reach}
                  errorOf={errorOf}
                  onDetails={(details) => client.ask('details:set', details)}
                  onSay={onSay}
                />
              )}
              {form && <ChatForm form={form} me={standing?.me} words={extras} fields={fields} onDone={onDone} />}
              {head && waits === 'queue' && (
                <Queue
                  place={standing?.queue?.conversationId === head.id ? standing.queue : undefined}
                  words={extras}
                  errorOf={errorOf}
                  onLeave={() => this.#leave(head)}
                  onGiveUp={onEnd}
                  onSay={onSay}
                />
              )}
              {head?.transfer && (
                <Transfer key={head.transfer.expiresAt} transfer={head.transfer} server={server} words={extras} errorOf={errorOf} onAnswer={(isAccepted) => this.#answerTransfer(head, isAccepted)} onSay={onSay} />
              )}
              {head && isSurveyed && (
                <Survey
                  key={head.id}
                  words={extras}
                  score={head.survey?.score}
                  comment={head.survey?.comment}
                  turns={turns}
                  errorOf={errorOf}
                  onAnswer={(score, comment) => this.#answerSurvey(head, score, comment)}
                  onLater={() => this.#later(head)}
                  onShown={() => this.#surveyShown(head)}
                  onSay={onSay}
                />
              )}
            </>
          )
        }}
      </Later>
    )
  }
}
