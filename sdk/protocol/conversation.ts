import type { ComponentId, ConversationId, GroupId, MemberId, MessageId } from './ids.ts'
import type { FormAnswer, Part } from './parts.ts'
import type { Receiver } from './receiver.ts'
import type { SurveyAnswer } from './survey.ts'

export type * from './parts.ts'

/** Which end of a conversation did something. */
export type Side = 'visitor' | 'agent'

/** How an agent looks to a visitor. */
export interface AgentFace {
  readonly id: MemberId
  /** The shown name (OR-2), never the account name. */
  readonly name: string
  /** Address of a picture; without one the initials stand in. */
  readonly avatar?: string
  /** For colleagues alone: the visitor sees the company instead (RC-3). Never on a visitor's wire. */
  readonly shownAs?: { readonly name: string; readonly avatar?: string }
}

/** A group as a colleague or visitor sees it where a conversation may go to any of its agents (AL-14). */
export interface GroupFace {
  readonly groupId: GroupId
  readonly name: string
  readonly id?: undefined
  readonly avatar?: undefined
  readonly shownAs?: undefined
}

/** Who wrote a message. Machine-written ones count as nobody's (RP-12). */
export type Author = { readonly kind: 'visitor' } | ({ readonly kind: 'agent' } & AgentFace) | { readonly kind: 'machine' }

/** A page that a visitor is on. Query strings are dropped except named campaign parameters (CW-26), names of advertisers without what they say, and the words of a search that led there (IV-1). */
export interface PageRef {
  readonly url: string
  readonly title?: string
  /** Where the visit came from; only on its first page. */
  readonly referrer?: string
}

/** What a conversation is started with: the component clicked and the page it was clicked on. */
export interface StartContext {
  readonly componentId?: ComponentId
  readonly page?: PageRef
  /** Whom the page's own code wishes for (CW-22), over the component's receiver. One that is not there counts as no wish. */
  readonly receiver?: Receiver
  /** The form before the chat (CW-16), filled in. They land on the visitor's card. */
  readonly answers?: readonly FormAnswer[]
  /** The words of the box that the visitor has ticked there. */
  readonly consent?: string
}

/** A message as its writer names it, before the server has it. */
export interface MessageDraft {
  readonly id: MessageId
  readonly parts: readonly Part[]
  /** Only used if this message starts a conversation. */
  readonly start?: StartContext
}

/** What can happen in a conversation. Facts in the past tense; nothing is ever changed or taken out. */
export type Happening =
  /** Always the first, with `seq` 1. `position` is the conversation's place in its thread, from 1. */
  | { readonly type: 'started'; readonly by: Side; readonly position: number; readonly start?: StartContext; readonly invitation?: AcceptedInvitation }
  /** `automatic`: sent as from an agent, and answers nobody: a greeting (GR-1), the word with which one hands over (AL-14), or an invitation that was accepted (IV-10). */
  | { readonly type: 'message'; readonly id: MessageId; readonly from: Author; readonly parts: readonly Part[]; readonly automatic?: 'greeting' | 'handover' | 'invitation' }
  /** Said among agents (AL-14). Never on a visitor's wire: there, `hidden` stands in its place. */
  | { readonly type: 'whispered'; readonly id: MessageId; readonly by: AgentFace; readonly text: string }
  /** Something that only agents see. */
  | { readonly type: 'hidden' }
  /** Nobody could receive and the workspace lets visitors wait (AL-11), or takes a message (CW-13). */
  | { readonly type: 'queued'; readonly reason: 'queue' | 'take-message' }
  /** `previous` is who held it before, if somebody did. */
  | { readonly type: 'assigned'; readonly agent: AgentFace; readonly previous?: MemberId; readonly reason?: AssignReason }
  /**
   * One side's client has received everything up to `delivered`, and shown everything up to `read` (sequence numbers,
   * never falling). `unread` is how many messages of the other side are then still unread.
   */
  | { readonly type: 'marked'; readonly by: Side; readonly delivered: number; readonly read: number; readonly unread: number }
  /** A note of the system, worded by the client. `silence-warning`: it ends at `endsAt` unless somebody writes (AL-13). */
  | { readonly type: 'noted'; readonly note: 'silence-warning'; readonly endsAt: number }
  /** Told before it moves on (AL-10, AL-12). `text`: the workspace's own words. */
  | { readonly type: 'noted'; readonly note: 'moving-on'; readonly because: 'overdue' | 'agent-gone'; readonly text?: string }
  | { readonly type: 'ended'; readonly by: Side | 'silence' }
  /** The visitor is asked how it was (SV-1), and can answer until then. Comes before or after the end. */
  | { readonly type: 'survey-asked'; readonly validUntil: number }
  /** The visitor's answer; a later one stands instead (SV-3). `score`: 1 to 5, best last. */
  | ({ readonly type: 'rated' } & SurveyAnswer)
  /** The visitor has chosen an item of the menu (MN-4): its title as it was then. */
  | { readonly type: 'chose'; readonly itemId: string; readonly title: string }
  /**
   * The holder wants to hand over (AL-14). `asks`: who has to agree; absent: the visitor. `note` is for the visitor; what
   * the colleague is told stands before it as a whisper. What asks an agent is `hidden` on a visitor's wire, its answer too.
   */
  | { readonly type: 'transfer-asked'; readonly to: AgentFace | GroupFace; readonly asks?: 'agent'; readonly note?: string; readonly expiresAt: number }
  /** `accepted` is followed by `assigned`. `expired`: nobody answered. `withdrawn`: by who asked, or by an end or another assignment. */
  | { readonly type: 'transfer-answered'; readonly answer: TransferAnswer; readonly asks?: 'agent' }

/** The conversation began because it was accepted (IV-10): an automatic one, or an agent's, who then holds the conversation (IV-7). */
export type AcceptedInvitation = { readonly id: string; readonly variantId: string } | { readonly by: MemberId }

/** Why a conversation was given to another agent. Absent: by the rule, for the first time or from the queue. */
export type AssignReason = 'overdue' | 'agent-gone' | 'handed-over' | 'taken-over'

export type TransferAnswer = 'accepted' | 'declined' | 'expired' | 'withdrawn'

/** One entry of a conversation's log. */
export type LogEvent = Happening & {
  /** Dense, from 1, in this conversation. The only thing that decides order. */
  readonly seq: number
  /** Milliseconds since 1970, by the server's clock. For showing, never for ordering. */
  readonly at: number
}

export type ConversationState =
  | { readonly status: 'waiting'; readonly since: number; readonly reason?: 'queue' | 'take-message' }
  | { readonly status: 'held'; readonly agent: AgentFace; readonly since: number }
  | { readonly status: 'ended'; readonly at: number; readonly by: Side | 'silence'; readonly agent?: AgentFace }

/** How far one side has received and read, and how much of the other side's it has not. */
export interface Mark {
  readonly delivered: number
  readonly read: number
  readonly unread: number
}

/** What a conversation is now: the fold of its log (see `fold.ts`). Server rows, window and desk hold the same value. */
export interface ConversationHead {
  readonly id: ConversationId
  readonly position: number
  /** The last sequence number folded in. 0: nothing yet. */
  readonly seq: number
  readonly state: ConversationState
  readonly startedAt: number
  readonly start?: StartContext
  readonly marks: Readonly<Record<Side, Mark>>
  readonly lastMessage?: { readonly seq: number; readonly at: number; readonly from: Author; readonly parts: readonly Part[] }
  /** Since when the visitor waits for a human answer; absent while nobody waits. */
  readonly awaitingAgentSince?: number
  /** A human has answered the visitor: it was effective. */
  readonly isAnswered?: true
  /** Asked how it was; with the answer that stands. */
  readonly survey?: { readonly validUntil: number } & Partial<SurveyAnswer>
  /** Somebody is being asked whether somebody else may take over. */
  readonly transfer?: { readonly to: AgentFace | GroupFace; readonly asks?: 'agent'; readonly note?: string; readonly expiresAt: number }
  /** Agents from whom it moved away because they were overdue (AL-10). */
  readonly movedFrom?: readonly MemberId[]
}

/** A conversation with a piece of its log. `events` is without gaps and ends at `head.seq`. */
export interface ConversationSlice {
  readonly head: ConversationHead
  readonly events: readonly LogEvent[]
}

/** Events that were added to a log, in order and without gaps. What is pushed, and what an answer brings along. */
export interface Appended {
  readonly conversationId: ConversationId
  readonly events: readonly LogEvent[]
}
