import type { ComponentId } from './ids.ts'

/** Languages that have word tables. More are added by adding a table (CW-18). */
export const LANGUAGES = ['en', 'zh', 'ar'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Theme {
  /** The owner's colour as CSS, `#rrggbb`. Its steps are computed and keep contrast by themselves. */
  readonly accent: string
  /** `system` follows the visitor's system (CW-3). */
  readonly scheme: 'system' | 'light' | 'dark'
}

export type Corner = 'bottom-end' | 'bottom-start'

/** A reception component as a page needs it. Who receives is the server's business and is not in it. */
export interface ReceptionComponent {
  readonly id: ComponentId
  readonly kind: 'web-chat'
  readonly style: 'round-button'
  readonly corner: Corner
  /** Distance from the edges, in CSS pixels. */
  readonly offset: { readonly inline: number; readonly block: number }
  /** The shown name; what a screen reader says and a pointer sees. */
  readonly shownName: string
}

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
  readonly components: readonly ReceptionComponent[]
}
