/** The greeting that goes out with the first allocation of a conversation, in its transaction (GR-1). */
import type { AgentFace, ComponentId, ConversationId, Happening, MemberId, StartContext, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Allocated } from '../allocation/store.ts'
import { shownCompanyName } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import { prepared } from '../store/areas.ts'
import { db, first, prepare, together } from '../store/procedure.ts'
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
  const [greetings, wasHeld, presence] = yield* together(greetingsOf(conversation.workspace_id), hasBeenHeld(conversation), first(presenceOf, { id: assigned.agent.id }))
  const isOnline = presence?.is_online === 1 && presence.is_present === 1
  return wasHeld ? [] : yield* greet(conversation, assigned.agent, { greetings, isOnline, now, start })
}

/** Allocates, and says with what is to be added to the log the greeting that stands behind it, as {@link greetingAfter} does. */
export function* greeted(
  conversation: Conversation,
  allocating: Work<Allocated>,
  now: number,
  start = conversation.head.start,
): Work<Allocated & { readonly greeting: readonly Entry[] }> {
  const [allocated, greetings, wasHeld] = yield* together(allocating, greetingsOf(conversation.workspace_id), hasBeenHeld(conversation))
  const { happening, snapshot } = allocated
  if (happening.type !== 'assigned' || wasHeld) return { ...allocated, greeting: [] }
  const isOnline = snapshot.agents.some(({ id, isOnline }) => id === happening.agent.id && isOnline)
  return { ...allocated, greeting: yield* greet(conversation, happening.agent, { greetings, isOnline, now, start }) }
}

/** Who held it once has greeted already, also if it waits again since they went away (AL-12). */
function* hasBeenHeld({ id, agent_id: holder, head }: Conversation): Work<boolean> {
  return holder !== null || (head.seq > 0 && (yield* first(anyAssigned, { id })) !== undefined)
}

interface Circumstances {
  readonly greetings: Greetings
  readonly isOnline: boolean
  readonly now: number
  readonly start: StartContext | undefined
}

function* greet({ id, workspace_id: workspaceId, group_id: groupId, visitor_id: visitorId, head: { seq } }: Conversation, agent: AgentFace, { greetings, isOnline, now, start }: Circumstances): Work<readonly Entry[]> {
  if (!greetings.isOn) return []
  const componentId: ComponentId | undefined = start?.componentId
  const greeting = greetingOf(greetings, { ...(componentId && { componentId }), agentId: agent.id, groupId, isOnline })
  const text = greeting === '' ? '' : fillIn(greeting, yield* namesFor(greeting, workspaceId, visitorId, agent.shownAs?.name ?? agent.name))
  // Whom an invitation has greeted is not greeted twice (IV-10). Of one that begins now, whoever begins it knows.
  if (text === '' || (seq > 0 && (yield* beganByInvitation(id)))) return []
  const message = { type: 'message', id: messageIdOf(`${id}:greeting`, now), from: { kind: 'agent', ...agent }, parts: [{ type: 'text', text }], automatic: 'greeting' } as const
  return [{ happening: message }]
}

const firstEvent = prepare((p: { id: ConversationId }) => db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '=', 1))

function* beganByInvitation(id: ConversationId): Work<boolean> {
  const started = yield* first(firstEvent, { id })
  return started !== undefined && 'invitation' in (JSON.parse(started.body) as object)
}

/** Most greetings name nobody, and then nothing is looked up. */
function* namesFor(greeting: string, workspaceId: WorkspaceId, visitorId: VisitorId, agent: string) {
  if (!greeting.includes('{')) return { visitor: '', agent, company: '' }
  const visitor = (yield* first(nameOfVisitor, { id: visitorId }))?.name ?? ''
  return { visitor, agent, company: shownCompanyName((yield* companyOf(workspaceId)).profile) }
}
