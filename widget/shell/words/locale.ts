import type { Language } from '@foyer/sdk/protocol'
import { primary } from './primary.ts'

/**
 * The locale for dates and times: the visitor's own region where it belongs to the language spoken, so that a British
 * visitor reads `14:32` and an American one `2:32 PM`.
 */
export function localeFor(language: Language, browserLanguages: readonly string[]): string {
  if (language === 'zh') return 'zh-CN'
  return browserLanguages.find((tag) => primary(tag) === language) ?? language
}
