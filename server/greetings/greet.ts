/** The greeting that goes out with the first allocation of a conversation, in its transaction (GR-1). */
import type { ComponentId, ConversationId, Happening, MemberId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { shownCompanyName } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import { prepared } from '../store/areas.ts'
import { db, first, prepare } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { DEFAULT_GREETINGS, fillIn, greetingOf } from './rules.ts'
import type { Greetings } from './rules.ts'

const presenceOf = prepare((p: { id: MemberId }) => db.selectFrom('members').select(['is_online', 'is_present']).where('id', '=', p.id))
const nameOfVisitor = prepare((p: { id: VisitorId }) => db.selectFrom('visitors').select('name').where('id', '=', p.id))

const anyAssigned = prepare((p: { id: ConversationId }) => db.selectFrom('events').select('seq').where('conversation_id', '=', p.id).where('type', '=', 'assigned').limit(1))

const greetingsOf = prepared('greetings', (value: Greetings | undefined): Greetings => value ?? DEFAULT_GREETINGS)

/**
 * What stands right behind an `assigned`: the greeting as from that agent, if it is the first of its conversation and
 * there is one; else nothing. `conversation` is as it was before. An agent who takes a conversation by writing, or began
 * it, speaks for themselves: do not ask here.
 */
export function* greetingAfter(conversation: Conversation, assigned: Happening, now: number, start = conversation.head.start): Work<readonly Entry[]> {
  if (assigned.type !== 'assigned' || conversation.agent_id !== null) return []
  const { id, workspace_id: workspaceId, group_id: groupId, visitor_id: visitorId } = conversation
  const greetings = yield* greetingsOf(workspaceId)
  if (!greetings.isOn) return []
  // Who held it once has greeted already, also if it waits again since they went away (AL-12).
  if (conversation.head.seq > 0 && (yield* first(anyAssigned, { id }))) return []
  const { agent } = assigned
  const presence = yield* first(presenceOf, { id: agent.id })
  const isOnline = presence?.is_online === 1 && presence.is_present === 1
  const componentId: ComponentId | undefined = start?.componentId
  const greeting = greetingOf(greetings, { ...(componentId && { componentId }), agentId: agent.id, groupId, isOnline })
  const text = greeting === '' ? '' : fillIn(greeting, yield* namesFor(greeting, workspaceId, visitorId, agent.shownAs?.name ?? agent.name))
  if (text === '') return []
  const message = { type: 'message', id: messageIdOf(`${id}:greeting`, now), from: { kind: 'agent', ...agent }, parts: [{ type: 'text', text }], automatic: 'greeting' } as const
  return [{ happening: message }]
}

/** Most greetings name nobody, and then nothing is looked up. */
function* namesFor(greeting: string, workspaceId: WorkspaceId, visitorId: VisitorId, agent: string) {
  if (!greeting.includes('{')) return { visitor: '', agent, company: '' }
  const visitor = (yield* first(nameOfVisitor, { id: visitorId }))?.name ?? ''
  return { visitor, agent, company: shownCompanyName((yield* companyOf(workspaceId)).profile) }
}
