import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { LIMITS, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { InboxEntry, Result, SendReply } from '@foyer/sdk/protocol'
import { hashToken } from '../edge/tokens.ts'
import { db } from '../store/procedure.ts'
import { SHOP, ask, connected, newToken, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import { TRACKED_KEPT } from './store.ts'

let running: Running
before(async () => (running = await startRunning({ rateRules: { tracking: { points: TRACKED_KEPT + 20, seconds: 60 } } })))
after(() => running.stop())

const track = async (token: string, event: object) =>
  (await (await running.http(TALK_PATHS.track, { method: 'POST', origin: SHOP, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, event }) })).json()) as Result<null>
const kept = (token: string) =>
  query(
    running.store,
    db.selectFrom('tracked_events').innerJoin('visitors', 'visitors.id', 'tracked_events.visitor_id').select(['tracked_events.name as name', 'tracked_events.data as data']).where('token_hash', '=', hashToken(token)).orderBy('at').orderBy('tracked_events.id'),
  )
const OK = { ok: true, value: null }

describe('CW-22 what pages tell of a visitor', () => {
  it('CW-22 is kept once, however often it is told', async () => {
    const [token, id] = [newToken(), v7()]
    for (let n = 0; n < 2; n += 1) assert.deepEqual(await track(token, { id, name: 'Looked at prices', data: { plan: 'pro', seats: 4, trial: null } }), OK)
    assert.deepEqual(await kept(token), [{ name: 'Looked at prices', data: '{"plan":"pro","seats":4,"trial":null}' }])
  })

  it('CW-22 is kept of the last hundred, and not of more than a rule lets through', async () => {
    const token = newToken()
    for (let n = 0; n < TRACKED_KEPT + 20; n += 1) assert.deepEqual(await track(token, { id: v7(), name: `e${n}` }), OK)
    assert.deepEqual((await kept(token)).map(({ name }) => name), Array.from({ length: TRACKED_KEPT }, (_, n) => `e${n + 20}`))
    assert.partialDeepStrictEqual(await track(token, { id: v7(), name: 'one more' }), { ok: false, code: 'rate_limited' })
  })

  it('CW-22 is shown on the card at the desk, the newest first', async () => {
    const token = newToken()
    const visitor = running.visitor({ token })
    await connected(visitor)
    const sent: Result<SendReply> = await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Hello' }] }] })
    assert.ok(sent.ok)
    const desk = running.desk({ cookie: await running.signIn('olga@shop.example') })
    await connected(desk)
    const shown = new Promise<void>((resolve) => void desk.on('visitor:changed', ({ tracked }) => tracked?.[0]?.name === 'second' && resolve()))
    await track(token, { id: v7(), name: 'first', data: { n: 1 } })
    await track(token, { id: v7(), name: 'second' })
    await shown
    const entry: Result<InboxEntry> = await ask(desk, 'inbox:entry', { conversationId: sent.value.appended[0]!.conversationId })
    assert.ok(entry.ok)
    assert.deepEqual(entry.value.visitor.tracked?.map(({ name, data }) => ({ name, data })), [{ name: 'second', data: undefined }, { name: 'first', data: { n: 1 } }])
  })

  for (const [what, event] of [
    ['without a name', { id: v7(), name: ' ' }],
    ['with a name that is too long', { id: v7(), name: 'x'.repeat(LIMITS.eventName + 1) }],
    ['with more data than is kept', { id: v7(), name: 'x', data: { text: 'x'.repeat(LIMITS.eventData) } }],
    ['with a list for its data', { id: v7(), name: 'x', data: [1] }],
    ['with text that is none', { id: v7(), name: 'x', data: { deep: [{ text: 'a\u0000b' }] } }],
    ['with half a character in a name', { id: v7(), name: 'x', data: { 'a\ud800': 1 } }],
    ['with data that is too deep', { id: v7(), name: 'x', data: JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`) as object }],
    ['without an id', { name: 'x' }],
    ['with more than that', { id: v7(), name: 'x', at: 1 }],
  ] as const) {
    it(`CW-22 is refused ${what}`, async () => {
      const token = newToken()
      assert.partialDeepStrictEqual(await track(token, event), { ok: false, code: 'invalid_input' })
      assert.deepEqual(await kept(token), [])
    })
  }
})
