/** What stands in a frame of the live preview. Pure. */
import { LANGUAGES, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { ComponentDraft, Language, ReceptionComponent, SiteRecord } from '@foyer/sdk/protocol'
import type { Scene } from '../preview/scene.ts'
import { NOBODY, shownOf } from './shown.ts'
import type { Identity, Pictures } from './shown.ts'

export type Device = 'desktop' | 'mobile'

/** How one looks at it. */
export interface Light {
  readonly isDark: boolean
  readonly isOutside: boolean
  readonly language: Language
  /** The owner's own page in place of the sample. */
  readonly page?: string
}

export interface Subject {
  readonly draft: ComponentDraft
  readonly site: Pick<SiteRecord, 'theme'>
  readonly siteName: string
  readonly pictures: Pictures
  readonly identity?: Identity
  /** Of an `article-picture`. */
  readonly picture?: string
  /** The address of its own page, for what is a link. */
  readonly address: string
  /** In the place of a code that is not there yet. */
  readonly codeLater: string
}

/** Why nothing is to be seen in a frame, where that is by the owner's own rules (RC-9). */
export type Absence = 'only-mobile' | 'only-desktop' | 'hidden'

export function sceneOf({ draft, site, siteName, pictures, identity, picture, address, codeLater }: Subject, light: Light, device: Device): { readonly scene: Scene; readonly absence?: Absence } {
  const shown = shownOf(draft, pictures, identity)
  const rules = shown?.show
  const absence: Absence | undefined =
    rules?.device !== undefined && rules.device !== device ? `only-${rules.device}` : light.isOutside && rules?.outsideHours === 'hide' ? 'hidden' : undefined
  const isLink = draft.style === 'link'
  const scene: Scene = {
    placement: draft.placement,
    ...(shown && !isLink && !absence && { component: withCode(shown, codeLater) }),
    isAway: light.isOutside && rules?.outsideHours === 'leave-message',
    theme: { accent: site.theme.accent, scheme: light.isDark ? 'dark' : 'light' },
    siteName,
    language: light.language,
    ...(picture !== undefined && { picture }),
    ...(isLink && { link: { title: draft.shownName, text: draft.greeting, address } }),
    ...(light.page !== undefined && !isLink && draft.style !== 'article-picture' && { page: light.page }),
  }
  return { scene, ...(absence && { absence }) }
}

/** A card of a component that is not kept yet has no code to show. */
function withCode(shown: ReceptionComponent, words: string): ReceptionComponent {
  const { card } = shown
  return card?.code === PUBLIC_PATHS.cardCode(NOBODY.slug) ? { ...shown, card: { ...card, code: placeholder(words) } } : shown
}

const placeholder = (words: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="#fff"/><rect x="12" y="12" width="176" height="176" rx="8" fill="none" stroke="#8a919c" stroke-width="2" stroke-dasharray="7 7"/><text x="100" y="106" text-anchor="middle" font-family="system-ui,sans-serif" font-size="18" fill="#666d78">${words.replace(/[&<]/g, '')}</text></svg>`,
  )}`

/** The language that the preview begins with: the site's, else the one that the member works in, as far as visitors have it. */
export const firstLanguage = (ofSite: Language | 'auto', ofDesk: string): Language => (ofSite === 'auto' ? (LANGUAGES.find((language) => language === ofDesk) ?? 'en') : ofSite)
