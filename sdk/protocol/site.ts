import type { ReceptionComponent } from './components.ts'
import type { WorkingHours } from './hours.ts'

/** Languages that have word tables. More are added by adding a table (CW-18). */
export const LANGUAGES = ['en', 'zh', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Theme {
  /** The owner's colour as CSS, `#rrggbb`. Its steps are computed and keep contrast by themselves. */
  readonly accent: string
  /** `system` follows the visitor's system (CW-3). */
  readonly scheme: 'system' | 'light' | 'dark'
}

/** Five accents that look well as they are (CW-3). Any other colour is as welcome. */
export const BUILT_IN_ACCENTS = { harbour: '#1b6b80', ink: '#2f5bea', moss: '#2f7d4f', clay: '#b4532a', plum: '#7a3f8f' } as const

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
  /** Present if a component's rules ask for them (RC-9). */
  readonly hours?: WorkingHours
  /** Those that are switched on, in the order in which they were made. */
  readonly components: readonly ReceptionComponent[]
}
