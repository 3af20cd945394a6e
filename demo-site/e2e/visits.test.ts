/**
 * Who is on the site, as the desk's list has it of real browsers (IV-1, IV-3). The list is read by a line of its own, with
 * every difference; when somebody left says the server's clock, which is this machine's.
 */
import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { chromium } from 'playwright-core'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { DESK_NAMESPACE, PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { DeskToServer, LiveDelta, LiveVisitor, Result, ServerToDesk } from '@foyer/sdk/protocol'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs'
import { openWindow, shareAgent, shareWorld, until, write } from './harness/index.ts'
import type { Agent } from './harness/index.ts'

/** IV-3, and what a difference may take on its way to the desk. */
const LEFT_WITHIN_MS = 15_000
const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'

interface List {
  /** Whoever is in it and has not left. */
  there(): readonly LiveVisitor[]
  readonly deltas: LiveDelta[]
  close(): void
}

async function openList(agent: Agent): Promise<List> {
  const { origin } = new URL(agent.page.url())
  const cookie = (await agent.context.cookies(origin)).map(({ name, value }) => `${name}=${value}`).join('; ')
  const line: Socket<ServerToDesk, DeskToServer> = io(origin + DESK_NAMESPACE, { path: PATHS.socket, transports: ['websocket'], forceNew: true, auth: { protocol: PROTOCOL }, extraHeaders: { origin, cookie } })
  const list = new Map<string, LiveVisitor>()
  const deltas: LiveDelta[] = []
  line.on('visitors:changed', (delta) => {
    deltas.push(delta)
    for (const visitor of delta.changed) list.set(visitor.id, visitor)
    for (const id of delta.gone) list.delete(id)
  })
  await new Promise<void>((resolve, reject) => void line.once('connect', resolve).once('connect_error', reject))
  const page = (await line.emitWithAck('visitors:watch', {})) as Result<{ readonly visitors: readonly LiveVisitor[] }>
  assert.ok(page.ok)
  for (const visitor of page.value.visitors) list.set(visitor.id, visitor)
  return { there: () => [...list.values()].filter(({ leftAt }) => leftAt === undefined), deltas, close: () => void line.close() }
}

describe('the list of who is on the site', () => {
  const world = shareWorld()
  const ann = shareAgent(world)
  let list: List
  before(async () => void (list = await openList(ann)))
  after(() => list?.close())
  afterEach(() => until('everybody has left', () => list.there().length, (count) => count === 0))

  const one = () => until('one visitor', list.there, ({ length }) => length === 1).then(([visitor]) => visitor!)
  const at = (path: string) => until(`one visitor at ${path}`, list.there, (there) => there.length === 1 && there[0]?.page?.url === world.site + path).then(([visitor]) => visitor!)
  /** When the server took them for gone, in milliseconds after `from`. */
  const leftAfter = async (id: string, from: number): Promise<number> => {
    const leftAt = () => list.deltas.flatMap(({ changed }) => changed.filter((visitor) => visitor.id === id)).at(-1)?.leftAt
    return (await until('they are shown as left', leftAt, (ms) => ms !== undefined))! - from
  }

  it('IV-1 has a browser with what it is, where it came from and what it looks at', async () => {
    const visitor = await world.visitor({ locale: 'pt-PT', userAgent: PHONE, extraHTTPHeaders: { referer: 'https://www.so.com/link?q=azores&token=secret' } })
    await visitor.open('/tours?utm_source=mail&token=secret')
    assert.partialDeepStrictEqual(await at('/tours?utm_source=mail'), {
      isReturning: false,
      isCustomer: false,
      source: { kind: 'campaign', name: 'mail' },
      pages: 1,
      device: { kind: 'mobile', browser: 'Chrome 126', system: 'Android 14' },
      // Not one of the seven that the window has.
      language: 'pt-PT',
      state: { kind: 'browsing' },
    })
    assert.doesNotMatch(JSON.stringify(list.there()), /secret/)
    assert.ok(list.there()[0]?.page?.title)
  })

  it('IV-3 shows a closed tab as left within 15 seconds', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const { id } = await one()
    const from = Date.now()
    await page.close()
    assert.ok((await leftAfter(id, from)) <= LEFT_WITHIN_MS)
  })

  it('IV-3 shows a browser that was killed as left within 15 seconds', async () => {
    const executablePath = process.env['CHROMIUM_PATH'] ?? findBrowser() ?? chromium.executablePath()
    const doomed = await chromium.launchServer({ executablePath, args: [...BROWSER_FLAGS] })
    try {
      const context = await (await chromium.connect(doomed.wsEndpoint())).newContext({ userAgent: PHONE })
      await (await context.newPage()).goto(`${world.site}/tours`)
      const { id } = await one()
      const from = Date.now()
      doomed.process().kill('SIGKILL')
      assert.ok((await leftAfter(id, from)) <= LEFT_WITHIN_MS)
    } finally {
      await doomed.kill()
    }
  })

  it('IV-3 shows a line on which nothing passes any more as left within 15 seconds, and as there once it does', async () => {
    const visitor = await world.visitor()
    await visitor.open('/tours')
    const { id, pages } = await one()
    const from = Date.now()
    world.wire.holdRequests()
    world.wire.holdAnswers()
    assert.ok((await leftAfter(id, from)) <= LEFT_WITHIN_MS)
    world.wire.cut()
    world.wire.mend()
    assert.deepEqual([(await one()).id, (await one()).pages], [id, pages], 'the same visit, on the same page')
  })

  it('IV-3 follows through pages without a flicker', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/')
    const { id } = await at('/')
    const before = list.deltas.length
    for (const path of ['/tours', '/contact', '/tours', '/']) {
      await page.goto(world.site + path)
      await at(path)
    }
    await page.reload()
    assert.equal((await at('/')).pages, 5)
    const told = list.deltas.slice(before)
    assert.deepEqual(told.flatMap(({ gone }) => gone), [])
    assert.ok(told.every(({ changed }) => changed.every((seen) => seen.id === id && seen.leftAt === undefined)))
  })

  it('IV-3 takes five tabs for one visitor, who is there until the last is closed', async () => {
    const visitor = await world.visitor()
    const tabs = []
    for (const path of ['/', '/tours', '/contact', '/tours', '/']) {
      tabs.push(await visitor.open(path))
      await at(path)
    }
    const { id } = await one()
    const before = list.deltas.length
    const [last, ...others] = tabs
    // The first of them leads, and another takes over.
    for (const tab of [...others, last!].slice(1)) await tab.close()
    await others[0]!.bringToFront()
    await others[0]!.goto(`${world.site}/contact`)
    assert.equal((await at('/contact')).id, id)
    assert.ok(list.deltas.slice(before).every(({ changed, gone }) => gone.length === 0 && changed.every(({ leftAt }) => leftAt === undefined)))
    const from = Date.now()
    await others[0]!.close()
    assert.ok((await leftAfter(id, from)) <= LEFT_WITHIN_MS)
  })

  it('IV-3 has who comes by plain requests, and shows them as left within 15 seconds', async () => {
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    await page.routeWebSocket(/\/v1\/presence/, (socket) => socket.close())
    await page.goto(`${world.site}/tours`)
    const { id } = await one()
    const from = Date.now()
    await page.close()
    assert.ok((await leftAfter(id, from)) <= LEFT_WITHIN_MS)
  })

  it('IV-1 knows who has come back, and says who is talked with and whom', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const { id } = await one()
    await write(await openWindow(page), 'Is somebody there?')
    await ann.take('Is somebody there?')
    await until('they talk', one, ({ state }) => state.kind === 'talking')
    await page.close()
    await until('they have left', () => list.there().length, (count) => count === 0)
    const again = await visitor.open('/')
    const back = await one()
    assert.deepEqual([back.id, back.state.kind, back.isReturning], [id, 'talking', false], 'within half an hour it is the same visit')
    await again.close()
  })

  it('IV-1 has no robots, and a robot can talk', async () => {
    const [robot, person] = [await world.visitor({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36' }), await world.visitor()]
    const page = await robot.open('/tours')
    await write(await openWindow(page), 'I am a robot.')
    await ann.take('I am a robot.')
    await person.open('/contact')
    assert.equal((await at('/contact')).number > 0, true)
  })
})
