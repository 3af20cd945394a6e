/**
 * The talk of the desk with the server: Socket.IO, namespace {@link DESK_NAMESPACE}, signed in by the session cookie of
 * the console. Same rules as the visitor's: each request is answered once, pushes are hints, the log is the truth.
 *
 * Agents see the conversations that they hold or held; owner and administrators see all of the workspace.
 */
import type { WhyNot } from './allocation-api.ts'
import type { Appended, ConversationHead, ConversationSlice, MessageDraft, PageRef } from './conversation.ts'
import type { ErrorCode } from './errors.ts'
import type { ConversationId, FileId, GroupId, MemberId, MessageId, VisitorId, WorkspaceId } from './ids.ts'
import type { Receiver } from './receiver.ts'
import type { SurveyRules } from './survey.ts'
import type { AllocationTrace } from './trace.ts'
import type { FileLinks, MarkRequest, Reply, SendReply } from './visitor-events.ts'
import type { LiveDelta, LivePage } from './visits.ts'

export const DESK_NAMESPACE = '/desk'

/** The `auth` payload of the connection; who it is says the session cookie. */
export interface DeskAuth {
  readonly protocol: number
}

export const ROLES = ['owner', 'administrator', 'agent'] as const
export type Role = (typeof ROLES)[number]

/** An agent as colleagues see them (AL-5). */
export interface AgentState {
  readonly id: MemberId
  readonly name: string
  readonly avatar?: string
  readonly role: Role
  /** The switch "online". */
  readonly isOnline: boolean
  /** The switch "accepting new visitors". Not accepting keeps current conversations. */
  readonly isAccepting: boolean
  /** A desk is connected, or was less than the grace time ago. Able to receive: all three. */
  readonly isPresent: boolean
  /** Stands in no group and is no emergency agent: visitors come only by what leads to this agent alone. Default `false`. */
  readonly isUngrouped?: true
  /** Conversations held now, and the most that are given by the rule (AL-2). */
  readonly current: number
  readonly cap: number
}

/** Who a visitor is, as the desk knows it. */
export interface VisitorCard {
  readonly id: VisitorId
  /** Names an anonymous visitor: "Visitor 17" (CW-17). */
  readonly number: number
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly attributes?: Readonly<Record<string, string>>
  /** The id by which the site's own server knows them (CW-27). Only with a proof; else they only say to be. */
  readonly userId?: string
  /** What of name, mail address and phone number the proof itself says. The rest of a proven visitor is still only said. */
  readonly proven?: readonly (keyof ProvenDetails)[]
  /** Put on by the site's pages (CW-22) … */
  readonly tags?: readonly string[]
  /** … and what these have told last, newest first. */
  readonly tracked?: readonly TrackedEvent[]
  readonly language?: string
  readonly siteName: string
  /** The page the visitor is on now, or was on last. */
  readonly page?: PageRef
  /** Where the visit came from: an address, or absent for a direct visit. */
  readonly referrer?: string
  readonly isPresent: boolean
  readonly firstSeenAt: number
}

/** What a proof of identity may say of its user besides who it is. */
export interface ProvenDetails {
  readonly name?: string
  readonly email?: string
  readonly phone?: string
}

/** Something that a page has told of its visitor by `track`. */
export interface TrackedEvent {
  readonly at: number
  readonly name: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** A row of the conversation list. */
export interface InboxEntry {
  readonly head: ConversationHead
  readonly visitor: VisitorCard
  readonly groupName: string
  /** Until then its visitor can be answered, also after the end (CW-12); present on the last conversation of a thread. */
  readonly reachableUntil?: number
  /** Who is asked to take it over and has not declined (AL-14); they see it as long as the question is open. */
  readonly asked?: readonly MemberId[]
}

/** To whom a conversation could be handed over (AL-14), besides single agents, whose states every desk knows. */
export interface HandoverChoices {
  /** Who agrees before it moves. */
  readonly asks: 'visitor' | 'colleague' | 'nobody'
  readonly groups: readonly { readonly id: GroupId; readonly name: string; readonly agentIds: readonly MemberId[] }[]
}

/** Everything the list needs, whole. Asked for on every (re)connect, so that a laptop that slept shows what a fresh load shows. */
export interface DeskSnapshot {
  /** `asksForRating`: by itself at the end, or when an agent does (SV-1). Absent: visitors are not asked. */
  readonly workspace: { readonly id: WorkspaceId; readonly name: string; readonly asksForRating?: SurveyRules['asks'] }
  readonly me: MemberId
  readonly agents: readonly AgentState[]
  /** Open conversations that this member may see, and the {@link ENDED_SHOWN} that ended last. */
  readonly entries: readonly InboxEntry[]
}
export const ENDED_SHOWN = 50

/** `seq`: the last one the desk has of this conversation; 0 asks for the end of the log. */
export interface ConversationSyncRequest {
  readonly conversationId: ConversationId
  readonly seq: number
}
/** `next` if it continues where the desk stands, else `whole` with the end of the log. Ask again while `more`. */
export interface ConversationDelta {
  readonly whole?: ConversationSlice
  readonly next?: Appended
  readonly more: boolean
  /** The desk had more than there is: the database was put back, and `whole` stands instead of what it has. */
  readonly isPutBack?: true
}
/** Events of the same thread before a known one; going back over earlier conversations of this visitor. */
export interface DeskOlderRequest {
  readonly conversationId: ConversationId
  readonly seq: number
}

export interface DeskToServer {
  /** Tells from now on who is on the sites (IV-1): first page of the list. Ends with `visitors:unwatch`, or the connection. */
  'visitors:watch': (request: Record<string, never>, reply: Reply<LivePage>) => void
  'visitors:more': (request: { readonly after: VisitorId }, reply: Reply<LivePage>) => void
  'visitors:unwatch': (request: Record<string, never>, reply: Reply<null>) => void
  /** Invites visitors who are there (IV-7). `text` at most 100 units. Who was not invited, and why. `invitations_off` */
  'visitors:invite': (request: { readonly visitorIds: readonly VisitorId[]; readonly text: string }, reply: Reply<readonly NotInvited[]>) => void
  /** Begins a conversation with a visitor, which one holds (IV-7). `conversation_open` if somebody else has one with them. */
  'conversation:begin': (request: { readonly visitorId: VisitorId; readonly drafts: readonly MessageDraft[] }, reply: Reply<{ readonly conversationId: ConversationId }>) => void
  'desk:sync': (request: Record<string, never>, reply: Reply<DeskSnapshot>) => void
  'inbox:entry': (request: { readonly conversationId: ConversationId }, reply: Reply<InboxEntry>) => void
  'conversation:sync': (request: ConversationSyncRequest, reply: Reply<ConversationDelta>) => void
  'conversation:older': (request: DeskOlderRequest, reply: Reply<{ readonly slices: readonly ConversationSlice[]; readonly older: boolean }>) => void
  'conversation:end': (request: { readonly conversationId: ConversationId }, reply: Reply<null>) => void
  'conversation:trace': (request: { readonly conversationId: ConversationId }, reply: Reply<readonly AllocationTrace[]>) => void
  /** Why it waits, and what would change that; of one that does not wait, nothing (AL-17). */
  'conversation:why-not': (request: { readonly conversationId: ConversationId }, reply: Reply<WhyNot>) => void
  /** In one that has ended and whose visitor can be reached, the first message begins the next one (CW-12). `out_of_reach` */
  'message:send': (request: { readonly conversationId: ConversationId; readonly drafts: readonly MessageDraft[] }, reply: Reply<SendReply>) => void
  /** Asks the visitor how it was (SV-1). */
  'survey:ask': (request: { readonly conversationId: ConversationId }, reply: Reply<null>) => void
  'transfer:choices': (request: Record<string, never>, reply: Reply<HandoverChoices>) => void
  /**
   * Hands over to a colleague or a group (AL-14): asks the visitor, or the colleagues, or nobody, as the workspace says.
   * `note` is for the visitor, `brief` a whisper for who takes over. Back with `transfer:withdraw`. `transfer_impossible`
   */
  'transfer:ask': (request: { readonly conversationId: ConversationId; readonly to: Receiver; readonly note?: string; readonly brief?: string }, reply: Reply<null>) => void
  /** Says whether one takes over what one is asked to. Of a group, the first who accepts has it. `transfer_over` */
  'transfer:answer': (request: { readonly conversationId: ConversationId; readonly isAccepted: boolean }, reply: Reply<null>) => void
  'transfer:withdraw': (request: { readonly conversationId: ConversationId }, reply: Reply<null>) => void
  /** Owner and administrators take over any open conversation, or give it to somebody, at once (AL-14). `transfer_impossible` */
  'conversation:reassign': (request: { readonly conversationId: ConversationId; readonly to: Receiver; readonly brief?: string }, reply: Reply<null>) => void
  /** Says something among agents (AL-14): its holder, and owner and administrators. The same id is one whisper. */
  'whisper:send': (request: { readonly conversationId: ConversationId; readonly id: MessageId; readonly text: string }, reply: Reply<null>) => void
  /** Files in messages of a conversation that this member may see, and of the others of its thread. */
  'files:links': (request: { readonly conversationId: ConversationId; readonly ids: readonly FileId[] }, reply: Reply<readonly FileLinks[]>) => void
  'mark:set': (request: MarkRequest, reply: Reply<null>) => void
  /** The two switches (AL-5). What is absent stays as it is. */
  'agent:set': (request: { readonly isOnline?: boolean; readonly isAccepting?: boolean }, reply: Reply<AgentState>) => void
  'typing:set': (request: { readonly conversationId: ConversationId; readonly isTyping: boolean }) => void
}

/** A visitor who was not invited: gone, blocked, in a conversation, or invited by a colleague (IV-8). */
export interface NotInvited {
  readonly visitorId: VisitorId
  readonly code: Extract<ErrorCode, 'visitor_left' | 'visitor_blocked' | 'conversation_open' | 'already_invited'>
  /** Who was quicker. */
  readonly by?: string
}

export interface LowRating {
  readonly conversationId: ConversationId
  readonly score: number
  readonly agent?: string
}

export interface ServerToDesk {
  /** For desks that watch. */
  'visitors:changed': (delta: LiveDelta) => void
  'log:appended': (appended: Appended) => void
  /** A conversation that this member did not see before, or whose card changed. */
  'inbox:changed': (entry: InboxEntry) => void
  /** This member may no longer see it. */
  'inbox:removed': (gone: { readonly conversationId: ConversationId; /** Who holds it now, for who held it before (AL-10). */ readonly to?: string }) => void
  'agent:changed': (agent: AgentState) => void
  /** This member was set to not accepting, because of so many offers missed in a row (AL-18). */
  'agent:paused': (paused: { readonly missed: number }) => void
  'visitor:changed': (visitor: VisitorCard) => void
  /** For owner and administrators: a visitor was as little satisfied as they want to hear of (SV-4). `agent`: who held the conversation last. */
  'survey:low': (low: LowRating) => void
  /** How visitors are asked for a rating was set anew; see {@link DeskSnapshot}. */
  'survey:changed': (change: Pick<DeskSnapshot['workspace'], 'asksForRating'>) => void
  /** `text`: what a visitor has written so far (CW-8), where the workspace shows that. */
  'typing': (typing: { readonly conversationId: ConversationId; readonly isTyping: boolean; readonly by: 'visitor' | 'agent'; readonly name?: string; readonly text?: string }) => void
  /** The session has ended (signed out elsewhere, disabled): the desk goes back to the sign-in. */
  'signed-out': () => void
}
