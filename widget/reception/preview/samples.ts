/** One component of every style, in every language, as an owner would set it up. */
import { POSITIONS_OF } from '@foyer/sdk/protocol'
import type { ComponentId, ComponentStyle, Language, Position, ReceptionComponent } from '@foyer/sdk/protocol'
import type { ShownComponent } from '@foyer/sdk/api'
import type { DrawnStyle } from '../load.ts'

const NAMES: Readonly<Record<Language, string>> = { en: 'Chat with us', zh: '在线咨询', de: 'Chat mit uns', es: 'Hablemos', fr: 'Discutons', ja: 'チャットで相談', ar: 'تحدث معنا' }
const GREETINGS: Readonly<Record<Language, string>> = {
  en: 'We love questions!',
  zh: '您好，有什么可以帮您',
  de: 'Können wir helfen?',
  es: '¿Podemos ayudarle?',
  fr: 'Besoin d’aide ?',
  ja: '何かお困りですか？',
  ar: 'كيف نساعدك اليوم؟',
}
/** As long as a shown name may be: 16 units. */
export const LONG_NAMES: Readonly<Record<Language, string>> = {
  en: 'Nordwind Travels',
  zh: '北风旅行在线咨询',
  de: 'Reisen im Norden',
  es: 'Viajes del Norte',
  fr: 'Voyages Nordwind',
  ja: '北風トラベル相談',
  ar: 'رياح الشمال للسفر',
}
const CARDS: Readonly<Record<Language, { title: string; text: string }>> = {
  en: { title: 'Follow Nordwind Travel', text: 'New tours on Fridays, and what the weather does up there.' },
  zh: { title: '关注北风旅行', text: '每周五发布新线路和当地天气。' },
  de: { title: 'Folgen Sie Nordwind', text: 'Freitags neue Reisen, und wie das Wetter dort oben ist.' },
  es: { title: 'Siga a Nordwind', text: 'Viajes nuevos cada viernes, y el tiempo que hace allá arriba.' },
  fr: { title: 'Suivez Nordwind', text: 'De nouveaux voyages le vendredi, et le temps qu’il fait là-haut.' },
  ja: { title: '北風トラベルをフォロー', text: '毎週金曜日に新しいツアーと現地の天気をお届けします。' },
  ar: { title: 'تابع رياح الشمال', text: 'رحلات جديدة كل جمعة، وأخبار الطقس هناك.' },
}

/** A face, drawn here, so that a sample needs no server. */
export const AVATAR = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><path fill="#f4c9a8" d="M0 0h80v80H0z"/><circle cx="40" cy="34" r="15" fill="#7a4a2b"/><path fill="#2f5b4a" d="M10 80c2-20 14-28 30-28s28 8 30 28z"/></svg>',
)}`
const BANNER = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120"><rect width="160" height="120" rx="16" fill="#1b6b80"/><path fill="#f6e7c8" d="m20 96 36-52 22 30 16-20 46 42z"/><circle cx="120" cy="32" r="12" fill="#f6c453"/></svg>',
)}`
const CODE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21">${Array.from({ length: 441 }, (_, i) => ((i * 7919) % 13 < 6 ? `<path d="M${i % 21} ${Math.floor(i / 21)}h1v1h-1z"/>` : '')).join('')}</svg>`,
)}`

/** A component of a style: the style's first position, 20 px from the edges unless it lies along one. */
export function sample(style: DrawnStyle, language: Language = 'en', over: Partial<ShownComponent> = {}): ShownComponent {
  const isAtEdge = style === 'side-tab' || style === 'bottom-bar' || style === 'action-bar'
  return {
    id: `sample-${style}` as ComponentId,
    kind: 'web-chat',
    style,
    position: positionsOf(style)[0] ?? 'bottom-end',
    offset: isAtEdge ? { inline: 0, block: 0 } : { inline: 20, block: 20 },
    shownName: NAMES[language],
    slug: 'chat',
    ...(WITH_GREETING.includes(style) && { greeting: GREETINGS[language], avatar: AVATAR, closedFor: 'visit' as const }),
    ...(style === 'article-bar' && { avatar: AVATAR }),
    ...(style === 'action-bar' && { phone: '+47 22 12 34 56' }),
    ...(style === 'image' && { image: { src: BANNER, alt: NAMES[language], width: 160, height: 120 } }),
    ...over,
  }
}

const WITH_GREETING: readonly ComponentStyle[] = ['card', 'bottom-bar']

/** Where a style can stand, its default first. */
export const positionsOf = (style: ComponentStyle): readonly Position[] =>
  POSITIONS_OF[style] ?? ['bottom-end', 'bottom-start', 'bottom', 'top-start', 'top', 'top-end', 'start', 'end']

/** A component that shows a contact card when it is clicked. */
export const contactSample = (language: Language = 'en'): ReceptionComponent =>
  sample('round-button', language, { kind: 'follow', card: { ...CARDS[language], address: 'https://social.example/nordwind', code: CODE } })

export const DRAWN_STYLES: readonly DrawnStyle[] = ['round-button', 'horizontal-button', 'side-tab', 'card', 'bottom-bar', 'action-bar', 'article-bar', 'image']

/** A component of each style. */
export const samples = (language: Language = 'en'): Readonly<Record<DrawnStyle, ShownComponent>> =>
  Object.fromEntries(DRAWN_STYLES.map((style) => [style, sample(style, language)])) as Record<DrawnStyle, ShownComponent>
