/** What windows and desks hear of each other, over real sockets. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import type { AgentState, Appended, ConversationId, DeskSnapshot, FileId, FileLinks, InboxEntry, MemberId, MessageDraft, MessageId, Part, QueuePlace, SendReply, ServerToDesk, ThreadDelta, VisitorCard, VisitorSelf } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import { PLACES } from '../testing/places.ts'
import { ask, connected, newToken, next, startRunning } from '../testing/running.ts'
import type { DeskSocket, Running, VisitorSocket } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { insert, query } from '../testing/world.ts'
import { DEFAULT_WINDOW } from '../window/rules.ts'

const draft = (...parts: readonly Part[]): MessageDraft => ({ id: v7() as MessageId, parts })
const text = (words: string): MessageDraft => draft({ type: 'text', text: words })
/** The first push that says it, from now on. */
const pushed = <Payload>(socket: Socket, event: string, says: (payload: Payload) => boolean = () => true): Promise<Payload> =>
  new Promise((resolve) => {
    const hear = (payload: Payload) => {
      if (!says(payload)) return
      socket.off(event, hear)
      resolve(payload)
    }
    socket.on(event, hear)
  })
const send = async (socket: VisitorSocket, ...drafts: readonly MessageDraft[]): Promise<ConversationId> => {
  const reply = value<SendReply>(await ask(socket, 'message:send', { drafts }))
  const [first] = reply.results
  assert.ok(first?.ok, JSON.stringify(first))
  return first.conversationId
}
async function open(running: Running, token = newToken()): Promise<VisitorSocket> {
  const socket = running.visitor({ token })
  assert.equal(await connected(socket), 'connected')
  return socket
}
const sync = async (socket: VisitorSocket): Promise<ThreadDelta> => value(await ask(socket, 'thread:sync', { version: 0, conversations: [] }))
const snapshot = async (desk: DeskSocket): Promise<DeskSnapshot> => value(await ask(desk, 'desk:sync', {}))

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Text over the wire with ${engine}`, () => {
    let running: Running
    before(async () => (running = await startRunning({}, makePlace)))
    after(() => running?.stop())

    it('CW-5 comes back as it was written: every script, joined emoji, marks and overrides of direction', async () => {
      const texts = [
        'English, Ελληνικά, Русский, עברית, العربية, हिन्दी, বাংলা, தமிழ், ไทย, ქართული, አማርኛ, ខ្មែរ, 한국어, 日本語, 简体中文, 繁體中文',
        '👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇵🇹 1️⃣ ❤️ \u{1f9d1}\u200d\u{1f4bb}',
        'e\u0301 é ﬁ Å \u0041\u030a Z̷̢̛a̶lgo',
        '\u202eabc\u202c \u2066def\u2069 \u200f\u200e\u061c',
        '\u{20000}\u{e0001}\u{10ffff} \ufffd \ufeff \u2028 \u00a0',
        'line\nline\r\nline\ttab',
        `"quotes" \\ ' -- ; drop table events; {"to":"x"} %_ <b>&amp;`,
      ]
      const visitor = await open(running)
      await send(visitor, ...texts.map(text))
      const written = (delta: ThreadDelta) => delta.whole.flatMap(({ events }) => events.flatMap((event) => (event.type === 'message' ? event.parts : []))).map((part) => part.type === 'text' && part.text)
      assert.deepEqual(written(await sync(visitor)), texts)
      visitor.disconnect()
    })

    it('CW-5 with a NUL or half a character is refused by its code, alone', async () => {
      const visitor = await open(running)
      const { results } = value<SendReply>(await ask(visitor, 'message:send', { drafts: [text('a\u0000b'), text('fine'), text('a\ud83d'), text('\udc00b')] }))
      assert.deepEqual(results.map((result) => (result.ok ? 'ok' : result.code)), ['invalid_message', 'ok', 'invalid_message', 'invalid_message'])
      visitor.disconnect()
    })
  })
}

describe('What is heard of a talk', () => {
  let running: Running
  let desks: Record<'ann' | 'ben' | 'olga', DeskSocket>
  let ids: Record<'ann' | 'ben', MemberId>
  before(async () => {
    const many = { points: 10_000, seconds: 60 }
    running = await startRunning({ rateRules: { 'sign-ins': many } })
    const desk = async (name: string) => {
      const socket = running.desk({ cookie: await running.signIn(`${name}@shop.example`) })
      assert.equal(await connected(socket), 'connected')
      return socket
    }
    desks = { ann: await desk('ann'), ben: await desk('ben'), olga: await desk('olga') }
    ids = { ann: (await snapshot(desks.ann)).me, ben: (await snapshot(desks.ben)).me }
  })
  after(() => running?.stop())

  const setWorkspace = async (settings: object) => {
    const { workspace } = await snapshot(desks.olga)
    await query(running.store, db.updateTable('workspaces').set({ settings: JSON.stringify(settings) }).where('id', '=', workspace.id))
  }
  /** Who holds it, and the other one. */
  async function holderOf(conversationId: ConversationId): Promise<{ holder: DeskSocket; holderId: MemberId; colleague: DeskSocket; colleagueId: MemberId }> {
    const isAnns = (await snapshot(desks.ann)).entries.some(({ head }) => head.id === conversationId)
    const [mine, theirs] = isAnns ? (['ann', 'ben'] as const) : (['ben', 'ann'] as const)
    return { holder: desks[mine], holderId: ids[mine], colleague: desks[theirs], colleagueId: ids[theirs] }
  }

  it('AL-14 a transfer moves it from desk to desk, and both their figures, when the visitor agrees', async () => {
    const visitor = await open(running)
    const conversationId = await send(visitor, text('Hello'))
    const { holder, holderId, colleague, colleagueId } = await holderOf(conversationId)
    const asked = pushed<Appended>(visitor, 'log:appended', ({ events }) => events.some(({ type }) => type === 'transfer-asked'))
    value(await ask(holder, 'transfer:ask', { conversationId, to: { kind: 'agent', agentId: colleagueId }, note: 'For the invoice' }))
    assert.partialDeepStrictEqual((await asked).events, [{ type: 'transfer-asked', to: { id: colleagueId }, note: 'For the invoice' }])

    const before = Object.fromEntries((await snapshot(desks.olga)).agents.map(({ id, current }) => [id, current]))
    const heard = Promise.all([
      pushed<InboxEntry>(colleague, 'inbox:changed', ({ head }) => head.id === conversationId),
      pushed<{ conversationId: ConversationId }>(holder, 'inbox:removed', (gone) => gone.conversationId === conversationId),
      pushed<AgentState>(desks.olga, 'agent:changed', ({ id, current }) => id === holderId && current === before[holderId]! - 1),
      pushed<AgentState>(desks.olga, 'agent:changed', ({ id, current }) => id === colleagueId && current === before[colleagueId]! + 1),
    ])
    value(await ask(visitor, 'transfer:answer', { conversationId, isAccepted: true }))
    const [entry] = await heard
    assert.partialDeepStrictEqual(entry.head.state, { status: 'held', agent: { id: colleagueId } })
    value(await ask(visitor, 'conversation:end', { conversationId }))
    visitor.disconnect()
  })

  it('CW-14 who waits hears of the place when it moves, and who stands before hears nothing', async () => {
    await setWorkspace({ allocation: { whenNoneCanReceive: 'queue' } })
    for (const name of ['ann', 'ben'] as const) value(await ask(desks[name], 'agent:set', { isAccepting: false }))
    const heard: Record<string, (QueuePlace['place'] | 'gone')[]> = {}
    const come = async (name: string) => {
      const visitor = await open(running)
      heard[name] = []
      visitor.on('queue:moved', ({ place }) => heard[name]!.push(place?.place ?? 'gone'))
      const moved = next(visitor, 'queue:moved')
      const conversationId = await send(visitor, text(name))
      await moved
      return { visitor, conversationId }
    }
    const [one, two, three] = [await come('one'), await come('two'), await come('three')]
    assert.partialDeepStrictEqual((await sync(three.visitor)).standing, { isStaffed: false, queue: { conversationId: three.conversationId, place: 3 } })

    const movedUp = next(three.visitor, 'queue:moved')
    value(await ask(two.visitor, 'conversation:leave-message', { conversationId: two.conversationId }))
    await movedUp
    const served = next(three.visitor, 'queue:moved')
    value(await ask(one.visitor, 'conversation:end', { conversationId: one.conversationId }))
    await served
    assert.deepEqual(heard, { one: [1, 'gone'], two: [2, 'gone'], three: [3, 2, 1] })

    const given = pushed<{ place?: QueuePlace }>(three.visitor, 'queue:moved', ({ place }) => place === undefined)
    value(await ask(desks.ann, 'agent:set', { isAccepting: true }))
    await given
    value(await ask(desks.ben, 'agent:set', { isAccepting: true }))
    assert.equal((await sync(one.visitor)).standing?.isStaffed, true)
    for (const { visitor, conversationId } of [two, three]) value(await ask(visitor, 'conversation:end', { conversationId }))
    for (const { visitor } of [one, two, three]) visitor.disconnect()
    await setWorkspace({})
  })

  it('CW-8 what is being written goes to its holder alone, only where the workspace shows it, and into no log', async () => {
    const visitor = await open(running)
    const conversationId = await send(visitor, text('Hello'))
    const { holder } = await holderOf(conversationId)
    type Typing = Parameters<ServerToDesk['typing']>[0]
    const type = async (words: string): Promise<Typing[]> => {
      const heard = Promise.all([pushed<Typing>(holder, 'typing'), pushed<Typing>(desks.olga, 'typing')])
      visitor.emit('typing:set', { isTyping: true, text: words })
      return heard
    }
    assert.deepEqual((await type('My secret plan')).map(({ text: words }) => words), [undefined, undefined])
    await setWorkspace({ window: { revision: 1, rules: { ...DEFAULT_WINDOW, showsTyping: true } } })
    assert.deepEqual((await type('My secret plan')).map(({ text: words }) => words), ['My secret plan', undefined])
    await setWorkspace({})
    assert.doesNotMatch(JSON.stringify(running.logged), /secret/)
    value(await ask(visitor, 'conversation:end', { conversationId }))
    visitor.disconnect()
  })

  it('CW-12 what visitors say of themselves is on the desk at once', async () => {
    const visitor = await open(running)
    const conversationId = await send(visitor, text('Hello'))
    const { holder } = await holderOf(conversationId)
    const told = pushed<VisitorCard>(holder, 'visitor:changed', ({ email }) => email === 'vera@mail.example')
    assert.partialDeepStrictEqual(value<VisitorSelf>(await ask(visitor, 'details:set', { name: 'Vera', email: 'vera@mail.example' })), { name: 'Vera', email: 'vera@mail.example' })
    await told

    const form = draft({ type: 'form', fields: [{ kind: 'phone', label: '', isRequired: true }] })
    value(await ask(holder, 'message:send', { conversationId, drafts: [form] }))
    const answered = pushed<VisitorCard>(holder, 'visitor:changed', ({ phone }) => phone === '+351 210 000')
    await send(visitor, draft({ type: 'answers', to: form.id, answers: [{ kind: 'phone', label: '', value: '+351 210 000' }] }))
    await answered
    value(await ask(visitor, 'conversation:end', { conversationId }))
    visitor.disconnect()
  })

  it('CW-12 an agent’s message after the end comes into the window as the next conversation', async () => {
    const visitor = await open(running)
    const conversationId = await send(visitor, text('Hello'))
    const { holder } = await holderOf(conversationId)
    value(await ask(holder, 'message:send', { conversationId, drafts: [text('Good day')] }))
    value(await ask(visitor, 'conversation:end', { conversationId }))
    const came = pushed<Appended>(visitor, 'log:appended', ({ events }) => events[0]?.type === 'started')
    const listed = pushed<InboxEntry>(desks.olga, 'inbox:changed', ({ head }) => head.position === 2)
    const reply = value<SendReply>(await ask(holder, 'message:send', { conversationId, drafts: [text('One more thing')] }))
    assert.notEqual(reply.appended[0]?.conversationId, conversationId)
    assert.deepEqual((await came).events.map(({ type }) => type), ['started', 'assigned', 'message'])
    assert.ok((await listed).reachableUntil! > Date.now())
    value(await ask(visitor, 'conversation:end', { conversationId: reply.appended[0]!.conversationId }))
    visitor.disconnect()
  })

  it('CW-15 a rating after the end reaches who held it', async () => {
    const visitor = await open(running)
    const conversationId = await send(visitor, text('Hello'))
    const { holder } = await holderOf(conversationId)
    value(await ask(holder, 'message:send', { conversationId, drafts: [text('Good day')] }))
    value(await ask(visitor, 'conversation:end', { conversationId }))
    const told = pushed<Appended>(holder, 'log:appended', ({ events }) => events.some(({ type }) => type === 'rated'))
    value(await ask(visitor, 'survey:answer', { conversationId, score: 5, comment: 'Quick' }))
    assert.partialDeepStrictEqual((await told).events, [{ type: 'rated', score: 5, comment: 'Quick' }])
    visitor.disconnect()
  })

  it('CW-5 addresses of files go to the two sides of the message that they stand in', async () => {
    const [visitor, stranger] = [await open(running), await open(running)]
    const conversationId = await send(visitor, text('Hello'))
    const { holder, colleague } = await holderOf(conversationId)
    const [row] = await query(running.store, db.selectFrom('conversations').select(['visitor_id', 'workspace_id']).where('id', '=', conversationId))
    const id = v7() as FileId
    await insert(running.store, 'files', {
      id, workspace_id: row!.workspace_id, visitor_id: row!.visitor_id, member_id: null, conversation_id: null, message_id: null,
      name: 'plan.pdf', type: 'application/pdf', size: 7, width: null, height: null, duration_ms: null, has_thumbnail: 0, is_ready: 1, is_kept: 0, bytes_of: null, created_at: 0,
    })
    const linksOf = async (socket: Socket, request: object) => value<readonly FileLinks[]>(await ask(socket, 'files:links', request)).map((link) => link.id)
    assert.deepEqual(await linksOf(visitor, { ids: [id] }), [], 'it stands in no message yet')
    await send(visitor, draft({ type: 'file', file: { id, name: '', type: '', size: 0 } }))
    assert.deepEqual(await linksOf(visitor, { ids: [id, 'none'] }), [id])
    assert.deepEqual(await linksOf(holder, { conversationId, ids: [id] }), [id])
    assert.deepEqual(await linksOf(stranger, { ids: [id] }), [])
    assert.partialDeepStrictEqual(await ask(colleague, 'files:links', { conversationId, ids: [id] }), { ok: false, code: 'not_found' })
    value(await ask(visitor, 'conversation:end', { conversationId }))
    for (const socket of [visitor, stranger]) socket.disconnect()
  })
})
