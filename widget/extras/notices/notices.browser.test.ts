import type { MemberId } from '@foyer/sdk/protocol'
import { extrasWordsNow } from '../../shell/words/extras/load.ts'
import { NOW, says } from '../../chat-window/preview/states.ts'
import { assert } from '../../chat-window/testing/assert.ts'
import { agentWrites, drawn, stage } from '../../chat-window/testing/stage.ts'
import type { StageOptions } from '../../chat-window/testing/stage.ts'
import { giveNotice } from './index.ts'
import type { Notice } from './index.ts'

/** Stands in place of something of the page for as long as a test runs. */
const undo: (() => void)[] = []
function replace<Name extends keyof typeof globalThis>(name: Name, value: unknown, of: object = globalThis) {
  const before = Object.getOwnPropertyDescriptor(of, name)
  Object.defineProperty(of, name, { configurable: true, writable: true, value })
  undo.push(() => (before ? Object.defineProperty(of, name, before) : Reflect.deleteProperty(of, name)))
}
const own = (of: object, name: string, value: unknown) => replace(name as never, value, of)

interface Shown {
  readonly title: string
  readonly options: NotificationOptions
  onclick?: () => void
  close(): void
}

/** A browser that allows notifications, or does not, and writes down what sounds and what is shown. */
function browser({ permission = 'granted', answer = permission, isHidden = true, hasClicked = true }: { permission?: string; answer?: string; isHidden?: boolean; hasClicked?: boolean } = {}) {
  const told = { tones: 0, shown: [] as Shown[], asked: 0 }
  class FakeNotification implements Shown {
    static permission = permission
    static async requestPermission() {
      told.asked++
      return (FakeNotification.permission = answer)
    }
    readonly title: string
    readonly options: NotificationOptions
    constructor(title: string, options: NotificationOptions) {
      this.title = title
      this.options = options
      told.shown.push(this)
    }
    close() {}
  }
  replace('Notification', FakeNotification)
  replace('AudioContext', class {
    currentTime = 0
    constructor() {
      told.tones++
    }
    async close() {}
  })
  const node = class {
    gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }
    connect = (next: unknown) => next
    start() {}
    stop() {}
  }
  replace('OscillatorNode', node)
  replace('GainNode', node)
  own(document, 'hidden', isHidden)
  own(document, 'hasFocus', () => !isHidden)
  own(document, 'visibilityState', isHidden ? 'hidden' : 'visible')
  own(navigator, 'userActivation', { hasBeenActive: hasClicked, isActive: false })
  return told
}

const notice = async (site: string, facts: Readonly<Record<string, string>> = {}, more: Partial<Notice> = {}): Promise<Notice> => {
  const made: Partial<StageOptions> = { isOpen: false, facts }
  const { device } = await stage(made)
  const message = says({ kind: 'agent', id: 'ann' as MemberId, name: 'Ann' }, 'Are you there?')
  if (message.type !== 'message') throw new Error('It is one.')
  return {
    item: { kind: 'message', key: message.id, isOwn: false, isFirstOfGroup: true, isLastOfGroup: true, ...message, at: NOW },
    name: 'Ann',
    words: undefined,
    hasSound: true,
    options: { device, server: 'https://desk.example', credentials: { protocol: 1, site: site as never, token: 'token' } },
    isUnread: () => true,
    ...more,
  }
}

describe('CW-9 notices', () => {
  afterEach(() => {
    for (const one of undo.splice(0).toReversed()) one()
  })

  it('rings, and says who writes what; a click leads to the window', async () => {
    const told = browser()
    let opened = 0
    const given = await notice('a', { notices: 'on' })
    await giveNotice({ ...given, options: { ...given.options, onOpenRequest: () => opened++ } }, drawn)
    assert.equal(told.tones, 1)
    assert.deepEqual(told.shown.map(({ title, options }) => [title, options.body, options.tag]), [['Ann', 'Are you there?', 'foyer:a']])
    told.shown[0]?.onclick?.()
    assert.equal(opened, 1)
  })

  it('does neither where somebody has read it meanwhile, in whatever tab', async () => {
    const told = browser()
    await giveNotice(await notice('b', { notices: 'on' }, { isUnread: () => false }), drawn)
    assert.deepEqual([told.tones, told.shown.length], [0, 0])
  })

  it('rings once for all tabs, and once for what comes together', async () => {
    const told = browser()
    const given = await notice('c', { notices: 'on' })
    await Promise.all([giveNotice(given, drawn), giveNotice(given, drawn), giveNotice(given, drawn)])
    assert.deepEqual([told.tones, told.shown.length], [1, 1])
  })

  it('is silent where the visitor or the workspace wants it so, and before the first click', async () => {
    for (const [site, facts, hasSound, hasClicked] of [['d', { sound: 'off' }, true, true], ['e', {}, false, true], ['f', {}, true, false]] as const) {
      const told = browser({ hasClicked })
      await giveNotice(await notice(site, facts, { hasSound }), drawn)
      assert.equal(told.tones, 0, site)
    }
  })

  it('shows nothing that was not switched on, and nothing on a page that is seen', async () => {
    for (const [site, facts, isHidden, permission] of [['g', {}, true, 'granted'], ['h', { notices: 'on' }, false, 'granted'], ['i', { notices: 'on' }, true, 'denied']] as const) {
      const told = browser({ isHidden, permission })
      await giveNotice(await notice(site, facts), drawn)
      assert.equal(told.shown.length, 0, site)
    }
  })

  it('comes with the first message that nobody sees, and not with one that is looked at', async () => {
    const told = browser()
    const { thread } = await stage({ isOpen: false, facts: { notices: 'on' } })
    agentWrites(thread, 'Hello')
    while (told.shown.length === 0) await drawn()
    assert.equal(told.shown[0]?.options.body, 'Hello')
  })

  it('asks for permission only on a click, and explains where it is denied', async () => {
    const told = browser({ permission: 'default', answer: 'denied', isHidden: false })
    const made = await stage()
    await made.entries()
    assert.equal(told.asked, 0)
    const label = extrasWordsNow('en')?.menu.notices ?? ''
    await made.choose(label)
    await made.find('.task')
    assert.equal(told.asked, 1)
    assert.equal(made.$('.task p')?.textContent, extrasWordsNow('en')?.noticesDenied)
    assert.equal(made.device.get('notices'), undefined)
  })

  it('is switched on where it is allowed', async () => {
    browser({ permission: 'default', answer: 'granted', isHidden: false })
    const made = await stage()
    await made.entries()
    await made.choose(extrasWordsNow('en')?.menu.notices ?? '')
    while (made.device.get('notices') !== 'on') await drawn()
    await drawn()
    assert.equal(made.$('[role=menuitemcheckbox]')?.getAttribute('aria-checked'), 'true')
  })
})
