import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Appended, ConversationId, DeskSnapshot, InboxEntry, MessageDraft, MessageId, Result, SendReply } from '@foyer/sdk/protocol'
import { ask, connected, newToken, next, otherKey, shopKey, startRunning, FOREIGN, OTHER_SHOP, SHOP } from '../testing/running.ts'
import type { Running, VisitorSocket } from '../testing/running.ts'
import { value } from '../testing/value.ts'

let running: Running
before(async () => (running = await startRunning()))
after(() => running.stop())

const draft = (text: string): MessageDraft => ({ id: v7() as MessageId, parts: [{ type: 'text', text }] })
const send = (socket: VisitorSocket, ...drafts: readonly MessageDraft[]): Promise<Result<SendReply>> => ask(socket, 'message:send', { drafts })

describe('a window’s connection', () => {
  for (const [sentence, options, expected] of [
    ['from a page of the site is taken', {}, 'connected'],
    ['by polling is taken', { polling: true }, 'connected'],
    ['from a foreign page is refused at the upgrade', { origin: FOREIGN }, 'refused'],
    ['from a foreign page is refused at the first poll', { origin: FOREIGN, polling: true }, 'refused'],
    ['from nowhere is refused at the upgrade', { origin: undefined }, 'refused'],
    ['from a page of another site is refused by its name', { origin: OTHER_SHOP }, 'origin_refused'],
    ['for a site that does not exist is refused', { auth: { protocol: PROTOCOL, site: 'nosuch', token: newToken() } }, 'unknown_site'],
    ['with a token that is none is refused', { auth: { protocol: PROTOCOL, site: shopKey, token: 'short' } }, 'invalid_input'],
    ['with an unknown field is refused', { auth: { protocol: PROTOCOL, site: shopKey, token: newToken(), admin: true } }, 'invalid_input'],
    ['with nothing is refused', { auth: {} }, 'invalid_input'],
    ['of an older version is told so', { auth: { protocol: 0 } }, 'client_outdated'],
    ['of a newer version is told so', { auth: { protocol: 9_999 } }, 'server_outdated'],
  ] as const) {
    it(sentence, async () => assert.equal(await connected(running.visitor(options)), expected))
  }

  it('to no namespace of ours is refused', async () => {
    const { io } = await import('socket.io-client')
    const socket = io(running.origin, { path: '/v1/socket', transports: ['websocket'], extraHeaders: { origin: SHOP }, forceNew: true, reconnection: false })
    assert.equal(await connected(socket), 'refused')
    socket.disconnect()
  })
})

describe('a visitor who floods', () => {
  const few = (rule: string, points: number) => startRunning({ store: running.store, rateRules: { [rule]: { points, seconds: 600 } } })

  it('is stopped by address, as whomever they come, and everything said before stays', async () => {
    const flooded = await few('message-characters', 9_000)
    const codes: string[] = []
    for (let n = 0; n < 4; n++) {
      const visitor = flooded.visitor()
      await connected(visitor)
      const sent = await send(visitor, draft('x'.repeat(4_000)))
      codes.push(sent.ok ? 'ok' : sent.code)
      visitor.disconnect()
    }
    assert.deepEqual(codes, ['ok', 'ok', 'rate_limited', 'rate_limited'])
    await flooded.stop()
  })

  it('asks no more than the rule lets one address, as however many', async () => {
    const flooded = await few('requests-of-address', 3)
    const codes: string[] = []
    for (let n = 0; n < 4; n++) {
      const visitor = flooded.visitor()
      await connected(visitor)
      const synced: Result<unknown> = await ask(visitor, 'thread:sync', { version: 0, conversations: [] })
      codes.push(synced.ok ? 'ok' : synced.code)
      visitor.disconnect()
    }
    assert.deepEqual(codes, ['ok', 'ok', 'ok', 'rate_limited'])
    await flooded.stop()
  })

  it('begins no more conversations than a whole office does, and who talks already goes on', async () => {
    const flooded = await few('conversations', 2)
    const visitors = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const visitor = flooded.visitor()
        await connected(visitor)
        return visitor
      }),
    )
    const codes: string[] = []
    for (const visitor of [...visitors, visitors[0]!]) {
      const [result] = value(await send(visitor, draft('Hello'))).results
      codes.push(result?.ok === false ? result.code : 'ok')
    }
    assert.deepEqual(codes, ['ok', 'ok', 'ok', 'rate_limited', 'ok'])
    for (const visitor of visitors) visitor.disconnect()
    await flooded.stop()
  })

  it('answers no more buttons and forms than anybody does, and may still write', async () => {
    const flooded = await few('replies', 3)
    const visitor = flooded.visitor()
    await connected(visitor)
    const reply = (): MessageDraft => ({ id: v7() as MessageId, parts: Array.from({ length: 2 }, () => ({ type: 'choice', to: v7() as MessageId, label: 'Yes', value: 'yes' })) })
    const codes: string[] = []
    for (const drafts of [[reply()], [reply()], [draft('Hello')]]) {
      const sent = await send(visitor, ...drafts)
      const [first] = sent.ok ? sent.value.results : []
      codes.push(!sent.ok ? sent.code : first?.ok === false ? first.code : 'ok')
    }
    assert.deepEqual(codes, ['form_gone', 'rate_limited', 'ok'])
    const rated: Result<null> = await ask(visitor, 'survey:answer', { conversationId: v7() as ConversationId, score: 5 })
    assert.partialDeepStrictEqual(rated, { ok: false, code: 'rate_limited' })
    visitor.disconnect()
    await flooded.stop()
  })

  it('begins no more conversations than they may end', async () => {
    const flooded = await few('endings', 2)
    const visitor = flooded.visitor()
    await connected(visitor)
    const codes: string[] = []
    for (let n = 0; n < 3; n++) {
      const { conversationId } = value(await send(visitor, draft('again'))).appended[0]!
      const ended: Result<null> = await ask(visitor, 'conversation:end', { conversationId })
      codes.push(ended.ok ? 'ok' : ended.code)
    }
    assert.deepEqual(codes, ['ok', 'ok', 'rate_limited'])
    visitor.disconnect()
    await flooded.stop()
  })
})

describe('a visitor and an agent', () => {
  it('AL-9 talk: the first message starts a conversation, reaches the desk, and the answer reaches the window', async () => {
    const desk = running.desk({ cookie: await running.signIn('ann@shop.example') })
    assert.equal(await connected(desk), 'connected')
    const online = value<DeskSnapshot>(await ask(desk, 'desk:sync', {}))
    assert.equal(online.workspace.name, 'The shop')

    const visitor = running.visitor()
    await connected(visitor)
    const entered = next<InboxEntry>(desk, 'inbox:changed')
    const sent = value(await send(visitor, draft('Hello?')))
    assert.deepEqual(sent.results.map(({ ok }) => ok), [true])
    assert.deepEqual(sent.appended[0]?.events.map(({ type }) => type), ['started', 'message', 'assigned'])
    const entry = await entered
    assert.equal(entry.head.state.status, 'held')

    const { conversationId } = sent.appended[0]!
    const pushed = next<Appended>(visitor, 'log:appended')
    const answered = value<SendReply>(await ask(desk, 'message:send', { conversationId, drafts: [draft('Good day.')] }))
    assert.equal(answered.results[0]?.ok, true)
    assert.equal((await pushed).events.at(-1)?.type, 'message')

    const ended = next<Appended>(desk, 'log:appended')
    value(await ask(visitor, 'conversation:end', { conversationId }))
    assert.deepEqual((await ended).events.map(({ type }) => type), ['ended', 'survey-asked'])
    desk.disconnect()
  })

  it('the same send twice stores once and is answered with the same places', async () => {
    const visitor = running.visitor()
    await connected(visitor)
    const message = draft('Once')
    const [one, two] = [value(await send(visitor, message)), value(await send(visitor, message))]
    assert.deepEqual(one.results, two.results)
    assert.deepEqual(two.appended, [])
  })

  it('the order of answers is the order sent, refused ones at their place', async () => {
    const visitor = running.visitor()
    await connected(visitor)
    const drafts = [draft('one'), draft('   '), draft('x'.repeat(4_001)), draft('four')]
    const { results } = value(await send(visitor, ...drafts))
    assert.deepEqual(results.map((result) => (result.ok ? 'ok' : result.code)), ['ok', 'invalid_message', 'message_too_long', 'ok'])
    assert.deepEqual(results.map(({ id }) => id), drafts.map(({ id }) => id))
  })

  it('two windows of one visitor see the same: the other one hears of what the first has sent', async () => {
    const token = newToken()
    const [first, second] = [running.visitor({ token }), running.visitor({ token })]
    await Promise.all([connected(first), connected(second)])
    const heard = next<Appended>(second, 'log:appended')
    value(await send(first, draft('From the first')))
    assert.ok((await heard).events.some(({ type }) => type === 'message'))
  })
})

describe('a client that is not ours', () => {
  for (const [sentence, event, payload, code] of [
    ['asks for an event that does not exist', 'admin:everything', [{}], 'not_found'],
    ['asks for an event of every object', 'constructor', [{}], 'not_found'],
    ['sends no argument', 'thread:sync', [], 'invalid_input'],
    ['sends two arguments', 'thread:sync', [{ version: 0, conversations: [] }, {}], 'invalid_input'],
    ['sends an unknown field', 'thread:sync', [{ version: 0, conversations: [], all: true }], 'invalid_input'],
    ['sends a wrong type', 'thread:sync', ['everything'], 'invalid_input'],
    ['sends bytes', 'thread:sync', [Buffer.from('hello')], 'invalid_input'],
    ['sends an event of the desk', 'desk:sync', [{}], 'not_found'],
    ['asks for somebody else’s conversation', 'conversation:end', [{ conversationId: v7() }], 'not_found'],
  ] as const) {
    it(`that ${sentence} is answered with ${code}`, async () => {
      const visitor = running.visitor()
      await connected(visitor)
      assert.partialDeepStrictEqual(await ask(visitor, event, ...payload), { ok: false, code })
    })
  }

  it('that leaves no place for the answer does no harm', async () => {
    const visitor = running.visitor()
    await connected(visitor)
    const loose: Socket = visitor
    for (const args of [[], [null], [{ drafts: [draft('Hi')] }], [1, 2, 3]]) loose.emit('message:send', ...args)
    assert.equal(value(await send(visitor, draft('Still here'))).results[0]?.ok, true)
  })

  it('that sends a prototype key is refused and changes nothing', async () => {
    const visitor = running.visitor()
    await connected(visitor)
    const payload: unknown = JSON.parse('{"version":0,"conversations":[],"__proto__":{"isAdmin":true}}')
    assert.partialDeepStrictEqual(await ask(visitor, 'thread:sync', payload), { ok: false, code: 'invalid_input', field: '__proto__' })
  })

  it('that sends more bytes than a packet may have is let go', async () => {
    const visitor = running.visitor()
    await connected(visitor)
    const gone = next(visitor, 'disconnect')
    visitor.emit('message:send', { drafts: [{ id: v7() as MessageId, parts: [{ type: 'text', text: 'x'.repeat(1024 * 1024) }] }] }, () => undefined)
    await gone
  })

  it('cannot reach a conversation of another visitor by knowing its id', async () => {
    const [one, other] = [running.visitor(), running.visitor({ site: otherKey, origin: OTHER_SHOP })]
    const stranger = running.visitor()
    await Promise.all([connected(one), connected(other), connected(stranger)])
    const conversationId: ConversationId = value(await send(one, draft('Mine'))).appended[0]!.conversationId
    for (const socket of [stranger, other]) {
      assert.partialDeepStrictEqual(await ask(socket, 'conversation:end', { conversationId }), { ok: false, code: 'not_found' })
      assert.partialDeepStrictEqual(await ask(socket, 'mark:set', { conversationId, delivered: 1, read: 1 }), { ok: false, code: 'not_found' })
      assert.partialDeepStrictEqual(await ask(socket, 'thread:older', { before: { conversationId, seq: 9 } }), { ok: false, code: 'not_found' })
      const synced = await ask(socket, 'thread:sync', { version: 0, conversations: [{ id: conversationId, seq: 0 }] })
      assert.partialDeepStrictEqual(synced, { ok: true, value: { whole: [], next: [] } })
    }
  })
})
