/** The workspace's own words in the window (CW-18). */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, SiteConfig, SiteKey, WindowSettings } from '@foyer/sdk/protocol'
import { loadWindowWords } from '../shell/words/index.ts'
import { createChatWindow } from './index.ts'
import type { ChatWindow } from './index.ts'
import { NOW, STATES } from './preview/states.ts'
import { assert } from './testing/assert.ts'
import { createStubDevice, stubSettings } from './testing/stub-device.ts'
import { createStubThread } from './testing/stub-thread.ts'

let host: HTMLElement
let chat: ChatWindow
afterEach(() => {
  chat.destroy()
  host.remove()
})

const site = (more: Partial<SiteConfig> = {}): SiteConfig => ({ protocol: PROTOCOL, version: 1, name: 'Nord', theme: { accent: '#2f5bea', scheme: 'light' }, language: 'en', components: [], ...more })
const settings = (texts?: WindowSettings['texts']) => stubSettings({ name: 'Nord' }, texts && { texts })

async function open(loadSettings: (language: Language) => Promise<WindowSettings | undefined>, config = site()): Promise<ShadowRoot> {
  await loadWindowWords('en')
  host = document.createElement('div')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const layer = document.createElement('div')
  root.append(layer)
  let language: Language = 'en'
  const made = createChatWindow({
    root,
    layer,
    thread: createStubThread(STATES.find(({ name }) => name === 'empty')!.state('en'), () => NOW),
    site: config,
    language: 'en',
    corner: 'bottom-end',
    offset: { inline: 20, block: 20 },
    now: () => NOW,
    server: location.origin,
    credentials: { protocol: PROTOCOL, site: 'shop' as SiteKey, token: '' },
    loadSettings: () => loadSettings(language),
    onForgetRequest: () => undefined,
    onCloseRequest: () => undefined,
    device: createStubDevice(),
  })
  chat = { ...made, update: (next, spoken) => made.update(next, (language = spoken ?? language)) }
  made.open()
  return root
}
const text = (root: ShadowRoot) => root.textContent ?? ''
/** Looks with every frame until it is so; the runner's limit ends what never comes. */
async function until(claim: () => unknown): Promise<void> {
  while (!claim()) await new Promise((resolve) => requestAnimationFrame(resolve))
}

describe('CW-18 own words in the window', () => {
  it('stand in the place of the built-in ones, which are not seen before', async () => {
    let tell = (_settings: WindowSettings) => {}
    const root = await open(() => new Promise((resolve) => (tell = resolve)), site({ texts: {} }))
    assert.equal(text(root).includes('Welcome to Nord'), false)
    tell(settings({ greeting: 'Hej from {}', greetingText: '<b>Ask</b>' }))
    await until(() => text(root).includes('Hej from Nord'))
    assert.equal(text(root).includes('<b>Ask</b>'), true)
    assert.equal(root.querySelector('b')?.textContent === 'Ask', false)
  })

  it('leave the built-in ones where the settings do not come', async () => {
    const root = await open(async () => undefined, site({ texts: {} }))
    await until(() => text(root).includes('Welcome to Nord'))
  })

  it('follow a change of the settings', async () => {
    let texts: WindowSettings['texts'] = { greeting: 'First {}' }
    const root = await open(async () => settings(texts))
    await until(() => text(root).includes('First Nord'))
    texts = { greeting: 'Then {}' }
    chat.update(site())
    await until(() => text(root).includes('Then Nord'))
    texts = undefined
    chat.update(site())
    await until(() => text(root).includes('Welcome to Nord'))
  })

  it('are of the language that is spoken', async () => {
    const root = await open(async (language) => settings(language === 'en' ? { greeting: 'Own {}' } : undefined))
    await until(() => text(root).includes('Own Nord'))
    chat.update(site(), 'zh')
    await until(() => text(root).includes('欢迎来到Nord'))
    chat.update(site(), 'en')
    await until(() => text(root).includes('Own Nord'))
  })
})
