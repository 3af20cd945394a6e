import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, ThreadId } from '@foyer/sdk/protocol'
import { claimDeadlines } from '../deadlines/store.ts'
import { changeGroup } from '../groups/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import { changeAllocation, readAllocation } from './rules-store.ts'

const MINUTE_MS = 60_000
const OPEN = 1_000

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Settings that reach many open conversations on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    /** So many, begun one millisecond after the other, in the main group and held by one agent. */
    async function setUp() {
      const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
      const { workspaceId, mainGroupId: id } = world
      await world.send(await world.visitor('vera'), [world.draft('hello')], { conversation: '0' })
      const [row] = await query(store, db.selectFrom('conversations').selectAll().where('id', '=', world.conversationId('0')))
      const others = Array.from({ length: OPEN - 1 }, (_, n) => {
        const at = NOW + 1 + n
        return { ...row!, id: world.conversationId(String(n + 1)), thread_id: `${world.name}-t${n}` as ThreadId, started_at: at, last_message_at: at }
      })
      for (let from = 0; from < others.length; from += 250) {
        const some = others.slice(from, from + 250)
        await query(store, db.insertInto('conversations').values(some))
        await query(store, db.insertInto('deadlines').values(some.map((other) => ({ kind: 'silence-warning', subject: other.id, workspace_id: workspaceId, due_at: NOW + 28 * MINUTE_MS, claimed_until: 0 }))))
      }
      const [group] = await query(store, db.selectFrom('groups').selectAll().where('id', '=', id))
      return {
        world,
        async setMinutes(minutes: number, now: number) {
          const draft = { name: group!.name, agentIds: [world.agentId('ann'), world.agentId('ben')], rules: { ownerFirst: false, skills: [], overdue: { minutes, notice: '' } } }
          assert.ok((await store.run(changeGroup, { workspaceId, id, change: { revision: group!.revision, draft }, now })).ok)
        },
        due: async (kind: 'overdue' | 'silence-warning') =>
          new Map((await query(store, db.selectFrom('deadlines').select(['subject', 'due_at']).where('workspace_id', '=', workspaceId).where('kind', '=', kind))).map((deadline) => [deadline.subject as ConversationId, deadline.due_at])),
      }
    }

    /** All within ten milliseconds for each, and not all in the same instant. */
    const isSpread = (dues: readonly number[], now: number): boolean =>
      dues.length === OPEN && dues.every((due) => due >= now && due < now + 10 * OPEN) && new Set(dues).size > OPEN / 2

    it('AL-10 look at what may be overdue bit by bit, and something else that is due has its turn', async () => {
      const { world, setMinutes, due } = await setUp()
      const now = NOW + 60 * MINUTE_MS
      await setMinutes(5, now)
      const dues = [...(await due('overdue')).values()]
      assert.ok(isSpread(dues, now), `${dues.length} from ${Math.min(...dues) - now} to ${Math.max(...dues) - now} ms`)
      await insert(store, 'deadlines', { kind: 'bot-asked', subject: `${world.name}-bot`, workspace_id: world.workspaceId, due_at: now, claimed_until: 0 })
      const next = await store.run(claimDeadlines, { kinds: ['overdue', 'bot-asked'], now, claimMs: 1, most: 50 })
      assert.ok(next.some(({ kind }) => kind === 'bot-asked'))
    })

    it('AL-10 wait for what cannot be overdue before', async () => {
      const { world, setMinutes, due } = await setUp()
      await setMinutes(5, NOW + MINUTE_MS)
      assert.equal((await due('overdue')).get(world.conversationId('7')), NOW + 7 + 5 * MINUTE_MS)
    })

    it('AL-13 warn those who are silent for longer bit by bit, and the others in their time', async () => {
      const { world, due } = await setUp()
      const { workspaceId } = world
      const save = async (silenceMinutes: number, now: number) => {
        const { revision, ...rules } = await store.run(readAllocation, { workspaceId })
        assert.ok((await store.run(changeAllocation, { workspaceId, change: { revision, rules: { ...rules, silenceMinutes } }, now })).ok)
      }
      await save(20, NOW + MINUTE_MS)
      assert.equal((await due('silence-warning')).get(world.conversationId('7')), NOW + 7 + 18 * MINUTE_MS)
      const now = NOW + 10 * MINUTE_MS
      await save(10, now)
      assert.ok(isSpread([...(await due('silence-warning')).values()], now))
    })
  })
}
