import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AgentState, WorkspaceId } from '@foyer/sdk/protocol'
import { CLAIM_MS } from '../deadlines/service.ts'
import { claimDeadlines } from '../deadlines/store.ts'
import type { Store } from '../store/store.ts'
import { makeSqlitePlace } from '../testing/places.ts'
import type { TestPlace } from '../testing/places.ts'
import { createWorld, NOW } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { agentGone, allDesksGone, deskConnected, deskGone, keepSecret, readAgents, setSwitches } from './store.ts'

/** As long as a lost connection counts as there, where nothing else is set. */
const AGENT_GRACE_MS = 60_000

let place: TestPlace
let store: Store
before(async () => {
  place = await makeSqlitePlace()
  store = await place.open()
})
after(async () => {
  await store.close()
  await place.remove()
})

const agent = async (world: World, name: string): Promise<AgentState> => {
  const agents = await store.run(readAgents, { workspaceId: world.workspaceId })
  return agents.find(({ id }) => id === world.agentId(name))!
}
const due = (now: number) => store.run(claimDeadlines, { kinds: ['agent-gone'], now, claimMs: CLAIM_MS, most: 50 })

describe('an agent whose desk goes away', () => {
  it('AL-5 is there until the grace time is over, and then not', async () => {
    const world = await createWorld(store)
    const who = { workspaceId: world.workspaceId, memberId: world.agentId('ann') }
    await store.run(deskConnected, who)
    await store.run(deskGone, { ...who, now: NOW })
    assert.deepEqual(await due(NOW + AGENT_GRACE_MS - 1), [])
    assert.equal((await agent(world, 'ann')).isPresent, true)

    const [deadline] = await due(NOW + AGENT_GRACE_MS)
    assert.ok(deadline)
    assert.equal((await store.run(agentGone, { ...who, deadline, hasDesk: false, now: NOW + AGENT_GRACE_MS }))?.agent?.isPresent, false)
  })

  it('AL-5 and comes back within the grace time was never gone', async () => {
    const world = await createWorld(store)
    const who = { workspaceId: world.workspaceId, memberId: world.agentId('ann') }
    await store.run(deskGone, { ...who, now: NOW })
    const [deadline] = await due(NOW + AGENT_GRACE_MS)
    assert.ok(deadline)
    // The desk is back while a server is already at work on the deadline.
    await store.run(deskConnected, who)
    assert.equal(await store.run(agentGone, { ...who, deadline, hasDesk: false, now: NOW + AGENT_GRACE_MS }), undefined)
    assert.equal((await agent(world, 'ann')).isPresent, true)
  })

  it('AL-5 has the grace time that the workspace says', async () => {
    const world = await createWorld(store, { allocation: { graceSeconds: 10 } })
    await store.run(deskGone, { workspaceId: world.workspaceId, memberId: world.agentId('ann'), now: NOW })
    const isDue = async (now: number) => (await due(now)).some(({ subject }) => subject === world.agentId('ann'))
    assert.deepEqual([await isDue(NOW + 9_999), await isDue(NOW + 10_000)], [false, true])
  })

  it('AL-12 goes by the switch too, after the same time, though a desk is open', async () => {
    const world = await createWorld(store)
    const who = { workspaceId: world.workspaceId, memberId: world.agentId('ann') }
    await store.run(setSwitches, { ...who, isOnline: false, now: NOW })
    // Looking in with another desk does not put it off, nor does losing one.
    await store.run(deskConnected, who)
    await store.run(deskGone, { ...who, now: NOW + 5_000 })
    const deadline = (await due(NOW + AGENT_GRACE_MS)).find(({ subject }) => subject === who.memberId)
    assert.ok(deadline)
    const gone = await store.run(agentGone, { ...who, deadline, hasDesk: true, now: NOW + AGENT_GRACE_MS })
    assert.partialDeepStrictEqual(gone, { agent: { isOnline: false, isPresent: true } })
    await store.run(setSwitches, { ...who, isOnline: true, now: NOW + AGENT_GRACE_MS })
    assert.equal(await store.run(agentGone, { ...who, deadline, hasDesk: true, now: NOW + AGENT_GRACE_MS }), undefined)
  })

  it('AL-12 goes with a disabled account, though a desk is open', async () => {
    const world = await createWorld(store)
    const who = { workspaceId: world.workspaceId, memberId: world.agentId('ann') }
    await store.run(deskGone, { ...who, now: NOW })
    await world.setAgent('ann', { is_disabled: 1 })
    const deadline = (await due(NOW + AGENT_GRACE_MS)).find(({ subject }) => subject === who.memberId)!
    assert.deepEqual(await store.run(agentGone, { ...who, deadline, hasDesk: true, now: NOW + AGENT_GRACE_MS }), {})
  })

  it('AL-5 has the grace time anew after the server started', async () => {
    const world = await createWorld(store, { agents: { ann: {}, ben: { is_present: 0 } } })
    await store.run(allDesksGone, { now: NOW + 1_000 })
    const subjects = (await due(NOW + 1_000 + AGENT_GRACE_MS)).map(({ subject }) => subject)
    assert.ok(subjects.includes(world.agentId('ann')))
    assert.equal(subjects.includes(world.agentId('ben')), false)
  })
})

describe('the switches', () => {
  it('AL-5 change what is said and leave the other', async () => {
    const world = await createWorld(store)
    const who = { workspaceId: world.workspaceId, memberId: world.agentId('ann') }
    assert.partialDeepStrictEqual(await store.run(setSwitches, { ...who, isAccepting: false, now: NOW }), { ok: true, value: { isOnline: true, isAccepting: false } })
    assert.partialDeepStrictEqual(await store.run(setSwitches, { ...who, isOnline: false, now: NOW }), { ok: true, value: { isOnline: false, isAccepting: false } })
    assert.partialDeepStrictEqual(await store.run(setSwitches, { ...who, now: NOW }), { ok: true, value: { isOnline: false, isAccepting: false } })
  })

  it('of a member of another workspace cannot be set', async () => {
    const [one, other] = [await createWorld(store), await createWorld(store)]
    const set = await store.run(setSwitches, { workspaceId: other.workspaceId, memberId: one.agentId('ann'), isOnline: false, now: NOW })
    assert.partialDeepStrictEqual(set, { ok: false, code: 'not_found' })
    assert.equal((await agent(one, 'ann')).isOnline, true)
  })
})

describe('what colleagues see of an agent', () => {
  it('AL-16 counts the conversations that are held, and AL-2 knows the exception from the cap', async () => {
    const world = await createWorld(store, { agents: { ann: { cap: 3 } }, allocation: { cap: 7 } })
    await world.addAgent('ben')
    const visitor = await world.visitor('vera')
    await world.send(visitor, [world.draft('hello')], { conversation: 'c1' })
    const agents = await store.run(readAgents, { workspaceId: world.workspaceId })
    assert.equal(agents.reduce((sum, { current }) => sum + current, 0), 1)
    assert.deepEqual(agents.map(({ cap }) => cap).toSorted(), [3, 7])
  })

  it('is nothing in a workspace that is not there', async () => {
    assert.deepEqual(await store.run(readAgents, { workspaceId: 'nowhere' as WorkspaceId }), [])
  })
})

describe('a secret', () => {
  it('is the one that was kept first', async () => {
    assert.equal(await store.run(keepSecret, { name: 'test', value: 'first' }), 'first')
    assert.equal(await store.run(keepSecret, { name: 'test', value: 'second' }), 'first')
  })
})
