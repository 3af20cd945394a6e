/**
 * The window as one sees it: head, thread, composer, and whatever stands between. State comes from the thread client;
 * what the visitor wishes goes to it, or up to the shell.
 */
import { Component, createRef } from 'preact'
import type { ComponentChild } from 'preact'
import { LIMITS, plainText } from '@foyer/sdk/protocol'
import type { Author, ErrorCode, FileId, FileLinks, Language, MessageId, Part, SiteConfig, StartContext, WindowSettings } from '@foyer/sdk/protocol'
import { checkParts, createTimeline } from '@foyer/sdk/thread'
import type { ThreadClient, ThreadState, TimelineItem, TimelineNote } from '@foyer/sdk/thread'
import type { MenuTask } from '../extras/menu/entries.ts'
import type { Fields } from '../extras/fields.tsx'
import type { stayInside as keepInside } from '../extras/modal.ts'
import { close, cloudOff, rotate, speech } from '../icons/index.ts'
import { directionOf } from '../shell/words/index.ts'
import type { Format, WindowWords } from '../shell/words/index.ts'
import type { WindowOptions } from './create-chat-window.tsx'
import { Head, Tool } from './head.tsx'
import { menuExtra, More } from './more.tsx'
import { Composer } from './parts/composer.tsx'
import type { ComposerTools } from './parts/composer.tsx'
import { FileTray } from './parts/file-tray.ts'
import { Icon } from './parts/icon.tsx'
import { createExtra, Later } from './parts/later.tsx'
import { MessageList } from './parts/message-list.tsx'
import { partViews } from './parts/message-text.tsx'
import { offer } from './parts/offer.ts'
import type { PartPort } from './parts/part-port.ts'
import { Reason } from './parts/reason.tsx'
import { canEnd, hasEnded, hindranceOf, needsStates, presenceOf, saysMore } from './view.ts'
import type { Hindrance } from './view.ts'

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
  /** What the window was made with, as far as it is handed through. */
  readonly options: Pick<
    WindowOptions,
    'server' | 'credentials' | 'device' | 'keepsFiles' | 'startContext' | 'popup' | 'censor' | 'keepsBack' | 'emit' | 'refused' | 'onForgetRequest' | 'onOpenRequest' | 'onCloseRequest'
  >
  /** Milliseconds since 1970. */
  now(): number
}

/** The company's panel (CW-2). */
const company = createExtra(() => import('../extras/company/index.tsx'))
/** Fetched by the first key in a window that fills the screen: most phones have none. */
let stayInside: typeof keepInside | undefined
const fetchStay = () =>
  import('../extras/modal.ts').then(
    (code) => (stayInside = code.stayInside),
    // The next key asks again.
    () => undefined,
  )

const states = createExtra(() => import('../extras/states/index.tsx'))

interface ChatWindowState {
  readonly thread: ThreadState
  readonly text: string
  /** Why what stands in the composer was refused. */
  readonly refusal?: ErrorCode | undefined
  /** What the menu has led to. */
  readonly task?: Exclude<MenuTask, 'rate'> | undefined
  /** How often the visitor has turned to the survey by the menu. */
  readonly turns: number
  /** What is said to those who do not see it happen. */
  readonly said: string
  readonly wasOffline: boolean
  /** The company's panel is folded out of the head. */
  readonly isUnfolded: boolean
  /** Files are being dragged over the window. */
  readonly isDropping?: boolean
}

export class ChatWindow extends Component<ChatWindowProps, ChatWindowState> {
  override state: ChatWindowState = { thread: this.props.thread.state, text: this.props.options.device.get('draft') ?? '', turns: 0, said: '', wasOffline: false, isUnfolded: false }

  #timeline = createTimeline({ side: 'visitor', offsetAt: (at) => -new Date(at).getTimezoneOffset() })
  #items: readonly TimelineItem[] = []
  #port: PartPort | undefined
  #frame = createRef<HTMLDivElement>()
  #composer = createRef<Composer>()
  #list = createRef<MessageList>()
  /** Of the form before the chat. */
  #fields = createRef<Fields>()
  #unfold = createRef<HTMLButtonElement>()
  #life = new AbortController()
  #isAtEnd = true
  /** Texts whose message is not kept on the device yet: until then they stay in the draft. */
  #unsent: readonly string[] = []
  #tray = this.#openTray()

  override componentDidMount() {
    offer(this.props.ref, this)
    const { signal } = this.#life
    const stopListening = this.props.thread.subscribe((thread) => {
      const { isLoaded, unread } = this.state.thread
      const isNews = isLoaded && thread.unread > unread
      this.setState(({ wasOffline }) => ({ thread, wasOffline: hindranceOf(thread, wasOffline).kind === 'offline' }), () => isNews && this.#giveNotice())
    })
    signal.addEventListener('abort', stopListening)
    window.addEventListener('focus', this.#see, { signal })
    document.addEventListener('visibilitychange', this.#see, { signal })
    this.#frame.current?.addEventListener('focusin', this.#wander, { signal })
    document.addEventListener('dragenter', this.#awaitFiles, { signal, once: true })
  }

  override componentDidUpdate(before: ChatWindowProps) {
    if (this.props.isOpen && !before.isOpen) this.#list.current?.scrollToEnd()
    if (!this.props.isOpen && before.isOpen) {
      this.props.thread.setTyping(false)
      this.setState({ isUnfolded: false })
    }
    this.#see()
    this.#tray.look()
  }

  override componentWillUnmount() {
    this.#life.abort()
    this.#tray.destroy()
    offer(this.props.ref, null)
  }

  /** Into the composer; on a touch screen only into the window, so that no keyboard hides what it says. */
  focus(): void {
    const isTouch = matchMedia('(pointer:coarse)').matches
    if (isTouch || !this.#composer.current) this.#frame.current?.focus({ preventScroll: true })
    else this.#composer.current.focus()
  }

  get #isLookedAt(): boolean {
    return this.props.isOpen && this.#isAtEnd && document.visibilityState === 'visible' && document.hasFocus()
  }

  /** Everything that is loaded was shown if one looks at the end of the thread, and nobody waits for what the page keeps back. */
  #see = () => {
    const { thread } = this.props
    const { unread } = thread.state
    if (unread > 0 && (this.#isLookedAt || this.props.options.keepsBack?.(this.#timeline(this.state.thread), unread))) thread.markRead()
  }

  /** A sound and a notification, if nobody looks (CW-9). What tells of them is fetched with the first message that needs it. */
  #giveNotice() {
    if (this.#isLookedAt) return
    import('../extras/notices/index.ts')
      .then(({ noticeOf }) => noticeOf(this.props, this.#items, this.#life.signal))
      // Without it the badge and the page's title say the same.
      .catch(() => undefined)
  }

  #say = (said: string) => this.setState({ said })

  #ended = (isAtEnd: boolean) => {
    this.#isAtEnd = isAtEnd
    this.#see()
  }

  #write = (text: string) => {
    this.setState({ text, refusal: undefined })
    this.#keep(text)
    this.props.thread.setTyping(text.trim() !== '', this.props.settings?.showsTyping ? text : undefined)
  }

  /** The draft holds everything written that is not in the outbox: a crash at any moment loses none of it. */
  #keep(text: string) {
    this.props.options.device.set('draft', [...this.#unsent, text].filter(Boolean).join('\n') || undefined)
  }

  /** The form before the chat, while it stands there (CW-16), or may: until what knows that has come. */
  get #form() {
    const { settings, language, options } = this.props
    const { thread } = this.state
    const form = settings?.form
    if (!form || canEnd(thread)) return undefined
    const code = states.now(language)?.module
    return !code || code.wantsForm(thread, form, options.device.get('form') === code.formMark(form)) ? form : undefined
  }

  /** What a message goes with that may start a conversation; nothing if the form before it is not filled in: that then says what is missing. */
  #begin(): { readonly start: StartContext | undefined } | undefined {
    const { device, startContext } = this.props.options
    const given = startContext?.()
    const form = this.#form
    if (!form) return { start: given }
    const filled = this.#fields.current?.read()
    if (!filled) {
      this.#list.current?.scrollToEnd()
      return undefined
    }
    device.set('form', states.now(this.props.language)?.module.formMark(form))
    const { answers, consent } = filled
    return { start: { ...given, ...(answers.length > 0 && { answers }), ...(consent && { consent }) } }
  }

  #send = (text: string) => {
    const parts: readonly Part[] = [{ type: 'text', text }]
    const checked = text || !this.#tray.hasChosen ? checkParts(parts) : undefined
    if (checked?.ok === false) return this.setState({ refusal: checked.code })
    if (!this.#tray.isReady) return void this.#tray.take()
    const begun = this.#begin()
    if (!begun) return
    this.#unsent = [...this.#unsent, text]
    this.#write('')
    const settle = () => {
      this.#unsent = this.#unsent.filter((one) => one !== text)
      this.#keep(this.state.text)
    }
    const sent = this.#tray.send(text, begun.start) ?? this.props.thread.send(parts, begun.start)
    sent.then(settle, () => {
      settle()
      this.#putBack(text)
      this.setState({ refusal: 'unavailable' })
    })
  }

  /** Before what was written in the meantime: nothing typed is lost. */
  #putBack(text: string) {
    this.#write([text, this.state.text].filter(Boolean).join('\n'))
  }

  #openTray() {
    const { thread, options } = this.props
    const { server, credentials, device, keepsFiles } = options
    return new FileTray({
      server,
      visitor: credentials,
      // As the outbox: what is kept is the visitor's own.
      group: keepsFiles ? `${credentials.site}:${credentials.token.slice(0, 8)}` : undefined,
      device,
      language: () => this.props.language,
      words: () => this.props.words,
      rules: () => this.props.settings?.files,
      room: thread,
      startContext: options.startContext,
      onPutBack: (text) => this.#putBack(text),
      onChange: () => this.forceUpdate(),
      loadFailed: () => this.props.words?.loadFailed ?? '',
    })
  }

  /** Something is dragged over the page: what takes files here is fetched before it reaches the window. */
  #awaitFiles = () => {
    const { signal } = this.#life
    import('../extras/dropping.ts').then(
      ({ takeDrops }) => {
        if (this.#frame.current && !signal.aborted) signal.addEventListener('abort', takeDrops(this.#frame.current, this.#hover, this.#drop))
      },
      // The next time one drags.
      () => document.addEventListener('dragenter', this.#awaitFiles, { signal, once: true }),
    )
  }

  #hover = (isDropping: boolean) => this.setState({ isDropping: isDropping && this.#takesFiles })

  #drop = (files: readonly File[]) => {
    if (this.#takesFiles) void this.#tray.add(files)
  }

  /** Also before the settings have said so: the server has the last word. */
  get #takesFiles(): boolean {
    return this.props.settings?.files.isOn !== false
  }

  #tools(): ComposerTools {
    const { language, settings, options, thread } = this.props
    return {
      language,
      device: options.device,
      tray: this.#takesFiles ? this.#tray : undefined,
      offersVoice: settings?.offersVoice ?? false,
      offersLocation: settings?.offersLocation ?? false,
      sendLocation: (part) => {
        const begun = this.#begin()
        if (begun) thread.send([part], begun.start).catch(() => this.setState({ refusal: 'unavailable' }))
      },
    }
  }

  #retry = (id: MessageId) => void this.props.thread.retry(id)

  #edit = async (id: MessageId) => {
    const draft = await this.props.thread.takeBack(id)
    if (draft) this.#putBack(plainText(draft.parts))
    this.#composer.current?.focus()
  }

  /** What the views of parts need; another object where the language is another. */
  #portNow(): PartPort {
    const { language, format, thread, options } = this.props
    if (this.#port?.language !== language || this.#port.format !== format) {
      this.#port = {
        language,
        format,
        server: options.server,
        links: this.#links,
        localFile: this.#tray.localFile,
        answer: (part) => void thread.send([part], options.startContext?.()).catch(() => this.setState({ refusal: 'unavailable' })),
        // Only these views ask.
        answerTo: (id) => partViews.now(language)?.module.answersIn(this.#items).get(id),
      }
    }
    return this.#port
  }

  #links = async (ids: readonly FileId[]): Promise<readonly FileLinks[]> => {
    const result = await this.props.thread.ask('files:links', { ids })
    if (!result.ok) throw new Error(result.message)
    return result.value
  }

  #turnTo = (task: MenuTask) => {
    this.setState({ task: task === 'rate' ? undefined : task })
    if (task !== 'rate') return
    this.#list.current?.scrollToEnd()
    this.setState(({ turns }) => ({ turns: turns + 1 }))
  }

  #done = () => {
    this.setState({ task: undefined })
    this.focus()
  }

  #askToEnd = () => this.setState({ task: 'end' })

  #press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) {
      const answer = this.#escape()
      if (answer) event.stopPropagation()
      answer?.()
    }
    if (!this.props.isFull) return
    // A full-screen window is modal.
    if (event.key === 'Tab' && this.#frame.current) stayInside?.(event, this.#frame.current)
    fetchStay()
  }

  /** What Escape closes now: the innermost thing that is open. A piece of the page leaves the key to the page. */
  #escape(): (() => void) | undefined {
    if (this.state.isUnfolded) return this.#fold
    if (this.state.task) return this.#done
    return this.props.isFloating ? this.props.options.onCloseRequest : undefined
  }

  /** What fails now is said when the panel is folded out. */
  #fetchCompany = () => void company.load(this.props.language).catch(() => undefined)

  #toggleCompany = () => this.setState(({ isUnfolded }) => ({ isUnfolded: !isUnfolded }))

  #fold = () => {
    this.setState({ isUnfolded: false })
    this.#unfold.current?.focus()
  }

  /** The panel covers the thread, so it folds as soon as one turns to that. (Safari focuses the frame where a button is clicked.) */
  #wander = ({ target }: FocusEvent) => {
    if (this.state.isUnfolded && target !== this.#frame.current && !(target as Element).closest('.head,.company')) this.setState({ isUnfolded: false })
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
        return words.rated(note.score)
      case 'transfer-asked':
        return words.transferAsked(note.name)
      case 'transfer-answered':
        // Who takes over then is said by the note that follows.
        return note.answer === 'accepted' ? '' : note.answer === 'declined' ? words.transferDeclined : words.transferLapsed
      case 'moving-on':
        return note.text
      // A tick says in any language that it was chosen.
      case 'chose':
        return `✓ ${note.text}`
      default:
        // What agents say among themselves never comes here.
        return ''
    }
  }

  #nameOf = (from: Author): string => (from.kind === 'agent' ? from.name : from.kind === 'machine' ? (this.props.words?.machine ?? '') : '')

  override render(
    { site, language, words, isOpen, isFloating, isFull, isPage, isWide, settings, now, options }: ChatWindowProps,
    { thread, text, wasOffline, isUnfolded, said }: ChatWindowState,
  ) {
    const { server, device, popup, onCloseRequest } = options
    const hindrance = hindranceOf(thread, wasOffline)
    const panel = words && settings?.company && saysMore(settings.company) && (
      <Later extra={company} language={language} words={words} placeholder={<div class="panel-later" />}>
        {({ Company }) => <Company company={settings.company} server={server} heading={isPage ? 'h2' : 'h3'} />}
      </Later>
    )
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
            logo={settings?.company?.logo}
            server={server}
            words={words}
            isPage={isPage}
            isUnfolded={panel && !isWide ? isUnfolded : undefined}
            onNear={this.#fetchCompany}
            onUnfold={this.#toggleCompany}
            unfoldRef={this.#unfold}
          >
            {isFloating && !isFull && <div class="head-tools" />}
            {words && (
              <More
                words={words}
                language={language}
                context={{ thread, settings, device, now: now(), popup, draft: text, onTask: this.#turnTo }}
                onChange={() => this.forceUpdate()}
              />
            )}
            {isFloating && <Tool icon={close} label={words?.close ?? '×'} onClick={onCloseRequest} />}
          </Head>
          {panel && isUnfolded && !isWide && (
            <div class="fold">
              <section class="company" id="company" aria-label={words?.about(site.name)} tabIndex={-1}>
                {panel}
              </section>
            </div>
          )}
          {words ? this.#body(words, hindrance) : <Skeleton />}
          {this.state.isDropping && words && <div class="drop">{words.drop}</div>}
          <div class="unseen" role="status">
            {said}
          </div>
        </div>
        {panel && isWide && (
          <aside class="company" lang={language} dir={direction} aria-label={words?.about(site.name)}>
            {panel}
          </aside>
        )}
      </>
    )
  }

  #body(words: WindowWords, hindrance: Hindrance) {
    const { site, language, format, isPage, options } = this.props
    const { thread } = this.state
    const all = this.#timeline(thread)
    const items = (this.#items = options.censor?.(all) ?? all)
    const isStaffed = thread.standing?.isStaffed !== false
    const greeting = items.length === 0 && (
      <Greeting
        heading={isPage ? 'h2' : 'h3'}
        title={isStaffed ? words.greeting(site.name) : words.takingMessages}
        text={isStaffed ? words.greetingText : words.awayText}
      />
    )
    const isClosed = hindrance.kind === 'closed'
    const after = isClosed ? undefined : this.#after(words, greeting)
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
            server={options.server}
            port={this.#portNow()}
            isOffline={hindrance.kind === 'offline'}
            typing={thread.typing}
            hasOlder={thread.log.hasOlder}
            noteText={this.#noteText}
            nameOf={this.#nameOf}
            loadOlder={() => this.props.thread.loadOlder()}
            onRetry={this.#retry}
            onEdit={this.#edit}
            onEnd={this.#ended}
            after={after}
          >
            {!isClosed && !after && greeting}
          </MessageList>
        )}
        {/* Below the thread, which gives way at its end: what stands above stays where it is. */}
        <div role="status">{this.#banner(words, hindrance)}</div>
        {hindrance.kind === 'closed' ? <p class="closed"><Reason code={hindrance.code} words={words} language={language} /></p> : this.#foot(words)}
      </>
    )
  }

  /** What stands at the end of the thread while the visitor waits or is asked something. The greeting comes with it, which would push it aside. */
  #after(words: WindowWords, greeting: ComponentChild) {
    const { thread: client, language, format, settings, options, now } = this.props
    const { thread, turns } = this.state
    const form = this.#form
    if (!form && turns === 0 && !settings?.menu && !options.refused?.() && !needsStates(thread, now())) return undefined
    return (
      <Later extra={states} language={language} words={words}>
        {({ States }, extras) => (
          <>
            {greeting}
            <States
              client={client}
              thread={thread}
              language={language}
              words={words}
              extras={extras}
              format={format}
              settings={settings}
              options={options}
              now={now()}
              form={form}
              fields={this.#fields}
              turns={turns}
              onEnd={this.#askToEnd}
              onDone={this.#done}
              onSay={this.#say}
            />
          </>
        )}
      </Later>
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
    const { thread, text, refusal } = this.state
    const { settings } = this.props
    return (
      <div class="foot">
        {this.#task(words)}
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
          sendsOnEnter={this.props.options.device.get('enter') !== 'line'}
          tools={this.#tools()}
          onInput={this.#write}
          onSend={this.#send}
        />
        {settings?.showsTyping && !text && <p class="typing-seen">{words.typingSeen}</p>}
      </div>
    )
  }

  #task(words: WindowWords) {
    const { task, thread } = this.state
    const { language, settings, now, options } = this.props
    if (!task || (task === 'end' && !canEnd(thread))) return null
    return (
      <Later extra={menuExtra} language={language} words={words}>
        {({ Task }, extras) => (
          <Task
            key={task}
            task={task}
            words={extras}
            language={language}
            server={options.server}
            credentials={options.credentials}
            // The server mails no talk that nobody has answered.
            canMail={(settings?.canMail && thread.log.conversations.some(({ head }) => head.isAnswered)) ?? false}
            email={thread.standing?.me.email}
            today={new Date(now()).toLocaleDateString('sv')}
            windowWords={words}
            onEnd={() => this.props.thread.end()}
            onErased={options.onForgetRequest}
            onClose={this.#done}
            onSay={this.#say}
          />
        )}
      </Later>
    )
  }
}

const Greeting = ({ heading: Heading, title, text }: { readonly heading: 'h2' | 'h3'; readonly title: string; readonly text: string }) => (
  <div class="greeting">
    <Icon path={speech} size={28} />
    <Heading>{title}</Heading>
    <p>{text}</p>
  </div>
)

/** What will be there, in outline. It comes in late, so that a quick answer shows none of it. */
const Skeleton = ({ label }: { readonly label?: string }) => (
  <div class="skeleton" aria-busy="true">
    {label && <p class="unseen">{label}</p>}
    <i />
    <i />
    <i />
  </div>
)
