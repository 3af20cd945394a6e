/** What server processes on one database tell each other. All of it is hints: what is lost, a client that asks again finds. */
import type { LiveVisitor, PageRef, ShownInvitation, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { RateRuleName } from '../edge/rate-limits.ts'
import type { ChangedSite } from '../sites/versions.ts'
import type { TalkMoved } from '../visits/stays.ts'
import type { Invite } from '../visits/store.ts'

/** A visitor on the pages of another server. */
export interface VisitorElsewhere {
  readonly id: VisitorId
  readonly workspaceId: WorkspaceId
  readonly page?: PageRef
}

export type PeerMessage =
  /** For the sockets in these rooms, wherever they are. */
  | {
      readonly kind: 'push'
      readonly namespace: string
      readonly packet: { readonly type: number; readonly data: unknown }
      readonly rooms: readonly string[]
      readonly except: readonly string[]
      /** May be dropped where a reader is slow. */
      readonly isVolatile: boolean
    }
  /** The sockets in these rooms are let go. */
  | { readonly kind: 'disconnect'; readonly namespace: string; readonly rooms: readonly string[]; readonly except: readonly string[] }
  /** Settings that pages fetch have changed (RC-15). */
  | { readonly kind: 'sites-changed'; readonly changed: readonly ChangedSite[] }
  /** They are on the sender's pages, at these addresses. */
  | { readonly kind: 'present'; readonly visitors: readonly VisitorElsewhere[] }
  /** They have left the sender's pages. */
  | { readonly kind: 'absent'; readonly visitorId: VisitorId }
  /** The sender knows nobody yet: whoever hears it says who is on their pages. */
  | { readonly kind: 'who-is-there' }
  | { readonly kind: 'unread'; readonly visitorId: VisitorId; readonly unread: number }
  /** A page without a socket said good-bye to the sender; it may have polled others. */
  | { readonly kind: 'left'; readonly visitorId: VisitorId }
  /** Desks at the sender watch who is on the sites (IV-1): all who are here, and from then on what changes. */
  | { readonly kind: 'visitors-watched'; readonly workspaceId: WorkspaceId; readonly how: 'began' | 'goes-on' | 'ended' }
  /** They are on the sender's pages, as desks show them; those are not any more. */
  | { readonly kind: 'visitors'; readonly workspaceId: WorkspaceId; readonly visitors: readonly LiveVisitor[]; readonly gone: readonly VisitorId[] }
  /** What the list shows of them besides, for whoever has them on their pages. */
  | { readonly kind: 'visitor-talk'; readonly workspaceId: WorkspaceId; readonly threadId: ThreadId; readonly talk: TalkMoved }
  | { readonly kind: 'visitor-invite'; readonly visitorId: VisitorId; readonly invite?: Invite }
  | { readonly kind: 'visitor-card'; readonly visitorId: VisitorId }
  /** There is no such visitor any more (CW-15, CW-27). */
  | { readonly kind: 'visitor-erased'; readonly visitorId: VisitorId }
  /** Every line of this visitor is let go: there are none any more, or they were blocked (IV-4). */
  | { readonly kind: 'forget'; readonly visitorId: VisitorId }
  /** An agent invites a visitor (IV-7): their pages are told, wherever they are. */
  | { readonly kind: 'invited'; readonly visitorId: VisitorId; readonly invitation: ShownInvitation }
  /** Counts for a limit that all servers share. */
  | { readonly kind: 'spent'; readonly rule: RateRuleName; readonly key: string; readonly points: number }
  /** Says nothing, and shows that the line holds. */
  | { readonly kind: 'beat' }
  /** The sender could not say what it had to say: all clients must ask again. */
  | { readonly kind: 'lost' }

/** The way from one server to all others on the same database. */
export interface Bus {
  /** Never waits, and never fails. */
  publish(message: PeerMessage): void
  /** One listener. `gap`: others may have said something that was not heard. */
  listen(listener: (message: PeerMessage, from: string) => void, gap: () => void): void
  close(): Promise<void>
}
