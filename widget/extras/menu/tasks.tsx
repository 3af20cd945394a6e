/** What the menu leads to that needs more than a click: the end of the conversation, the transcript, the visitor's data, and notifications that are blocked. */
import { Component, createRef } from 'preact'
import type { ComponentChildren } from 'preact'
import { TALK_PATHS } from '@foyer/sdk/protocol'
import type { Language, Result, TranscriptRequest, VisitorCredentials } from '@foyer/sdk/protocol'
import { Icon } from '../../chat-window/parts/icon.tsx'
import { check } from '../../icons/index.ts'
import type { ExtrasWords, WindowWords } from '../../shell/words/index.ts'
import { dressCards } from '../cards-css.ts'
import { errorWords } from '../error-words.ts'
import { Fields } from '../fields.tsx'
import { giveFile, post } from '../post.ts'
import { Trouble } from '../trouble.tsx'
import type { MenuTask } from './entries.ts'

export interface TaskProps {
  readonly task: Exclude<MenuTask, 'rate'>
  readonly words: ExtrasWords
  readonly windowWords: WindowWords
  readonly language: Language
  readonly server: string
  readonly credentials: VisitorCredentials
  readonly canMail: boolean
  /** Where the transcript may be mailed to, if it is known. */
  readonly email: string | undefined
  /** The day, `2026-11-22`, for the name of a file. */
  readonly today: string
  onEnd(): Promise<Result<null>>
  /** Everything of the visitor is gone. */
  onErased(): void
  onClose(): void
  onSay(sentence: string): void
}

interface TaskState {
  readonly isBusy: boolean
  readonly trouble?: string | undefined
  /** What was done. */
  readonly done?: string | undefined
  /** Asked whether to delete everything. */
  readonly isAsking: boolean
}

export class Task extends Component<TaskProps, TaskState> {
  override state: TaskState = { isBusy: false, isAsking: false }
  #card = createRef<HTMLDivElement>()
  #address = createRef<Fields>()

  override componentDidMount() {
    dressCards(this.#card.current)
    this.#card.current?.focus()
  }

  async #ask(path: string, body: Partial<TranscriptRequest> = {}): Promise<Blob | undefined> {
    const { server, credentials, windowWords, words } = this.props
    this.setState({ isBusy: true, trouble: undefined, done: undefined })
    const result = await post(server + path, { ...credentials, ...body })
    this.setState({ isBusy: false, trouble: result.ok ? undefined : errorWords(windowWords, words)(result.code, result.message) })
    return result.ok ? result.blob : undefined
  }

  #transcript = (email?: string) => {
    const { language } = this.props
    return this.#ask(TALK_PATHS.transcript, { language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...(email && { email }) })
  }

  #download = async () => {
    const text = await this.#transcript()
    if (text) giveFile(text, `chat-${this.props.today}.txt`)
  }

  #mail = async () => {
    const { words, onSay } = this.props
    const address = this.#address.current?.read()?.answers[0]?.value
    if (!address || !(await this.#transcript(address))) return
    const done = words.transcript.sent(address)
    this.setState({ done })
    onSay(done)
  }

  #give = async () => {
    const data = await this.#ask(TALK_PATHS.data)
    if (data) giveFile(data, `chat-data-${this.props.today}.json`)
  }

  #erase = async () => {
    if (await this.#ask(TALK_PATHS.erase)) this.props.onErased()
  }

  /** What had the focus has gone. */
  #askWhether = (isAsking: boolean) => this.setState({ isAsking }, () => this.#card.current?.querySelector<HTMLElement>('.button')?.focus())

  override render({ task, words, windowWords, canMail, email, onEnd, onClose }: TaskProps, { isBusy, trouble, done, isAsking }: TaskState) {
    if (task === 'end') return <End words={words} windowWords={windowWords} onEnd={onEnd} onClose={onClose} />
    const close = <Action onClick={onClose}>{words.menu.close}</Action>
    return (
      <div class="card task" role="group" aria-label={titleOf(task, words)} tabIndex={-1} ref={this.#card}>
        <h3>{titleOf(task, words)}</h3>
        {task === 'notices-denied' && (
          <>
            <p>{words.noticesDenied}</p>
            <div class="card-actions">{close}</div>
          </>
        )}
        {task === 'transcript' && (
          <>
            <p>{words.transcript.about}</p>
            {canMail && (
              <Fields ref={this.#address} fields={[{ kind: 'email', label: words.transcript.address, isRequired: true }]} known={{ email }} words={words} onEnter={this.#mail} />
            )}
            {done && (
              <p class="card-done">
                <Icon path={check} size={16} /> {done}
              </p>
            )}
            <Trouble>{trouble}</Trouble>
            <div class="card-actions">
              {canMail && (
                <Action isMain isBusy={isBusy} onClick={this.#mail}>
                  {words.transcript.mail}
                </Action>
              )}
              <Action isMain={!canMail} isBusy={isBusy} onClick={this.#download}>
                {words.transcript.download}
              </Action>
              {close}
            </div>
          </>
        )}
        {task === 'data' && (
          <>
            <p role={isAsking ? 'alert' : undefined}>{isAsking ? words.data.question : words.data.about}</p>
            <Trouble>{trouble}</Trouble>
            <div class="card-actions">
              {isAsking ? (
                <>
                  <Action isMain isBusy={isBusy} onClick={() => this.#askWhether(false)}>
                    {words.data.cancel}
                  </Action>
                  <Action isGrave isBusy={isBusy} onClick={this.#erase}>
                    {words.data.confirm}
                  </Action>
                </>
              ) : (
                <>
                  <Action isBusy={isBusy} onClick={this.#give}>
                    {words.data.give}
                  </Action>
                  <Action isGrave isBusy={isBusy} onClick={() => this.#askWhether(true)}>
                    {words.data.erase}
                  </Action>
                  {close}
                </>
              )}
            </div>
          </>
        )}
      </div>
    )
  }
}

const titleOf = (task: TaskProps['task'], { menu }: ExtrasWords): string => (task === 'transcript' ? menu.transcript : task === 'data' ? menu.data : menu.notices)

type EndProps = Pick<TaskProps, 'words' | 'windowWords' | 'onEnd' | 'onClose'>

/** Whether to end the conversation. */
class End extends Component<EndProps, { readonly trouble?: string }> {
  #stay = createRef<HTMLButtonElement>()

  override componentDidMount() {
    this.#stay.current?.focus()
  }

  #end = async () => {
    const { words, windowWords, onEnd, onClose } = this.props
    const result = await onEnd()
    if (result.ok) onClose()
    else this.setState({ trouble: errorWords(windowWords, words)(result.code, result.message) })
  }

  override render({ words: { menu }, onClose }: EndProps, { trouble }: { readonly trouble?: string }) {
    return (
      <div class="ask" role="group" aria-label={menu.endQuestion}>
        <p role={trouble ? 'alert' : undefined}>{trouble ?? menu.endQuestion}</p>
        <button type="button" class="button" onClick={this.#end}>
          {menu.endConfirm}
        </button>
        <button type="button" class="button button-main" ref={this.#stay} onClick={onClose}>
          {menu.endCancel}
        </button>
      </div>
    )
  }
}

interface ActionProps {
  readonly isMain?: boolean
  readonly isGrave?: boolean
  readonly isBusy?: boolean
  onClick(): void
  readonly children: ComponentChildren
}

/** One that is busy keeps the focus, which a disabled button loses. */
const Action = ({ isMain = false, isGrave = false, isBusy = false, onClick, children }: ActionProps) => (
  <button type="button" class={`button${isMain ? ' button-main' : ''}${isGrave ? ' button-grave' : ''}`} aria-disabled={isBusy} onClick={() => isBusy || onClick()}>
    {children}
  </button>
)
