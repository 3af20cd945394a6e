/**
 * The talk of a visitor's window with the server: Socket.IO, namespace {@link VISITOR_NAMESPACE}. The two interfaces
 * are the protocol; server, client and doubles take their types from them.
 *
 * Every request is answered exactly once with a {@link Result}. An answer to `message:send` leaves the server only after
 * the messages are on disk.
 */
import type { Appended, ConversationSlice, MessageDraft, PageRef, StartContext } from './conversation.ts'
import type { ErrorCode, Failure, Result } from './errors.ts'
import type { ConversationId, FileId, MessageId } from './ids.ts'
import type { MenuPlace } from './menu.ts'
import type { VisitorCredentials } from './presence.ts'
import type { SurveyAnswer } from './survey.ts'

export const VISITOR_NAMESPACE = '/visitor'

/** The `auth` payload of the connection. A refusal is a `connect_error` whose `data` is a {@link Failure}. */
export interface VisitorAuth extends VisitorCredentials {
  readonly page?: PageRef
}

/** The last sequence numbers that a client has. `version` is the thread's as last told; where it still stands, nothing is looked for. */
export interface SyncRequest {
  readonly version: number
  readonly conversations: readonly { readonly id: ConversationId; readonly seq: number }[]
}

/**
 * What a client lacks.
 *
 * For a conversation that it named, `next` continues exactly where it stands. For one that it did not name, `whole`
 * brings the present head and the end of its log; everything before that comes by `thread:older`. All are in the order
 * of the thread. While `more` is true the client asks again with its new numbers.
 */
export interface ThreadDelta {
  /** Moves with every event of any conversation of the thread: the sum of their last sequence numbers. */
  readonly version: number
  readonly whole: readonly ConversationSlice[]
  readonly next: readonly Appended[]
  readonly more: boolean
  /**
   * Conversations that the client named with more than there is of them: the database was put back to an earlier state.
   * What the client has of them is void; what there is comes in `whole`.
   */
  readonly putBack?: readonly ConversationId[]
  /** True if the thread has events before those that this client now has. Only told to a client that named nothing. */
  readonly older?: boolean
  /** Whether the agent who holds the open conversation is at the desk now. */
  readonly agentPresent: boolean
  /** How things stand besides the log; with the last page of an answer. */
  readonly standing?: ThreadStanding
}

export interface ThreadStanding {
  /** Whether anybody could take a new conversation now (CW-13). */
  readonly isStaffed: boolean
  /** Present while the open conversation is queued (CW-14). */
  readonly queue?: QueuePlace
  readonly me: VisitorSelf
}

/** Where a queued conversation stands. `place` from 1; `waitMs` is how long it will still take, by what the last ones waited; absent where nobody can say. */
export interface QueuePlace {
  readonly conversationId: ConversationId
  readonly place: number
  readonly waitMs?: number
}

/** What the server knows of the visitor, as far as the window needs it. */
export interface VisitorSelf {
  /** "Visitor 17" (CW-17) */
  readonly number: number
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** What a visitor says of themselves in the window, so that they can be answered (CW-12, CW-13). */
export interface ContactDetails {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** Addresses of a file, good for a day at least; from then on ask again. They carry a signature and no token. */
export interface FileLinks {
  readonly id: FileId
  readonly href: string
  /** Of a picture: at most 640 pixels on its longer side. */
  readonly thumbnail?: string
}

/** Events before a known one, going back over conversations; in the order of the thread. */
export interface OlderRequest {
  readonly before: { readonly conversationId: ConversationId; readonly seq: number }
}
export interface OlderPage {
  readonly slices: readonly ConversationSlice[]
  readonly older: boolean
}

/** Drafts in the order typed. They are stored in that order, in one transaction. */
export interface SendRequest {
  readonly drafts: readonly MessageDraft[]
}

/** Where a message stands in the log. The same for every repeat of the same draft. */
export interface MessageReceipt {
  readonly id: MessageId
  readonly conversationId: ConversationId
  readonly seq: number
}
export type DraftResult = ({ readonly ok: true } & MessageReceipt) | ({ readonly id: MessageId } & Failure)

/** `appended` holds all that this request added to the log (messages, and a start and an assignment if it began one). */
export interface SendReply {
  readonly results: readonly DraftResult[]
  readonly appended: readonly Appended[]
}

/** Sequence numbers up to which this side has received (`delivered`) and shown (`read`) the conversation. */
export interface MarkRequest {
  readonly conversationId: ConversationId
  readonly delivered: number
  readonly read: number
}

export type Reply<T> = (result: Result<T>) => void

export interface VisitorToServer {
  'thread:sync': (request: SyncRequest, reply: Reply<ThreadDelta>) => void
  'thread:older': (request: OlderRequest, reply: Reply<OlderPage>) => void
  'message:send': (request: SendRequest, reply: Reply<SendReply>) => void
  'mark:set': (request: MarkRequest, reply: Reply<null>) => void
  'conversation:end': (request: { readonly conversationId: ConversationId }, reply: Reply<null>) => void
  /** Answers the survey, or the agent's work so far; again until it is no longer valid (SV-3). `survey_closed` */
  'survey:answer': (request: { readonly conversationId: ConversationId } & SurveyAnswer, reply: Reply<null>) => void
  /** Says yes or no to somebody else taking over (AL-14). `transfer_over` */
  'transfer:answer': (request: { readonly conversationId: ConversationId; readonly isAccepted: boolean }, reply: Reply<null>) => void
  /**
   * Accepts an invitation, by the id of its showing: its text is the first message of the conversation that begins, as
   * `isMobile` says that it was read; an open one goes on (IV-10). `invitation_over`
   */
  'conversation:begin': (request: { readonly invitation: string; readonly isMobile?: true; readonly page?: PageRef }, reply: Reply<{ readonly conversationId: ConversationId }>) => void
  /**
   * Chooses an item of the menu (MN-4); the same `id` again is the same choice. `start` counts only if it begins a
   * conversation. `not_found` if the item was taken out meanwhile.
   */
  'menu:choose': (request: { readonly id: string; readonly place: MenuPlace; readonly itemId: string; readonly start?: StartContext }, reply: Reply<null>) => void
  /** Waits no more in the queue: what was written is a message that somebody answers later (CW-14). */
  'conversation:leave-message': (request: { readonly conversationId: ConversationId }, reply: Reply<null>) => void
  /** What is absent stays as it is. `bad_email` `bad_phone` `proof_needed` */
  'details:set': (request: ContactDetails, reply: Reply<VisitorSelf>) => void
  /** Files in messages of the visitor's own thread; what is not there is left out. At most {@link LIMITS.pageEvents}. */
  'files:links': (request: { readonly ids: readonly FileId[] }, reply: Reply<readonly FileLinks[]>) => void
  /**
   * Volatile: no answer, may be lost. Sent again every 3 seconds while typing goes on. `text` is what is written so far,
   * only where the workspace has switched that on and the visitor was told (CW-8).
   */
  'typing:set': (request: { readonly isTyping: boolean; readonly text?: string }) => void
}

/** Those that a window asks for by themselves; see `ThreadClient.ask`. */
export type VisitorAsk = 'survey:answer' | 'conversation:begin' | 'menu:choose' | 'transfer:answer' | 'conversation:leave-message' | 'details:set' | 'files:links'

export interface ServerToVisitor {
  /** A hint with the events in it. A client that has a gap before them asks `thread:sync`. */
  'log:appended': (appended: Appended) => void
  /** Volatile. Holds for 5 seconds unless said again. */
  'typing': (typing: { readonly conversationId: ConversationId; readonly isTyping: boolean; readonly name: string }) => void
  /** The place of the open conversation has changed; without `place` it is queued no more. */
  'queue:moved': (moved: { readonly conversationId: ConversationId; readonly place?: QueuePlace }) => void
  'agent:presence': (presence: { readonly conversationId: ConversationId; readonly agentPresent: boolean }) => void
  /** The server is about to close this connection, for this reason. */
  'refused': (refusal: { readonly code: ErrorCode }) => void
}
