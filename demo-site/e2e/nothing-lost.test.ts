/**
 * CW-7: nothing is lost, nothing stands twice, and there is one order, whatever happens on the way. After each fault every
 * view is compared with a fresh fetch, message by message.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  draftOf,
  everyViewAgrees,
  fetchThread,
  messagesIn,
  newToken,
  openVisitorLine,
  openWindow,
  seesStatus,
  seesTexts,
  send,
  shareAgent,
  shareWorld,
  statusIn,
  until,
  windowIn,
  write,
  SITE_KEY,
} from './harness/index.ts'
import type { Credentials } from './harness/index.ts'

describe('CW-7 nothing is lost, nothing stands twice, and there is one order', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  it('when the server is killed between the commit and its answer', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open())
    await write(window, 'killed after 1')
    const desk = await ann.take('killed after 1')
    await seesStatus(window, 'Read')

    world.wire.holdAnswers()
    await write(window, 'killed after 2')
    await write(window, 'killed after 3')
    await until('the first of them is on the disk', () => visitor.fetch(), ({ messages }) => messages.length > 1)
    assert.match(await statusIn(window), /Sending/, 'the window knows nothing of it')
    await world.server.kill9()
    world.wire.cut()
    await world.server.start()
    world.wire.mend()

    await everyViewAgrees(visitor.fetch, ['killed after 1', 'killed after 2', 'killed after 3'], [window, desk])
  })

  it('when that happens to the very first message, which starts the conversation', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open())
    await until('the thread is there', () => window.root.locator('.greeting').count(), (count) => count === 1)
    world.wire.holdAnswers()
    await write(window, 'first and killed')
    await until('it is on the disk', () => visitor.fetch(), ({ messages }) => messages.length === 1)
    await world.server.kill9()
    world.wire.cut()
    await world.server.start()
    world.wire.mend()

    const { heads } = await everyViewAgrees(visitor.fetch, ['first and killed'], [window])
    assert.equal(heads.length, 1, 'one conversation was started, not two')
    await everyViewAgrees(visitor.fetch, ['first and killed'], [await ann.take('first and killed')])
  })

  it('when the server is killed before it has heard', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open())
    await write(window, 'killed before 1')
    const desk = await ann.take('killed before 1')
    world.wire.holdRequests()
    await write(window, 'killed before 2')
    await write(window, 'killed before 3')
    await world.server.kill9()
    world.wire.cut()
    await world.server.start()
    world.wire.mend()
    await everyViewAgrees(visitor.fetch, ['killed before 1', 'killed before 2', 'killed before 3'], [window, desk])
  })

  it('when the server is killed again and again while both sides write', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open())
    await write(window, 'stream 0')
    const desk = await ann.take('stream 0')
    const written = ['stream 0']
    const answered: string[] = []
    for (let n = 1; n <= 24; n++) {
      written.push(`stream ${n}`)
      await write(window, `stream ${n}`)
      if (n % 3 === 0) {
        answered.push(`answer ${n}`)
        await write(desk, `answer ${n}`)
      }
      // In the middle of whatever it does just then.
      if (n % 8 === 0) {
        await world.server.kill9()
        await world.server.start()
      }
    }
    const total = written.length + answered.length
    const { messages } = await until('all that was written is there', () => visitor.fetch(), (thread) => thread.messages.length >= total)
    const by = (side: string) => messages.filter((message) => message.side === side).map(({ text }) => text)
    assert.deepEqual(by('visitor'), written, 'each side in the order typed')
    assert.deepEqual(by('agent'), answered)
    await everyViewAgrees(visitor.fetch, messages.map(({ text }) => text), [window, desk])
  })

  it('when the tab is reloaded with five messages waiting and the server away', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open()
    const window = await openWindow(page)
    await write(window, 'reload 0')
    const desk = await ann.take('reload 0')
    await seesStatus(window, 'Read')

    await world.server.kill9()
    const waiting = ['reload 1', 'reload 2', 'reload 3', 'reload 4', 'reload 5']
    for (const text of waiting) await write(window, text)
    await seesTexts(window, ['reload 0', ...waiting])
    await page.reload()
    await world.server.start()
    await page.reload()

    await everyViewAgrees(visitor.fetch, ['reload 0', ...waiting], [windowIn(page), desk])
  })

  it('when the tab is closed with messages waiting, and another comes back later', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open()
    const window = await openWindow(page)
    await write(window, 'closed 1')
    const desk = await ann.take('closed 1')
    await seesStatus(window, 'Read')
    world.wire.cut()
    await write(window, 'closed 2')
    await write(window, 'closed 3')
    await seesTexts(window, ['closed 1', 'closed 2', 'closed 3'])
    const later = await visitor.context.newPage()
    await page.close()
    world.wire.mend()
    await later.goto(`${world.site}/contact`)
    await everyViewAgrees(visitor.fetch, ['closed 1', 'closed 2', 'closed 3'], [windowIn(later), desk])
  })

  it('when the network is cut in the middle of a hundred messages', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open()
    const window = await openWindow(page)
    const texts = Array.from({ length: 100 }, (_, n) => `hundred ${n + 1}`)
    await write(window, 'hundred 1')
    const desk = await ann.take('hundred 1')
    for (const [n, text] of texts.entries()) {
      if (n === 0) continue
      if (n === 20) world.wire.holdAnswers()
      if (n === 30) world.wire.cut()
      if (n === 50) world.wire.mend()
      if (n === 60) world.wire.holdRequests()
      if (n === 70) world.wire.cut()
      if (n === 75) await visitor.context.setOffline(true)
      if (n === 90) {
        world.wire.mend()
        await visitor.context.setOffline(false)
      }
      await write(window, text)
    }
    await everyViewAgrees(visitor.fetch, texts, [window, desk])

    const second = await visitor.open('/contact')
    await everyViewAgrees(visitor.fetch, texts, [windowIn(second, 'a tab that was opened afterwards')])
  })

  it('when the same messages are sent twice at once, over two connections', async () => {
    const credentials: Credentials = { server: world.server.origin, site: SITE_KEY, token: newToken(), page: world.site }
    const [one, two] = await Promise.all([openVisitorLine(credentials), openVisitorLine(credentials)])
    const drafts = Array.from({ length: 20 }, (_, n) => draftOf(`twice ${n + 1}`))
    const replies = await Promise.all([send(one, drafts), send(two, drafts), send(one, drafts), send(two, drafts.slice(5, 15))])
    one.close()
    two.close()

    const [first] = replies
    for (const { results } of replies) {
      for (const result of results) assert.deepEqual(result, first?.results.find(({ id }) => id === result.id), 'every repeat has the same receipt')
    }
    const thread = await fetchThread(credentials)
    assert.equal(thread.heads.length, 1, 'one conversation was started')
    assert.deepEqual(thread.messages.map(({ id }) => id), drafts.map(({ id }) => id), 'each stands once, in the order sent')
    await everyViewAgrees(() => fetchThread(credentials), drafts.map((_, n) => `twice ${n + 1}`), [await ann.take('twice 20')])
  })

  it('when two tabs write, with a kill and a cut in between', async () => {
    const visitor = await world.visitor()
    const [page, other] = [await visitor.open('/tours'), await visitor.open('/contact')]
    const one = await openWindow(page, 'the first tab')
    await write(one, 'tabs 1')
    const desk = await ann.take('tabs 1')
    const two = await openWindow(other, 'the second tab')
    await seesTexts(two, ['tabs 1'])
    await write(two, 'tabs 2')
    await seesTexts(one, ['tabs 1', 'tabs 2'])

    world.wire.holdAnswers()
    await write(one, 'tabs 3')
    await write(two, 'tabs 4')
    await world.server.kill9()
    world.wire.cut()
    await write(one, 'tabs 5')
    await world.server.start()
    await write(two, 'tabs 6')
    world.wire.mend()
    const { messages } = await until('all are through', () => visitor.fetch(), (thread) => thread.messages.length >= 6)
    assert.deepEqual(messages.map(({ text }) => text).toSorted(), ['tabs 1', 'tabs 2', 'tabs 3', 'tabs 4', 'tabs 5', 'tabs 6'])
    const place = (text: string) => messages.findIndex((message) => message.text === text)
    assert.ok(place('tabs 3') < place('tabs 5') && place('tabs 4') < place('tabs 6'), 'what one tab wrote stands in the order in which it was typed')
    await everyViewAgrees(visitor.fetch, messages.map(({ text }) => text), [one, two, desk])
  })

  it('when a client had received nothing before the cut', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open()
    world.wire.holdAnswers('talk')
    const window = await openWindow(page)
    await write(window, 'unheard 1')
    await write(window, 'unheard 2')
    await seesTexts(window, ['unheard 1', 'unheard 2'])
    assert.match(await statusIn(window), /Sending|Kept/)
    world.wire.cut()
    await write(window, 'unheard 3')
    world.wire.mend()

    const desk = await until('the desk has it', () => ann.row('unheard').count(), (count) => count === 1).then(() => ann.take('unheard'))
    await everyViewAgrees(visitor.fetch, ['unheard 1', 'unheard 2', 'unheard 3'], [window, desk])
  })

  it('when the answer of the agent is lost on the way', async () => {
    // A desk that met a dying server may have gone over to plain requests, which wait for one another's answers.
    await ann.page.reload()
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open())
    await write(window, 'both ways 1')
    const desk = await ann.take('both ways 1')
    await seesStatus(window, 'Read')
    world.deskWire.holdAnswers()
    await write(desk, 'both ways 2')
    await until('it is on the disk', () => visitor.fetch(), ({ messages }) => messages.length === 2)
    assert.match(await statusIn(desk), /Sending/)
    await write(window, 'both ways 3')
    await world.server.kill9()
    world.deskWire.cut()
    await world.server.start()
    world.deskWire.mend()
    await until('the visitor came first', () => visitor.fetch(), ({ messages }) => messages.length === 3)
    await write(desk, 'both ways 4')
    await everyViewAgrees(visitor.fetch, ['both ways 1', 'both ways 2', 'both ways 3', 'both ways 4'], [window, desk])
    assert.equal((await messagesIn(desk)).length, 4)
  })
})
