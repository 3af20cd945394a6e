import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupId, MemberId } from '@foyer/sdk/protocol'
import { allocate, traceOf } from './rules.ts'
import type { AgentFigures, AllocationRequest, AllocationSnapshot, Decision } from './rules.ts'
import { DEFAULT_ALLOCATION_SETTINGS } from './settings.ts'

const HOUR_MS = 3_600_000
const NOW = 1_000 * HOUR_MS

const group = 'g1' as GroupId
const id = (name: string) => name as MemberId

const agent = (name: string, figures: Partial<AgentFigures> = {}): AgentFigures => ({
  id: id(name),
  isOnline: true,
  isAccepting: true,
  current: 0,
  isEmergency: false,
  lastAllocatedAt: 0,
  ...figures,
})

/** Agents of the group, and the ones beside it in `others`. */
function snapshot(
  agents: readonly AgentFigures[],
  { others = [], settings = {}, ...rest }: Partial<Omit<AllocationSnapshot, 'agents' | 'settings' | 'group'>> & {
    others?: readonly AgentFigures[]
    settings?: Partial<AllocationSnapshot['settings']>
    ownerFirst?: boolean
    sharing?: 'idle-rate' | 'number'
  } = {},
): AllocationSnapshot {
  const { ownerFirst = false, sharing, ...known } = rest
  return {
    settings: { ...DEFAULT_ALLOCATION_SETTINGS, ...settings },
    group: { id: group, ownerFirst, skills: [], agentIds: agents.map((member) => member.id), ...(sharing && { sharing }) },
    agents: [...agents, ...others],
    receptions: [],
    waitingBefore: 0,
    ...known,
  }
}

const toGroup: AllocationRequest = { receiver: { kind: 'group', groupId: group }, at: NOW, seed: 1 }
const toAgent = (name: string): AllocationRequest => ({ ...toGroup, receiver: { kind: 'agent', agentId: id(name) } })

const receiverOf = (decision: Decision): string => (decision.kind === 'assign' ? decision.agentId : decision.kind)
const stepsOf = ({ reasons }: Decision): readonly string[] => reasons.map(({ step }) => step)
const becauseOf = (agents: readonly AgentFigures[]) => allocate(snapshot(agents), toGroup).reasons.at(-1)?.because ?? ''
const seeds = (n: number): readonly number[] => Array.from({ length: n }, (_, seed) => seed)

describe('AL-1, the way of sharing out', () => {
  it('AL-1 by idle rate gives to the highest share of free places, not to the fewest conversations', () => {
    const decision = allocate(snapshot([agent('small', { current: 2, cap: 4 }), agent('large', { current: 3 })]), toGroup)
    assert.equal(receiverOf(decision), 'large')
    assert.equal(decision.step, 'AL-9.5')
  })

  it('AL-1 by number gives to the fewest conversations, not to the highest share of free places', () => {
    const decision = allocate(snapshot([agent('small', { current: 2, cap: 4 }), agent('large', { current: 3 })], { settings: { sharing: 'number' } }), toGroup)
    assert.equal(receiverOf(decision), 'small')
  })

  it('AL-1 a group overrides the way of its workspace', () => {
    const agents = [agent('small', { current: 2, cap: 4 }), agent('large', { current: 3 })]
    assert.equal(receiverOf(allocate(snapshot(agents, { sharing: 'number' }), toGroup)), 'small')
    assert.equal(receiverOf(allocate(snapshot(agents, { sharing: 'idle-rate', settings: { sharing: 'number' } }), toGroup)), 'large')
  })

  it('AL-1 a tie goes to the longest wait since the last allocation', () => {
    const decision = allocate(snapshot([agent('a', { lastAllocatedAt: 50 }), agent('b', { lastAllocatedAt: 40 }), agent('c', { lastAllocatedAt: 60 })]), toGroup)
    assert.equal(receiverOf(decision), 'b')
  })

  it('AL-1 a tie goes to an agent who never had an allocation before one who had', () => {
    assert.equal(receiverOf(allocate(snapshot([agent('a', { lastAllocatedAt: 1 }), agent('b')]), toGroup)), 'b')
  })

  it('AL-1 a tie in the wait as well goes to the lower member id', () => {
    assert.equal(receiverOf(allocate(snapshot([agent('b', { lastAllocatedAt: 5 }), agent('a', { lastAllocatedAt: 5 })]), toGroup)), 'a')
  })

  it('AL-1 equal shares of different caps are a tie, without an error of rounding', () => {
    const agents = [agent('a', { current: 1, cap: 3, lastAllocatedAt: 9 }), agent('b', { current: 163, cap: 489, lastAllocatedAt: 8 })]
    assert.equal(receiverOf(allocate(snapshot(agents), toGroup)), 'b')
  })

  it('AL-1 says in words what decided', () => {
    assert.match(becauseOf([agent('a'), agent('b', { current: 5 })]), /chosen by the highest idle rate, 100 %/)
    assert.match(becauseOf([agent('a', { lastAllocatedAt: 1 }), agent('b', { lastAllocatedAt: 2 })]), /longest wait/)
    assert.match(becauseOf([agent('a'), agent('b')]), /lower member id/)
  })
})

describe('AL-2, the cap', () => {
  it('AL-2 an agent at the cap of the workspace does not receive while another is under it', () => {
    assert.equal(receiverOf(allocate(snapshot([agent('full', { current: 10 }), agent('almost', { current: 9 })]), toGroup)), 'almost')
  })

  it('AL-2 an exception wins over the cap of the workspace, to either side', () => {
    const less = snapshot([agent('a', { current: 1, cap: 1 }), agent('b', { current: 9 })])
    const more = snapshot([agent('a', { current: 10, cap: 20 }), agent('b', { current: 10 })])
    assert.equal(receiverOf(allocate(less, toGroup)), 'b')
    assert.equal(receiverOf(allocate(more, toGroup)), 'a')
  })
})

describe('AL-3, emergency agents', () => {
  const full = agent('full', { current: 10 })

  it('AL-3 an emergency agent receives when nobody of the group can', () => {
    const decision = allocate(snapshot([full], { others: [agent('spare', { isEmergency: true })] }), toGroup)
    assert.equal(receiverOf(decision), 'spare')
    assert.equal(decision.step, 'AL-9.6')
  })

  it('AL-3 an emergency agent does not receive while somebody of the group can', () => {
    const agents = [agent('busy', { current: 9 })]
    assert.equal(receiverOf(allocate(snapshot(agents, { others: [agent('spare', { isEmergency: true })] }), toGroup)), 'busy')
  })

  it('AL-3 an emergency agent may go over the cap', () => {
    const decision = allocate(snapshot([full], { others: [agent('spare', { isEmergency: true, current: 12 })] }), toGroup)
    assert.equal(receiverOf(decision), 'spare')
  })

  it('AL-3 several are shared out the same way', () => {
    const others = [agent('x', { isEmergency: true, current: 2, cap: 4 }), agent('y', { isEmergency: true, current: 3 })]
    assert.equal(receiverOf(allocate(snapshot([full], { others }), toGroup)), 'y')
    assert.equal(receiverOf(allocate(snapshot([full], { others, settings: { sharing: 'number' } }), toGroup)), 'x')
  })

  it('AL-3 one under the cap comes before one over it, also by number', () => {
    const others = [agent('over', { isEmergency: true, current: 1, cap: 1 }), agent('under', { isEmergency: true, current: 5 })]
    assert.equal(receiverOf(allocate(snapshot([full], { others, settings: { sharing: 'number' } }), toGroup)), 'under')
  })

  it('AL-3 an emergency agent who is offline or not accepting does not receive', () => {
    const others = [agent('away', { isEmergency: true, isOnline: false }), agent('pause', { isEmergency: true, isAccepting: false })]
    const decision = allocate(snapshot([full], { others }), toGroup)
    assert.equal(receiverOf(decision), 'full')
    assert.equal(decision.step, 'AL-9.7')
  })

  it('AL-3 an emergency agent of the group at the cap receives by step 6', () => {
    const decision = allocate(snapshot([agent('spare', { isEmergency: true, current: 10 }), full]), toGroup)
    assert.equal(receiverOf(decision), 'spare')
    assert.equal(decision.step, 'AL-9.6')
  })
})

describe('AL-4, nobody can receive', () => {
  it('AL-4 one who is online receives, over the cap if need be, and never one who is offline', () => {
    const agents = [agent('offline', { isOnline: false }), agent('full', { current: 10 })]
    for (const seed of seeds(50)) {
      const decision = allocate(snapshot(agents), { ...toGroup, seed })
      assert.partialDeepStrictEqual(decision, { kind: 'assign', agentId: 'full', sendOfflineGreeting: false, step: 'AL-9.7' })
    }
  })

  it('AL-4 an offline one receives when nobody is online, with the offline greeting', () => {
    const decision = allocate(snapshot([agent('away', { isOnline: false })]), toGroup)
    assert.partialDeepStrictEqual(decision, { kind: 'assign', agentId: 'away', sendOfflineGreeting: true, step: 'AL-9.7' })
  })

  it('AL-4 the choice falls on each of them, and about as often', () => {
    const agents = ['a', 'b', 'c', 'd'].map((name) => agent(name, { isOnline: false }))
    const counts = new Map<string, number>()
    for (const seed of seeds(4_000)) {
      const chosen = receiverOf(allocate(snapshot(agents), { ...toGroup, seed }))
      counts.set(chosen, (counts.get(chosen) ?? 0) + 1)
    }
    assert.deepEqual([...counts.keys()].toSorted(), ['a', 'b', 'c', 'd'])
    for (const [name, times] of counts) assert.ok(times > 850 && times < 1_150, `${name} was chosen ${times} times of 4,000`)
  })

  it('AL-4 the same seed repeats the choice', () => {
    const agents = ['a', 'b', 'c', 'd'].map((name) => agent(name, { isOnline: false }))
    for (const seed of seeds(50)) assert.deepEqual(allocate(snapshot(agents), { ...toGroup, seed }), allocate(snapshot(agents), { ...toGroup, seed }))
  })

  it('AL-15 among those online, one under the cap is not passed over for one over it', () => {
    const agents = [agent('pause', { isAccepting: false }), agent('full', { current: 10 })]
    for (const seed of seeds(50)) assert.equal(receiverOf(allocate(snapshot(agents), { ...toGroup, seed })), 'pause')
  })

  it('AL-4 among equals, one who accepts new visitors is preferred to one who does not', () => {
    const agents = [agent('pause', { isAccepting: false, current: 10 }), agent('full', { current: 10 })]
    for (const seed of seeds(50)) assert.equal(receiverOf(allocate(snapshot(agents), { ...toGroup, seed })), 'full')
  })

  it('AL-4 a workspace that chose the queue lets the visitor wait', () => {
    const decision = allocate(snapshot([agent('full', { current: 10 })], { settings: { whenNoneCanReceive: 'queue' } }), toGroup)
    assert.partialDeepStrictEqual(decision, { kind: 'queue', step: 'AL-9.7' })
  })

  it('AL-4 a workspace that chose messages takes one', () => {
    const decision = allocate(snapshot([agent('away', { isOnline: false })], { settings: { whenNoneCanReceive: 'take-message' } }), toGroup)
    assert.partialDeepStrictEqual(decision, { kind: 'take-message', step: 'AL-9.7' })
  })

  it('AL-15 a group without anybody loses no conversation: it waits', () => {
    assert.partialDeepStrictEqual(allocate(snapshot([]), toGroup), { kind: 'queue', step: 'AL-9.7' })
  })
})

describe('AL-5, able to receive', () => {
  for (const [sentence, switches] of [
    ['offline', { isOnline: false }],
    ['not accepting', { isAccepting: false }],
    ['neither', { isOnline: false, isAccepting: false }],
  ] as const) {
    it(`AL-5 an agent who is ${sentence} is passed over for a busier one who is able`, () => {
      assert.equal(receiverOf(allocate(snapshot([agent('idle', switches), agent('busy', { current: 9 })]), toGroup)), 'busy')
    })
  }
})

describe('AL-9, the rule', () => {
  it('AL-9.1 the trace says that there was no open conversation', () => {
    assert.deepEqual(allocate(snapshot([agent('a')]), toGroup).reasons[0], { step: 'AL-9.1', because: 'The visitor had no open conversation.', candidates: [] })
  })

  it('AL-9.2 one wanted agent receives if able to and under the cap', () => {
    const decision = allocate(snapshot([agent('a')], { others: [agent('wanted', { current: 9 })] }), toAgent('wanted'))
    assert.equal(receiverOf(decision), 'wanted')
    assert.deepEqual(stepsOf(decision), ['AL-9.1', 'AL-9.2'])
  })

  for (const [sentence, figures] of [
    ['offline', { isOnline: false }],
    ['not accepting', { isAccepting: false }],
    ['at the cap', { current: 10 }],
  ] as const) {
    it(`AL-9.2 a wanted agent who is ${sentence} makes way for the emergency agents`, () => {
      const others = [agent('wanted', figures), agent('spare', { isEmergency: true, current: 20 })]
      const decision = allocate(snapshot([agent('free')], { others }), toAgent('wanted'))
      assert.equal(receiverOf(decision), 'spare')
      assert.deepEqual(stepsOf(decision), ['AL-9.1', 'AL-9.2', 'AL-9.6'])
    })
  }

  it('AL-9.2 without emergency agents the lot is drawn over the main group, those under the cap first', () => {
    const members = [agent('free'), agent('full', { current: 10 }), agent('away', { isOnline: false })]
    for (const seed of seeds(50)) {
      const decision = allocate(snapshot(members, { others: [agent('wanted', { isOnline: false })] }), { ...toAgent('wanted'), seed })
      assert.partialDeepStrictEqual(decision, { kind: 'assign', agentId: 'free', sendOfflineGreeting: false, step: 'AL-9.7' })
    }
  })

  it('AL-9.2 an agent who is not there any more makes way too', () => {
    assert.equal(receiverOf(allocate(snapshot([agent('free')]), toAgent('gone'))), 'free')
  })

  it('AL-9.2 does not ask for owner, last receiver or group', () => {
    const known = { ownerId: id('owner'), ownerFirst: true, receptions: [{ agentId: id('free'), at: NOW }] }
    const decision = allocate(snapshot([agent('free')], { ...known, others: [agent('owner'), agent('wanted', { isOnline: false })] }), toAgent('wanted'))
    assert.deepEqual(stepsOf(decision), ['AL-9.1', 'AL-9.2', 'AL-9.6', 'AL-9.7'])
  })

  const owned = { ownerId: id('owner'), ownerFirst: true }

  it('AL-9.3 the owner receives, also from outside the group and before the last receiver', () => {
    const decision = allocate(snapshot([agent('a')], { ...owned, others: [agent('owner', { current: 9 })], receptions: [{ agentId: id('a'), at: NOW }] }), toGroup)
    assert.equal(receiverOf(decision), 'owner')
    assert.equal(decision.step, 'AL-9.3')
  })

  for (const [sentence, figures, known] of [
    ['offline', { isOnline: false }, owned],
    ['not accepting', { isAccepting: false }, owned],
    ['at the cap', { current: 10 }, owned],
    ['not asked for by the group', {}, { ...owned, ownerFirst: false }],
  ] as const) {
    it(`AL-9.3 an owner who is ${sentence} makes way for the group`, () => {
      assert.equal(receiverOf(allocate(snapshot([agent('a')], { ...known, others: [agent('owner', figures)] }), toGroup)), 'a')
    })
  }

  const [a, b, outside] = [agent('a'), agent('b', { current: 9 }), agent('outside')]
  const received = (...receptions: readonly (readonly [name: string, hoursAgo: number])[]) => ({
    others: [outside],
    receptions: receptions.map(([name, hoursAgo]) => ({ agentId: id(name), at: NOW - hoursAgo * HOUR_MS })),
  })

  it('AL-9.4 who received the visitor last receives again, though a colleague has more places', () => {
    const decision = allocate(snapshot([a, b], received(['b', 3])), toGroup)
    assert.equal(receiverOf(decision), 'b')
    assert.equal(decision.step, 'AL-9.4')
  })

  for (const [sentence, expected, receptions, settings] of [
    ['24 hours ago counts', 'b', [['b', 24]], {}],
    ['more than 24 hours ago does not count', 'a', [['b', 24.001]], {}],
    ['the latest of several counts', 'b', [['a', 5], ['b', 2]], {}],
    ['an agent outside the group does not count, and hides nobody', 'b', [['outside', 1], ['b', 2]], {}],
    ['the workspace sets the hours', 'a', [['b', 3]], { memoryHours: 2 }],
    ['0 hours switch it off', 'a', [['b', 0]], { memoryHours: 0 }],
  ] as const) {
    it(`AL-9.4 ${sentence}`, () => {
      assert.equal(receiverOf(allocate(snapshot([a, b], { ...received(...receptions), settings }), toGroup)), expected)
    })
  }

  for (const [sentence, figures] of [
    ['offline', { isOnline: false }],
    ['not accepting', { isAccepting: false }],
    ['at the cap', { current: 10 }],
  ] as const) {
    it(`AL-9.4 a last receiver who is ${sentence} makes way for the group`, () => {
      const decision = allocate(snapshot([agent('a', { current: 9 }), agent('b', figures)], received(['b', 1])), toGroup)
      assert.equal(receiverOf(decision), 'a')
      assert.equal(decision.step, 'AL-9.5')
    })
  }

  it('AL-9.5 does not look beyond the group', () => {
    assert.equal(receiverOf(allocate(snapshot([agent('a', { current: 9 })], { others: [agent('outside')] }), toGroup)), 'a')
  })

  it('AL-9 asks the steps in their order and writes each down', () => {
    const decision = allocate(snapshot([agent('full', { current: 10 })], { others: [agent('spare', { isEmergency: true, isOnline: false })] }), toGroup)
    assert.deepEqual(stepsOf(decision), ['AL-9.1', 'AL-9.3', 'AL-9.4', 'AL-9.5', 'AL-9.6', 'AL-9.7'])
  })
})

describe('AL-11, those who wait already', () => {
  const free = [agent('a')]

  for (const whenNoneCanReceive of ['queue', 'take-message'] as const) {
    it(`AL-11 with “${whenNoneCanReceive}” a free place is not given to a newcomer while others wait`, () => {
      const decision = allocate(snapshot(free, { settings: { whenNoneCanReceive }, waitingBefore: 2 }), toGroup)
      assert.partialDeepStrictEqual(decision, { kind: whenNoneCanReceive, step: 'AL-11' })
      assert.deepEqual(stepsOf(decision).slice(-2), ['AL-9.5', 'AL-11'])
    })
  }

  it('AL-11 a newcomer whom nobody could receive anyway is told that reason', () => {
    const decision = allocate(snapshot([agent('full', { current: 10 })], { settings: { whenNoneCanReceive: 'queue' }, waitingBefore: 2 }), toGroup)
    assert.partialDeepStrictEqual(decision, { kind: 'queue', step: 'AL-9.7' })
  })

  it('AL-4 where anyone receives, nobody is made to wait for others', () => {
    assert.equal(receiverOf(allocate(snapshot(free, { waitingBefore: 2 }), toGroup)), 'a')
  })
})

describe('AL-15, the reasons', () => {
  it('AL-15 name each agent that a step looked at, with the figures that decided', () => {
    const agents = [agent('b', { current: 4, cap: 5 }), agent('a', { current: 3, isAccepting: false })]
    const [reason] = allocate(snapshot(agents), toGroup).reasons.slice(-1)
    assert.deepEqual(reason?.candidates, [
      { id: 'a', isOnline: true, isAccepting: false, current: 3, cap: 10 },
      { id: 'b', isOnline: true, isAccepting: true, current: 4, cap: 5 },
    ])
  })

  it('AL-15 make a trace with the time, the group and the decision', () => {
    const known = snapshot([agent('a')])
    const decision = allocate(known, toGroup)
    assert.deepEqual(traceOf(decision, known, toGroup), { at: NOW, groupId: group, decision: 'assign', agentId: 'a', step: 'AL-9.5', reasons: decision.reasons })
  })

  it('AL-15 a trace of waiting names no agent', () => {
    const known = snapshot([], { settings: { whenNoneCanReceive: 'take-message' } })
    const trace = traceOf(allocate(known, toGroup), known, toGroup)
    assert.equal(trace.decision, 'take-message')
    assert.ok(!('agentId' in trace))
  })
})
