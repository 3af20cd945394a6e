/**
 * What reception fetches besides itself: the elements of the styles in use, and words and icons where something needs
 * them. All of it is asked for at once. With them what few pages need: one table of names is all that a page pays for.
 */
import type { Language } from '@foyer/sdk/protocol'
import type { LaterParts, ShownComponent } from '@foyer/sdk/api'

/** The build loads these by name (`scripts/rollup/by-name.mjs`): each is the name of its chunk. */
const PARTS = {
  'round-button': () => import('./round-button.define.ts'),
  'horizontal-button': () => import('./horizontal-button.define.ts'),
  'side-tab': () => import('./side-tab.define.ts'),
  'card': () => import('./card.define.ts'),
  'bottom-bar': () => import('./bottom-bar.define.ts'),
  'action-bar': () => import('./action-bar.define.ts'),
  'article-bar': () => import('./article-bar.define.ts'),
  'image': () => import('./image.define.ts'),
  'contact-card': () => import('./contact-card.define.ts'),
  'phone': () => import('../icons/phone.ts'),
  'icons': () => import('../icons/kinds.ts'),
  'neighbours': () => import('../shell/neighbours.ts'),
  'invite': () => import('../invitation/invite.ts'),
  'unavailable': () => import('./unavailable.ts'),
  'own': () => import('../shell/words/own.ts'),
  'en': () => import('../shell/words/reception/en.ts'),
  'zh': () => import('../shell/words/reception/zh.ts'),
  'de': () => import('../shell/words/reception/de.ts'),
  'es': () => import('../shell/words/reception/es.ts'),
  'fr': () => import('../shell/words/reception/fr.ts'),
  'ja': () => import('../shell/words/reception/ja.ts'),
  'ar': () => import('../shell/words/reception/ar.ts'),
}
export type Part = keyof typeof PARTS
/** Styles that an element draws. */
export type DrawnStyle = Exclude<Part, Language | 'contact-card' | 'phone' | 'icons' | 'own' | keyof LaterParts>

type Parts = { readonly [Name in Part]: Awaited<ReturnType<(typeof PARTS)[Name]>> }
export const load = <Name extends Part>(part: Name) => PARTS[part]() as Promise<Parts[Name]>

/** What has come. */
export const arrived: { [Name in Part]?: Awaited<ReturnType<(typeof PARTS)[Name]>> } = {}

/**
 * The parts without which a component is not shown, its element first. `custom-dom` and `link` draw nothing.
 *
 * @param language of the page
 */
export function partsOf({ kind, style, closedFor, show, isAway, language: own }: ShownComponent, language: Language): Part[] {
  if (style === 'custom-dom' || style === 'link') return []
  const parts: Part[] = [style]
  const mayBeAway = isAway || show?.outsideHours === 'leave-message'
  if (mayBeAway || closedFor || kind !== 'web-chat' || /bar|card/.test(style)) parts.push(own ?? language)
  if (kind === 'phone' || style === 'action-bar') parts.push('phone')
  if (mayBeAway || !/chat|phone/.test(kind)) parts.push('icons')
  return parts
}

/** Fetches what is not there yet; `undefined` if everything is. What failed is fetched again when next wanted. */
export function fetchParts(parts: readonly Part[]): Promise<unknown> | undefined {
  const missing = parts.filter((part) => !arrived[part])
  return missing.length ? Promise.all(missing.map(async (part) => Object.assign(arrived, { [part]: await load(part) }))) : undefined
}
