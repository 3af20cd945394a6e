import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ComponentDraft, ComponentId, CountedEvent, MemberId, Result, SiteKey } from '@foyer/sdk/protocol'
import { changeCompany, readCompany } from '../company/store.ts'
import { deleteGroup } from '../groups/deletion.ts'
import { findSite } from '../sites/store.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { roundButton } from '../setup/round-button.ts'
import { countEvents } from './counts.ts'
import { changeComponent, copyComponent, deleteComponent, makeComponent, readComponent, readComponents, readDependents, readReceivers, switchComponent } from './store.ts'
import type { ChangedComponent } from './store.ts'

const DAY_MS = 86_400_000
const LOAD = '00000000-0000-4000-8000-000000000000'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Components on ${engine}`, () => {
    let store: Store
    let other: Store

    shareDatabase(makePlace, async (open) => {
      store = await open()
      other = await open()
    })

    const draftIn = (world: World, changed: Partial<ComponentDraft> = {}): ComponentDraft => ({ ...roundButton({ siteId: world.siteId, groupId: world.mainGroupId }), ...changed })
    const by = (world: World, name = 'chat', now = NOW) => ({ workspaceId: world.workspaceId, id: `${world.name}-${name}` as ComponentId, by: world.agentId('ann'), now })
    const make = (world: World, name = 'chat', through = store) =>
      through.run(makeComponent, { ...by(world, name), slug: `${world.name}-${name}`, draft: draftIn(world, { name }) })
    const codes = (results: readonly Result<unknown>[]) => results.map((result) => (result.ok ? 'ok' : result.code)).toSorted()
    const list = (world: World, now = NOW) => store.run(readComponents, { workspaceId: world.workspaceId, now })
    const version = async (world: World) => (await store.run(findSite, { key: `${world.name}-key` as SiteKey }))!.config.version

    it('RC-15 move the version of their site with each change, and with nothing else', async () => {
      const world = await createWorld(store)
      const versions: number[] = []
      for (const act of [
        () => make(world),
        () => store.run(changeComponent, { ...by(world), change: { revision: 1, component: draftIn(world, { name: 'Other' }) } }),
        () => store.run(switchComponent, { ...by(world), isOn: false }),
        () => store.run(switchComponent, { ...by(world), isOn: false }),
        () => store.run(copyComponent, { ...by(world), newId: `${world.name}-copy` as ComponentId, slug: `${world.name}-copy` }),
        () => store.run(deleteComponent, by(world)),
      ]) {
        const done = (await act()) as Result<Pick<ChangedComponent, 'sites'>>
        versions.push(await version(world))
        assert.deepEqual(value(done).sites.map((site) => site.version), versions.at(-1) === versions.at(-2) ? [] : versions.slice(-1))
      }
      assert.deepEqual(versions, [2, 3, 4, 4, 4, 5])
    })

    it('RC-3 keep a name for one, though two make it at once', async () => {
      const world = await createWorld(store)
      const draft = draftIn(world)
      const made = [store, other].map((through, index) => through.run(makeComponent, { ...by(world, `c${index}`), slug: `${world.name}-c${index}`, draft }))
      assert.deepEqual(codes(await Promise.all(made)), ['name_taken', 'ok'])
    })

    it('take one of two changes that were made from the same revision', async () => {
      const world = await createWorld(store)
      await make(world)
      const changes = [store, other].map((through, index) => through.run(changeComponent, { ...by(world), change: { revision: 1, component: draftIn(world, { greeting: `${index}` }) } }))
      assert.deepEqual(codes(await Promise.all(changes)), ['changed_meanwhile', 'ok'])
      assert.equal((await list(world))[0]?.revision, 2)
    })

    it('RC-16 count what is said twice once, by whichever server and whenever', async () => {
      const world = await createWorld(store)
      await make(world)
      const { id } = by(world)
      const events: readonly CountedEvent[] = [{ kind: 'shown', componentId: id, nr: 1 }, { kind: 'clicked', componentId: id, nr: 2 }, { kind: 'clicked', componentId: id, nr: 3 }]
      const say = (through: Store, now: number, load = LOAD) => through.run(countEvents, { workspaceId: world.workspaceId, siteId: world.siteId, load, events, now })
      await Promise.all([say(store, NOW), say(other, NOW), say(store, NOW + 1), say(other, NOW + DAY_MS)])
      assert.partialDeepStrictEqual(await list(world, NOW + DAY_MS), [{ showings: 1, clicks: 2 }])
      await say(store, NOW + DAY_MS, LOAD.replace('4', '5'))
      assert.partialDeepStrictEqual(await list(world, NOW + DAY_MS), [{ showings: 2, clicks: 4 }])
      assert.partialDeepStrictEqual(await list(world, NOW + 9 * DAY_MS), [{ showings: 0, clicks: 0 }])
      assert.partialDeepStrictEqual(await store.run(readDependents, by(world, 'chat', NOW + 9 * DAY_MS)), { ok: true, value: { showings: 2, clicks: 4 } })
      const facts = await query(store, db.selectFrom('facts').select('visitor_id').where('component_id', '=', id))
      assert.deepEqual(facts.map(({ visitor_id }) => visitor_id), facts.map(() => null), 'it is not known who')
    })

    it('RC-14 keep their row and their figures when they are deleted, and their conversations', async () => {
      const world = await createWorld(store)
      await make(world)
      const { id } = by(world)
      await world.send(await world.visitor('vera'), [world.draft('hello', { componentId: id })])
      assert.equal(value(await store.run(readDependents, by(world))).openConversations, 1)
      value(await store.run(deleteComponent, by(world)))
      assert.deepEqual(await list(world), [])
      assert.equal((await query(store, db.selectFrom('facts').select('id').where('component_id', '=', id))).length, 1)
      assert.equal(value(await make(world, 'chat2')).component.component.name, 'chat2')
    })

    it('RC-14 say who changed them last', async () => {
      const world = await createWorld(store)
      await world.addAgent('ben', { real_name: 'Ben Okafor' })
      await make(world)
      const changed = value(await store.run(switchComponent, { ...by(world), by: world.agentId('ben'), now: NOW + 5, isOn: false }))
      assert.partialDeepStrictEqual(changed.component, { changedBy: 'Ben Okafor', changedAt: NOW + 5 })
    })

    it('AL-7 let a group go that only a deleted one led to', async () => {
      const world = await createWorld(store)
      const groupId = await world.addGroup('sales', ['ann'])
      const receiver = { kind: 'group', groupId } as const
      await store.run(makeComponent, { ...by(world), slug: `${world.name}-s`, draft: draftIn(world, { receiver }) })
      const remove = () => store.run(deleteGroup, { id: groupId, workspaceId: world.workspaceId, deletion: { revision: 0 }, by: world.agentId('ann'), now: NOW })
      assert.partialDeepStrictEqual(await remove(), { ok: false, code: 'required', field: 'leadTo' })
      await store.run(deleteComponent, by(world))
      assert.ok((await remove()).ok)
    })

    it('RC-3 lead to agents who are not disabled, and to groups', async () => {
      const world = await createWorld(store, { agents: { ann: {}, ben: { is_disabled: 1 } } })
      assert.deepEqual(await store.run(readReceivers, { workspaceId: world.workspaceId }), {
        agents: [{ id: world.agentId('ann'), name: 'ann' }],
        groups: [{ id: world.mainGroupId, name: 'Main', isMain: true, agents: 1 }],
      })
      const to = (agentId: MemberId) => store.run(makeComponent, { ...by(world), slug: `${world.name}-x`, draft: draftIn(world, { receiver: { kind: 'agent', agentId } }) })
      assert.partialDeepStrictEqual(await to(world.agentId('ben')), { ok: false, code: 'receiver_gone' })
      assert.ok((await to(world.agentId('ann'))).ok)
    })

    it('are nothing to another workspace', async () => {
      const [mine, foreign] = [await createWorld(store), await createWorld(store)]
      await make(mine)
      const { id } = by(mine)
      const theirs = { ...by(foreign), id }
      assert.deepEqual(
        codes([
          await store.run(readComponent, theirs),
          await store.run(readDependents, theirs),
          await store.run(changeComponent, { ...theirs, change: { revision: 1, component: draftIn(foreign) } }),
          await store.run(switchComponent, { ...theirs, isOn: false }),
          await store.run(copyComponent, { ...theirs, newId: 'x' as ComponentId, slug: 'x' }),
          await store.run(deleteComponent, theirs),
          await store.run(makeComponent, { ...by(foreign), slug: 'y', draft: draftIn(mine) }),
        ]),
        Array.from({ length: 7 }, () => 'not_found'),
      )
      assert.deepEqual(await list(foreign), [])
      assert.partialDeepStrictEqual(await list(mine), [{ isOn: true, revision: 1 }])
    })

    it('RC-5 show the pictures of their own workspace alone', async () => {
      const [mine, foreign] = [await createWorld(store), await createWorld(store)]
      const id = `${mine.name}-picture`
      await query(store, db.insertInto('images').values({ id, workspace_id: mine.workspaceId, type: 'image/png', width: 40, height: 30, bytes: '', created_at: NOW, created_by: mine.agentId('ann') }))
      const look = { style: 'image', image: { src: id, alt: 'Ask us' } } as const
      const made = await store.run(makeComponent, { ...by(mine), slug: `${id}-shown`, draft: draftIn(mine, look) })
      assert.partialDeepStrictEqual(made, { ok: true, value: { component: { shown: { image: { src: `/v1/images/${id}`, width: 40, height: 30, alt: 'Ask us' } } } } })
      assert.partialDeepStrictEqual(await store.run(makeComponent, { ...by(foreign), slug: 'z', draft: draftIn(foreign, look) }), { ok: false, code: 'image_unreadable', field: 'image.src' })
    })

    it('OR-4 live in a company of which one of two changes at once is taken', async () => {
      const world = await createWorld(store)
      const { revision, ...profile } = await store.run(readCompany, { workspaceId: world.workspaceId })
      const changes = [store, other].map((through, index) => through.run(changeCompany, { workspaceId: world.workspaceId, change: { revision, profile: { ...profile, name: `Company ${index}` } } }))
      assert.deepEqual(codes(await Promise.all(changes)), ['changed_meanwhile', 'ok'])
      const settings = JSON.parse((await query(store, db.selectFrom('workspaces').select('settings').where('id', '=', world.workspaceId)))[0]!.settings) as object
      assert.deepEqual(Object.keys(settings), ['allocation', 'company'], 'other areas of the settings stay')
    })
  })
}
