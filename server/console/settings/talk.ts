/** The window in a box, with a sample talk or with none. Loaded when a preview is shown. */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, SiteConfig, SiteKey, WindowSettings } from '@foyer/sdk/protocol'
import { createChatWindow } from '@foyer/widget/chat-window/index.ts'
import type { ChatWindow } from '@foyer/widget/chat-window/index.ts'
import { NOW, STATES } from '@foyer/widget/chat-window/preview/states.ts'
import { createStubThread } from '@foyer/widget/chat-window/testing/stub-thread.ts'
import type { StubThread } from '@foyer/widget/chat-window/testing/stub-thread.ts'
import { directionOf } from '@foyer/widget/shell/words/index.ts'

export interface WindowSample {
  /** Of the window's own samples. Default `talk`. */
  readonly state?: 'talk' | 'empty' | 'survey'
  /** Default: none. */
  loadSettings?(): Promise<WindowSettings | undefined>
  /** Makes the sample answer what is done in it. Default: it says yes to all, and nothing happens. */
  answer?(thread: StubThread): void
}

export function mountWindow(root: ShadowRoot, site: SiteConfig, language: Language, { state = 'talk', loadSettings = async () => undefined, answer }: WindowSample = {}): ChatWindow {
  const sample = STATES.find(({ name }) => name === state)
  if (!sample) throw new Error(`There is no sample of the window called ${state}.`)
  const thread = createStubThread(sample.state(language), () => NOW)
  answer?.(thread)
  const layer = document.createElement('div')
  layer.dir = directionOf(language)
  layer.style.blockSize = '100%'
  root.append(layer)
  const chat = createChatWindow({
    root,
    layer,
    thread,
    site,
    language,
    place: 'inline',
    corner: 'bottom-end',
    offset: { inline: 20, block: 20 },
    server: '',
    now: () => NOW,
    credentials: { protocol: PROTOCOL, site: '' as SiteKey, token: '' },
    loadSettings,
    onForgetRequest: () => undefined,
    onCloseRequest: () => undefined,
    device: { get: () => undefined, set: () => undefined },
  })
  chat.open({ focus: false })
  return {
    ...chat,
    destroy() {
      chat.destroy()
      layer.remove()
    },
  }
}
