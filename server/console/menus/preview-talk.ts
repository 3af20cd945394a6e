/** What a visitor would get who uses the menu in the preview: no conversation begins, and nothing leaves the page. */
import { emptyHead, foldEvents, ok } from '@foyer/sdk/protocol'
import type { ConversationId, Happening, LogEvent, Menu, MessageId } from '@foyer/sdk/protocol'
import { NOW } from '@foyer/widget/chat-window/preview/states.ts'
import type { StubThread } from '@foyer/widget/chat-window/testing/stub-thread.ts'
import { findItem } from '../../menus/rules.ts'

const TALK = 'preview' as ConversationId

/** @param menuNow the menu as it stands in the fields */
export function talkInPreview(thread: StubThread, menuNow: () => Menu): void {
  let messages = 0
  const messageId = () => `preview-${++messages}` as MessageId
  const talk = () => thread.state.log.conversations[0]
  const happen = (...happenings: readonly Happening[]) => {
    const { head, events } = talk() ?? { head: emptyHead(TALK), events: [] }
    const began: readonly Happening[] = head.seq === 0 ? [{ type: 'started', by: 'visitor', position: 1 }] : []
    const more = [...began, ...happenings].map((happening, index): LogEvent => ({ ...happening, seq: head.seq + 1 + index, at: NOW }))
    thread.become({ log: { ...thread.state.log, conversations: [{ head: foldEvents(head, more), events: [...events, ...more] }] } })
  }
  thread.onAsk = (name, request) => {
    const item = name === 'menu:choose' ? findItem(menuNow(), (request as { readonly itemId: string }).itemId) : undefined
    if (!item) return ok(null)
    const { id: itemId, title, action } = item
    const chose: Happening = { type: 'chose', itemId, title }
    if (action.kind === 'reply') happen(chose, { type: 'message', id: messageId(), from: { kind: 'machine' }, parts: action.parts })
    // A page or a number begins no conversation.
    else if (action.kind === 'human' || talk()) happen(chose)
    return ok(null)
  }
  thread.send = async (parts) => {
    const id = messageId()
    happen({ type: 'message', id, from: { kind: 'visitor' }, parts })
    return id
  }
}
