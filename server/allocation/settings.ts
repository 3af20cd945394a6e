import * as v from 'valibot'
import { displayUnits } from '@foyer/sdk/protocol'
import type { AllocationRules, GroupRules, Sharing, WhenNoneCanReceive, WorkingHours } from '@foyer/sdk/protocol'
import { checkHours } from '../company/rules.ts'
import { isText } from '../edge/fields.ts'
import { parser, strict, within } from '../edge/parse.ts'
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

export const CAP = { least: 1, most: 500 } as const
/** Minutes until a conversation is overdue (AL-10). */
export const OVERDUE_MINUTES = { least: 1, most: 60 } as const
/** Display units of the notice that a conversation moves on (AL-6). */
export const NOTICE_UNITS = 200
/** Skills (AL-6): display units of one, how many an agent has, and how many a group or a rule asks for. */
export const SKILLS = { units: 20, ofAgent: 20, asked: 10 } as const

/** A year. A memory without any end would be a different rule. */
const MOST_MEMORY_HOURS = 8_760
/** Longer than every limit in display units: what is read at all. */
const LONGEST = 2_000
/** Entries of a list that are read at all; the check of hours refuses fewer. */
const MOST_ENTRIES = 500

const from = (least: number, most: number) => v.pipe(v.number(), v.minValue(least, 'out_of_range'), v.maxValue(most, 'out_of_range'))
const whole = (least: number, most: number) => v.pipe(from(least, most), v.integer('out_of_range'))
const text = v.pipe(v.string(), v.maxLength(LONGEST, 'too_long'), v.check(isText), v.trim())
const textOf = (units: number) => v.pipe(text, v.check((said) => displayUnits(said) <= units, 'too_long'))

const sharing = v.picklist(SHARING)
export const capSchema = whole(CAP.least, CAP.most)

/** A list of skills, none twice: they are compared without regard to upper and lower case. */
export const skillsSchema = (most: number) =>
  v.pipe(
    v.array(v.pipe(textOf(SKILLS.units), v.nonEmpty('required'))),
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
    memoryHours: v.optional(from(0, MOST_MEMORY_HOURS), 24),
    overdueHolds: v.optional(v.picklist(['first', 'each']), 'first'),
    whenAgentGoes: v.optional(v.picklist(['allocate', 'keep']), 'allocate'),
    graceSeconds: v.optional(whole(10, 600), 60),
    missedOffers: v.optional(whole(0, 20), 3),
    offerSeconds: v.optional(whole(10, 600), 60),
    silenceMinutes: v.optional(whole(2, 1_440), 30),
    warningMinutes: v.optional(whole(0, 1_439), 2),
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
      minutes: v.optional(whole(OVERDUE_MINUTES.least, OVERDUE_MINUTES.most), 5),
      notice: v.optional(textOf(NOTICE_UNITS), ''),
    }),
  ),
  hours: v.exactOptional(hoursSchema),
  skills: v.optional(skillsSchema(SKILLS.asked), []),
})

/** Takes in settings from JSON. What is absent gets its default; what is unknown or out of bounds is refused by name. */
export const parseAllocationSettings: Parse<AllocationSettings> = parser<AllocationSettings>()(allocationSettings)

const parseGroupShape = parser<GroupAllocationSettings>()(groupAllocationSettings)

/** As {@link parseAllocationSettings}, for what a group sets apart. Its hours are checked too (AL-13a). */
export const parseGroupAllocationSettings: Parse<GroupAllocationSettings> = (input) => {
  const parsed = parseGroupShape(input)
  if (!parsed.ok || parsed.value.hours === undefined) return parsed
  const wrong = checkHours(parsed.value.hours)
  return wrong ? within(wrong, 'hours') : parsed
}

export const DEFAULT_ALLOCATION_SETTINGS: AllocationSettings = v.parse(allocationSettings, {})
export const DEFAULT_GROUP_ALLOCATION_SETTINGS: GroupAllocationSettings = v.parse(groupAllocationSettings, {})
