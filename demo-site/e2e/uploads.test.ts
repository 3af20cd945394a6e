/** The largest file that may be sent, over a line that breaks, and over a reload (CW-5, CW-7). */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, afterEach, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { LIMITS, OFFSET_HEADER } from '@foyer/sdk/protocol'
import { zipOf } from '@foyer/server/files/testing/samples.ts'
import { openWindow, openWorld, seesStatus, seesText, seesTexts, windowIn, write } from './harness/index.ts'
import type { Agent, View, World } from './harness/index.ts'

const WHOLE = zipOf(LIMITS.fileBytes)
const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a file of 20 MB', () => {
  let world: World
  let ann: Agent
  before(async () => {
    world = await openWorld()
    ann = await world.agent('ann')
  })
  after(() => world?.close())
  afterEach(() => world.calm())

  /** Chooses it and sends it with a text. */
  async function send({ root }: View, text: string): Promise<void> {
    await root.locator('.composer input[type=file]').setInputFiles({ name: 'all of it.zip', mimeType: 'application/zip', buffer: WHOLE })
    await root.locator('.chip').waitFor()
    await write({ name: 'the window', root, side: 'visitor' }, text)
  }

  /** What the pieces of a page say where they belong. */
  function offsetsFrom(page: Page): number[] {
    const offsets: number[] = []
    page.on('request', (request) => void (request.method() === 'PATCH' && offsets.push(Number(request.headers()[OFFSET_HEADER.toLowerCase()]))))
    return offsets
  }

  /** What the agent has of it, as they would save it. */
  async function savedAt(desk: View): Promise<Buffer> {
    const link = desk.root.locator('a[download="all of it.zip"]')
    const href = await link.evaluate((a) => (a as HTMLAnchorElement).href)
    return Buffer.from(await (await fetch(href)).arrayBuffer())
  }

  it('CW-5 goes on where it stopped when the line is cut twice, and arrives to the byte', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'A large one follows.')
    const desk = await ann.take('A large one follows.')
    await seesStatus(window, 'Read')
    const offsets = offsetsFrom(page)

    for (const [cut, bytes] of [['first', 3_900_000], ['second', 6_500_000]] as const) {
      const isCut = world.wire.cutAfter(bytes)
      if (cut === 'first') await send(window, 'Here it is.')
      await isCut
      await seesText(window, 'Here it is.')
      world.wire.mend()
    }
    await seesTexts(desk, ['A large one follows.', 'Here it is.'])
    assert.equal(sumOf(await savedAt(desk)), sumOf(WHOLE))

    await seesTexts(window, ['A large one follows.', 'Here it is.'])
    const pieces = Math.ceil(WHOLE.length / LIMITS.chunkBytes)
    assert.ok(offsets.length <= pieces + 6, `${offsets.length} pieces for ${pieces}`)
    assert.equal(offsets.filter((offset) => offset === 0).length, 1, 'it began once')
    assert.equal((await visitor.fetch()).messages.length, 2)
    assert.deepEqual(visitor.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })

  it('CW-7 goes on after a reload in the middle, and its message goes out once', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Another large one.')
    const desk = await ann.take('Another large one.')
    await seesStatus(window, 'Read')

    const isCut = world.wire.cutAfter(8_000_000)
    await send(window, 'Sent before the reload.')
    await isCut
    world.wire.mend()
    await page.reload({ waitUntil: 'commit' })
    const offsets = offsetsFrom(page)
    await seesText(windowIn(page), 'Sent before the reload.')

    await seesTexts(desk, ['Another large one.', 'Sent before the reload.'])
    assert.equal(sumOf(await savedAt(desk)), sumOf(WHOLE))
    await seesTexts(windowIn(page), ['Another large one.', 'Sent before the reload.'])
    assert.equal(offsets.includes(0), false, `it went on from ${offsets[0]}`)
    assert.ok(offsets.length > 0, 'there was something left to send')
    assert.equal((await visitor.fetch()).messages.length, 2)
  })
})
