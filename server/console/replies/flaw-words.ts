import type { Failure } from '@foyer/sdk/protocol'
import type { RepliesWords } from '../words/replies/index.ts'

/** What a check of ours has found in an answer, in words; the table's words are too broad for it. */
export function flawWords({ message }: Failure, words: RepliesWords['replies']): string | undefined {
  switch (message) {
    case 'keywordMissing':
    case 'doesNothing':
    case 'tooManyParts':
    case 'choiceMissing':
    case 'choiceTwice':
    case 'pictureNotSecure':
      return words[message]
    default:
      return undefined
  }
}
