import { LANGUAGES } from '@foyer/sdk/protocol'
import type { Language } from '@foyer/sdk/protocol'

/**
 * The language to speak (CW-18): the owner's fixed one, else the page's own, else the first of the browser's that we
 * have words for, else English. Regions and scripts are passed over: Traditional Chinese readers get Simplified rather
 * than English.
 *
 * @param setting what the site's settings, the tag or the SDK say
 * @param pageLanguage the page's `lang`, if it has one
 * @param browserLanguages `navigator.languages`, the preferred one first
 */
export function chooseLanguage(setting: Language | 'auto', pageLanguage: string | null | undefined, browserLanguages: readonly string[]): Language {
  if (setting !== 'auto') return setting
  for (const tag of [pageLanguage ?? '', ...browserLanguages]) {
    const language = LANGUAGES.find((one) => one === primary(tag))
    if (language) return language
  }
  return 'en'
}

/** Which way a language is written. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

/**
 * The locale for dates and times: the visitor's own region where it belongs to the language spoken, so that a British
 * visitor reads `14:32` and an American one `2:32 PM`.
 */
export function localeFor(language: Language, browserLanguages: readonly string[]): string {
  if (language === 'zh') return 'zh-CN'
  return browserLanguages.find((tag) => primary(tag) === language) ?? language
}

const primary = (tag: string) => tag.toLowerCase().split(/[-_]/)[0]
