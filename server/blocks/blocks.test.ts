/** Blocks (IV-4): by the procedures and services that the server uses, on both engines. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BlockRecord, MessageId, NewBlock, Result, ThreadId, VisitorId } from '@foyer/sdk/protocol'
import { claimDeadlines } from '../deadlines/store.ts'
import { erasePerson } from '../privacy/erase.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { readVisitorFile } from '../visitors/file.ts'
import { resolveVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { createBlockService } from './service.ts'

const HOUR_MS = 60 * 60_000
const OFFICE = '192.0.2.7'
const HOME = '2001:db8:0:1'
const codeOf = (result: { readonly ok: boolean; readonly code?: string }): string => result.code ?? 'ok'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`IV-4 blocks on ${engine}`, () => {
    let store: Store
    let made = 0
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    /** A workspace whose blocks are set by Ann, an agent. */
    async function desk() {
      const world = await createWorld(store)
      const letGo: VisitorId[] = []
      const changed: VisitorId[] = []
      let time = NOW
      let unwritten: () => Promise<unknown> = async () => undefined
      const blocks = createBlockService({
        store,
        now: () => time,
        newId: () => `${world.name}-block-${(made += 1)}`,
        letGo: (id) => letGo.push(id),
        visitorChanged: (_workspaceId, id) => changed.push(id),
        seen: async () => void (await unwritten()),
      })
      const by = { workspaceId: world.workspaceId, memberId: world.agentId('ann'), endsAll: false }
      return {
        world,
        blocks,
        by,
        letGo,
        changed,
        place: (block: Partial<NewBlock> & Pick<NewBlock, 'visitorId'>): Promise<Result<BlockRecord>> => blocks.place(by, { kind: 'visitor', reason: 'Rude', ...block }),
        list: () => blocks.list(by),
        at: (now: number) => void (time = now),
        /** Is in the database only once it is asked for. */
        isSeen: (write: () => Promise<unknown>) => void (unwritten = write),
      }
    }
    let visits = 0
    const visit = (world: World, { id, siteId }: VisitorIdentity, address: string, at = NOW) =>
      insert(store, 'visits', { id: `visit-${engine}-${(visits += 1)}`, workspace_id: world.workspaceId, site_id: siteId, visitor_id: id, began_at: at, seen_at: at, page_count: 1, source: '{"kind":"direct"}', place: null, device: '{"kind":"desktop"}', address })
    /** Somebody comes in with the token of this name. */
    const come = (world: World, name: string, address: string | undefined, now = NOW) =>
      store.run(resolveVisitor, {
        workspaceId: world.workspaceId,
        siteId: world.siteId,
        tokenHash: `${world.name}-${name}`,
        newIds: { visitor: `${world.name}-${name}` as VisitorId, thread: `${world.name}-${name}-thread` as ThreadId },
        ...(address !== undefined && { address }),
        now,
      })
    const isBlocked = async ({ id }: Pick<VisitorIdentity, 'id'>): Promise<boolean> => (await query(store, db.selectFrom('visitors').select('is_blocked').where('id', '=', id)))[0]?.is_blocked === 1

    it('a visitor is blocked at once, at every door, and let go of', async () => {
      const { world, place, letGo, changed, list } = await desk()
      const [vera, sam] = [await world.visitor('vera'), await world.visitor('sam')]
      const placed = await place({ visitorId: vera.id, reason: 'Advertises' })
      assert.ok(placed.ok)
      assert.deepEqual([letGo, changed, await isBlocked(vera), await isBlocked(sam)], [[vera.id], [vera.id], true, false])
      assert.equal((await come(world, 'vera', OFFICE)).isBlocked, true, 'wherever they come from')
      assert.equal((await come(world, 'vera', undefined)).isBlocked, true)
      assert.deepEqual(await list(), [{ id: placed.value.id, kind: 'visitor', visitorId: vera.id, visitorNumber: vera.number, reason: 'Advertises', at: NOW, by: 'ann', mayEnd: true }])
      const sent = await world.send(vera, [{ id: 'late' as MessageId, parts: [{ type: 'text', text: 'Still here' }] }])
      assert.deepEqual(sent.results.map(codeOf), ['visitor_blocked'], 'also on a line that is about to go')
    })

    it('an address blocks everybody who is there, and lets in who goes elsewhere', async () => {
      const { world, place, letGo } = await desk()
      const [vera, sam, tom] = [await world.visitor('vera'), await world.visitor('sam'), await world.visitor('tom')]
      for (const who of [vera, sam]) await visit(world, who, OFFICE)
      await visit(world, tom, OFFICE, NOW - HOUR_MS)
      await visit(world, tom, HOME)
      assert.equal(codeOf(await place({ visitorId: vera.id, kind: 'address' })), 'ok')
      assert.deepEqual(letGo.toSorted(), [sam.id, vera.id].toSorted())
      assert.deepEqual([await isBlocked(vera), await isBlocked(sam), await isBlocked(tom)], [true, true, false])
      assert.deepEqual([(await come(world, 'tom', OFFICE)).isBlocked, await isBlocked(tom)], [true, true])
      assert.deepEqual([(await come(world, 'tom', HOME)).isBlocked, await isBlocked(tom)], [false, false])
    })

    it('an address blocks also whoever was seen there only just now', async () => {
      const { world, place, letGo, isSeen } = await desk()
      const [vera, sam] = [await world.visitor('vera'), await world.visitor('sam')]
      isSeen(() => Promise.all([vera, sam].map((who) => visit(world, who, OFFICE))))
      assert.equal(codeOf(await place({ visitorId: vera.id, kind: 'address' })), 'ok')
      assert.deepEqual(letGo.toSorted(), [sam.id, vera.id].toSorted())
    })

    it('of who comes new from a blocked address nothing is kept', async () => {
      const { world, place } = await desk()
      const vera = await world.visitor('vera')
      await visit(world, vera, OFFICE)
      await place({ visitorId: vera.id, kind: 'address' })
      const stranger = await come(world, 'stranger', OFFICE)
      assert.equal(stranger.isBlocked, true)
      assert.deepEqual(await query(store, db.selectFrom('visitors').select('id').where('id', '=', stranger.id)), [])
      assert.equal((await come(world, 'other', HOME)).number, vera.number + 1)
    })

    it('an address of one workspace is nothing to another', async () => {
      const [one, other] = [await desk(), await desk()]
      const vera = await one.world.visitor('vera')
      await visit(one.world, vera, OFFICE)
      await one.place({ visitorId: vera.id, kind: 'address' })
      assert.equal((await come(other.world, 'vera', OFFICE)).isBlocked, false)
      assert.equal(codeOf(await other.place({ visitorId: vera.id })), 'not_found')
      const [{ id } = { id: '' }] = await one.list()
      assert.equal(codeOf(await other.blocks.end(other.by, id)), 'not_found')
    })

    it('ends at its time, by itself', async () => {
      const { world, place, list, at, blocks, changed } = await desk()
      const vera = await world.visitor('vera')
      await place({ visitorId: vera.id, until: NOW + HOUR_MS })
      at(NOW + HOUR_MS)
      assert.deepEqual(await list(), [], 'judged at reading')
      assert.equal((await come(world, 'vera', HOME, NOW + HOUR_MS - 1)).isBlocked, true)
      assert.equal((await come(world, 'vera', HOME, NOW + HOUR_MS)).isBlocked, false, 'and at the door')
      await query(store, db.updateTable('visitors').set({ is_blocked: 1 }).where('id', '=', vera.id))
      changed.length = 0
      const due = await store.run(claimDeadlines, { kinds: ['block-over'], now: NOW + HOUR_MS, claimMs: 1_000, most: 10 })
      assert.equal(due.length, 1)
      await blocks.overDue(due[0]!)
      await blocks.overDue(due[0]!)
      assert.deepEqual([await isBlocked(vera), changed], [false, [vera.id]], 'once')
    })

    it('whoever is blocked twice stays so until both have ended', async () => {
      const { world, place, blocks, by } = await desk()
      const vera = await world.visitor('vera')
      await visit(world, vera, OFFICE)
      const [own, address] = [await place({ visitorId: vera.id }), await place({ visitorId: vera.id, kind: 'address' })]
      assert.ok(own.ok && address.ok)
      assert.equal(codeOf(await blocks.end(by, own.value.id)), 'ok')
      assert.equal(await isBlocked(vera), true)
      assert.equal(codeOf(await blocks.end(by, address.value.id)), 'ok')
      assert.equal(await isBlocked(vera), false)
      assert.equal(codeOf(await blocks.end(by, address.value.id)), 'not_found')
    })

    it('stands instead of the one before for the same, with its end', async () => {
      const { world, place, list } = await desk()
      const vera = await world.visitor('vera')
      await place({ visitorId: vera.id, until: NOW + HOUR_MS })
      await place({ visitorId: vera.id, reason: 'Again' })
      assert.deepEqual((await list()).map(({ reason, until }) => [reason, until]), [['Again', undefined]])
      assert.deepEqual(await store.run(claimDeadlines, { kinds: ['block-over'], now: NOW + HOUR_MS, claimMs: 1_000, most: 10 }), [])
    })

    it('needs a reason, an end ahead, and an address that is known', async () => {
      const { world, place } = await desk()
      const vera = await world.visitor('vera')
      const wrong = async (block: Partial<NewBlock>) => {
        const placed = await place({ visitorId: vera.id, ...block })
        return placed.ok ? 'ok' : `${placed.code} ${placed.field}`
      }
      assert.equal(await wrong({ reason: '' }), 'required reason')
      assert.equal(await wrong({ reason: '字'.repeat(51) }), 'too_long reason')
      assert.equal(await wrong({ until: NOW }), 'out_of_range until')
      assert.equal(await wrong({ kind: 'address' }), 'address_unknown kind')
      assert.equal(await wrong({ reason: '字'.repeat(50) }), 'ok')
    })

    it('is ended by who has set it, and by whoever ends all; nobody else weakens it', async () => {
      const { world, blocks, by } = await desk()
      const vera = await world.visitor('vera')
      await visit(world, vera, OFFICE)
      const [ben, olivia] = [{ ...by, memberId: world.agentId('ben') }, { ...by, memberId: world.agentId('olivia'), endsAll: true }]
      const placed = await blocks.place(by, { visitorId: vera.id, kind: 'address', reason: 'Insults' })
      assert.ok(placed.ok && placed.value.mayEnd)
      const shorter = await blocks.place(ben, { visitorId: vera.id, kind: 'address', reason: 'Just a moment', until: NOW + 1 })
      assert.ok(shorter.ok)
      const seen = async (who: typeof by) => (await blocks.list(who)).map(({ reason, mayEnd }) => [reason, mayEnd]).sort()
      assert.deepEqual(await seen(by), [['Insults', true], ['Just a moment', false]])
      assert.deepEqual(await seen(ben), [['Insults', false], ['Just a moment', true]])
      assert.deepEqual(await seen(olivia), [['Insults', true], ['Just a moment', true]])
      assert.equal(codeOf(await blocks.end(ben, placed.value.id)), 'not_allowed')
      assert.equal(codeOf(await blocks.end(ben, shorter.value.id)), 'ok')
      assert.equal(await isBlocked(vera), true)
      assert.equal(codeOf(await blocks.end(olivia, placed.value.id)), 'ok')
      assert.equal(await isBlocked(vera), false)
    })

    it('is told on the card of everybody whom it holds', async () => {
      const { world, place, by } = await desk()
      const [vera, sam, tom] = [await world.visitor('vera'), await world.visitor('sam'), await world.visitor('tom')]
      for (const who of [vera, sam]) await visit(world, who, OFFICE)
      await visit(world, sam, HOME, NOW - HOUR_MS)
      await visit(world, tom, HOME)
      await place({ visitorId: vera.id, kind: 'address', reason: 'Insults' })
      await place({ visitorId: vera.id, reason: 'Threats', until: NOW + HOUR_MS })
      const held = async ({ id }: VisitorIdentity, now = NOW) => {
        const file = await store.run(readVisitorFile, { ...by, seesAll: false, visitorId: id, isPresent: false, now })
        return file.ok && file.value.blocks.map(({ reason, kind }) => `${reason} ${kind}`).sort()
      }
      assert.deepEqual([await held(vera), await held(sam), await held(tom)], [['Insults address', 'Threats visitor'], ['Insults address'], []])
      assert.deepEqual(await held(vera, NOW + HOUR_MS), ['Insults address'])
    })

    it('CW-15 goes with who is erased, but for the address', async () => {
      const { world, place, list } = await desk()
      const vera = await world.visitor('vera')
      await visit(world, vera, OFFICE)
      await place({ visitorId: vera.id })
      await place({ visitorId: vera.id, kind: 'address' })
      await store.run(erasePerson, { workspaceId: world.workspaceId, visitorId: vera.id, chance: 'chance', now: NOW })
      assert.deepEqual((await list()).map(({ kind, visitorId, visitorNumber }) => [kind, visitorId, visitorNumber]), [['address', undefined, undefined]])
      assert.equal((await come(world, 'vera', OFFICE)).isBlocked, true)
    })
  })
}
