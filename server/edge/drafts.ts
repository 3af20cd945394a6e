/**
 * A request may hold good drafts and bad ones. The good ones go through, and each bad one is refused by its own name,
 * so that nothing is lost of what was valid.
 */
import * as v from 'valibot'
import { LIMITS, ok } from '@foyer/sdk/protocol'
import type { DraftResult, Failure, MessageDraft, MessageId, Part, Result, StartContext } from '@foyer/sdk/protocol'
import { componentId, messageId, pageRef, parseMessageId, receiver } from './fields.ts'
import { parser, strict, within } from './parse.ts'
import type { Parse } from './parse.ts'
import { agentPart, answers, note, visitorPart } from './parts.ts'

export const startContext = strict({
  componentId: v.exactOptional(componentId),
  page: v.exactOptional(pageRef),
  receiver: v.exactOptional(receiver),
  answers: v.exactOptional(answers),
  consent: v.exactOptional(note),
}) satisfies v.GenericSchema<unknown, StartContext>

const draftOf = <P extends Part>(part: v.GenericSchema<unknown, P>): Parse<MessageDraft> =>
  parser<MessageDraft>()(
    strict({
      id: messageId,
      parts: v.pipe(v.array(part as v.GenericSchema<unknown, Part>), v.minLength(1, 'invalid_message'), v.maxLength(LIMITS.parts, 'invalid_message')),
      start: v.exactOptional(startContext),
    }),
  )

export const parseVisitorDraft = draftOf(visitorPart)
export const parseAgentDraft = draftOf(agentPart)

export interface SortedDrafts {
  readonly drafts: readonly MessageDraft[]
  readonly refused: readonly ({ readonly id: MessageId } & Failure)[]
  /** The ids of all, in the order sent. */
  readonly order: readonly MessageId[]
}

/** Fails as a whole only if a draft has no readable id: then there is no name to refuse it by. */
export function sortDrafts(inputs: readonly unknown[], parseDraft: Parse<MessageDraft>): Result<SortedDrafts> {
  const drafts: MessageDraft[] = []
  const refused: ({ readonly id: MessageId } & Failure)[] = []
  const order: MessageId[] = []
  for (const [index, input] of inputs.entries()) {
    const parsed = parseDraft(input)
    const id = parsed.ok ? ok(parsed.value.id) : parseMessageId(idOf(input))
    if (!id.ok) return within(id, `drafts.${index}.id`)
    order.push(id.value)
    if (parsed.ok) drafts.push(parsed.value)
    else refused.push({ id: id.value, ...within(parsed, `drafts.${index}`) })
  }
  return ok({ drafts, refused, order })
}

const idOf = (input: unknown): unknown => (typeof input === 'object' && input !== null && Object.hasOwn(input, 'id') && 'id' in input ? input.id : undefined)

/** The answers of the store and the refusals of the parser, in the order in which the drafts were sent. */
export function inOrder({ refused, order }: SortedDrafts, stored: readonly DraftResult[]): readonly DraftResult[] {
  const byId = new Map<MessageId, DraftResult>([...stored.map((result) => [result.id, result] as const), ...refused.map((result) => [result.id, result] as const)])
  return order.flatMap((id) => byId.get(id) ?? [])
}
