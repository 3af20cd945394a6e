/**
 * What the console's pages on visitors, invitations, menus and surveys say to the server (IV-1 to IV-10, MN-1 to MN-4,
 * SV-1 to SV-4): HTTP, as `console-api.ts` has it. Reading needs a member, changing an owner or administrator; but who may
 * see a visitor may block them, and ends what they have set themselves.
 */
import type { TrackedEvent, VisitorCard } from './desk-events.ts'
import type { ConversationId, GroupId, MemberId, SiteId, VisitorId } from './ids.ts'
import type { AfterRefusal, InvitationConditions, InvitationLook } from './invitations.ts'
import type { Menu, MenuPlace } from './menu.ts'
import type { Receiver } from './receiver.ts'
import type { SurveyRules } from './survey.ts'
import type { VisitRecord } from './visits.ts'

export const VISITORS_API = {
  /** GET → `Result<VisitorFile>` (IV-2) */
  file: (id: VisitorId): string => `/api/visitors/${id}/file`,
  /** GET → `Result<readonly BlockRecord[]>`; POST {@link NewBlock} → `Result<BlockRecord>` (IV-4) */
  blocks: '/api/blocks',
  /** DELETE → `Result<null>`; `not_allowed` where {@link BlockRecord.mayEnd} is not */
  block: (id: string): string => `/api/blocks/${id}`,
  /** GET → `Result<InvitationsRecord>`; POST {@link InvitationDraft} → `Result<InvitationRecord>` (IV-5) */
  invitations: '/api/invitations',
  /** PUT {@link InvitationChange} → `Result<InvitationRecord>`; DELETE → `Result<null>` */
  invitation: (id: string): string => `/api/invitations/${id}`,
  /** PUT {@link InvitationOrder} → `Result<InvitationsRecord>` */
  invitationOrder: '/api/invitations/order',
  /** GET `?from&to` → `Result<readonly InvitationResult[]>` (IV-9). Milliseconds since 1970, `to` not included, at most 400 days. */
  invitationResults: '/api/invitations/results',
  /** PUT {@link ManualInvitationsChange} → `Result<ManualInvitations>`; `too_soon` within 15 minutes of the last switch (IV-7) */
  manualInvitations: '/api/invitations/manual',
  /** GET → `Result<MenuRecord>`; PUT {@link MenuChange} → `Result<MenuRecord>`: the draft (MN-3) */
  menu: (place: MenuPlace): string => `/api/menus/${place}`,
  /** POST {@link MenuPublication} → `Result<MenuRecord>`: what is saved is what windows show from now on */
  menuPublication: (place: MenuPlace): string => `/api/menus/${place}/publication`,
  /** GET `?from&to`, as above → `Result<readonly MenuCount[]>` (MN-4) */
  menuCounts: (place: MenuPlace): string => `/api/menus/${place}/counts`,
  /** GET, PUT {@link SurveyChange} → `Result<SurveyRecord>` (SV-1, SV-2) */
  survey: '/api/survey',
  /**
   * GET `?from&to&agent&group&component` → `Result<SurveyResults>` (SV-4). `from`, `to`: milliseconds since 1970, `to` not
   * included, at most 400 days. Agents see what is their own.
   */
  surveyResults: '/api/survey/results',
  /** GET, as above and `&before` → `Result<SurveyComments>` */
  surveyComments: '/api/survey/comments',
} as const

/** A visitor as a whole (IV-2). */
export interface VisitorFile {
  readonly visitor: VisitorCard
  /** Those that hold them: by their browser, or by the network address that they have now or had last. None: not blocked. */
  readonly blocks: readonly BlockRecord[]
  /** The last ones, newest first. */
  readonly visits: readonly VisitRecord[]
  readonly visitCount: number
  /** Those that this member may see, newest first; and how many there were in all. */
  readonly conversations: readonly { readonly id: ConversationId; readonly startedAt: number; readonly endedAt?: number; readonly agentName?: string; readonly firstLine: string }[]
  readonly conversationCount: number
  readonly tracked: readonly TrackedEvent[]
}

/** By whom somebody is known who is blocked: a browser, or everybody at a network address. */
export const BLOCK_KINDS = ['visitor', 'address'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]
/** `address`: the one that the visitor has now or had last; of IPv6 the first 64 bits. It is never told. */
export interface NewBlock {
  readonly visitorId: VisitorId
  readonly kind: BlockKind
  /** At most 100 units. */
  readonly reason: string
  /** Milliseconds since 1970. Absent: until somebody ends it. */
  readonly until?: number
}
export interface BlockRecord {
  readonly id: string
  readonly kind: BlockKind
  /** Who was blocked, or by whom the address was known. Absent: they were erased (CW-15), and their address stays blocked. */
  readonly visitorId?: VisitorId
  readonly visitorNumber?: number
  readonly visitorName?: string
  readonly reason: string
  readonly at: number
  readonly by: string
  readonly until?: number
  /** Whoever asks may end it: they have set it, or are owner or administrator. */
  readonly mayEnd: boolean
}

/** One look in two (IV-9). */
export interface InvitationVariant {
  readonly id: string
  /** At most 20 units. */
  readonly name: string
  /** Percent of the visitors; all of an invitation together are 100. */
  readonly share: number
  readonly desktop: InvitationLook
  readonly mobile: InvitationLook
}
export interface InvitationDraft {
  readonly siteId: SiteId
  /** At most 20 units. */
  readonly name: string
  readonly isOn: boolean
  readonly conditions: InvitationConditions
  readonly receiver: Receiver
  readonly afterRefusal: AfterRefusal
  /** Only when somebody can receive; else always. Default `true`. */
  readonly onlyStaffed: boolean
  readonly variants: readonly InvitationVariant[]
  /** For the buttons that ask for them: a component of the kind `messenger`, and a number. */
  readonly messengerId?: string
  readonly phone?: string
}
export interface InvitationRecord extends InvitationDraft {
  readonly id: string
  readonly revision: number
}
export interface InvitationChange {
  readonly revision: number
  readonly draft: InvitationDraft
}
/** All of them, by priority. */
export interface InvitationsRecord {
  /** Moves with the order. */
  readonly revision: number
  readonly invitations: readonly InvitationRecord[]
  readonly manual: ManualInvitations
}
export interface InvitationOrder {
  readonly revision: number
  readonly ids: readonly string[]
}
export interface ManualInvitations {
  readonly revision: number
  readonly isOn: boolean
  /** From then on it may be switched again. */
  readonly switchableAt: number
  readonly desktop: InvitationLook
  readonly mobile: InvitationLook
}
export type ManualInvitationsChange = Omit<ManualInvitations, 'switchableAt'>
export const SWITCH_EVERY_MS = 15 * 60_000

/** Counts of one variant (IV-9). Of those shown, the rest closed by itself or was left alone. */
export interface InvitationResult {
  readonly invitationId: string
  readonly variantId: string
  readonly shown: number
  readonly accepted: number
  readonly declined: number
}

export interface MenuRecord {
  readonly revision: number
  readonly isOn: boolean
  readonly draft: Menu
  /** What windows show. Absent: nothing was published yet. */
  readonly published?: Menu
  readonly publishedAt?: number
}
export interface MenuChange {
  readonly revision: number
  readonly isOn: boolean
  readonly draft: Menu
}
export interface MenuPublication {
  readonly revision: number
}
export interface MenuCount {
  readonly itemId: string
  readonly count: number
}

export interface SurveyRecord extends SurveyRules {
  readonly revision: number
  /** The server can send mail. */
  readonly canMail: boolean
}
export interface SurveyChange {
  readonly revision: number
  readonly rules: SurveyRules
}

/** What one agent, group, component or day came to (SV-4). All of it can be counted again from facts. */
export interface SurveyFigures {
  readonly asked: number
  /** Of those who were asked then, how many have answered, be it later: the share answered is of these. */
  readonly returned: number
  /** Answers that came then, be it to an earlier question. */
  readonly answered: number
  /** Mean of the scores; absent where nobody has answered. */
  readonly average?: number
  /** Answers by score, 1 first. */
  readonly spread: readonly [number, number, number, number, number]
}
export interface SurveyResults {
  readonly all: SurveyFigures
  /** Answers of 4 and 5 among all: `(spread[3] + spread[4]) / answered`. */
  readonly byAgent: readonly (SurveyFigures & { readonly agentId: MemberId; readonly name: string })[]
  readonly byGroup: readonly (SurveyFigures & { readonly groupId: GroupId; readonly name: string })[]
  readonly byComponent: readonly (SurveyFigures & { readonly componentId?: string; readonly name?: string })[]
  /** Dates in the workspace's time zone, without gaps. */
  readonly byDay: readonly (SurveyFigures & { readonly date: string })[]
  /** How often each reason was given, by score. */
  readonly reasons: readonly { readonly score: number; readonly reason: string; readonly count: number }[]
}
export interface SurveyComments {
  readonly comments: readonly {
    readonly conversationId: ConversationId
    readonly at: number
    readonly score: number
    readonly reasons: readonly string[]
    readonly comment: string
    readonly visitorNumber: number
    readonly visitorName?: string
    /** All who held it, the last one last (SV-3). */
    readonly agents: readonly string[]
  }[]
  /** For the next page; absent: that was all. */
  readonly before?: number
}
