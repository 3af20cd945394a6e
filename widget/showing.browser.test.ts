/** Rules of showing, closing and counting on a page: what is seen, and what leaves the page. */
import type { ComponentId, SiteConfig } from '@foyer/sdk/protocol'
import { assert } from './chat-window/testing/assert.ts'
import { createPlainReception } from './testing/plain-reception.ts'
import { COMPONENT, component, config, endPages, heard, openPage, quiet, until } from './testing/page.ts'

const OTHER = 'c2' as ComponentId
const before = location.href
const ruled = (over: Parameters<typeof component>[0], more: Partial<SiteConfig> = {}) => config({ components: [component(over)], ...more })

function page(answer: SiteConfig) {
  const opened = openPage({ answer })
  const button = (id: string = COMPONENT) => opened.root()?.getElementById(id) ?? undefined
  return { ...opened, button }
}

describe('what a page shows', () => {
  afterEach(async () => {
    history.replaceState(null, '', before)
    await endPages()
  })

  it('RC-9 loads nothing to look at where no rule allows anything', async () => {
    const { start, root } = page(ruled({ show: { include: ['/tours/*'] } }))
    await start()
    await quiet()
    assert.equal(root(), undefined)
  })

  it('RC-9 judges again at each page change of a single-page application', async () => {
    const { start, root, button } = page(ruled({ show: { include: ['/tours/*'] } }))
    await start()
    history.pushState(null, '', '/tours/3')
    await until(button)
    history.pushState(null, '', '/about')
    await until(() => root() && !button())
    history.back()
    await until(button)
  })

  it('RC-9 fetches nothing for a component that is not to be seen', async () => {
    const asked: string[] = []
    const { start, root } = openPage({
      answer: config({ components: [component(), component({ id: OTHER, show: { include: ['/tours/*'] } })] }),
      parts: {
        async loadReception(components) {
          asked.push(...components.map(({ id }) => id))
          return { createReception: createPlainReception }
        },
      },
    })
    await start()
    await until(root)
    assert.deepEqual(asked, [COMPONENT])
  })

  it('RC-9 shows what has no rules beside what has', async () => {
    const { start, button } = page(config({ components: [component(), component({ id: OTHER, show: { include: ['/tours/*'] } })] }))
    await start()
    await until(button)
    assert.equal(button(OTHER), undefined)
  })

  it('RC-9 stands for leaving a message while nobody works', async () => {
    const hours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => []), holidays: [] }
    const { start, button } = page(ruled({ show: { outsideHours: 'leave-message' } }, { hours }))
    await start()
    assert.equal((await until(button)).textContent, 'Leave a message')
  })

  it('RC-15 follows changed rules, and components that are gone, without a reload', async () => {
    const { start, button, change } = page(config({ components: [component(), component({ id: OTHER })] }))
    await start()
    await until(() => button(OTHER))
    await change(config({ version: 2, components: [component({ show: { include: ['/tours/*'] } }), component({ id: OTHER })] }))
    await until(() => !button())
    assert.ok(button(OTHER))
    await change(config({ version: 3, components: [component()] }))
    await until(button)
    assert.equal(button(OTHER), undefined)
  })

  it('RC-15 CW-3 gives new settings to an open window at once', async () => {
    const { foyer, start, root, button, change } = page(config())
    await start()
    await until(button)
    await foyer.open()
    const label = () => root()?.querySelector('[role=dialog]')?.getAttribute('aria-label') ?? ''
    await until(() => label().includes('Nordwind'))
    await change(config({ version: 2, name: 'Southwind' }))
    await until(() => label().includes('Southwind'))
    assert.equal(foyer.getState().isOpen, true)
  })

  it('RC-13 keeps closed what the visitor has closed, on the next page too, and tells of it', async () => {
    const first = page(ruled({ closedFor: { days: 7 } }))
    const events = heard(first.foyer, 'component:closed', 'component:clicked')
    await first.start()
    await until(first.button)
    first.button(`close-${COMPONENT}`)?.click()
    assert.equal(first.button(), undefined)
    assert.deepEqual(events, ['component:closed'])
    // The page goes away without a word.
    const stored = { ...localStorage }
    await first.foyer.destroy()
    assert.deepEqual(Object.keys(localStorage).filter((key) => key.startsWith('foyer:')), [])
    Object.assign(localStorage, stored)

    const second = page(ruled({ closedFor: { days: 7 } }))
    await second.start()
    await quiet()
    assert.equal(second.root(), undefined)
  })

  it('RC-13 closes in all tabs at once', async () => {
    const { start, button } = page(ruled({ closedFor: 'ever' }))
    await start()
    await until(button)
    const key = 'foyer:closed:demo'
    localStorage.setItem(key, JSON.stringify({ [COMPONENT]: Date.now() }))
    window.dispatchEvent(new StorageEvent('storage', { key }))
    await until(() => !button())
  })

  it('RC-13 looks again when the page comes back from where it slept', async () => {
    const { start, button } = page(ruled({ closedFor: 'ever' }))
    await start()
    await until(button)
    localStorage.setItem('foyer:closed:demo', JSON.stringify({ [COMPONENT]: Date.now() }))
    assert.ok(button())
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    assert.equal(button(), undefined)
  })

  it('RC-16 counts each showing once for a loading of the page, and each click that opens', async () => {
    const { foyer, start, button, counted } = page(config())
    await start()
    const click = async () => (await until(button)).click()
    await foyer.hide()
    await foyer.show()
    await click()
    await until(() => foyer.getState().isOpen)
    await click()
    await until(() => !foyer.getState().isOpen)
    await click()
    assert.deepEqual(counted(), [])
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [`shown ${COMPONENT}`, `clicked ${COMPONENT}`, `clicked ${COMPONENT}`])
  })

  it('RC-16 sends as text to the server, with nothing of the visitor', async () => {
    const { start, button, beacons } = page(config())
    await start()
    await until(button)
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    const [url, body] = beacons.find(([address]) => address.endsWith('/counts')) ?? []
    assert.equal(url, 'https://desk.example/v1/counts')
    const { load, ...rest } = body as { load: string }
    assert.match(load, /^[\w-]{43}$/)
    assert.deepEqual(rest, { protocol: 1, site: 'demo', events: [{ kind: 'shown', componentId: COMPONENT, nr: 0 }] })
  })

  it('RC-16 keeps for the next page what the browser does not take', async () => {
    const { start, button, world, counted } = page(config())
    await start()
    await until(button)
    world.takesBeacons = false
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [])
    world.takesBeacons = true
    button()?.click()
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    assert.deepEqual(counted(), [`shown ${COMPONENT}`, `clicked ${COMPONENT}`])
  })
})
