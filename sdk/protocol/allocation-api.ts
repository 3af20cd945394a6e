/**
 * What the console's pages on allocation say to the server (AL-1 to AL-19, GR-1 to GR-3, AR-1 to AR-5): HTTP, as
 * `console-api.ts` has it. Reading needs a member, changing an owner or administrator; an agent changes own greetings.
 */
import type { WorkingHours } from './hours.ts'
import type { ComponentId, ConversationId, FileId, GroupId, MemberId } from './ids.ts'
import type { Part } from './parts.ts'
import type { Receiver } from './receiver.ts'
import type { Language } from './site.ts'
import type { TraceReason } from './trace.ts'

export const ALLOCATION_API = {
  /** GET → `Result<readonly GroupRecord[]>`, the main one first; POST {@link GroupDraft} → `Result<GroupRecord>` (AL-6) */
  groups: '/api/groups',
  /** PUT {@link GroupChange} → `Result<GroupRecord>`; DELETE {@link GroupDeletion} → `Result<null>` (AL-7, AL-8) */
  group: (id: GroupId): string => `/api/groups/${id}`,
  /** GET → `Result<GroupDependents>`: what leads to it (AL-8) */
  groupDependents: (id: GroupId): string => `/api/groups/${id}/dependents`,
  /** GET, PUT {@link AllocationChange} → `Result<AllocationRecord>` */
  allocation: '/api/allocation',
  /** GET → `Result<readonly AgentRecord[]>` */
  agents: '/api/agents',
  /** PUT {@link AgentChange} → `Result<AgentRecord>`: cap, emergency, skills, hours (AL-2, AL-3, AL-6, AL-13a) */
  agent: (id: MemberId): string => `/api/agents/${id}`,
  /** GET, PUT {@link RoutingChange} → `Result<RoutingRecord>` (AL-19) */
  routing: '/api/routing',
  /** POST {@link SimulationRequest} → `Result<SimulationResult>` (AL-17) */
  simulation: '/api/allocation/simulation',
  /** GET → `Result<GreetingsRecord>`; PUT {@link GreetingsChange} → `Result<GreetingsRecord>` (GR-1, GR-2) */
  greetings: '/api/greetings',
  /** PUT {@link AgentGreetingChange} → `Result<GreetingsRecord>`: own ones, or with the right those of others (GR-1) */
  agentGreeting: (id: MemberId): string => `/api/greetings/agents/${id}`,
  /** GET, PUT {@link RepliesChange} → `Result<RepliesRecord>` (AR-1 to AR-3) */
  replies: '/api/replies',
  /** POST {@link ReplyTestRequest} → `Result<ReplyTest>` (AR-4) */
  replyTest: '/api/replies/test',
  /** POST {@link ReplyFilesRequest} → `Result<readonly FileLinks[]>`: of those that replies refer to, and of own uploads (AR-1) */
  replyFiles: '/api/replies/files',
  /** GET → `Result<readonly BotRecord[]>`; POST {@link BotDraft} → `Result<MadeBot>` (AR-5) */
  bots: '/api/bots',
  /** PUT {@link BotChange} → `Result<BotRecord>`; DELETE → `Result<null>` */
  bot: (id: string): string => `/api/bots/${id}`,
} as const

/** Between what the figures below may be chosen. 0 switches off where it is the least. */
export const ALLOCATION_BOUNDS = {
  cap: { least: 1, most: 500 },
  overdueMinutes: { least: 1, most: 60 },
  /** At most a year: a memory without any end would be a different rule. */
  memoryHours: { least: 0, most: 8_760 },
  graceSeconds: { least: 10, most: 600 },
  missedOffers: { least: 0, most: 20 },
  offerSeconds: { least: 10, most: 600 },
  silenceMinutes: { least: 2, most: 1_440 },
  warningMinutes: { least: 0, most: 1_439 },
  /** Display units of the notice that a conversation moves on (AL-6). */
  noticeUnits: 200,
  /** Skills (AL-6): display units of one, how many an agent has, and how many a group or a rule asks for. */
  skills: { units: 20, ofAgent: 20, asked: 10 },
} as const

/** How conversations are shared out among those who can receive (AL-1). */
export type Sharing = 'idle-rate' | 'number'
/** What happens when nobody can receive and no emergency agent either (AL-4). */
export type WhenNoneCanReceive = 'anyone' | 'queue' | 'take-message'

/** What a workspace sets about allocation. */
export interface AllocationRules {
  /** `idle-rate`: the highest share of free places. `number`: the fewest current conversations. Default `'idle-rate'`. */
  readonly sharing: Sharing
  /** How many conversations an agent holds at once, without an exception. 1 to 500, default 10 (AL-2). */
  readonly cap: number
  /** `anyone`: a random agent, over the cap if need be. Default `'anyone'` (AL-4). */
  readonly whenNoneCanReceive: WhenNoneCanReceive
  /** Hours in which a visitor who comes back goes to who received them last. 0: off. Default 24, at most 8,760 (AL-9, step 4). */
  readonly memoryHours: number
  /** Whether an overdue conversation moves until its first answer only, or for each answer. Default `'first'` (AL-10). */
  readonly overdueHolds: 'first' | 'each'
  /** What becomes of open conversations of an agent who goes away. Default `'allocate'` (AL-12). */
  readonly whenAgentGoes: 'allocate' | 'keep'
  /** A lost connection counts as there for so long: 10 to 600 seconds, default 60 (AL-5). */
  readonly graceSeconds: number
  /** After so many offers missed in a row an agent is set to not accepting: 1 to 20, default 3; 0: never (AL-18). */
  readonly missedOffers: number
  /** An offer counts as missed when it was neither opened nor answered for so long: 10 to 600 seconds, default 60 (AL-18). */
  readonly offerSeconds: number
  /** A conversation ends after so long a silence: 2 to 1,440 minutes, default 30 (AL-13). */
  readonly silenceMinutes: number
  /** Minutes before that in which its visitor is warned; fewer than `silenceMinutes`. 0: no warning. Default 2 (AL-13). */
  readonly warningMinutes: number
  /** Who agrees before a conversation is handed over. Default `'visitor'` (AL-14). */
  readonly handover: 'visitor' | 'colleague' | 'at-once'
  /** Visitors who write to the main group without a component are greeted and allocated at once, or wait in the queue. Default `true` (GR-3). */
  readonly greetsArrivals: boolean
}
export interface AllocationRecord extends AllocationRules {
  readonly revision: number
}
export interface AllocationChange {
  readonly revision: number
  readonly rules: AllocationRules
}

/** What a group sets apart from its workspace (AL-6). */
export interface GroupRules {
  /** Absent: as the workspace says. */
  readonly sharing?: Sharing
  /** A visitor whose customer has an owner goes to that owner. Default `false`. */
  readonly ownerFirst: boolean
  /** Absent: conversations do not move when overdue (AL-10). Refused for a group of one agent. */
  readonly overdue?: {
    /** 1 to 60, default 5. */
    readonly minutes: number
    /** For the visitor, at most 200 units; empty: the window's own words. */
    readonly notice: string
  }
  /** Absent: the workspace's (AL-13a). Outside of them nobody of the group can receive. */
  readonly hours?: WorkingHours
  /** What a conversation that comes here asks of its agent (AL-6). At most 10. */
  readonly skills: readonly string[]
}
export interface GroupDraft {
  /** At most 20 units. */
  readonly name: string
  /** 1 to 500. */
  readonly agentIds: readonly MemberId[]
  readonly rules: GroupRules
}
export interface GroupRecord extends GroupDraft {
  readonly id: GroupId
  readonly isMain: boolean
  readonly revision: number
}
export interface GroupChange {
  readonly revision: number
  readonly draft: GroupDraft
}
/** `leadTo`: where everything that leads to it shall lead from now on. Needed if anything does (AL-8). */
export interface GroupDeletion {
  readonly revision: number
  readonly leadTo?: GroupId
}
export interface GroupDependents {
  readonly components: readonly { readonly id: ComponentId; readonly name: string }[]
  readonly rules: readonly LeadingRule[]
  readonly openConversations: number
}
/** A rule, a reply or a bot that leads to a group: by its name, or without one by its field in the settings, `'noMatch'` for example. */
export type LeadingRule = { readonly name: string; readonly field?: undefined } | { readonly field: string }

export interface AgentRecord {
  readonly id: MemberId
  readonly name: string
  readonly avatar?: string
  readonly isDisabled: boolean
  readonly isOnline: boolean
  readonly isAccepting: boolean
  readonly isPresent: boolean
  /** Conversations held now (AL-16). */
  readonly current: number
  /** An exception from the workspace's cap: 1 to 500 (AL-2). */
  readonly cap?: number
  readonly isEmergency: boolean
  /** At most 20 of 20 units each: languages, topics … (AL-6). */
  readonly skills: readonly string[]
  /** Own hours; outside of them the agent cannot receive (AL-13a). Absent: as the group, else the workspace. */
  readonly hours?: WorkingHours
  readonly revision: number
}
/** What is absent stays; `null` takes it away. */
export interface AgentChange {
  readonly revision: number
  readonly cap?: number | null
  readonly isEmergency?: boolean
  readonly skills?: readonly string[]
  readonly hours?: WorkingHours | null
}

/** One condition of a routing rule; a rule holds if all of its conditions do, and within one if any value does (AL-19). */
export type RoutingCondition =
  /** The page that it began on: patterns as of show rules (RC-9). */
  | { readonly kind: 'page'; readonly patterns: readonly string[] }
  /** Host or campaign source of where the visit came from. */
  | { readonly kind: 'source'; readonly values: readonly string[] }
  | { readonly kind: 'language'; readonly languages: readonly string[] }
  | { readonly kind: 'attribute'; readonly name: string; readonly values: readonly string[] }
  /** What was chosen in the menu (MN-4). */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** Within, or outside of, the workspace's hours. */
  | { readonly kind: 'hours'; readonly isWithin: boolean }

/** The first rule that holds decides; a wish of the page's own code, and a component that leads to one agent, come before (AL-19). */
export interface RoutingRule {
  /** At most 40 units. */
  readonly name: string
  readonly isOn: boolean
  readonly conditions: readonly RoutingCondition[]
  /** What is absent stays as it would be. */
  readonly groupId?: GroupId
  /** In the queue, higher comes first: 1 to 9; 5 is where everybody stands. */
  readonly priority?: number
  readonly skills?: readonly string[]
}
export interface RoutingRecord {
  readonly revision: number
  readonly rules: readonly RoutingRule[]
}
export type RoutingChange = RoutingRecord

/** What would let a waiting visitor be received (AL-17). */
export type Remedy =
  | { readonly kind: 'agent-online'; readonly agentId: MemberId }
  | { readonly kind: 'agent-accepts'; readonly agentId: MemberId }
  | { readonly kind: 'cap'; readonly agentId: MemberId; readonly current: number }
  | { readonly kind: 'skill'; readonly agentId: MemberId; readonly missing: readonly string[] }
  | { readonly kind: 'hours'; readonly opensAt?: number }
  | { readonly kind: 'emergency-agent' }
  | { readonly kind: 'group-empty' }
/** Why a conversation waits, and what would change it (AL-17). */
export interface WhyNot {
  readonly conversationId: ConversationId
  readonly reasons: readonly TraceReason[]
  readonly remedies: readonly Remedy[]
}

/** Replays the arrivals of a past period against changed settings (AL-17). */
export interface SimulationRequest {
  /** Milliseconds since 1970; at most 31 days. */
  readonly from: number
  readonly to: number
  readonly groupId?: GroupId
  readonly change: {
    readonly sharing?: Sharing
    readonly cap?: number
    readonly whenNoneCanReceive?: WhenNoneCanReceive
    /** So many agents more in the group, or fewer. -20 to 20. */
    readonly agents?: number
  }
}
export interface SimulationFigures {
  readonly arrivals: number
  /** Milliseconds until somebody received them: the middle one, and of twenty the nineteenth. */
  readonly waitMedianMs: number
  readonly waitP95Ms: number
  /** Share of the visitors who waited at all. */
  readonly waited: number
  readonly longestQueue: number
  /** Conversations at once: mean and most, for each agent. */
  readonly loads: readonly { readonly agentId?: MemberId; readonly name: string; readonly mean: number; readonly most: number; readonly received: number }[]
}
export interface SimulationResult {
  readonly before: SimulationFigures
  readonly after: SimulationFigures
}

/** At most 200 units; empty: the next one further away holds (GR-1, GR-2). Placeholders as IV-9: `{visitor}`, `{agent}`, `{company}`. */
export interface Greeting {
  readonly online: string
  readonly offline: string
}
export interface GreetingsRecord {
  readonly revision: number
  readonly isOn: boolean
  readonly workspace: Greeting
  readonly groups: Readonly<Record<GroupId, Greeting>>
  readonly components: Readonly<Record<ComponentId, Greeting>>
  readonly agents: Readonly<Record<MemberId, Greeting>>
}
export type GreetingsChange = Omit<GreetingsRecord, 'agents'>
export interface AgentGreetingChange {
  readonly revision: number
  readonly greeting: Greeting
}

/** What an automatic reply does: says something, and may then lead to a human (AR-1, AR-2). */
export interface ReplyAnswer {
  /**
   * Text, pictures and other files, cards, choices. Empty: nothing is said. Of a file only the id counts: of one that a
   * reply has already, or of an upload (`API.uploads`) of who changes them; the workspace keeps it from then on.
   */
  readonly parts: readonly Part[]
  /** Leads to a human: to this receiver, or `'group'`: as it would have gone anyway. Or to a bot. */
  readonly leadsTo?: Receiver | 'group' | { readonly kind: 'bot'; readonly botId: string }
}
export interface KeywordRule {
  readonly id: string
  /** At most 40 units. */
  readonly name: string
  /** 1 to 10 of at most 60 units. */
  readonly keywords: readonly string[]
  readonly matching: 'contains' | 'equals' | 'starts-with'
  readonly isOn: boolean
  /** Speaks also while a human holds the conversation (AR-3). Default `false`. */
  readonly speaksWhenHeld: boolean
  readonly answer: ReplyAnswer
}
export interface ReplyRules {
  /** In the order in which they are asked. At most 10,000. */
  readonly rules: readonly KeywordRule[]
  /** To the first message of a visitor (AR-2). */
  readonly first: { readonly isOn: boolean; readonly answer: ReplyAnswer }
  /** To a message that no rule matches (AR-2). */
  readonly noMatch: { readonly isOn: boolean; readonly answer: ReplyAnswer }
  /** Words that always lead to a human, by language (AR-3). */
  readonly humanWords: Readonly<Partial<Record<Language, readonly string[]>>>
}
export interface RepliesRecord extends ReplyRules {
  readonly revision: number
}
export type RepliesChange = RepliesRecord

export interface ReplyTestRequest {
  readonly text: string
  readonly isFirst: boolean
  readonly isHeld: boolean
  /** Rules that are not saved yet. Absent: those that are. */
  readonly rules?: ReplyRules
}
/** At most `LIMITS.pageEvents`. What is not there is left out of the answer. */
export interface ReplyFilesRequest {
  readonly ids: readonly FileId[]
}
/** What was looked at and did not answer (AR-4): rules by their names, the words for a human, and the two replies without keywords. */
export type ReplyLook =
  /** `silent`: a human holds the conversation, and the rule does not speak then. */
  | { readonly kind: 'off' | 'silent' | 'unfit'; readonly rule: string }
  /** Rules that do not fit, and are not named. */
  | { readonly kind: 'more'; readonly rules: number }
  /** It asks for a human, which comes before all rules; or one holds the conversation already. */
  | { readonly kind: 'human-called' | 'human-there' }
  /** Only rules that say so speak while a human holds the conversation. */
  | { readonly kind: 'held' }
  | { readonly kind: 'first-off' | 'no-match-off' }
export interface ReplyTest {
  readonly by: 'human-word' | 'first' | 'rule' | 'no-match' | 'nobody'
  readonly ruleId?: string
  /** What matched: the keyword, and where in the text it stands (UTF-16 units). */
  readonly match?: { readonly keyword: string; readonly from: number; readonly to: number }
  /** What was looked at before, up to 20. */
  readonly looked: readonly ReplyLook[]
  readonly answer?: ReplyAnswer
}

/** Something outside that answers, by webhook (AR-5). */
export interface BotDraft {
  readonly name: string
  /** `https:` to a public address. */
  readonly address: string
  /** It has so long to answer: 1 to 30 seconds, default 10. */
  readonly timeoutSeconds: number
  /** Conversations of these groups are given to it first. */
  readonly groupIds: readonly GroupId[]
  readonly isOn: boolean
}
export interface BotRecord extends BotDraft {
  readonly id: string
  readonly revision: number
}
export interface BotChange {
  readonly revision: number
  readonly draft: BotDraft
}
/** `secret` signs what is sent (`foyer-signature: t=…,v1=…`, HMAC-SHA256), and is told this once. */
export interface MadeBot extends BotRecord {
  readonly secret: string
}
