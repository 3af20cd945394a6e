import type { Consent, ConversationId, ConversationState, ErrorCode, Identified, Identity, MessageId, Part, Theme } from '@foyer/sdk/protocol'
import type { Stop } from './emitter.ts'
import type { FoyerEventName, FoyerListener } from './events.ts'
import type { ShownMessage } from './ports.ts'

/** What `init` takes. The script tag says the same in `data-site`, `data-lang`, `data-server` and `data-consent`. */
export interface FoyerOptions {
  /** Public key of the site, from the desk, under Settings, Website. */
  readonly site: string
  /** Address of the Foyer server, `https://desk.example.com`. Default: where the script came from. */
  readonly server?: string
  /** Language of everything shown, as `en` or `zh-CN`. Default `auto`: what the console says, else the page's `lang`, else the browser's. */
  readonly language?: string
  /** Begins with the reception components taken away, until `show`: for a page that wants only the chat in a box of its own. Default `false`. */
  readonly isHidden?: boolean
  /**
   * What may be kept on the device before the visitor has said anything (CW-26); see {@link Foyer.consent} for the levels.
   * Default: what the console says. What the visitor has said on an earlier page stands above this.
   */
  readonly consent?: Consent | undefined
}

/** What {@link Foyer.bind} takes besides the element. */
export interface BindOptions {
  /** Id of the reception component that a click counts for; its receiver receives, and it leads where that component does. Default: the window, for the component clicked last. */
  readonly component?: string
  /** A message of the visitor that the first click on each page sends, as "I have a question about tour 3". Later clicks only open. */
  readonly message?: string
}

/** What {@link Foyer.mount} takes besides the element. */
export interface MountOptions {
  /** Id of the reception component that what is written here counts for; its receiver receives. The chat goes when the component does. */
  readonly component?: string
  /** Language of this chat, as `en` or `zh-CN`. Default `auto`: as the rest. */
  readonly language?: string
  /** The chat can be used. */
  readonly onReady?: () => void
  /** It is gone, for now (its component was switched off) or for good. */
  readonly onGone?: () => void
}

/** Context and words for {@link Foyer.startConversation}. */
export interface StartOptions {
  /** First message. Without one the window opens and waits for the visitor's own words. */
  readonly message?: string
  /** Id of the reception component that the conversation counts for; its receiver receives. Default: the one clicked last. One that is a link opens its page in a window of its own, if there is no `message` and no popup blocker. */
  readonly component?: string
  /**
   * Who shall receive, over the component's receiver: an agent or a reception group of the workspace, by its id. One that
   * is not there counts as no wish. An open conversation stays where it is.
   */
  readonly receiver?: { readonly agent: string } | { readonly group: string }
}

/** What {@link Foyer.setTheme} puts over the site's own. What is absent stays the site's. */
export interface ThemeOptions {
  /** A colour as `#rrggbb`. Its steps are computed, and text on it stays readable by itself (CW-3). */
  readonly accent?: string | undefined
  /** `system` follows the visitor's system. */
  readonly scheme?: Theme['scheme'] | undefined
}

/** A message on its way out, as a hook sees it (CW-28). */
export interface OutgoingMessage {
  readonly parts: readonly Part[]
}

/**
 * What {@link Foyer.hook} takes, by name. A hook answers with the message, changed or not, with nothing to leave it as it
 * is, or with `false` to stop it. Several run in the order in which they were added, each with what the one before it made.
 */
export interface FoyerHooks {
  /**
   * Each message of the visitor, written in a window or given to `send`, before it is masked, shown and kept. May take 5
   * seconds. One that is stopped stays in the composer, and `send` rejects with `message_stopped`; one whose hook throws,
   * or takes longer, is stopped as well, for a hook that is there to hold something back must not let it through. With such
   * a hook agents see that somebody types, and not what (CW-8).
   */
  beforeSend(message: OutgoingMessage): OutgoingMessage | false | undefined | void | Promise<OutgoingMessage | false | undefined | void>
  /**
   * Each message of agents and of the machine, before a window of this page shows it for the first time; their own words
   * visitors always see. It must answer at once. It changes what is shown here, and nothing of what is kept, counted, or told
   * in events. One whose hook throws is shown as it is.
   */
  beforeShow(message: ShownMessage): ShownMessage | false | undefined | void
}

/** Where {@link Foyer.bridge} tells the events of Foyer. */
export interface BridgeOptions {
  /**
   * Pushes `{ event: 'foyer:open', … }` with the payload of the event to `window.dataLayer`, or to the array of this name,
   * which is made if it is not there. `parts`,
   * `comment`, `from` and `agent` are left out: what people write and who they are is nothing for a tag manager.
   */
  readonly dataLayer?: true | string
  /** Sends a bubbling `CustomEvent` `foyer:open` on `document`, with the payload as `detail`. */
  readonly dom?: true
}

/** A look at what Foyer is doing now. A value: it does not change afterwards. */
export interface FoyerState {
  /**
   * - `idle`: `init` was not called, or `destroy` was.
   * - `starting`: the settings are on their way; tried again by itself while the server cannot be reached.
   * - `ready`: everything works.
   * - `refused`: the server does not serve this page; `refusal` says why.
   */
  readonly status: 'idle' | 'starting' | 'ready' | 'refused'
  readonly refusal?: ErrorCode
  /** The window is open, or about to be. */
  readonly isOpen: boolean
  /** `hide()` has taken the reception components away. */
  readonly isHidden: boolean
  /** Messages that the visitor has not read. */
  readonly unread: number
  /** The last conversation, once the thread is loaded and has one. */
  readonly conversation?: { readonly id: ConversationId; readonly state: ConversationState }
}

/**
 * Foyer on a page: what `window.Foyer` is, and what `createFoyer()` makes (CW-22).
 *
 * Methods that return a promise reject with a `FoyerError` (`code`, `message`, `remedy`); one that nobody waits for is
 * not an unhandled rejection, so that a page never notices a server that is away. Wrong use of the others throws it. All
 * but `init`, `on`, `once`, `off`, `hook`, `bridge`, `bind`, `unbind`, `mount`, `addSite`, `getState`, `unreadCount` and
 * `destroy` reject with `not_initialised` before `init`; the script tag calls that by itself.
 */
export interface Foyer {
  /**
   * Starts on this page. Resolves when the settings are there, or the first attempt to get them has failed; in the
   * latter case it is tried again by itself. Twice is once: the second call changes nothing before `destroy`.
   * @throws `invalid_option`
   * @example
   * await Foyer.destroy()
   * await Foyer.init({ site: 'YOUR-SITE-KEY', consent: 'session' })
   */
  init(options: FoyerOptions): Promise<void>
  /**
   * Opens the window and gives it the focus. Resolves when it is there.
   * @throws `not_reachable`
   * @example
   * document.querySelector('#help').addEventListener('click', () => Foyer.open())
   */
  open(): Promise<void>
  /**
   * Closes the window. The conversation goes on.
   * @example
   * await Foyer.close()
   */
  close(): Promise<void>
  /**
   * Opens the window if it is closed, else closes it.
   * @throws `not_reachable`
   * @example
   * document.querySelector('#help').addEventListener('click', () => Foyer.toggle())
   */
  toggle(): Promise<void>
  /**
   * Shows the reception components again after `hide`.
   * @example
   * await Foyer.show()
   */
  show(): Promise<void>
  /**
   * Takes the reception components away until `show`, on this page only. An open window stays open, and bound elements go on working.
   * @example
   * await Foyer.hide()
   */
  hide(): Promise<void>
  /**
   * Sends a message as the visitor, without opening the window; the first one starts a conversation. Resolves to the
   * message's id when it is kept, as far as the visitor's consent allows: from then on it goes out by itself, once.
   * @param content text of up to 4,000 characters, or the parts of a message
   * @throws `invalid_message` `message_too_long` `message_stopped` (by a `beforeSend` hook)
   * @example
   * const id = await Foyer.send('Is tour 3 still open?')
   */
  send(content: string | readonly Part[]): Promise<MessageId>
  /**
   * Opens the window and, with a `message`, sends it. Resolves to that message's id. An open conversation is continued.
   * @throws `invalid_option` (no such component) `invalid_message` `message_too_long` `message_stopped`
   * @example
   * await Foyer.startConversation({ message: 'I have a question about tour 3.' })
   */
  startConversation(options?: StartOptions): Promise<MessageId | undefined>
  /**
   * Ends the open conversation, if there is one. The thread stays, and the next message starts a new conversation.
   * @throws `not_reachable`
   * @example
   * await Foyer.endConversation()
   */
  endConversation(): Promise<void>
  /**
   * Says who the visitor is; what is absent stays as it was. Without a `proof` it is shown at the desk as "says to be" and
   * opens no history. With one, a JWT that the site's own server has signed for that `id`, the visitor has the same thread
   * on every device (CW-27): if `isJoined`, the one that was loaded has made way for it, in all tabs; what is written and
   * not sent stays. Proven are the `id`, and what the proof's own claims `name`, `email` and `phone_number` say; the rest is
   * said beside it, and anybody can change what a page says.
   * @throws `invalid_option` `proof_invalid` `proof_expired` `proof_foreign` `proof_replayed` `proof_needed` `no_consent` `not_reachable`
   * @example
   * // `proof` is made on your server, where the key is.
   * const { proof } = await (await fetch('/foyer-proof')).json()
   * await Foyer.identify({ id: 'user-17', name: 'Mia Berg', email: 'mia@shop.example', proof })
   */
  identify(identity: Identity): Promise<Identified>
  /**
   * Makes the visitor a stranger again: the key to the thread, waiting messages and drafts leave this device, in all
   * its tabs, the server takes the key no more, and the page goes on with a new visitor. Use it on sign-out.
   * @example
   * await Foyer.forget()
   */
  forget(): Promise<void>
  /**
   * Says how much of the visitor may be kept (CW-26). Call it with what the visitor has answered; the answer stands above
   * tag and console, and holds as long as it allows: `full` for later pages too, `session` for this tab, `none` for this
   * page.
   *
   * - `none`: nothing is kept on the device, and nothing is reported until the visitor opens the window or writes; what
   *   they do then works, from memory, until they leave the page.
   * - `session`: what is kept goes with the tab, and each tab is a visitor of its own.
   * - `full`: the thread, what waits to go out, and what was closed come back on the next visit.
   *
   * Raised, what is there moves along; lowered, what was kept is deleted. Without a call, a browser with Global Privacy
   * Control has `session` at most, and no source and no campaign of the visit is told.
   * @throws `invalid_option`
   * @example
   * cookieBanner.onAnswer((isAgreed) => Foyer.consent(isAgreed ? 'full' : 'none'))
   */
  consent(level: Consent): Promise<void>
  /**
   * Tells the desk of something that the visitor has done: it stands in their track, and an invitation may have waited
   * for it. Tried again for about a minute while the server is away.
   * @param event a name of up to 100 characters
   * @param data what goes with it: an object of up to 2,000 characters as JSON
   * @throws `invalid_option` `no_consent` `not_reachable`
   * @example
   * await Foyer.track('cart-filled', { items: 3, total: 240 })
   */
  track(event: string, data?: Readonly<Record<string, unknown>>): Promise<void>
  /**
   * Tells the desk that the visitor is on another page now. Single-page applications need it only where the address does
   * not change, or says too much. Holds until the address changes.
   * @param url whole, or seen from the page's own address, which is the default. Its query is dropped, except campaign parameters.
   * @throws `invalid_option` `no_consent`
   * @example
   * await Foyer.page('/checkout/payment')
   */
  page(url?: string): Promise<void>
  /**
   * Sets attributes of the visitor, for the desk, joined with those that are there; at most 50. As `identify`, they count as said, not as proven.
   * @throws `invalid_option` `no_consent` `not_reachable`
   * @example
   * await Foyer.setAttributes({ plan: 'business', seats: 12 })
   */
  setAttributes(attributes: Readonly<Record<string, string | number | boolean>>): Promise<void>
  /**
   * Adds tags to the visitor, for the desk; at most 50, of up to 50 characters.
   * @throws `invalid_option` `no_consent` `not_reachable`
   * @example
   * await Foyer.addTags(['trial', 'newsletter'])
   */
  addTags(tags: readonly string[]): Promise<void>
  /**
   * Changes the language of everything shown, at once, until the page is left.
   * @param language as `en` or `zh-CN`; one without words leads to the next best. `auto`: as without this call
   * @throws `invalid_option`
   * @example
   * await Foyer.setLocale('de')
   */
  setLocale(language: string): Promise<void>
  /**
   * Puts an accent or a scheme over the site's own, at once, until the page is left. Nothing, or an empty object, gives
   * the site's own back. `--foyer-accent` in the page's CSS stands above it.
   * @throws `invalid_option`
   * @example
   * await Foyer.setTheme({ accent: '#7a3f8f', scheme: 'dark' })
   */
  setTheme(theme?: ThemeOptions): Promise<void>
  /**
   * Lets a function of the page change or stop messages (CW-28), and returns its own undo. May be called before `init`.
   * @throws `invalid_option`
   * @example
   * const stop = Foyer.hook('beforeSend', ({ parts }) => ({
   *   parts: parts.map((part) => (part.type === 'text' ? { ...part, text: part.text.replaceAll('ACME', 'Acme') } : part)),
   * }))
   */
  hook<Name extends keyof FoyerHooks>(name: Name, run: FoyerHooks[Name]): Stop
  /**
   * Tells every event of Foyer to a tag manager, or as DOM events (CW-28), and returns its own undo. The script tag says
   * the same in `data-bridge="dataLayer dom"`. May be called before `init`.
   * @param options where to, or both by their names as the tag says them
   * @throws `invalid_option`
   * @example
   * Foyer.bridge({ dataLayer: true, dom: true })
   * document.addEventListener('foyer:message:received', ({ detail }) => console.log(detail.parts))
   */
  bridge(options: BridgeOptions | string): Stop
  /**
   * Lets a click on an element, or on whatever fits a CSS selector now or later, start the reception (RC-6), and returns
   * its own undo. The element keeps its look and its handlers; it works with the keyboard where it can have the focus. A
   * link leads where it led, and the window comes with the next page, unless it leads to `#` or has `data-foyer`. Wrong
   * use is one line in the console and an `error` event. May be called before `init`.
   * @example
   * const stop = Foyer.bind('.ask-us', { message: 'I have a question about this page.' })
   */
  bind(target: Element | string, options?: BindOptions): Stop
  /**
   * Undoes all `bind` of this element, or of this selector.
   * @example
   * Foyer.unbind('.ask-us')
   */
  unbind(target: Element | string): void
  /**
   * Puts the chat into an element (RC-18), as `<foyer-chat>` does, and returns its own undo. Beside others and beside the
   * window it shows the same thread. Wrong use is one line in the console and an `error` event. May be called before `init`.
   * @example
   * const stop = Foyer.mount(document.querySelector('#chat'))
   */
  mount(element: Element, options?: MountOptions): Stop
  /**
   * Starts another site on this page, beside this one, as a second script tag does (RC-18). Resolves to its own Foyer,
   * which `destroy` of this one ends too. A site that is there already is not started twice.
   * @throws `invalid_option`
   * @example
   * const shop = await Foyer.addSite({ site: 'KEY-OF-THE-SHOP' })
   * await shop.open()
   */
  addSite(options: FoyerOptions): Promise<Foyer>
  /**
   * Calls `listener` on each such event, and returns its own undo.
   * @throws `invalid_option`
   * @example
   * const stop = Foyer.on('unread', ({ count }) => { document.querySelector('#badge').textContent = count })
   */
  on<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): Stop
  /**
   * As `on`, for the next such event only.
   * @throws `invalid_option`
   * @example
   * Foyer.once('conversation:started', ({ conversationId }) => console.log(conversationId))
   */
  once<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): Stop
  /**
   * Undoes `on` and `once`.
   * @throws `invalid_option`
   * @example
   * const tell = ({ count }) => console.log(count)
   * Foyer.on('unread', tell)
   * Foyer.off('unread', tell)
   */
  off<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): void
  /**
   * What Foyer is doing now.
   * @example
   * if (Foyer.getState().isOpen) await Foyer.close()
   */
  getState(): FoyerState
  /**
   * The number of unread messages.
   * @example
   * document.querySelector('#badge').textContent = Foyer.unreadCount()
   */
  unreadCount(): number
  /**
   * Leaves nothing behind: no node, binding, hook, bridge, listener, timer, style, connection, and nothing stored, so that
   * messages which have not gone out yet are lost, and the visitor comes back as a stranger. To take Foyer away for a while
   * use `hide`. `init` works afterwards.
   * @example
   * await Foyer.destroy()
   */
  destroy(): Promise<void>
}

/** What {@link Foyer.getState} says before `init`. */
export const IDLE: FoyerState = { status: 'idle', isOpen: false, isHidden: false, unread: 0 }
