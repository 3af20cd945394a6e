import type { Language } from '@foyer/sdk/protocol'

/** What only a component says that is not available, in all languages: hardly any page shows one. */
export const UNAVAILABLE_WORDS: Readonly<Record<Language, { unavailable: string }>> = {
  en: { unavailable: 'Not available' },
  zh: { unavailable: '暂不可用' },
  de: { unavailable: 'Nicht verfügbar' },
  es: { unavailable: 'No disponible' },
  fr: { unavailable: 'Non disponible' },
  ja: { unavailable: 'ご利用いただけません' },
  ar: { unavailable: 'غير متاح' },
}
