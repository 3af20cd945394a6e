/** Whether the form before the chat is to be filled in (CW-16). */
import type { ChatForm } from '@foyer/sdk/protocol'
import type { ThreadState } from '@foyer/sdk/thread'
import { canEnd } from '../../chat-window/view.ts'

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
