/**
 * What the console's settings say to the server: HTTP, signed in by the session cookie, from the server's own pages
 * alone. Bodies and answers are JSON, an answer is a `Result`. Reading needs a member; changing an owner or
 * administrator. A change carries the `revision` that it was made from: if another was quicker, it is refused with
 * `changed_meanwhile` and nothing is overwritten.
 */
import type { ClosedFor, ComponentKind, ComponentStyle, Placement, Position, ReceptionComponent, ShowRules } from './components.ts'
import type { CompanyProfile } from './company.ts'
import type { WorkingHours } from './hours.ts'
import type { ComponentId, FileId, GroupId, IdentityKeyId, MemberId, SiteId, SiteKey, VisitorId } from './ids.ts'
import type { FormField } from './parts.ts'
import type { Receiver } from './receiver.ts'
import type { Consent, Language, TextOverrides, Theme } from './site.ts'
import type { FileDescription } from './talk-paths.ts'
import type { FileRules, MaskRules } from './window.ts'

export const API = {
  /** GET → `Result<readonly SiteRecord[]>` */
  sites: '/api/sites',
  /** PUT {@link SiteChange} → `Result<SiteRecord>` */
  site: (id: SiteId): string => `/api/sites/${id}`,
  /** POST {@link SiteCheckRequest} → `Result<SiteCheck>` (RC-20) */
  siteCheck: (id: SiteId): string => `/api/sites/${id}/check`,
  /** GET → `Result<readonly TagAddress[]>` (RC-17): the newest version first, then those that never change */
  tags: '/api/tags',
  /** GET → `Result<readonly ComponentRecord[]>`; POST {@link ComponentDraft} → `Result<ComponentRecord>` */
  components: '/api/components',
  /** GET → `Result<ComponentRecord>`; PUT {@link ComponentChange} → `Result<ComponentRecord>`; DELETE → `Result<null>` */
  component: (id: ComponentId): string => `/api/components/${id}`,
  /** POST {@link SwitchRequest} → `Result<ComponentRecord>` */
  componentSwitch: (id: ComponentId): string => `/api/components/${id}/switch`,
  /** POST `{}` → `Result<ComponentRecord>`: a copy, switched off, under a name that is free */
  componentCopy: (id: ComponentId): string => `/api/components/${id}/copy`,
  /** GET → `Result<ComponentDependents>` */
  componentDependents: (id: ComponentId): string => `/api/components/${id}/dependents`,
  /** GET → SVG or PNG of the link's QR code. `size` of a PNG in pixels: 256, 512 or 1024; `logo`: the company's in the middle (RC-7) */
  componentCode: (id: ComponentId, format: 'svg' | 'png', { size = 512, logo = false } = {}): string =>
    `/api/components/${id}/code.${format}?size=${size}${logo ? '&logo=1' : ''}`,
  /** GET → `Result<Receivers>` */
  receivers: '/api/receivers',
  /** GET, PUT {@link CompanyChange} → `Result<CompanyRecord>` */
  company: '/api/company',
  /** GET, PUT {@link HoursChange} → `Result<HoursRecord>` */
  hours: '/api/hours',
  /** POST the bytes of a picture as they are → `Result<ImageRecord>` */
  images: '/api/images',
  /** GET, PUT {@link WindowChange} → `Result<WindowRecord>` */
  window: '/api/window',
  /** GET, PUT {@link TextsChange} → `Result<TextsRecord>` */
  texts: '/api/texts',
  /** GET → `Result<readonly IdentityKeyRecord[]>`; POST {@link NewIdentityKey} → `Result<MadeIdentityKey>` */
  identityKeys: (site: SiteId): string => `/api/sites/${site}/identity-keys`,
  /** DELETE → `Result<null>`: proofs signed with it count no more */
  identityKey: (site: SiteId, id: IdentityKeyId): string => `/api/sites/${site}/identity-keys/${id}`,
  /** GET → everything that is kept of a visitor, as a JSON file (CW-15) */
  visitorData: (id: VisitorId): string => `/api/visitors/${id}/data`,
  /** DELETE → `Result<null>`: nothing of the visitor is left; figures stay (CW-15) */
  visitor: (id: VisitorId): string => `/api/visitors/${id}`,
  /** As `TALK_PATHS.uploads` and `upload`, for members: POST {@link MemberUploadRequest} → `Result<UploadState>` … */
  uploads: '/api/uploads',
  upload: (id: FileId): string => `/api/uploads/${id}`,
} as const

export interface SiteRecord {
  readonly id: SiteId
  readonly key: SiteKey
  readonly revision: number
  readonly name: string
  readonly origins: readonly string[]
  readonly theme: Theme
  readonly language: Language | 'auto'
  readonly consent: Consent
}
export interface SiteChange {
  readonly revision: number
  readonly name: string
  readonly origins: readonly string[]
  readonly theme: Theme
  readonly language: Language | 'auto'
  readonly consent: Consent
}

/** What the workspace sets for its chat window. */
export interface WindowRules {
  readonly files: FileRules
  readonly offersVoice: boolean
  readonly offersLocation: boolean
  /** Agents see what is being written, and the visitor is told (CW-8). */
  readonly showsTyping: boolean
  /** Kept while it is switched off. */
  readonly form: {
    readonly isOn: boolean
    readonly title: string
    readonly fields: readonly FormField[]
    readonly consent: { readonly isOn: boolean; readonly text: string; readonly address: string }
  }
  readonly masks: MaskRules
  readonly hasSound: boolean
  /** So long after leaving a visitor can be answered: 1 to 365 (CW-12). */
  readonly reachDays: number
  /** An answer that was not read for so long goes by mail: 1 to 1,440 (CW-12). */
  readonly mailAfterMinutes: number
}
export interface WindowRecord extends WindowRules {
  readonly revision: number
  /** The server can send mail. */
  readonly canMail: boolean
}
export interface WindowChange {
  readonly revision: number
  readonly rules: WindowRules
}

/** Own words (CW-18). An empty text stands for the built-in one. */
export interface TextsRecord {
  readonly revision: number
  readonly texts: TextOverrides
}
export interface TextsChange {
  readonly revision: number
  readonly texts: TextOverrides
}

/** RFC 7518. */
export const PROOF_ALGORITHMS = ['HS256', 'ES256', 'RS256'] as const
export type ProofAlgorithm = (typeof PROOF_ALGORITHMS)[number]
/** A key that proofs of identity are signed with (CW-27). Several may hold at a time, so that they can be changed. */
export interface IdentityKeyRecord {
  readonly id: IdentityKeyId
  readonly name: string
  readonly algorithm: ProofAlgorithm
  readonly createdAt: number
  readonly lastUsedAt?: number
}
/** `publicKey`: PEM (SPKI) or JWK of an ES256 or RS256 key. For HS256 the server makes the secret. */
export type NewIdentityKey =
  | { readonly name: string; readonly algorithm: 'HS256' }
  | { readonly name: string; readonly algorithm: 'ES256' | 'RS256'; readonly publicKey: string }
/** `secret`: of HS256, base64url; told this once. */
export interface MadeIdentityKey {
  readonly key: IdentityKeyRecord
  readonly secret?: string
}

/** A file that a member wants to send. */
export interface MemberUploadRequest {
  readonly file: FileDescription
}

/** An address of the script tag. */
export interface TagAddress {
  readonly version: string
  readonly address: string
  /** `sha384-…` for a version that never changes; absent for the address that always serves the newest. */
  readonly integrity?: string
}

/** One of the server's built-in avatars, a picture of the owner's, or the company's logo. */
export type AvatarChoice = { readonly kind: 'built-in'; readonly name: string } | { readonly kind: 'image'; readonly id: string } | { readonly kind: 'logo' }

/** The messengers that the transit page knows how to get (RC-12). `other` is any address. */
export const MESSENGERS = ['whatsapp', 'wechat', 'qq', 'telegram', 'line', 'mail', 'other'] as const
export type Messenger = (typeof MESSENGERS)[number]

/** What a component of the kind leads to. */
export type Target =
  /** `address`: number, account name or address, as the messenger wants it. `offersChat`: the transit page offers web chat instead. */
  | { readonly kind: 'messenger'; readonly messenger: Messenger; readonly address: string; readonly offersChat: boolean }
  /** `phone`, and the second action of an action bar. */
  | { readonly kind: 'phone'; readonly number: string }
  /** `code`: id of an image with the code; absent: one is made of the address. */
  | { readonly kind: 'card'; readonly title: string; readonly text: string; readonly address: string; readonly code?: string }

/** A picture of the owner's in a component (RC-5): ids of images. */
export interface ImageChoice {
  readonly src: string
  readonly hover?: string
  readonly mobile?: string
  readonly alt: string
}

/** Everything that the maker's first two steps decide (RC-2, RC-3). */
export interface ComponentDraft {
  readonly siteId: SiteId
  readonly kind: ComponentKind
  readonly placement: Placement
  readonly style: ComponentStyle
  /** For telling components apart, at most 20 units, unique on its site; visitors never see it. */
  readonly name: string
  /** At most 16 units. */
  readonly shownName: string
  /** At most 20 units. Empty: none. */
  readonly greeting: string
  readonly avatar?: AvatarChoice
  readonly position: Position
  readonly offset: { readonly inline: number; readonly block: number }
  readonly accent?: string
  readonly receiver: Receiver
  /** Whom the visitor sees: the agent with their own name and avatar, or the company. */
  readonly face: 'agent' | 'company'
  readonly language: Language | 'auto'
  readonly image?: ImageChoice
  readonly selectors?: readonly string[]
  readonly target?: Target
  readonly closedFor?: ClosedFor
  readonly show: ShowRules
}
export interface ComponentChange {
  readonly revision: number
  readonly component: ComponentDraft
}
export interface SwitchRequest {
  readonly isOn: boolean
}

/** A component as the console lists it (RC-14). */
export interface ComponentRecord {
  readonly id: ComponentId
  readonly revision: number
  readonly isOn: boolean
  readonly component: ComponentDraft
  /** What pages are told, for the thumbnail. An `article-picture` is on no page. */
  readonly shown: ReceptionComponent | null
  /** Absolute address of its own page. */
  readonly link: string
  readonly changedAt: number
  /** Absent: made by the first start. */
  readonly changedBy?: string
  /** In the last 7 days. */
  readonly clicks: number
  readonly showings: number
}

/** What depends on a component, said before it is deleted (RC-14). */
export interface ComponentDependents {
  /** Conversations that came by it and are not over. They go on. */
  readonly openConversations: number
  /** Showings and clicks of its last 30 days. Reports keep them. */
  readonly showings: number
  readonly clicks: number
}

/** Who can receive (RC-3). */
export interface Receivers {
  readonly agents: readonly { readonly id: MemberId; readonly name: string; readonly avatar?: string }[]
  readonly groups: readonly { readonly id: GroupId; readonly name: string; readonly isMain: boolean; readonly agents: number }[]
}

export interface CompanyRecord extends CompanyProfile {
  readonly revision: number
  /** Path of the logo, if there is one. */
  readonly logoPath?: string
}
export interface CompanyChange {
  readonly revision: number
  readonly profile: CompanyProfile
}
export interface HoursRecord extends WorkingHours {
  readonly revision: number
}
export interface HoursChange {
  readonly revision: number
  readonly hours: WorkingHours
}

export interface ImageRecord {
  readonly id: string
  /** Where pages find it. */
  readonly path: string
  readonly type: string
  readonly width: number
  readonly height: number
}

export interface SiteCheckRequest {
  /** A page of the site, as a visitor would open it. */
  readonly address: string
}
/** What the check of a page found (RC-20). Empty `findings`: nothing is wrong. */
export interface SiteCheck {
  /** After redirects. */
  readonly address: string
  readonly findings: readonly SiteFinding[]
  /** Whether another page may show this one in a frame, for the preview on the owner's own page. */
  readonly mayBeFramed: boolean
  /** When a visitor was last greeted from this origin, if one was. */
  readonly lastVisitorAt?: number
}
/** `detail` holds what the sentence names: the directive, the key, the origin. `line`: what to add, as it is to be written. */
export interface SiteFinding {
  readonly code: SiteFindingCode
  readonly detail?: string
  readonly line?: string
}
export const SITE_FINDINGS = [
  'not_reachable',
  'not_a_page',
  'tag_missing',
  'tag_twice',
  'wrong_key',
  'key_missing',
  'wrong_server',
  'origin_not_allowed',
  'policy_blocks_script',
  'policy_blocks_connect',
  'policy_blocks_image',
  'integrity_wrong',
  'tag_by_script',
] as const
export type SiteFindingCode = (typeof SITE_FINDINGS)[number]
