/**
 * What a visitor sees of Foyer before the first click: the components in their places. State comes down as a
 * {@link ReceptionView}; requests go up.
 *
 * Every visible piece can be styled by the page (RC-19): `foyer-widget::part(button)` is the button of every component,
 * `::part(card-button)` that of cards alone, `::part(card)` the whole of each card, `::part(component)` the whole of
 * each. What a style has is at its class.
 *
 * | part | what it is |
 * | --- | --- |
 * | `component` | the whole of a component, where it stands |
 * | `box` | the surface of a card, a bar, a contact card |
 * | `button` | what one clicks: a button or a link |
 * | `icon` `avatar` `picture` | an icon; a face or the disc in its place; the owner's own picture |
 * | `name` `greeting` | shown name; greeting line |
 * | `badge` | the count of unread messages |
 * | `close` | what closes it |
 * | `title` `text` `code` `hint` | on the contact card of an account, a group or a member |
 *
 * | property, on the document's element | what it sets, for all components |
 * | --- | --- |
 * | `--foyer-accent` | their colour, any CSS colour; text on it stays readable by itself. Default: the component's, else the site's |
 * | `--foyer-font` | their font family. Default: the system's |
 * | `--foyer-radius` | the radius of cards; the others follow. Default `12px` |
 * | `--foyer-offset-inline` `--foyer-offset-block` | their distance from the edges. Default: each component's |
 * | `--foyer-layer` | a `z-index` to stand at, in place of the browser's top layer. Read when Foyer starts |
 */
import type { ComponentId, Language, SiteConfig } from '@foyer/sdk/protocol'
import type { Reception, ReceptionOptions, ReceptionView, ShownComponent } from '@foyer/sdk/api'
import { firstTokens } from '../shell/first-tokens.ts'
import { createHost } from '../shell/host.ts'
import { loadOpening, loadWindow } from '../shell/load-window.ts'
import type { OpeningView, OwnTable } from '../shell/opening.ts'
import { addSheet } from '../shell/sheet.ts'
import { directionOf } from '../shell/words/choose-language.ts'
import { arrived, fetchParts, load, partsOf, type Part } from './load.ts'
import { receptionStyles } from './reception.styles.ts'
import type { ReceptionElement, ReceptionElementView } from './reception-element.ts'
import type { ReceptionWords } from '../shell/words/reception/en.ts'

/** From the bottom up, as they are laid out. Bars have a row of their own, and lift what stands in the corners. */
const ROWS = ['bottom-bar', 'bottom-start bottom bottom-end', 'start end', 'top-start top top-end']
/** What a page can reach inside of them. */
const PIECES = 'box button icon avatar picture name greeting badge close title text code hint'.split(' ')

interface OwnWords extends OwnTable {
  (of: Language): ReceptionWords | undefined
}

export function createReception({ language, server, onIntent, onToggleRequest, onFollowed, onCloseRequest, onShown }: ReceptionOptions): Reception {
  const host = createHost()
  const theme = addSheet(host.root)
  addSheet(host.root, receptionStyles)

  const put = (parent: Element, className: string) => {
    const element = document.createElement('div')
    element.className = className
    parent.append(element)
    return element
  }
  const stage = put(host.layer, 'stage')
  const stacks: Record<string, Element> = {}
  for (const places of ROWS) {
    const row = put(stage, 'row')
    for (const place of places.split(' ')) stacks[place] = put(row, `stack ${place}`)
  }
  const aloud = put(host.layer, 'aloud')
  aloud.role = 'status'

  let view: ReceptionView & { readonly own: OwnWords }
  let config: SiteConfig | undefined
  let showOpening: ((view: OpeningView) => void) | undefined
  /** The component by which the window was last wanted. */
  let clicked: string | undefined
  /** What of the page had the focus before a component did. */
  let origin: HTMLElement | undefined

  const elements = new Map<string, ReceptionElement>()
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        sight.unobserve(target)
        onShown(target.id as ComponentId)
      }
    },
    { threshold: 0.5 },
  )

  /** The words of a language, or another table of it, with the workspace's own in them (CW-18). */
  const own = ((of: Language, table: object | undefined = arrived[of]?.words) => arrived.own?.ownWords(table, view.config.texts?.[of], of) ?? table) as OwnWords
  const viewOf = (component: ShownComponent, spoken = component.language ?? language): ReceptionElementView => ({
    ...view,
    component,
    server,
    language: spoken,
    words: own(spoken),
    icons: { ...arrived.icons?.icons, phone: arrived.phone?.phone },
  })
  const make = (name: string) => {
    const element = document.createElement(`foyer-${name}`) as ReceptionElement
    element.part.add('component', name)
    element.setAttribute('exportparts', PIECES.map((piece) => `${piece},${piece}:${name}-${piece}`).join())
    return element
  }
  /** Takes a component away. If the focus was in it, it goes to another one, or to where it came from. */
  const drop = (id: string, element: ReceptionElement) => {
    const hadFocus = host.root.activeElement === element
    element.remove()
    elements.delete(id)
    if (hadFocus) ([...elements.values()][0] ?? origin)?.focus()
  }
  /** Whether these are there. If not, all is drawn again when they have come. */
  const has = (parts: Part[]) => !fetchParts(parts.concat(view.config.texts ? 'own' : []))?.then(draw, () => undefined)

  const draw = () => {
    const { isHidden, unread } = view
    const components = isHidden ? [] : view.components
    if (config !== view.config) theme.replaceSync(firstTokens((config = view.config).theme))

    const stay = new Set<string>()
    const filled: Record<string, number> = {}
    for (const component of components) {
      const { id, position } = component
      const parts = partsOf(component, language)
      const [style] = parts
      if (!style) continue
      stay.add(id)
      if (!has(parts)) continue
      let element = elements.get(id)
      if (element?.localName !== `foyer-${style}`) {
        if (element) drop(id, element)
        element = make(style)
        element.id = id
        elements.set(id, element)
        sight.observe(element)
      }
      element.view = viewOf(component)
      const place = style.endsWith('bar') ? 'bottom-bar' : position
      const at = (filled[place] = (filled[place] ?? -1) + 1)
      const stack = stacks[place]
      if (stack?.children[at] !== element) stack?.insertBefore(element, stack.children[at] ?? null)
    }
    for (const [id, element] of elements) if (!stay.has(id)) drop(id, element)

    const chat = unread && components.find(leadsToWindow)
    aloud.textContent = chat && has([language]) ? (own(language)?.unread(chat.shownName, unread) ?? '') : ''
    showOpening?.({ ...view, clicked })
  }

  const on = (type: string, listen: (component: ShownComponent, event: Event) => void) =>
    host.layer.addEventListener(type, (event) => {
      const component = view.components.find(({ id }) => id === (event.target as Element).id)
      if (component) listen(component, event)
    })
  const toggle = ({ id }: ShownComponent) => {
    clicked = id
    onToggleRequest(id)
  }
  const intend = (component: ShownComponent) => {
    if (leadsToWindow(component)) onIntent()
    else if (component.card) has(['contact-card'])
  }
  on('foyer-open-request', toggle)
  on('foyer-close-request', toggle)
  on('foyer-dismiss-request', ({ id }) => onCloseRequest(id))
  on('foyer-follow-request', (component) => {
    onFollowed(component.id)
    if (!component.card) return
    const show = () => host.layer.append(Object.assign(make('contact-card'), { view: viewOf(component) }))
    load('contact-card').then(show, () => undefined)
  })
  on('pointerover', intend)
  on('focusin', (component, event) => {
    const { relatedTarget } = event as FocusEvent
    if (relatedTarget instanceof HTMLElement && !host.root.contains(relatedTarget)) origin = relatedTarget
    intend(component)
  })

  return {
    root: host.root,
    layer: host.layer,
    render(now) {
      view = { ...now, own }
      const { layer } = host
      layer.lang = language = now.language ?? language
      layer.dir = directionOf(language)
      draw()
    },
    async loadWindow() {
      // Side by side, and the small one is not kept waiting: it says that the other is on its way, or did not come.
      const [chatWindow, opening] = [loadWindow(), loadOpening()]
      chatWindow.catch(() => undefined)
      showOpening ??= (await opening).createOpening(host, language)
      draw()
      return chatWindow
    },
    focus(componentId) {
      const found = elements.get(componentId)
      found?.focus()
      return found !== undefined
    },
    destroy() {
      sight.disconnect()
      host.destroy()
    },
  }
}

const leadsToWindow = ({ kind, isAway }: ShownComponent) => isAway || kind === 'web-chat'
