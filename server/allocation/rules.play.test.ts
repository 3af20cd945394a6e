/** Random play: states that nobody thought of, each made from a seed that a failure prints. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clockIn, worksAt } from '@foyer/sdk/protocol'
import type { ConversationId, GroupId, MemberId, WorkingHours } from '@foyer/sdk/protocol'
import { createRandom } from './random.ts'
import { ableAgents, allocate, overdueMove, whenAgentGoes, whyNot } from './rules.ts'
import type { AgentFigures, AllocationRequest, AllocationSnapshot, Decision } from './rules.ts'
import { DEFAULT_ALLOCATION_SETTINGS } from './settings.ts'

const STATES = 20_000

interface State {
  readonly snapshot: AllocationSnapshot
  readonly request: AllocationRequest
}

const daily = (from: number, to: number): WorkingHours => ({ timeZone: 'UTC', week: Array.from({ length: 7 }, () => [[from, to]] as const), holidays: [] })
/** The moment of all states is in the first of these and not in the second. */
const clock = clockIn('UTC')
const OPEN = daily(0, 1_440)
const CLOSED = daily(0, 1)

/** Small numbers on purpose: ties, full desks and empty groups must be common. */
function stateFrom(seed: number): State {
  const random = createRandom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const often = () => random() < 0.7
  const oneOf = <T>(...items: readonly [T, ...T[]]): T => items[below(items.length)] ?? items[0]
  const cap = 1 + below(4)
  const names = Array.from({ length: below(7) }, (_, n) => `m${n}` as MemberId)
  const someone = () => names[below(names.length)] ?? ('nobody' as MemberId)
  const agents = names.map((id): AgentFigures => ({
    id,
    isOnline: often(),
    isAccepting: often(),
    current: below(cap + 2),
    ...(random() < 0.3 && { cap: 1 + below(4) }),
    isEmergency: random() < 0.2,
    lastAllocatedAt: below(3),
    ...(random() < 0.5 && { skills: ['Deutsch', 'visas'].filter(often) }),
    ...(random() < 0.2 && { hours: oneOf(OPEN, CLOSED) }),
  }))
  const groupId = 'g' as GroupId
  const at = 1_000_000_000
  return {
    snapshot: {
      settings: {
        ...DEFAULT_ALLOCATION_SETTINGS,
        cap,
        sharing: oneOf('idle-rate', 'number'),
        whenNoneCanReceive: oneOf('anyone', 'queue', 'take-message'),
        memoryHours: oneOf(0, 24),
        overdueHolds: oneOf('first', 'each'),
        whenAgentGoes: oneOf('allocate', 'keep'),
        greetsArrivals: often(),
      },
      group: {
        id: groupId,
        agentIds: names.filter(often), ownerFirst: often(),
        skills: random() < 0.2 ? ['deutsch'] : [],
        ...(random() < 0.3 && { sharing: oneOf('idle-rate', 'number') }),
        ...(random() < 0.2 && { hours: oneOf(OPEN, CLOSED) }),
        ...(random() < 0.7 && { overdue: { minutes: 5, notice: '' } }),
      },
      agents,
      ...(random() < 0.3 && { ownerId: someone() }),
      receptions: Array.from({ length: below(3) }, () => ({ agentId: someone(), at: at - below(48) * 3_600_000 })),
      waitingBefore: random() < 0.8 ? 0 : 1 + below(3),
      ...(random() < 0.1 && { hours: oneOf(OPEN, CLOSED) }),
      ...(random() < 0.2 && { skills: ['Visas'] }),
      ...(random() < 0.2 && { excluded: names.filter(() => random() < 0.3) }),
      ...(random() < 0.2 && { comesByItself: true }),
    },
    request: { receiver: random() < 0.7 ? { kind: 'group', groupId } : { kind: 'agent', agentId: someone() }, at, seed },
  }
}

function eachState(check: (state: State, decision: Decision) => void): void {
  for (let seed = 0; seed < STATES; seed++) {
    const state = stateFrom(seed)
    try {
      check(state, allocate(state.snapshot, state.request))
    } catch (cause) {
      throw new Error(`Seed ${seed} breaks the rule`, { cause })
    }
  }
}

const capOf = (agent: AgentFigures, { settings }: AllocationSnapshot) => agent.cap ?? settings.cap
const isFree = (agent: AgentFigures, snapshot: AllocationSnapshot) => agent.current < capOf(agent, snapshot)
/** The state of an agent at one of the steps: said anew from the requirement. */
function isAble(agent: AgentFigures, step: string, { snapshot, request }: State): boolean {
  const { group, hours, skills = [] } = snapshot
  const others = step === 'AL-9.6' ? undefined : step === 'AL-9.2' ? hours : (group.hours ?? hours)
  const holding = agent.hours ?? others
  const asked = step === 'AL-9.2' ? [] : [...(request.receiver.kind === 'group' ? group.skills : []), ...skills]
  const has = new Set(agent.skills?.map((skill) => skill.toLowerCase()))
  return agent.isOnline && agent.isAccepting && (!holding || worksAt(holding, clock(request.at))) && asked.every((skill) => has.has(skill.toLowerCase()))
}
const chosen = (decision: Decision, { agents }: AllocationSnapshot) => agents.find(({ id }) => decision.kind === 'assign' && id === decision.agentId)

/** Whom the deciding step could look at, said anew from the requirement. */
function within(step: string, { snapshot, request: { receiver } }: State): readonly AgentFigures[] {
  const agents = snapshot.agents.filter(({ id }) => !snapshot.excluded?.includes(id))
  const ofGroup = agents.filter(({ id }) => snapshot.group.agentIds.includes(id))
  switch (step) {
    case 'AL-9.2':
      return agents.filter(({ id }) => receiver.kind === 'agent' && receiver.agentId === id)
    case 'AL-9.3':
      return agents.filter(({ id }) => id === snapshot.ownerId)
    case 'AL-9.6':
      return agents.filter(({ isEmergency }) => isEmergency)
    default:
      return ofGroup
  }
}

describe(`AL-15 in ${STATES.toLocaleString('en')} random states`, () => {
  it('AL-15 nobody over the cap receives while one under it could within the same step', () => {
    eachState((state, decision) => {
      const receiver = chosen(decision, state.snapshot)
      if (!receiver || isFree(receiver, state.snapshot)) return
      assert.ok(decision.step === 'AL-9.6' || decision.step === 'AL-9.7', `over the cap by ${decision.step}`)
      const betterOff = within(decision.step, state).filter((agent) => isAble(agent, decision.step, state) && isFree(agent, state.snapshot))
      assert.deepEqual(betterOff, [])
    })
  })

  it('AL-9 only somebody whom the deciding step may ask receives, and until step 6 only if able to', () => {
    eachState((state, decision) => {
      if (decision.kind !== 'assign') return
      const receiver = within(decision.step, state).find(({ id }) => id === decision.agentId)
      assert.ok(receiver, 'somebody from elsewhere')
      if (decision.step !== 'AL-9.7') assert.ok(isAble(receiver, decision.step, state), 'somebody who cannot receive')
    })
  })

  it('AL-9 nobody waits, and no lot is drawn, while an agent of the wanted group or an emergency agent could receive', () => {
    eachState((state, decision) => {
      if (decision.step !== 'AL-9.7') return
      assert.deepEqual(within('AL-9.6', state).filter((agent) => isAble(agent, 'AL-9.6', state)), [])
      if (state.request.receiver.kind === 'agent') return
      assert.deepEqual(within('AL-9.5', state).filter((agent) => isAble(agent, 'AL-9.5', state) && isFree(agent, state.snapshot)), [])
    })
  })

  it('AL-4 the offline greeting is sent exactly when nobody of the group is online', () => {
    eachState((state, decision) => {
      if (decision.kind !== 'assign') return
      const receiver = chosen(decision, state.snapshot)
      assert.equal(decision.sendOfflineGreeting, receiver?.isOnline === false)
      if (decision.sendOfflineGreeting) assert.ok(within('AL-9.7', state).every(({ isOnline }) => !isOnline))
    })
  })

  it('AL-4 the same seed repeats the decision, and the order in which things were listed does not matter', () => {
    eachState(({ snapshot, request }, decision) => {
      const turned = {
        ...snapshot,
        agents: snapshot.agents.toReversed(),
        group: { ...snapshot.group, agentIds: snapshot.group.agentIds.toReversed() },
        receptions: snapshot.receptions.toReversed(),
      }
      assert.deepEqual(allocate(turned, request), decision)
    })
  })

  it('AL-15 the reasons name every candidate of each step, and the one who received last', () => {
    eachState((state, decision) => {
      for (const { step, candidates } of decision.reasons) {
        if (['AL-9.5', 'AL-9.6', 'AL-9.7'].includes(step)) {
          assert.deepEqual(candidates.map(({ id }) => id).toSorted(), within(step, state).map(({ id }) => id).toSorted())
        }
      }
      const last = decision.reasons.at(-1)
      assert.equal(last?.step, decision.step)
      if (decision.kind === 'assign') assert.ok(last?.candidates.some(({ id }) => id === decision.agentId))
    })
  })

  it('AL-4 every way that a decision can end is met', () => {
    const met = new Set<string>()
    eachState((_state, decision) => met.add(`${decision.kind} ${decision.step}`))
    for (const end of ['assign AL-9.2', 'assign AL-9.3', 'assign AL-9.4', 'assign AL-9.5', 'assign AL-9.6', 'assign AL-9.7', 'queue AL-9.7', 'take-message AL-9.7', 'queue AL-11', 'take-message AL-11', 'queue GR-3']) {
      assert.ok(met.has(end), `never met: ${end}`)
    }
  })

  it('AL-6 whoever could not receive for want of skills or outside of hours does in no step but the last', () => {
    let metSkills = 0
    let metHours = 0
    eachState((_state, decision) => {
      const last = decision.reasons.at(-1)
      const receiver = decision.kind === 'assign' ? last?.candidates.find(({ id }) => id === decision.agentId) : undefined
      if (!receiver || decision.step === 'AL-9.7') {
        metSkills += last?.candidates.some(({ missing }) => missing) ? 1 : 0
        metHours += last?.candidates.some(({ isWithinHours: is }) => is === false) ? 1 : 0
        return
      }
      assert.deepEqual([receiver.missing, receiver.isWithinHours], [undefined, undefined])
    })
    assert.ok(metSkills > 100 && metHours > 100)
  })

  it('AL-10 an overdue conversation moves only to an able agent of the group under the cap, never back, and whenever there is one', () => {
    const met = new Set<string>()
    eachState((state) => {
      const { snapshot, request } = state
      const holder = snapshot.agents[0]
      if (!holder) return
      const movedFrom = snapshot.agents.slice(1, 2).map(({ id }) => id)
      const isAnswered = request.seed % 3 === 0
      const moved = overdueMove(snapshot, request, { holderId: holder.id, isAnswered, movedFrom })
      met.add(moved.kind === 'stay' ? moved.why : moved.kind)
      const ofGroup: State = { snapshot: { ...snapshot, excluded: [...(snapshot.excluded ?? []), holder.id, ...movedFrom] }, request: { ...request, receiver: { kind: 'group', groupId: snapshot.group.id } } }
      const able = within('AL-9.5', ofGroup).filter((agent) => isAble(agent, 'AL-9.5', ofGroup) && isFree(agent, snapshot)).map(({ id }) => id)
      if (moved.kind === 'over') return
      if (moved.kind === 'stay') return void (moved.why !== 'owner-holds' && assert.deepEqual(able, []))
      assert.ok(able.includes(moved.agentId))
      assert.ok(snapshot.group.overdue && holder.id !== snapshot.ownerId && !(isAnswered && snapshot.settings.overdueHolds === 'first'))
      assert.equal(moved.agentId, ableAgents(ofGroup.snapshot, ofGroup.request)[0])
    })
    assert.deepEqual([...met].toSorted(), ['alone', 'move', 'moved-from-all', 'nobody-else', 'over', 'owner-holds'])
  })

  it('AL-12 nobody is given back what they went away from, and nothing stays with a disabled account', () => {
    eachState(({ snapshot, request }) => {
      const holder = snapshot.agents[0]
      if (!holder) return
      for (const isDisabled of [true, false]) {
        const went = whenAgentGoes(snapshot, request, { holderId: holder.id, isDisabled, awaitsHolder: request.seed % 2 === 0 })
        if (went.kind === 'keep') assert.ok(!isDisabled && (request.seed % 2 === 0 || snapshot.settings.whenAgentGoes === 'keep'))
        else assert.ok(went.decision.kind !== 'assign' || went.decision.agentId !== holder.id)
      }
    })
  })

  it('AL-17 a single remedy lets somebody receive, and nothing is told where somebody could', () => {
    const met = new Set<string>()
    for (let seed = 0; seed < STATES / 4; seed++) {
      const { snapshot, request } = stateFrom(seed)
      const { remedies, reasons } = whyNot('c' as ConversationId, snapshot, request)
      const now = { ...snapshot, waitingBefore: 0 }
      assert.deepEqual(reasons, allocate(snapshot, request).reasons)
      if (allocate(now, request).kind === 'assign') assert.deepEqual(remedies, [], `seed ${seed}`)
      for (const remedy of remedies) met.add(remedy.kind)
      const [only, more] = remedies
      if (!only || more || !('agentId' in only)) continue
      const change = { 'agent-online': { isOnline: true }, 'agent-accepts': { isAccepting: true }, cap: { cap: 100 }, skill: { skills: ['Deutsch', 'Visas'] } }[only.kind]
      const changed = { ...now, agents: now.agents.map((agent) => (agent.id === only.agentId ? { ...agent, ...change } : agent)) }
      assert.equal(allocate(changed, request).kind, 'assign', `seed ${seed}`)
    }
    assert.deepEqual([...met].toSorted(), ['agent-accepts', 'agent-online', 'cap', 'emergency-agent', 'group-empty', 'hours', 'skill'])
  })
})
