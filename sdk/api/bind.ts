/**
 * Elements of the page that start the reception (RC-6): those that the settings name by selectors, and those that the
 * page binds from code. Fetched where there are some.
 *
 * Clicks are heard on the window, on their way down, and elements are looked for then: whatever an element's own handlers
 * do with the event, and whenever it came into the page, it works; and nothing of ours hangs on it. Only an element in a
 * closed shadow root, which cannot be seen from outside, is listened to itself. An element keeps its own handlers and its
 * default, with one exception: a link to `#` or to nothing, or one with `data-foyer`, leads nowhere any more. Any other
 * link leads where it led, and the window comes with the next page.
 *
 * Of several bound elements around a click the innermost counts; of several bindings of an element, the last.
 */
import type { ComponentId, ReceptionComponent } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
import { whenIdle } from './browser.ts'
import { leadElsewhere } from './elsewhere.ts'
import type { Ground } from './ground.ts'
import type { ReceptionView } from './ports.ts'
import type { BindOptions } from './types.ts'
import { wrongUse } from './wrong-use.ts'

export interface Binder {
  /** Binds an element, or whatever fits a selector, now or later. Wrong use is told, and binds nothing. */
  bind(target: unknown, options?: BindOptions): Stop
}

interface Binding {
  readonly componentId?: ComponentId | undefined
  readonly message?: string | undefined
  /** Present if it is not bound to one element. */
  readonly selector?: string
  /** The message is out: with the first click of a page. */
  isSaid?: boolean
}

/** What a click or a focus can do by itself; the keys are then the browser's business. */
const NATIVE = 'a[href],area[href],button,input,select,textarea,summary,label,audio,video,iframe,[contenteditable]'
/** What may say that it opens something (WAI-ARIA 1.2, `aria-haspopup` and `aria-expanded`). */
const MAY_EXPAND = 'a[href],button,[role=button],[role=link],[role=menuitem]'
/** A page at work changes a lot at once. */
const LOOK_WITHIN_MS = 500

const binders = new WeakMap<Ground, Binder>()

/** One for each session. */
export function binderOf(ground: Ground): Binder {
  const binder = binders.get(ground) ?? createBinder(ground)
  binders.set(ground, binder)
  return binder
}

function createBinder(ground: Ground): Binder {
  const { server, signal } = ground
  let view: ReceptionView | undefined
  let ofSettings: readonly Binding[] = []
  let shownNow: ReceptionView['components'] = []
  let ofPage: readonly Binding[] = []
  /** Elements are held weakly: a page that throws one away need not tell us. */
  const byElement = new WeakMap<Element, readonly Binding[]>()
  const elements = new Set<WeakRef<Element>>()
  /** The attributes that are ours, by element. */
  const marked = new Map<Element, readonly string[]>()
  const refused = new Set<string>()
  /** Started by a key a moment ago, in the same turn of the loop: an own handler of the page may click it as well. */
  let justStarted: Element | undefined
  /** The space bar is down on it. */
  let pressed: Element | undefined
  const handled = new WeakSet<Event>()

  const componentOf = ({ componentId }: Binding): ReceptionComponent | undefined => view?.config.components.find(({ id }) => id === componentId)
  /** A component that is gone lets go of its elements; it takes them again if it comes back. */
  const holds = (binding: Binding) => !view || !binding.componentId || componentOf(binding) !== undefined
  /** Outside working hours it stands for leaving a message, whatever it leads to by day (RC-9). */
  const isAway = ({ componentId }: Binding) => view?.components.find(({ id }) => id === componentId)?.isAway ?? false
  const opensWindow = (binding: Binding) => {
    const { kind = 'web-chat', style } = componentOf(binding) ?? {}
    return isAway(binding) || (kind === 'web-chat' && style !== 'link')
  }

  const bindingOf = (element: Element): Binding | undefined =>
    byElement.get(element)?.findLast(holds) ??
    [...ofSettings, ...ofPage].findLast((binding) => binding.selector && holds(binding) && element.matches(binding.selector))

  /** The innermost bound element around what has happened. */
  function find(event: Event): { element: Element; binding: Binding; link: Element | undefined } | undefined {
    if (handled.has(event)) return undefined
    const path = event.composedPath().filter((node) => node instanceof Element)
    // What is ours is not the page's, whatever selector fits.
    if (path.some(({ localName }) => localName === 'foyer-widget' || localName === 'foyer-chat')) return undefined
    for (const element of path) {
      const binding = bindingOf(element)
      if (!binding) continue
      if (element.matches(':disabled, [aria-disabled=true]')) return undefined
      return { element, binding, link: path.find((one) => one.matches('a[href], area[href]')) }
    }
    return undefined
  }

  function onClick(event: Event): void {
    const { ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent
    const found = find(event)
    if (!found) return
    const { element, binding, link } = found
    handled.add(event)
    if (element === pressed) pressed = undefined
    if (element === justStarted) return
    // The visitor wants the link in a tab or window of its own.
    if (link && (ctrlKey || metaKey || shiftKey || altKey)) return
    if (link && leadsNowhere(link)) event.preventDefault()
    else if (link && opensWindow(binding)) ground.tab.set('open', 'yes')
    start(element, binding)
  }

  /** What is no button by itself reacts to keys as one does. */
  function onKey(event: KeyboardEvent): void {
    const { key, type } = event
    const isSpace = key === ' '
    if (!isSpace && key !== 'Enter') return
    const wasPressed = pressed
    if (type === 'keyup') pressed = undefined
    if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const found = find(event)
    if (!found || event.composedPath()[0] !== found.element || found.element.matches(NATIVE)) return
    const { element, binding } = found
    handled.add(event)
    if (type === 'keydown' && isSpace) {
      // Or the page would scroll.
      event.preventDefault()
      pressed = element
    } else if (isSpace ? element === wasPressed : type === 'keydown') {
      justStarted = element
      ground.clock.after(0, () => (justStarted = undefined))
      start(element, binding)
    }
  }

  function start(from: Element, binding: Binding): void {
    const component = componentOf(binding)
    if (component) ground.note('clicked', component.id)
    if (component && !isAway(binding) && leadElsewhere(component, server)) return
    open(from, binding).catch((error: unknown) => signal.aborted || ground.report(error))
  }

  const open = (from: Element, binding: Binding) => Promise.all([ground.open({ componentId: binding.componentId, from }), say(binding)])

  async function say(binding: Binding): Promise<void> {
    const { componentId, message } = binding
    if (message === undefined || binding.isSaid) return
    binding.isSaid = true
    try {
      const talk = await ground.talk()
      if (componentId) talk.aim({ componentId })
      await talk.send(message)
    } catch (error) {
      binding.isSaid = false
      throw error
    }
  }

  let isPrepared = false
  function onIntent(event: Event): void {
    if (isPrepared) return
    const found = find(event)
    if (!found || !opensWindow(found.binding)) return
    isPrepared = true
    ground.prepare()
  }

  function listen(target: EventTarget, until: AbortSignal): void {
    const options = { capture: true, passive: false, signal: until }
    target.addEventListener('click', onClick, options)
    for (const type of ['keydown', 'keyup']) target.addEventListener(type, (event) => onKey(event as KeyboardEvent), options)
    for (const type of ['pointerover', 'focusin', 'touchstart']) target.addEventListener(type, onIntent, { ...options, passive: true })
  }

  // --- what elements say of themselves, and whether they are seen

  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const componentId = isIntersecting && bindingOf(target)?.componentId
      if (!componentId) continue
      ground.note('shown', componentId)
      watcher.unobserve(target)
    }
  })

  /** All bound elements that are in the page now. */
  function inPage(): Set<Element> {
    const found = new Set<Element>()
    for (const { selector } of [...ofSettings, ...ofPage].filter(holds)) {
      if (selector) for (const element of document.querySelectorAll(selector)) found.add(element)
    }
    for (const ref of elements) {
      const element = ref.deref()
      if (!element || !byElement.has(element)) elements.delete(ref)
      else if (element.isConnected && bindingOf(element)) found.add(element)
    }
    return found
  }

  function look(): void {
    const now = inPage()
    for (const element of marked.keys()) if (!now.has(element)) unmark(element)
    for (const element of now) mark(element)
  }

  function mark(element: Element): void {
    const binding = bindingOf(element)
    if (!binding) return
    if (!marked.has(element)) watcher.observe(element)
    const can = element.matches(MAY_EXPAND) && opensWindow(binding)
    const own = marked.get(element) ?? ['aria-haspopup', 'aria-expanded'].filter((name) => can && !element.hasAttribute(name))
    marked.set(element, own)
    if (own.includes('aria-haspopup')) element.setAttribute('aria-haspopup', 'dialog')
    if (own.includes('aria-expanded')) element.setAttribute('aria-expanded', String(view?.isOpen ?? false))
  }

  function unmark(element: Element): void {
    for (const name of marked.get(element) ?? []) element.removeAttribute(name)
    marked.delete(element)
    watcher.unobserve(element)
  }

  let stopLooking: Stop | undefined
  const lookSoon = () => {
    stopLooking ??= whenIdle(LOOK_WITHIN_MS, () => {
      stopLooking = undefined
      look()
    })
  }
  const changes = new MutationObserver(lookSoon)

  // --- bindings

  /** A selector that is none is one line in the console, and the others work. */
  function isSelector(selector: string): boolean {
    try {
      document.querySelector(selector)
      return true
    } catch {
      if (!refused.has(selector)) refuse(`${selector} is not a CSS selector.`)
      refused.add(selector)
      return false
    }
  }
  const refuse = (message: string) => ground.report(wrongUse(message))

  ground.follow((now) => {
    const isOther = view?.config !== now.config || shownNow !== now.components
    const wasOpen = view?.isOpen
    view = now
    if (isOther) {
      shownNow = now.components
      ofSettings = now.components.flatMap(({ id: componentId, selectors = [] }) => selectors.filter(isSelector).map((selector) => ({ selector, componentId })))
    }
    if (isOther || wasOpen !== now.isOpen) look()
  })
  listen(window, signal)
  changes.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['id', 'class', 'href', 'role'] })
  signal.addEventListener('abort', () => {
    changes.disconnect()
    watcher.disconnect()
    stopLooking?.()
    for (const element of marked.keys()) unmark(element)
  })

  return {
    bind(target, { component, message } = {}) {
      const componentId = component as ComponentId | undefined
      const nothing = () => undefined
      if (typeof target === 'string') {
        if (!isSelector(target)) return nothing
      } else if (!(target instanceof Element)) {
        refuse('bind takes an element or a CSS selector.')
        return nothing
      }
      ground.settings().then(
        ({ components }) => componentId && !components.some(({ id }) => id === componentId) && refuse(`The site has no reception component ${String(component)}.`),
        // Without settings there is more to say, and it is said.
        () => undefined,
      )
      return typeof target === 'string' ? bindSelector({ componentId, message, selector: target }) : bindElement(target, { componentId, message })
    },
  }

  function bindSelector(binding: Binding): Stop {
    ofPage = [...ofPage, binding]
    look()
    return () => {
      ofPage = ofPage.filter((one) => one !== binding)
      look()
    }
  }

  function bindElement(element: Element, binding: Binding): Stop {
    const life = new AbortController()
    const ref = new WeakRef(element)
    elements.add(ref)
    byElement.set(element, [...(byElement.get(element) ?? []), binding])
    const root = element.getRootNode()
    if (root instanceof ShadowRoot && root.mode === 'closed') listen(element, AbortSignal.any([life.signal, signal]))
    look()
    return () => {
      life.abort()
      elements.delete(ref)
      const bound = ref.deref()
      const left = bound && byElement.get(bound)?.filter((one) => one !== binding)
      if (bound && left?.length) byElement.set(bound, left)
      else if (bound) byElement.delete(bound)
      look()
    }
  }
}

/** A link that is a button in truth, or that the page has said to be one. */
const leadsNowhere = (link: Element) => /^#?$/.test(link.getAttribute('href') ?? '') || link.hasAttribute('data-foyer')
