import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, FileId, IdentityKeyId, ThreadId, VisitorId } from '@foyer/sdk/protocol'
import { sendAgentMessages } from '../conversations/store.ts'
import { beginUpload } from '../files/store.ts'
import { proveVisitor } from '../identity/store.ts'
import { makeKey } from '../identity/keys-store.ts'
import { db, rawSql } from '../store/procedure.ts'
import type { FactRow, Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, insert, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { forgetVisitor, identifyVisitor, trackEvent } from '../visitors/store.ts'
import { keepVisits } from '../visits/store.ts'
import { readOutline } from './data.ts'
import { erasePerson } from './erase.ts'
import type { Erased } from './erase.ts'

const TABLES = { sqlite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'", postgres: "select tablename as name from pg_tables where schemaname = 'public'" } as const
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`erasing on ${engine}`, () => {
    let store: Store
    let other: Store
    let world: World

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    /** Every row of every table that there is, also of one that is made tomorrow. */
    async function everything(): Promise<string> {
      const tables = (await store.run(rawSql, { sql: TABLES[store.engine], parameters: [] })).rows as readonly { readonly name: keyof Schema }[]
      const all = await Promise.all(tables.map(({ name }) => query(store, db.selectFrom(name).selectAll())))
      assert.ok(all.length > 20)
      return JSON.stringify(all)
    }
    const facts = (): Promise<readonly FactRow[]> => query(store, db.selectFrom('facts').selectAll().where('workspace_id', '=', world.workspaceId).orderBy('at').orderBy('kind').orderBy('member_id'))
    const erase = (visitorId: string, { chance = 'chance', through = store, workspaceId = world.workspaceId } = {}): Promise<Erased | undefined> =>
      through.run(erasePerson, { workspaceId, visitorId: visitorId as VisitorId, chance, now: NOW + 1_000 })
    const answer = (conversation: string, text: string, through = store) =>
      through.run(sendAgentMessages, {
        workspaceId: world.workspaceId,
        agent: { id: world.agentId('ann'), name: 'Ann' },
        seesAll: false,
        conversationId: world.conversationId(conversation),
        drafts: [world.draft(text)],
        now: NOW + 5,
        newConversationId: `${world.name}-new` as ConversationId,
      })

    /** A visitor with something in every place, whose every word and id begins with `mark`. */
    async function livedIn(mark: string) {
      const visitor = await world.visitor(mark)
      await store.run(identifyVisitor, { visitor, identity: { name: `${mark}-name`, email: `${mark}@mail.example`, phone: `${mark}-phone`, attributes: { [`${mark}-field`]: `${mark}-value` }, tags: [`${mark}-tag`] } })
      await store.run(trackEvent, { visitor, event: { id: `${mark}-event`, name: `${mark}-tracked`, data: { page: `${mark}-data` } }, now: NOW })
      await store.run(beginUpload, { id: `${mark}-file` as FileId, workspaceId: world.workspaceId, by: { kind: 'visitor', id: visitor.id }, file: { name: `${mark}.txt`, type: 'text/plain', size: 3 }, now: NOW })
      await world.send(visitor, [world.draft(`${mark}-text`, { page: { url: `https://shop.example/${mark}`, title: `${mark}-title` } })], { conversation: `${mark}-talk` })
      await answer(`${mark}-talk`, `${mark}-answer`)
      const { workspaceId, siteId } = world
      const page = { url: `https://shop.example/${mark}`, title: `${mark}-title` }
      const visit = { id: `${mark}-visit`, visitorId: visitor.id, workspaceId, siteId, beganAt: NOW, seenAt: NOW, visits: 1, pages: 1, source: { kind: 'site', name: `${mark}.example` }, device: { kind: 'desktop' }, place: { city: `${mark}-city` }, address: `${mark}-address`, page, seen: [{ n: 1, at: NOW, ...page }] } as const
      await store.run(keepVisits, { visits: [visit] })
      await insert(store, 'blocks', { id: `${mark}-block`, workspace_id: workspaceId, kind: 'visitor', visitor_id: visitor.id, address: null, reason: `${mark}-reason`, at: NOW, by_member: world.agentId('ann'), until: null })
      await insert(store, 'invites', { id: `${mark}-invite`, workspace_id: workspaceId, visitor_id: visitor.id, invitation_id: null, variant_id: null, by_member: world.agentId('ann'), content: JSON.stringify({ desktop: { text: `${mark}-invited` } }), state: 'declined', at: NOW, answered_at: NOW })
      await insert(store, 'menu_choices', { id: `${mark}-choice`, workspace_id: workspaceId, visitor_id: visitor.id, thread_id: visitor.threadId, place: 'chat', item_id: `${mark}-item`, title: `${mark}-chosen`, at: NOW, conversation_id: null })
      return visitor
    }
    const prove = (mark: string, userId: string) =>
      store.run(proveVisitor, {
        workspaceId: world.workspaceId,
        siteId: world.siteId,
        tokenHash: `${world.name}-${mark}`,
        proof: { keyId: `${world.name}-key` as IdentityKeyId, hash: `${mark}-proof`, expiresAt: NOW + 9_000 },
        userId,
        identity: {},
        newIds: { identity: `${mark}-identity`, visitor: `${mark}-other` as VisitorId, thread: `${mark}-thread` as ThreadId },
        now: NOW,
      })
    async function newWorld(): Promise<void> {
      world = await createWorld(store)
      const { workspaceId, siteId } = world
      await store.run(makeKey, { id: `${world.name}-key` as IdentityKeyId, workspaceId, siteId, name: 'Key', algorithm: 'HS256', key: 'secret', by: world.agentId('ann'), now: NOW })
    }

    it('CW-15 leaves nothing of a visitor in any table, and all of everybody else', async () => {
      await newWorld()
      const visitor = await livedIn('erased')
      const neighbour = await livedIn('neighbour')
      const outline = () => store.run(readOutline, { workspaceId: world.workspaceId, visitorId: neighbour.id })
      const before = await outline()
      assert.match(await everything(), /erased-value/)

      const erased = await erase(visitor.id)
      assert.partialDeepStrictEqual(erased, { visitorIds: [visitor.id], conversations: [{ conversationId: world.conversationId('erased-talk'), agentId: world.agentId('ann'), status: 'held' }] })
      const left = (await everything()).replaceAll('"erased-cleared"', '').replaceAll('"subject":"erased-file"', '')
      assert.equal(left.match(/.{0,80}erased.{0,40}/)?.[0], undefined)
      assert.deepEqual(await outline(), before)
    })

    it('CW-15 leaves nothing of visits that are kept at that moment, and names those of who asks', async () => {
      await newWorld()
      const visitor = await livedIn('strays')
      const outline = await store.run(readOutline, { workspaceId: world.workspaceId, visitorId: visitor.id })
      assert.partialDeepStrictEqual(outline, {
        ok: true,
        value: { browsers: [{ visits: [{ address: 'strays-address', pageCount: 1, pages: [{ title: 'strays-title' }] }], invitations: [{ text: 'strays-invited', state: 'declined' }], menuChoices: [{ title: 'strays-chosen' }] }] },
      })
      const page = { url: 'https://shop.example/strays', title: 'strays-late' }
      const visit = { id: 'strays-visit', visitorId: visitor.id, workspaceId: world.workspaceId, siteId: world.siteId, beganAt: NOW, seenAt: NOW, visits: 1, source: { kind: 'direct' }, device: { kind: 'desktop' }, place: undefined, address: 'strays-address', page } as const
      const keep = (pages: number) => other.run(keepVisits, { visits: [{ ...visit, pages, seen: [{ n: pages, at: NOW, ...page }] }] })
      await Promise.all([...upTo(10).map((n) => keep(n + 2)), erase(visitor.id), ...upTo(10).map((n) => keep(n + 20))])
      const left = (await everything()).replaceAll('"subject":"strays-file"', '')
      assert.equal(left.match(/.{0,80}strays.{0,40}/)?.[0], undefined)
    })

    it('CW-15 leaves each figure as it was, those of different visitors and conversations too', async () => {
      await newWorld()
      await livedIn('counted')
      await livedIn('stays')
      const visitor = await world.visitor('counted')
      await world.send(visitor, [world.draft('again')])
      const before = await facts()
      await erase(visitor.id)
      const after = await facts()

      const plain = (rows: readonly FactRow[]) => rows.map(({ id: _id, visitor_id, conversation_id, ...row }) => ({ ...row, hasVisitor: visitor_id !== null, hasConversation: conversation_id !== null }))
      assert.deepEqual(plain(after), plain(before))
      const figures = (rows: readonly FactRow[]) => ({
        facts: new Set(rows.map(({ id }) => id)).size,
        visitors: new Set(rows.map(({ visitor_id }) => visitor_id)).size,
        conversations: new Set(rows.map(({ conversation_id }) => conversation_id)).size,
        // How many messages each conversation had, and conversations each visitor.
        messages: Object.values(Object.groupBy(rows, (row) => `${row.conversation_id} ${row.kind}`)).map((group) => group?.length).toSorted(),
        talks: Object.values(Object.groupBy(rows, (row) => `${row.visitor_id} ${row.kind}`)).map((group) => group?.length).toSorted(),
      })
      assert.deepEqual(figures(after), figures(before))
      // Of the two visitors, one is known by another name now, and the other is as ever.
      assert.equal(after.filter(({ visitor_id }) => visitor_id === visitor.id).length, 0)
      const ofOther = (rows: readonly FactRow[]) => rows.filter(({ conversation_id }) => conversation_id === world.conversationId('stays-talk')).length
      assert.equal(ofOther(after), ofOther(before))
    })

    it('CW-15 gives other names each time, so that nobody can find out whose figures they were', async () => {
      const renamed = async (chance: string) => {
        await newWorld()
        const { id } = await livedIn(`by ${chance}`)
        await erase(id, { chance })
        return (await facts()).flatMap(({ visitor_id }) => visitor_id ?? [])
      }
      const [first, second] = [await renamed('one'), await renamed('two')]
      assert.equal(first.some((id) => second.includes(id)), false)
    })

    it('CW-15 takes all browsers of who is proven, those that were let go too', async () => {
      await newWorld()
      const [laptop, phone, old] = [await livedIn('laptop'), await livedIn('phone'), await livedIn('old')]
      for (const mark of ['old', 'laptop', 'phone']) assert.equal((await prove(mark, 'gone-u1')).ok, true)
      await store.run(forgetVisitor, { visitorId: old.id })
      const erased = await erase(phone.id)
      assert.deepEqual(erased?.visitorIds.toSorted(), [laptop.id, phone.id, old.id].toSorted())
      assert.equal(erased?.conversations.length, 3)
      const left = (await everything()).replaceAll(/"subject":"(?:laptop|phone|old)-file"/g, '')
      for (const mark of ['laptop-', 'phone-', 'old-', 'gone-u1']) assert.equal(left.match(RegExp(`.{0,80}${mark}.{0,40}`))?.[0], undefined, mark)
    })

    it('CW-15 is nothing for whom there is not, or not in this workspace', async () => {
      await newWorld()
      const visitor = await livedIn('kept')
      const { workspaceId } = await createWorld(store)
      assert.equal(await erase(visitor.id, { workspaceId }), undefined)
      assert.equal(await erase('nobody'), undefined)
      assert.match(await everything(), /kept-value/)
      await erase(visitor.id)
      assert.equal(await erase(visitor.id), undefined)
    })

    it('CW-15 lets agent and visitor find nothing, who write at that moment, and leaves nothing of that either', async () => {
      await newWorld()
      const visitor = await livedIn('busy')
      const results = await Promise.all([
        ...upTo(10).map((n) => answer('busy-talk', `busy-late-${n}`, other)),
        erase(visitor.id),
        ...upTo(10).map((n) => answer('busy-talk', `busy-later-${n}`, other)),
        ...upTo(10).map((n) => world.send(visitor, [world.draft(`busy-mine-${n}`)], { store: other })),
      ])
      for (const result of results) {
        if (result && 'ok' in result && !result.ok) assert.equal(result.code, 'not_found')
        if (result && 'results' in result) for (const each of result.results) assert.ok(each.ok || each.code === 'unavailable')
      }
      const late = await answer('busy-talk', 'busy-last')
      assert.partialDeepStrictEqual(late, { ok: false, code: 'not_found' })
      assert.partialDeepStrictEqual(await world.send(visitor, [world.draft('busy-last')]), { results: [{ ok: false, code: 'unavailable' }] })
      assert.doesNotMatch((await everything()).replaceAll('"subject":"busy-file"', ''), /busy/)
    })

    it('CW-15 happens once, though several ask for it while browsers of that person still come', async () => {
      await newWorld()
      const browsers = await Promise.all(upTo(5).map((n) => livedIn(`come${n}`)))
      assert.equal((await prove('come0', 'u1')).ok, true)
      await Promise.all([...upTo(4).map((n) => prove(`come${n + 1}`, 'u1')), erase(browsers[0]!.id), erase(browsers[0]!.id, { through: other })])
      // Who came too late is a person anew, and whole: every browser is gone, or there with its thread and its conversation.
      for (const { id } of browsers) {
        const [row] = await query(store, db.selectFrom('visitors').selectAll().where('id', '=', id))
        const talks = await query(store, db.selectFrom('conversations').select('thread_id').where('visitor_id', '=', id))
        assert.deepEqual(talks.map(({ thread_id }) => thread_id), row ? [row.thread_id] : [])
      }
      assert.equal((await query(store, db.selectFrom('visitors').selectAll().where('id', '=', browsers[0]!.id))).length, 0)
    })
  })
}
