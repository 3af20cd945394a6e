/**
 * What stands at the end of the thread while the visitor waits or is asked something: the form before the chat, nobody
 * there, the queue, a handover, the survey; and the workspace's menu. The window fetches it when there may be some of it (`needsStates`).
 */
import { Component } from 'preact'
import type { RefObject } from 'preact'
import type { ChatForm, ConversationHead, ConversationId, Language, ShownMenu, ShownMenuItem, SurveyAnswer, WindowSettings } from '@foyer/sdk/protocol'
import type { ThreadClient, ThreadState } from '@foyer/sdk/thread'
import type { WindowOptions } from '../../chat-window/index.ts'
import { canEnd, isAlone, lastHead } from '../../chat-window/view.ts'
import { createExtra, Later } from '../../chat-window/parts/later.tsx'
import type { ExtrasWords, Format, WindowWords } from '../../shell/words/index.ts'
import { errorWords } from '../error-words.ts'
import type { Fields } from '../fields.tsx'
import { Away } from './away.tsx'
import { canRate } from './can-rate.ts'
import { formMark } from './form.ts'
import { ChatForm as ChatFormCard } from './chat-form.tsx'
import { Queue } from './queue.tsx'
import { Survey } from './survey.tsx'
import { Transfer } from './transfer.tsx'
import { Trouble } from '../trouble.tsx'

export interface StatesProps {
  readonly client: ThreadClient
  readonly thread: ThreadState
  readonly language: Language
  readonly words: WindowWords
  readonly extras: ExtrasWords
  readonly format: Format
  readonly settings: WindowSettings | undefined
  readonly options: Pick<WindowOptions, 'server' | 'device' | 'emit' | 'refused' | 'startContext'>
  readonly now: number
  /** The form before the chat, while it stands there (CW-16). */
  readonly form: ChatForm | undefined
  /** Its fields, for whoever sends. */
  readonly fields: RefObject<Fields | null>
  /** How often the visitor has turned to the survey by themselves. */
  readonly turns: number
  onEnd(): void
  /** Something is done, and what had the focus has gone. */
  onDone(): void
  /** Said to those who do not see it. */
  onSay(sentence: string): void
}

/** The workspace's menu (MN-1). */
const menuItems = createExtra(() => import('../menu-items/index.tsx'))

interface StatesState {
  /** The conversation whose survey the visitor has turned to, or has just answered. */
  readonly rating?: ConversationId | undefined
}

export class States extends Component<StatesProps, StatesState> {
  override state: StatesState = { rating: this.props.turns > 0 ? lastHead(this.props.thread)?.id : undefined }
  #told: ConversationId | undefined

  override componentDidUpdate({ turns }: StatesProps) {
    if (turns !== this.props.turns) this.setState({ rating: lastHead(this.props.thread)?.id })
  }

  #later = ({ id }: ConversationHead) => {
    this.props.options.device.set('aside', id)
    this.setState({ rating: undefined })
    this.props.onDone()
  }

  #answerSurvey = async ({ id }: ConversationHead, answer: SurveyAnswer) => {
    // The answer may come with a push, before it comes as an answer.
    this.setState({ rating: id })
    const result = await this.props.client.ask('survey:answer', { conversationId: id, ...answer })
    if (result.ok) this.props.options.emit?.('survey:submitted', { conversationId: id, ...answer })
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

  /** What may begin a conversation asks for the form before it, and goes with what a message would. */
  #chooseItem = ({ place }: ShownMenu, item: ShownMenuItem, id: string) => {
    const { client, options, form, fields, extras, onSay } = this.props
    const isAsked = item.action.kind === 'ask'
    const filled = isAsked && form ? fields.current?.read() : undefined
    if (isAsked && form && !filled) return undefined
    if (filled && form) options.device.set('form', formMark(form))
    options.emit?.('menu:selected', { itemId: item.id })
    if (isAsked) onSay(extras.choices.chosen(item.title))
    const start = { ...options.startContext?.(), ...(filled && filled.answers.length > 0 && { answers: filled.answers }), ...(filled?.consent && { consent: filled.consent }) }
    return client.ask('menu:choose', { id, place, itemId: item.id, start })
  }

  #surveyShown = ({ id }: ConversationHead) => {
    if (this.#told === id) return
    this.#told = id
    this.props.options.emit?.('survey:shown', { conversationId: id })
  }

  #isSurveyed(head: ConversationHead): boolean {
    const { now, options, settings } = this.props
    if (!canRate(head, now, settings)) return false
    return this.state.rating === head.id || (head.survey !== undefined && head.survey.score === undefined && options.device.get('aside') !== head.id)
  }

  override render({ client, thread, language, words, extras, format, settings, options, now, form, fields, turns, onEnd, onDone, onSay }: StatesProps) {
    const head = lastHead(thread)
    const menu = settings?.menu
    const waits = head?.state.status === 'waiting' && head.state.reason
    const { standing } = thread
    const errorOf = errorWords(words, extras)
    const refused = options.refused?.()
    const address = standing?.me.email
    const reach = settings?.canMail && address ? extras.reachMail(address) : extras.reachHere
    return (
      <>
        <Trouble>{refused && errorOf(refused.code, refused.message)}</Trouble>
        {isAlone(thread) && <p class="thread-note">{reach}</p>}
        {(waits === 'take-message' || (standing?.isStaffed === false && !canEnd(thread))) && (
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
        {form && <ChatFormCard form={form} me={standing?.me} words={extras} fields={fields} onDone={onDone} />}
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
          <Transfer
            key={head.transfer.expiresAt}
            transfer={head.transfer}
            server={options.server}
            words={extras}
            errorOf={errorOf}
            onAnswer={(isAccepted) => this.#answerTransfer(head, isAccepted)}
            onSay={onSay}
          />
        )}
        {head && this.#isSurveyed(head) && (
          <Survey
            key={head.id}
            words={extras}
            form={settings!.survey!}
            given={head.survey ?? {}}
            turns={turns}
            errorOf={errorOf}
            onAnswer={(answer) => this.#answerSurvey(head, answer)}
            onLater={() => this.#later(head)}
            onShown={() => this.#surveyShown(head)}
            onSay={onSay}
          />
        )}
        {menu && (
          <Later extra={menuItems} language={language} words={words}>
            {({ MenuItems }) => <MenuItems key={`${menu.isUnfolded} ${menu.accent}`} menu={menu} words={extras} isWriting={thread.pending.length > 0} errorOf={errorOf} onChoose={(item, id) => this.#chooseItem(menu, item, id)} />}
          </Later>
        )}
      </>
    )
  }
}
