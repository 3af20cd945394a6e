/** The chat in a box of the page (RC-18). Fetched where there is one. */
import type { ComponentId, Part, SiteConfig, StartContext } from '@foyer/sdk/protocol'
import type { Stop, ThreadClient } from '@foyer/sdk/thread'
import type { Ground } from './ground.ts'
import type { ChatWindow } from './ports.ts'
import type { MountOptions } from './types.ts'
import { wrongUse } from './wrong-use.ts'

/** The window fills the box; without a height of its own the box takes the window's least. What the page sets on it wins. */
const SHEET = `
:host{display:block}
:host([hidden]){display:none}
.layer{all:initial;display:block;block-size:100%;text-size-adjust:100%;-webkit-text-size-adjust:100%}
@media print{.layer{display:none}}
`
/** Fetched a little before it comes into view. */
const AHEAD = '300px'

/** Shadow roots stay for as long as their element; the next chat in it uses the same. */
const roots = new WeakMap<Element, ShadowRoot>()
const taken = new WeakSet<Element>()

/** A chat that did not come is fetched again. */
const RETRY_MS = 10_000

/**
 * Puts the chat into an element until it is undone. Meanwhile, and before it is there, what the page has in the element is
 * seen. The window is fetched when the box comes near the visible part of the page; it goes if its component does.
 *
 * @throws `invalid_option`
 */
export function mount(ground: Ground, element: unknown, { component, language = 'auto', onReady, onGone }: MountOptions = {}): Stop {
  if (!(element instanceof Element)) throw wrongUse('mount takes an element.')
  if (taken.has(element)) throw wrongUse('There is a chat in this element already.')
  const root = rootOf(element)
  taken.add(element)
  const componentId = component as ComponentId | undefined
  const life = new AbortController()
  const { signal } = life
  let chat: ChatWindow | undefined
  let config: SiteConfig | undefined
  let look = ''
  /** The chat may keep files on the device. */
  let keptFiles = false
  let isNear = false
  let isEndInSight = false
  let isFilling = false
  let isRefused = false

  /** Brings what is there in line with what is to be there. */
  function settle(): void {
    if (!config || signal.aborted) return
    const hasComponent = !componentId || config.components.some(({ id }) => id === componentId)
    if (!hasComponent) {
      empty()
      if (!isRefused) ground.report(wrongUse(`The site has no reception component ${String(component)}.`))
      isRefused = true
    } else if (isNear && !chat && !isFilling) {
      isFilling = true
      fill()
        .catch((error: unknown) => {
          if (signal.aborted) return
          ground.report(error)
          signal.addEventListener('abort', ground.clock.after(RETRY_MS, settle))
        })
        .finally(() => (isFilling = false))
    }
  }

  const languageIn = (site: SiteConfig) => (language === 'auto' ? ground.language() : ground.parts.chooseLanguage(language, site.language))

  async function fill(): Promise<void> {
    const [site, basis, { createChatWindow }] = await Promise.all([
      ground.settings(),
      ground.talk().then((talk) => talk.windowBasis()),
      ground.parts.loadWindow(),
    ])
    if (signal.aborted) return
    const layer = document.createElement('div')
    layer.className = 'layer'
    keptFiles = !ground.terms.isAlone
    root.replaceChildren(layer, end)
    chat = createChatWindow({
      ...basis,
      thread: inBox(basis.thread, {
        isRead: () => isEndInSight,
        ...(componentId && { start: () => ({ page: ground.page(), componentId }) }),
      }),
      root,
      layer,
      place: 'inline',
      language: languageIn(site),
      corner: 'bottom-end',
      offset: { inline: 0, block: 0 },
      onCloseRequest: () => undefined,
    })
    chat.open({ focus: false })
    onReady?.()
  }

  function empty(): void {
    keptFiles = false
    if (!chat) return
    chat = void chat.destroy()
    root.replaceChildren(document.createElement('slot'))
    onGone?.()
  }

  const near = new IntersectionObserver(
    ([entry]) => {
      isNear ||= entry?.isIntersecting ?? false
      settle()
    },
    { rootMargin: AHEAD },
  )
  const seen = new IntersectionObserver(([entry]) => {
    if (componentId && entry?.isIntersecting) ground.note('shown', componentId)
  })
  for (const observer of [near, seen]) observer.observe(element)
  /** At the lower edge of the box, where the thread ends: what is said there counts as read once that is in sight (CW-9). */
  const end = document.createElement('div')
  const read = new IntersectionObserver(([entry]) => {
    isEndInSight = entry?.isIntersecting ?? false
    // Drawn again, the window looks again at what is read.
    if (isEndInSight) chat?.open({ focus: false })
  })
  read.observe(end)
  const stopFollowing = ground.follow((view) => {
    // Made when it might keep files on the device, it would go on doing so.
    if (keptFiles && ground.terms.isAlone) empty()
    const nextLook = `${ground.language()} ${ground.hooks?.revision}`
    if (config !== view.config || look !== nextLook) chat?.update(view.config, languageIn(view.config))
    config = view.config
    look = nextLook
    settle()
  })

  const stop = () => {
    if (signal.aborted) return
    life.abort()
    for (const observer of [near, seen, read]) observer.disconnect()
    stopFollowing()
    empty()
    taken.delete(element)
  }
  ground.signal.addEventListener('abort', stop, { signal })
  return stop
}

/**
 * One thread for all windows. What begins a conversation in a box is told where it was written, and what nobody has in
 * sight is not read.
 */
const inBox = (thread: ThreadClient, { isRead, start }: { isRead(): boolean; start?(): StartContext }): ThreadClient =>
  Object.create(thread, {
    markRead: { value: () => isRead() && thread.markRead() },
    ...(start && { send: { value: (parts: readonly Part[]) => thread.send(parts, start()) } }),
  }) as ThreadClient

function rootOf(element: Element): ShadowRoot {
  const known = roots.get(element)
  if (known) return known
  try {
    const root = element.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(SHEET)
    root.adoptedStyleSheets = [sheet]
    root.append(document.createElement('slot'))
    roots.set(element, root)
    return root
  } catch {
    throw wrongUse(`A ${element.localName} cannot hold a chat, or has a shadow root already. Take an empty div.`)
  }
}
