import type { ReceptionComponent } from './components.ts'
import type { WorkingHours } from './hours.ts'
import type { SiteInvitation } from './invitations.ts'

/** Languages that have word tables. More are added by adding a table (CW-18). */
export const LANGUAGES = ['en', 'zh', 'de', 'es', 'fr', 'ja', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Theme {
  /** The owner's colour as CSS, `#rrggbb`. Its steps are computed and keep contrast by themselves. */
  readonly accent: string
  /** `system` follows the visitor's system (CW-3). */
  readonly scheme: 'system' | 'light' | 'dark'
}

/** Five accents that look well as they are (CW-3). Any other colour is as welcome. */
export const BUILT_IN_ACCENTS = { harbour: '#1b6b80', ink: '#2f5bea', moss: '#2f7d4f', clay: '#b4532a', plum: '#7a3f8f' } as const

/**
 * What is kept on the device (CW-26). `none`: nothing, and nothing is reported until the visitor clicks. `session`: it
 * goes with the tab. `full`: it stays.
 */
export const CONSENTS = ['none', 'session', 'full'] as const
export type Consent = (typeof CONSENTS)[number]

/** Own words by language, then by the name of the text. Where a word takes a name, a time or a number, `{}` stands for it. */
export type TextOverrides = Partial<Readonly<Record<Language, Readonly<Record<string, string>>>>>

/** Where the window stands. */
export type Corner = 'bottom-end' | 'bottom-start'

/** What the server tells a page about its site: `GET /v1/sites/{key}/config`. */
export interface SiteConfig {
  readonly protocol: number
  /** Moves with every change in the console, so that open pages know when to fetch again (RC-15). */
  readonly version: number
  /** The company's shown name. */
  readonly name: string
  readonly theme: Theme
  /** Fixed by the owner, or `auto`: the page's `lang`, then the browser's. */
  readonly language: Language | 'auto'
  /** What may be kept on the device before the visitor has agreed to more (CW-26). Absent: `full`. */
  readonly consent?: Exclude<Consent, 'full'>
  /** The workspace's own words for what stands on the page, by language and name (CW-18). */
  readonly texts?: TextOverrides
  /** Present if a component's rules ask for them (RC-9). */
  readonly hours?: WorkingHours
  /** Those that are switched on, in the order in which they were made. */
  readonly components: readonly ReceptionComponent[]
  /** Those that are switched on, by priority (IV-5). Absent: none. */
  readonly invitations?: readonly SiteInvitation[]
}
