/**
 * What every store must keep, whichever engine it is: run by `sqlite.test.ts` and `postgres.test.ts`. It speaks through
 * the procedures that the server uses, and looks at rows only to see what is really there.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { LIMITS, emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, GroupId, LogEvent, MemberId, MessageId, ThreadId } from '@foyer/sdk/protocol'
import { createRandom } from '../allocation/random.ts'
import { olderPage, syncConversation, syncThread } from '../conversations/reading.ts'
import { endConversation, sendAgentMessages, setMark } from '../conversations/store.ts'
import { claimDeadlines, finishDeadline, nextDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { readEntry, readInbox, readTraces } from '../desk/store.ts'
import { createGroup, readGroups } from '../groups/store.ts'
import type { TestPlace } from '../testing/places.ts'
import { shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { migrate, ping } from './migrate.ts'
import { db, rawSql } from './procedure.ts'
import { StoreError } from './store.ts'
import type { Store } from './store.ts'

export interface ContractOptions {
  makePlace(): Promise<TestPlace>
  /**
   * Procedures run in the order in which they were handed in. SQLite has one writer, which makes it so. On PostgreSQL
   * they go over several connections; who needs an order waits for the answer.
   */
  readonly keepsOrderOfCalls: boolean
}

const SENDING_PROCESS = fileURLToPath(new URL('../testing/sending-process.ts', import.meta.url))
/** Where an agent's message would begin a conversation, and in these tests begins none. */
const NEXT = 'next' as ConversationId
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)

export function storeContract(engine: Store['engine'], { makePlace, keepsOrderOfCalls }: ContractOptions): void {
  describe(`The ${engine} store keeps the contract of stores`, () => {
    let address = ''
    let store: Store
    let other: Store

    shareDatabase(makePlace, async (open, place) => {
      address = place.address
      store = await open()
      other = await open()
    })

    const eventsOf = async (id: ConversationId): Promise<readonly LogEvent[]> =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(
        ({ body }) => JSON.parse(body) as LogEvent,
      )
    const conversationsOf = async ({ threadId }: VisitorIdentity) =>
      (await query(store, db.selectFrom('conversations').selectAll().where('thread_id', '=', threadId).orderBy('position'))).map((row) => ({ ...row, head: JSON.parse(row.head) as ConversationHead }))
    const messageIds = (events: readonly LogEvent[]): readonly MessageId[] => events.flatMap((event) => (event.type === 'message' ? [event.id] : []))

    describe('transactions', () => {
      it('keep what a procedure did, for every store on the database', async () => {
        const { workspaceId, mainGroupId } = await createWorld(store)
        assert.deepEqual((await other.run(readGroups, { workspaceId })).map(({ id }) => id), [mainGroupId])
      })

      it('keep nothing of a procedure that throws, though its first changes went well', async () => {
        const world = await createWorld(store)
        const id = `${world.name}-half` as GroupId
        // Its second insertion will meet this row.
        await insert(store, 'group_members', { group_id: id, member_id: world.agentId('ann') })
        await assert.rejects(store.run(createGroup, { id, workspaceId: world.workspaceId, name: 'Half', agentIds: [world.agentId('ann')], now: NOW }))
        assert.deepEqual((await store.run(readGroups, { workspaceId: world.workspaceId })).map(({ name }) => name), ['Main'])
      })

      it('are not hurt by a neighbour that fails', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const broken = () => store.run(rawSql, { sql: 'select * from no_such_table', parameters: [] })
        const outcomes = await Promise.allSettled(upTo(30).flatMap((n) => [world.send(visitor, [world.draft(`m${n}`)]), broken()]))
        assert.deepEqual(outcomes.map(({ status }) => status), upTo(30).flatMap(() => ['fulfilled', 'rejected']))
        const [conversation] = await conversationsOf(visitor)
        assert.equal(messageIds(await eventsOf(conversation!.id)).length, 30)
      })

      it('give what went wrong to whoever asked', async () => {
        await assert.rejects(store.run(rawSql, { sql: 'select * from no_such_table', parameters: [] }), /no_such_table/)
      })

      it('leave a store usable after a failure', async () => {
        await assert.rejects(store.run(rawSql, { sql: 'not a query', parameters: [] }))
        assert.equal(await store.run(ping, null), true)
      })
    })

    describe('sending', () => {
      it('gives fifty messages sent at once to one conversation fifty places, dense and each once', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        await world.send(visitor, [world.draft('hello')])
        const sent = await Promise.all(upTo(50).map((n) => world.send(visitor, [world.draft(`m${n}`)], { store: n % 2 ? store : other })))

        const [conversation, second] = await conversationsOf(visitor)
        assert.equal(second, undefined)
        const events = await eventsOf(conversation!.id)
        assert.deepEqual(events.map(({ seq }) => seq), upTo(events.length).map((n) => n + 1))
        assert.deepEqual(messageIds(events).toSorted(), [world.draft('hello'), ...upTo(50).map((n) => world.draft(`m${n}`))].map(({ id }) => id).toSorted())
        for (const { results } of sent) {
          for (const result of results) assert.ok(result.ok && events.some((event) => event.type === 'message' && event.id === result.id && event.seq === result.seq))
        }
      })

      it('lets both ends write at once without losing or mixing anything', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const id = await started(world, visitor)
        const agent = { id: world.agentId('ann'), name: 'ann' }
        await Promise.all(
          upTo(20).flatMap((n) => [
            world.send(visitor, [world.draft(`v${n}`)]),
            other.run(sendAgentMessages, { workspaceId: world.workspaceId, agent, seesAll: false, conversationId: id, drafts: [world.draft(`a${n}`)], now: NOW, newConversationId: NEXT }),
            other.run(setMark, { workspaceId: world.workspaceId, conversationId: id, side: 'visitor', delivered: n, read: n, threadId: visitor.threadId, now: NOW }),
          ]),
        )
        const events = await eventsOf(id)
        assert.deepEqual(events.map(({ seq }) => seq), upTo(events.length).map((n) => n + 1))
        assert.equal(new Set(messageIds(events)).size, 41)
      })

      it('keeps the order of the drafts in one request', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const drafts = upTo(50).map((n) => world.draft(`m${n}`))
        const { results } = await world.send(visitor, drafts)
        assert.deepEqual(results.map(({ id }) => id), drafts.map(({ id }) => id))
        const [conversation] = await conversationsOf(visitor)
        assert.deepEqual(messageIds(await eventsOf(conversation!.id)), drafts.map(({ id }) => id))
      })

      if (keepsOrderOfCalls) {
        it('keeps the order of requests that share a commit', async () => {
          const world = await createWorld(store)
          const visitor = await world.visitor('vera')
          const drafts = upTo(300).map((n) => world.draft(`m${n}`))
          await Promise.all(drafts.map((draft) => world.send(visitor, [draft])))
          const [conversation] = await conversationsOf(visitor)
          assert.deepEqual(messageIds(await eventsOf(conversation!.id)), drafts.map(({ id }) => id))
        })
      }

      it('stores a message once however often it is sent, and answers each time with the same place', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const drafts = [world.draft('m1'), world.draft('m2')]
        const once = await world.send(visitor, drafts)
        const again = await Promise.all([world.send(visitor, drafts), world.send(visitor, drafts.toReversed(), { store: other })])
        assert.deepEqual(again.map(({ change }) => change), [undefined, undefined])
        assert.deepEqual(again[0]!.results, once.results)
        assert.deepEqual(again[1]!.results, once.results.toReversed())
      })

      it('takes the same first message twice at the same time as one', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const twins = await Promise.all(upTo(10).map((n) => world.send(visitor, [world.draft('m1')], { conversation: `c${n}`, store: n % 2 ? store : other })))
        assert.equal(twins.filter(({ change }) => change).length, 1)
        assert.equal(new Set(twins.map(({ results }) => JSON.stringify(results))).size, 1)
        assert.equal((await conversationsOf(visitor)).length, 1)
      })

      it('starts one conversation from first messages that race', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        await Promise.all(upTo(20).map((n) => world.send(visitor, [world.draft(`m${n}`)], { conversation: `c${n}`, store: n % 2 ? store : other })))
        const conversations = await conversationsOf(visitor)
        assert.equal(conversations.length, 1)
        const events = await eventsOf(conversations[0]!.id)
        assert.equal(messageIds(events).length, 20)
        assert.deepEqual(events.filter(({ type }) => type !== 'message').map(({ type }) => type), ['started', 'assigned'])
      })

      it('starts a further conversation with the first message after the end, and repeats stay where they were', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const id = await started(world, visitor)
        await store.run(endConversation, { workspaceId: world.workspaceId, conversationId: id, by: 'visitor', threadId: visitor.threadId, now: NOW })
        const { results } = await world.send(visitor, [world.draft('hello'), world.draft('again')])
        assert.deepEqual(results.map((result) => result.ok && result.conversationId === id), [true, false])
        assert.deepEqual((await conversationsOf(visitor)).map(({ position, status }) => [position, status]), [[1, 'ended'], [2, 'held']])
      })
    })

    describe('reading', () => {
      it('gives, after random play of both ends, exactly what the log folds to', async () => {
        for (const seed of upTo(10)) await playAndCompare(seed)
      })

      it('tells a client that knows more than there is that the database was put back', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const id = await started(world, visitor)
        const gone = 'a-conversation-that-is-gone' as ConversationId
        const request = { version: 99, conversations: [{ id, seq: 50 }, { id: gone, seq: 3 }] }
        const delta = await store.run(syncThread, { threadId: visitor.threadId, request })
        assert.deepEqual(delta.putBack, [id, gone])
        assert.deepEqual(delta.whole.map(({ head }) => head.id), [id])
        const one = await store.run(syncConversation, { workspaceId: world.workspaceId, conversationId: id, seq: 50 })
        assert.equal(one.ok && one.value.isPutBack, true)
      })

      it('catches a client up in answers that stay small, however large the messages are', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const large = { type: 'text', text: '大'.repeat(LIMITS.textLength) } as const
        for (const n of upTo(20)) await world.send(visitor, [{ ...world.draft(`m${n}`), parts: Array(LIMITS.parts).fill(large) }], { conversation: 'talk' })
        const id = world.conversationId('talk')
        const [conversation] = await conversationsOf(visitor)

        let seq = 1
        let answers = 0
        for (let more = true; more; answers += 1) {
          const delta = await store.run(syncThread, { threadId: visitor.threadId, request: { version: 0, conversations: [{ id, seq }] } })
          assert.ok(JSON.stringify(delta).length < 512 * 1024)
          seq = delta.next.at(-1)?.events.at(-1)?.seq ?? seq
          more = delta.more
        }
        assert.equal(seq, conversation?.head.seq)
        assert.ok(answers > 1)
        const fresh = await store.run(syncThread, { threadId: visitor.threadId, request: { version: 0, conversations: [] } })
        assert.ok(JSON.stringify(fresh).length < 512 * 1024)
        assert.equal(fresh.older, true)
      })

      it('catches a client up from any place to the same state as a fresh one', async () => {
        const world = await createWorld(store)
        const visitor = await world.visitor('vera')
        const id = await started(world, visitor)
        await world.send(visitor, upTo(20).map((n) => world.draft(`m${n}`)))
        const fresh = await store.run(syncThread, { threadId: visitor.threadId, request: { version: 0, conversations: [] } })
        const head = fresh.whole[0]!.head
        const events = await eventsOf(id)
        for (const seq of upTo(events.length)) {
          if (seq === 0) continue
          const delta = await store.run(syncThread, { threadId: visitor.threadId, request: { version: 0, conversations: [{ id, seq }] } })
          const known = foldEvents(emptyHead(id), events.slice(0, seq))
          assert.deepEqual(foldEvents(known, delta.next.flatMap((appended) => appended.events)), head)
        }
      })
    })

    describe('a conversation that waits', () => {
      it('AL-15 is taken by writing in it, once, by an agent of its group and by nobody else', async () => {
        const world = await createWorld(store, { agents: { ann: { is_online: 0 } }, allocation: { whenNoneCanReceive: 'queue' } })
        await world.addAgent('out')
        await query(store, db.deleteFrom('group_members').where('member_id', '=', world.agentId('out')))
        const visitor = await world.visitor('vera')
        const sent = await world.send(visitor, [world.draft('hello')], { conversation: 'talk' })
        const conversationId = world.conversationId('talk')
        assert.equal(sent.change?.isWaiting, true)

        const write = (agent: string) =>
          store.run(sendAgentMessages, {
            workspaceId: world.workspaceId,
            agent: { id: world.agentId(agent), name: agent },
            seesAll: false,
            conversationId,
            drafts: [world.draft(`from-${agent}`)],
            now: NOW,
            newConversationId: NEXT,
          })
        const outsider = await write('out')
        assert.equal(outsider.ok ? 'taken' : outsider.code, 'not_found')
        const taken = await write('ann')
        assert.equal(taken.ok && taken.value.change?.agentId, world.agentId('ann'))
        assert.deepEqual((await eventsOf(conversationId)).map(({ type }) => type), ['started', 'message', 'queued', 'assigned', 'message'])
        const facts = await query(store, db.selectFrom('facts').select('kind').where('conversation_id', '=', conversationId).where('kind', '=', 'conversation-assigned'))
        assert.equal(facts.length, 1)
      })
    })

    describe('two workspaces', () => {
      it('never see each other', async () => {
        const [mine, foreign] = [await createWorld(store), await createWorld(store)]
        const [visitor, stranger] = [await mine.visitor('vera'), await foreign.visitor('vera')]
        const id = await started(mine, visitor)
        await started(foreign, stranger)
        const { workspaceId } = foreign
        const agent = { id: foreign.agentId('ann'), name: 'ann' }
        const viewer = { workspaceId, memberId: agent.id, seesAll: true }
        const before = await eventsOf(id)

        const refusals = [
          await store.run(sendAgentMessages, { workspaceId, agent, seesAll: false, conversationId: id, drafts: [foreign.draft('x')], now: NOW, newConversationId: NEXT }),
          await store.run(setMark, { workspaceId, conversationId: id, side: 'agent', agentId: agent.id, delivered: 9, read: 9, now: NOW }),
          await store.run(endConversation, { workspaceId, conversationId: id, by: 'agent', agent: { id: agent.id, isSupervisor: true }, now: NOW }),
          await store.run(syncConversation, { workspaceId, conversationId: id, seq: 0 }),
          await store.run(readEntry, { ...viewer, conversationId: id }),
          await store.run(olderPage, { threadId: stranger.threadId, conversationId: id, seq: 9 }),
        ]
        assert.deepEqual(refusals.map((result) => (result.ok ? 'let in' : result.code)), refusals.map(() => 'not_found'))
        assert.deepEqual(await eventsOf(id), before)

        assert.ok((await store.run(readInbox, viewer)).every(({ head }) => head.id !== id))
        assert.deepEqual(await store.run(readTraces, { workspaceId, conversationId: id }), [])
        assert.deepEqual((await store.run(readGroups, { workspaceId })).map((group) => group.id), [foreign.mainGroupId])
        const stolen = await store.run(syncThread, { threadId: stranger.threadId, request: { version: 0, conversations: [{ id, seq: 1 }] } })
        assert.ok([...stolen.whole.map(({ head }) => head.id), ...stolen.next.map(({ conversationId }) => conversationId)].every((seen) => seen !== id))
      })

      it('number their visitors each for itself (CW-17)', async () => {
        const [mine, foreign] = [await createWorld(store), await createWorld(store)]
        const numbers = []
        for (const world of [mine, foreign, mine]) numbers.push((await world.visitor(`v${numbers.length}`)).number)
        assert.deepEqual(numbers, [1, 1, 2])
      })

      it('take in a visitor once, though two tabs come at once', async () => {
        const world = await createWorld(store)
        const seen = await Promise.all(upTo(10).map(() => world.visitor('vera')))
        assert.equal(new Set(seen.map(({ number }) => number)).size, 1)
      })
    })

    describe('deadlines', () => {
      const LATER = NOW + 86_400_000
      const CLAIM_MS = 1_000
      const claim = (through: Store, now: number, most = 7) =>
        through.run(claimDeadlines, { kinds: ['silence-warning'], now, claimMs: CLAIM_MS, most })

      /** Worlds of earlier tests have deadlines too; they are put away first. */
      const freshWorld = async (): Promise<World> => {
        await query(store, db.deleteFrom('deadlines'))
        return createWorld(store)
      }
      const startMany = async (world: World, n: number): Promise<readonly ConversationId[]> =>
        Promise.all(upTo(n).map(async (index) => started(world, await world.visitor(`v${index}`))))

      it('are claimed once each by two servers on one database', async () => {
        const world = await freshWorld()
        const ids = await startMany(world, 60)
        const claimed: ClaimedDeadline[] = []
        const claimAll = async (through: Store): Promise<void> => {
          // Two that look at the same instant may see the same ones; then one of them gets fewer, and looks again.
          while ((await through.run(nextDeadline, { kinds: ['silence-warning'] })) !== null) claimed.push(...(await claim(through, LATER)))
        }
        await Promise.all([store, other, store, other].map(claimAll))
        assert.deepEqual(claimed.map(({ subject }) => subject).toSorted(), ids.toSorted())
      })

      it('are not claimed before they are due', async () => {
        const world = await freshWorld()
        await startMany(world, 1)
        assert.deepEqual(await claim(store, NOW), [])
        assert.equal((await claim(store, LATER)).length, 1)
      })

      it('are taken over when the claim of a dead server has run out, and not before', async () => {
        const world = await freshWorld()
        await startMany(world, 1)
        assert.equal((await claim(store, LATER)).length, 1)
        assert.equal((await claim(other, LATER + CLAIM_MS - 1)).length, 0)
        assert.equal((await claim(other, LATER + CLAIM_MS)).length, 1)
      })

      it('are gone once they are finished', async () => {
        const world = await freshWorld()
        await startMany(world, 1)
        const [deadline] = await claim(store, LATER)
        await store.run(finishDeadline, deadline!)
        assert.deepEqual(await claim(store, LATER + CLAIM_MS), [])
      })

      it('stay if the one who finishes has lost the claim to another server', async () => {
        const world = await freshWorld()
        await startMany(world, 1)
        const [lost] = await claim(store, LATER)
        const [taken] = await claim(other, LATER + CLAIM_MS)
        await store.run(finishDeadline, lost!)
        assert.equal((await claim(store, LATER + 2 * CLAIM_MS)).length, 1)
        assert.notEqual(taken!.claimedUntil, lost!.claimedUntil)
      })

      it('leave kinds alone that this server does not know', async () => {
        const world = await freshWorld()
        await startMany(world, 1)
        assert.deepEqual(await store.run(claimDeadlines, { kinds: ['agent-gone'], now: LATER, claimMs: CLAIM_MS, most: 9 }), [])
      })
    })

    describe('opening', () => {
      it('takes a database that is up to date as it is', async () => {
        await migrate(store, NOW + 1)
        assert.equal(await store.run(ping, null), true)
      })

      it('makes the tables once, though two servers start at the same time on an empty database', async () => {
        const empty = await makePlace()
        try {
          const opened = await Promise.all([empty.open(), empty.open()])
          assert.deepEqual(await Promise.all(opened.map((one) => one.run(ping, null))), [true, true])
          await Promise.all(opened.map((one) => one.close()))
        } finally {
          await empty.remove()
        }
      })

      it('refuses a database of a newer version, and says what it is', async () => {
        const newer = await makePlace()
        try {
          const made = await newer.open()
          await insert(made, 'migrations', { name: '9999-from-the-future', at: NOW })
          await made.close()
          await assert.rejects(newer.open(), (error) => {
            assert.ok(error instanceof StoreError)
            assert.equal(error.code, 'database_newer')
            assert.match(error.message, /9999-from-the-future/)
            return true
          })
        } finally {
          await newer.remove()
        }
      })
    })

    describe('a server that is killed', () => {
      for (const dieAfter of [1, 20, 137]) {
        it(`between commit ${dieAfter} and its acknowledgement loses nothing that was acknowledged, and a repeat of all makes one of each`, async () => {
          const world = await createWorld(store)
          const visitor = await world.visitor('vera')
          const child = spawn(process.execPath, [SENDING_PROCESS, engine, address, JSON.stringify(visitor), '200', String(dieAfter)], {
            stdio: ['ignore', 'pipe', 'inherit'],
          })
          let said = ''
          child.stdout.on('data', (chunk: Buffer) => (said += chunk))
          const [, signal] = await once(child, 'close')
          assert.equal(signal, 'SIGKILL')

          const acknowledged = said.split('\n').filter(Boolean)
          assert.equal(acknowledged.length, dieAfter - 1)
          const stored = async () => messageIds((await Promise.all((await conversationsOf(visitor)).map(({ id }) => eventsOf(id)))).flat())
          const kept = new Set<string>(await stored())
          assert.deepEqual(acknowledged.filter((id) => !kept.has(id)), [])

          const drafts = upTo(200).map((n) => ({ id: `${visitor.id}-kill-${n}` as MessageId, parts: [{ type: 'text' as const, text: String(n) }] }))
          await world.send(visitor, drafts)
          assert.deepEqual((await stored()).toSorted(), drafts.map(({ id }) => id).toSorted())
          const [conversation, second] = await conversationsOf(visitor)
          assert.equal(second, undefined)
          assert.deepEqual(foldEvents(emptyHead(conversation!.id), await eventsOf(conversation!.id)), conversation!.head)
        })
      }
    })

    /** Starts a conversation with one message, which is called `hello`. */
    async function started(world: World, visitor: VisitorIdentity): Promise<ConversationId> {
      const conversation = `talk-${visitor.id}`
      await world.send(visitor, [world.draft('hello')], { conversation })
      return world.conversationId(conversation)
    }

    async function playAndCompare(seed: number): Promise<void> {
      const random = createRandom(seed)
      const below = (n: number) => Math.floor(random() * n)
      const world = await createWorld(store)
      const visitor = await world.visitor('vera')
      const agent = { id: world.agentId('ann') as MemberId, name: 'ann' }
      const { workspaceId } = world
      const { threadId }: { threadId: ThreadId } = visitor
      const pending: Promise<unknown>[] = []
      for (const n of upTo(60)) {
        const now = NOW + n
        const last = (await conversationsOf(visitor)).at(-1)
        const move = last ? below(6) : 0
        const conversationId = last?.id ?? ('' as ConversationId)
        if (move <= 1) pending.push(world.send(visitor, [world.draft(`m${below(40)}`), world.draft(`m${below(40)}`)], { conversation: `c${n}`, now }))
        if (move === 2) pending.push(other.run(sendAgentMessages, { workspaceId, agent, seesAll: false, conversationId, drafts: [world.draft(`a${n}`)], now, newConversationId: `${world.name}-next-${n}` as ConversationId }))
        if (move === 3) pending.push(other.run(setMark, { workspaceId, conversationId, side: 'visitor', threadId, delivered: below(20), read: below(20), now }))
        if (move === 4) pending.push(other.run(setMark, { workspaceId, conversationId, side: 'agent', agentId: agent.id, delivered: below(20), read: below(20), now }))
        if (move === 5 && below(4) === 0) pending.push(store.run(endConversation, { workspaceId, conversationId, by: 'visitor', threadId, now }))
        if (below(3) === 0) await Promise.all(pending.splice(0))
      }
      await Promise.all(pending)

      const conversations = await conversationsOf(visitor)
      const seen: MessageId[] = []
      let count = 0
      for (const [index, { id, head, position, status, agent_id }] of conversations.entries()) {
        const events = await eventsOf(id)
        const fresh = await store.run(syncConversation, { workspaceId, conversationId: id, seq: 0 })
        const folded = foldEvents(emptyHead(id), events)
        assert.deepEqual(folded, head, `seed ${seed}`)
        assert.deepEqual(fresh.ok && fresh.value.whole?.head, folded, `seed ${seed}`)
        assert.equal(position, index + 1)
        assert.equal(status, head.state.status)
        assert.equal(agent_id, agent.id)
        count += events.length
        seen.push(...messageIds(events))
      }
      assert.equal(new Set(seen).size, seen.length, `seed ${seed}: a message stands twice`)
      const delta = await store.run(syncThread, { threadId, request: { version: 0, conversations: [] } })
      assert.equal(delta.version, count, `seed ${seed}: the thread's version moves with every event`)
    }
  })
}
