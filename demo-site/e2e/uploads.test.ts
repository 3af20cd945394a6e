/** The largest file that may be sent, over a line that breaks, and over a reload (CW-5, CW-7). */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { LIMITS, OFFSET_HEADER, TALK_PATHS } from '@foyer/sdk/protocol'
import { zipOf } from '@foyer/server/files/testing/samples.ts'
import { composerIn, everyViewAgrees, openWindow, seesStatus, seesText, seesTexts, shareAgent, shareWorld, windowIn, write } from './harness/index.ts'
import type { View, Visitor } from './harness/index.ts'

const WHOLE = zipOf(LIMITS.fileBytes)
const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a file of 20 MB', () => {
  const world = shareWorld()
  const ann = shareAgent(world, 'ann')

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

describe('a message whose files are on the way', () => {
  const world = shareWorld()
  const ann = shareAgent(world, 'ann')

  /** Lets no piece of a file through before it is called. */
  async function holdFiles(page: Page): Promise<() => void> {
    let letGo = () => undefined as void
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    await page.context().route(({ pathname }) => pathname.startsWith(`${TALK_PATHS.uploads}/`), async (route) => {
      if (route.request().method() === 'PATCH') await gate
      // The page may have gone meanwhile, and its request with it.
      await route.continue().catch(() => undefined)
    })
    return letGo
  }

  async function sendFile({ root, ...view }: View, text: string): Promise<void> {
    await root.locator('.composer input[type=file]').setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Two nights in the north.') })
    await root.locator('.chip').waitFor()
    await write({ ...view, root }, text)
  }

  /** The server has them once and in this order, and everybody sees that. */
  async function allHave(visitor: Visitor, texts: readonly string[], views: readonly View[]): Promise<void> {
    for (const view of views) await seesTexts(view, texts)
    assert.deepEqual((await visitor.fetch()).messages.map(({ text }) => text.replace('plan.txt ', '')), texts)
  }

  it('CW-7 CW-10 keeps its place in all tabs and at the desk, whichever of them sends it', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const other = await visitor.open('/contact')
    const one = await openWindow(page, 'the leading tab')
    await write(one, 'A file follows.')
    const desk = await ann.take('A file follows.')
    const two = await openWindow(other, 'the other tab')
    await seesTexts(two, ['A file follows.'])
    const letGo = await holdFiles(page)

    await sendFile(two, 'Here it is.')
    await write(two, 'Right behind it.')
    for (const view of [one, two]) await seesTexts(view, ['A file follows.', 'Here it is.', 'Right behind it.'])
    await write(one, 'From the other tab.')
    const texts = ['A file follows.', 'Here it is.', 'Right behind it.', 'From the other tab.']
    for (const view of [one, two]) await seesTexts(view, texts)
    assert.equal((await visitor.fetch()).messages.length, 1, 'all of it waits for the file')

    letGo()
    await allHave(visitor, texts, [one, two, desk])
    await desk.root.locator('a[download="plan.txt"]').waitFor()
  })

  it('CW-7 keeps its place over a reload halfway', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Another file follows.')
    const desk = await ann.take('Another file follows.')
    await seesStatus(window, 'Read')
    const letGo = await holdFiles(page)
    await sendFile(window, 'Here is another.')
    await write(window, 'Behind the other.')
    const texts = ['Another file follows.', 'Here is another.', 'Behind the other.']
    await seesTexts(window, texts)

    await page.reload()
    await seesTexts(windowIn(page), texts)
    assert.equal((await visitor.fetch()).messages.length, 1)
    letGo()
    await allHave(visitor, texts, [windowIn(page), desk])
  })

  it('CW-5 CW-7 leaves when its last file is cancelled: its words wait in the composer, and what stands behind it goes', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Perhaps a file follows.')
    const desk = await ann.take('Perhaps a file follows.')
    await seesStatus(window, 'Read')
    await holdFiles(page)
    await sendFile(window, 'Better not.')
    await write(window, 'Never mind.')
    await seesTexts(window, ['Perhaps a file follows.', 'Better not.', 'Never mind.'])

    await window.root.locator('.message-own .part-cancel').click()
    await everyViewAgrees(visitor.fetch, ['Perhaps a file follows.', 'Never mind.'], [window, desk])
    assert.equal(await composerIn(window).inputValue(), 'Better not.')
  })
})
