/** One visitor in several tabs, over reloads, and in a browser that keeps nothing. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { denyStorage, everyViewAgrees, openWindow, seesStatus, seesText, seesTexts, shareAgent, shareWorld, until, windowIn, write } from './harness/index.ts'

describe('the tabs of a visitor', () => {
  const world = shareWorld()
  const ann = shareAgent(world)

  it('CW-10 show the same thread at the same time, and hold one connection between them', async () => {
    const visitor = await world.visitor()
    const pages = [await visitor.open('/tours'), await visitor.open('/contact'), await visitor.open('/')]
    await until('one presence for all', () => world.wire.count('presence'), (count) => count === 1)
    const [first] = pages
    assert.ok(first)
    await write(await openWindow(first), 'In three tabs at once.')
    const desk = await ann.take('In three tabs at once.')
    await write(desk, 'I see one of you.')

    const views = []
    for (const [n, page] of pages.entries()) views.push(n === 0 ? windowIn(page) : await openWindow(page, `tab ${n + 1}`))
    for (const [n, view] of views.entries()) {
      await write(view, `From tab ${n + 1}.`)
      for (const each of views) await seesText(each, `From tab ${n + 1}.`)
    }
    await everyViewAgrees(visitor.fetch, ['In three tabs at once.', 'I see one of you.', 'From tab 1.', 'From tab 2.', 'From tab 3.'], [...views, desk])
    assert.deepEqual({ talk: world.wire.count('talk'), presence: world.wire.count('presence') }, { talk: 1, presence: 1 })
    assert.equal(await world.server.figure('foyer_presence_lines'), 1, 'the server says the same')
  })

  it('CW-10 another tab takes over when the one with the connection is closed', async () => {
    const visitor = await world.visitor()
    const pages = [await visitor.open('/tours'), await visitor.open('/contact')]
    const [leading, staying] = pages
    assert.ok(leading && staying)
    const one = await openWindow(leading, 'the leading tab')
    await write(one, 'Before the tab is closed.')
    const desk = await ann.take('Before the tab is closed.')
    const two = await openWindow(staying, 'the tab that stays')
    await seesTexts(two, ['Before the tab is closed.'])

    await leading.close()
    await write(two, 'After it.')
    await write(desk, 'Still here.')
    await seesStatus(desk, 'Read')
    await everyViewAgrees(visitor.fetch, ['Before the tab is closed.', 'After it.', 'Still here.'], [two, desk])
    await until('one connection again', () => world.wire.count('talk'), (count) => count === 1)
  })

  it('CW-11 the history comes back after a reload, older messages on scrolling up', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const texts = Array.from({ length: 70 }, (_, n) => `history ${n + 1}`)
    for (const text of texts) {
      if (text === 'history 1') await openWindow(page)
      await write(windowIn(page), text)
    }
    const desk = await ann.take('history')
    await everyViewAgrees(visitor.fetch, texts, [windowIn(page), desk])

    await page.reload()
    const view = windowIn(page)
    await seesText(view, 'history 70')
    await everyViewAgrees(visitor.fetch, texts, [view])

    await page.goto(`${world.site}/tours/night-train-to-istanbul`)
    await everyViewAgrees(visitor.fetch, texts, [windowIn(page)])
  })

  it('CW-11 another browser is another visitor, and sees nothing of the first', async () => {
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours'))
    await write(window, 'Only mine.')
    await ann.take('Only mine.')
    const stranger = await world.visitor()
    const other = await openWindow(await stranger.open('/tours'))
    await write(other, 'Somebody else.')
    await seesTexts(other, ['Somebody else.'])
    assert.deepEqual((await stranger.fetch()).messages.map(({ text }) => text), ['Somebody else.'])
  })

  it('CW-30 the talk works where every storage is denied, and the page notices nothing', async () => {
    const visitor = await world.visitor()
    await denyStorage(visitor.context)
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'I keep nothing.')
    const desk = await ann.take('I keep nothing.')
    await write(desk, 'And yet we talk.')
    await write(window, 'So we do.')
    await seesTexts(window, ['I keep nothing.', 'And yet we talk.', 'So we do.'])
    await seesTexts(desk, ['I keep nothing.', 'And yet we talk.', 'So we do.'])
    await seesStatus(window, 'Read')

    // A cut without a device: what is in memory still goes out.
    world.wire.cut()
    await write(window, 'Without a line, too.')
    world.wire.mend()
    await seesTexts(desk, ['I keep nothing.', 'And yet we talk.', 'So we do.', 'Without a line, too.'])
    assert.deepEqual(visitor.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })
})
