/** What is kept on the device and what is told, by what the visitor allows: in a real browser's storage. */
import type { Foyer } from '@foyer/sdk/api'
import { ok } from '@foyer/sdk/protocol'
import type { Consent, SiteConfig } from '@foyer/sdk/protocol'
import { assert } from './chat-window/testing/assert.ts'
import { COMPONENT, component, config, endPages, openPage, quiet, until, type PageOptions } from './testing/page.ts'

const keys = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith('foyer:')).toSorted()
/** Everything that a browser could find of us later. */
const kept = () => [...keys(localStorage), ...keys(sessionStorage)]

function page(options: PageOptions = {}) {
  const opened = openPage(options)
  return { ...opened, button: () => opened.root()?.querySelector<HTMLElement>(`#${COMPONENT}`) }
}
const allowing = (consent: SiteConfig['consent'], over: Partial<SiteConfig> = {}): PageOptions => ({ answer: config({ ...over, ...(consent && { consent }) }) })

/** The browser says that its user wants not to be followed. */
function withControl() {
  Object.defineProperty(navigator, 'globalPrivacyControl', { configurable: true, value: true })
}

/** The page is left and another one begins, in the same tab. */
async function leave(foyer: Foyer) {
  const stored = [{ ...localStorage }, { ...sessionStorage }]
  await foyer.destroy()
  Object.assign(localStorage, stored[0])
  Object.assign(sessionStorage, stored[1])
}

describe('CW-26 consent', () => {
  afterEach(async () => {
    await endPages()
    Reflect.deleteProperty(navigator, 'globalPrivacyControl')
  })

  for (const [sentence, options, init] of [
    ['by the site', allowing('none'), {}],
    ['by the tag, over the site', allowing(undefined), { consent: 'none' as Consent }],
  ] as const) {
    it(`none, ${sentence}, keeps nothing and tells nothing`, async () => {
      const { foyer, lines, beacons, posts, button, threads } = page(options)
      await foyer.init({ site: 'demo', ...init })
      await until(button)
      // What counts as seen is told when the page is left, at the latest.
      window.dispatchEvent(new Event('pagehide'))
      window.dispatchEvent(new Event('pageshow'))
      await quiet()
      assert.deepEqual(kept(), [])
      assert.deepEqual([lines.length, beacons.length, posts.length, threads.length], [0, 0, 0, 0])
    })
  }

  it('none lets the visitor talk all the same, from memory, and is told of from then on', async () => {
    const { foyer, lines, threads, madeWith, button } = page(allowing('none'))
    await foyer.init({ site: 'demo' })
    ;(await until(button)).click()
    await until(() => foyer.getState().isOpen && threads[0])
    await foyer.send('Hello')
    assert.deepEqual(threads[0]?.calls.filter((call) => call.startsWith('send')), ['send Hello'])
    await until(() => lines[0]?.frames[0])
    assert.equal(madeWith[0]?.credentials.token.length, 43)
    assert.equal(madeWith[0]?.group, undefined)
    assert.deepEqual(kept(), [])
  })

  it('none refuses to tell who the visitor is', async () => {
    const { foyer, posts } = page(allowing('none'))
    await foyer.init({ site: 'demo' })
    for (const wish of [() => foyer.identify({ name: 'Mia' }), () => foyer.track('seen'), () => foyer.setAttributes({ plan: 'x' }), () => foyer.addTags(['x'])]) {
      const code = await wish().then(() => 'nothing', (error: { code: string }) => error.code)
      assert.equal(code, 'no_consent')
    }
    assert.deepEqual(posts, [])
  })

  it('none gives a box of the page its chat, and begins with the first message', async () => {
    const { foyer, threads, lines } = page(allowing('none'))
    await foyer.init({ site: 'demo' })
    const box = document.createElement('div')
    box.style.blockSize = '400px'
    document.body.append(box)
    foyer.mount(box)
    const field = await until(() => box.shadowRoot?.querySelector('textarea'))
    await quiet()
    assert.deepEqual([threads.length, lines.length], [0, 0])
    field.value = 'Hello'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await quiet()
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }))
    await until(() => threads[0]?.calls.includes('send Hello'))
    assert.deepEqual(kept(), [])
    box.remove()
  })

  it('session keeps what it keeps in the tab, and shares nothing with others', async () => {
    const { foyer, madeWith, lines } = page(allowing('session'))
    await foyer.init({ site: 'demo' })
    await foyer.send('Hello')
    await until(() => lines[0])
    assert.deepEqual(keys(localStorage), [])
    assert.ok(sessionStorage.getItem('foyer:visitor:demo'))
    assert.equal(madeWith[0]?.group, undefined)
    const { held = [], pending = [] } = await navigator.locks.query()
    assert.deepEqual([...held, ...pending], [])
  })

  it('session comes back open on the next page, with the same visitor', async () => {
    const first = page(allowing('session'))
    await first.foyer.init({ site: 'demo' })
    await first.foyer.open()
    await leave(first.foyer)
    const second = page(allowing('session'))
    await second.foyer.init({ site: 'demo' })
    await until(() => second.foyer.getState().isOpen && second.threads[0])
    assert.equal(second.madeWith[0]?.credentials.token, first.madeWith[0]?.credentials.token)
  })

  it('takes away what was kept when more was allowed', async () => {
    const first = page()
    await first.foyer.init({ site: 'demo' })
    await first.foyer.send('Hello')
    await leave(first.foyer)
    assert.ok(localStorage.getItem('foyer:visitor:demo'))
    const second = page(allowing('none'))
    await second.foyer.init({ site: 'demo' })
    await until(second.button)
    assert.deepEqual(kept(), [])
    await until(() => second.cleared.length > 0)
  })

  for (const from of ['none', 'session'] as const) {
    it(`raised from ${from}, keeps the visitor and what is written, and what was not sent`, async () => {
      const { foyer, threads, madeWith } = page(allowing(from))
      await foyer.init({ site: 'demo' })
      await foyer.send('Hello')
      const waiting = { draft: { id: 'm9' as never, parts: [{ type: 'text' as const, text: 'Wait' }] }, writtenAt: 1, status: 'sending' as const }
      threads[0]?.become({ pending: [waiting] })
      await foyer.open()
      await foyer.consent('full')
      assert.equal(localStorage.getItem('foyer:visitor:demo'), madeWith[0]?.credentials.token)
      assert.equal(localStorage.getItem('foyer:consent:demo'), 'full')
      assert.equal(threads.length, 2)
      assert.deepEqual(madeWith[1]?.pending, [waiting])
      assert.equal(madeWith[1]?.group, '')
      assert.equal(foyer.getState().isOpen, true)
      assert.deepEqual(keys(sessionStorage), ['foyer:here:demo'])
    })
  }

  it('lowered, leaves nothing on the device, and the talk goes on, with what is written', async () => {
    const { foyer, threads, madeWith, cleared, root } = page()
    await foyer.init({ site: 'demo' })
    await foyer.open()
    const field = await until(() => root()?.querySelector('textarea'))
    field.value = 'A draft'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await foyer.send('Hello')
    await foyer.consent('none')
    assert.deepEqual(kept(), [])
    await until(() => cleared.length > 0)
    await foyer.send('Again')
    assert.ok(threads[1]?.calls.includes('send Again'))
    assert.equal(madeWith[1]?.group, undefined)
    // Another window, which keeps no files.
    await until(() => root()?.querySelector('.place-open textarea') !== field && root()?.querySelector('textarea')?.value === 'A draft')
    assert.equal(foyer.getState().isOpen, true)
    assert.deepEqual(kept(), [])
  })

  it('lowered before the visitor has done anything, tells nothing any more', async () => {
    const { foyer, lines } = page()
    await foyer.init({ site: 'demo' })
    const line = await until(() => lines[0])
    await foyer.consent('none')
    assert.equal(line.isClosed, true)
    await quiet()
    assert.deepEqual([lines.length, kept()], [1, []])
  })

  it('said before the settings are there, holds from the beginning', async () => {
    const { foyer, lines } = page()
    await Promise.all([foyer.init({ site: 'demo' }), foyer.consent('none')])
    await quiet()
    assert.deepEqual([lines.length, kept()], [0, []])
  })

  it('said once, holds on later pages, over tag and site', async () => {
    const first = page(allowing('none'))
    await first.foyer.init({ site: 'demo' })
    await first.foyer.consent('full')
    await leave(first.foyer)
    const second = page(allowing('none'))
    await second.foyer.init({ site: 'demo', consent: 'none' })
    assert.ok(localStorage.getItem('foyer:visitor:demo'))
    await until(() => second.lines[0])
  })

  it('stands over forget, and goes with destroy', async () => {
    const { foyer } = page()
    await foyer.init({ site: 'demo' })
    await foyer.consent('session')
    await foyer.forget()
    await until(() => foyer.getState().status === 'ready')
    assert.deepEqual(keys(localStorage), [])
    assert.ok(sessionStorage.getItem('foyer:visitor:demo'))
    await foyer.destroy()
    assert.deepEqual(kept(), [])
  })

  it('follows another tab in which the visitor has allowed less', async () => {
    const { foyer } = page()
    await foyer.init({ site: 'demo' })
    await foyer.send('Hello')
    const token = localStorage.getItem('foyer:visitor:demo')
    // As that tab does it: it says so, then takes away what there is.
    for (const key of keys(localStorage)) localStorage.removeItem(key)
    for (const [key, newValue] of [['foyer:consent:demo', 'session'], ['foyer:visitor:demo', null]] as const) window.dispatchEvent(new StorageEvent('storage', { key, newValue }))
    await until(() => sessionStorage.getItem('foyer:visitor:demo') === token && keys(localStorage).length === 0)
  })

  it('refuses a level that there is not', async () => {
    const { foyer } = page()
    await foyer.init({ site: 'demo' })
    assert.equal(await foyer.consent('some' as never).then(() => 'nothing', ({ code }: { code: string }) => code), 'invalid_option')
  })

  describe('with Global Privacy Control', () => {
    const before = location.href
    afterEach(() => history.replaceState(null, '', before))

    it('is session at most, and tells neither source nor campaign', async () => {
      withControl()
      history.replaceState(null, '', '?utm_source=mail')
      const { foyer, lines, madeWith } = page()
      await foyer.init({ site: 'demo', consent: 'full' })
      assert.deepEqual(keys(localStorage), [])
      assert.ok(sessionStorage.getItem('foyer:visitor:demo'))
      const hello = await until(() => lines[0]?.frames[0] as { page?: unknown } | undefined)
      assert.deepEqual(Object.keys(hello.page as object).filter((name) => name !== 'title'), ['url'])
      await foyer.send('Hello')
      assert.equal(madeWith[0]?.page().url, location.origin + location.pathname)
    })

    it('is full if the visitor says so', async () => {
      withControl()
      history.replaceState(null, '', '?utm_source=mail')
      const { foyer, madeWith } = page()
      await foyer.init({ site: 'demo' })
      await foyer.consent('full')
      assert.ok(localStorage.getItem('foyer:visitor:demo'))
      await foyer.send('Hello')
      assert.ok(madeWith[0]?.page().url.endsWith('?utm_source=mail'))
    })
  })
})

describe('CW-27 identity on the page', () => {
  afterEach(() => endPages())
  const joined = (url: string) => ok(url.endsWith('/identify') ? { isJoined: true } : null)

  it('loads the other thread when the visitor is proven to be somebody, and keeps what is written and not sent', async () => {
    const { foyer, world, threads, madeWith, lines, root } = page()
    world.answerPost = joined
    await foyer.init({ site: 'demo' })
    await foyer.open()
    const field = await until(() => root()?.querySelector('textarea'))
    field.value = 'A draft'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    const waiting = { draft: { id: 'm9' as never, parts: [{ type: 'text' as const, text: 'Wait' }] }, writtenAt: 1, status: 'sending' as const }
    threads[0]?.become({ pending: [waiting], unread: 3 })
    await until(() => lines[0])
    const answer = await foyer.identify({ id: 'mia', proof: 'proof' })
    assert.deepEqual(answer, { isJoined: true })
    assert.equal(threads.length, 2)
    assert.deepEqual(madeWith[1]?.pending, [waiting])
    assert.equal(madeWith[1]?.group, localStorage.getItem('foyer:joined:demo') ?? 'none')
    assert.equal(foyer.getState().isOpen, true)
    assert.equal(root()?.querySelector('textarea'), field)
    assert.equal(field.value, 'A draft')
    assert.equal(foyer.unreadCount(), 0)
    await until(() => lines[1]?.frames[0])
  })

  it('follows when another tab has proven it', async () => {
    const { foyer, threads } = page()
    await foyer.init({ site: 'demo' })
    await foyer.send('Hello')
    localStorage.setItem('foyer:joined:demo', '17')
    window.dispatchEvent(new StorageEvent('storage', { key: 'foyer:joined:demo', newValue: '17' }))
    await until(() => threads[1])
  })

  it('tells the server that the key is forgotten, though the page may be going away', async () => {
    const { foyer, beacons } = page()
    await foyer.init({ site: 'demo' })
    const token = localStorage.getItem('foyer:visitor:demo')
    await foyer.forget()
    const [, body] = beacons.find(([url]) => url.endsWith('/v1/visitor/forget')) ?? []
    assert.equal((body as { token: string }).token, token ?? '')
  })
})

describe('CW-22 what a page says and asks', () => {
  afterEach(() => endPages())
  const component2 = component()

  it('tells what the visitor has done, under a name of its own', async () => {
    const { foyer, posts, start } = page()
    await start()
    await foyer.track('cart-filled', { items: 3 })
    const [url, body] = posts.at(-1) ?? []
    assert.equal(url, 'https://desk.example/v1/visitor/track')
    const { event, token } = body as { event: { id: string; name: string; data: unknown }; token: string }
    assert.match(event.id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    assert.deepEqual([event.name, event.data, token], ['cart-filled', { items: 3 }, localStorage.getItem('foyer:visitor:demo')])
  })

  it('sets attributes and tags', async () => {
    const { foyer, posts, start } = page()
    await start()
    await foyer.setAttributes({ plan: 'business', seats: 12, isTrial: false })
    await foyer.addTags(['trial'])
    assert.deepEqual(
      posts.map(([, body]) => (body as { identity: unknown }).identity),
      [{ attributes: { plan: 'business', seats: '12', isTrial: 'false' } }, { tags: ['trial'] }],
    )
  })

  it('tells of another page until the address changes', async () => {
    const { foyer, start, lines } = page()
    await start()
    const line = await until(() => lines[0]?.frames[0] && lines[0])
    const pages = () => line.frames.flatMap((frame) => (frame as { page?: { url: string } }).page?.url ?? [])
    await foyer.page('/checkout/payment?card=4111')
    assert.equal(pages().at(-1), `${location.origin}/checkout/payment`)
    await foyer.page()
    assert.equal(pages().at(-1), location.origin + location.pathname)
  })

  it('CW-18 speaks another language at once, in window and reception, and the page’s again', async () => {
    const { foyer, start, root, lines } = page()
    await start()
    await foyer.open()
    await until(() => root()?.querySelector('[lang=en]'))
    await foyer.setLocale('ar')
    await until(() => root()?.querySelector('[lang=ar]'))
    assert.equal((await until(() => lines.at(-1)?.frames[0]) as { language?: string }).language, 'ar')
    await foyer.setLocale('auto')
    await until(() => root()?.querySelector('[lang=en]'))
  })

  it('CW-3 puts a theme over the site’s, over changes of the settings too, and gives the site’s back', async () => {
    const themes: string[] = []
    const { foyer, start, change } = page({
      parts: {
        loadReception: async () => ({
          createReception: (await import('./testing/plain-reception.ts')).createPlainReception,
        }),
        loadWindow: async () => ({
          createChatWindow: ({ site }) => {
            let isOpen = false
            themes.push(`${site.theme.accent} ${site.theme.scheme}`)
            return { open: () => (isOpen = true), close: () => (isOpen = false), get isOpen() { return isOpen }, update: ({ theme }) => void themes.push(`${theme.accent} ${theme.scheme}`), destroy() {} }
          },
        }),
      },
    })
    await start()
    const box = document.createElement('div')
    box.style.blockSize = '100px'
    document.body.append(box)
    foyer.mount(box)
    await until(() => themes.length === 1)
    await foyer.setTheme({ accent: '#7a3f8f' })
    assert.equal(themes.at(-1), '#7a3f8f light')
    await change(config({ version: 2, theme: { accent: '#111111', scheme: 'dark' } }))
    await until(() => themes.at(-1) === '#7a3f8f dark')
    await foyer.setTheme()
    assert.equal(themes.at(-1), '#111111 dark')
    box.remove()
  })

  for (const [sentence, wish] of [
    ['a tracked event without a name', (foyer: Foyer) => foyer.track('')],
    ['data that are no object', (foyer: Foyer) => foyer.track('seen', 3 as never)],
    ['attributes that are none', (foyer: Foyer) => foyer.setAttributes({ plan: {} as never })],
    ['tags that are none', (foyer: Foyer) => foyer.addTags('trial' as never)],
    ['a page that is none', (foyer: Foyer) => foyer.page('javascript:alert(1)')],
    ['a language that is none', (foyer: Foyer) => foyer.setLocale('')],
    ['an accent that is no colour', (foyer: Foyer) => foyer.setTheme({ accent: 'mauve' })],
    ['a scheme that there is not', (foyer: Foyer) => foyer.setTheme({ scheme: 'night' as never })],
  ] as const) {
    it(`refuses ${sentence}`, async () => {
      const { foyer, start } = page()
      await start()
      const error = await wish(foyer).then(() => undefined, (refusal: unknown) => refusal)
      assert.ok(error instanceof Error)
      assert.equal((error as Error & { code: string }).code, 'invalid_option')
    })
  }

  it('CW-28 lets a hook change what the window sends, and keeps in the composer what it stops', async () => {
    const { foyer, start, threads, root } = page({ answer: config({ components: [component2] }) })
    await start()
    foyer.hook('beforeSend', ({ parts }) => parts.every((part) => part.type === 'text' && part.text !== 'secret') && { parts: [{ type: 'text', text: 'changed' }] })
    await foyer.open()
    const write = async (text: string) => {
      const field = await until(() => root()?.querySelector('textarea'))
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await quiet()
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }))
      return field
    }
    await write('hello')
    await until(() => threads[0]?.calls.includes('send changed'))
    const field = await write('secret')
    await until(() => field.value === 'secret' && field.getAttribute('aria-describedby'))
    await quiet()
    assert.equal(field.value, 'secret')
    assert.equal(threads[0]?.calls.filter((call) => call.startsWith('send')).length, 1)
  })

  it('CW-24 takes hooks, bridges and looks away with destroy', async () => {
    const { foyer, start, threads } = page()
    await start()
    foyer.hook('beforeSend', () => false)
    foyer.bridge({ dom: true })
    let heard = 0
    const hear = () => heard++
    document.addEventListener('foyer:ready', hear)
    await foyer.destroy()
    await foyer.init({ site: 'demo' })
    await foyer.send('Hello')
    document.removeEventListener('foyer:ready', hear)
    assert.deepEqual([heard, threads.at(-1)?.calls.includes('send Hello')], [0, true])
  })
})
