/** Which files of the workspace answers refer to (AR-1), and the same rules with what the server knows of these files. */
import type { FileId, FileRef, Part, ReplyAnswer, ReplyRules } from '@foyer/sdk/protocol'

/** Different files in all answers of a workspace. Ten a rule are many, and what is said a thousand times is one file. */
export const MOST_FILES = 1_000

/** With the field of each part that is a file. */
export function* filePlaces({ rules, first, noMatch }: ReplyRules): Generator<{ readonly id: FileId; readonly field: string }> {
  for (const [index, { answer }] of rules.entries()) yield* inAnswer(answer, `rules.${index}.answer`)
  yield* inAnswer(first.answer, 'first.answer')
  yield* inAnswer(noMatch.answer, 'noMatch.answer')
}

function* inAnswer({ parts }: ReplyAnswer, at: string) {
  for (const [index, part] of parts.entries()) if (part.type === 'file') yield { id: part.file.id, field: `${at}.parts.${index}` }
}

/** Each once, in the order in which they stand. */
export const filesIn = (replies: ReplyRules): readonly FileId[] => [...new Set([...filePlaces(replies)].map(({ id }) => id))]

export const filesInAnswer = (answer: ReplyAnswer | undefined): readonly FileId[] => (answer ? [...new Set([...inAnswer(answer, '')].map(({ id }) => id))] : [])

const isFile = ({ type }: Part): boolean => type === 'file'

/** An answer with what is known of its files; what is said of them by others is not asked. */
export function withRefs(answer: ReplyAnswer, refs: ReadonlyMap<FileId, FileRef>): ReplyAnswer {
  if (!answer.parts.some(isFile)) return answer
  return { ...answer, parts: answer.parts.map((part) => (part.type === 'file' ? { ...part, file: refs.get(part.file.id) ?? part.file } : part)) }
}

export const allWithRefs = <Replies extends ReplyRules>(replies: Replies, refs: ReadonlyMap<FileId, FileRef>): Replies => ({
  ...replies,
  rules: replies.rules.map((rule) => ({ ...rule, answer: withRefs(rule.answer, refs) })),
  first: { ...replies.first, answer: withRefs(replies.first.answer, refs) },
  noMatch: { ...replies.noMatch, answer: withRefs(replies.noMatch.answer, refs) },
})
