/** The window with a sample talk in a box. Loaded when the preview is shown. */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, SiteConfig, SiteKey } from '@foyer/sdk/protocol'
import { createChatWindow } from '@foyer/widget/chat-window/index.ts'
import type { ChatWindow } from '@foyer/widget/chat-window/index.ts'
import { NOW, STATES } from '@foyer/widget/chat-window/preview/states.ts'
import { createStubThread } from '@foyer/widget/chat-window/testing/stub-thread.ts'
import { directionOf } from '@foyer/widget/shell/words/index.ts'

export function mountTalk(root: ShadowRoot, site: SiteConfig, language: Language): ChatWindow {
  const talk = STATES.find(({ name }) => name === 'talk')
  if (!talk) throw new Error('There is no sample of a talk.')
  const layer = document.createElement('div')
  layer.dir = directionOf(language)
  layer.style.blockSize = '100%'
  root.append(layer)
  const chat = createChatWindow({
    root,
    layer,
    thread: createStubThread(talk.state(language), () => NOW),
    site,
    language,
    place: 'inline',
    corner: 'bottom-end',
    offset: { inline: 20, block: 20 },
    server: '',
    now: () => NOW,
    credentials: { protocol: PROTOCOL, site: '' as SiteKey, token: '' },
    loadSettings: async () => undefined,
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
