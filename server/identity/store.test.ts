import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, Identity, IdentityKeyId, LogEvent, ProvenDetails, Result, ThreadId, VisitorId } from '@foyer/sdk/protocol'
import { syncThread } from '../conversations/reading.ts'
import { endConversation, sendAgentMessages } from '../conversations/store.ts'
import { readEntry } from '../desk/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { detailsOf } from '../visitors/rules.ts'
import { findVisitor, identifyVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { deleteKey, makeKey, readKeys } from './keys-store.ts'
import { proveVisitor } from './store.ts'
import type { Proven } from './store.ts'

const HOUR_MS = 3_600_000
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`identities on ${engine}`, () => {
    let store: Store
    let other: Store
    let world: World
    let proofs = 0

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    const keyId = () => `${world.name}-key` as IdentityKeyId
    async function newWorld(): Promise<void> {
      world = await createWorld(store, { agents: { ann: {}, ben: {} } })
      const { workspaceId, siteId } = world
      await store.run(makeKey, { id: keyId(), workspaceId, siteId, name: 'Key', algorithm: 'HS256', key: 'secret', by: world.agentId('ann'), now: NOW })
    }

    /** Whoever has this browser proves to be this user. */
    function prove(browser: string, userId: string, { identity = {}, details = {}, hash = `proof ${proofs++}`, now = NOW, through = store }: { identity?: Identity; details?: ProvenDetails; hash?: string; now?: number; through?: Store } = {}) {
      const nr = proofs++
      return through.run(proveVisitor, {
        workspaceId: world.workspaceId,
        siteId: world.siteId,
        tokenHash: `${world.name}-${browser}`,
        proof: { keyId: keyId(), hash: `${world.name} ${hash}`, expiresAt: NOW + HOUR_MS, details },
        userId,
        identity,
        newIds: { identity: `${world.name}-i${nr}`, visitor: `${world.name}-v${nr}` as VisitorId, thread: `${world.name}-t${nr}` as ThreadId },
        now,
      })
    }
    async function proved(...input: Parameters<typeof prove>): Promise<Proven> {
      const result = await prove(...input)
      assert.ok(result.ok, JSON.stringify(result))
      return result.value
    }
    const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.code)
    /** The visitor of a browser as it is greeted now. */
    const now = async (browser: string): Promise<VisitorIdentity> => (await store.run(findVisitor, { siteId: world.siteId, tokenHash: `${world.name}-${browser}` }))!
    const rowOf = async ({ id }: Pick<VisitorIdentity, 'id'>) => (await query(store, db.selectFrom('visitors').selectAll().where('id', '=', id)))[0]!
    const historyOf = async (browser: string) => {
      const { threadId } = await now(browser)
      const found = await query(store, db.selectFrom('conversations').selectAll().where('thread_id', '=', threadId).orderBy('position'))
      return found.map(({ head, ...row }) => ({ ...row, head: JSON.parse(head) as ConversationHead }))
    }
    const logOf = async (id: ConversationId) =>
      (await query(store, db.selectFrom('events').select('body').where('conversation_id', '=', id).orderBy('seq'))).map(({ body }) => JSON.parse(body) as LogEvent)
    const end = (conversation: string, at = NOW) =>
      store.run(endConversation, { workspaceId: world.workspaceId, conversationId: world.conversationId(conversation), by: 'visitor', now: at })

    it('CW-27 begin with the thread of the first browser', async () => {
      await newWorld()
      const laptop = await world.visitor('laptop')
      await world.send(laptop, [world.draft('Hello')], { conversation: 'first' })
      assert.partialDeepStrictEqual(await proved('laptop', 'u1', { identity: { name: 'Vera Lind' } }), { isJoined: false, threadId: laptop.threadId, changed: [laptop.id], brought: [] })
      assert.equal((await rowOf(laptop)).name, 'Vera Lind')
      assert.deepEqual((await historyOf('laptop')).map(({ id }) => id), [world.conversationId('first')])
    })

    it('CW-27 let nobody pass what a page says beside a proof for what the proof says', async () => {
      await newWorld()
      const laptop = await world.visitor('laptop')
      await world.send(laptop, [world.draft('Hello')], { conversation: 'first' })
      const card = async () => {
        const entry = await store.run(readEntry, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), seesAll: true, conversationId: world.conversationId('first') })
        assert.ok(entry.ok)
        const { userId, name, email, proven } = entry.value.visitor
        return [userId, name, email, proven]
      }
      await proved('laptop', 'u1', { identity: { name: 'The bank', email: 'ceo@bank.example' } })
      assert.deepEqual(await card(), ['u1', 'The bank', 'ceo@bank.example', undefined])
      await proved('laptop', 'u1', { identity: { name: 'The bank', email: 'ceo@bank.example' }, details: { email: 'mia@shop.example' } })
      assert.deepEqual(await card(), ['u1', 'The bank', 'mia@shop.example', ['email']])
      await proved('laptop', 'u1', { identity: { email: 'ceo@bank.example' } })
      assert.deepEqual(await card(), ['u1', 'The bank', 'mia@shop.example', ['email']])
      await proved('laptop', 'u1', { details: { name: 'Mia Berg', email: 'mia@home.example' } })
      assert.deepEqual(await card(), ['u1', 'Mia Berg', 'mia@home.example', ['name', 'email']])
    })

    it('CW-27 take a later browser’s conversations in behind those that are there, by their start, and change no number of any event', async () => {
      await newWorld()
      const laptop = await world.visitor('laptop')
      const phone = await world.visitor('phone')
      await world.send(phone, [world.draft('one')], { conversation: 'phone-1', now: NOW })
      await end('phone-1', NOW + 10)
      await world.send(laptop, [world.draft('two')], { conversation: 'laptop-1', now: NOW + 20 })
      await end('laptop-1', NOW + 30)
      await world.send(phone, [world.draft('three')], { conversation: 'phone-2', now: NOW + 40 })
      const seqs = async () => [(await logOf(world.conversationId('phone-1'))).map(({ seq }) => seq), (await logOf(world.conversationId('phone-2'))).map(({ seq }) => seq)]
      const before = await seqs()

      await proved('laptop', 'u1')
      const joined = await proved('phone', 'u1')
      assert.equal(joined.isJoined, true)
      assert.deepEqual(joined.brought.map(({ conversationId }) => conversationId), [world.conversationId('phone-1'), world.conversationId('phone-2')])

      const history = await historyOf('phone')
      assert.deepEqual(history.map(({ id }) => id), ['laptop-1', 'phone-1', 'phone-2'].map((name) => world.conversationId(name)))
      assert.deepEqual(history.map(({ position, head }) => [position, head.position]), [[1, 1], [2, 2], [3, 3]])
      assert.deepEqual(await historyOf('laptop'), history)
      assert.deepEqual(await seqs(), before)
      for (const { id, head } of history) assert.deepEqual(foldEvents(emptyHead(id), await logOf(id)), head)
      // Which window asks is all one: each gets the whole of it.
      const delta = await store.run(syncThread, { threadId: (await now('phone')).threadId, request: { version: 0, conversations: [] } })
      assert.deepEqual(delta.whole.map(({ head }) => head.id), history.map(({ id }) => id))
      assert.deepEqual(await query(store, db.selectFrom('threads').select('id').where('id', '=', phone.threadId)), [])
    })

    it('CW-27 go on with the talk in which somebody wrote last, where both browsers have one open', async () => {
      await newWorld()
      const [laptop, phone] = [await world.visitor('laptop'), await world.visitor('phone')]
      await world.send(phone, [world.draft('here first')], { conversation: 'phone', now: NOW })
      await world.send(laptop, [world.draft('then here')], { conversation: 'laptop', now: NOW + 10 })
      await world.send(phone, [world.draft('and here again')], { now: NOW + 20 })
      await proved('laptop', 'u1')
      const joined = await proved('phone', 'u1', { now: NOW + 30 })
      assert.deepEqual(joined.ended.map(({ conversationId }) => conversationId), [world.conversationId('laptop')])
      assert.deepEqual((await historyOf('phone')).filter(({ status }) => status !== 'ended').map(({ id }) => id), [world.conversationId('phone')])
      // What is written from now on goes there, from either browser.
      await world.send(await now('laptop'), [world.draft('from the laptop')], { now: NOW + 40 })
      assert.equal((await historyOf('laptop')).length, 2)
    })

    it('CW-27 put what was sent with the old thread in mind into the new one', async () => {
      await newWorld()
      const phone = await world.visitor('phone')
      await world.visitor('laptop')
      await proved('laptop', 'u1')
      await proved('phone', 'u1')
      await world.send(phone, [world.draft('late')], { conversation: 'late' })
      assert.deepEqual((await historyOf('laptop')).map(({ id }) => id), [world.conversationId('late')])
    })

    it('CW-27 show what is proven on every browser’s card, and what was only said behind it', async () => {
      await newWorld()
      const [laptop, phone] = [await world.visitor('laptop'), await world.visitor('phone')]
      await store.run(identifyVisitor, { visitor: phone, identity: { name: 'Somebody', phone: '+351 1', attributes: { plan: 'free', town: 'Porto' }, tags: ['said'] } })
      await proved('laptop', 'u1', { identity: { name: 'Vera', email: 'vera@mail.example', attributes: { plan: 'pro' }, tags: ['vip'] } })
      await proved('phone', 'u1', { identity: { email: 'lind@mail.example' } })
      const expected = { name: 'Vera', email: 'lind@mail.example', phone: '+351 1', attributes: { plan: 'pro', town: 'Porto' }, tags: ['vip', 'said'] }
      assert.deepEqual(detailsOf(await rowOf(phone)), expected)
      assert.deepEqual(detailsOf(await rowOf(laptop)), expected)
    })

    it('CW-27 are not changed by what is said without a proof', async () => {
      await newWorld()
      const laptop = await world.visitor('laptop')
      await proved('laptop', 'u1', { identity: { name: 'Vera', attributes: { plan: 'pro' } } })
      const say = async (identity: Identity) => codeOf(await store.run(identifyVisitor, { visitor: laptop, identity }))
      for (const identity of [{ name: 'Mallory' }, { id: 'u2' }, { attributes: { plan: 'free' } }, { tags: ['admin'] }, { name: '' }]) {
        assert.equal(await say(identity), 'proof_needed', JSON.stringify(identity))
      }
      assert.equal(await say({ id: 'u1', name: 'Vera', attributes: { plan: 'pro' } }), 'ok')
      assert.partialDeepStrictEqual(await rowOf(laptop), { name: 'Vera', attributes: '{"plan":"pro"}', tags: null })
    })

    it('CW-27 stay as they are when the same browser proves the same again', async () => {
      await newWorld()
      const laptop = await world.visitor('laptop')
      await proved('laptop', 'u1', { hash: 'kept', identity: { name: 'Vera' } })
      assert.partialDeepStrictEqual(await proved('laptop', 'u1', { hash: 'kept', identity: { name: 'Vera' } }), { isJoined: false, threadId: laptop.threadId, changed: [], brought: [], ended: [] })
      assert.deepEqual((await proved('laptop', 'u1', { identity: { phone: '+351 2' } })).changed, [laptop.id])
    })

    it('CW-27 give a browser over to who proves themselves on it next, and each sees their own', async () => {
      await newWorld()
      const before = await world.visitor('kiosk')
      await world.send(before, [world.draft('mine')], { conversation: 'of-u1' })
      await proved('kiosk', 'u1', { identity: { name: 'Vera', attributes: { plan: 'pro' } } })
      const taken = await proved('kiosk', 'u2', { identity: { name: 'Nuno' } })
      assert.partialDeepStrictEqual(taken, { isJoined: true, left: before.id })
      const after = await now('kiosk')
      assert.notEqual(after.id, before.id)
      assert.deepEqual(await historyOf('kiosk'), [])
      assert.partialDeepStrictEqual(await rowOf(after), { name: 'Nuno', attributes: null })
      assert.partialDeepStrictEqual(await rowOf(before), { name: 'Vera' })
      // And back again, on another browser: the history is where it was.
      await world.visitor('laptop')
      await proved('laptop', 'u1')
      assert.deepEqual((await historyOf('laptop')).map(({ id }) => id), [world.conversationId('of-u1')])
    })

    it('CW-27 take a proof from the browser that used it first, and from no other until it has run out', async () => {
      await newWorld()
      await Promise.all(['laptop', 'phone'].map((browser) => world.visitor(browser)))
      await proved('laptop', 'u1', { hash: 'stolen' })
      assert.equal(codeOf(await prove('phone', 'u1', { hash: 'stolen' })), 'proof_replayed')
      assert.notEqual((await now('phone')).threadId, (await now('laptop')).threadId)
      assert.equal(codeOf(await prove('laptop', 'u1', { hash: 'stolen' })), 'ok')
      // Whoever proves themselves later takes the old ones away.
      await proved('laptop', 'u1', { now: NOW + 2 * HOUR_MS })
      assert.deepEqual(await query(store, db.selectFrom('used_proofs').select('hash').where('hash', '=', `${world.name} stolen`)), [])
    })

    it('CW-27 take one proof from one of many browsers that show it at once', async () => {
      await newWorld()
      await Promise.all(upTo(6).map((n) => world.visitor(`b${n}`)))
      const codes = await Promise.all(upTo(6).map(async (n) => codeOf(await prove(`b${n}`, 'u1', { hash: 'shared', through: n % 2 ? store : other }))))
      assert.deepEqual(codes.toSorted(), ['ok', ...upTo(5).map(() => 'proof_replayed')])
    })

    it('CW-27 are one, with each conversation and each message once, though many browsers come and write at once', async () => {
      await newWorld()
      const browsers = await Promise.all(upTo(6).map((n) => world.visitor(`b${n}`)))
      await Promise.all(browsers.map((visitor, n) => world.send(visitor, [world.draft(`hello ${n}`)], { conversation: `c${n}` })))
      await Promise.all(
        browsers.flatMap((visitor, n) => {
          const through = n % 2 ? store : other
          return [proved(`b${n}`, 'u1', { through }), ...upTo(4).map((m) => world.send(visitor, [world.draft(`m${n}-${m}`)], { store: through }))]
        }),
      )
      const history = await historyOf('b0')
      for (const n of upTo(6)) assert.deepEqual((await now(`b${n}`)).threadId, history[0]!.thread_id)
      assert.deepEqual(history.map(({ position }) => position), upTo(history.length).map((n) => n + 1))
      const logs = await Promise.all(history.map(({ id }) => logOf(id)))
      const ids = logs.flat().flatMap((event) => (event.type === 'message' ? [event.id] : []))
      assert.equal(ids.length, 6 * 5)
      assert.equal(new Set(ids).size, ids.length)
      for (const [index, { id, head }] of history.entries()) assert.deepEqual(foldEvents(emptyHead(id), logs[index]!), head)
      assert.equal(history.filter(({ status }) => status !== 'ended').length, 1)
      assert.equal((await query(store, db.selectFrom('identities').select('id').where('site_id', '=', world.siteId))).length, 1)
    })

    it('CW-27 let an agent write on in a conversation that is moved at that moment', async () => {
      await newWorld()
      const phone = await world.visitor('phone')
      await world.visitor('laptop')
      await world.send(phone, [world.draft('Hello')], { conversation: 'talk' })
      const agentId = (await historyOf('phone'))[0]!.agent_id!
      await proved('laptop', 'u1')
      const write = (n: number) =>
        other.run(sendAgentMessages, {
          workspaceId: world.workspaceId,
          agent: { id: agentId, name: 'Ann' },
          seesAll: false,
          conversationId: world.conversationId('talk'),
          drafts: [world.draft(`answer ${n}`)],
          now: NOW,
          newConversationId: `${world.name}-new` as ConversationId,
        })
      const [, ...answers] = await Promise.all([proved('phone', 'u1'), ...upTo(8).map(write)])
      assert.deepEqual(answers.map(codeOf), upTo(8).map(() => 'ok'))
      const [talk] = await historyOf('laptop')
      assert.deepEqual(foldEvents(emptyHead(talk!.id), await logOf(talk!.id)), talk!.head)
    })

    it('CW-27 keep sites apart: the same id at another site is somebody else', async () => {
      await newWorld()
      await world.visitor('laptop')
      const first = await proved('laptop', 'u1')
      await newWorld()
      await world.visitor('laptop')
      assert.notEqual((await proved('laptop', 'u1')).threadId, first.threadId)
    })

    it('CW-27 need a key that still holds when the proof is taken, and note at most once an hour that it was used', async () => {
      await newWorld()
      await world.visitor('laptop')
      const { workspaceId, siteId } = world
      const usedAt = async () => {
        const keys = await store.run(readKeys, { workspaceId, siteId })
        assert.ok(keys.ok)
        return keys.value[0]?.lastUsedAt
      }
      assert.equal(await usedAt(), undefined)
      await proved('laptop', 'u1', { now: NOW })
      await proved('laptop', 'u1', { now: NOW + HOUR_MS - 1 })
      assert.equal(await usedAt(), NOW)
      await proved('laptop', 'u1', { now: NOW + HOUR_MS })
      assert.equal(await usedAt(), NOW + HOUR_MS)
      assert.deepEqual(await store.run(deleteKey, { workspaceId, siteId, id: keyId() }), { ok: true, value: null })
      assert.equal(codeOf(await prove('laptop', 'u1')), 'proof_invalid')
      assert.equal(codeOf(await store.run(deleteKey, { workspaceId, siteId, id: keyId() })), 'not_found')
    })

    it('CW-27 let a site have few keys, each of its own name, and show nobody what they are', async () => {
      await newWorld()
      const { workspaceId, siteId } = world
      const make = async (name: string) => store.run(makeKey, { id: `${world.name}-${name}` as IdentityKeyId, workspaceId, siteId, name, algorithm: 'HS256', key: 'hidden', by: world.agentId('ann'), now: NOW })
      assert.equal(codeOf(await make('Key')), 'name_taken')
      for (const n of upTo(9)) assert.equal(codeOf(await make(`k${n}`)), 'ok')
      assert.equal(codeOf(await make('one more')), 'too_long')
      assert.equal(JSON.stringify(await store.run(readKeys, { workspaceId, siteId })).includes('hidden'), false)
      const { workspaceId: foreign } = await createWorld(store)
      assert.equal(codeOf(await store.run(readKeys, { workspaceId: foreign, siteId })), 'not_found')
      assert.equal(codeOf(await store.run(deleteKey, { workspaceId: foreign, siteId, id: keyId() })), 'not_found')
    })
  })
}
