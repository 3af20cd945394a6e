import type { Failure } from '@foyer/sdk/protocol'
import type { DeskLanguage, Words } from '../words/index.ts'

/**
 * What happened, and what to do. The server writes English, and there it may be more exact than the table; other
 * languages have the table's sentences. Those of the table that speak of messages, which go out by themselves, are none
 * for a form: it is saved when somebody presses the button.
 */
export function refusalWords({ code, message, remedy }: Failure, words: Words, language: DeskLanguage): string {
  if (code === 'not_reachable') return words.refusedNotReachable
  if (code === 'unavailable') return words.refusedUnavailable
  const said = language === 'en' ? [message, remedy] : words.errors[code]
  return said.join(language === 'zh' ? '' : ' ')
}
