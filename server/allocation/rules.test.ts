import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, GroupId, GroupRules, MemberId, WorkingHours } from '@foyer/sdk/protocol'
import { ableAgents, allocate, byTurn, overdueMove, traceOf, whenAgentGoes, whyNot } from './rules.ts'
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
    group?: Partial<GroupRules>
    ownerFirst?: boolean
    sharing?: 'idle-rate' | 'number'
  } = {},
): AllocationSnapshot {
  const { ownerFirst = false, sharing, group: rules = {}, ...known } = rest
  return {
    settings: { ...DEFAULT_ALLOCATION_SETTINGS, ...settings },
    group: { id: group, ownerFirst, skills: [], agentIds: agents.map((member) => member.id), ...(sharing && { sharing }), ...rules },
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
const findingOf = (agents: readonly AgentFigures[]) => allocate(snapshot(agents), toGroup).reasons.at(-1)?.finding
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

  it('AL-1 says what decided: the figure, the time, the id', () => {
    const best = { kind: 'best', of: 'group', able: 2, sharing: 'idle-rate', figure: 100 }
    assert.deepEqual(findingOf([agent('a'), agent('b', { current: 5 })]), { ...best, level: 1, longest: 1 })
    assert.deepEqual(findingOf([agent('a', { lastAllocatedAt: 1 }), agent('b', { lastAllocatedAt: 2 })]), { ...best, level: 2, longest: 1 })
    assert.deepEqual(findingOf([agent('a'), agent('b')]), { ...best, level: 2, longest: 2 })
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
    assert.deepEqual(allocate(snapshot([agent('a')]), toGroup).reasons[0], { step: 'AL-9.1', finding: { kind: 'no-open-conversation' }, candidates: [] })
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

/** Every day alike. `NOW`, hour 1,000 since 1970, is 16 o’clock in UTC. */
const hours = (from: number, to: number, timeZone = 'UTC'): WorkingHours => ({ timeZone, week: Array.from({ length: 7 }, () => [[from * 60, to * 60]] as const), holidays: [] })
const open = hours(9, 17)
const closed = hours(9, 16)

describe('AL-6, skills', () => {
  const german = { group: { skills: ['Deutsch'] } }
  const skilled = agent('skilled', { skills: ['deutsch', 'visas'], current: 9 })

  it('AL-6 an agent without the skills that the group asks for is passed over', () => {
    assert.equal(receiverOf(allocate(snapshot([agent('a'), skilled], german), toGroup)), 'skilled')
  })

  it('AL-19 the skills of a rule are asked for besides', () => {
    const decision = allocate(snapshot([skilled, agent('both', { skills: ['Deutsch', 'Boats'], current: 9, cap: 10 })], { ...german, skills: ['boats'] }), toGroup)
    assert.equal(receiverOf(decision), 'both')
  })

  for (const [step, sentence, agents, known] of [
    ['AL-9.3', 'an owner', [], { ownerId: id('a'), ownerFirst: true, others: [agent('a')] }],
    ['AL-9.4', 'a last receiver', [agent('a')], { receptions: [{ agentId: id('a'), at: NOW }] }],
  ] as const) {
    it(`${step} ${sentence} without the skills does not receive`, () => {
      const decision = allocate(snapshot([skilled, ...agents], { ...german, ...known }), toGroup)
      assert.equal(receiverOf(decision), 'skilled')
      assert.partialDeepStrictEqual(decision.reasons.find((reason) => reason.step === step)?.finding, { kind: 'one-lacks', missing: ['Deutsch'] })
    })
  }

  it('AL-9.6 an emergency agent without the skills does not receive', () => {
    const others = [agent('spare', { isEmergency: true })]
    const decision = allocate(snapshot([], { ...german, others, settings: { whenNoneCanReceive: 'queue' } }), toGroup)
    assert.equal(receiverOf(decision), 'queue')
    assert.deepEqual(decision.reasons.at(-2)?.finding, { kind: 'none-able', of: 'emergency', agents: 1, online: 1, accepting: 1, within: 1, skilled: 0 })
  })

  it('AL-9.2 one wanted agent receives whatever can be done', () => {
    assert.equal(receiverOf(allocate(snapshot([], { ...german, others: [agent('wanted')], skills: ['Boats'] }), toAgent('wanted'))), 'wanted')
  })

  it('AL-4 the lot prefers those with the skills', () => {
    const agents = [agent('a', { isOnline: false }), agent('b', { isOnline: false, skills: ['Deutsch'] })]
    for (const seed of seeds(50)) assert.equal(receiverOf(allocate(snapshot(agents, german), { ...toGroup, seed })), 'b')
  })

  it('AL-4 without anybody who has them it is drawn all the same', () => {
    assert.partialDeepStrictEqual(allocate(snapshot([agent('a')], german), toGroup), { kind: 'assign', agentId: 'a', step: 'AL-9.7' })
  })

  it('AL-15 the reasons name what is missing', () => {
    const { reasons } = allocate(snapshot([agent('a')], { ...german, settings: { whenNoneCanReceive: 'queue' } }), toGroup)
    const [step5] = reasons.filter(({ step }) => step === 'AL-9.5')
    assert.deepEqual(step5?.finding, { kind: 'none-able', of: 'group', agents: 1, online: 1, accepting: 1, within: 1, skilled: 0 })
    assert.deepEqual(step5.candidates, [{ id: 'a', isOnline: true, isAccepting: true, current: 0, cap: 10, missing: ['Deutsch'] }])
  })
})

describe('AL-13a, working hours', () => {
  const queue = { settings: { whenNoneCanReceive: 'queue' } } as const

  for (const [sentence, expected, agents, known] of [
    ['hold for nobody if nobody has set any', 'a', [agent('a')], {}],
    ['of the group let its agents receive', 'a', [agent('a')], { group: { hours: open } }],
    ['of the group keep its agents from receiving', 'queue', [agent('a')], { group: { hours: closed } }],
    ['of the workspace hold for a group that has none', 'queue', [agent('a')], { hours: closed }],
    ['of the group win over those of the workspace', 'a', [agent('a')], { hours: closed, group: { hours: open } }],
    ['of the agent win over those of the group', 'late', [agent('a'), agent('late', { hours: open, current: 9 })], { group: { hours: closed } }],
    ['of the agent keep that agent alone from receiving', 'b', [agent('a', { hours: closed }), agent('b', { current: 9 })], {}],
    ['are local', 'a', [agent('a', { hours: hours(0, 1, 'Asia/Shanghai') })], {}],
  ] as const) {
    it(`AL-13a ${sentence}`, () => assert.equal(receiverOf(allocate(snapshot(agents, { ...queue, ...known }), toGroup)), expected))
  }

  it('AL-3 an emergency agent is bound by own hours alone', () => {
    const known = { ...queue, group: { hours: closed }, hours: closed }
    assert.equal(receiverOf(allocate(snapshot([agent('a')], { ...known, others: [agent('spare', { isEmergency: true })] }), toGroup)), 'spare')
    assert.equal(receiverOf(allocate(snapshot([agent('a')], { ...known, others: [agent('spare', { isEmergency: true, hours: closed })] }), toGroup)), 'queue')
  })

  it('AL-9.2 one wanted agent is bound by own hours, else by the workspace’s, and not by the main group’s', () => {
    const wanted = [agent('wanted')]
    assert.equal(receiverOf(allocate(snapshot([], { ...queue, group: { hours: closed }, others: wanted }), toAgent('wanted'))), 'wanted')
    assert.equal(receiverOf(allocate(snapshot([], { ...queue, hours: closed, others: wanted }), toAgent('wanted'))), 'queue')
  })

  it('AL-4 the lot prefers those within their hours', () => {
    for (const seed of seeds(50)) assert.equal(receiverOf(allocate(snapshot([agent('a', { hours: closed, isAccepting: false }), agent('b', { isAccepting: false })]), { ...toGroup, seed })), 'b')
  })

  it('AL-15 the reasons say so', () => {
    const { reasons } = allocate(snapshot([agent('a')], { ...queue, hours: closed, ownerId: id('a'), ownerFirst: true }), toGroup)
    assert.deepEqual(reasons[1]?.finding, { kind: 'one-unable', who: 'owner', is: 'outside-hours' })
    assert.equal(reasons.at(-1)?.candidates[0]?.isWithinHours, false)
  })
})

describe('GR-3, who comes by itself', () => {
  const waits = { settings: { greetsArrivals: false }, comesByItself: true }

  it('GR-3 waits, whoever could receive, if the workspace says so', () => {
    const decision = allocate(snapshot([agent('a')], { ...waits, receptions: [{ agentId: id('a'), at: NOW }] }), toGroup)
    assert.partialDeepStrictEqual(decision, { kind: 'queue', step: 'GR-3' })
  })

  it('GR-3 is allocated at once by default', () => assert.equal(receiverOf(allocate(snapshot([agent('a')], { comesByItself: true }), toGroup)), 'a'))
  it('GR-3 holds for nobody who comes by a component', () => assert.equal(receiverOf(allocate(snapshot([agent('a')], { settings: waits.settings }), toGroup)), 'a'))
})

describe('AL-14, a group to hand over to', () => {
  it('AL-14 offers those of it who can receive and are under the cap, the best first', () => {
    const agents = [agent('full', { current: 10 }), agent('busy', { current: 5 }), agent('away', { isOnline: false }), agent('free'), agent('left')]
    assert.deepEqual(ableAgents({ ...snapshot(agents), excluded: [id('left')] }, toGroup), ['free', 'busy'])
  })
})

describe('AL-11, whose turn it is', () => {
  const waiting = (name: string, rest: Partial<Parameters<typeof byTurn>[0]> = {}) => ({ id: name, hasLeftMessage: false, priority: 5, startedAt: 100, ...rest })

  it('AL-11 is by priority, then by time, then by id; messages that were left come last', () => {
    const inOrder = [waiting('urgent', { priority: 9, startedAt: 300 }), waiting('first', { startedAt: 50 }), waiting('a'), waiting('b'), waiting('idle', { priority: 1, startedAt: 1 }), waiting('note', { hasLeftMessage: true, priority: 9, startedAt: 0 })]
    assert.deepEqual(inOrder.toReversed().toSorted(byTurn), inOrder)
  })
})

describe('AL-10, overdue', () => {
  const group = { overdue: { minutes: 5, notice: '' } }
  const held = { holderId: id('a'), isAnswered: false, movedFrom: [] }
  const both = [agent('a'), agent('b', { current: 9 })]

  it('AL-10 moves the conversation to another agent of the group by step 5, and says why', () => {
    const agents = [...both, agent('c', { current: 3 })]
    const move = overdueMove(snapshot(agents, { group }), toGroup, held)
    assert.partialDeepStrictEqual(move, { kind: 'move', agentId: 'c', decision: { kind: 'assign', step: 'AL-9.5' } })
    assert.ok(move.kind === 'move')
    assert.deepEqual(stepsOf(move.decision), ['AL-10', 'AL-9.5'])
    assert.deepEqual(move.decision.reasons[0]?.finding, { kind: 'overdue', minutes: 5 })
  })

  it('AL-10 moves what one agent was wanted for within the group that it counts to', () => {
    assert.partialDeepStrictEqual(overdueMove(snapshot(both, { group }), toAgent('a'), held), { kind: 'move', agentId: 'b' })
  })

  for (const [sentence, why, agents, known, overdue] of [
    ['when the owner holds it', 'owner-holds', both, { ownerId: id('a') }, held],
    ['when its agent is alone in the group', 'alone', [agent('a')], { others: [agent('spare', { isEmergency: true })] }, held],
    ['back to whom it left', 'moved-from-all', both, {}, { ...held, movedFrom: [id('b')] }],
    ['to somebody at the cap', 'nobody-else', [agent('a'), agent('b', { current: 10 })], {}, held],
    ['to somebody who cannot receive', 'nobody-else', [agent('a'), agent('b', { isAccepting: false })], {}, held],
    ['to an emergency agent from elsewhere', 'nobody-else', [agent('a'), agent('b', { isOnline: false })], { others: [agent('spare', { isEmergency: true })] }, held],
  ] as const) {
    it(`AL-10 does not move ${sentence}`, () => {
      const stays = overdueMove(snapshot(agents, { group, ...known }), toGroup, overdue)
      assert.partialDeepStrictEqual(stays, { kind: 'stay', why })
      assert.ok(stays.kind === 'stay')
      assert.deepEqual(stays.reasons.map(({ finding }) => finding.kind), why === 'nobody-else' ? ['stays', 'none-able'] : ['stays'])
    })
  }

  it('AL-10 does not move where the group does not say so, nor after an answer', () => {
    assert.deepEqual(overdueMove(snapshot(both, { group: {} }), toGroup, held), { kind: 'over' })
    assert.deepEqual(overdueMove(snapshot(both, { group }), toGroup, { ...held, isAnswered: true }), { kind: 'over' })
  })

  it('AL-10 moves after an answer too where each answer counts', () => {
    assert.partialDeepStrictEqual(overdueMove(snapshot(both, { group, settings: { overdueHolds: 'each' } }), toGroup, { ...held, isAnswered: true }), { kind: 'move', agentId: 'b' })
  })
})

describe('AL-12, an agent goes away', () => {
  const gone = { holderId: id('a'), isDisabled: false, awaitsHolder: false }
  const agents = [agent('a', { isOnline: false }), agent('b', { current: 9 })]

  it('AL-12 the conversation is allocated by the rule, without that agent', () => {
    const went = whenAgentGoes(snapshot(agents, { receptions: [{ agentId: id('a'), at: NOW }] }), toGroup, gone)
    assert.ok(went.kind === 'allocate')
    assert.equal(receiverOf(went.decision), 'b')
    assert.deepEqual(stepsOf(went.decision), ['AL-12', 'AL-9.1', 'AL-9.3', 'AL-9.4', 'AL-9.5'])
  })

  for (const [sentence, request, known] of [
    ['wanted', toAgent('a'), {}],
    ['the owner', toGroup, { ownerId: id('a'), ownerFirst: true }],
    ['an emergency agent', toGroup, { others: [agent('a', { isEmergency: true })] }],
  ] as const) {
    it(`AL-12 not even if that agent is ${sentence}, and seems to be there`, () => {
      const went = whenAgentGoes(snapshot([agent('b', { current: 10 })], { ...known, others: [agent('a', { isEmergency: sentence === 'an emergency agent' })] }), request, gone)
      assert.ok(went.kind === 'allocate')
      assert.equal(receiverOf(went.decision), 'b')
    })
  }

  it('AL-12 it waits where nobody else is left, and is not lost', () => {
    const went = whenAgentGoes(snapshot([agent('a', { isOnline: false })]), toGroup, gone)
    assert.ok(went.kind === 'allocate')
    assert.equal(receiverOf(went.decision), 'queue')
  })

  for (const [sentence, expected, known, abandoned] of [
    ['stays if the workspace says so', 'keep', { settings: { whenAgentGoes: 'keep' } }, gone],
    ['that AL-4 gave to an agent who was offline stays until that agent has been online', 'keep', {}, { ...gone, awaitsHolder: true }],
    ['does not stay with a disabled account, whatever the workspace says', 'allocate', { settings: { whenAgentGoes: 'keep' } }, { ...gone, isDisabled: true }],
    ['does not stay with a disabled account that was offline', 'allocate', {}, { ...gone, isDisabled: true, awaitsHolder: true }],
  ] as const) {
    it(`AL-12 a conversation ${sentence}`, () => assert.equal(whenAgentGoes(snapshot(agents, known), toGroup, abandoned).kind, expected))
  }
})

describe('AL-17, why nobody received it', () => {
  const conversation = 'c1' as ConversationId
  const queue = { settings: { whenNoneCanReceive: 'queue' } } as const
  const remedies = (known: ReturnType<typeof snapshot>, request = toGroup) => whyNot(conversation, known, request).remedies

  for (const [sentence, expected, agents, known] of [
    ['an agent comes online', [{ kind: 'agent-online', agentId: 'a' }], [agent('a', { isOnline: false })], {}],
    ['an agent accepts', [{ kind: 'agent-accepts', agentId: 'a' }], [agent('a', { isAccepting: false })], {}],
    ['a cap is raised, or somebody there becomes an emergency agent', [{ kind: 'cap', agentId: 'a', current: 10 }, { kind: 'emergency-agent' }], [agent('a', { current: 10 })], {}],
    ['an agent has what is asked for', [{ kind: 'skill', agentId: 'a', missing: ['Deutsch'] }], [agent('a', { skills: ['visas'] })], { group: { skills: ['Deutsch'] } }],
    ['the hours begin', [{ kind: 'hours', opensAt: NOW + 17 * HOUR_MS }], [agent('a', { isEmergency: true, hours: closed }), agent('b', { isEmergency: true, hours: closed })], {}],
    ['somebody comes into the group', [{ kind: 'group-empty' }], [], {}],
    ['an emergency agent comes', [{ kind: 'agent-online', agentId: 'a' }], [agent('a', { isEmergency: true, isOnline: false, current: 20 })], {}],
  ] as const) {
    it(`AL-17 says that it would be received if ${sentence}`, () => assert.deepEqual(remedies(snapshot(agents, { ...queue, ...known })), expected))
  }

  it('AL-17 the nearest remedies are told, and no others', () => {
    const agents = [agent('a', { isOnline: false, isAccepting: false }), agent('b', { isOnline: false })]
    assert.deepEqual(remedies(snapshot(agents, queue)), [{ kind: 'agent-online', agentId: 'b' }])
  })

  it('AL-17 where no one thing would do, all that the nearest agent needs is told', () => {
    assert.deepEqual(remedies(snapshot([agent('a', { isOnline: false, isAccepting: false })], queue)), [{ kind: 'agent-online', agentId: 'a' }, { kind: 'agent-accepts', agentId: 'a' }])
  })

  it('AL-17 a wanted agent is asked, and not the main group', () => {
    const known = snapshot([agent('a', { isOnline: false })], { ...queue, others: [agent('wanted', { isAccepting: false })] })
    assert.deepEqual(remedies(known, toAgent('wanted')), [{ kind: 'agent-accepts', agentId: 'wanted' }])
  })

  it('AL-17 who only waits for others before is told so, and needs nothing', () => {
    const why = whyNot(conversation, snapshot([agent('a')], { ...queue, waitingBefore: 2 }), toGroup)
    assert.equal(why.reasons.at(-1)?.step, 'AL-11')
    assert.deepEqual(why.remedies, [])
  })

  it('GR-3 nothing but somebody who takes it helps who came by itself', () => {
    const why = whyNot(conversation, snapshot([agent('a', { isOnline: false })], { settings: { greetsArrivals: false, whenNoneCanReceive: 'queue' }, comesByItself: true }), toGroup)
    assert.equal(why.reasons.at(-1)?.step, 'GR-3')
    assert.deepEqual(why.remedies, [])
  })

  it('AL-17 tells at most twenty, of however many', () => {
    const agents = Array.from({ length: 500 }, (_, index) => agent(`m${index}`, { isOnline: false }))
    assert.equal(remedies(snapshot(agents, queue)).length, 20)
  })
})
