/** What visitors say of themselves in the window lands on their card (CW-12, CW-13, CW-16). */
import { fail, ok } from '@foyer/sdk/protocol'
import type { ContactDetails, FormAnswer, Result, ThreadId, VisitorId, VisitorSelf } from '@foyer/sdk/protocol'
import { db, first, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { columnsOf, detailsOf, isSameDetails } from '../visitors/rules.ts'
import type { Details } from '../visitors/rules.ts'
import { takeVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { armAnswerMail } from './mailing.ts'
import { withAnswers, withContact } from './rules.ts'

const cardById = prepare((p: { id: VisitorId }) =>
  db.selectFrom('visitors').select(['id', 'number', 'name', 'email', 'phone', 'attributes', 'tags', 'identity_id']).where('id', '=', p.id),
)
const unreadInThread = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').select(['id', 'workspace_id', 'thread_id']).where('thread_id', '=', p.threadId).where('visitor_unread', '>', 0),
)

const selfOf = ({ number, name, email, phone }: { readonly number: number } & Pick<Details, 'name' | 'email' | 'phone'>): VisitorSelf => ({
  number,
  ...(name !== null && { name }),
  ...(email !== null && { email }),
  ...(phone !== null && { phone }),
})

/** What the window may know of its visitor. */
export function* readSelf(id: VisitorId): Work<VisitorSelf | undefined> {
  const row = yield* first(cardById, { id })
  return row && selfOf(row)
}

function* keepCard(id: VisitorId, before: Details, after: Details): Work<boolean> {
  if (isSameDetails(before, after)) return false
  yield* run(db.updateTable('visitors').set(columnsOf(after)).where('id', '=', id))
  return true
}

/** Puts answers onto the card of who gave them. The caller holds the thread. `true`: the card has moved. */
export function* landAnswers(id: VisitorId, answers: readonly FormAnswer[]): Work<boolean> {
  const row = answers.length > 0 ? yield* first(cardById, { id }) : undefined
  if (!row) return false
  const card = detailsOf(row)
  return yield* keepCard(id, card, withAnswers(card, answers, row.identity_id !== null))
}

/** Keeps how a visitor can be answered. What they have not read yet goes to the new address (CW-12). `isChanged`: the card has moved. */
export const setDetails = procedure('conversations.set-details', function* (input: {
  visitor: VisitorIdentity
  details: ContactDetails
  now: number
}): Work<Result<{ readonly self: VisitorSelf; readonly isChanged: boolean }>> {
  const visitor = yield* takeVisitor(input.visitor)
  const row = visitor && (yield* first(cardById, { id: visitor.id }))
  if (!row) return fail('unavailable')
  const card = detailsOf(row)
  const said = withContact(card, input.details, row.identity_id !== null)
  if (!said.ok) return said
  const isChanged = yield* keepCard(row.id, card, said.value)
  if (said.value.email !== null && said.value.email !== card.email) {
    for (const conversation of yield* rows(unreadInThread, { threadId: visitor.threadId })) yield* armAnswerMail(conversation, input.now)
  }
  return ok({ self: selfOf({ ...said.value, number: row.number }), isChanged })
})
