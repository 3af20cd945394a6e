/** Random play: states that nobody thought of, each made from a seed that a failure prints. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupId, MemberId } from '@foyer/sdk/protocol'
import { createRandom } from './random.ts'
import { allocate } from './rules.ts'
import type { AgentFigures, AllocationRequest, AllocationSnapshot, Decision } from './rules.ts'
import { DEFAULT_ALLOCATION_SETTINGS } from './settings.ts'

const STATES = 20_000

interface State {
  readonly snapshot: AllocationSnapshot
  readonly request: AllocationRequest
}

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
      },
      group: { id: groupId, agentIds: names.filter(often), ownerFirst: often(), skills: [], ...(random() < 0.3 && { sharing: oneOf('idle-rate', 'number') }) },
      agents,
      ...(random() < 0.3 && { ownerId: someone() }),
      receptions: Array.from({ length: below(3) }, () => ({ agentId: someone(), at: at - below(48) * 3_600_000 })),
      waitingBefore: random() < 0.8 ? 0 : 1 + below(3),
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
const isAble = ({ isOnline, isAccepting }: AgentFigures) => isOnline && isAccepting
const chosen = (decision: Decision, { agents }: AllocationSnapshot) => agents.find(({ id }) => decision.kind === 'assign' && id === decision.agentId)

/** Whom the deciding step could look at, said anew from the requirement. */
function within(step: string, { snapshot, request: { receiver } }: State): readonly AgentFigures[] {
  const ofGroup = snapshot.agents.filter(({ id }) => snapshot.group.agentIds.includes(id))
  switch (step) {
    case 'AL-9.2':
      return snapshot.agents.filter(({ id }) => receiver.kind === 'agent' && receiver.agentId === id)
    case 'AL-9.3':
      return snapshot.agents.filter(({ id }) => id === snapshot.ownerId)
    case 'AL-9.6':
      return snapshot.agents.filter(({ isEmergency }) => isEmergency)
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
      const betterOff = within(decision.step, state).filter((agent) => isAble(agent) && isFree(agent, state.snapshot))
      assert.deepEqual(betterOff, [])
    })
  })

  it('AL-9 only somebody whom the deciding step may ask receives, and until step 6 only if able to', () => {
    eachState((state, decision) => {
      if (decision.kind !== 'assign') return
      const receiver = within(decision.step, state).find(({ id }) => id === decision.agentId)
      assert.ok(receiver, 'somebody from elsewhere')
      if (decision.step !== 'AL-9.7') assert.ok(isAble(receiver), 'somebody who cannot receive')
    })
  })

  it('AL-9 nobody waits, and no lot is drawn, while an agent of the wanted group or an emergency agent could receive', () => {
    eachState((state, decision) => {
      if (decision.step !== 'AL-9.7') return
      assert.deepEqual(within('AL-9.6', state).filter(isAble), [])
      if (state.request.receiver.kind === 'agent') return
      assert.deepEqual(within('AL-9.5', state).filter((agent) => isAble(agent) && isFree(agent, state.snapshot)), [])
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
      for (const { step, because, candidates } of decision.reasons) {
        assert.ok(because.endsWith('.'), because)
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
    for (const end of ['assign AL-9.2', 'assign AL-9.3', 'assign AL-9.4', 'assign AL-9.5', 'assign AL-9.6', 'assign AL-9.7', 'queue AL-9.7', 'take-message AL-9.7', 'queue AL-11', 'take-message AL-11']) {
      assert.ok(met.has(end), `never met: ${end}`)
    }
  })
})
