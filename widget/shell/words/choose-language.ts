import { LANGUAGES } from '@foyer/sdk/protocol'
import type { Language } from '@foyer/sdk/protocol'
import { primary } from './primary.ts'

// Here for whoever looks for it beside the choice; by itself, because it is not needed before the first click.
export { localeFor } from './locale.ts'

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
