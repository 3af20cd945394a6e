/**
 * Showings of invitations (IV-5 to IV-8): each is a row that says whether it was accepted. What is decided of a visitor is
 * decided while their thread is held, so that tabs, agents and servers do not cross each other.
 */
import { INVITE_HOLDS_MS, failTalk, ok } from '@foyer/sdk/protocol'
import type { InvitationAnswer, InvitationLook, InvitationOffer, MemberId, NotInvited, PageRef, Result, ShownInvitation, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { faceOfAgent } from '../allocation/store.ts'
import { seenByVisitor } from '../conversations/faces.ts'
import { openConversation } from '../conversations/log.ts'
import { isStaffedFor } from '../conversations/standing.ts'
import { armDeadline, cancelDeadline, takeDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, prepare, prepareInsert, procedure, rows, run, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FactKind, InviteRow } from '../store/schema.ts'
import { takeVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { faceFor, filledIn, namesFrom, whatIsKnown } from './content.ts'
import { mayShowAgain, variantFor } from './rules.ts'
import { findInvitation, manualOf, messengerOf } from './store.ts'

/** When it is asked again whether somebody can receive, or whether a conversation has ended. */
const AGAIN_MS = 60_000
/** One that was left alone on the page before is the same one on the next, for as long as a visit. */
const SAME_SHOWING_MS = 30 * 60_000
/** Showings of one invitation to one visitor that are looked at: of each, whether it was refused. */
const SHOWINGS_READ = 200

const insertInvite = prepareInsert('invites', ['id', 'workspace_id', 'visitor_id', 'invitation_id', 'variant_id', 'by_member', 'content', 'state', 'at', 'answered_at'])
const lastInvite = prepare((p: { visitorId: VisitorId }) =>
  db.selectFrom('invites').select(['id', 'invitation_id', 'variant_id', 'state', 'at']).where('visitor_id', '=', p.visitorId).orderBy('at', 'desc').orderBy('id', 'desc').limit(1),
)
const lastManual = prepare((p: { visitorId: VisitorId; since: number }) =>
  db.selectFrom('invites').select(['by_member', 'state', 'at']).where('visitor_id', '=', p.visitorId).where('at', '>', p.since).where('by_member', 'is not', null).orderBy('at', 'desc').orderBy('id', 'desc').limit(1),
)
const showingsOf = prepare((p: { visitorId: VisitorId; invitationId: string }) =>
  db.selectFrom('invites').select(['state', 'at', 'answered_at']).where('visitor_id', '=', p.visitorId).where('invitation_id', '=', p.invitationId).orderBy('at', 'desc').limit(SHOWINGS_READ),
)
const inviteById = prepare((p: { id: string; visitorId: VisitorId }) => db.selectFrom('invites').selectAll().where('id', '=', p.id).where('visitor_id', '=', p.visitorId))
const pendingInvites = prepare((p: { visitorId: VisitorId; since: number }) =>
  db.selectFrom('invites').select('content').where('visitor_id', '=', p.visitorId).where('at', '>', p.since).where('state', '=', 'shown').where('by_member', 'is not', null).orderBy('at', 'desc').limit(1),
)
const invitedVisitor = prepare((p: { id: string; workspaceId: WorkspaceId }) => db.selectFrom('invites').select('visitor_id').where('id', '=', p.id).where('workspace_id', '=', p.workspaceId))
const keepState = prepare((p: { id: string; state: InviteRow['state']; now: number }) => db.updateTable('invites').set({ state: p.state, answered_at: p.now }).where('id', '=', p.id))
const keepContent = prepare((p: { id: string; content: string }) => db.updateTable('invites').set({ content: p.content }).where('id', '=', p.id))
const visitorOfWorkspace = prepare((p: { id: VisitorId; workspaceId: WorkspaceId }) => db.selectFrom('visitors').select(['id', 'thread_id as threadId']).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId))
const memberName = prepare((p: { id: MemberId }) => db.selectFrom('members').select('shown_name as name').where('id', '=', p.id))

/** A showing of this visitor's, however it was answered. */
export const findShowing = (id: string, visitorId: VisitorId) => first(inviteById, { id, visitorId })

/** `about` of the facts of a showing. */
const aboutOf = ({ invitation_id: invitationId, variant_id: variantId }: Pick<InviteRow, 'invitation_id' | 'variant_id'>): string => (invitationId === null ? 'manual' : `${invitationId}/${variantId}`)

/** Counts what became of a showing, once (IV-9). */
export function* showingFact(invite: Omit<InviteRow, 'content'>, kind: Extract<FactKind, `invitation-${string}`>, at: number, more: Pick<Parameters<typeof fact>[0], 'conversationId'> = {}): Work<void> {
  yield* fact({
    id: `${invite.id}:${kind.slice('invitation-'.length)}`,
    workspaceId: invite.workspace_id,
    kind,
    at,
    visitorId: invite.visitor_id,
    ...(invite.by_member !== null && { memberId: invite.by_member }),
    about: aboutOf(invite),
    ...more,
  })
}

/** Notes how a showing was answered. `true`: there was none after it, so that this is how it stands with the visitor. */
export function* settleShowing({ id, visitor_id: visitorId, by_member: by }: Pick<InviteRow, 'id' | 'visitor_id' | 'by_member'>, state: InviteRow['state'], now: number): Work<boolean> {
  yield* run(keepState, { id, state, now })
  if (by !== null) yield* cancelDeadline('invite-unanswered', id)
  return (yield* first(lastInvite, { visitorId }))?.id === id
}

export interface OfferInvitation {
  readonly visitor: VisitorIdentity
  readonly invitationId: string
  /** Where the visitor is, if it is known better than by the database. */
  readonly page?: PageRef
  /** Of the showing, if there will be one. */
  readonly newId: string
  readonly now: number
}

const NOT_HERE: InvitationOffer = { isShown: false }
const later = (againAfterMs: number): InvitationOffer => ({ isShown: false, againAfterMs })

/** A page wants to show an automatic invitation, for its conditions are met (IV-5, IV-6). What is shown is counted, once. */
export const offerInvitation = procedure('invitations.offer', function* (input: OfferInvitation): Work<InvitationOffer> {
  const { invitationId, newId, now } = input
  const visitor = yield* takeVisitor(input.visitor)
  if (!visitor || visitor.isBlocked) return NOT_HERE
  const { id: visitorId, workspaceId, siteId } = visitor
  const draft = yield* findInvitation(invitationId, workspaceId)
  if (!draft?.isOn || draft.siteId !== siteId) return NOT_HERE
  if (yield* openConversation(visitor.threadId)) return later(AGAIN_MS)

  const known = yield* whatIsKnown(visitor, input.page)
  const [earlier, last] = yield* together(rows(showingsOf, { visitorId, invitationId }), first(lastInvite, { visitorId }))
  const again = mayShowAgain(draft.afterRefusal, earlier.map(({ state, at, answered_at: answeredAt }) => ({ state, at, ...(answeredAt !== null && { answeredAt }) })), { now, visitBegan: known.visitBegan })
  if (again !== true) return again === false ? NOT_HERE : later(again.againAfterMs)
  const isLast = last?.state === 'shown' && last.invitation_id === invitationId && now - last.at < SAME_SHOWING_MS
  // Another one is on a page of this visitor: one at a time (IV-6).
  if (!isLast && last?.state === 'shown' && now - last.at < INVITE_HOLDS_MS) return later(last.at + INVITE_HOLDS_MS - now)
  if (draft.onlyStaffed && !(yield* isStaffedFor(visitor, { receiver: draft.receiver }, now))) return later(AGAIN_MS)

  const variant = draft.variants.find(({ id }) => isLast && id === last.variant_id) ?? variantFor(draft.variants, invitationId, visitorId)
  const agent = yield* faceFor(draft.receiver, workspaceId, siteId)
  const messenger = yield* messengerOf(draft.messengerId, siteId, workspaceId)
  const names = namesFrom(known, agent)
  const has = { hasMessenger: messenger?.kind === 'messenger' }
  const isSame = isLast && variant.id === last.variant_id
  const invitation: ShownInvitation = {
    id: isSame ? last.id : newId,
    invitationId,
    desktop: filledIn(variant.desktop, names, has),
    mobile: filledIn(variant.mobile, names, has),
    ...(agent && { agent }),
    ...(has.hasMessenger && messenger && { messenger: messenger.path }),
    ...(draft.phone && { phone: draft.phone }),
  }
  if (isSame) yield* run(keepContent, { id: last.id, content: JSON.stringify(invitation) })
  else yield* keepShowing({ invitation, workspaceId, visitorId, invitationId, variantId: variant.id, now })
  return { isShown: true, invitation }
})

interface KeepShowing {
  readonly invitation: ShownInvitation
  readonly workspaceId: WorkspaceId
  readonly visitorId: VisitorId
  readonly invitationId?: string
  readonly variantId?: string
  readonly by?: MemberId
  readonly now: number
}

function* keepShowing({ invitation, workspaceId, visitorId, invitationId, variantId, by, now }: KeepShowing): Work<void> {
  const row: InviteRow = {
    id: invitation.id,
    workspace_id: workspaceId,
    visitor_id: visitorId,
    invitation_id: invitationId ?? null,
    variant_id: variantId ?? null,
    by_member: by ?? null,
    content: JSON.stringify(invitation),
    state: 'shown',
    at: now,
    answered_at: null,
  }
  yield* run(insertInvite, { ...row })
  yield* showingFact(row, 'invitation-shown', now)
}

/** How a showing was answered, as the live list is told: by which agent it was. `null`: it was answered before, or another one has taken its place. */
export type Answered = { readonly state: 'declined' | 'unanswered'; readonly by?: MemberId } | null

/** The visitor has declined, or it closed by itself (IV-10). Who declines what a minute has closed has declined it all the same. */
export const answerInvitation = procedure('invitations.answer', function* (input: { visitor: VisitorIdentity; id: string; answer: InvitationAnswer; now: number }): Work<Result<Answered>> {
  const { id, answer, now } = input
  const visitor = yield* takeVisitor(input.visitor)
  const invite = visitor && (yield* findShowing(id, visitor.id))
  if (!invite) return failTalk('invitation_over')
  const state = answer === 'declined' ? 'declined' : 'unanswered'
  if (invite.state !== 'shown' && !(invite.state === 'unanswered' && state === 'declined')) return ok(null)
  const isLast = yield* settleShowing(invite, state, now)
  if (state === 'declined') yield* showingFact(invite, 'invitation-declined', now)
  return ok(isLast ? { state, ...(invite.by_member !== null && { by: invite.by_member }) } : null)
})

export interface InviteVisitor {
  readonly workspaceId: WorkspaceId
  readonly by: MemberId
  readonly visitorId: VisitorId
  /** Is on a page now, and on which. */
  readonly isPresent: boolean
  readonly page?: PageRef
  /** Checked. */
  readonly text: string
  readonly newId: string
  readonly now: number
}

/** An agent invites a visitor who is there (IV-7). Of two the first wins (IV-8). */
export const inviteVisitor = procedure('invitations.invite', function* (input: InviteVisitor): Work<{ readonly invitation: ShownInvitation } | { readonly not: NotInvited }> {
  const { workspaceId, by, visitorId, isPresent, text, newId, now } = input
  const not = (code: NotInvited['code'], who?: string) => ({ not: { visitorId, code, ...(who !== undefined && { by: who }) } })
  const known = yield* first(visitorOfWorkspace, { id: visitorId, workspaceId })
  const visitor = known && (yield* takeVisitor(known))
  if (!visitor) return not('visitor_left')
  if (visitor.isBlocked) return not('visitor_blocked')
  const open = yield* openConversation(visitor.threadId)
  if (open) return not('conversation_open', open.head.state.status === 'held' ? open.head.state.agent.name : undefined)
  const last = yield* first(lastManual, { visitorId, since: now - INVITE_HOLDS_MS })
  if (last?.state === 'shown') return not('already_invited', (yield* first(memberName, { id: last.by_member! }))?.name)
  if (!isPresent) return not('visitor_left')

  const { siteId } = visitor
  const agent = seenByVisitor(yield* faceOfAgent(by, { workspaceId, siteId, componentId: undefined }))
  const { desktop, mobile } = yield* manualOf(workspaceId)
  const names = namesFrom(yield* whatIsKnown(visitor, input.page), agent)
  const look = (of: InvitationLook) => filledIn({ ...of, text }, names, { hasMessenger: false })
  const invitation: ShownInvitation = { id: newId, desktop: look(desktop), mobile: look(mobile), agent }
  yield* keepShowing({ invitation, workspaceId, visitorId, by, now })
  yield* armDeadline({ kind: 'invite-unanswered', subject: newId, workspaceId, dueAt: now + INVITE_HOLDS_MS })
  return { invitation }
})

/** Whether agents may invite at all (IV-7). */
export const mayInvite = procedure('invitations.may-invite', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<boolean> {
  return (yield* manualOf(workspaceId)).isOn
})

/** An agent's invitation that was on a page for a minute: nobody has answered. */
export const expireInvite = procedure('invitations.expire', function* (input: { deadline: ClaimedDeadline; now: number }): Work<{ readonly visitorId: VisitorId; readonly by: MemberId } | null> {
  const { deadline, now } = input
  const { subject: id, workspaceId } = deadline
  const invited = yield* first(invitedVisitor, { id, workspaceId })
  const known = invited && (yield* first(visitorOfWorkspace, { id: invited.visitor_id, workspaceId }))
  if (known) yield* takeVisitor(known)
  if (!(yield* takeDeadline(deadline)) || !invited) return null
  const invite = yield* findShowing(id, invited.visitor_id)
  if (invite?.state !== 'shown' || invite.by_member === null) return null
  return (yield* settleShowing(invite, 'unanswered', now)) ? { visitorId: invite.visitor_id, by: invite.by_member } : null
})

/** The invitation of an agent that a visitor has not answered yet: their next page shows it too, whichever server it is at (IV-7). */
export const pendingInvite = procedure('invitations.pending', function* ({ visitorId, now }: { visitorId: VisitorId; now: number }): Work<ShownInvitation | null> {
  const pending = yield* first(pendingInvites, { visitorId, since: now - INVITE_HOLDS_MS })
  return pending ? (JSON.parse(pending.content) as ShownInvitation) : null
})

