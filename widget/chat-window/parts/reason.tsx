import type { ErrorCode, Language } from '@foyer/sdk/protocol'
import type { PartWords } from '../../shell/words/index.ts'
import { createExtra, Later } from './later.tsx'

/** Words alone: what is there besides counts only as being there. */
const moreWords = createExtra(async () => true)

interface ReasonProps {
  readonly code: ErrorCode
  /** The server's own sentence, for what nobody has translated. */
  readonly message?: string | undefined
  readonly words: Pick<PartWords, 'errors' | 'loadFailed' | 'retry'>
  /** Of the visitor's words; absent where `words` have all. */
  readonly language: Language | undefined
}

/** Why something was refused: what is common is among the words that are there, the rest is fetched. */
export function Reason({ code, message, words, language }: ReasonProps) {
  const known = words.errors[code]
  if (known || !language) return known ?? message
  return (
    <Later extra={moreWords} language={language} words={words} placeholder={message}>
      {(_, { errors }) => (errors as PartWords['errors'])[code] ?? message}
    </Later>
  )
}
