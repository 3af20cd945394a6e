/**
 * Who is asked to take a conversation over and has not declined (AL-14). They see it as long as the question is open; when
 * it closes, however it does, nobody is asked any more: {@link closeAsked} runs with the entry that closes it.
 */
import type { ConversationId, MemberId } from '@foyer/sdk/protocol'
import { db, first, prepare, prepareInsert, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const insertAsked = prepareInsert('transfer_asked', ['conversation_id', 'member_id'])
const askedOf = prepare((p: { id: ConversationId }) => db.selectFrom('transfer_asked').select('member_id').where('conversation_id', '=', p.id).orderBy('member_id'))
const askedOne = prepare((p: { id: ConversationId; memberId: MemberId }) =>
  db.selectFrom('transfer_asked').select('member_id').where('conversation_id', '=', p.id).where('member_id', '=', p.memberId),
)
const deleteOne = prepare((p: { id: ConversationId; memberId: MemberId }) => db.deleteFrom('transfer_asked').where('conversation_id', '=', p.id).where('member_id', '=', p.memberId))
const deleteAll = prepare((p: { id: ConversationId }) => db.deleteFrom('transfer_asked').where('conversation_id', '=', p.id).returning('member_id'))

/** The conversations that a member is asked to take over. */
export const askedOfMember = (memberId: MemberId) => db.selectFrom('transfer_asked').select('conversation_id').where('member_id', '=', memberId)

export function* askMembers(id: ConversationId, members: readonly MemberId[]): Work<void> {
  for (const member of members) yield* run(insertAsked, { conversation_id: id, member_id: member })
}

export function* readAsked(id: ConversationId): Work<readonly MemberId[]> {
  return (yield* rows(askedOf, { id })).map(({ member_id }) => member_id)
}

export function* isAsked(id: ConversationId, memberId: MemberId): Work<boolean> {
  return (yield* first(askedOne, { id, memberId })) !== undefined
}

/** One of those who are asked has declined; says whether anybody is asked still. */
export function* declineAsked(id: ConversationId, memberId: MemberId): Work<boolean> {
  yield* run(deleteOne, { id, memberId })
  return (yield* readAsked(id)).length > 0
}

/** Nobody is asked any more; says who was. */
export function* closeAsked(id: ConversationId): Work<readonly MemberId[]> {
  return (yield* rows(deleteAll, { id })).map(({ member_id }) => member_id)
}
