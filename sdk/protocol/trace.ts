/**
 * Why a conversation was given to whom, or waits (AL-15, AL-17): facts and figures, which the console puts into words in
 * the language of whoever asks.
 */
import type { GroupId, MemberId } from './ids.ts'

/** Whom a step asks that asks one agent: the one who is wanted (AL-9.2), the owner (AL-9.3), who received last (AL-9.4). */
export type AskedOne = 'wanted' | 'owner' | 'last'

/** Why an overdue conversation stays with who holds it (AL-10). */
export type StaysBecause = 'owner-holds' | 'alone' | 'moved-from-all' | 'nobody-else'

/** What came of a step of the rule. */
export type Finding =
  | { readonly kind: 'no-open-conversation' }
  /** The visitor came by no component and waits for somebody who takes them (GR-3). */
  | { readonly kind: 'came-by-itself' }
  /** One agent was asked who can receive and is under the cap, or is at it. `hours`: of `last`, how far back was looked. */
  | { readonly kind: 'one-able' | 'one-full'; readonly who: AskedOne; readonly hours?: number; readonly current: number; readonly cap: number }
  /** `left`: it is the one whom the conversation leaves. `gone`: not an agent any more. */
  | { readonly kind: 'one-unable'; readonly who: AskedOne; readonly hours?: number; readonly is: 'offline' | 'not-accepting' | 'outside-hours' | 'left' | 'gone' }
  | { readonly kind: 'one-lacks'; readonly who: AskedOne; readonly hours?: number; readonly missing: readonly string[] }
  /** The visitor's customer has none, or there is no customer. */
  | { readonly kind: 'no-owner' }
  | { readonly kind: 'owner-not-first' }
  | { readonly kind: 'memory-off' }
  | { readonly kind: 'none-remembered'; readonly hours: number }
  /**
   * One of several was chosen (AL-1). `able`: how many could receive. `figure`: the share of free places in percent, or the
   * number of conversations. `level`: how many share it with who was chosen; `longest`: of those, who have waited as long.
   */
  | { readonly kind: 'best'; readonly of: 'group' | 'emergency'; readonly able: number; readonly sharing: 'idle-rate' | 'number'; readonly figure: number; readonly level: number; readonly longest: number }
  /** Nobody of so many agents: each figure counts those of the one before. Emergency agents may be over the cap. */
  | { readonly kind: 'none-able'; readonly of: 'group' | 'emergency'; readonly agents: number; readonly online: number; readonly accepting: number; readonly within: number; readonly skilled: number }
  | { readonly kind: 'group-empty' }
  /** It has nobody but those whom the conversation leaves. */
  | { readonly kind: 'group-left' }
  | { readonly kind: 'no-emergency' }
  /** Nobody can receive, and the workspace lets visitors wait, or takes a message (AL-4). */
  | { readonly kind: 'waits' | 'takes-message' }
  | { readonly kind: 'nobody-ever' }
  /** Drawn from so many, who are online or not (AL-4). */
  | { readonly kind: 'lot'; readonly among: number; readonly isOnline: boolean }
  /** So many wait before it, whose the free place is (AL-11). */
  | { readonly kind: 'others-first'; readonly waiting: number }
  | { readonly kind: 'overdue'; readonly minutes: number }
  | { readonly kind: 'stays'; readonly because: StaysBecause }
  /** AL-12 */
  | { readonly kind: 'agent-gone' | 'agent-disabled' }
  /** `agreed`: who was asked (AL-14). */
  | { readonly kind: 'handed-over'; readonly agreed?: 'visitor' | 'colleague' }
  /** By owner or administrators: they have it, or another. */
  | { readonly kind: 'taken-over' | 'given' }
  /** Somebody wrote in one that waited. */
  | { readonly kind: 'taken' }
  /** The agent wrote after the end of the one before (CW-12). */
  | { readonly kind: 'begun' }
  /** The agent wrote to a visitor on the site (IV-7). */
  | { readonly kind: 'approached' }

export interface TraceCandidate {
  readonly id: MemberId
  readonly isOnline: boolean
  readonly isAccepting: boolean
  readonly current: number
  readonly cap: number
  /** Absent: within the working hours that hold for this agent, or none do (AL-13a). */
  readonly isWithinHours?: false
  /** What the conversation asks for and this agent does not have (AL-6). Absent: nothing. */
  readonly missing?: readonly string[]
}

/** A step of the rule, what came of it, and whom it looked at with the figures of that moment. */
export interface TraceReason {
  readonly step: string
  readonly finding: Finding
  readonly candidates: readonly TraceCandidate[]
}

/** As traces were written before there were findings: a sentence in English. They stay as they are. */
export interface WordedReason extends Pick<TraceReason, 'step' | 'candidates'> {
  readonly because: string
  readonly finding?: undefined
}

/** Why a conversation was given to whom: each step of AL-9 with the figures that decided (AL-15). */
export interface AllocationTrace {
  readonly at: number
  readonly groupId?: GroupId
  readonly decision: 'assign' | 'queue' | 'take-message'
  readonly agentId?: MemberId
  /** The step of AL-9 that decided, `'AL-9.5'` for example. */
  readonly step: string
  /** One for each step tried, in the order of the rule. */
  readonly reasons: readonly (TraceReason | WordedReason)[]
  /** It was overdue and stayed with this agent (AL-10): each reason once, when it was first met. Absent: never. */
  readonly stays?: readonly TraceStay[]
}

export interface TraceStay {
  readonly at: number
  /** The first one says why. */
  readonly reasons: readonly TraceReason[]
}
