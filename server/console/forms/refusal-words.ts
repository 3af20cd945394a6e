import type { Failure } from '@foyer/sdk/protocol'
import type { DeskLanguage, Words } from '../words/index.ts'

/**
 * What happened, and what to do. The server writes English, and there it may be more exact than the table; other
 * languages have the table's sentences.
 */
export function refusalWords({ code, message, remedy }: Failure, words: Words, language: DeskLanguage): string {
  const said = language === 'en' ? [message, remedy] : words.errors[code]
  return said.join(language === 'zh' ? '' : ' ')
}
