import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ok, plainText } from '@foyer/sdk/protocol'
import type { ConversationId, MessageId, Part, Result, SiteKey } from '@foyer/sdk/protocol'
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts'
import { createFakeStorage } from '../testing/fake-storage.ts'
import { createFakeBrowser } from '../testing/fake-tabs.ts'
import { REFUSED, createLogServer } from '../testing/log-server.ts'
import type { LogServerLine, Push } from '../testing/log-server.ts'
import { CALM, createNetwork } from '../testing/lossy-network.ts'
import { createRandom } from '../testing/random.ts'
import { createThreadClient } from './client.ts'
import { parseOutbox } from './outbox.ts'
import type { ThreadClient } from './types.ts'

const SITE = 'demo' as SiteKey
const TOKEN = 'token-of-ann'

/** A browser, a calm network and a server. `beforeAnswer`: what else happens while an answer to `thread:sync` is under way. */
function setUp(beforeAnswer: (push: Push) => void = () => undefined) {
  const clock = createFakeClock()
  const server = createLogServer(() => clock.now())
  const connect = (token: string, push: Push): LogServerLine => {
    const line = server.connect(token, push)
    const request = (name: string, payload: unknown): Result<unknown> => {
      const answer = line.request(name, payload)
      if (name === 'thread:sync') beforeAnswer(push)
      return answer
    }
    return { ...line, request }
  }
  const network = createNetwork({ connect }, clock, createRandom(1))
  network.mood = { ...CALM, latencyMs: 1 }
  const storage = createFakeStorage()
  const browser = createFakeBrowser()
  let ids = 0
  const open = (token = TOKEN) => {
    const fake = browser.openTab()
    const awake = new Set<() => void>()
    const life = { isAlive: true }
    const client = createThreadClient({
      site: SITE,
      token,
      ports: {
        clock: whileAlive(clock, life),
        random: () => 0.5,
        newId: () => `id${++ids}` as MessageId,
        openLine: network.openLine(token, (run) => void (life.isAlive && run()), () => life.isAlive),
        signals: {
          isOnline: () => true,
          onAwake: (run) => {
            awake.add(run)
            return () => void awake.delete(run)
          },
        },
        storage,
        locks: fake.locks,
        channel: fake.channel,
      },
    })
    const crash = (): void => {
      life.isAlive = false
      fake.kill()
      network.breakLines(false)
    }
    return { client, crash, fake, awake }
  }
  const agentSays = (id: string) => server.agentSays(TOKEN, id as MessageId, parts(id))
  return { clock, server, network, storage, open, agentSays }
}
const whileAlive = (clock: FakeClock, life: { readonly isAlive: boolean }) => ({
  now: () => clock.now(),
  after: (ms: number, run: () => void) => clock.after(ms, () => void (life.isAlive && run())),
})
const parts = (text: string): readonly Part[] => [{ type: 'text', text }]
const texts = ({ state }: ThreadClient): readonly string[] =>
  state.log.conversations.flatMap(({ events }) => events.flatMap((event) => (event.type === 'message' ? plainText(event.parts) : [])))
const waiting = ({ state }: ThreadClient): readonly string[] => state.pending.map(({ draft }) => plainText(draft.parts))

describe('thread: sending', () => {
  it('CW-7 shows a message at once as sending, and then where it stands', async () => {
    const { clock, open, storage } = setUp()
    const { client } = open()
    await clock.pass(100)
    const sent = client.send(parts('Hello'), { page: { url: 'https://shop.example/' } })
    assert.deepEqual(waiting(client), ['Hello'])
    await clock.pass(100)
    assert.deepEqual([await sent, texts(client), waiting(client)], [client.state.log.conversations[0]?.head.lastMessage && 'id2', ['Hello'], []])
    assert.deepEqual(client.state.log.conversations[0]?.head.start, { page: { url: 'https://shop.example/' } })
    assert.deepEqual(parseOutbox(storage.read(`foyer:outbox:demo:${TOKEN.slice(0, 8)}`)), [])
  })

  it('CW-7 sends after a crash what was kept before it, once and in order', async () => {
    const { clock, network, open } = setUp()
    network.mood = { ...network.mood, isCut: true }
    const first = open()
    for (const text of ['one', 'two', 'three']) await Promise.all([first.client.send(parts(text)), clock.pass(5)])
    first.crash()
    network.mood = { ...network.mood, isCut: false }
    const second = open()
    await clock.pass(30_000)
    assert.deepEqual([texts(second.client), waiting(second.client)], [['one', 'two', 'three'], []])
  })

  it('CW-7 gives a refused message back for editing, or sends it again', async () => {
    const { clock, open } = setUp()
    const { client } = open()
    const id = client.send(parts(REFUSED))
    await clock.pass(100)
    assert.equal(client.state.pending[0]?.status, 'failed')
    const retried = client.retry(await id)
    assert.equal(client.state.pending[0]?.status, 'sending')
    await clock.pass(100)
    await retried
    const draft = await client.takeBack(await id)
    assert.deepEqual([draft?.parts, waiting(client)], [parts(REFUSED), []])
    assert.equal(await client.takeBack(await id), undefined)
  })

  it('CW-5 refuses at once what the server would refuse', async () => {
    const { client } = setUp().open()
    await assert.rejects(client.send(parts('  ')), { code: 'invalid_message' })
    await assert.rejects(client.send(parts('x'.repeat(4_001))), { code: 'message_too_long' })
    assert.deepEqual(client.state.pending, [])
  })

  it('CW-30 works where storage, locks and channels are missing', async () => {
    const { clock, server, network } = setUp()
    const client = createThreadClient({
      site: SITE,
      token: TOKEN,
      ports: {
        clock,
        random: () => 0.5,
        newId: () => 'a' as MessageId,
        openLine: network.openLine(TOKEN, (run) => run(), () => true),
        signals: { isOnline: () => true, onAwake: () => () => undefined },
      },
    })
    await Promise.all([client.send(parts('Hello')), clock.pass(2_000)])
    assert.deepEqual(texts(client), ['Hello'])
    assert.equal(server.thread(TOKEN).length, 1)
  })
})

describe('thread: coming back', () => {
  it('CW-11 shows the last events, and older ones on scrolling up', async () => {
    const { clock, open, agentSays } = setUp()
    const first = open()
    await Promise.all([first.client.send(parts('Hello')), clock.pass(100)])
    for (let at = 0; at < 120; at++) agentSays(`answer ${at}`)
    await clock.pass(1_000)
    first.client.destroy()
    await clock.pass(1_000)
    const { client } = open()
    await clock.pass(100)
    assert.equal(texts(client).at(-1), 'answer 119')
    assert.ok(texts(client).length <= 50)
    const rounds: boolean[] = []
    while (client.state.log.hasOlder) {
      const asked = client.loadOlder()
      await clock.pass(50)
      rounds.push(await asked)
    }
    assert.deepEqual(rounds, [true, false])
    assert.deepEqual([texts(client)[0], texts(client).length], ['Hello', 121])
  })

  it('CW-11 catches up after a long absence, in pages', async () => {
    const { clock, open, network, agentSays } = setUp()
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(100)])
    network.breakLines(false)
    network.mood = { ...network.mood, isCut: true }
    for (let at = 0; at < 1_300; at++) agentSays(`answer ${at}`)
    await clock.pass(60_000)
    assert.equal(client.state.connection.status, 'offline')
    network.mood = { ...network.mood, isCut: false }
    await clock.pass(30_000)
    assert.deepEqual([client.state.connection.status, texts(client).length, client.state.log.hasOlder], ['connected', 1_301, false])
  })

  it('finds by itself a push that was lost', async () => {
    const { clock, open, network, agentSays } = setUp()
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    network.mood = { ...network.mood, loss: 1 }
    agentSays('answer')
    network.mood = { ...network.mood, loss: 0 }
    await clock.pass(61_000)
    assert.deepEqual(texts(client), ['Hello', 'answer'])
  })

  it('believes what is pushed on the agent’s presence over an answer that was asked for before it', async () => {
    let isAtDesk = true
    const { clock, open } = setUp((push) => push('agent:presence', { conversationId: 'c1' as ConversationId, agentPresent: isAtDesk }))
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    isAtDesk = false
    client.sleep()
    client.wake()
    await clock.pass(1_000)
    assert.equal(client.state.isAgentPresent, false)
  })

  it('lets everything go while it sleeps, and comes back', async () => {
    const { clock, open, agentSays } = setUp()
    const { client, awake } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    client.sleep()
    assert.deepEqual([client.state.connection.status, awake.size], ['idle', 0])
    agentSays('answer')
    await clock.pass(5_000)
    assert.deepEqual([texts(client), clock.nextAt], [['Hello'], undefined])
    client.wake()
    await clock.pass(1_000)
    assert.deepEqual(texts(client), ['Hello', 'answer'])
  })

  it('CW-24 leaves no timer, no line and no listener when it is destroyed', async () => {
    const { clock, open, agentSays } = setUp()
    const { client, awake } = open()
    let told = 0
    client.subscribe(() => told++)
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    client.setTyping(true)
    client.destroy()
    const before = told
    agentSays('answer')
    await clock.pass(1_000)
    assert.deepEqual([told, awake.size, clock.nextAt], [before, 0, undefined])
    assert.equal((await client.end()).ok, false)
  })
})

describe('thread: marks and typing', () => {
  it('CW-9 counts what was not read, and marks it as delivered by itself and as read when told', async () => {
    const { clock, open, server, agentSays } = setUp()
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    agentSays('one')
    agentSays('two')
    await clock.pass(1_000)
    const marks = () => server.thread(TOKEN)[0]?.head.marks.visitor
    assert.deepEqual([client.state.unread, marks()], [2, { delivered: 5, read: 0, unread: 2 }])
    client.markRead()
    assert.equal(client.state.unread, 0)
    await clock.pass(1_000)
    assert.deepEqual([client.state.unread, marks()], [0, { delivered: 5, read: 5, unread: 0 }])
  })

  it('marks nothing twice and nothing that does not raise a mark', async () => {
    const { clock, open, server, agentSays } = setUp()
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    agentSays('one')
    await clock.pass(1_000)
    client.markRead()
    client.markRead()
    await clock.pass(200_000)
    client.markRead()
    await clock.pass(10_000)
    const marked = server.thread(TOKEN)[0]?.events.filter(({ type }) => type === 'marked')
    assert.equal(marked?.length, 2)
  })

  it('CW-8 shows the agent typing for five seconds, or until it is said', async () => {
    const { clock, open, server, agentSays } = setUp()
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    server.agentTypes(TOKEN, true)
    await clock.pass(4_000)
    assert.deepEqual(client.state.typing, { name: 'Ann' })
    await clock.pass(2_000)
    assert.equal(client.state.typing, undefined)
    server.agentTypes(TOKEN, true)
    await clock.pass(10)
    agentSays('answer')
    await clock.pass(10)
    assert.equal(client.state.typing, undefined)
  })

  it('ends the open conversation, and what is written next starts another', async () => {
    const { clock, open } = setUp()
    const { client } = open()
    await Promise.all([client.send(parts('Hello')), clock.pass(1_000)])
    const ended = client.end()
    await clock.pass(100)
    assert.deepEqual(await ended, ok(null))
    assert.deepEqual(await client.end(), ok(null))
    await Promise.all([client.send(parts('Again')), clock.pass(1_000)])
    assert.deepEqual(client.state.log.conversations.map(({ head }) => head.state.status), ['ended', 'held'])
  })
})

describe('thread: tabs', () => {
  it('CW-10 shows the same in all tabs, over one line', async () => {
    const { clock, open, agentSays } = setUp()
    const [first, second] = [open(), open()]
    await clock.pass(1_000)
    await Promise.all([second.client.send(parts('from the second')), first.client.send(parts('from the first')), clock.pass(1_000)])
    agentSays('answer')
    await clock.pass(1_000)
    const third = open()
    await clock.pass(100)
    for (const { client } of [second, third]) assert.deepEqual(client.state, first.client.state)
    assert.equal(texts(third.client).length, 3)
  })

  it('CW-9 counts as read in all tabs what was read in one', async () => {
    const { clock, open, agentSays } = setUp()
    const [first, second] = [open(), open()]
    await Promise.all([first.client.send(parts('Hello')), clock.pass(1_000)])
    agentSays('answer')
    await clock.pass(1_000)
    assert.deepEqual([first.client.state.unread, second.client.state.unread], [1, 1])
    second.client.markRead()
    await clock.pass(100)
    assert.deepEqual([first.client.state.unread, second.client.state.unread], [0, 0])
  })

  it('CW-10 goes on in another tab when the leader crashes', async () => {
    const { clock, open, network } = setUp()
    const [first, second] = [open(), open()]
    await clock.pass(1_000)
    network.mood = { ...network.mood, isCut: true }
    void first.client.send(parts('one'))
    void second.client.send(parts('two'))
    await clock.pass(500)
    first.crash()
    network.mood = { ...network.mood, isCut: false }
    await clock.pass(30_000)
    assert.deepEqual([texts(second.client), waiting(second.client)], [['one', 'two'], []])
  })

  it('keeps two visitors of one browser apart', async () => {
    const { clock, open } = setUp()
    const [ann, ben] = [open(), open('another-token')]
    await Promise.all([ann.client.send(parts('from Ann')), clock.pass(1_000)])
    assert.deepEqual([ben.client.state.connection.status, texts(ben.client)], ['connected', []])
  })

  it('goes on when a listener throws', async () => {
    const { clock, open } = setUp()
    const { client } = open()
    const stop = client.subscribe(() => {
      throw new Error('a bug of the listener')
    })
    const thrown: unknown[] = []
    await client.send(parts('Hello'))
    stop()
    for (let step = 0; step < 200; step++) {
      try {
        await clock.pass(5)
      } catch (error) {
        thrown.push(error)
      }
    }
    assert.deepEqual(texts(client), ['Hello'])
    assert.ok(thrown.length > 0)
  })
})
