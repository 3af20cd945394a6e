import * as v from 'valibot'
import { parser, strict } from '../edge/parse.ts'
import type { Parse } from '../edge/parse.ts'

/** How conversations are shared out among those who can receive (AL-1). */
export const SHARING = ['idle-rate', 'number'] as const
export type Sharing = (typeof SHARING)[number]

/** What happens when nobody can receive and no emergency agent either (AL-4). */
export const WHEN_NONE_CAN_RECEIVE = ['anyone', 'queue', 'take-message'] as const
export type WhenNoneCanReceive = (typeof WHEN_NONE_CAN_RECEIVE)[number]

/**
 * What a workspace sets about allocation. What belongs to one agent (an exception from the cap, being an emergency
 * agent) stands with the agent, what belongs to one group with the group.
 */
export interface AllocationSettings {
  /** `idle-rate`: the highest share of free places. `number`: the fewest current conversations. Default `'idle-rate'`. */
  readonly sharing: Sharing
  /** How many conversations an agent holds at once, unless the agent has an exception. 1 to 500, default 10 (AL-2). */
  readonly cap: number
  /** `anyone`: a random agent, over the cap if need be. Default `'anyone'`. */
  readonly whenNoneCanReceive: WhenNoneCanReceive
  /** Hours in which a visitor who comes back goes to who received them last. 0: off. Default 24 (AL-9, step 4). */
  readonly memoryHours: number
}

/** What a group sets apart from its workspace. */
export interface GroupAllocationSettings {
  /** Absent: as the workspace says. */
  readonly sharing?: Sharing
  /** A visitor whose customer has an owner goes to that owner. Default `false` (AL-6). */
  readonly ownerFirst: boolean
}

export const CAP = { least: 1, most: 500 } as const

/** A year. A memory without any end would be a different rule. */
const MOST_MEMORY_HOURS = 8_760

const sharing = v.picklist(SHARING)
export const capSchema = v.pipe(v.number(), v.integer(), v.minValue(CAP.least), v.maxValue(CAP.most))

const allocationSettings = strict({
  sharing: v.optional(sharing, 'idle-rate'),
  cap: v.optional(capSchema, 10),
  whenNoneCanReceive: v.optional(v.picklist(WHEN_NONE_CAN_RECEIVE), 'anyone'),
  memoryHours: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_MEMORY_HOURS)), 24),
})

const groupAllocationSettings = strict({
  sharing: v.exactOptional(sharing),
  ownerFirst: v.optional(v.boolean(), false),
})

/** Takes in settings from JSON. What is absent gets its default; what is unknown or out of bounds is refused by name. */
export const parseAllocationSettings: Parse<AllocationSettings> = parser<AllocationSettings>()(allocationSettings)

/** As {@link parseAllocationSettings}, for what a group sets apart. */
export const parseGroupAllocationSettings: Parse<GroupAllocationSettings> = parser<GroupAllocationSettings>()(groupAllocationSettings)

export const DEFAULT_ALLOCATION_SETTINGS: AllocationSettings = v.parse(allocationSettings, {})
export const DEFAULT_GROUP_ALLOCATION_SETTINGS: GroupAllocationSettings = v.parse(groupAllocationSettings, {})
