/** What `<foyer-chat>` does; its tag is defined in `foyer-chat.define.ts`. */
import type { Core, Foyer, FoyerEventName, FoyerEvents } from '@foyer/sdk/api'

/**
 * The chat as an element of the page (RC-18): it fills its box, and beside others it shows the same thread. What the page
 * has in it is seen until the chat is there.
 *
 * Attributes, and properties of the same names that are kept in them; a change is followed at once:
 *
 * | name | what it says | default |
 * | --- | --- | --- |
 * | `component` | id of the reception component that what is written here counts for | none |
 * | `site` | key of another site, which need not have a script tag on the page | the site of the script tag |
 * | `server` | address of that site's server | where the script came from |
 * | `language` | language of this chat, as `en` or `zh-CN` | as the rest |
 *
 * @event foyer-open - the chat can be used
 * @event foyer-close - the chat is gone: the element has left the page, or its component was switched off
 * @event foyer-message - a message was sent or has come; `detail` is as of the SDK's `message:sent` and `message:received`
 * @event foyer-conversation - a conversation has begun, was queued, assigned, transferred or ended; `detail` is as of the
 *   SDK's `conversation:…`, with `type` for what has happened
 * @event foyer-unread - `detail.count` messages are unread
 * @event foyer-error - something went wrong; `detail` is as of the SDK's `error`
 */
export interface FoyerChatElement extends HTMLElement {
  component: string | null
  site: string | null
  server: string | null
  language: string | null
}

const NAMES = ['component', 'site', 'server', 'language'] as const

/** What is told on the element, and as what. */
const EVENTS = {
  'message:sent': 'foyer-message',
  'message:received': 'foyer-message',
  'conversation:started': 'foyer-conversation',
  'conversation:queued': 'foyer-conversation',
  'conversation:assigned': 'foyer-conversation',
  'conversation:transferred': 'foyer-conversation',
  'conversation:ended': 'foyer-conversation',
  'unread': 'foyer-unread',
  'error': 'foyer-error',
} as const satisfies Partial<Record<FoyerEventName, string>>

interface Chat {
  /** What it was made with. */
  readonly made: string
  readonly stop: () => void
}

const chats = new WeakMap<HTMLElement, Chat>()
const watched = new WeakSet<HTMLElement>()
let hasProperties = false

/** Likewise, with the methods once they are there. */
export const settleWith = async (element: HTMLElement, { door }: Pick<Core, 'door'>): Promise<void> => settleChat(element, await door())

/** Brings an element in line with its attributes, and with whether it is in the page. */
export function settleChat(element: HTMLElement, foyer: Foyer): void {
  if (!hasProperties) giveProperties(Object.getPrototypeOf(element) as object)
  hasProperties = true
  adoptProperties(element)
  if (!watched.has(element)) {
    watched.add(element)
    new MutationObserver(() => settleChat(element, foyer)).observe(element, { attributeFilter: [...NAMES] })
  }

  const wish = wishOf(element)
  const made = JSON.stringify(wish)
  const chat = chats.get(element)
  // Moved within the page it is taken out and put in again before this is heard of.
  if (element.isConnected && chat?.made === made) return
  chat?.stop()
  chats.delete(element)
  if (element.isConnected) chats.set(element, { made, stop: begin(element, foyer, wish) })
}

interface Wish {
  readonly component?: string
  readonly site?: string
  readonly server?: string
  readonly language?: string
}
const wishOf = (element: HTMLElement): Wish => Object.fromEntries(NAMES.flatMap((name) => (element.hasAttribute(name) ? [[name, element.getAttribute(name)]] : [])))

function begin(element: HTMLElement, foyer: Foyer, { component, site, server, language }: Wish): () => void {
  const stops: (() => void)[] = []
  let isOver = false
  const tell = (name: string, detail: unknown = {}) => void element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))

  function use(its: Foyer): void {
    if (isOver) return
    for (const [name, told] of Object.entries(EVENTS) as [keyof typeof EVENTS, string][]) {
      stops.push(its.on(name, (payload: FoyerEvents[typeof name]) => tell(told, told === 'foyer-conversation' ? { type: name.split(':')[1], ...payload } : payload)))
    }
    stops.push(
      its.mount(element, {
        ...(component && { component }),
        ...(language && { language }),
        onReady: () => tell('foyer-open'),
        onGone: () => tell('foyer-close'),
      }),
    )
  }
  // What another site shows besides is for its own script tag to say. A refusal is in the console by itself.
  if (site) foyer.addSite({ site, isHidden: true, ...(server && { server }), ...(language && { language }) }).then(use, (error: unknown) => tell('foyer-error', error))
  else use(foyer)
  return () => {
    isOver = true
    // The mount first: its end is still told.
    for (const stop of stops.toReversed()) stop()
  }
}

/** Properties, once for all elements: frameworks set these where they find them, and attributes where not. */
function giveProperties(prototype: object): void {
  for (const name of NAMES) {
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        return this.getAttribute(name)
      },
      set(this: HTMLElement, value: unknown) {
        if (value === null || value === undefined) this.removeAttribute(name)
        else this.setAttribute(name, String(value))
      },
    })
  }
}

/** What was set on the element before it had the properties. */
function adoptProperties(element: HTMLElement): void {
  for (const name of NAMES) {
    const own = Object.getOwnPropertyDescriptor(element, name)
    if (!own) continue
    Reflect.deleteProperty(element, name)
    ;(element as FoyerChatElement)[name] = own.value as string
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'foyer-chat': FoyerChatElement
  }
}
