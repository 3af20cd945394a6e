/** Foyer is a guest on the page: it leaves everything as it was, under any policy, and goes without a trace. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { beforeScripts, launcherIn, openWindow, seesStatus, seesText, seesTexts, shareAgent, shareWorld, standsStill, until, watchPolicy, windowIn, write } from './harness/index.ts'

describe('CW-20 on a page that is not ours, Foyer', () => {
  // Playwright switches the back/forward cache off.
  const world = shareWorld({ launch: { ignoreDefaultArgs: ['--disable-back-forward-cache'] } })
  const ann = shareAgent(world)

  it('holds a whole talk under the strictest policy without a single violation', async () => {
    const visitor = await world.visitor()
    const violations = await watchPolicy(visitor.context)
    const page = await visitor.open('/strict')
    const window = await openWindow(page)
    await write(window, 'Strictly speaking: https://saltway.example and hello@saltway.example')
    const desk = await ann.take('Strictly speaking')
    await write(desk, 'Strictly answered.')
    await seesText(window, 'Strictly answered.')
    await seesStatus(desk, 'Read')
    await window.root.getByRole('button', { name: 'End conversation' }).or(window.root.getByRole('button', { name: 'More options' })).first().waitFor()
    await page.keyboard.press('Escape')
    await window.root.waitFor({ state: 'hidden' })
    await openWindow(page)
    assert.deepEqual(await violations(page), [])
    assert.equal(await page.locator('#verdict').innerText(), 'Nothing. The policy holds, and nothing here minds.')
    assert.deepEqual(visitor.troubles, [])

    // It does look: what is forbidden is seen.
    await page.locator('#break-it').evaluate((button) => button.dispatchEvent(new MouseEvent('click', { bubbles: true })))
    await until('the violation is seen', () => violations(page), (seen) => seen.length === 1)
  })

  it('moves nothing on the page, adds one global and no cookie, and keeps the page from nothing', async (t) => {
    const visitor = await world.visitor()
    await beforeScripts(visitor.context, () => {
      interface Shift extends PerformanceEntry {
        readonly value: number
        readonly sources: readonly { readonly node: Node | null; readonly previousRect: DOMRect; readonly currentRect: DOMRect }[]
      }
      const seen = { shifts: [] as string[], long: [] as number[] }
      Object.defineProperty(globalThis, 'seen', { value: seen, enumerable: false })
      const rect = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(' ')
      const told = ({ value, sources }: Shift) =>
        `${value}: ${sources.map(({ node, previousRect, currentRect }) => `${node instanceof Element ? `${node.localName}.${node.className}` : node?.nodeName} from ${rect(previousRect)} to ${rect(currentRect)}`).join(', ')}`
      const observe = (type: string, run: (entry: PerformanceEntry) => void) =>
        new PerformanceObserver((list) => list.getEntries().forEach(run)).observe({ type, buffered: true })
      observe('layout-shift', (entry) => seen.shifts.push(told(entry as Shift)))
      observe('longtask', (entry) => seen.long.push(Math.round(entry.duration)))
    })
    const globals = (page: Page) => page.evaluate(() => Object.keys(globalThis).toSorted())
    const layout = (page: Page) =>
      page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        height: document.documentElement.scrollHeight,
        children: document.body.children.length,
        sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
        classes: [document.documentElement.className, document.body.className, document.body.getAttribute('style')],
      }))

    const bare = await visitor.context.newPage()
    await bare.route('**/foyer.js', (route) => route.abort())
    await bare.goto(`${world.site}/tours`)
    await bare.waitForLoadState('load')
    const [before, plain] = [await globals(bare), await layout(bare)]

    const page = await visitor.open('/tours')
    await launcherIn(page).waitFor()
    assert.deepEqual(await layout(page), plain, 'the page is as it would be without the tag')
    const window = await openWindow(page)
    assert.deepEqual(await layout(page), plain, 'with an open window, too')
    await write(window, 'Does anything move?')
    const desk = await ann.take('Does anything move?')
    for (let n = 1; n <= 14; n++) await write(desk, `Nothing moves, not even when the window is full: ${n}.`)
    await seesText(window, 'Nothing moves, not even when the window is full: 14.')
    world.wire.cut()
    await until('the window says that the line is lost', () => window.root.innerText(), (text) => text.includes('No connection right now'))
    world.wire.mend()
    await until('and that it is back', () => window.root.innerText(), (text) => !text.includes('No connection right now'))
    await desk.root.getByRole('button', { name: 'End conversation' }).click()
    await ann.page.getByRole('button', { name: 'End conversation' }).last().click()
    await until('and that the conversation has ended', () => window.root.innerText(), (text) => text.includes('Start again'))
    assert.deepEqual((await globals(page)).filter((name) => !before.includes(name)), ['Foyer'])
    assert.equal(await page.evaluate(() => document.cookie), '')
    assert.deepEqual((await visitor.context.cookies()).map(({ name }) => name), [])
    const seen = await page.evaluate(() => Reflect.get(globalThis, 'seen') as { shifts: readonly string[]; long: readonly number[] })
    assert.deepEqual(seen.shifts, [])
    // It does look: a page that moves is seen.
    await page.evaluate(() => {
      const block = document.createElement('div')
      block.style.height = '200px'
      document.body.prepend(block)
    })
    await until('a shift is seen', () => page.evaluate(() => (Reflect.get(globalThis, 'seen') as { shifts: readonly string[] }).shifts.length), (count) => count > 0)
    t.diagnostic(`tasks over 50 ms on loading the page and opening the window: ${seen.long.join(', ') || 'none'}`)
  })

  it('keeps its looks whatever the style of the page is', async () => {
    const look = async (css: string) => {
      const visitor = await world.visitor()
      const page = await visitor.open('/tours')
      if (css) await page.addStyleTag({ content: css })
      await (await openWindow(page)).root.locator('.greeting').waitFor()
      await standsStill(page)
      const found = await page.evaluate(() => {
        const root = document.querySelector('foyer-widget')?.shadowRoot
        const styles = [...(root?.querySelectorAll('.window, .window h2, .window button, .window textarea, .greeting, foyer-round-button') ?? [])].map((element) => {
          const { font, color, backgroundColor, padding, margin, borderRadius, textTransform, letterSpacing, opacity, filter, transform, direction } = getComputedStyle(element)
          const { x, y, width, height } = element.getBoundingClientRect()
          return { font, color, backgroundColor, padding, margin, borderRadius, textTransform, letterSpacing, opacity, filter, transform, direction, at: [x, y, width, height].map(Math.round) }
        })
        return { styles }
      })
      return found
    }
    const plain = await look('')
    assert.ok(plain.styles.length > 5)
    const hostile = `
      * { font: italic 40px serif !important; color: red !important; margin: 9px !important; letter-spacing: 4px !important; text-transform: uppercase !important; }
      body { transform: rotate(3deg) scale(.8); filter: blur(2px); }
      html { filter: invert(1); transform: translateX(40px); }
      button, textarea, h2 { all: unset !important; display: none !important; }
      div { z-index: 2147483647; position: relative; }
      foyer-widget { display: none !important; opacity: 0 !important; transform: scale(0) !important; }
      ::slotted(*) { display: none; }`
    assert.deepEqual(await look(hostile), plain)
  })

  it('can be used while the page shows a modal dialog', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    await launcherIn(page).waitFor()
    await page.evaluate(async () => {
      const dialog = document.createElement('dialog')
      dialog.append('A dialog of the page')
      document.body.append(dialog)
      dialog.showModal()
      await Reflect.get(globalThis, 'Foyer').open()
    })
    await write(windowIn(page), 'From above a dialog.')
    await ann.take('From above a dialog.')
  })

  it('leaves the page eligible for the back/forward cache, and comes back from it with everything', async (t) => {
    const visitor = await world.visitor()
    await beforeScripts(visitor.context, () => {
      addEventListener('pageshow', (event) => Object.assign(document.documentElement.dataset, { shown: event.persisted ? 'from-cache' : 'fresh' }))
    })
    const comesFromCache = async (page: Page) => {
      await page.evaluate(() => delete document.documentElement.dataset['shown'])
      await page.goto(`${world.site}/contact`)
      // A page from the cache does not load again, and so there is no load to wait for.
      await page.evaluate(() => history.back())
      await page.waitForURL('**/tours', { waitUntil: 'commit' })
      return until('the page is shown again', () => page.evaluate(() => document.documentElement.dataset['shown']), (shown) => shown !== undefined)
    }
    const bare = await visitor.context.newPage()
    await bare.route('**/foyer.js', (route) => route.abort())
    await bare.goto(`${world.site}/tours`)
    const without = await comesFromCache(bare)
    t.diagnostic(`the same page without the tag: ${without}`)
    await bare.close()

    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Before I look elsewhere.')
    const desk = await ann.take('Before I look elsewhere.')
    await seesStatus(window, 'Read')
    assert.equal(await comesFromCache(page), without)
    await write(desk, 'Welcome back.')
    await seesTexts(windowIn(page), ['Before I look elsewhere.', 'Welcome back.'])
    await write(windowIn(page), 'It is as if I had never left.')
    await seesTexts(desk, ['Before I look elsewhere.', 'Welcome back.', 'It is as if I had never left.'])
  })

  it('CW-24 leaves nothing behind after destroy(), and init() after it works', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const before = await page.evaluate(() => document.documentElement.childElementCount)
    const window = await openWindow(page)
    await write(window, 'To be destroyed.')
    await ann.take('To be destroyed.')
    await seesStatus(window, 'Read')
    await page.evaluate(() => Reflect.get(globalThis, 'Foyer').destroy())

    await until('both lines are closed', () => world.wire.count('talk') + world.wire.count('presence'), (count) => count === 0)
    const left = await page.evaluate(async () => ({
      widgets: document.querySelectorAll('foyer-widget').length,
      children: document.documentElement.childElementCount,
      sheets: document.adoptedStyleSheets.length,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      kept: await Promise.all(
        (await indexedDB.databases()).map(
          ({ name = '' }) =>
            new Promise((resolve, reject) => {
              const opening = indexedDB.open(name)
              opening.addEventListener('error', () => reject(opening.error))
              opening.addEventListener('success', () => {
                const stores = [...opening.result.objectStoreNames]
                if (stores.length === 0) return resolve([])
                const keys = opening.result.transaction(stores).objectStore(stores[0] ?? '').getAllKeys()
                keys.addEventListener('success', () => resolve(keys.result))
              })
            }),
        ),
      ),
      locks: (await navigator.locks.query()).held?.length,
    }))
    assert.deepEqual({ ...left, kept: left.kept.flat() }, { widgets: 0, children: Math.min(before, left.children), sheets: 0, local: [], session: [], kept: [], locks: 0 })

    await page.evaluate((options) => Reflect.get(globalThis, 'Foyer').init(options), { site: 'demo', server: world.wire.origin })
    await write(await openWindow(page), 'A new visitor on the same page.')
    const desk = await ann.take('A new visitor on the same page.')
    await write(desk, 'Nice to meet you.')
    await seesTexts(windowIn(page), ['A new visitor on the same page.', 'Nice to meet you.'])
    assert.deepEqual(visitor.troubles, [])
  })

  it('CW-21 runs calls that were made before it came, in order', async () => {
    const visitor = await world.visitor()
    await beforeScripts(visitor.context, () => {
      Object.assign(globalThis, { Foyer: [['send', 'The first call.'], ['send', 'The second call.'], ['open']] })
    })
    const page = await visitor.open('/tours')
    await seesTexts(windowIn(page), ['The first call.', 'The second call.'])
    await ann.take('The second call.')
  })

  it('shows nothing on a page whose origin is on no list, and says so in one line', async () => {
    const visitor = await world.visitor()
    const lines: string[] = []
    visitor.context.on('console', (line) => {
      if (line.text().includes('[foyer]')) lines.push(line.text())
    })
    const errors: string[] = []
    visitor.context.on('weberror', (error) => errors.push(String(error.error())))
    const page = await visitor.context.newPage()
    await page.goto(`${world.foreignSite}/tours`)
    await until('the line in the console', () => lines.length, (count) => count > 0)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    assert.equal(lines.length, 1)
    assert.match(lines[0] ?? '', /^\[foyer\] .*(origin|page is not on the list)/)
    assert.equal(await page.locator('foyer-widget').count(), 0)
    assert.deepEqual(errors, [])
  })

  it('notices nothing of a server that cannot be reached', async () => {
    const visitor = await world.visitor()
    world.wire.cut()
    const page = await visitor.open('/tours')
    await page.waitForLoadState('load')
    assert.equal(await page.locator('foyer-widget').count(), 0)
    assert.deepEqual(visitor.troubles.filter((line) => !/ERR_|Failed to load resource/.test(line)), [])
    world.wire.mend()
    await page.reload()
    await launcherIn(page).waitFor()
  })

  it('asks a page that is older than the server to reload, and keeps what was typed', async () => {
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    // What a page of long ago says of itself, put into the lines that this one opens.
    await page.routeWebSocket(/\/v1\/(socket|presence)/, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => server.send(String(message).replace('"protocol":1', '"protocol":0')))
    })
    await page.goto(`${world.site}/tours`)
    const window = await openWindow(page)
    await write(window, 'Typed on an old page.')
    await until('the window asks for a reload', () => window.root.innerText(), (text) => text.includes('Reload the page'))
    await window.root.locator('textarea').fill('And half of ano')

    const fresh = await visitor.context.newPage()
    await fresh.goto(`${world.site}/contact`)
    await page.close()
    const now = windowIn(fresh)
    await seesTexts(now, ['Typed on an old page.'])
    await until('the draft is there', () => now.root.locator('textarea').inputValue(), (text) => text === 'And half of ano')
    await ann.take('Typed on an old page.')
    assert.deepEqual((await visitor.fetch()).messages.map(({ text }) => text), ['Typed on an old page.'])
  })
})
