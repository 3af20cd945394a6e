/** Where something on the way swallows WebSockets: a proxy, a filter, an old firewall. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openWindow, openWorld, seesStatus, seesTexts, write } from './harness/index.ts'
import type { World } from './harness/index.ts'

describe('a visitor whose network lets no WebSocket through', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world?.close())

  it('talks with an agent by plain requests', async () => {
    const ann = await world.agent('ann')
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(request.url()))
    await page.routeWebSocket(/\/v1\/(socket|presence)/, (socket) => socket.close())
    await page.goto(`${world.site}/tours`)

    const window = await openWindow(page)
    await write(window, 'Can you hear me?')
    const desk = await ann.take('Can you hear me?')
    await seesStatus(window, 'Read')
    await write(desk, 'Loud and clear.')
    await seesTexts(window, ['Can you hear me?', 'Loud and clear.'])
    await seesStatus(desk, 'Read')

    assert.ok(fetched.some((url) => url.includes('transport=polling')))
    assert.ok(!fetched.some((url) => url.includes('token')), 'the token stands in no address')
    assert.equal((await visitor.fetch()).messages.length, 2)
  })
})
