/** Begun and ended again and again on one page, as a single-page application may: nothing grows (CW-24). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import type { FoyerGlobal } from '@foyer/sdk/loader'
import { SITE_KEY, beforeScripts, launcherIn, openWorld, until, type World } from './harness/index.ts'

const TIMES = 100
/** What is made once and kept: compiled chunks, the browser's own caches. */
const WARM_UP = 10
/**
 * A round that keeps anything keeps a window, that is hundreds of nodes, dozens of listeners, tens of kilobytes: a hundred
 * rounds stand far above these. Below them is what the browser's own collector leaves to the next time.
 */
const MOST = { nodes: 100, listeners: 50, heapBytes: 2_000_000 }

/** Watches what a page opens and leaves open, from before its first script. */
function watch() {
  const timers = new Set<number>()
  const lines = new Set<{ close(): void }>()
  const begin = window.setTimeout
  const stop = window.clearTimeout
  Object.assign(window, {
    watched: () => ({ timers: timers.size, lines: lines.size, sheets: document.adoptedStyleSheets.length, globals: Object.keys(window).length }),
    setTimeout(run: () => void, ms?: number) {
      const timer = begin(() => {
        timers.delete(timer)
        run()
      }, ms)
      timers.add(timer)
      return timer
    },
    clearTimeout(timer: number) {
      timers.delete(timer)
      stop(timer)
    },
  })
  for (const name of ['WebSocket', 'BroadcastChannel'] as const) {
    const Real = window[name] as unknown as new (...args: unknown[]) => EventTarget & { close(): void }
    Object.assign(window, {
      [name]: class extends Real {
        constructor(...args: unknown[]) {
          super(...args)
          lines.add(this)
          this.addEventListener('close', () => lines.delete(this))
        }
        override close() {
          lines.delete(this)
          super.close()
        }
      },
    })
  }
}

interface WithFoyer {
  readonly Foyer: FoyerGlobal
}
interface Watched {
  readonly timers: number
  readonly lines: number
  readonly sheets: number
  readonly globals: number
}
const watchedIn = (page: Page) => page.evaluate(() => (window as unknown as { watched(): Watched }).watched())

const rounds = (page: Page, times: number) =>
  page.evaluate(
    async ([site, count]) => {
      const foyer = (window as unknown as WithFoyer).Foyer
      for (let nr = 0; nr < count; nr++) {
        await foyer.init({ site })
        foyer.on('open', () => undefined)
        foyer.bind('h1')
        await foyer.open()
        await foyer.destroy()
      }
    },
    [SITE_KEY, times] as const,
  )

async function measure(cdp: CDPSession) {
  // Weak references and detached trees take more than one turn.
  for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heapBytes: of('JSHeapUsedSize') }
}

describe('a page that begins and ends again and again', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  it('CW-24 has after a hundred times what it had before', async () => {
    const visitor = await world.visitor()
    await beforeScripts(visitor.context, watch)
    const page = await visitor.open('/tours')
    await launcherIn(page).waitFor()
    const cdp = await visitor.context.newCDPSession(page)
    await cdp.send('Performance.enable')
    await page.evaluate(() => (window as unknown as WithFoyer).Foyer.destroy())

    await rounds(page, WARM_UP)
    const opened = await watchedIn(page)
    const start = await measure(cdp)
    await rounds(page, TIMES)
    const end = await until('what was let go of is collected', () => measure(cdp), (now) => now.nodes <= start.nodes + MOST.nodes && now.heapBytes <= start.heapBytes + MOST.heapBytes)

    assert.ok(end.listeners <= start.listeners + MOST.listeners, `${end.listeners} listeners, ${start.listeners} before`)
    assert.deepEqual(await watchedIn(page), opened)
    assert.deepEqual({ ...opened, globals: 0 }, { timers: 0, lines: 0, sheets: 0, globals: 0 })
    assert.equal(await page.evaluate(() => document.querySelectorAll('foyer-widget').length), 0)
    assert.deepEqual(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.startsWith('foyer:'))), [])

    // And it works as on the first day.
    await page.evaluate((site) => (window as unknown as WithFoyer).Foyer.init({ site }), SITE_KEY)
    await launcherIn(page).waitFor()
  })
})
