/** A message in one line, for the list. What has no words of its own is called by what it is. */
import { plainText } from '@foyer/sdk/protocol'
import type { Part } from '@foyer/sdk/protocol'
import type { Words } from './words/index.ts'

export function partsInWords(parts: readonly Part[], { kinds }: Pick<Words, 'kinds'>): string {
  // Words first: in one line, names of files would leave no room for them.
  const ordered = parts.toSorted((one, other) => Number(other.type === 'text') - Number(one.type === 'text'))
  return ordered.map((part) => (isVoice(part) ? kinds.voice : plainText([part]) || ofKind(part, kinds))).join(' ')
}

/** Its file has a name, but nobody gave it. */
const isVoice = (part: Part): boolean => part.type === 'file' && part.file.durationMs !== undefined

const ofKind = ({ type }: Part, kinds: Words['kinds']): string => (type === 'location' ? kinds.location : type === 'form' ? kinds.form : kinds.other)
