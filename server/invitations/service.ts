/**
 * Invitations as pages, windows and desks use them: runs a procedure, and tells after its commit.
 */
import { failTalk, ok } from '@foyer/sdk/protocol'
import type { ConversationId, InvitationAnswer, InvitationOffer, MemberId, NotInvited, PageRef, PresenceToPage, Result, ShownInvitation, VisitState, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Change } from '../conversations/change.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { Bus, PeerMessage } from '../peers/messages.ts'
import type { PresenceHub } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { acceptInvitation } from './begin.ts'
import { checkInviteText } from './rules.ts'
import { answerInvitation, expireInvite, inviteVisitor, mayInvite, offerInvitation, pendingInvite } from './showings.ts'

/** What becomes of an invitation in the live list. */
export type InviteState = Extract<VisitState, { kind: 'invited' | 'declined' | 'unanswered' }>

export interface InvitationPorts {
  readonly store: Store
  readonly hub: Pick<PresenceHub, 'isPresent' | 'pageOf' | 'tellPages'>
  /** The way to other servers. Without one there are none. */
  readonly bus?: Pick<Bus, 'publish'>
  now(): number
  newId(): string
  randomSeed(): number
  /** Tells everybody of a conversation that has begun. */
  tell(change: Change): void
  /** For the live list (IV-1, IV-7). Nothing of one that was accepted: there the conversation says how it stands. */
  setInvite(visitorId: VisitorId, state: InviteState | undefined): void
  /** See `ConversationPorts`. */
  readonly starts?: { mayBegin(connection: string): Promise<boolean>; begun(connection: string): Promise<unknown> }
}

export type InvitationService = ReturnType<typeof createInvitationService>

export function createInvitationService(ports: InvitationPorts) {
  const { store, hub, bus, now } = ports
  const tellPages = ({ visitorId, invitation }: { readonly visitorId: VisitorId; readonly invitation: ShownInvitation }) => hub.tellPages(visitorId, { type: 'invited', invitation })

  return {
    async offer(visitor: VisitorIdentity, invitationId: string): Promise<InvitationOffer> {
      const page = hub.pageOf(visitor.id)
      const offer = await store.run(offerInvitation, { visitor, invitationId, newId: ports.newId(), now: now(), ...(page && { page }) })
      if (offer.isShown) ports.setInvite(visitor.id, { kind: 'invited' })
      return offer
    },

    async answer(visitor: VisitorIdentity, id: string, answer: InvitationAnswer): Promise<Result<null>> {
      const answered = await store.run(answerInvitation, { visitor, id, answer, now: now() })
      if (!answered.ok) return answered
      if (answered.value) ports.setInvite(visitor.id, stateOf(answered.value.state, answered.value.by))
      return ok(null)
    },

    async accept(visitor: VisitorIdentity, { invitation: id, isMobile = false, page }: { readonly invitation: string; readonly isMobile?: boolean; readonly page?: PageRef }, connection: string): Promise<Result<{ readonly conversationId: ConversationId }>> {
      const mayStart = (await ports.starts?.mayBegin(connection)) ?? true
      const newConversationId = ports.newId() as ConversationId
      const accepted = await store.run(acceptInvitation, { visitor, id, isMobile, mayStart, newConversationId, now: now(), seed: ports.randomSeed(), ...(page && { page }) })
      if (!accepted.ok) return accepted
      const { conversationId, change } = accepted.value
      ports.setInvite(visitor.id, undefined)
      if (change) {
        ports.tell(change)
        await ports.starts?.begun(connection)
      }
      return ok({ conversationId })
    },

    /** Invites visitors, each by itself (IV-7, IV-8). Answers who was not invited. */
    async invite({ workspaceId, memberId }: { readonly workspaceId: WorkspaceId; readonly memberId: MemberId }, { visitorIds, text }: { readonly visitorIds: readonly VisitorId[]; readonly text: string }): Promise<Result<readonly NotInvited[]>> {
      const wrong = checkInviteText(text)
      if (wrong) return wrong
      if (!(await store.run(mayInvite, { workspaceId }))) return failTalk('invitations_off')
      const inviteOne = async (visitorId: VisitorId): Promise<readonly NotInvited[]> => {
        const page = hub.pageOf(visitorId)
        const invited = await store.run(inviteVisitor, { workspaceId, by: memberId, visitorId, isPresent: hub.isPresent(visitorId), text, newId: ports.newId(), now: now(), ...(page && { page }) })
        if ('not' in invited) return [invited.not]
        const told = { visitorId, invitation: invited.invitation }
        bus?.publish({ kind: 'invited', ...told })
        tellPages(told)
        ports.setInvite(visitorId, stateOf('invited', memberId))
        return []
      }
      return ok((await Promise.all([...new Set(visitorIds)].map(inviteOne))).flat())
    },

    /** Nobody has answered for a minute (IV-7). */
    async inviteDue(deadline: ClaimedDeadline): Promise<void> {
      const expired = await store.run(expireInvite, { deadline, now: now() })
      if (expired) ports.setInvite(expired.visitorId, stateOf('unanswered', expired.by))
    },

    /** What a page that has just come is told behind its welcome: the invitation that its visitor has not answered. */
    async pendingFor(visitorId: VisitorId): Promise<readonly PresenceToPage[]> {
      const invitation = await store.run(pendingInvite, { visitorId, now: now() })
      return invitation ? [{ type: 'invited', invitation }] : []
    },

    /** What another server has said. */
    hear(message: PeerMessage): void {
      if (message.kind === 'invited') tellPages(message)
    },
  }
}

const stateOf = (kind: 'invited' | 'declined' | 'unanswered', by: MemberId | undefined): InviteState => ({ kind, ...(by !== undefined && { by }) })
