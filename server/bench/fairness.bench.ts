/**
 * How evenly a busy day is shared out (AL-1), for both ways: equal agents should have equal loads, and agents of different
 * caps what the way of sharing says. Simulated with the rule itself (AL-17), the same day for each row.
 */
import type { GroupId, MemberId, Sharing } from '@foyer/sdk/protocol'
import { createRandom } from '../allocation/random.ts'
import { DEFAULT_ALLOCATION_SETTINGS, DEFAULT_GROUP_ALLOCATION_SETTINGS } from '../allocation/settings.ts'
import { simulate } from '../allocation/simulator.ts'
import type { Arrival, SimulatedAgent } from '../allocation/simulator.ts'
import { printTable, ratio, whole } from './table.ts'

const HOUR = 3_600_000
const DAY = 10 * HOUR
const ARRIVALS = 3_000
const HANDLING_MS = 8 * 60_000
const group = 'group' as GroupId

/** More at noon than in the morning and evening; short talks and long ones. */
function busyDay(seed: number): readonly Arrival[] {
  const random = createRandom(seed)
  return Array.from({ length: ARRIVALS }, () => ({
    at: ((random() + random()) / 2) * DAY,
    groupId: group,
    handlingMs: -HANDLING_MS * Math.log(1 - random()),
  }))
}

const day = busyDay(1)

interface Team {
  readonly name: string
  readonly caps: readonly number[]
  /** The first of them come two hours late. */
  readonly late?: number
}
const TEAMS: readonly Team[] = [
  { name: '10 equal agents', caps: Array.from({ length: 10 }, () => 10) },
  { name: '10 equal agents, 3 come late', caps: Array.from({ length: 10 }, () => 10), late: 3 },
  { name: '5 of cap 6, 5 of cap 12', caps: Array.from({ length: 10 }, (_, n) => (n < 5 ? 6 : 12)) },
]

const spread = (values: readonly number[]): string => `${ratio(Math.min(...values))} – ${ratio(Math.max(...values))}`

function row({ name, caps, late = 0 }: Team, sharing: Sharing): readonly string[] {
  const agents = caps.map((cap, n): SimulatedAgent => ({ id: `m${n}` as MemberId, name: `${n}`, cap, isEmergency: false, presence: [[n < late ? 2 * HOUR : 0, DAY]] }))
  const { loads, waited, waitP95Ms } = simulate({
    from: 0,
    to: DAY,
    settings: { ...DEFAULT_ALLOCATION_SETTINGS, sharing, whenNoneCanReceive: 'queue' },
    groups: [{ ...DEFAULT_GROUP_ALLOCATION_SETTINGS, id: group, agentIds: agents.map(({ id }) => id) }],
    agents,
    arrivals: day,
  })
  const received = loads.map((load) => load.received)
  return [
    `${name}, ${sharing}`,
    spread(loads.map(({ mean }) => mean)),
    spread(loads.map(({ mean }, n) => (100 * mean) / caps[n]!)),
    `${whole(Math.min(...received))} – ${whole(Math.max(...received))}`,
    ratio(100 * waited),
    ratio(waitP95Ms / 1_000),
  ]
}

printTable(
  `A day of ${whole(ARRIVALS)} visitors: the least and the most of any agent`,
  ['', 'conversations at once', '% of the cap', 'received in all', '% who wait', 'p95 wait, s'],
  TEAMS.flatMap((team) => (['idle-rate', 'number'] as const).map((sharing) => row(team, sharing))),
)
