/** The page of the benchmark: the desk's list with 10,000 visitors of whom a thousand a second go to another page; or as many empty lines. */
import type { LiveVisitor } from '@foyer/sdk/protocol'
import { LIVE_EVERY_MS } from '@foyer/sdk/protocol'
import { createFakeApi } from '../testing/fake-api.ts'
import type { FakeDesk } from '../testing/fake-desk.ts'
import { NOW, PAGES } from '../testing/samples.ts'
import { setStage } from '../testing/stage.tsx'
import { manyVisitors, visitorRoutes } from '../testing/visitor-samples.ts'

const COUNT = 10_000
const PAGES_A_SECOND = 1_000
const CHANGED = (PAGES_A_SECOND * LIVE_EVERY_MS) / 1_000
/** Besides those who go on, so many come and as many leave with each difference. */
const COMING = 20
/** Pixels a frame: as fast as a hand flings. */
const STEP_PX = 300
const SCROLLED_MS = 6_000

const everybody = manyVisitors(COUNT)
const pages = Object.values(PAGES)

/** What the server sends, as texts: the desk's part begins with reading them. */
function differences(): readonly string[] {
  let newcomers = COUNT
  return Array.from({ length: (2 * SCROLLED_MS) / LIVE_EVERY_MS }, (_, turn) => {
    const from = turn * CHANGED
    const changed = Array.from({ length: CHANGED }, (_, i): LiveVisitor => {
      const visitor = everybody[(from + i * 7) % COUNT]!
      return { ...visitor, page: pages[(turn + i) % pages.length]!, pages: visitor.pages + 1 + turn }
    })
    const come = Array.from({ length: COMING }, (): LiveVisitor => ({ ...everybody[0]!, id: `new-${(newcomers += 1)}` as LiveVisitor['id'], number: newcomers, arrivedAt: NOW + turn }))
    return JSON.stringify({ changed: [...changed, ...come], gone: Array.from({ length: COMING }, (_, i) => everybody[(from + i * 11 + 3) % COUNT]!.id) })
  })
}

const task = () => new Promise<void>((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => resolve()
  port2.postMessage(null)
})

/** Tells the desk of what has changed, as often as the server does, and notes what each difference cost until it was drawn, in milliseconds. */
function keepMoving(server: FakeDesk): { readonly costs: number[]; stop(): void } {
  const costs: number[] = []
  const texts = differences()
  let next = 0
  const timer = setInterval(async () => {
    const text = texts[next++ % texts.length]!
    const began = performance.now()
    const { changed, gone } = JSON.parse(text) as { changed: LiveVisitor[]; gone: LiveVisitor['id'][] }
    server.move(changed, gone)
    // Preact draws before the next task.
    await task()
    costs.push(performance.now() - began)
  }, LIVE_EVERY_MS)
  return { costs, stop: () => clearInterval(timer) }
}

async function showDesk(how: string): Promise<FakeDesk> {
  const app = document.createElement('div')
  app.id = 'app'
  document.body.append(app)
  const { server } = await setStage(app, { preview: { hash: '#visitors', visitors: () => everybody }, api: createFakeApi(visitorRoutes()) })
  await until(() => document.querySelector('.visit-count')?.textContent === '10,000')
  const press = (name: string) => [...document.querySelectorAll<HTMLElement>('.visit-sort')].find((button) => button.textContent?.trim() === name)?.click()
  if (how === 'held') document.querySelector('.visit-grid')?.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }))
  if (how === 'by-page') press('Page')
  if (how === 'searched') {
    press('Pages')
    const search = document.querySelector<HTMLInputElement>('.visit-search input')!
    search.value = 'e'
    search.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return server
}

function showEmpty(): void {
  const scroller = document.createElement('div')
  scroller.className = 'visit-grid'
  scroller.style.cssText = 'block-size:600px;overflow:auto'
  const inside = document.createElement('div')
  inside.style.blockSize = `${COUNT * 56}px`
  scroller.append(inside)
  document.body.append(scroller)
}

const frame = () => new Promise<number>(requestAnimationFrame)
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await frame()
}

let moving: ReturnType<typeof keepMoving> | undefined

async function show(how: string): Promise<void> {
  if (how === 'empty') showEmpty()
  else moving = keepMoving(await showDesk(how))
}

/** Scrolls down and up again for some seconds, and says what each frame and each difference took, and how many rows stood in the document at the most. */
async function scrollAbout(): Promise<{ frames: readonly number[]; costs: readonly number[]; most: number }> {
  const scroller = document.querySelector('.visit-grid')!
  const frames: number[] = []
  let [most, step, before] = [0, STEP_PX, await frame()]
  for (const endsAt = before + SCROLLED_MS; before < endsAt;) {
    const top = scroller.scrollTop
    scroller.scrollTop += step
    if (scroller.scrollTop === top) step = -step
    const now = await frame()
    frames.push(now - before)
    before = now
    most = Math.max(most, document.querySelectorAll('.visit').length)
  }
  moving?.stop()
  return { frames, costs: moving?.costs ?? [], most }
}

Object.assign(window, { show, scrollAbout })
