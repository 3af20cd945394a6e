/** The types of a link follow the event maps. Checked by the compiler alone. */
import type { DeskToServer, Result, ServerToDesk, ServerToVisitor, ThreadDelta, VisitorToServer } from '@foyer/sdk/protocol'
import type { Link } from './link.ts'

declare const visitor: Link<VisitorToServer, ServerToVisitor>
declare const desk: Link<DeskToServer, ServerToDesk>

const delta: Promise<Result<ThreadDelta>> = visitor.request('thread:sync', { version: 0, conversations: [] })
visitor.tell('typing:set', { isTyping: true })
visitor.on('log:appended', ({ conversationId, events }) => [conversationId, events.length])
desk.request('desk:sync', {})
desk.on('signed-out', () => undefined)

// @ts-expect-error a volatile wish has no answer
void visitor.request('typing:set', { isTyping: true })
// @ts-expect-error the payload belongs to the name
void visitor.request('thread:sync', { isTyping: true })
// @ts-expect-error visitors do not ask what desks ask
void visitor.request('desk:sync', {})
// @ts-expect-error nobody pushes this
visitor.on('thread:sync', () => undefined)

export { delta }
