/**
 * A desk server in memory, behind the port of the line: answers as `desk-events.ts` says, from logs that a test or a
 * preview can add to; can be cut off, refuse a request, or keep an answer back.
 */
import { LIMITS, emptyHead, fail, failTalk, foldEvents, ok } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  AgentState,
  AllocationTrace,
  Appended,
  ConversationHead,
  ConversationId,
  DeskToServer,
  ErrorCode,
  FileId,
  FileLinks,
  GroupFace,
  HandoverChoices,
  Happening,
  InboxEntry,
  LiveVisitor,
  LogEvent,
  MemberId,
  MessageId,
  NotInvited,
  Receiver,
  Result,
  ServerToDesk,
  VisitorCard,
  VisitorId,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import type { ConnectionState } from '@foyer/sdk/thread'
import type { DeskLink } from '../desk-link.ts'
import { WHY_NOT } from './samples.ts'
import { pageAfter } from './visitor-samples.ts'

export interface FakeConversation {
  readonly id: ConversationId
  readonly visitor: VisitorCard
  readonly groupName: string
  readonly events: LogEvent[]
  /** Until then its visitor can be answered, though it has ended. */
  readonly reachableUntil?: number
  /** Earlier conversations of the same visitor, the latest last. */
  readonly earlier?: readonly { readonly id: ConversationId; readonly events: readonly LogEvent[] }[]
}

export interface FakeDesk {
  readonly link: DeskLink
  /** Every request that came in, by name. */
  readonly asked: { readonly name: keyof DeskToServer; readonly payload: unknown }[]
  connect(): void
  disconnect(next?: ConnectionState): void
  push<Name extends keyof ServerToDesk>(name: Name, ...payload: Parameters<ServerToDesk[Name]>): void
  /** Adds to a log. A desk that is connected hears of it, unless it is kept from it. */
  happen(id: ConversationId, happening: Happening, options?: { readonly silently?: boolean; readonly at?: number }): LogEvent
  add(conversation: FakeConversation): void
  /** The next requests of this name come to nothing, until `undefined`. */
  refuse(name: keyof DeskToServer, code: ErrorCode | undefined): void
  /** Answers to requests of this name are on their way until the returned function is called. */
  keepBack(name: keyof DeskToServer): () => void
  headOf(id: ConversationId): ConversationHead
  /** Visitors come, change and go; desks that watch are told of it. */
  move(changed: readonly LiveVisitor[], gone?: readonly VisitorId[]): void
}

export interface FakeDeskOptions {
  readonly me: MemberId
  readonly agents: readonly AgentState[]
  readonly conversations: readonly FakeConversation[]
  readonly workspace?: string
  /** Default: at the end. */
  readonly asksForRating?: 'end' | 'agent'
  readonly traces?: ReadonlyMap<ConversationId, readonly AllocationTrace[]>
  /** Where the files of messages are. */
  readonly files?: ReadonlyMap<FileId, FileLinks>
  /** Who is on the sites. */
  readonly visitors?: readonly LiveVisitor[]
  /** Their places are from a database that nobody has to be named for. */
  readonly hasOwnPlaces?: boolean
  /** Default: visitors are asked, and there are no groups. */
  readonly choices?: HandoverChoices
  now(): number
}

const DAY_MS = 24 * 60 * 60_000

export const headFrom = (id: ConversationId, events: readonly LogEvent[]): ConversationHead => foldEvents(emptyHead(id), events)

export function createFakeDesk({ me, agents, conversations, workspace = 'Meridian Travel', asksForRating = 'end', traces = new Map(), files = new Map(), visitors = [], hasOwnPlaces = false, choices = { asks: 'visitor', groups: [] }, now }: FakeDeskOptions): FakeDesk {
  const known = new Map(conversations.map((each) => [each.id, each]))
  const states = new Map(agents.map((agent) => [agent.id, agent]))
  const listeners = new Map<string, Set<(payload: never) => void>>()
  const stateListeners = new Set<(state: ConnectionState) => void>()
  const refusals = new Map<string, ErrorCode>()
  const gates = new Map<string, Promise<void>>()
  const nextIds = new Map<ConversationId, ConversationId>()
  const asked: { name: keyof DeskToServer; payload: unknown }[] = []
  /** What this member may no longer see. */
  const hidden = new Set<ConversationId>()
  const onSites = new Map(visitors.map((each) => [each.id, each]))
  const sitesFrom = (after?: VisitorId) => pageAfter([...onSites.values()], liveSeq, hasOwnPlaces ? undefined : 'db-ip', after)
  let liveSeq = 0
  let connection: ConnectionState = { status: 'idle' }

  const setConnection = (next: ConnectionState) => {
    connection = next
    for (const listener of [...stateListeners]) listener(next)
  }
  const push: FakeDesk['push'] = (name, ...[payload]) => {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(payload as never)
  }
  const face = (): AgentFace => ({ id: me, name: states.get(me)?.name ?? 'Somebody' })

  function append(conversation: FakeConversation, happening: Happening, at: number): LogEvent {
    const event: LogEvent = { ...happening, seq: conversation.events.length + 1, at }
    conversation.events.push(event)
    return event
  }

  const answers: { readonly [Name in keyof DeskToServer]?: (payload: never) => Result<unknown> } = {
    'desk:sync': () => ok({ workspace: { id: 'w1' as WorkspaceId, name: workspace, asksForRating }, me, agents: [...states.values()], entries: [...known.values()].map(entryOf) }),
    'inbox:entry': ({ conversationId }: { conversationId: ConversationId }) => (hidden.has(conversationId) ? fail('not_found') : withConversation(conversationId, (found) => ok(entryOf(found)))),
    'conversation:sync': ({ conversationId, seq }: { conversationId: ConversationId; seq: number }) =>
      withConversation(conversationId, ({ id, events }) => {
        const head = headFrom(id, events)
        if (seq === 0) return ok({ whole: { head, events: events.slice(-LIMITS.pageEvents) }, more: false })
        return ok({ next: { conversationId: id, events: events.slice(seq, seq + LIMITS.catchUpEvents) }, more: events.length > seq + LIMITS.catchUpEvents })
      }),
    'conversation:older': ({ conversationId, seq }: { conversationId: ConversationId; seq: number }) => older(conversationId, seq),
    'conversation:end': ({ conversationId }: { conversationId: ConversationId }) =>
      withConversation(conversationId, (found) => {
        push('log:appended', { conversationId, events: [append(found, { type: 'ended', by: 'agent' }, now())] })
        return ok(null)
      }),
    'conversation:why-not': ({ conversationId }: { conversationId: ConversationId }) => ok({ ...WHY_NOT, conversationId }),
    'conversation:trace': ({ conversationId }: { conversationId: ConversationId }) => ok(traces.get(conversationId) ?? []),
    'message:send': ({ conversationId: named, drafts }: Parameters<DeskToServer['message:send']>[0]) =>
      withConversation(named, (ended) => {
        const found = headFrom(named, ended.events).state.status === 'ended' ? nextOf(ended) : ended
        if (!found) return failTalk('out_of_reach')
        const conversationId = found.id
        const appended: LogEvent[] = found.events.length === 2 && found !== ended ? [...found.events] : []
        const results = drafts.map(({ id, parts }) => {
          const before = found.events.find((event) => event.type === 'message' && event.id === id)
          const event = before ?? append(found, { type: 'message', id, from: { kind: 'agent', ...face() }, parts }, now())
          if (!before) appended.push(event)
          return { ok: true, id, conversationId, seq: event.seq } as const
        })
        return ok({ results, appended: [{ conversationId, events: appended }] })
      }),
    'survey:ask': ({ conversationId }: { conversationId: ConversationId }) =>
      withConversation(conversationId, (found) => tell(found, { type: 'survey-asked', validUntil: now() + DAY_MS })),
    'transfer:choices': () => ok(choices),
    'transfer:ask': ({ conversationId, to, note, brief }: Parameters<DeskToServer['transfer:ask']>[0]) =>
      withConversation(conversationId, (found) => {
        const asked = faceOf(to)
        if (!asked) return failTalk('transfer_impossible')
        if (brief) tell(found, { type: 'whispered', id: `brief ${found.events.length}` as MessageId, by: face(), text: brief })
        if (choices.asks === 'nobody' && to.kind === 'agent') return tell(found, { type: 'assigned', agent: { id: to.agentId, name: asked.name }, previous: me, reason: 'handed-over' })
        return tell(found, { type: 'transfer-asked', to: asked, ...(choices.asks === 'colleague' && { asks: 'agent' as const }), ...(note && { note }), expiresAt: now() + 10 * 60_000 })
      }),
    'transfer:withdraw': ({ conversationId }: { conversationId: ConversationId }) =>
      withConversation(conversationId, (found) => (headFrom(conversationId, found.events).transfer ? tell(found, { type: 'transfer-answered', answer: 'withdrawn' }) : failTalk('transfer_over'))),
    'transfer:answer': ({ conversationId, isAccepted }: Parameters<DeskToServer['transfer:answer']>[0]) =>
      withConversation(conversationId, (found) => {
        const { transfer, state } = headFrom(conversationId, found.events)
        if (!transfer) return failTalk('transfer_over')
        tell(found, { type: 'transfer-answered', answer: isAccepted ? 'accepted' : 'declined', asks: 'agent' })
        if (!isAccepted) {
          // What one is not asked of any more is none of one's business, unless one sees everything.
          if (states.get(me)?.role === 'agent') {
            hidden.add(conversationId)
            push('inbox:removed', { conversationId })
          }
          return ok(null)
        }
        return tell(found, { type: 'assigned', agent: face(), reason: 'handed-over', ...(state.status === 'held' && { previous: state.agent.id }) })
      }),
    'conversation:reassign': ({ conversationId, to, brief }: Parameters<DeskToServer['conversation:reassign']>[0]) =>
      withConversation(conversationId, (found) => {
        const { state } = headFrom(conversationId, found.events)
        if (to.kind !== 'agent' || !states.has(to.agentId)) return failTalk('transfer_impossible')
        if (brief) tell(found, { type: 'whispered', id: `brief ${found.events.length}` as MessageId, by: face(), text: brief })
        const agent = { id: to.agentId, name: states.get(to.agentId)!.name }
        return tell(found, { type: 'assigned', agent, reason: to.agentId === me ? 'taken-over' : 'handed-over', ...(state.status === 'held' && { previous: state.agent.id }) })
      }),
    'whisper:send': ({ conversationId, id, text }: Parameters<DeskToServer['whisper:send']>[0]) =>
      withConversation(conversationId, (found) => tell(found, { type: 'whispered', id, by: face(), text })),
    'visitors:watch': () => ok(sitesFrom()),
    'visitors:more': ({ after }: { after: VisitorId }) => ok(sitesFrom(after)),
    'visitors:unwatch': () => ok(null),
    'visitors:invite': ({ visitorIds }: Parameters<DeskToServer['visitors:invite']>[0]) => {
      const refused = visitorIds.flatMap((visitorId) => refusalOf(visitorId) ?? [])
      move(visitorIds.flatMap((id) => (refused.some(({ visitorId }) => visitorId === id) ? [] : [{ ...onSites.get(id)!, state: { kind: 'invited', by: me } as const }])))
      return ok(refused)
    },
    'conversation:begin': ({ visitorId, drafts }: Parameters<DeskToServer['conversation:begin']>[0]) => {
      const visitor = onSites.get(visitorId)
      if (!visitor) return failTalk('visitor_left')
      const { number, name } = visitor
      const id = `c-begun-${visitorId}` as ConversationId
      const begun: FakeConversation = { id, groupName: '', events: [], visitor: { id: visitorId, number, ...(name !== undefined && { name }), siteName: 'meridian.example', isPresent: true, firstSeenAt: visitor.arrivedAt } }
      append(begun, { type: 'started', by: 'agent', position: 1 }, now())
      append(begun, { type: 'assigned', agent: face() }, now())
      for (const { id: message, parts } of drafts) append(begun, { type: 'message', id: message, from: { kind: 'agent', ...face() }, parts }, now())
      known.set(id, begun)
      return ok({ conversationId: id })
    },
    'files:links': ({ ids }: Parameters<DeskToServer['files:links']>[0]) => ok(ids.flatMap((id) => files.get(id) ?? [])),
    'mark:set': ({ conversationId, delivered, read }: { conversationId: ConversationId; delivered: number; read: number }) =>
      withConversation(conversationId, (found) => {
        const unread = found.events.filter((event) => event.type === 'message' && event.from.kind === 'visitor' && event.seq > read).length
        push('log:appended', { conversationId, events: [append(found, { type: 'marked', by: 'agent', delivered, read, unread }, now())] })
        return ok(null)
      }),
    'agent:set': (wish: { readonly isOnline?: boolean; readonly isAccepting?: boolean }) => {
      const before = states.get(me)
      if (!before) return fail('not_allowed')
      const agent = { ...before, ...wish }
      states.set(me, agent)
      return ok(agent)
    },
  }

  function move(changed: readonly LiveVisitor[], gone: readonly VisitorId[] = []): void {
    for (const each of changed) onSites.set(each.id, each)
    for (const id of gone) onSites.delete(id)
    liveSeq += 1
    push('visitors:changed', { seq: liveSeq, changed, gone })
  }

  function refusalOf(visitorId: VisitorId): NotInvited | undefined {
    const visitor = onSites.get(visitorId)
    if (!visitor || visitor.leftAt !== undefined) return { visitorId, code: 'visitor_left' }
    if (visitor.isBlocked) return { visitorId, code: 'visitor_blocked' }
    const { state } = visitor
    const nameOf = (id: MemberId | undefined) => ({ ...(id !== undefined && { by: states.get(id)?.name ?? 'Somebody' }) })
    if (state.kind === 'talking' || state.kind === 'queued') return { visitorId, code: 'conversation_open', ...nameOf(state.kind === 'talking' ? state.agentId : undefined) }
    return state.kind === 'invited' ? { visitorId, code: 'already_invited', ...nameOf(state.by) } : undefined
  }

  const faceOf = (to: Receiver): AgentFace | GroupFace | undefined => {
    if (to.kind === 'group') {
      const group = choices.groups.find(({ id }) => id === to.groupId)
      return group && { groupId: group.id, name: group.name }
    }
    const agent = states.get(to.agentId)
    return agent?.isOnline && agent.isAccepting ? { id: agent.id, name: agent.name } : undefined
  }

  function tell(found: FakeConversation, happening: Happening): Result<null> {
    push('log:appended', { conversationId: found.id, events: [append(found, happening, now())] })
    return ok(null)
  }

  /** The conversation after one that has ended: the one that is open, or a new one if the visitor can be reached. */
  function nextOf(ended: FakeConversation): FakeConversation | undefined {
    const next = [...known.values()].find(({ id }) => id === nextIds.get(ended.id))
    if (next) return next
    if (ended.reachableUntil === undefined || ended.reachableUntil < now()) return undefined
    const { position } = headFrom(ended.id, ended.events)
    const id = `${ended.id}-next` as ConversationId
    const { reachableUntil: _past, ...rest } = ended
    const begun: FakeConversation = { ...rest, id, events: [], earlier: [...(ended.earlier ?? []), { id: ended.id, events: ended.events }] }
    append(begun, { type: 'started', by: 'agent', position: position + 1 }, now())
    append(begun, { type: 'assigned', agent: face() }, now())
    known.set(id, begun)
    nextIds.set(ended.id, id)
    return begun
  }

  function older(conversationId: ConversationId, seq: number): Result<unknown> {
    const owner = [...known.values()].find(({ id, earlier = [] }) => id === conversationId || earlier.some((each) => each.id === conversationId))
    if (!owner) return fail('not_found')
    const chain = [...(owner.earlier ?? []), owner]
    const at = chain.findIndex(({ id }) => id === conversationId)
    const [here, before] = [chain[at], chain[at - 1]]
    if (here && seq > 1) {
      const events = here.events.slice(0, seq - 1).slice(-LIMITS.pageEvents)
      return ok({ slices: [{ head: headFrom(here.id, here.events.slice(0, seq - 1)), events }], older: (events[0]?.seq ?? 1) > 1 || before !== undefined })
    }
    if (!before) return ok({ slices: [], older: false })
    return ok({ slices: [{ head: headFrom(before.id, before.events), events: before.events }], older: at > 1 })
  }

  function withConversation(id: ConversationId, answer: (found: FakeConversation) => Result<unknown>): Result<unknown> {
    const found = known.get(id)
    return found ? answer(found) : fail('not_found')
  }

  const entryOf = ({ id, events, visitor, groupName, reachableUntil }: FakeConversation): InboxEntry => {
    const head = headFrom(id, events)
    const asked = head.transfer?.asks && head.transfer.to.id !== undefined ? [head.transfer.to.id] : undefined
    return { head, visitor, groupName, ...(reachableUntil !== undefined && { reachableUntil }), ...(asked && { asked }) }
  }

  async function answer(name: keyof DeskToServer, payload: unknown): Promise<Result<unknown>> {
    asked.push({ name, payload })
    if (connection.status !== 'connected') return fail('not_reachable')
    const refusal = refusals.get(name)
    const result = refusal ? fail(refusal) : (answers[name]?.(payload as never) ?? fail('invalid_input'))
    // On its way: what happens meanwhile is not in it.
    await gates.get(name)
    return result
  }

  const link: DeskLink = {
    get state() {
      return connection
    },
    // The table of answers is keyed by the names of the event map, so the values are the map's.
    request: async (name, payload) => (await answer(name, payload)) as never,
    tell(name, payload) {
      asked.push({ name, payload })
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener))
      return () => void all.delete(listener)
    },
    onState(listener) {
      stateListeners.add(listener)
      return () => void stateListeners.delete(listener)
    },
    open: () => setConnection({ status: 'connecting' }),
    reset: () => undefined,
    close: () => setConnection({ status: 'idle' }),
  }

  return {
    link,
    asked,
    connect: () => setConnection({ status: 'connected' }),
    disconnect: (next = { status: 'offline' }) => setConnection(next),
    push,
    happen(id, happening, { silently = false, at = now() } = {}) {
      const found = known.get(id)
      if (!found) throw new Error(`There is no conversation ${id}.`)
      const event = append(found, happening, at)
      const appended: Appended = { conversationId: id, events: [event] }
      if (!silently && connection.status === 'connected') {
        push('log:appended', appended)
        if (event.type === 'transfer-asked') push('inbox:changed', entryOf(found))
      }
      return event
    },
    add(conversation) {
      known.set(conversation.id, conversation)
      if (connection.status === 'connected') push('inbox:changed', entryOf(conversation))
    },
    refuse(name, code) {
      if (code) refusals.set(name, code)
      else refusals.delete(name)
    },
    keepBack(name) {
      let open = (): void => undefined
      gates.set(name, new Promise((resolve) => (open = resolve)))
      return () => {
        gates.delete(name)
        open()
      }
    },
    headOf(id) {
      const found = known.get(id)
      if (!found) throw new Error(`There is no conversation ${id}.`)
      return headFrom(id, found.events)
    },
    move,
  }
}
