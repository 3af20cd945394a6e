/**
 * The promise of the thread against a bad world once more, with the real service and the real procedures on a real
 * database in the place of the double: what the double was taken to mean is what the server does.
 */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type {
  Appended,
  ConversationId,
  MarkRequest,
  MessageId,
  OlderRequest,
  Result,
  SendRequest,
  SyncRequest,
  ThreadId,
} from '@foyer/sdk/protocol'
import { fail, ok } from '@foyer/sdk/protocol'
import { simulate } from '@foyer/sdk/testing'
import type { SimulatedServer } from '@foyer/sdk/testing'
import { openSqlite } from '../store/sqlite-engine.ts'
import { migrate } from '../store/migrate.ts'
import type { Store } from '../store/store.ts'
import { createWorld } from '../testing/world.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { openOfThread } from './reading.ts'
import { createConversationService } from './service.ts'
import type { Announcer, DeskMember } from './service.ts'

const RUNS = 1_000
/** Set `FOYER_SEED` to play one run only. */
const wished = Number(process.env['FOYER_SEED'] ?? Number.NaN)

type Push = (name: string, payload: unknown) => void

describe('CW-7 CW-11 nothing is lost, nothing stands twice, and there is one order, with the real server', () => {
  const engine = openSqlite(':memory:')
  after(() => engine.close())
  const store: Store = {
    engine: 'sqlite',
    run(procedure, input) {
      const [outcome] = engine.runAll([{ procedure: procedure as never, input: structuredClone(input) }])
      // The engine answers with what this very procedure returned.
      return outcome?.ok ? Promise.resolve(structuredClone(outcome.value) as never) : Promise.reject(outcome?.error)
    },
    emptyLog: async () => engine.emptyLog(),
    compact: async (mostBytes) => engine.compact(mostBytes),
    close: async () => undefined,
  }
  let ids = 0

  async function createServer(now: () => number): Promise<SimulatedServer> {
    const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
    const visitors = new Map<string, Promise<VisitorIdentity>>()
    const lines = new Map<string, { readonly threadId: ThreadId; readonly push: Push }>()
    const atWork = new Set<Promise<unknown>>()
    const begin = <T>(work: Promise<T>): Promise<T> => {
      const done = work.finally(() => atWork.delete(done))
      atWork.add(done)
      return work
    }

    const announce: Announcer = {
      toThread(threadId, appended: Appended, exceptConnection) {
        for (const [id, line] of lines) if (line.threadId === threadId && id !== exceptConnection) line.push('log:appended', appended)
      },
      toDesks: () => undefined,
      typingToThread: () => undefined,
      typingToDesks: () => undefined,
      unread: () => undefined,
      agentsChanged: () => undefined,
      queueMoved: () => undefined,
      visitorChanged: () => undefined,
      ratedLow: () => undefined,
    }
    const service = createConversationService({
      store,
      announce,
      now,
      after: () => undefined,
      newId: () => `conversation-${(ids += 1)}`,
      randomSeed: () => 1,
      placeFreed: () => undefined,
      fileLinks: () => Promise.resolve([]),
      report: (error) => assert.fail(String(error)),
    })
    const visitorOf = (token: string): Promise<VisitorIdentity> => {
      const known = visitors.get(token) ?? world.visitor(token)
      visitors.set(token, known)
      return known
    }
    const [ann, ben] = (['ann', 'ben'] as const).map((name): DeskMember => ({ workspaceId: world.workspaceId, memberId: world.agentId(name), seesAll: false, face: { id: world.agentId(name), name } }))

    /** The clients under test are typed, and so is what they send. */
    async function answer(visitor: VisitorIdentity, name: string, payload: unknown, connection: string): Promise<Result<unknown>> {
      switch (name) {
        case 'thread:sync':
          return ok(await service.syncThread(visitor, payload as SyncRequest))
        case 'thread:older':
          return service.older(visitor, payload as OlderRequest)
        case 'message:send':
          return ok(await service.sendByVisitor(visitor, (payload as SendRequest).drafts, [], connection))
        case 'mark:set':
          return service.markByVisitor(visitor, payload as MarkRequest)
        case 'survey:answer':
          return service.rate(visitor, payload as { conversationId: ConversationId; score: number })
        case 'transfer:answer':
          return service.answerTransfer(visitor, payload as { conversationId: ConversationId; isAccepted: boolean })
        case 'conversation:end':
          return service.endByVisitor(visitor, (payload as { conversationId: ConversationId }).conversationId)
        default:
          return fail('invalid_input', { field: name })
      }
    }
    /** What an agent does with the visitor's open conversation, if there is one. */
    const atDesk = (token: string, act: (conversationId: ConversationId, holder: DeskMember, colleague: DeskMember) => Promise<unknown>): Promise<unknown> =>
      begin(
        visitorOf(token).then(async ({ threadId }) => {
          const open = await store.run(openOfThread, { threadId })
          const isBens = open?.agentId === ben!.memberId
          return open && act(open.id, isBens ? ben! : ann!, isBens ? ann! : ben!)
        }),
      )

    return {
      connect(token, push) {
        const id = `line-${(ids += 1)}`
        let isOpen = true
        const opened = begin(
          visitorOf(token).then((visitor) => {
            if (isOpen) lines.set(id, { threadId: visitor.threadId, push: (name, payload) => void push(name as never, payload as never) })
            return visitor
          }),
        )
        return {
          request: (name, payload) => begin(opened.then((visitor) => answer(visitor, name, payload, id))),
          close: () => {
            isOpen = false
            lines.delete(id)
          },
        }
      },
      agentSays: (token, id: MessageId, parts) => atDesk(token, (open, member) => service.sendByAgent(member, open, [{ id, parts }], [], 'desk')),
      agentMarks: (token, isRead) => atDesk(token, (open, member) => service.markByAgent(member, { conversationId: open, delivered: 1e9, read: isRead ? 1e9 : 0 })),
      agentEnds: (token) => atDesk(token, (open, member) => service.endByAgent(member, open)),
      agentAsksRating: (token) => atDesk(token, (open, member) => service.askForRating(member, open)),
      agentAsksTransfer: (token) => atDesk(token, (open, member, colleague) => service.askTransfer(member, { conversationId: open, to: { kind: 'agent', agentId: colleague.memberId } })),
      restart: () => lines.clear(),
      settled: async () => {
        while (atWork.size > 0) await Promise.all(atWork)
      },
    }
  }

  const play = async (seed: number): Promise<number> => {
    let clock = () => 0
    const server = await createServer(() => clock())
    const { problems, story, counts } = await simulate(seed, {
      hasTalk: true,
      createServer(fake) {
        clock = () => fake.now()
        return server
      },
    })
    const command = `FOYER_SEED=${seed} node --import ./scripts/test-globals.mjs --test server/conversations/simulation.test.ts`
    assert.deepEqual(problems, [], `${story.join('\n')}\nSeed ${seed}. Again: ${command}`)
    return counts.stored
  }

  it('is ready', () => migrate(store, 0))

  if (Number.isFinite(wished)) it(`in the world of seed ${wished}`, async () => assert.ok((await play(wished)) >= 0))
  else {
    it(`in the worlds of seeds 1 to ${RUNS}`, async () => {
      let stored = 0
      for (let seed = 1; seed <= RUNS; seed += 1) stored += await play(seed)
      assert.ok(stored > RUNS, `only ${stored} messages were stored in ${RUNS} worlds`)
    })
  }
})
