/** Allocation in the database: what is known when a conversation is to be given to somebody, and writing down why. */
import { PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { AgentFace, AllocationTrace, ComponentDraft, ComponentId, ConversationId, GroupId, Happening, MemberId, Receiver, SiteId, StartContext, ThreadId, TraceReason, WorkingHours, WorkspaceId } from '@foyer/sdk/protocol'
import { setHoursOf, shownCompanyName } from '../company/rules.ts'
import type { CompanySettings } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { armDeadline } from '../deadlines/store.ts'
import { findGroup, hasGroup, mainGroupId } from '../groups/store.ts'
import { fact } from '../store/facts.ts'
import { db, first, lock, prepare, rows, run, together, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { Flag, MemberRow } from '../store/schema.ts'
import { nextBegin, serveAt } from './openings.ts'
import { allocate, traceOf } from './rules.ts'
import type { AgentFigures, AllocationRequest, AllocationSnapshot, Decision, Reception } from './rules.ts'
import { parseAllocationSettings } from './settings.ts'
import type { AllocationSettings } from './settings.ts'
import { WAITING } from './turns-migration.ts'

/** Conversations of a thread that are looked at for who received the visitor before. The memory is a day by default. */
const RECEPTIONS_READ = 50

const HOUR_MS = 3_600_000

/** Where everybody stands in a queue for whom no rule says otherwise (AL-19). */
export const USUAL_PRIORITY = 5

/** Behind all others, and held up by nobody: it waits for somebody who takes it (GR-3). */
export const UNASKED_PRIORITY = 0

const workspaceSettings = prepare((p: { id: WorkspaceId }) => db.selectFrom('workspaces').select('settings').where('id', '=', p.id))
const componentReceiver = prepare((p: { id: ComponentId; siteId: SiteId; workspaceId: WorkspaceId }) =>
  db.selectFrom('components').select('receiver').where('id', '=', p.id).where('site_id', '=', p.siteId).where('workspace_id', '=', p.workspaceId),
)
const componentDraft = prepare((p: { id: ComponentId; siteId: SiteId }) => db.selectFrom('components').select('draft').where('id', '=', p.id).where('site_id', '=', p.siteId))
const draftsOfSite = prepare((p: { siteId: SiteId }) =>
  db.selectFrom('components').select('draft').where('site_id', '=', p.siteId).where('is_on', '=', 1).where('deleted_at', 'is', null),
)
/** Those of the group, the emergency agents, and the one who is wanted. Held conversations are counted, not looked up (AL-16). */
const agentsToAsk = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId; wantedId: MemberId }) =>
  db
    .selectFrom('members')
    .select(['id', 'is_online', 'is_accepting', 'is_present', 'cap', 'is_emergency', 'last_assigned_at', 'skills', 'hours', 'shown_name', 'avatar'])
    .select((row) =>
      row
        .selectFrom('conversations')
        .select((held) => held.fn.countAll<number>().as('count'))
        .whereRef('conversations.agent_id', '=', 'members.id')
        .where('conversations.status', '=', 'held')
        .as('current'),
    )
    .where('workspace_id', '=', p.workspaceId)
    .where('is_disabled', '=', 0)
    .where((row) =>
      row.or([
        row('id', 'in', row.selectFrom('group_members').select('member_id').where('group_id', '=', p.groupId)),
        row('is_emergency', '=', 1),
        row('id', '=', p.wantedId),
      ]),
    ),
)
const receptionsOfThread = prepare((p: { threadId: ThreadId; exceptId: ConversationId; limit: number }) =>
  db
    .selectFrom('conversations')
    .select(['agent_id', 'last_message_at'])
    .where('thread_id', '=', p.threadId)
    .where('id', '!=', p.exceptId)
    .where('agent_id', 'is not', null)
    .orderBy('position', 'desc')
    .limit(p.limit),
)
/** Somebody who came before: of higher or the same priority, and rather one who stands in the queue (AL-11). */
const someoneBefore = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId; exceptId: ConversationId; priority: number }) =>
  db
    .selectFrom('conversations')
    .select('has_left_message')
    .where('workspace_id', '=', p.workspaceId)
    .where('status', '=', WAITING)
    .where('group_id', '=', p.groupId)
    .where('bot_id', 'is', null)
    .where('id', '!=', p.exceptId)
    .where('priority', '>=', p.priority)
    .orderBy('has_left_message')
    .limit(1),
)
/** Of higher or the same priority: who comes after them came later (AL-11). */
const waitingOfGroup = prepare((p: { workspaceId: WorkspaceId; groupId: GroupId; exceptId: ConversationId; priority: number }) =>
  db
    .selectFrom('conversations')
    .select(['has_left_message', (row) => row.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', p.workspaceId)
    .where('status', '=', WAITING)
    .where('group_id', '=', p.groupId)
    .where('id', '!=', p.exceptId)
    .where('bot_id', 'is', null)
    .where('priority', '>=', p.priority)
    .groupBy('has_left_message'),
)
const memberFace = prepare((p: { id: MemberId }) => db.selectFrom('members').select(['id', 'shown_name', 'avatar']).where('id', '=', p.id))
const stampAssigned = prepare((p: { id: MemberId; now: number }) => db.updateTable('members').set({ last_assigned_at: p.now }).where('id', '=', p.id))
/** Asked again before anything has happened in its log, a conversation has the reasons of the last time. */
const lastTrace = prepare((p: { id: ConversationId }) => db.selectFrom('allocation_traces').select(['seq', 'trace']).where('conversation_id', '=', p.id).orderBy('seq', 'desc').limit(1))
const keepStays = prepare((p: { id: ConversationId; seq: number; trace: string }) =>
  db.updateTable('allocation_traces').set({ trace: p.trace }).where('conversation_id', '=', p.id).where('seq', '=', p.seq),
)
const insertTrace = prepare((p: { id: ConversationId; seq: number; workspaceId: WorkspaceId; at: number; trace: string }) =>
  db
    .insertInto('allocation_traces')
    .values({ conversation_id: p.id, seq: p.seq, workspace_id: p.workspaceId, at: p.at, trace: p.trace })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'seq']).doUpdateSet((row) => ({ at: row.ref('excluded.at'), trace: row.ref('excluded.trace') }))),
)

export interface Destination {
  readonly receiver: Receiver
  /** The group that it counts to. */
  readonly groupId: GroupId
  /** The component that was clicked is one of this site. */
  readonly isOfSite: boolean
  /** The page's own code has wished for somebody, or the component leads to one agent: no rule sends it elsewhere (AL-19). */
  readonly isFixed: boolean
  /** No component and no wish has led to the main group (GR-3). */
  readonly comesByItself: boolean
}

/**
 * Who a conversation leads to, by the component that was clicked, and the group it counts to. Without a component of
 * this site, and with one whose group is gone, it is the main group (AL-7); a conversation for one agent counts to it too.
 * Which component it was is what the visitor's page says; `isOfSite`: there is one of that name.
 */
export function* receiverOf(workspaceId: WorkspaceId, siteId: SiteId, start: StartContext | undefined): Work<Destination> {
  const componentId = start?.componentId
  const component = componentId && (yield* first(componentReceiver, { id: componentId, siteId, workspaceId }))
  const isOfSite = component !== undefined
  // An agent who is not there, or belongs to another workspace, is passed over by the rule.
  const wished = start?.receiver?.kind === 'group' && !(yield* hasGroup(start.receiver.groupId, workspaceId)) ? undefined : start?.receiver
  const wanted = wished ?? (component && (JSON.parse(component.receiver) as Receiver))
  const isFixed = wished !== undefined || wanted?.kind === 'agent'
  const comesByItself = wanted === undefined
  if (wanted?.kind === 'group' && (yield* hasGroup(wanted.groupId, workspaceId))) return { receiver: wanted, groupId: wanted.groupId, isOfSite, isFixed, comesByItself }
  const groupId = yield* mainGroupId(workspaceId)
  return { receiver: wanted?.kind === 'agent' ? wanted : { kind: 'group', groupId }, groupId, isOfSite, isFixed, comesByItself }
}

/** What {@link receiverOf} depends on besides the group, as a text: the same for whoever is led the same way. */
export const asksOf = (siteId: SiteId, start: StartContext | undefined): string =>
  start?.componentId || start?.receiver ? JSON.stringify([siteId, start.componentId, start.receiver]) : ''

/** What a workspace has set about allocation. */
export function* allocationSettings(workspaceId: WorkspaceId): Work<AllocationSettings> {
  return allocationOf(workspaceId, yield* settingsOf(workspaceId))
}

type Settings = CompanySettings & { readonly allocation?: unknown }

function* settingsOf(workspaceId: WorkspaceId): Work<Settings> {
  const row = yield* first(workspaceSettings, { id: workspaceId })
  if (!row) throw new Error(`There is no workspace ${workspaceId}`)
  return JSON.parse(row.settings) as Settings
}

function allocationOf(workspaceId: WorkspaceId, { allocation = {} }: Settings): AllocationSettings {
  const parsed = parseAllocationSettings(allocation)
  if (!parsed.ok) throw new Error(`Workspace ${workspaceId} has settings of allocation that cannot be read: ${parsed.message} (${parsed.field})`)
  return parsed.value
}

export interface AllocateConversation {
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  /** The row of the conversation exists already and says that it waits. */
  readonly conversationId: ConversationId
  readonly threadId: ThreadId
  readonly receiver: Receiver
  /** By which the visitor came. */
  readonly componentId?: ComponentId
  /** Where it stands in a queue, 1 to 9 (AL-11). Default 5. */
  readonly priority?: number
  /** What it asks of its agent by a rule (AL-19), besides what the group asks. */
  readonly skills?: readonly string[]
  /** See {@link AllocationSnapshot.comesByItself}. */
  readonly comesByItself?: boolean
  /** The last sequence number before the decision; the trace stands beside it. */
  readonly seq: number
  readonly now: number
  /** Of the choice by chance (AL-4). */
  readonly seed: number
}

/**
 * Gives a new conversation to somebody by the rule, writes down why, and says what to add to its log. Holds the
 * workspace until the transaction ends; the caller holds the thread.
 */
export function* allocateConversation(input: AllocateConversation): Work<Allocated> {
  const { workspaceId, siteId, conversationId, componentId, now } = input
  const [, { decision, snapshot, request, faces }, shownAs] = yield* together(lock(`workspace:${workspaceId}`), decide(input), companyFace(componentId, siteId, workspaceId))
  // Those who wait before it are served right after this: the place that it was not given is still free.
  if (decision.step === 'AL-11') yield* armDeadline({ kind: 'waiting-served', subject: workspaceId, workspaceId, dueAt: now })
  yield* writeTrace(input, decision, snapshot, request)
  if (decision.kind !== 'assign') {
    yield* serveAt(workspaceId, nextBegin(snapshot, now))
    return { happening: { type: 'queued', reason: decision.kind }, snapshot }
  }
  const face = { ...faces.get(decision.agentId)!, ...(shownAs && { shownAs }) }
  return { happening: yield* assign(decision.agentId, { conversationId, workspaceId, siteId, groupId: snapshot.group.id, componentId, seq: input.seq, now }, face), snapshot }
}

/** What to add to the log of a conversation, and what was known when that was decided. */
export interface Allocated {
  readonly happening: Happening
  readonly snapshot: AllocationSnapshot
}

/** Asks the rule. `isServed`: the conversation is one of those that wait, and its turn has come. */
export function* decide(input: AllocateConversation, isServed = false): Work<Asked & { readonly decision: Decision }> {
  const asked = yield* question(input, isServed)
  const decision = allocate(asked.snapshot, asked.request)
  if (decision.step !== 'AL-11') return { decision, ...asked }
  // How many come before is only told, and counted where it is.
  const snapshot = { ...asked.snapshot, waitingBefore: yield* countWaiting(input, asked.snapshot) }
  return { decision: allocate(snapshot, asked.request), ...asked, snapshot }
}

/** What the rule is asked. */
export interface Asked {
  readonly snapshot: AllocationSnapshot
  readonly request: AllocationRequest
  /** How those look to colleagues whom the rule may ask. */
  readonly faces: ReadonlyMap<MemberId, AgentFace>
}

/** As for {@link decide}, for whoever asks another of the rules. */
export function* question(input: AllocateConversation, isServed: boolean): Work<Asked> {
  return { ...(yield* look(input, isServed)), request: { receiver: input.receiver, at: input.now, seed: input.seed } }
}

/** Where visitors wait in a queue, a message that was left does not hold up who waits in it (CW-14). */
const holdsUp = ({ has_left_message: hasLeft }: { readonly has_left_message: Flag }, { whenNoneCanReceive }: AllocationSettings): boolean =>
  whenNoneCanReceive !== 'queue' || hasLeft === 0

/** Conversations that come before a new one of this group. */
function* countWaiting({ workspaceId, conversationId, priority = USUAL_PRIORITY }: AllocateConversation, { group, settings }: AllocationSnapshot): Work<number> {
  const waiting = yield* rows(waitingOfGroup, { workspaceId, groupId: group.id, exceptId: conversationId, priority })
  return waiting.filter((row) => holdsUp(row, settings)).reduce((sum, { count }) => sum + Number(count), 0)
}

const figuresOf = (row: Pick<MemberRow, 'id' | 'is_online' | 'is_present' | 'is_accepting' | 'cap' | 'is_emergency' | 'last_assigned_at' | 'skills' | 'hours'> & { readonly current: number | null }): AgentFigures => ({
  id: row.id,
  isOnline: row.is_online === 1 && row.is_present === 1,
  isAccepting: row.is_accepting === 1,
  current: Number(row.current ?? 0),
  ...(row.cap !== null && { cap: row.cap }),
  isEmergency: row.is_emergency === 1,
  lastAllocatedAt: row.last_assigned_at,
  skills: JSON.parse(row.skills) as string[],
  ...(row.hours !== null && { hours: JSON.parse(row.hours) as WorkingHours }),
})

const NO_GROUP = '' as GroupId

/** A colleague as the rule sees one; nobody if disabled, or not of this workspace. */
export function* findAgent(id: MemberId, workspaceId: WorkspaceId): Work<AgentFigures | undefined> {
  const row = (yield* rows(agentsToAsk, { workspaceId, groupId: NO_GROUP, wantedId: id })).find((agent) => agent.id === id)
  return row && figuresOf(row)
}

/** What the rule needs to know, counted from what is stored (AL-16). */
export function* takeSnapshot(input: AllocateConversation, isServed: boolean): Work<AllocationSnapshot> {
  return (yield* look(input, isServed)).snapshot
}

/** All at once, for others wait meanwhile. Of those before it is looked only whether there is one. */
function* look(input: AllocateConversation, isServed: boolean): Work<Pick<Asked, 'snapshot' | 'faces'>> {
  const { workspaceId, conversationId, threadId, receiver, priority = USUAL_PRIORITY } = input
  const groupId = receiver.kind === 'group' ? receiver.groupId : yield* mainGroupId(workspaceId)
  const nobody = '' as MemberId
  const [workspace, group, agents, receptions, before] = yield* together(
    settingsOf(workspaceId),
    findGroup(groupId, workspaceId),
    rows(agentsToAsk, { workspaceId, groupId, wantedId: receiver.kind === 'agent' ? receiver.agentId : nobody }),
    receptionsOf(threadId, conversationId),
    first(someoneBefore, { workspaceId, groupId, exceptId: conversationId, priority }),
  )
  if (!group) throw new Error(`There is no group ${groupId} in workspace ${workspaceId}`)
  const settings = allocationOf(workspaceId, workspace)
  const hours = setHoursOf(workspace)
  const snapshot: AllocationSnapshot = {
    settings,
    group: { id: group.id, agentIds: group.agentIds, ...group.allocation },
    agents: agents.map(figuresOf),
    ...(hours && { hours }),
    ...(input.skills && { skills: input.skills }),
    ...(input.comesByItself && { comesByItself: true }),
    receptions: receiver.kind === 'group' && settings.memoryHours > 0 ? receptions.filter(({ at }) => at >= input.now - settings.memoryHours * HOUR_MS) : [],
    waitingBefore: !isServed && before && holdsUp(before, settings) ? 1 : 0,
  }
  return { snapshot, faces: new Map(agents.map((row) => [row.id, faceOf(row)])) }
}

function* receptionsOf(threadId: ThreadId, exceptId: ConversationId): Work<readonly Reception[]> {
  const found = yield* rows(receptionsOfThread, { threadId, exceptId, limit: RECEPTIONS_READ })
  return found.flatMap(({ agent_id, last_message_at }) => (agent_id === null ? [] : [{ agentId: agent_id, at: last_message_at }]))
}

/** Keeps the reasons beside the log (AL-15). */
export function* writeTrace(
  { workspaceId, conversationId, seq, now }: AllocateConversation,
  decision: Decision,
  snapshot: AllocationSnapshot,
  request: AllocationRequest,
): Work<void> {
  yield* keepTrace({ workspaceId, conversationId, seq, now }, traceOf(decision, snapshot, request))
}

/** A reason that is not the rule's: somebody handed a conversation over, or began it (AL-14, AL-15). */
export function* keepTrace({ workspaceId, conversationId, seq, now }: Pick<AllocateConversation, 'workspaceId' | 'conversationId' | 'seq' | 'now'>, trace: AllocationTrace): Work<void> {
  yield* write(insertTrace, { id: conversationId, seq, workspaceId, at: now, trace: JSON.stringify(trace) })
}

/**
 * Keeps why an overdue conversation stays with who holds it (AL-10), beside the trace of how it came there, which agents
 * alone are shown: each reason once, however often it is looked at.
 */
export function* noteStay(conversationId: ConversationId, at: number, reasons: readonly TraceReason[]): Work<void> {
  const last = yield* first(lastTrace, { id: conversationId })
  if (!last) return
  const trace = JSON.parse(last.trace) as AllocationTrace
  const { stays = [] } = trace
  const key = (noted: readonly TraceReason[]): string => JSON.stringify(noted[0]?.finding)
  if (stays.some((stay) => key(stay.reasons) === key(reasons))) return
  yield* run(keepStays, { id: conversationId, seq: last.seq, trace: JSON.stringify({ ...trace, stays: [...stays, { at, reasons }] }) })
}

interface Assignment {
  readonly conversationId: ConversationId
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly groupId: GroupId
  readonly componentId?: ComponentId | undefined
  readonly seq: number
  /** Since when its visitor has stood in the queue, if they have. */
  readonly queuedSince?: number | undefined
  readonly now: number
}

/** Notes that an agent was given a conversation, and says what to add to its log. */
export function* assign(
  agentId: MemberId,
  assignment: Assignment,
  /** How the agent looks in it, if that is known. */
  face?: AgentFace,
): Work<Extract<Happening, { type: 'assigned' }>> {
  const { conversationId, workspaceId, groupId, seq, queuedSince, now } = assignment
  yield* write(stampAssigned, { id: agentId, now })
  yield* fact({
    id: `${conversationId}:assigned:${seq}`,
    workspaceId,
    kind: 'conversation-assigned',
    at: now,
    conversationId,
    memberId: agentId,
    groupId,
    ...(queuedSince !== undefined && { value: Math.max(0, now - queuedSince) }),
  })
  return { type: 'assigned', agent: face ?? (yield* faceOfAgent(agentId, assignment)) }
}

/** How an agent looks in a conversation: to colleagues, and to its visitor. */
export function* faceOfAgent(agentId: MemberId, { workspaceId, siteId, componentId }: Pick<Assignment, 'workspaceId' | 'siteId' | 'componentId'>): Work<AgentFace> {
  const [row, shownAs] = yield* together(first(memberFace, { id: agentId }), companyFace(componentId, siteId, workspaceId))
  return { ...faceOf(row!), ...(shownAs && { shownAs }) }
}

const faceOf = ({ id, shown_name: name, avatar }: Pick<MemberRow, 'id' | 'shown_name' | 'avatar'>): AgentFace => ({ id, name, ...(avatar !== null && { avatar }) })

/**
 * Whom visitors see who came by this component, if not the agent (RC-3). What stands in a log then stays so. Who says no
 * component of the site sees the company where all of them show it: leaving the name out must not bring the agent's.
 */
function* companyFace(id: ComponentId | undefined, siteId: SiteId, workspaceId: WorkspaceId): Work<AgentFace['shownAs']> {
  const own = id && (yield* first(componentDraft, { id, siteId }))
  const drafts = own ? [own] : yield* rows(draftsOfSite, { siteId })
  if (drafts.length === 0 || drafts.some(({ draft }) => (JSON.parse(draft) as Pick<ComponentDraft, 'face'>).face !== 'company')) return undefined
  const { profile } = yield* companyOf(workspaceId)
  return { name: shownCompanyName(profile), ...(profile.logo && { avatar: PUBLIC_PATHS.image(profile.logo) }) }
}
