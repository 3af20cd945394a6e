/**
 * What the console's pages on allocation may send (`sdk/protocol/allocation-api.ts`), parsed. The bounds of what a
 * workspace and a group set stand with their settings, which are read by the same schemas when they come from the database.
 */
import * as v from 'valibot'
import { ALLOCATION_BOUNDS, ok } from '@foyer/sdk/protocol'
import type { AgentChange, AllocationChange, GroupChange, GroupDeletion, GroupDraft, GroupId, MemberId, RoutingChange, RoutingCondition, SimulationRequest } from '@foyer/sdk/protocol'
import { SHARING, WHEN_NONE_CAN_RECEIVE, capSchema, hoursSchema, parseAllocationSettings, parseGroupAllocationSettings, skillsSchema } from '../allocation/settings.ts'
import { count, id, isText } from './fields.ts'
import { parser, strict, within } from './parse.ts'
import type { Parse } from './parse.ts'

/** Longer than every limit in display units; a form says more exactly what is too long. */
const LONGEST = 2_000
/** Entries of a list that are read at all; a form refuses fewer. */
const MOST_ENTRIES = 1_000

const line = v.pipe(
  v.string(),
  v.maxLength(LONGEST, 'too_long'),
  v.check(isText),
  v.trim(),
  v.transform((said) => said.replaceAll(/\s+/g, ' ')),
)
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(v.array(item), v.maxLength(MOST_ENTRIES, 'too_long'))
const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const parseGroupEnvelope = parser<Omit<GroupDraft, 'rules'> & { readonly rules: unknown }>()(strict({ name: line, agentIds: list(id<MemberId>()), rules: v.unknown() }))
export const parseGroupDraft: Parse<GroupDraft> = (input) => {
  const envelope = parseGroupEnvelope(input)
  if (!envelope.ok) return envelope
  const rules = parseGroupAllocationSettings(envelope.value.rules)
  return rules.ok ? ok({ ...envelope.value, rules: rules.value }) : within(rules, 'rules')
}

const parseGroupChangeEnvelope = parser<{ readonly revision: number; readonly draft: unknown }>()(strict({ revision: count, draft: v.unknown() }))
export const parseGroupChange: Parse<GroupChange> = (input) => {
  const envelope = parseGroupChangeEnvelope(input)
  if (!envelope.ok) return envelope
  const draft = parseGroupDraft(envelope.value.draft)
  return draft.ok ? ok({ revision: envelope.value.revision, draft: draft.value }) : within(draft, 'draft')
}
export const parseGroupDeletion = parser<GroupDeletion>()(strict({ revision: count, leadTo: v.exactOptional(id<GroupId>()) }))

const parseAllocationEnvelope = parser<{ readonly revision: number; readonly rules: unknown }>()(strict({ revision: count, rules: v.unknown() }))
export const parseAllocationChange: Parse<AllocationChange> = (input) => {
  const envelope = parseAllocationEnvelope(input)
  if (!envelope.ok) return envelope
  const rules = parseAllocationSettings(envelope.value.rules)
  return rules.ok ? ok({ revision: envelope.value.revision, rules: rules.value }) : within(rules, 'rules')
}

export const parseAgentChange = parser<AgentChange>()(
  strict({
    revision: count,
    cap: v.exactOptional(v.nullable(capSchema)),
    isEmergency: v.exactOptional(v.boolean()),
    skills: v.exactOptional(skillsSchema(ALLOCATION_BOUNDS.skills.ofAgent)),
    hours: v.exactOptional(v.nullable(hoursSchema)),
  }),
)

const routingCondition = v.variant('kind', [
  v.strictObject({ kind: v.literal('page'), patterns: list(line) }),
  v.strictObject({ kind: v.literal('source'), values: list(line) }),
  v.strictObject({ kind: v.literal('language'), languages: list(line) }),
  v.strictObject({ kind: v.literal('attribute'), name: line, values: list(line) }),
  v.strictObject({ kind: v.literal('choice'), values: list(line) }),
  v.strictObject({ kind: v.literal('hours'), isWithin: v.boolean() }),
]) satisfies v.GenericSchema<unknown, RoutingCondition>
export const parseRoutingChange = parser<RoutingChange>()(
  strict({
    revision: count,
    rules: list(
      strict({
        name: line,
        isOn: v.boolean(),
        conditions: list(routingCondition),
        groupId: v.exactOptional(id<GroupId>()),
        priority: v.exactOptional(v.number()),
        skills: v.exactOptional(skillsSchema(ALLOCATION_BOUNDS.skills.asked)),
      }),
    ),
  }),
)

/** Agents more or fewer that a simulation may try. */
const MOST_AGENTS_MORE = 20
export const parseSimulationRequest = parser<SimulationRequest>()(
  strict({
    from: time,
    to: time,
    groupId: v.exactOptional(id<GroupId>()),
    change: strict({
      sharing: v.exactOptional(v.picklist(SHARING)),
      cap: v.exactOptional(capSchema),
      whenNoneCanReceive: v.exactOptional(v.picklist(WHEN_NONE_CAN_RECEIVE)),
      agents: v.exactOptional(v.pipe(v.number(), v.integer('out_of_range'), v.minValue(-MOST_AGENTS_MORE, 'out_of_range'), v.maxValue(MOST_AGENTS_MORE, 'out_of_range'))),
    }),
  }),
)
