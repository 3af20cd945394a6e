/** Accepting an invitation (IV-10): its text is the first message of the conversation that begins. `allocation/RULES.md` says who receives. */
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { AcceptedInvitation, ConversationId, MessageId, PageRef, Result, ShownInvitation, StartContext } from '@foyer/sdk/protocol'
import { assign, faceOfAgent, findAgent, keepTrace } from '../allocation/store.ts'
import type { AllocationSnapshot } from '../allocation/rules.ts'
import { changeOf } from '../conversations/change.ts'
import type { Change } from '../conversations/change.ts'
import { append, openConversation } from '../conversations/log.ts'
import type { Entry } from '../conversations/log.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import { allocationOf, begin, openingOf } from '../conversations/store.ts'
import type { Beginning, Begun } from '../conversations/store.ts'
import { mainGroupId } from '../groups/store.ts'
import { settleBot } from '../replies/reception.ts'
import { db, first, lock, prepare, procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { InviteRow } from '../store/schema.ts'
import { takeVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { findShowing, settleShowing, showingFact } from './showings.ts'
import { findInvitation } from './store.ts'

/** So long an invitation can be accepted: on a page that was left open over night too. */
const ACCEPTED_WITHIN_MS = 24 * 60 * 60_000

const conversationOfFact = prepare((p: { id: string }) => db.selectFrom('facts').select('conversation_id').where('id', '=', p.id))

export interface AcceptInvitation extends Beginning {
  /** The showing. */
  readonly id: string
  /** It was read as on a phone. */
  readonly isMobile: boolean
  readonly page?: PageRef
  /** `false`: a conversation that it would begin has to wait. */
  readonly mayStart: boolean
}

export interface Accepted {
  readonly conversationId: ConversationId
  /** Absent: one goes on, or it was accepted before. */
  readonly change?: Change
}

/**
 * A visitor accepts. An open conversation goes on; else one begins, with the invitation's text as its first message. The
 * same showing again, from another tab perhaps, leads to the conversation that it began.
 */
export const acceptInvitation = procedure('invitations.accept', function* (input: AcceptInvitation): Work<Result<Accepted>> {
  const { id, now } = input
  const visitor: VisitorIdentity | undefined = yield* takeVisitor(input.visitor)
  if (!visitor) return fail('unavailable')
  if (visitor.isBlocked) return fail('visitor_blocked')
  const invite = yield* findShowing(id, visitor.id)
  // Declined in another tab is declined in this one (IV-10).
  if (!invite || invite.state === 'declined' || now - invite.at > ACCEPTED_WITHIN_MS) return failTalk('invitation_over')
  if (invite.state === 'accepted') {
    const before = (yield* first(conversationOfFact, { id: `${id}:accepted` }))?.conversation_id
    return before ? ok({ conversationId: before }) : failTalk('invitation_over')
  }
  const open = yield* openConversation(visitor.threadId)
  if (!open && !input.mayStart) return fail('rate_limited')
  const begun = open ? undefined : yield* beginBy(invite, { ...input, visitor })
  const conversationId = open?.id ?? input.newConversationId
  yield* settleShowing(invite, 'accepted', now)
  yield* showingFact(invite, 'invitation-accepted', now, { conversationId })
  return ok({ conversationId, ...(begun && { change: begun }) })
})

function* beginBy(invite: InviteRow, input: AcceptInvitation): Work<Change> {
  const { visitor: { workspaceId, siteId }, now, page, isMobile } = input
  const inviter = invite.by_member === null ? undefined : yield* findAgent(invite.by_member, workspaceId)
  // The inviting agent receives whoever accepts, over the cap if need be: it is their own doing (IV-7, AL-15). One who has gone cannot.
  const holder = inviter?.isOnline ? inviter.id : undefined
  const draft = invite.invitation_id === null ? undefined : yield* findInvitation(invite.invitation_id, workspaceId)
  // Who was invited has not come by itself (GR-3): somebody is to receive them.
  const receiver = draft?.receiver ?? { kind: 'group' as const, groupId: yield* mainGroupId(workspaceId) }
  const start: StartContext = { ...(page && { page }), receiver }
  const begun = yield* begin(input, { start, led: start }, [])
  const { conversation: before } = begun
  const [started, ...opening] = yield* openingOf(begun, start)
  const accepted: AcceptedInvitation = invite.by_member === null ? { id: invite.invitation_id ?? '', variantId: invite.variant_id ?? '' } : { by: invite.by_member }
  const beginning: Entry = started?.happening.type === 'started' ? { happening: { ...started.happening, invitation: accepted } } : started!

  const face = invite.by_member === null ? undefined : yield* faceOfAgent(invite.by_member, { workspaceId, siteId, componentId: undefined })
  const content = JSON.parse(invite.content) as ShownInvitation
  const { text } = isMobile ? content.mobile : content.desktop
  const said: Entry = {
    happening: { type: 'message', id: messageIdOf(`${invite.id}:text`, now) as MessageId, from: face ? { kind: 'agent', ...face } : { kind: 'machine' }, parts: [{ type: 'text', text }], automatic: 'invitation' },
  }
  const { entries, botId, snapshot } = holder === undefined ? yield* receive(begun, input, start) : { entries: [yield* bind(begun, holder, now)], botId: undefined, snapshot: undefined }
  const added = yield* append(before, [beginning, ...opening, said, ...entries], now, snapshot)
  if (botId !== undefined) yield* settleBot({ conversation: added.conversation, entries, botId, isAsked: false }, now)
  return changeOf(before, added)
}

interface Received {
  readonly entries: readonly Entry[]
  readonly botId?: string
  readonly snapshot?: AllocationSnapshot
}

/** By the rule. The bot of a group comes first, and has nothing to answer before the visitor writes. Nobody greets: the invitation has. */
function* receive({ conversation, route, botOf }: Begun, input: AcceptInvitation, start: StartContext): Work<Received> {
  const botId = route.receiver.kind === 'agent' ? undefined : botOf(conversation.group_id)?.id
  if (botId !== undefined) return { entries: [], botId }
  const { happening, snapshot } = yield* allocationOf(conversation, input, start, route)
  return { entries: [{ happening }], snapshot }
}

/** To the agent who invited, without asking anybody. */
function* bind({ conversation }: Begun, agentId: NonNullable<InviteRow['by_member']>, now: number): Work<Entry> {
  const { id: conversationId, workspace_id: workspaceId, site_id: siteId, group_id: groupId, head: { seq } } = conversation
  yield* lock(`workspace:${workspaceId}`)
  const finding = { kind: 'approached' } as const
  yield* keepTrace({ conversationId, workspaceId, seq, now }, { at: now, groupId, decision: 'assign', agentId, step: 'IV-7', reasons: [{ step: 'IV-7', finding, candidates: [] }] })
  return { happening: yield* assign(agentId, { conversationId, workspaceId, siteId, groupId, seq, now }) }
}
