/** What the window shows of a thread's state, decided without a document. */
import type { AgentFace, AnswersPart, ChatForm, ChoicePart, CompanyPanel, ConversationHead, ErrorCode, MessageId } from '@foyer/sdk/protocol'
import type { ShownMessage } from '@foyer/sdk/api'
import type { ThreadState, TimelineItem } from '@foyer/sdk/thread'

/** Who one talks to, for the head. */
export type Presence =
  /** No conversation is open. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'waiting' }
  /** Nobody can receive now; messages are taken (CW-13). */
  | { readonly kind: 'taking-messages' }
  | { readonly kind: 'held'; readonly agent: AgentFace; readonly isHere: boolean }

export function presenceOf({ log, isAgentPresent, standing }: Pick<ThreadState, 'log' | 'isAgentPresent' | 'standing'>): Presence {
  const state = log.conversations.at(-1)?.head.state
  if (!state || state.status === 'ended') return { kind: standing?.isStaffed === false ? 'taking-messages' : 'idle' }
  if (state.status === 'held') return { kind: 'held', agent: state.agent, isHere: isAgentPresent }
  return { kind: state.reason === 'take-message' ? 'taking-messages' : 'waiting' }
}

/** What stands between the visitor and the thread, if anything. */
export type Hindrance =
  | { readonly kind: 'none' }
  /** The first fetch is under way: a skeleton. */
  | { readonly kind: 'loading' }
  /** Tried again by itself; one can go on writing. */
  | { readonly kind: 'offline' }
  /** A reload helps; one can go on writing. */
  | { readonly kind: 'outdated' }
  /** Nothing that the visitor does here helps. */
  | { readonly kind: 'closed'; readonly code: ErrorCode }

/**
 * @param wasOffline whether it was offline before: while it tries again it still is, so that the line that says so
 *   does not flicker
 */
export function hindranceOf({ connection, isLoaded }: Pick<ThreadState, 'connection' | 'isLoaded'>, wasOffline: boolean): Hindrance {
  if (connection.status === 'refused') {
    return connection.code === 'client_outdated' ? { kind: 'outdated' } : { kind: 'closed', code: connection.code }
  }
  if (connection.status === 'offline' || (connection.status === 'connecting' && wasOffline)) return { kind: 'offline' }
  return isLoaded ? { kind: 'none' } : { kind: 'loading' }
}

/** The last conversation, open or ended. */
export const lastHead = ({ log }: Pick<ThreadState, 'log'>): ConversationHead | undefined => log.conversations.at(-1)?.head

/** True while there is a conversation that the visitor can end. */
export const canEnd = (thread: Pick<ThreadState, 'log'>): boolean => {
  const head = lastHead(thread)
  return head !== undefined && head.state.status !== 'ended'
}

/** True if the last conversation has ended and nothing is on its way that would start the next one. */
export const hasEnded = ({ log, pending }: Pick<ThreadState, 'log' | 'pending'>): boolean =>
  log.conversations.at(-1)?.head.state.status === 'ended' && !pending.some((message) => message.status === 'sending')

/** True if the last conversation can be rated now (SV-1, SV-3): it was asked for, or an agent has answered and it goes on. */
export function canRate(head: ConversationHead | undefined, now: number): head is ConversationHead {
  if (!head) return false
  return head.survey ? now < head.survey.validUntil : head.isAnswered === true && head.state.status !== 'ended'
}

/** True while whoever holds the conversation is known to be away: an answer comes later (CW-12). */
export const isAlone = ({ log, isAgentPresent, connection }: Pick<ThreadState, 'log' | 'isAgentPresent' | 'connection'>): boolean =>
  lastHead({ log })?.state.status === 'held' && !isAgentPresent && connection.status === 'connected'

/** Whether there may be something to be waited for, or asked of the visitor, at the end of the thread: then it is fetched. */
export function needsStates({ log, standing }: Pick<ThreadState, 'log' | 'standing'>, now: number): boolean {
  const head = lastHead({ log })
  const isUnstaffed = standing?.isStaffed === false && !canEnd({ log })
  const waits = head?.state.status === 'waiting' && head.state.reason !== undefined
  return isUnstaffed || waits || head?.transfer !== undefined || (head?.survey !== undefined && now < head.survey.validUntil)
}

/** Whether the form before the chat stands there (CW-16): a message would start a conversation, and no one was started with answers. */
export function wantsForm({ log, pending, isLoaded }: Pick<ThreadState, 'log' | 'pending' | 'isLoaded'>, form: ChatForm | undefined, isAnswered: boolean): form is ChatForm {
  if (!form || isAnswered || !isLoaded || canEnd({ log })) return false
  return !pending.some(({ status }) => status === 'sending') && !log.conversations.some(({ head }) => head.start?.answers)
}

/** Tells one form from another, so that one that was changed is shown again. Short, for it is kept on the device. */
export function formMark(form: ChatForm): string {
  let mark = 0
  for (const letter of JSON.stringify(form)) mark = (Math.imul(mark, 31) + (letter.codePointAt(0) ?? 0)) | 0
  return mark.toString(36)
}

/** Whether there is more to say of the company than its name, which stands in the head anyway. */
export const saysMore = ({ introduction, address, phone, email, homePage }: CompanyPanel): boolean => Boolean(introduction || address || phone || email || homePage)

type MessageItem = Extract<TimelineItem, { kind: 'message' }>

/**
 * What the page's hook lets through (CW-28). Its own messages a visitor always sees. A message is asked about once for
 * as long as it stays the same; one that a hook breaks on is shown as it is.
 */
export function createCensor(beforeShow: ((message: ShownMessage) => ShownMessage | undefined) | undefined): (items: readonly TimelineItem[]) => readonly TimelineItem[] {
  if (!beforeShow) return (items) => items
  const known = new Map<MessageId, { readonly parts: MessageItem['parts']; readonly shown: MessageItem['parts'] | undefined }>()

  const partsOf = ({ id, from, parts, at }: MessageItem): MessageItem['parts'] | undefined => {
    const before = known.get(id)
    if (before?.parts === parts) return before.shown
    let shown: MessageItem['parts'] | undefined = parts
    try {
      shown = beforeShow({ id, from, parts, at })?.parts
    } catch (error) {
      console.error('[foyer] The hook beforeShow has thrown; the message is shown as it is.', error)
    }
    known.set(id, { parts, shown })
    return shown
  }

  return (items) => {
    const shown: TimelineItem[] = []
    /** The one before it in its group was taken out, and it was the first. */
    let begins = false
    for (const item of items) {
      const parts = item.kind !== 'message' || item.isOwn ? undefined : partsOf(item)
      if (item.kind !== 'message' || item.isOwn) shown.push(item)
      else if (parts) shown.push(parts === item.parts && !begins ? item : { ...item, parts, isFirstOfGroup: item.isFirstOfGroup || begins })
      else {
        const last = shown.at(-1)
        if (item.isLastOfGroup && !item.isFirstOfGroup && !begins && last?.kind === 'message') shown[shown.length - 1] = { ...last, isLastOfGroup: true }
        begins = (item.isFirstOfGroup || begins) && !item.isLastOfGroup
        continue
      }
      begins = false
    }
    return shown
  }
}

export type Answer = ChoicePart | AnswersPart | 'overtaken'

/** What the visitor has answered to messages that ask something (CW-6): by the message that was answered. Seen from either side. */
export function answersIn(items: readonly TimelineItem[]): ReadonlyMap<MessageId, Answer> {
  const answers = new Map<MessageId, Answer>()
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
