import type { ConversationId, ConversationState, ErrorCode, Identity, MessageId, Part } from '@foyer/sdk/protocol'
import type { Stop } from './emitter.ts'
import type { FoyerEventName, FoyerListener } from './events.ts'

/** What `init` takes. The script tag says the same in `data-site`, `data-lang` and `data-server`. */
export interface FoyerOptions {
  /** Public key of the site, from the desk, under Settings, Website. */
  readonly site: string
  /** Address of the Foyer server, `https://desk.example.com`. Default: where the script came from. */
  readonly server?: string
  /** Language of everything shown, as `en` or `zh-CN`. Default `auto`: what the console says, else the page's `lang`, else the browser's. */
  readonly language?: string
  /** Begins with the reception components taken away, until `show`: for a page that wants only the chat in a box of its own. Default `false`. */
  readonly isHidden?: boolean
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
 * not an unhandled rejection, so that a page never notices a server that is away. Wrong use of the others throws it.
 */
export interface Foyer {
  /**
   * Starts on this page. Resolves when the settings are there, or the first attempt to get them has failed; in the
   * latter case it is tried again by itself. Twice is once: the second call changes nothing before `destroy`.
   * @throws `invalid_option`
   */
  init(options: FoyerOptions): Promise<void>
  /** Opens the window and gives it the focus. Resolves when it is there. */
  open(): Promise<void>
  /** Closes the window. The conversation goes on. */
  close(): Promise<void>
  /** Opens the window if it is closed, else closes it. */
  toggle(): Promise<void>
  /** Shows the reception components again after `hide`. */
  show(): Promise<void>
  /** Takes the reception components away until `show`, on this page only. An open window stays open, and bound elements go on working. */
  hide(): Promise<void>
  /**
   * Sends a message as the visitor, without opening the window; the first one starts a conversation. Resolves to the
   * message's id when it is kept on the device: from then on it goes out by itself, once, whatever happens.
   * @throws `invalid_message` `message_too_long`
   */
  send(content: string | readonly Part[]): Promise<MessageId>
  /** Opens the window and, with a `message`, sends it. Resolves to that message's id. An open conversation is continued. */
  startConversation(options?: StartOptions): Promise<MessageId | undefined>
  /** Ends the open conversation, if there is one. The thread stays, and the next message starts a new conversation. */
  endConversation(): Promise<void>
  /** Says who the visitor is. Shown at the desk as "says to be"; opens no history. What is absent stays as it was. */
  identify(identity: Identity): Promise<void>
  /**
   * Makes the visitor a stranger again: the key to the thread, waiting messages and drafts leave this device, in all
   * its tabs, and the page goes on with a new visitor. Use it on sign-out.
   */
  forget(): Promise<void>
  /**
   * Lets a click on an element, or on whatever fits a CSS selector now or later, start the reception (RC-6), and returns
   * its own undo. The element keeps its look and its handlers; it works with the keyboard where it can have the focus. A
   * link leads where it led, and the window comes with the next page, unless it leads to `#` or has `data-foyer`. Wrong
   * use is one line in the console and an `error` event. May be called before `init`.
   */
  bind(target: Element | string, options?: BindOptions): Stop
  /** Undoes all `bind` of this element, or of this selector. */
  unbind(target: Element | string): void
  /**
   * Puts the chat into an element (RC-18), as `<foyer-chat>` does, and returns its own undo. Beside others and beside the
   * window it shows the same thread. Wrong use is one line in the console and an `error` event. May be called before `init`.
   */
  mount(element: Element, options?: MountOptions): Stop
  /**
   * Starts another site on this page, beside this one, as a second script tag does (RC-18). Resolves to its own Foyer,
   * which `destroy` of this one ends too. A site that is there already is not started twice.
   * @throws `invalid_option`
   */
  addSite(options: FoyerOptions): Promise<Foyer>
  /** Calls `listener` on each such event, and returns its own undo. */
  on<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): Stop
  /** As `on`, for the next such event only. */
  once<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): Stop
  /** Undoes `on` and `once`. */
  off<Name extends FoyerEventName>(name: Name, listener: FoyerListener<Name>): void
  /** What Foyer is doing now. */
  getState(): FoyerState
  /** The number of unread messages. */
  unreadCount(): number
  /**
   * Leaves nothing behind: no node, binding, listener, timer, style, connection, and nothing stored, so that messages which have
   * not gone out yet are lost, and the visitor comes back as a stranger. To take Foyer away for a while use `hide`.
   * `init` works afterwards.
   */
  destroy(): Promise<void>
}

/** What {@link Foyer.getState} says before `init`. */
export const IDLE: FoyerState = { status: 'idle', isOpen: false, isHidden: false, unread: 0 }
