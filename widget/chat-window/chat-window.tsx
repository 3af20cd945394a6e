/**
 * The window as one sees it: head, thread, composer, and whatever stands between. State comes from the thread client;
 * what the visitor wishes goes to it, or up to the shell.
 */
import { Component, createRef } from 'preact'
import type { ComponentChildren, RefObject } from 'preact'
import { LIMITS, unreachable } from '@foyer/sdk/protocol'
import type { Author, ErrorCode, Language, MessageId, Part, SiteConfig, StartContext, WindowSettings } from '@foyer/sdk/protocol'
import { checkParts, createTimeline } from '@foyer/sdk/thread'
import type { ThreadClient, ThreadState, TimelineNote } from '@foyer/sdk/thread'
import { chevronDown, close, cloudOff, leave, rotate, speech } from '../icons/index.ts'
import { directionOf } from '../shell/words/index.ts'
import type { Format, WindowWords } from '../shell/words/index.ts'
import { Company, saysMore } from './company.tsx'
import type { WindowOptions } from './create-chat-window.tsx'
import { addressOf } from './parts/address-of.ts'
import { Avatar } from './parts/avatar.tsx'
import { Composer } from './parts/composer.tsx'
import { Icon } from './parts/icon.tsx'
import { MessageList } from './parts/message-list.tsx'
import { offer } from './parts/offer.ts'
import { canEnd, hasEnded, hindranceOf, presenceOf } from './view.ts'
import type { Hindrance, Presence } from './view.ts'

export interface ChatWindowProps {
  readonly thread: ThreadClient
  readonly site: SiteConfig
  readonly language: Language
  /** Absent while they are on their way. */
  readonly words: WindowWords | undefined
  readonly format: Format
  readonly isOpen: boolean
  /** Floats above the page: a dialog, which can be closed. Else it is a piece of the page, and stays. */
  readonly isFloating: boolean
  /** Fills the screen: then the dialog is modal. */
  readonly isFull: boolean
  /** A page of its own: its name is the page's heading. */
  readonly isPage: boolean
  /** There is room for the company's panel at the side. */
  readonly isWide: boolean
  /** Once they are known. */
  readonly settings: WindowSettings | undefined
  /** Where paths of pictures lead. */
  readonly server: string
  readonly device: WindowOptions['device']
  startContext(): StartContext | undefined
  onCloseRequest(): void
}

interface ChatWindowState {
  readonly thread: ThreadState
  readonly text: string
  /** Why what stands in the composer was refused. */
  readonly refusal?: ErrorCode | undefined
  /** Asks whether to end; with the code of a refusal if that went wrong. */
  readonly ending?: { readonly code?: ErrorCode } | undefined
  readonly wasOffline: boolean
  /** The company's panel is folded out of the head. */
  readonly isUnfolded: boolean
}

export class ChatWindow extends Component<ChatWindowProps, ChatWindowState> {
  override state: ChatWindowState = { thread: this.props.thread.state, text: this.props.device.get('draft') ?? '', wasOffline: false, isUnfolded: false }

  #timeline = createTimeline({ side: 'visitor', offsetAt: (at) => -new Date(at).getTimezoneOffset() })
  #frame = createRef<HTMLDivElement>()
  #composer = createRef<Composer>()
  #list = createRef<MessageList>()
  #keepTalking = createRef<HTMLButtonElement>()
  #unfold = createRef<HTMLButtonElement>()
  #life = new AbortController()
  #isAtEnd = true
  /** Texts whose message is not kept on the device yet: until then they stay in the draft. */
  #unsent: readonly string[] = []

  override componentDidMount() {
    offer(this.props.ref, this)
    const { signal } = this.#life
    const stopListening = this.props.thread.subscribe((thread) =>
      this.setState(({ wasOffline }) => ({ thread, wasOffline: hindranceOf(thread, wasOffline).kind === 'offline' })),
    )
    signal.addEventListener('abort', stopListening)
    window.addEventListener('focus', this.#see, { signal })
    document.addEventListener('visibilitychange', this.#see, { signal })
    this.#frame.current?.addEventListener('focusin', this.#wander, { signal })
  }

  override componentDidUpdate(before: ChatWindowProps) {
    if (this.props.isOpen && !before.isOpen) this.#list.current?.scrollToEnd()
    if (!this.props.isOpen && before.isOpen) {
      this.props.thread.setTyping(false)
      this.setState({ isUnfolded: false })
    }
    this.#see()
  }

  override componentWillUnmount() {
    this.#life.abort()
    offer(this.props.ref, null)
  }

  /** Into the composer; on a touch screen only into the window, so that no keyboard hides what it says. */
  focus(): void {
    const isTouch = matchMedia('(pointer:coarse)').matches
    if (isTouch || !this.#composer.current) this.#frame.current?.focus({ preventScroll: true })
    else this.#composer.current.focus()
  }

  /** Everything that is loaded was shown if one looks at the end of the thread. */
  #see = () => {
    const { isOpen, thread } = this.props
    const isLookedAt = isOpen && this.#isAtEnd && document.visibilityState === 'visible' && document.hasFocus()
    if (isLookedAt && thread.state.unread > 0) thread.markRead()
  }

  #ended = (isAtEnd: boolean) => {
    this.#isAtEnd = isAtEnd
    this.#see()
  }

  #write = (text: string) => {
    this.setState({ text, refusal: undefined })
    this.#keep(text)
    this.props.thread.setTyping(text.trim() !== '')
  }

  /** The draft holds everything written that is not in the outbox: a crash at any moment loses none of it. */
  #keep(text: string) {
    this.props.device.set('draft', [...this.#unsent, text].filter(Boolean).join('\n') || undefined)
  }

  #send = (text: string) => {
    const parts: readonly Part[] = [{ type: 'text', text }]
    const checked = checkParts(parts)
    if (!checked.ok) return this.setState({ refusal: checked.code })
    this.#unsent = [...this.#unsent, text]
    this.#write('')
    const settle = () => {
      this.#unsent = this.#unsent.filter((one) => one !== text)
    }
    this.props.thread.send(parts, this.props.startContext()).then(
      () => {
        settle()
        this.#keep(this.state.text)
      },
      () => {
        settle()
        this.#putBack(text)
        this.setState({ refusal: 'unavailable' })
      },
    )
  }

  /** Before what was written in the meantime: nothing typed is lost. */
  #putBack(text: string) {
    this.#write([text, this.state.text].filter(Boolean).join('\n'))
  }

  #retry = (id: MessageId) => void this.props.thread.retry(id)

  #edit = async (id: MessageId) => {
    const draft = await this.props.thread.takeBack(id)
    if (draft) this.#putBack(draft.parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n'))
    this.#composer.current?.focus()
  }

  #askToEnd = () => this.setState({ ending: {} }, () => this.#keepTalking.current?.focus())

  #end = async () => {
    const result = await this.props.thread.end()
    this.setState({ ending: result.ok ? undefined : { code: result.code } })
    if (result.ok) this.#composer.current?.focus()
  }

  #stay = () => {
    this.setState({ ending: undefined })
    this.#composer.current?.focus()
  }

  #press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) {
      const answer = this.#escape()
      if (answer) event.stopPropagation()
      answer?.()
    }
    if (event.key === 'Tab' && this.props.isFull) this.#stayInside(event)
  }

  /** What Escape closes now: the innermost thing that is open. A piece of the page leaves the key to the page. */
  #escape(): (() => void) | undefined {
    if (this.state.isUnfolded) return this.#fold
    if (this.state.ending) return this.#stay
    return this.props.isFloating ? this.props.onCloseRequest : undefined
  }

  #toggleCompany = () => this.setState(({ isUnfolded }) => ({ isUnfolded: !isUnfolded }))

  #fold = () => {
    this.setState({ isUnfolded: false })
    this.#unfold.current?.focus()
  }

  /** The panel covers the thread, so it folds as soon as one turns to that. (Safari focuses the frame where a button is clicked.) */
  #wander = ({ target }: FocusEvent) => {
    if (this.state.isUnfolded && target !== this.#frame.current && !(target as Element).closest('.head,.company')) this.setState({ isUnfolded: false })
  }

  /** A full-screen window is modal: the last thing leads to the first. */
  #stayInside(event: KeyboardEvent) {
    const frame = this.#frame.current
    const stops = [...(frame?.querySelectorAll<HTMLElement>('a[href],button:not(:disabled),textarea,[tabindex="0"]') ?? [])]
    const [first, last] = [stops[0], stops.at(-1)]
    const isOn = (element: HTMLElement | undefined | null) => element?.matches(':focus') ?? false
    const next = event.shiftKey ? (isOn(first) || isOn(frame)) && last : isOn(last) && first
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  #noteText = (note: TimelineNote): string => {
    const { words, format } = this.props
    if (!words) return ''
    switch (note.type) {
      case 'assigned':
        return (note.isMove ? words.moved : words.assigned)(note.name)
      case 'queued':
        return note.reason === 'take-message' ? words.nobodyThere : words.queued
      case 'silence-warning':
        return words.silenceWarning(format.time(note.endsAt))
      case 'ended':
        return words.ended[note.by]
      case 'rated':
      case 'transfer-asked':
      case 'transfer-answered':
        return ''
      default:
        return unreachable(note)
    }
  }

  #nameOf = (from: Author): string => (from.kind === 'agent' ? from.name : from.kind === 'machine' ? (this.props.words?.machine ?? '') : '')

  override render(
    { site, language, words, isOpen, isFloating, isFull, isPage, isWide, settings, server, onCloseRequest }: ChatWindowProps,
    { thread, wasOffline, isUnfolded }: ChatWindowState,
  ) {
    const hindrance = hindranceOf(thread, wasOffline)
    const company = settings?.company
    const panel = words && company && saysMore(company) ? ({ company, server, heading: isPage ? 'h2' : 'h3' } as const) : undefined
    const direction = directionOf(language)
    // Always two places: with the frame at another one it would be made anew, and lose where one was.
    return (
      <>
        <div
          class="window"
          role={isFloating ? 'dialog' : 'region'}
          aria-modal={isFull && isOpen ? 'true' : undefined}
          aria-label={words?.dialog(site.name) ?? site.name}
          lang={language}
          dir={direction}
          tabIndex={-1}
          ref={this.#frame}
          onKeyDown={this.#press}
        >
          <Head
            presence={presenceOf(thread)}
            hindrance={hindrance.kind}
            company={site.name}
            logo={company?.logo}
            server={server}
            words={words}
            isPage={isPage}
            isUnfolded={panel && !isWide ? isUnfolded : undefined}
            onUnfold={this.#toggleCompany}
            unfoldRef={this.#unfold}
          >
            {words && canEnd(thread) && hindrance.kind !== 'closed' && (
              <Tool icon={leave} label={words.end} onClick={this.#askToEnd} />
            )}
            {isFloating && <Tool icon={close} label={words?.close ?? '×'} onClick={onCloseRequest} />}
          </Head>
          {panel && isUnfolded && !isWide && (
            <div class="fold">
              <section class="company" id="company" aria-label={words?.about(site.name)} tabIndex={-1}>
                <Company {...panel} />
              </section>
            </div>
          )}
          {words ? this.#body(words, hindrance) : <Skeleton />}
        </div>
        {panel && isWide && (
          <aside class="company" lang={language} dir={direction} aria-label={words?.about(site.name)}>
            <Company {...panel} />
          </aside>
        )}
      </>
    )
  }

  #body(words: WindowWords, hindrance: Hindrance) {
    const { site, format } = this.props
    const { thread } = this.state
    const items = this.#timeline(thread)
    return (
      <>
        {hindrance.kind === 'loading' && items.length === 0 ? (
          <Skeleton label={words.loading} />
        ) : (
          <MessageList
            ref={this.#list}
            items={items}
            words={words}
            format={format}
            showsFaces
            server={this.props.server}
            isOffline={hindrance.kind === 'offline'}
            typing={thread.typing}
            hasOlder={thread.log.hasOlder}
            noteText={this.#noteText}
            nameOf={this.#nameOf}
            loadOlder={() => this.props.thread.loadOlder()}
            onRetry={this.#retry}
            onEdit={this.#edit}
            onEnd={this.#ended}
          >
            <Greeting company={site.name} words={words} heading={this.props.isPage ? 'h2' : 'h3'} />
          </MessageList>
        )}
        {/* Below the thread, which gives way at its end: what stands above stays where it is. */}
        <div role="status">{this.#banner(words, hindrance)}</div>
        {hindrance.kind === 'closed' ? <p class="closed">{words.errors[hindrance.code as keyof typeof words.errors]}</p> : this.#foot(words)}
      </>
    )
  }

  #banner(words: WindowWords, { kind }: Hindrance) {
    if (kind === 'offline') {
      return (
        <p class="banner">
          <Icon path={cloudOff} size={18} /> {words.offline}
        </p>
      )
    }
    if (kind !== 'outdated') return null
    return (
      <div class="banner">
        <Icon path={rotate} size={18} />
        <span>
          {words.errors.client_outdated}{' '}
          <button type="button" class="link" onClick={() => location.reload()}>
            {words.reload}
          </button>
        </span>
      </div>
    )
  }

  #foot(words: WindowWords) {
    const { thread, text, refusal, ending } = this.state
    return (
      <div class="foot">
        {ending && canEnd(thread) && (
          <div class="ask" role="group" aria-label={words.endQuestion}>
            <p role={ending.code && 'alert'}>{ending.code ? words.errors[ending.code as keyof typeof words.errors] : words.endQuestion}</p>
            <button type="button" class="button" onClick={this.#end}>
              {words.endConfirm}
            </button>
            <button type="button" class="button button-main" ref={this.#keepTalking} onClick={this.#stay}>
              {words.endCancel}
            </button>
          </div>
        )}
        {hasEnded(thread) && text === '' && (
          <div class="ask">
            <p>{words.endedHint}</p>
            <button type="button" class="button" onClick={() => this.#composer.current?.focus()}>
              {words.startAgain}
            </button>
          </div>
        )}
        <Composer
          ref={this.#composer}
          words={words}
          text={text}
          limit={LIMITS.textLength}
          notice={refusal && words.errors[refusal as keyof typeof words.errors]}
          onInput={this.#write}
          onSend={this.#send}
        />
      </div>
    )
  }
}

const Tool = ({ icon, label, onClick }: { readonly icon: string; readonly label: string; onClick(): void }) => (
  <button type="button" class="tool" aria-label={label} title={label} onClick={() => onClick()}>
    <Icon path={icon} />
  </button>
)

interface HeadProps {
  readonly presence: Presence
  /** While there is one, nobody knows who is here. */
  readonly hindrance: Hindrance['kind']
  readonly company: string
  /** The company's picture stands there until somebody receives. */
  readonly logo: string | undefined
  readonly server: string
  readonly words: WindowWords | undefined
  readonly isPage: boolean
  /** Whether the company's panel is folded out; `undefined` where there is none to fold. */
  readonly isUnfolded: boolean | undefined
  onUnfold(): void
  readonly unfoldRef: RefObject<HTMLButtonElement | null>
  readonly children: ComponentChildren
}

function Head({ presence, hindrance, company, logo, server, words, isPage, isUnfolded, onUnfold, unfoldRef, children }: HeadProps) {
  const agent = presence.kind === 'held' ? presence.agent : undefined
  const name = agent?.name ?? company
  const Heading = isPage ? 'h1' : 'h2'
  // A name of another direction still begins beside its face.
  const shown = <bdi>{name}</bdi>
  return (
    // No `header`: outside of sections it would be a second banner of the page.
    <div class={agent ? 'head' : 'head head-company'}>
      <Avatar name={name} picture={addressOf(server, agent ? agent.avatar : logo)} size={40} />
      <div class="who">
        <Heading>
          {isUnfolded === undefined ? (
            shown
          ) : (
            <button
              type="button"
              class="unfold"
              aria-label={`${name}. ${words?.about(company)}`}
              aria-expanded={isUnfolded}
              aria-controls={isUnfolded ? 'company' : undefined}
              ref={unfoldRef}
              onClick={onUnfold}
            >
              {/* Behind another name it is another arrow, which stands there at once: nothing on the page shifts (RC-13). */}
              {shown} <Icon key={name} path={chevronDown} size={16} />
            </button>
          )}
        </Heading>
        {/* It keeps its place while it is empty: nothing moves when the words come. */}
        <p class={words && presence.kind === 'held' && hindrance === 'none' ? `presence presence-${presence.isHere ? 'here' : 'away'}` : 'presence'}>
          {words && (hindrance === 'offline' ? words.reconnecting : hindrance === 'none' && presenceWords(presence, words))}
        </p>
      </div>
      {children}
    </div>
  )
}

function presenceWords(presence: Presence, words: WindowWords): string {
  switch (presence.kind) {
    case 'idle':
      return words.idle
    case 'waiting':
      return words.waiting
    case 'taking-messages':
      return words.takingMessages
    case 'held':
      return presence.isHere ? words.agentHere : words.agentAway
    default:
      return unreachable(presence)
  }
}

const Greeting = ({ company, words, heading: Heading }: { readonly company: string; readonly words: WindowWords; readonly heading: 'h2' | 'h3' }) => (
  <div class="greeting">
    <Icon path={speech} size={28} />
    <Heading>{words.greeting(company)}</Heading>
    <p>{words.greetingText}</p>
  </div>
)

/** What will be there, in outline. It comes in late, so that a quick answer shows none of it. */
const Skeleton = ({ label }: { readonly label?: string }) => (
  <div class="skeleton" aria-busy="true">
    {label && <p class="unseen">{label}</p>}
    <i />
    <i />
    <i />
    <i />
  </div>
)
