/** Foyer as a page has it: the real reception and window, before a server that is a few lines here. */
import type { Foyer } from '@foyer/sdk/api'
import { emptyHead, fail, foldEvents } from '@foyer/sdk/protocol'
import type { ConversationId, GroupId, LogEvent, MemberId, MessageId } from '@foyer/sdk/protocol'
import { assert } from './chat-window/testing/assert.ts'
import { COMPONENT, config, endPages, heard, openPage, quiet, until, type PageOptions } from './testing/page.ts'

/** A page with Foyer on it, and what visitors see of it. */
function page(options: PageOptions = {}) {
  const opened = openPage({ ...options, parts: { loadReception: () => import('./reception/index.ts') } })
  const { root } = opened
  const launcher = () => root()?.querySelector('foyer-round-button')?.shadowRoot?.querySelector('button')
  return {
    ...opened,
    launcher,
    field: () => root()?.querySelector('textarea'),
    async start() {
      await opened.start()
      return until(launcher)
    },
  }
}

/** All of the page, to be compared. */
const markup = () => new XMLSerializer().serializeToString(document)
const keys = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith('foyer:'))

describe('Foyer on a page', () => {
  afterEach(async () => {
    await endPages()
  })

  it('shows the component, tells of it, and is present', async () => {
    const { foyer, start, lines } = page()
    const events = heard(foyer, 'ready', 'component:shown')
    await start()
    // Shown is what has been seen.
    await until(() => events.length === 2)
    assert.deepEqual(events, ['ready', 'component:shown'])
    assert.equal((await until(() => lines[0]?.frames[0])).type, 'hello')
    assert.equal(foyer.getState().status, 'ready')
  })

  it('loads nothing to look at if nothing may show', async () => {
    const { foyer, root } = page({ answer: config({ components: [] }) })
    await foyer.init({ site: 'demo' })
    await quiet()
    assert.equal(root(), undefined)
  })

  it('opens by a click, and closes by Escape, with the focus back on the launcher', async () => {
    const { foyer, start, field, root } = page()
    const events = heard(foyer, 'component:clicked', 'open', 'close')
    const launcher = await start()
    launcher.focus()
    launcher.click()
    await until(() => root()?.activeElement === field())
    field()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }))
    await until(() => !foyer.getState().isOpen)
    assert.equal(root()?.activeElement?.localName, 'foyer-round-button')
    assert.deepEqual(events, ['component:clicked', 'open', 'close'])
  })

  it('gives the focus back to what had it, if the page opened the window', async () => {
    const { foyer, start, field, root } = page()
    await start()
    const button = document.createElement('button')
    document.body.append(button)
    button.focus()
    await foyer.open()
    await until(() => root()?.activeElement === field())
    await foyer.close()
    assert.equal(document.activeElement, button)
    button.remove()
  })

  it('opens once, however often it is asked', async () => {
    const { foyer, start, threads, root } = page()
    const events = heard(foyer, 'open')
    await start()
    await Promise.all([foyer.open(), foyer.open(), foyer.open()])
    assert.deepEqual(events, ['open'])
    assert.equal(threads.length, 1)
    assert.equal(root()?.querySelectorAll('.place').length, 1)
  })

  it('stays closed if it is closed before the window came', async () => {
    const { foyer, start } = page()
    await start()
    const events = heard(foyer, 'open')
    const opening = foyer.open()
    await foyer.close()
    await opening
    assert.equal(foyer.getState().isOpen, false)
    assert.deepEqual(events, [])
  })

  it('CW-9 comes back open on the next page, and leaves the focus to the page', async () => {
    const first = page()
    await first.start()
    await first.foyer.open()
    // The page goes away without a word.
    const stored = [{ ...localStorage }, { ...sessionStorage }]
    await first.foyer.destroy()
    Object.assign(localStorage, stored[0])
    Object.assign(sessionStorage, stored[1])

    const second = page()
    await second.start()
    await until(() => second.root()?.querySelector('.place-open'))
    assert.equal(document.activeElement, document.body)
  })

  it('CW-9 tells of unread messages by presence, and by the thread once that is there', async () => {
    const { foyer, start, lines, threads, root } = page()
    const counts: number[] = []
    foyer.on('unread', ({ count }) => counts.push(count))
    await start()
    const line = await until(() => lines[0])
    line.say({ type: 'welcome', number: 1, unread: 2, configVersion: 1 })
    assert.equal(foyer.unreadCount(), 2)
    const badge = () => root()?.querySelector('foyer-round-button')?.shadowRoot?.querySelector('[part=badge]')?.textContent
    assert.equal(badge(), '2')
    await foyer.open()
    threads[0]?.become({ unread: 0 })
    line.say({ type: 'unread', unread: 9 })
    assert.deepEqual(counts, [2, 0])
    assert.equal(badge(), undefined)
  })

  it('RC-15 follows changed settings without a reload', async () => {
    const { start, root, change } = page()
    await start()
    await change(config({ version: 2, components: [] }))
    await until(() => root()?.querySelector('foyer-round-button') === null)
  })

  it('sends without opening, and names the page', async () => {
    const { foyer, start, threads, madeWith } = page()
    await start()
    const id = await foyer.send('Hello')
    assert.ok(id)
    assert.deepEqual(threads[0]?.calls, ['send Hello'])
    assert.equal(foyer.getState().isOpen, false)
    assert.equal(madeWith[0]?.start().page?.url, location.origin + location.pathname)
  })

  it('CW-26 names no query of the page', async () => {
    const { foyer, start, madeWith } = page()
    const before = location.href
    history.replaceState(null, '', '?secret=1&utm_source=mail')
    await start()
    await foyer.send('Hello')
    assert.equal(madeWith[0]?.start().page?.url, `${location.origin}${location.pathname}?utm_source=mail`)
    history.replaceState(null, '', before)
  })

  it('CW-25 tells presence of a page change of a single-page application', async () => {
    const { start, lines } = page()
    const before = location.href
    await start()
    const line = await until(() => lines[0])
    history.pushState(null, '', '/tours')
    await until(() => line.frames.some((frame) => frame.type === 'page'))
    history.replaceState(null, '', before)
  })

  it('starts a conversation with the component it counts for', async () => {
    const { foyer, start, threads, madeWith } = page()
    await start()
    await foyer.startConversation({ message: 'Hello', component: COMPONENT })
    assert.deepEqual(threads[0]?.calls.filter((call) => call.startsWith('send')), ['send Hello'])
    assert.equal(madeWith[0]?.start().componentId, COMPONENT)
    assert.equal(foyer.getState().isOpen, true)
  })

  it('CW-22 starts a conversation with the receiver that the page wishes for, until a component is clicked', async () => {
    const { foyer, start, madeWith } = page()
    await start()
    await foyer.startConversation({ receiver: { group: 'night' } })
    assert.deepEqual(madeWith[0]?.start().receiver, { kind: 'group', groupId: 'night' as GroupId })
    await foyer.startConversation({ component: COMPONENT, receiver: { agent: 'ann' } })
    assert.equal(madeWith[0]?.start().componentId, COMPONENT)
    assert.deepEqual(madeWith[0]?.start().receiver, { kind: 'agent', agentId: 'ann' as MemberId })
    await foyer.startConversation({ component: COMPONENT })
    assert.equal(madeWith[0]?.start().receiver, undefined)
  })

  it('tells what happens in the thread', async () => {
    const { foyer, start, threads } = page()
    await start()
    await foyer.open()
    const events = heard(foyer, 'conversation:started', 'message:received')
    const log: LogEvent[] = [
      { type: 'started', by: 'agent', position: 1, seq: 1, at: 1 },
      { type: 'message', id: 'm1' as MessageId, from: { kind: 'machine' }, parts: [{ type: 'text', text: 'Hi' }], seq: 2, at: 2 },
    ]
    const head = foldEvents(emptyHead('c1' as ConversationId), log)
    threads[0]?.become({ log: { version: 2, conversations: [{ head, events: log }], hasOlder: false } })
    assert.deepEqual(events, ['conversation:started', 'message:received'])
    assert.equal(foyer.getState().conversation?.id, 'c1')
  })

  for (const [sentence, wish, code] of [
    ['a blank message', (foyer: Foyer) => foyer.send('  '), 'invalid_message'],
    ['a message that is too long', (foyer: Foyer) => foyer.send('x'.repeat(4_001)), 'message_too_long'],
    ['what is no message', (foyer: Foyer) => foyer.send(3 as never), 'invalid_message'],
    ['an identity that is none', (foyer: Foyer) => foyer.identify('ann' as never), 'invalid_option'],
    ['a component that the site does not have', (foyer: Foyer) => foyer.startConversation({ component: 'c9' }), 'invalid_option'],
    ['a receiver that is none', (foyer: Foyer) => foyer.startConversation({ receiver: { group: 7 } as never }), 'invalid_option'],
  ] as const) {
    it(`CW-22 refuses ${sentence}`, async () => {
      const { foyer, start } = page()
      await start()
      const refused = await wish(foyer).then(
        () => 'nothing',
        (error: { code: string }) => error.code,
      )
      assert.equal(refused, code)
    })
  }

  it('identifies the visitor', async () => {
    const { foyer, start, posts } = page()
    await start()
    await foyer.identify({ name: 'Mia' })
    const [url, body] = posts.at(-1) ?? []
    assert.equal(url, 'https://desk.example/v1/visitor/identify')
    assert.deepEqual((body as { identity: unknown }).identity, { name: 'Mia' })
  })

  it('CW-25 says one line in the console, with the remedy, and the page does not notice', async () => {
    const { foyer, said } = page({ answer: fail('origin_refused') })
    const codes: string[] = []
    foyer.on('error', ({ code }) => codes.push(code))
    await foyer.init({ site: 'demo' })
    assert.equal(foyer.getState().status, 'refused')
    assert.equal(foyer.getState().refusal, 'origin_refused')
    assert.deepEqual(codes, ['origin_refused'])
    assert.equal(said.length, 1)
    assert.match(said[0] ?? '', /^\[foyer\] .*under Settings, Website/)
  })

  it('hides and shows its components', async () => {
    const { foyer, start, root } = page()
    await start()
    await foyer.hide()
    assert.equal(root()?.querySelector('foyer-round-button'), null)
    assert.equal(foyer.getState().isHidden, true)
    await foyer.show()
    assert.ok(root()?.querySelector('foyer-round-button'))
  })

  it('CW-24 takes two inits for one', async () => {
    const { foyer, start, lines } = page()
    await start()
    await foyer.init({ site: 'demo' })
    await foyer.init({ site: 'other' })
    assert.equal(document.querySelectorAll('foyer-widget').length, 1)
    // The browser grants the lock of the line in its own time, later than anything is to be seen.
    await until(() => lines[0])
    const { held = [], pending = [] } = await navigator.locks.query()
    assert.deepEqual([...held, ...pending].map(({ name }) => name), ['foyer:presence:demo'])
    assert.equal(lines.length, 1)
  })

  it('CW-24 leaves nothing behind, and can be started again', async () => {
    const { foyer, start, lines, cleared } = page()
    const before = markup()
    const events: string[] = []
    foyer.on('open', () => events.push('open'))
    await start()
    await foyer.open()
    const line = await until(() => lines[0])
    await foyer.destroy()

    assert.equal(markup(), before)
    assert.deepEqual([keys(localStorage), keys(sessionStorage)], [[], []])
    assert.deepEqual(cleared, ['demo'])
    assert.equal(line.isClosed, true)
    assert.equal(foyer.getState().status, 'idle')
    history.replaceState(null, '', location.href)
    window.dispatchEvent(new Event('online'))
    assert.equal(lines.length, 1)

    await start()
    await foyer.open()
    assert.deepEqual(events, ['open'])
  })

  it('CW-24 makes nothing any more if it is destroyed while it loads', async () => {
    const { foyer, root, lines } = page()
    const begun = foyer.init({ site: 'demo' })
    const opened = foyer.open().catch(() => 'refused')
    await foyer.destroy()
    await begun
    assert.equal(await opened, 'refused')
    await quiet()
    assert.equal(root(), undefined)
    assert.equal(lines.length, 0)
    assert.deepEqual(keys(localStorage), [])
  })

  it('CW-27 makes a stranger of the visitor', async () => {
    const { foyer, start, cleared, threads, madeWith } = page()
    await start()
    await foyer.send('Hello')
    const before = localStorage.getItem('foyer:visitor:demo')
    localStorage.setItem('foyer:draft:demo', 'secret')
    await foyer.forget()
    const after = localStorage.getItem('foyer:visitor:demo')
    assert.ok(after && after !== before)
    assert.deepEqual(keys(localStorage), ['foyer:visitor:demo'])
    assert.deepEqual(cleared, ['demo'])
    await foyer.send('Who am I?')
    assert.equal(threads.length, 2)
    assert.equal(madeWith[1]?.credentials.token, after)
  })

  it('follows when another tab has made the visitor a stranger, and stays when another tab only leaves', async () => {
    const { foyer, start, madeWith } = page()
    await start()
    await foyer.send('Hello')
    const key = 'foyer:visitor:demo'
    const token = localStorage.getItem(key)
    localStorage.removeItem(key)
    window.dispatchEvent(new StorageEvent('storage', { key }))
    await until(() => localStorage.getItem(key) === token)

    localStorage.setItem(key, 'n'.repeat(43))
    window.dispatchEvent(new StorageEvent('storage', { key }))
    await until(() => foyer.getState().status === 'starting')
    await foyer.send('Hello again')
    assert.equal(madeWith[1]?.credentials.token, 'n'.repeat(43))
    assert.equal(localStorage.getItem(key), 'n'.repeat(43))
  })

  it('CW-30 works from memory where storage is denied', async () => {
    const denied = Object.getOwnPropertyDescriptor(window, 'localStorage') as PropertyDescriptor
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    const { foyer, start } = page()
    await start()
    await foyer.open()
    assert.ok(await foyer.send('Hello'))
    await foyer.destroy()
    Object.defineProperty(window, 'localStorage', denied)
  })
})
