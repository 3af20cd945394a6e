/**
 * The program of the hosted page (RC-8) and of the popup (CW-1): the SDK as every page has it, with another reception. There is no component to
 * click on; the window is the page, and opens at once.
 *
 * The document says in attributes of `#chat` which site it is for, which component led here, in which language, and of a
 * popup which page opened it. It
 * keeps no cookie; where storage is denied the visitor is a new one with each loading, as on any page.
 */
import { createFoyer } from '@foyer/sdk/api'
import type { ChatWindowOptions, Reception, ReceptionOptions } from '@foyer/sdk/api'
import { WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { ComponentId, Language, Result, WindowSettings } from '@foyer/sdk/protocol'
import { createChatWindow } from '../chat-window/index.ts'
import { pageCss } from '../chat-window/page.css.ts'
import { receiveVisitor } from './popup.ts'

const box = document.querySelector<HTMLElement>('#chat')
const instead = document.querySelector<HTMLElement>('#instead')
if (!box) throw new Error('The page has no place for the chat.')
const { site = '', component, language, counted, opener } = box.dataset
const { title } = document
let isCounted = counted === undefined

/** Beside the document's own words, which stay until the window is there. */
const host = document.createElement('div')
document.body.append(host)
const root = host.attachShadow({ mode: 'open' })

/** The window as all of the page. */
const loadWindow = async () => ({
  // It is in a window of its own already.
  createChatWindow: ({ popup: _popup, ...options }: ChatWindowOptions) =>
    createChatWindow({
      ...options,
      // A popup is the chat of the page that opened it; here the menu of the hosted page stands (MN-1).
      ...(opener === undefined && { loadSettings: () => hostedSettings(options) }),
      place: 'page',
      css: pageCss,
      // The settings of the site say nothing of components that stand in articles, so the page says it itself. Without its
      // query, in which messengers write whom the link came from (CW-26).
      startContext: () => ({ page: { url: location.origin + location.pathname, title }, ...(component && { componentId: component as ComponentId }) }),
    }),
})

const hostedSettings = async ({ server, credentials, language: spoken }: ChatWindowOptions): Promise<WindowSettings | undefined> => {
  const told = (await (await fetch(`${server}${WINDOW_PATHS.window(credentials.site, spoken)}&place=hosted`)).json()) as Result<WindowSettings>
  return told.ok ? told.value : undefined
}

function createReception({ onShown, onFollowed }: ReceptionOptions): Reception {
  const layer = document.createElement('div')
  root.append(layer)
  // Coming here is the click; nothing else on the way could be counted (RC-16).
  queueMicrotask(() => {
    if (isCounted || !component) return
    isCounted = true
    onShown(component as ComponentId)
    onFollowed(component as ComponentId)
  })
  return {
    root,
    layer,
    render: () => undefined,
    focus: () => false,
    loadWindow,
    destroy: () => layer.remove(),
  }
}

const foyer = createFoyer({ loadReception: async () => ({ createReception }), loadWindow, chooseLanguage: () => language as Language }, import.meta.url)

/** As long as it does not open, the document says how else to reach the company. */
const open = () =>
  foyer.open().then(
    () => instead?.remove(),
    () => instead?.classList.add('now'),
  )

const begin = () => {
  // What a popup keeps goes with it: the visitor is the one of the page that opened it.
  void foyer.init({ site, server: location.origin, ...(opener !== undefined && { consent: 'session' }) })
  void open()
  addEventListener('online', () => void open())
  // Another tab has made the visitor a stranger: the talk of the new one begins.
  foyer.on('close', () => queueMicrotask(() => void open()))
}

if (opener === undefined) begin()
else void receiveVisitor({ site, opener, page: window }).then(begin)
