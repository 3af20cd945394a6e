import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainText } from '@foyer/sdk/protocol'
import type { ConversationId, DeskToServer, FileId, MessageId } from '@foyer/sdk/protocol'
import { createFakeClock, settled } from '@foyer/sdk/testing'
import type { Storage } from '@foyer/sdk/thread'
import { createDeskClient } from './desk-client.ts'
import { headIn } from './desk-state.ts'
import { createFakeDesk, headFrom } from './testing/fake-desk.ts'
import type { FakeConversation } from './testing/fake-desk.ts'
import { AGENTS, ANN, BEN, MIRA, NOW, sampleConversations, talk, visitor } from './testing/samples.ts'

const TO_BEN = { kind: 'agent', agentId: BEN } as const

const C23 = 'c-23' as ConversationId
const text = (words: string) => [{ type: 'text', text: words }] as const

function setUp({ conversations = sampleConversations(), storage }: { conversations?: readonly FakeConversation[]; storage?: Storage } = {}) {
  const clock = createFakeClock(NOW)
  const server = createFakeDesk({ me: ANN, agents: AGENTS, conversations, now: clock.now })
  let signedOut = 0
  let ids = 0
  const start = () =>
    createDeskClient({ link: server.link, clock, random: () => 0.5, storage, newId: () => `own-${++ids}` as MessageId, onSignedOut: () => signedOut++ })
  const desk = start()
  const asked = (name: keyof DeskToServer) => server.asked.filter((request) => request.name === name).map(({ payload }) => payload)
  return { clock, server, desk, start, asked, signedOut: () => signedOut }
}

async function connected(options?: Parameters<typeof setUp>[0]) {
  const all = setUp(options)
  all.server.connect()
  await settled()
  return all
}

const memoryStorage = (): Storage & { readonly kept: Map<string, unknown> } => {
  const kept = new Map<string, unknown>()
  return { kept, get: async (key) => kept.get(key), update: async (key, change) => void kept.set(key, change(kept.get(key))) }
}

const sentBy = (server: ReturnType<typeof setUp>['server'], id: ConversationId) => server.headOf(id).lastMessage?.parts

describe('the desk in step with the server', () => {
  it('fetches the list on connecting, and an opened thread from where it stands', async () => {
    const { desk, asked } = await connected()
    assert.equal(desk.state.entries.size, 10)
    assert.deepEqual(await desk.load(MIRA), { ok: true, value: null })
    assert.deepEqual(asked('conversation:sync'), [{ conversationId: MIRA, seq: 0 }])
    await desk.load(MIRA)
    assert.equal(asked('conversation:sync').length, 1)
  })

  it('shows after a sleep what a fresh load shows', async () => {
    const { desk, server, start } = await connected()
    await desk.load(MIRA)
    server.disconnect()
    server.happen(MIRA, { type: 'message', id: 'm-new' as MessageId, from: { kind: 'visitor' }, parts: text('Still there?') })
    server.happen(C23, { type: 'ended', by: 'visitor' })
    server.connect()
    await settled()
    const fresh = start()
    server.connect()
    await settled()
    await fresh.load(MIRA)
    assert.deepEqual(desk.state.entries, fresh.state.entries)
    assert.deepEqual(headIn(desk.state.threads.get(MIRA), MIRA), server.headOf(MIRA))
    assert.deepEqual(desk.state.threads, fresh.state.threads)
  })

  it('loses no push that comes while the list is on its way', async () => {
    const { desk, server, clock } = setUp()
    const letGo = server.keepBack('desk:sync')
    server.connect()
    await settled()
    server.add({ id: 'c-late' as ConversationId, groupName: '', visitor: visitor(40), events: talk('late', [[0, 'visitor', 'Hello']], { now: clock.now() }) })
    letGo()
    await settled()
    assert.ok(desk.state.entries.has('c-late' as ConversationId))
  })

  it('fetches what is missing when a push does not follow, for a row and for an opened thread', async () => {
    const { desk, server, asked } = await connected()
    await desk.load(MIRA)
    for (const id of [MIRA, C23]) {
      server.happen(id, { type: 'message', id: `${id}-a` as MessageId, from: { kind: 'visitor' }, parts: text('Kept from us') }, { silently: true })
      server.happen(id, { type: 'message', id: `${id}-b` as MessageId, from: { kind: 'visitor' }, parts: text('Heard') })
    }
    await settled()
    assert.deepEqual(desk.state.entries.get(MIRA)?.head, server.headOf(MIRA))
    assert.deepEqual(headIn(desk.state.threads.get(MIRA), MIRA), server.headOf(MIRA))
    assert.deepEqual(desk.state.entries.get(C23)?.head, server.headOf(C23))
    assert.deepEqual(asked('inbox:entry'), [{ conversationId: C23 }])
    assert.equal(desk.state.lacking.size, 0)
  })

  it('drops a conversation that it hears of and may not see', async () => {
    const { desk, server } = await connected()
    const id = 'c-secret' as ConversationId
    server.push('log:appended', { conversationId: id, events: talk('secret', [[1, 'visitor', 'x']]).slice(1) })
    await settled()
    assert.equal(desk.state.entries.has(id), false)
    assert.equal(desk.state.lacking.size, 0)
  })

  it('tries a failed fetch again by itself', async () => {
    const { desk, server, clock } = setUp()
    server.refuse('desk:sync', 'unavailable')
    server.connect()
    await settled()
    assert.equal(desk.state.workspace, undefined)
    server.refuse('desk:sync', undefined)
    await clock.pass(3_000)
    assert.equal(desk.state.entries.size, 10)
  })

  it('DK-1 goes back to the sign-in when the session is over, however it hears of it', async () => {
    for (const hear of [
      ({ server }: ReturnType<typeof setUp>) => server.push('signed-out'),
      ({ server }: ReturnType<typeof setUp>) => server.disconnect({ status: 'refused', code: 'not_signed_in' }),
    ]) {
      const all = await connected()
      hear(all)
      assert.equal(all.signedOut(), 1)
    }
  })

  it('CW-11 loads earlier conversations of the visitor, page after page, until there are no more', async () => {
    const { desk } = await connected()
    await desk.load(MIRA)
    assert.equal(await desk.loadOlder(MIRA), true)
    assert.equal(await desk.loadOlder(MIRA), false)
    assert.deepEqual(desk.state.threads.get(MIRA)?.conversations.map(({ head }) => head.position), [1, 2, 3])
    assert.equal(await desk.loadOlder(MIRA), false)
  })
})

describe('answering', () => {
  it('CW-7 sends what was written, once, and takes it from the outbox with its receipt', async () => {
    const { desk, server } = await connected()
    await desk.load(MIRA)
    const id = await desk.send(MIRA, text('Of course!'))
    await settled()
    assert.deepEqual(desk.state.pending, [])
    assert.deepEqual(sentBy(server, MIRA), text('Of course!'))
    const own = desk.state.threads.get(MIRA)?.conversations.at(-1)?.events.filter((event) => event.type === 'message' && event.id === id)
    assert.equal(own?.length, 1)
  })

  it('CW-7 keeps what is written without a line, and sends it in order when the line is back', async () => {
    const { desk, server, clock } = await connected()
    await desk.load(MIRA)
    server.disconnect()
    for (const words of ['One', 'Two', 'Three']) await desk.send(MIRA, text(words))
    assert.equal(desk.state.pending.length, 3)
    server.connect()
    await clock.pass(10_000)
    assert.deepEqual(desk.state.pending, [])
    const words = desk.state.threads.get(MIRA)?.conversations.at(-1)?.events.flatMap((event) => (event.type === 'message' ? plainText(event.parts) : []))
    assert.deepEqual(words?.slice(-3), ['One', 'Two', 'Three'])
  })

  it('CW-7 sends after a reload what was written before it', async () => {
    const storage = memoryStorage()
    const { desk, server, start, clock } = await connected({ storage })
    server.disconnect()
    await desk.send(MIRA, text('Before the reload'))
    desk.stop()
    start()
    server.connect()
    await clock.pass(10_000)
    assert.deepEqual(sentBy(server, MIRA), text('Before the reload'))
    assert.deepEqual([...storage.kept.values()], [[]])
  })

  it('CW-7 shows a refused message as failed, and lets it be tried again or edited', async () => {
    const { desk, server } = await connected()
    server.refuse('message:send', 'conversation_held_elsewhere')
    const id = await desk.send(MIRA, text('Mine?'))
    await settled()
    assert.equal(desk.state.pending[0]?.status, 'failed')
    desk.retry(id)
    await settled()
    assert.equal(desk.state.pending[0]?.status, 'failed')
    assert.deepEqual(desk.takeBack(id)?.parts, text('Mine?'))
    assert.deepEqual(desk.state.pending, [])
    assert.equal(desk.takeBack(id), undefined)
  })

  it('takes from the outbox what another tab has sent', async () => {
    const { desk, server } = await connected()
    server.refuse('message:send', 'unavailable')
    const id = await desk.send(MIRA, text('Twice kept'))
    await settled()
    server.happen(MIRA, { type: 'message', id, from: { kind: 'agent', id: ANN, name: 'Ann' }, parts: text('Twice kept') })
    assert.deepEqual(desk.state.pending, [])
  })
})

describe('after the end', () => {
  const reachable = (): FakeConversation[] => [
    { id: C23, groupName: '', visitor: visitor(1), reachableUntil: NOW + 60_000, events: talk('x', [[9, 'visitor', 'Hi'], [8, ANN, 'Hello']], { ended: { minutesAgo: 7, by: 'visitor' } }) },
  ]
  const next = `${C23}-next` as ConversationId

  it('CW-12 begins the next conversation by a message, knows it at once, and says where the talk went on', async () => {
    const { desk, server } = await connected({ conversations: reachable() })
    await desk.load(C23)
    const id = await desk.send(C23, text('One more thing'))
    await settled()
    assert.deepEqual(desk.state.pending, [])
    assert.deepEqual([...desk.state.continued], [[C23, next]])
    assert.deepEqual(desk.state.entries.get(next)?.head, server.headOf(next))
    assert.deepEqual(headIn(desk.state.threads.get(next), next), server.headOf(next))
    const sent = desk.state.threads.get(next)?.conversations.at(-1)?.events.filter((event) => event.type === 'message' && event.id === id)
    assert.equal(sent?.length, 1)
  })

  it('CW-7 writes once, and all of it into the next one, what was written without a line', async () => {
    const { desk, server, clock } = await connected({ conversations: reachable() })
    await desk.load(C23)
    server.disconnect()
    for (const words of ['One', 'Two']) await desk.send(C23, text(words))
    server.connect()
    await clock.pass(10_000)
    const words = desk.state.threads.get(next)?.conversations.at(-1)?.events.flatMap((event) => (event.type === 'message' ? plainText(event.parts) : []))
    assert.deepEqual(words, ['One', 'Two'])
    assert.equal(server.headOf(C23).state.status, 'ended')
  })

  it('CW-12 keeps what came too late, with the reason', async () => {
    const { desk, clock } = await connected({ conversations: reachable() })
    await clock.pass(60_001)
    await desk.send(C23, text('Too late'))
    await settled()
    const [kept] = desk.state.pending
    assert.equal(kept?.status === 'failed' && kept.failure.code, 'out_of_reach')
    assert.equal(desk.state.continued.size, 0)
  })
})

describe('handing over', () => {
  it('AL-14 asks the visitor, with a word or without, and calls it off', async () => {
    const { desk, asked } = await connected()
    assert.ok((await desk.askTransfer(MIRA, TO_BEN, { note: 'He knows the boat.' })).ok)
    assert.equal(desk.state.entries.get(MIRA)?.head.transfer?.to.id, BEN)
    assert.ok((await desk.withdrawTransfer(MIRA)).ok)
    assert.equal(desk.state.entries.get(MIRA)?.head.transfer, undefined)
    await desk.askTransfer(MIRA, TO_BEN, { note: '' })
    assert.deepEqual(asked('transfer:ask'), [{ conversationId: MIRA, to: TO_BEN, note: 'He knows the boat.' }, { conversationId: MIRA, to: TO_BEN }])
  })

  it('AL-14 says who has taken over what is not to be seen any more', async () => {
    const { desk, server } = await connected()
    await desk.askTransfer(MIRA, TO_BEN)
    server.push('inbox:removed', { conversationId: MIRA })
    server.push('inbox:removed', { conversationId: C23 })
    assert.deepEqual([...desk.state.handedOver], [[MIRA, 'Ben Okafor']])
  })

  it('AL-10 says who holds what has moved on, though nobody was asked', async () => {
    const { desk, server } = await connected()
    server.push('inbox:removed', { conversationId: MIRA, to: 'Ben Okafor' })
    assert.deepEqual([...desk.state.handedOver], [[MIRA, 'Ben Okafor']])
  })
})

describe('receipts', () => {
  it('marks own conversations as delivered, and nobody else’s', async () => {
    const { clock, asked } = await connected()
    await clock.pass(250)
    const marked = asked('mark:set') as readonly { readonly conversationId: ConversationId; readonly read: number }[]
    // Of the others one is Ben's, one nobody's, and what is left had been received before.
    assert.deepEqual(marked.map(({ conversationId }) => conversationId), [C23])
  })

  it('DK-3 marks as read what was shown, once', async () => {
    const { desk, server, clock, asked } = await connected()
    await clock.pass(250)
    const before = asked('mark:set').length
    desk.markRead(MIRA)
    desk.markRead(MIRA)
    await clock.pass(1_000)
    assert.equal(asked('mark:set').length, before + 1)
    assert.equal(server.headOf(MIRA).marks.agent.unread, 0)
    desk.markRead(MIRA)
    await clock.pass(1_000)
    assert.equal(asked('mark:set').length, before + 1)
  })

  it('does not mark for a colleague', async () => {
    const { desk, clock, asked } = await connected({ conversations: [{ id: C23, groupName: '', visitor: visitor(1), events: talk('x', [[1, 'visitor', 'Hi']], { heldBy: BEN }) }] })
    desk.markRead(C23)
    await clock.pass(1_000)
    assert.deepEqual(asked('mark:set'), [])
  })

  it('says it again on the next connection where it was not heard', async () => {
    const { desk, server, clock } = await connected()
    await clock.pass(250)
    server.refuse('mark:set', 'unavailable')
    desk.markRead(MIRA)
    await clock.pass(250)
    server.refuse('mark:set', undefined)
    server.disconnect()
    server.connect()
    await settled()
    desk.markRead(MIRA)
    await clock.pass(250)
    assert.equal(server.headOf(MIRA).marks.agent.unread, 0)
  })
})

describe('typing', () => {
  it('CW-8 forgets a typing visitor after a while', async () => {
    const { desk, server, clock } = await connected()
    server.push('typing', { conversationId: MIRA, isTyping: true, by: 'visitor' })
    await clock.pass(4_999)
    assert.ok(desk.state.typing.has(MIRA))
    await clock.pass(1)
    assert.equal(desk.state.typing.size, 0)
  })

  it('CW-8 tells of one conversation at a time, and that it stopped', async () => {
    const { desk, asked } = await connected()
    desk.setTyping(MIRA, true)
    desk.setTyping(MIRA, true)
    desk.setTyping(C23, true)
    await desk.send(C23, text('Done'))
    assert.deepEqual(asked('typing:set'), [
      { conversationId: MIRA, isTyping: true },
      { conversationId: MIRA, isTyping: false },
      { conversationId: C23, isTyping: true },
      { conversationId: C23, isTyping: false },
    ])
  })
})

describe('the rest of a desk', () => {
  it('AL-5 sets a switch and takes the answer in', async () => {
    const { desk, asked } = await connected()
    const result = await desk.setAgent({ isAccepting: false })
    assert.ok(result.ok)
    assert.deepEqual(asked('agent:set'), [{ isAccepting: false }])
    assert.equal(desk.state.agents.get(ANN)?.isAccepting, false)
  })

  it('AL-13 ends a conversation', async () => {
    const { desk, server } = await connected()
    await desk.end(MIRA)
    assert.deepEqual(desk.state.entries.get(MIRA)?.head, server.headOf(MIRA))
    assert.equal(desk.state.entries.get(MIRA)?.head.state.status, 'ended')
  })

  it('SV-1 asks for a rating, and hears the answer', async () => {
    const { desk, server } = await connected()
    assert.ok((await desk.askForRating(MIRA)).ok)
    server.happen(MIRA, { type: 'rated', score: 4 })
    assert.equal(desk.state.entries.get(MIRA)?.head.survey?.score, 4)
  })

  it('CW-5 asks where files are, and says so where that cannot be known now', async () => {
    const { desk, server, asked } = await connected()
    assert.deepEqual(await desk.fileLinks(MIRA, ['f1' as FileId]), [])
    assert.deepEqual(asked('files:links'), [{ conversationId: MIRA, ids: ['f1'] }])
    server.refuse('files:links', 'unavailable')
    await assert.rejects(desk.fileLinks(MIRA, ['f1' as FileId]))
  })

  it('stops for good: hears nothing, says nothing, has no timer left', async () => {
    const { desk, server, clock } = await connected()
    await desk.load(MIRA)
    desk.setTyping(MIRA, true)
    let heard = 0
    desk.subscribe(() => heard++)
    desk.stop()
    const asked = server.asked.length
    server.happen(MIRA, { type: 'ended', by: 'visitor' })
    await clock.pass(120_000)
    assert.equal(heard, 0)
    assert.equal(server.asked.length, asked)
    assert.equal(clock.nextAt, undefined)
  })

  it('folds to what is stored, whatever came in which way', async () => {
    const { desk, server } = await connected()
    await desk.load(MIRA)
    for (let i = 0; i < 30; i++) {
      server.happen(MIRA, { type: 'message', id: `r${i}` as MessageId, from: { kind: 'visitor' }, parts: text(String(i)) }, { silently: i % 3 === 0 })
      if (i % 7 === 0) await settled()
    }
    await settled()
    const loaded = desk.state.threads.get(MIRA)?.conversations.at(-1)
    assert.deepEqual(loaded?.head, server.headOf(MIRA))
    assert.deepEqual(headFrom(MIRA, loaded?.events ?? []), server.headOf(MIRA))
  })
})
