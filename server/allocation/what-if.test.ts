import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgentRecord, GroupId, GroupRecord, MemberId, SimulationRequest } from '@foyer/sdk/protocol'
import type { PastConversation } from './past.ts'
import { DEFAULT_ALLOCATION_SETTINGS } from './settings.ts'
import { AWAY_MS, compare, pastOf } from './what-if.ts'
import type { WhatIf } from './what-if.ts'

const MINUTE = 60_000
const groupId = 'g' as GroupId
const [ann, ben] = ['ann', 'ben'] as [MemberId, MemberId]
const group: GroupRecord = { id: groupId, name: 'Main', isMain: true, agentIds: [ann, ben], rules: { ownerFirst: false, skills: [] }, revision: 0 }
const agent = (id: MemberId, more: Partial<AgentRecord> = {}): AgentRecord => ({
  id, name: id, isDisabled: false, isOnline: true, isAccepting: true, isPresent: true, current: 0, isEmergency: false, skills: [], revision: 0, ...more,
})
/** Minutes: when the visitor came, when somebody had them, when it ended. */
const talk = (at: number, receivedAt: number | null, endedAt: number | null, agentId: MemberId | null = ann): PastConversation => ({
  at: at * MINUTE, groupId, agentId, receivedAt: receivedAt === null ? null : receivedAt * MINUTE, endedAt: endedAt === null ? null : endedAt * MINUTE,
})
const asked = (change: SimulationRequest['change'], more: Partial<WhatIf> = {}): WhatIf => ({
  request: { from: 0, to: 600 * MINUTE, change },
  settings: { ...DEFAULT_ALLOCATION_SETTINGS, cap: 1, whenNoneCanReceive: 'queue' },
  groups: [group],
  agents: [agent(ann), agent(ben)],
  // Ann alone is there all the time; each takes ten minutes, and two come at once.
  conversations: [talk(0, 0, 10), talk(0, 10, 20), talk(100, 100, 110), talk(100, 110, 120)],
  until: 600 * MINUTE,
  ...more,
})

describe('AL-17 what happened', () => {
  it('AL-17 takes each conversation for as long as somebody had it', () => {
    const { arrivals } = pastOf([talk(0, 2, 12), talk(1, 1, null), talk(3, null, 4, null)], 31 * MINUTE)
    assert.deepEqual(arrivals.map(({ at, handlingMs }) => [at / MINUTE, handlingMs / MINUTE]), [[0, 10], [1, 30], [3, 30]])
  })

  it('AL-17 takes agents to be there from their first conversation to the end of their last, but not over a long gap', () => {
    const gap = AWAY_MS / MINUTE
    const { presence } = pastOf([talk(0, 0, 10), talk(5, 5, 8), talk(10 + gap, 10 + gap, 20 + gap), talk(21 + 2 * gap, 21 + 2 * gap, 30 + 2 * gap), talk(0, null, 3, ben)], 0)
    assert.deepEqual([...presence], [[ann, [[0, (20 + gap) * MINUTE], [(21 + 2 * gap) * MINUTE, (30 + 2 * gap) * MINUTE]]]])
  })
})

describe('AL-17 what if', () => {
  it('AL-17 shows what was, beside itself, where nothing is changed', () => {
    const { before, after } = compare(asked({}))
    assert.deepEqual(after, before)
    assert.partialDeepStrictEqual(before, { arrivals: 4, waited: 0.5, waitP95Ms: 10 * MINUTE, longestQueue: 1 })
    assert.equal('waits' in before, false)
  })

  it('AL-17 lets nobody wait with another cap, whatever caps agents have of their own', () => {
    const { before, after } = compare(asked({ cap: 2 }, { agents: [agent(ann, { cap: 1 })] }))
    assert.deepEqual([before.waited, after.waited], [0.5, 0])
  })

  it('AL-17 lets nobody wait with one agent more, who is there when anybody was', () => {
    const { after } = compare(asked({ agents: 1 }))
    assert.equal(after.waited, 0)
    assert.partialDeepStrictEqual(after.loads.at(-1), { name: '+1', received: 2, most: 1 })
    assert.equal(after.loads.at(-1)?.agentId, undefined)
  })

  it('AL-17 takes away who was there least, and leaves one', () => {
    const { after } = compare(asked({ agents: -20 }))
    assert.deepEqual(after.loads.map(({ agentId, received }) => [agentId, received]), [[ann, 4]])
  })

  it('AL-17 shares out otherwise, also in a group that has a way of its own', () => {
    const big = agent(ann, { cap: 10 })
    const small = agent(ben, { cap: 2 })
    const conversations = [talk(0, 0, 300), talk(0, 0, 300, ben), ...[1, 2, 3].map((at) => talk(at, at, 300))]
    const own: GroupRecord = { ...group, rules: { ...group.rules, sharing: 'idle-rate' } }
    const { before, after } = compare(asked({ sharing: 'number' }, { agents: [big, small], groups: [own], conversations }))
    const received = (figures: typeof before) => figures.loads.map((load) => load.received)
    assert.notDeepEqual(received(after), received(before))
    assert.deepEqual(received(after), [3, 2])
  })
})
