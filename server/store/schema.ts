/**
 * The tables, as types. One schema for both engines: booleans are 0 or 1, times are milliseconds since 1970,
 * structured values are JSON text. `migrations.ts` makes what stands here.
 */
import type {
  BlockKind,
  ComponentId,
  ConversationId,
  FileId,
  GroupId,
  IdentityKeyId,
  LogEvent,
  MemberId,
  MenuPlace,
  MessageId,
  Role,
  SiteId,
  SiteKey,
  ThreadId,
  VisitorId,
  WorkspaceId,
} from '@foyer/sdk/protocol'

export type Flag = 0 | 1

export interface Schema {
  workspaces: WorkspaceRow
  sites: SiteRow
  components: ComponentRow
  images: ImageRow
  release_files: ReleaseFileRow
  members: MemberRow
  groups: GroupRow
  group_members: GroupMemberRow
  threads: ThreadRow
  visitors: VisitorRow
  conversations: ConversationRow
  transfer_asked: TransferAskedRow
  events: EventRow
  files: FileRow
  identity_keys: IdentityKeyRow
  identities: IdentityRow
  used_proofs: UsedProofRow
  tracked_events: TrackedEventRow
  visits: VisitRow
  visit_pages: VisitPageRow
  blocks: BlockRow
  invitations: InvitationRow
  invites: InviteRow
  menus: MenuRow
  menu_choices: MenuChoiceRow
  deadlines: DeadlineRow
  servers: ServerRow
  connected_desks: ConnectedDeskRow
  bots: BotRow
  reply_marks: ReplyMarkRow
  areas: AreaRow
  facts: FactRow
  allocation_traces: AllocationTraceRow
  migrations: MigrationRow
  auth_users: AuthUserRow
  auth_accounts: AuthAccountRow
  auth_sessions: AuthSessionRow
  secrets: SecretRow
}

export interface WorkspaceRow {
  id: WorkspaceId
  name: string
  /** JSON: settings by area, `{ allocation, company, hours }`. Each area parses its own and has defaults. */
  settings: string
  /** How many visitors have been numbered (CW-17). */
  visitor_count: number
  created_at: number
}

export interface SiteRow {
  id: SiteId
  workspace_id: WorkspaceId
  key: SiteKey
  name: string
  /** JSON: list of origins. */
  origins: string
  /** JSON: `Theme`. */
  theme: string
  /** A language, or `auto`. */
  language: string
  /** `Consent` (CW-26). */
  consent: string
  /** Moves with every change that its pages must hear of, of its components too. */
  config_version: number
  /** Moves with every change of this row in the console. */
  revision: number
  created_at: number
}

export interface ComponentRow {
  id: ComponentId
  workspace_id: WorkspaceId
  site_id: SiteId
  /** Names its own page (RC-8). Unique. */
  slug: string
  /** Internal; visitors never see it (RC-3). */
  name: string
  /** JSON: `Receiver`. */
  receiver: string
  /** JSON: everything else of its `ComponentDraft`, see `reception/rules.ts`. */
  draft: string
  is_on: Flag
  /** Moves with every change. */
  revision: number
  changed_at: number
  changed_by: MemberId | null
  /** Deleted ones stay, for reports name them (RC-14). */
  deleted_at: number | null
  created_at: number
}

/**
 * A picture that somebody uploaded, as it came out of the re-encoding. In the database, because they are small, every
 * server process must have them, and a backup is then whole.
 */
export interface ImageRow {
  id: string
  workspace_id: WorkspaceId
  /** Media type. */
  type: string
  width: number
  height: number
  /** Base64. */
  bytes: string
  created_at: number
  created_by: MemberId
}

/** A file of the widget that was served once and is served for ever (RC-17). */
export interface ReleaseFileRow {
  /** Says the content by its hash. */
  name: string
  /** Base64. */
  plain: string
  /** Base64, as the build compressed it. */
  brotli: string | null
  /** `sha384-…` */
  integrity: string
  kept_at: number
}

export interface MemberRow {
  id: MemberId
  workspace_id: WorkspaceId
  /** The account that signs in. */
  user_id: string
  role: Role
  real_name: string
  shown_name: string
  avatar: string | null
  is_disabled: Flag
  /** The two switches (AL-5). */
  is_online: Flag
  is_accepting: Flag
  /** A desk is connected, or was less than the grace time ago. */
  is_present: Flag
  /** An exception from the workspace's cap (AL-2). */
  cap: number | null
  is_emergency: Flag
  last_assigned_at: number
  /** JSON: list of what the agent can (AL-6). */
  skills: string
  /** JSON: `WorkingHours` of their own (AL-13a). */
  hours: string | null
  /** Since when they are offline, of those who are: the switch, or the end of the grace time (AL-12). 0: nobody knows. */
  offline_since: number
  /** Offers missed in a row (AL-18). */
  missed_offers: number
  /** Moves with every change of these in the console. */
  revision: number
  created_at: number
}

export interface GroupRow {
  id: GroupId
  workspace_id: WorkspaceId
  name: string
  is_main: Flag
  /** JSON: what this group sets apart from the workspace (AL-6). */
  settings: string
  /** Moves with every change in the console. */
  revision: number
  /** Deleted ones stay, for conversations that have ended and reports name them; only those that are not have agents (AL-8). */
  deleted_at: number | null
  created_at: number
}

export interface GroupMemberRow {
  group_id: GroupId
  member_id: MemberId
}

export interface ThreadRow {
  id: ThreadId
  workspace_id: WorkspaceId
  conversation_count: number
}

export interface VisitorRow {
  id: VisitorId
  workspace_id: WorkspaceId
  site_id: SiteId
  thread_id: ThreadId
  number: number
  /** SHA-256 of the token, hex. */
  token_hash: string
  name: string | null
  email: string | null
  phone: string | null
  /** JSON: own attributes. */
  attributes: string | null
  /** JSON: list of tags. */
  tags: string | null
  /** Present if a proof has shown who it is (CW-27). */
  identity_id: string | null
  language: string | null
  /** JSON: `PageRef` of the page seen last. */
  page: string | null
  referrer: string | null
  is_blocked: Flag
  /** With the one that goes on. */
  visit_count: number
  first_seen_at: number
  last_seen_at: number
}

export interface ConversationRow {
  id: ConversationId
  workspace_id: WorkspaceId
  site_id: SiteId
  thread_id: ThreadId
  visitor_id: VisitorId
  group_id: GroupId
  position: number
  status: 'waiting' | 'held' | 'ended'
  /** Who holds it, or held it last. */
  agent_id: MemberId | null
  /** JSON: `ConversationHead`, the fold of the log. The columns around it are there to be searched. */
  head: string
  /** Of the head, so that a thread is looked over without reading all of its heads: the last sequence number, and the visitor's unread. */
  last_seq: number
  visitor_unread: number
  /** In the queue, higher comes first; 5 is where everybody stands (AL-11, AL-19). */
  priority: number
  /** JSON: list of what it asks of its agent (AL-6, AL-19). */
  skills: string
  /** What its visitor's page has asked for, as a text: of those who wait alike in it, group and skills, one is asked about (AL-11). */
  asks: string
  /** It waits as a message that was left, and not in the queue (CW-13, CW-14). */
  has_left_message: Flag
  /** It waits with this bot, and not for the next free place (AR-5). Whatever moves its state ends it. */
  bot_id: string | null
  /** How often the bot has been asked for the last message of the visitor (AR-5). */
  bot_tries: number
  /** The last message that went out by mail too (CW-12). */
  mailed_seq: number
  started_at: number
  ended_at: number | null
  last_message_at: number
}

/** Somebody is asked to take a conversation over (AL-14), and has not declined. */
export interface TransferAskedRow {
  conversation_id: ConversationId
  member_id: MemberId
}

export interface EventRow {
  conversation_id: ConversationId
  seq: number
  at: number
  type: LogEvent['type']
  /** Who wrote a message: the visitor's or the member's id. With `message_id` unique, so that a repeat is harmless. */
  author: VisitorId | MemberId | null
  message_id: MessageId | null
  /** JSON: the whole `LogEvent`. */
  body: string
}

/** A file that was uploaded, or is being: its bytes are in the folder of files, under its id, or under that of the file that it is a copy of. */
export interface FileRow {
  id: FileId
  workspace_id: WorkspaceId
  /** Who uploads it: one of both. Neither: the workspace keeps it, or its machine has put it where it is. */
  visitor_id: VisitorId | null
  member_id: MemberId | null
  /** The message that it stands in; none yet, and then only who uploaded it may see it. */
  conversation_id: ConversationId | null
  message_id: MessageId | null
  name: string
  type: string
  size: number
  width: number | null
  height: number | null
  duration_ms: number | null
  has_thumbnail: Flag
  /** All is there and has been looked at. */
  is_ready: Flag
  /** The workspace's own, for its answers (AR-1); it stands in no message, only copies of it do. */
  is_kept: Flag
  /** The kept file whose bytes these are. They stay as long as either is there. */
  bytes_of: FileId | null
  created_at: number
}

/** A key that proofs of identity are signed with (CW-27). */
export interface IdentityKeyRow {
  id: IdentityKeyId
  workspace_id: WorkspaceId
  site_id: SiteId
  name: string
  algorithm: string
  /** Of HS256 the secret, base64url; else the public key, JWK as JSON. */
  key: string
  created_at: number
  created_by: MemberId
  last_used_at: number | null
}

/** Somebody whom a site's own server knows, and has proven to be (CW-27). All their browsers share the thread. */
export interface IdentityRow {
  id: string
  workspace_id: WorkspaceId
  site_id: SiteId
  /** As the site's own server calls them. */
  user_id: string
  thread_id: ThreadId
  created_at: number
  /** What proofs have said of them, as JSON; null if nothing. */
  details: string | null
}

/** A proof that was used, and by which browser: no other may use it (CW-27). */
export interface UsedProofRow {
  /** SHA-256, hex. */
  hash: string
  visitor_id: VisitorId
  expires_at: number
}

/** Something that a page has told of its visitor by `track` (CW-22). */
export interface TrackedEventRow {
  visitor_id: VisitorId
  id: string
  at: number
  name: string
  /** JSON. */
  data: string | null
}

/** One continuous stay of a visitor on a site (IV-2). */
export interface VisitRow {
  id: string
  workspace_id: WorkspaceId
  site_id: SiteId
  visitor_id: VisitorId
  began_at: number
  /** When its last page was seen. */
  seen_at: number
  page_count: number
  /** JSON: `VisitSource`, `Place`, `Device`. */
  source: string
  place: string | null
  device: string
  /** The network address, for blocking; never told. */
  address: string | null
}

/** A page of a visit. The last ones are kept. */
export interface VisitPageRow {
  visit_id: string
  n: number
  visitor_id: VisitorId
  at: number
  url: string
  title: string | null
}

/** Somebody, or everybody at an address, to whom nothing is available (IV-4). */
export interface BlockRow {
  id: string
  workspace_id: WorkspaceId
  kind: BlockKind
  visitor_id: VisitorId
  /** Of the kind `address`; of IPv6 the first 64 bits. */
  address: string | null
  reason: string
  at: number
  by_member: MemberId
  until: number | null
}

/** An automatic invitation (IV-5). */
export interface InvitationRow {
  id: string
  workspace_id: WorkspaceId
  site_id: SiteId
  /** By which it has priority: the lower first. */
  position: number
  /** JSON: `InvitationDraft`. */
  draft: string
  revision: number
  created_at: number
  deleted_at: number | null
}

/** An invitation that a visitor was shown: automatic, or an agent's (`by_member`). */
export interface InviteRow {
  id: string
  workspace_id: WorkspaceId
  visitor_id: VisitorId
  invitation_id: string | null
  variant_id: string | null
  by_member: MemberId | null
  /** JSON: `ShownInvitation`. */
  content: string
  state: 'shown' | 'accepted' | 'declined' | 'unanswered'
  at: number
  answered_at: number | null
}

export interface MenuRow {
  workspace_id: WorkspaceId
  place: MenuPlace
  is_on: Flag
  /** JSON: `Menu`. */
  draft: string
  published: string | null
  published_at: number | null
  revision: number
}

/** An item that a visitor has chosen, and the conversation in whose log it stands; none: it waits for the next one (MN-4). */
export interface MenuChoiceRow {
  id: string
  workspace_id: WorkspaceId
  visitor_id: VisitorId
  thread_id: ThreadId
  place: MenuPlace
  item_id: string
  title: string
  at: number
  conversation_id: ConversationId | null
}

export interface DeadlineRow {
  /** What is to happen, and to what: unique together. */
  kind: string
  subject: string
  workspace_id: WorkspaceId
  due_at: number
  /** A server that claimed it is at work until then. 0: nobody. */
  claimed_until: number
}

/** A server process on this database. */
export interface ServerRow {
  id: string
  /** It has said so. Later, the others take it for dead. */
  alive_until: number
}

/** A member has at least one desk connected to a server (AL-5). */
export interface ConnectedDeskRow {
  member_id: MemberId
  server_id: string
  workspace_id: WorkspaceId
}

/** Something outside that answers (AR-5). */
export interface BotRow {
  id: string
  workspace_id: WorkspaceId
  /** JSON: `BotDraft`. */
  draft: string
  /** Signs what is sent to it. */
  secret: string
  revision: number
  created_at: number
}

/** When a rule has answered a visitor last (AR-3). */
export interface ReplyMarkRow {
  thread_id: ThreadId
  rule_id: string
  at: number
}

/** Settings of one capability that are too many for the workspace's row (see `areas.ts`). */
export interface AreaRow {
  workspace_id: WorkspaceId
  name: string
  /** Moves with every change. */
  revision: number
  /** JSON. */
  value: string
}

/**
 * Something countable, written with what it describes. The id is made from it, so that no fact stands twice. They stand in
 * the order of time: that is how they are read, and what is written together then lies together on the disk.
 */
export interface FactRow {
  id: string
  workspace_id: WorkspaceId
  at: number
  kind: FactKind
  site_id: SiteId | null
  visitor_id: VisitorId | null
  conversation_id: ConversationId | null
  member_id: MemberId | null
  group_id: GroupId | null
  component_id: ComponentId | null
  /** Of `conversation-assigned`, how long its visitor stood in the queue, in milliseconds, if they did; of `survey-answered`, the score. */
  value: number | null
  /** Which of several of its kind; see {@link FactKind}. */
  about: string | null
}

export type FactKind =
  | 'component-shown'
  | 'component-clicked'
  | 'visitor-came'
  | 'conversation-started'
  | 'conversation-assigned'
  | 'conversation-ended'
  | 'visitor-message'
  | 'agent-message'
  /** Moved on because it was overdue (AL-10), or because its agent went away (AL-12). */
  | 'conversation-moved'
  /** Handed over, taken over or given to somebody else (AL-14). */
  | 'conversation-transferred'
  /** AL-18. */
  | 'offer-missed'
  /** Of `value` 1: it led to a human. */
  | 'reply-sent'
  | 'survey-asked'
  | 'survey-answered'
  /** Of `about` a reason that was given; of `value` the score. */
  | 'survey-reason'
  /** `about`: the invitation, a slash, and its variant; of an agent's own `manual`. */
  | 'invitation-shown'
  | 'invitation-accepted'
  | 'invitation-declined'
  /** `about`: the item; `value`: 0 in the chat, 1 on the hosted page. */
  | 'menu-chosen'

export interface AllocationTraceRow {
  conversation_id: ConversationId
  /** The place in the log after which it was decided. */
  seq: number
  workspace_id: WorkspaceId
  at: number
  /** JSON: `AllocationTrace`. */
  trace: string
}

export interface MigrationRow {
  name: string
  at: number
}

/** Someone who can sign in. Tables whose names start with `auth_` are Better Auth's; times in them are ISO text. */
export interface AuthUserRow {
  id: string
  name: string
  email: string
  emailVerified: Flag
  createdAt: string
  updatedAt: string
}

/** A way to sign in; with `providerId` `credential` it is a password. */
export interface AuthAccountRow {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  createdAt: string
  updatedAt: string
}

export interface AuthSessionRow {
  id: string
  token: string
  userId: string
  expiresAt: string
  createdAt: string
  updatedAt: string
}

/** What the server must remember and nobody may see. */
export interface SecretRow {
  name: string
  value: string
}
