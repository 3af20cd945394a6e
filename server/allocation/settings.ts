import * as v from 'valibot'
import { ALLOCATION_BOUNDS as BOUNDS, displayUnits } from '@foyer/sdk/protocol'
import type { AllocationRules, GroupRules, Sharing, WhenNoneCanReceive, WorkingHours } from '@foyer/sdk/protocol'
import { checkHours } from '../company/rules.ts'
import { isText } from '../edge/fields.ts'
import { parser, strict, within as atField } from '../edge/parse.ts'
import type { Parse } from '../edge/parse.ts'

export type { Sharing, WhenNoneCanReceive }

export const SHARING = ['idle-rate', 'number'] as const satisfies readonly Sharing[]
export const WHEN_NONE_CAN_RECEIVE = ['anyone', 'queue', 'take-message'] as const satisfies readonly WhenNoneCanReceive[]

/**
 * What a workspace sets about allocation. What belongs to one agent (an exception from the cap, being an emergency
 * agent) stands with the agent, what belongs to one group with the group.
 */
export type AllocationSettings = AllocationRules

/** What a group sets apart from its workspace (AL-6). */
export type GroupAllocationSettings = GroupRules

/** Longer than every limit in display units: what is read at all. */
const LONGEST = 2_000
/** Entries of a list that are read at all; the check of hours refuses fewer. */
const MOST_ENTRIES = 500

interface Bounds {
  readonly least: number
  readonly most: number
}
const within = ({ least, most }: Bounds) => v.pipe(v.number(), v.minValue(least, 'out_of_range'), v.maxValue(most, 'out_of_range'))
const whole = (bounds: Bounds) => v.pipe(within(bounds), v.integer('out_of_range'))
const text = v.pipe(v.string(), v.maxLength(LONGEST, 'too_long'), v.check(isText), v.trim())
const textOf = (units: number) => v.pipe(text, v.check((said) => displayUnits(said) <= units, 'too_long'))

const sharing = v.picklist(SHARING)
export const capSchema = whole(BOUNDS.cap)

/** A list of skills, none twice: they are compared without regard to upper and lower case. */
export const skillsSchema = (most: number) =>
  v.pipe(
    v.array(v.pipe(textOf(BOUNDS.skills.units), v.nonEmpty('required'))),
    v.maxLength(most, 'too_long'),
    v.check((skills) => new Set(skills.map((skill) => skill.toLowerCase())).size === skills.length, 'name_taken'),
  )

const spans = v.pipe(v.array(v.strictTuple([v.pipe(v.number(), v.safeInteger()), v.pipe(v.number(), v.safeInteger())])), v.maxLength(MOST_ENTRIES, 'too_long'))
/** Hours as they are written; what is wrong in them, `checkHours` says. */
export const hoursSchema = strict({
  timeZone: text,
  week: v.pipe(v.array(spans), v.maxLength(MOST_ENTRIES, 'too_long')),
  holidays: v.pipe(v.array(text), v.maxLength(MOST_ENTRIES, 'too_long')),
  days: v.exactOptional(v.pipe(v.record(text, spans), v.check((days) => Object.keys(days).length <= MOST_ENTRIES, 'too_long'))),
}) satisfies v.GenericSchema<unknown, WorkingHours>

const allocationSettings = v.pipe(
  strict({
    sharing: v.optional(sharing, 'idle-rate'),
    cap: v.optional(capSchema, 10),
    whenNoneCanReceive: v.optional(v.picklist(WHEN_NONE_CAN_RECEIVE), 'anyone'),
    memoryHours: v.optional(within(BOUNDS.memoryHours), 24),
    overdueHolds: v.optional(v.picklist(['first', 'each']), 'first'),
    whenAgentGoes: v.optional(v.picklist(['allocate', 'keep']), 'allocate'),
    graceSeconds: v.optional(whole(BOUNDS.graceSeconds), 60),
    missedOffers: v.optional(whole(BOUNDS.missedOffers), 3),
    offerSeconds: v.optional(whole(BOUNDS.offerSeconds), 60),
    silenceMinutes: v.optional(whole(BOUNDS.silenceMinutes), 30),
    warningMinutes: v.optional(whole(BOUNDS.warningMinutes), 2),
    handover: v.optional(v.picklist(['visitor', 'colleague', 'at-once']), 'visitor'),
    greetsArrivals: v.optional(v.boolean(), true),
  }),
  v.forward(
    v.check(({ silenceMinutes, warningMinutes }) => warningMinutes < silenceMinutes, 'out_of_range'),
    ['warningMinutes'],
  ),
)

const groupAllocationSettings = strict({
  sharing: v.exactOptional(sharing),
  ownerFirst: v.optional(v.boolean(), false),
  overdue: v.exactOptional(
    strict({
      minutes: v.optional(whole(BOUNDS.overdueMinutes), 5),
      notice: v.optional(textOf(BOUNDS.noticeUnits), ''),
    }),
  ),
  hours: v.exactOptional(hoursSchema),
  skills: v.optional(skillsSchema(BOUNDS.skills.asked), []),
})

/** Takes in settings from JSON. What is absent gets its default; what is unknown or out of bounds is refused by name. */
export const parseAllocationSettings: Parse<AllocationSettings> = parser<AllocationSettings>()(allocationSettings)

const parseGroupShape = parser<GroupAllocationSettings>()(groupAllocationSettings)

/** As {@link parseAllocationSettings}, for what a group sets apart. Its hours are checked too (AL-13a). */
export const parseGroupAllocationSettings: Parse<GroupAllocationSettings> = (input) => {
  const parsed = parseGroupShape(input)
  if (!parsed.ok || parsed.value.hours === undefined) return parsed
  const wrong = checkHours(parsed.value.hours)
  return wrong ? atField(wrong, 'hours') : parsed
}

export const DEFAULT_ALLOCATION_SETTINGS: AllocationSettings = v.parse(allocationSettings, {})
export const DEFAULT_GROUP_ALLOCATION_SETTINGS: GroupAllocationSettings = v.parse(groupAllocationSettings, {})
