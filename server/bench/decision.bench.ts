/** How long a decision takes among 10,000 agents in 200 groups, beside reading as many numbers in the same run. */
import type { GroupId, MemberId } from '@foyer/sdk/protocol'
import { createRandom } from '../allocation/random.ts'
import { allocate } from '../allocation/rules.ts'
import type { AgentFigures, AllocationSnapshot } from '../allocation/rules.ts'
import { DEFAULT_ALLOCATION_SETTINGS, DEFAULT_GROUP_ALLOCATION_SETTINGS } from '../allocation/settings.ts'
import { median, printTable, ratio } from './table.ts'

const AGENTS = 10_000
const GROUPS = 200
const ROUNDS = 2_000
const AT = 1_000_000_000

const random = createRandom(1)
const below = (n: number): number => Math.floor(random() * n)
const memberId = (n: number) => `member-${String(n).padStart(5, '0')}` as MemberId

const agents = Array.from(
  { length: AGENTS },
  (_, n): AgentFigures => ({ id: memberId(n), isOnline: below(10) > 0, isAccepting: below(10) > 0, current: below(11), isEmergency: n % 1_000 === 0, lastAllocatedAt: below(AT), skills: below(2) === 0 ? ['Deutsch'] : [] }),
)
const figures = Float64Array.from(agents, ({ current }) => current)

/** Fifty agents each; `all` is one of 500, the largest that there can be. */
const groups = Array.from({ length: GROUPS }, (_, g) => agents.filter((_agent, n) => n % GROUPS === g).map(({ id }) => id))
const largest = agents.slice(0, 500).map(({ id }) => id)
const byId = new Map(agents.map((agent) => [agent.id, agent]))

const snapshotOf = (agentIds: readonly MemberId[], asked: readonly AgentFigures[], skills: readonly string[] = []): AllocationSnapshot => ({
  settings: DEFAULT_ALLOCATION_SETTINGS,
  group: { ...DEFAULT_GROUP_ALLOCATION_SETTINGS, id: 'group' as GroupId, agentIds, skills },
  agents: asked,
  receptions: [],
  waitingBefore: 0,
})
/** As the store takes it: those of the group, and the emergency agents. */
const emergency = agents.filter(({ isEmergency }) => isEmergency)
const asStored = (agentIds: readonly MemberId[]): readonly AgentFigures[] => [...new Set([...agentIds.map((id) => byId.get(id)!), ...emergency])]

/** Milliseconds of one, the middle of all rounds. */
function time(run: (round: number) => unknown): number {
  for (let round = 0; round < ROUNDS / 4; round++) run(round)
  return median(
    Array.from({ length: ROUNDS }, (_, round) => {
      const began = performance.now()
      run(round)
      return performance.now() - began
    }),
  )
}

/** Kept, so that the reading is not left out. */
let sum = 0
const floor = time(() => {
  for (const figure of figures) sum += figure
})
const decide = (snapshots: readonly AllocationSnapshot[]) => (round: number) =>
  allocate(snapshots[round % snapshots.length]!, { receiver: { kind: 'group', groupId: 'group' as GroupId }, at: AT, seed: round })

const cases: readonly (readonly [string, number])[] = [
  ['reading 10,000 numbers', floor],
  ['a decision in a group of 50, told of all 10,000', time(decide(groups.map((agentIds) => snapshotOf(agentIds, agents))))],
  ['a decision in a group of 50, told of whom it may ask', time(decide(groups.map((agentIds) => snapshotOf(agentIds, asStored(agentIds)))))],
  ['… who must have a skill', time(decide(groups.map((agentIds) => snapshotOf(agentIds, asStored(agentIds), ['Deutsch']))))],
  ['a decision in a group of 500, told of whom it may ask', time(decide([snapshotOf(largest, asStored(largest))]))],
]
printTable('Decisions', ['of the rule', 'µs', '× floor'], cases.map(([name, took]) => [name, ratio(took * 1_000), ratio(took / floor)]))
if (sum === 0) throw new Error('Nothing was read')
