/**
 * A request may hold good drafts and bad ones. The good ones go through, and each bad one is refused by its own name,
 * so that nothing is lost of what was valid.
 */
import type { DraftResult, Failure, MessageDraft, MessageId, Result } from '@foyer/sdk/protocol'
import { ok } from '@foyer/sdk/protocol'
import { parseDraft, parseMessageId } from './fields.ts'
import { within } from './parse.ts'

export interface SortedDrafts {
  readonly drafts: readonly MessageDraft[]
  readonly refused: readonly ({ readonly id: MessageId } & Failure)[]
  /** The ids of all, in the order sent. */
  readonly order: readonly MessageId[]
}

/** Fails as a whole only if a draft has no readable id: then there is no name to refuse it by. */
export function sortDrafts(inputs: readonly unknown[]): Result<SortedDrafts> {
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
