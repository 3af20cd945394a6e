import type { AnswersPart, ChoicePart, MessageId } from '@foyer/sdk/protocol'
import type { TimelineItem } from '@foyer/sdk/thread'

export type Answer = ChoicePart | AnswersPart | 'overtaken'

/** A thread that has changed is another list. */
const found = new WeakMap<readonly TimelineItem[], ReadonlyMap<MessageId, Answer>>()

/** What the visitor has answered to messages that ask something (CW-6): by the message that was answered. Seen from either side. */
export function answersIn(items: readonly TimelineItem[]): ReadonlyMap<MessageId, Answer> {
  const known = found.get(items)
  if (known) return known
  const answers = new Map<MessageId, Answer>()
  found.set(items, answers)
  let asked: MessageId | undefined
  for (const item of items) {
    if (item.kind !== 'message') continue
    const isVisitor = item.from.kind === 'visitor'
    if (!isVisitor && item.parts.some(({ type }) => type === 'choices')) {
      if (asked && !answers.has(asked)) answers.set(asked, 'overtaken')
      asked = item.id
    }
    if (!isVisitor || item.status === 'failed') continue
    for (const part of item.parts) if (part.type === 'choice' || part.type === 'answers') answers.set(part.to, part)
  }
  return answers
}
