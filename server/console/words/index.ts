/** The desk's words: English and Simplified Chinese (DK-15). */
import { en } from './en.ts'
import type { Words } from './en.ts'

export type { Words } from './en.ts'

export const DESK_LANGUAGES = ['en', 'zh'] as const
export type DeskLanguage = (typeof DESK_LANGUAGES)[number]

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<DeskLanguage, string>> = { en: 'English', zh: '简体中文' }

/** What a browser calls it: for `lang` and for `Intl`. */
export const LANGUAGE_TAGS: Readonly<Record<DeskLanguage, string>> = { en: 'en', zh: 'zh-Hans-CN' }

/** English is there at once; another language is a chunk of its own, for those who speak it. */
export const loadWords = async (language: DeskLanguage): Promise<Words> => (language === 'zh' ? (await import('./zh.ts')).zh : en)

/**
 * The language chosen on this device, else the first of the browser's that the desk speaks, else English.
 *
 * @param chosen what was kept of an earlier choice; anything may stand there
 */
export function chooseDeskLanguage(chosen: unknown, preferred: readonly string[]): DeskLanguage {
  const kept = DESK_LANGUAGES.find((language) => language === chosen)
  if (kept) return kept
  const spoken = preferred.map((tag) => DESK_LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language))
  return spoken.find((language) => language !== undefined) ?? 'en'
}
