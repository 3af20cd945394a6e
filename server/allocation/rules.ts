/**
 * Who receives a conversation: AL-1 to AL-13a and GR-3 as functions from what is known to a decision with its reasons.
 * `RULES.md` says the same in plain words.
 *
 * It is told everything, the time and the seed of its dice too, so that the same question has the same answer on every
 * server and in every test. Whoever calls it holds the workspace's lock, so that what it was told is still true when
 * the decision is written down.
 */
import { clockIn, nextOpening, worksAt } from '@foyer/sdk/protocol'
import type { AllocationTrace, AskedOne, ConversationId, Finding, GroupId, MemberId, Receiver, Remedy, StaysBecause, TraceCandidate, TraceReason, WallTime, WhyNot, WorkingHours } from '@foyer/sdk/protocol'
import { createRandom, pickOne } from './random.ts'
import type { AllocationSettings, GroupAllocationSettings } from './settings.ts'

/** An agent as the rule sees one. Disabled accounts are not told of. */
export interface AgentFigures {
  readonly id: MemberId
  /** Counts as online: the switch is on, and a desk is connected or was within the grace time (AL-5). */
  readonly isOnline: boolean
  /** The switch "accepting new visitors" (AL-5). */
  readonly isAccepting: boolean
  /** Conversations held now, counted from what is stored (AL-16). */
  readonly current: number
  /** An exception from the workspace's cap (AL-2). Absent: the workspace's. */
  readonly cap?: number
  /** AL-3. */
  readonly isEmergency: boolean
  /** When a conversation was last allocated to this agent, in milliseconds since 1970. 0: never. */
  readonly lastAllocatedAt: number
  /** What the agent can (AL-6). Absent: nothing was said of it. */
  readonly skills?: readonly string[]
  /** Own working hours, which win over all others (AL-13a). Absent: none. */
  readonly hours?: WorkingHours
}

/** Who received this visitor before, and when. */
export interface Reception {
  readonly agentId: MemberId
  readonly at: number
}

/** What is known at this instant. The order of the lists means nothing. */
export interface AllocationSnapshot {
  readonly settings: AllocationSettings
  /** The wanted group; the main group if one agent is wanted (AL-7, AL-9 step 2). */
  readonly group: GroupAllocationSettings & { readonly id: GroupId; readonly agentIds: readonly MemberId[] }
  /** All agents that the rule may ask about: those of the group, the emergency agents, the wanted agent, the owner. */
  readonly agents: readonly AgentFigures[]
  /** The workspace's working hours, if somebody has set them (`setHoursOf`). They hold for groups that have none (AL-13a). */
  readonly hours?: WorkingHours
  /** The owner of the customer whom the visitor is linked to. */
  readonly ownerId?: MemberId
  readonly receptions: readonly Reception[]
  /** Conversations of this group whose turn is before this one's (AL-11): see {@link byTurn}. */
  readonly waitingBefore: number
  /** What it asks of its agent by a rule (AL-19), besides what the group asks (AL-6). */
  readonly skills?: readonly string[]
  /** Agents who are not asked: it moved away from them (AL-10), or they went away (AL-12). */
  readonly excluded?: readonly MemberId[]
  /** The visitor writes to the main group by no component and no rule (GR-3). */
  readonly comesByItself?: boolean
}

export interface AllocationRequest {
  readonly receiver: Receiver
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of the random choice in AL-4. Any whole number. */
  readonly seed: number
}

/** `step`: the step that decided, `'AL-9.5'` for example. `reasons`: one for each step tried, in order (AL-15). */
export type Decision = Outcome & { readonly step: string; readonly reasons: readonly TraceReason[] }

type Outcome =
  /** `sendOfflineGreeting`: nobody is online, and this agent will only see it later (AL-4). */
  | { readonly kind: 'assign'; readonly agentId: MemberId; readonly sendOfflineGreeting: boolean }
  | { readonly kind: 'queue' }
  | { readonly kind: 'take-message' }

/** What a step says: it decides, or it says why the next one is asked. */
interface Verdict {
  readonly reason: TraceReason
  readonly outcome?: Outcome
}

/** An agent beside the question: with the cap, the hours and the skills that count for it. */
type Agent = Omit<AgentFigures, 'hours'> & { readonly cap: number; readonly hours: WorkingHours | undefined; readonly isWithin: boolean; readonly missing: readonly string[] }

/** What all steps look at: the snapshot in an order of its own, so that the order in which it came cannot matter. */
interface Table {
  readonly snapshot: AllocationSnapshot
  readonly request: AllocationRequest
  readonly ofGroup: readonly Agent[]
  readonly emergency: readonly Agent[]
  /** An agent by name, for a step that asks for one; `by`: on whose behalf. */
  readonly find: (id: MemberId, by: 'group' | 'name') => Agent | undefined
  /** The best to receive comes first (AL-1). */
  readonly bySharing: Compare
}

type Compare = (a: Agent, b: Agent) => number

const HOUR_MS = 3_600_000

/** Asks step after step until one decides. The last one always does, so no conversation is left lying. */
export function allocate(snapshot: AllocationSnapshot, request: AllocationRequest): Decision {
  const table = layTable(snapshot, request)
  const reasons: TraceReason[] = []
  for (const step of stepsFor(request.receiver)) {
    const verdict = step(table)
    if (!verdict) continue
    reasons.push(verdict.reason)
    if (verdict.outcome) return inTurn({ ...verdict.outcome, step: verdict.reason.step, reasons }, snapshot)
  }
  throw new Error('The last step of the rule did not decide')
}

/** The agents of the group who can receive now and are under the cap, the best first: whom step 5 asks. */
export function ableAgents(snapshot: AllocationSnapshot, request: AllocationRequest): readonly MemberId[] {
  const { ofGroup, bySharing } = layTable(snapshot, request)
  return ofGroup.filter(isFree).toSorted(bySharing).map(({ id }) => id)
}

/** A conversation that waits, as the queue orders it. */
export interface Waiting {
  readonly hasLeftMessage: boolean
  /** 1 to 9, higher comes first (AL-19). */
  readonly priority: number
  readonly startedAt: number
  readonly id: string
}

/** Whose turn it is first (AL-11): messages that were left come last (CW-14), then the priority, then who came first. */
export const byTurn = (a: Waiting, b: Waiting): number =>
  Number(a.hasLeftMessage) - Number(b.hasLeftMessage) || b.priority - a.priority || a.startedAt - b.startedAt || byId(a.id, b.id)

/** The decision as it is kept, so that "why me?" can be answered. */
export function traceOf(decision: Decision, snapshot: AllocationSnapshot, request: AllocationRequest): AllocationTrace {
  return {
    at: request.at,
    groupId: snapshot.group.id,
    decision: decision.kind,
    ...(decision.kind === 'assign' && { agentId: decision.agentId }),
    step: decision.step,
    reasons: decision.reasons,
  }
}

type RuleStep = (table: Table) => Verdict | undefined

const stepsFor = (receiver: Receiver): readonly RuleStep[] =>
  receiver.kind === 'agent'
    ? [openConversation, wantedAgent, emergencyAgents, whenNoneCanReceive]
    : [openConversation, unasked, owner, lastReceiver, groupAgents, emergencyAgents, whenNoneCanReceive]

/** Step 1 is decided before the rule is asked: an open conversation simply goes on. */
const openConversation: RuleStep = () => passed('AL-9.1', { kind: 'no-open-conversation' })

/** Who comes by no component waits for somebody who takes it, if the workspace says so (GR-3). */
const unasked: RuleStep = ({ snapshot: { settings, comesByItself } }) => {
  if (settings.greetsArrivals || !comesByItself) return undefined
  return { ...passed('GR-3', { kind: 'came-by-itself' }), outcome: { kind: 'queue' } }
}

const wantedAgent: RuleStep = ({ snapshot, request: { receiver }, find }) => {
  if (receiver.kind !== 'agent') return undefined
  if (isExcluded(receiver.agentId, snapshot)) return passed('AL-9.2', { kind: 'one-unable', who: 'wanted', is: 'left' })
  const agent = find(receiver.agentId, 'name')
  if (!agent) return passed('AL-9.2', { kind: 'one-unable', who: 'wanted', is: 'gone' })
  return single('AL-9.2', { who: 'wanted' }, agent)
}

const owner: RuleStep = ({ snapshot, find }) => {
  const { ownerId, group } = snapshot
  if (ownerId === undefined) return passed('AL-9.3', { kind: 'no-owner' })
  if (!group.ownerFirst) return passed('AL-9.3', { kind: 'owner-not-first' })
  if (isExcluded(ownerId, snapshot)) return passed('AL-9.3', { kind: 'one-unable', who: 'owner', is: 'left' })
  const agent = find(ownerId, 'group')
  if (!agent) return passed('AL-9.3', { kind: 'one-unable', who: 'owner', is: 'gone' })
  return single('AL-9.3', { who: 'owner' }, agent)
}

const lastReceiver: RuleStep = ({ snapshot: { settings, receptions }, request, ofGroup }) => {
  if (settings.memoryHours === 0) return passed('AL-9.4', { kind: 'memory-off' })
  const since = request.at - settings.memoryHours * HOUR_MS
  const [latest] = receptions
    .filter(({ at, agentId }) => at >= since && ofGroup.some(({ id }) => id === agentId))
    .toSorted((a, b) => b.at - a.at || byId(a.agentId, b.agentId))
  const agent = latest && ofGroup.find(({ id }) => id === latest.agentId)
  if (!agent) return passed('AL-9.4', { kind: 'none-remembered', hours: settings.memoryHours })
  return single('AL-9.4', { who: 'last', hours: settings.memoryHours }, agent)
}

const groupAgents: RuleStep = ({ ofGroup, snapshot, bySharing }) => {
  const able = ofGroup.filter(isFree)
  const best = firstBy(able, bySharing)
  if (!best) return passed('AL-9.5', nobodyOf(ofGroup, snapshot), ofGroup)
  return taken('AL-9.5', wonBy('group', best, able, sharingOf(snapshot)), best, ofGroup)
}

const emergencyAgents: RuleStep = ({ emergency, snapshot, bySharing }) => {
  const able = emergency.filter(canReceive)
  const best = firstBy(able, bySharing)
  if (emergency.length === 0) return passed('AL-9.6', { kind: 'no-emergency' })
  if (!best) return passed('AL-9.6', noneAble('emergency', emergency), emergency)
  return taken('AL-9.6', wonBy('emergency', best, able, sharingOf(snapshot)), best, emergency)
}

const whenNoneCanReceive: RuleStep = ({ snapshot: { settings }, request, ofGroup }) => {
  const decided = (finding: Finding, outcome: Outcome): Verdict => ({ ...passed('AL-9.7', finding, ofGroup), outcome })
  switch (settings.whenNoneCanReceive) {
    case 'queue':
      return decided({ kind: 'waits' }, { kind: 'queue' })
    case 'take-message':
      return decided({ kind: 'takes-message' }, { kind: 'take-message' })
    case 'anyone': {
      const least = leastBad(ofGroup)
      const chosen = pickOne(least, createRandom(request.seed))
      if (!chosen) return decided({ kind: 'nobody-ever' }, { kind: 'queue' })
      const { id: agentId, isOnline } = chosen
      return decided({ kind: 'lot', among: least.length, isOnline }, { kind: 'assign', agentId, sendOfflineGreeting: !isOnline })
    }
  }
}

/**
 * Where visitors wait, a free place belongs to who waits longest, even if a newer one asks in the instant in which it
 * frees (AL-11). The newer one waits too, and whoever asked then serves those waiting, in order.
 */
function inTurn(decision: Decision, { settings, waitingBefore }: AllocationSnapshot): Decision {
  if (decision.kind !== 'assign' || settings.whenNoneCanReceive === 'anyone' || waitingBefore === 0) return decision
  const { reason } = passed('AL-11', { kind: 'others-first', waiting: waitingBefore })
  return { kind: settings.whenNoneCanReceive, step: 'AL-11', reasons: [...decision.reasons, reason] }
}

/** AL-5, within working hours (AL-13a), and with the skills that are asked for (AL-6). */
const canReceive = ({ isOnline, isAccepting, isWithin, missing }: Agent): boolean => isOnline && isAccepting && isWithin && missing.length === 0

const isUnderCap = ({ current, cap }: Agent): boolean => current < cap

const isFree = (agent: Agent): boolean => canReceive(agent) && isUnderCap(agent)

const isExcluded = (id: MemberId, { excluded }: AllocationSnapshot): boolean => excluded?.includes(id) === true

/**
 * Whom the lot is drawn from (AL-4): those online if there are any; of them those under the cap (AL-15: nobody under
 * the cap is passed over for one over it); of them those with the skills, those within their hours, and those who accept
 * new visitors, for a switch should mean something.
 */
const leastBad = (agents: readonly Agent[]): readonly Agent[] =>
  [({ isOnline }: Agent) => isOnline, isUnderCap, ({ missing }: Agent) => missing.length === 0, ({ isWithin }: Agent) => isWithin, ({ isAccepting }: Agent) => isAccepting].reduce(preferring, agents)

/** Those who meet the wish, or all if nobody does. */
function preferring(agents: readonly Agent[], wish: (agent: Agent) => boolean): readonly Agent[] {
  const wished = agents.filter(wish)
  return wished.length > 0 ? wished : agents
}

const sharingOf = ({ group, settings }: AllocationSnapshot) => group.sharing ?? settings.sharing

/** Skills are compared without regard to upper and lower case. */
const skillKey = (skill: string): string => skill.toLowerCase()

/** Seats whom the rule may ask: one pass over all agents, for there may be thousands who are not asked. */
function layTable(snapshot: AllocationSnapshot, request: AllocationRequest): Table {
  const { settings, group } = snapshot
  const holds = hoursAt(request.at)
  const asked = [...new Set([...(request.receiver.kind === 'group' ? group.skills : []), ...(snapshot.skills ?? [])])]
  const seat = (agent: AgentFigures, others: WorkingHours | undefined, wanted: readonly string[]): Agent => {
    const hours = agent.hours ?? others
    return { ...agent, cap: agent.cap ?? settings.cap, hours, isWithin: hours === undefined || holds(hours), missing: wanted.length === 0 ? NOTHING : missingOf(agent, wanted) }
  }
  const ofGroup: Agent[] = []
  const emergency: Agent[] = []
  const listed = new Set(group.agentIds)
  const hoursOfGroup = group.hours ?? snapshot.hours
  for (const agent of snapshot.agents) {
    const isOfGroup = listed.has(agent.id)
    if ((!isOfGroup && !agent.isEmergency) || isExcluded(agent.id, snapshot)) continue
    if (isOfGroup) ofGroup.push(seat(agent, hoursOfGroup, asked))
    // What the hours of others leave over is what emergency agents are for.
    if (agent.isEmergency) emergency.push(seat(agent, undefined, asked))
  }
  const share = sharingOf(snapshot) === 'idle-rate' ? byIdleRate : byNumber
  return {
    snapshot,
    request,
    ofGroup: ofGroup.sort(byMember),
    emergency: emergency.sort(byMember),
    find: (id, by) => {
      const agent = snapshot.agents.find((known) => known.id === id)
      return agent && (by === 'group' ? seat(agent, hoursOfGroup, asked) : seat(agent, snapshot.hours, NOTHING))
    },
    bySharing: (a, b) => underCapFirst(a, b) || share(a, b) || a.lastAllocatedAt - b.lastAllocatedAt || byMember(a, b),
  }
}

const NOTHING: readonly string[] = []

function missingOf({ skills = NOTHING }: AgentFigures, wanted: readonly string[]): readonly string[] {
  const has = new Set(skills.map(skillKey))
  return wanted.filter((skill) => !has.has(skillKey(skill)))
}

/** Clocks that were made, by time zone. There are as many as workspaces have zones. */
const clocks = new Map<string, (at: number) => WallTime>()

/** Whether hours hold at this instant. The clock of each time zone is read once. */
function hoursAt(at: number): (hours: WorkingHours) => boolean {
  const times = new Map<string, WallTime>()
  return (hours) => {
    const { timeZone } = hours
    const clock = clocks.get(timeZone) ?? clockIn(timeZone)
    clocks.set(timeZone, clock)
    const time = times.get(timeZone) ?? clock(at)
    times.set(timeZone, time)
    return worksAt(hours, time)
  }
}

function firstBy(agents: readonly Agent[], compare: Compare): Agent | undefined {
  let best: Agent | undefined
  for (const agent of agents) if (best === undefined || compare(agent, best) < 0) best = agent
  return best
}

/** Compares (cap − current) / cap, multiplied out: whole numbers have no rounding that could break a tie. */
const byIdleRate = (a: Agent, b: Agent): number => (b.cap - b.current) * a.cap - (a.cap - a.current) * b.cap

const byNumber = (a: Agent, b: Agent): number => a.current - b.current

const underCapFirst = (a: Agent, b: Agent): number => Number(isUnderCap(b)) - Number(isUnderCap(a))

/** By code unit: the same on every machine, whatever its language. */
const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byMember = (a: Agent, b: Agent): number => byId(a.id, b.id)

const candidate = ({ id, isOnline, isAccepting, current, cap, isWithin, missing }: Agent): TraceCandidate => ({
  id,
  isOnline,
  isAccepting,
  current,
  cap,
  ...(!isWithin && { isWithinHours: false as const }),
  ...(missing.length > 0 && { missing }),
})

const passed = (step: string, finding: Finding, candidates: readonly Agent[] = []): Verdict => ({
  reason: { step, finding, candidates: candidates.map(candidate) },
})

const taken = (step: string, finding: Finding, { id }: Agent, candidates: readonly Agent[]): Verdict => ({
  ...passed(step, finding, candidates),
  outcome: { kind: 'assign', agentId: id, sendOfflineGreeting: false },
})

/** A step that asks one named agent: receives if able to and under the cap. */
function single(step: string, asked: { readonly who: AskedOne; readonly hours?: number }, agent: Agent): Verdict {
  const unable = (is: 'offline' | 'not-accepting' | 'outside-hours'): Verdict => passed(step, { kind: 'one-unable', ...asked, is }, [agent])
  const { isOnline, isAccepting, isWithin, missing, current, cap } = agent
  if (!isOnline) return unable('offline')
  if (!isAccepting) return unable('not-accepting')
  if (!isWithin) return unable('outside-hours')
  if (missing.length > 0) return passed(step, { kind: 'one-lacks', ...asked, missing }, [agent])
  if (!isUnderCap(agent)) return passed(step, { kind: 'one-full', ...asked, current, cap }, [agent])
  return taken(step, { kind: 'one-able', ...asked, current, cap }, agent, [agent])
}

/** What the best one had before the others: the figure, then the time, then the id (AL-1). */
function wonBy(of: 'group' | 'emergency', best: Agent, able: readonly Agent[], sharing: AllocationSettings['sharing']): Finding {
  const figure = sharing === 'idle-rate' ? Math.round((100 * (best.cap - best.current)) / best.cap) : best.current
  const share = sharing === 'idle-rate' ? byIdleRate : byNumber
  const level = able.filter((agent) => isUnderCap(agent) === isUnderCap(best) && share(agent, best) === 0)
  const longest = level.filter(({ lastAllocatedAt }) => lastAllocatedAt === best.lastAllocatedAt)
  return { kind: 'best', of, able: able.length, sharing, figure, level: level.length, longest: longest.length }
}

function nobodyOf(agents: readonly Agent[], { excluded = [] }: AllocationSnapshot): Finding {
  if (agents.length === 0) return { kind: excluded.length > 0 ? 'group-left' : 'group-empty' }
  return noneAble('group', agents)
}

/** How many are left of those asked, with each thing that they would have to be. */
function noneAble(of: 'group' | 'emergency', agents: readonly Agent[]): Finding {
  const online = agents.filter(({ isOnline }) => isOnline)
  const accepting = online.filter(({ isAccepting }) => isAccepting)
  const within = accepting.filter(({ isWithin }) => isWithin)
  const skilled = within.filter(({ missing }) => missing.length === 0)
  return { kind: 'none-able', of, agents: agents.length, online: online.length, accepting: accepting.length, within: within.length, skilled: skilled.length }
}

export type OverdueMove =
  /** `decision` is by step 5, with the reason before it. */
  | { readonly kind: 'move'; readonly agentId: MemberId; readonly decision: Decision }
  /** `why`: what it is to stay for. Of `nobody-else`, the reasons say whom it looked at. */
  | { readonly kind: 'stay'; readonly why: StaysBecause; readonly reasons: readonly TraceReason[] }
  /** It is not to move any more, whoever is there. */
  | { readonly kind: 'over' }

/** A conversation whose visitor has waited too long. */
export interface Overdue {
  readonly holderId: MemberId
  /** A human has answered in it before. */
  readonly isAnswered: boolean
  /** Agents from whom it moved away already. */
  readonly movedFrom: readonly MemberId[]
}

/**
 * Whom an overdue conversation moves to (AL-10): by step 5 of its group, and never back. `snapshot.group` is the group
 * that it counts to, whomever it was for.
 */
export function overdueMove(snapshot: AllocationSnapshot, request: AllocationRequest, { holderId, isAnswered, movedFrom }: Overdue): OverdueMove {
  const { group, settings, ownerId } = snapshot
  const stay = (because: StaysBecause, ...more: readonly TraceReason[]): OverdueMove => ({
    kind: 'stay',
    why: because,
    reasons: [passed('AL-10', { kind: 'stays', because }).reason, ...more],
  })
  if (!group.overdue || (isAnswered && settings.overdueHolds === 'first')) return { kind: 'over' }
  if (holderId === ownerId) return stay('owner-holds')
  if (group.agentIds.every((id) => id === holderId)) return stay('alone')
  if (group.agentIds.every((id) => id === holderId || movedFrom.includes(id))) return stay('moved-from-all')
  const others: AllocationSnapshot = { ...snapshot, excluded: [...(snapshot.excluded ?? []), holderId, ...movedFrom] }
  const verdict = groupAgents(layTable(others, { ...request, receiver: { kind: 'group', groupId: group.id } }))!
  if (verdict.outcome?.kind !== 'assign') return stay('nobody-else', verdict.reason)
  const { reason } = passed('AL-10', { kind: 'overdue', minutes: group.overdue.minutes })
  const decision: Decision = { ...verdict.outcome, step: verdict.reason.step, reasons: [reason, verdict.reason] }
  return { kind: 'move', agentId: verdict.outcome.agentId, decision }
}

/** A conversation whose agent went away (AL-12). */
export interface Abandoned {
  readonly holderId: MemberId
  /** The account is disabled: nobody will come back to it. */
  readonly isDisabled: boolean
  /** AL-4 gave it to this agent while offline, and the agent has not been online since. */
  readonly awaitsHolder: boolean
}

export type WhenGone = { readonly kind: 'allocate'; readonly decision: Decision } | { readonly kind: 'keep' }

/** What becomes of a conversation whose agent went away: kept, or allocated anew by the rule without that agent (AL-12). */
export function whenAgentGoes(snapshot: AllocationSnapshot, request: AllocationRequest, { holderId, isDisabled, awaitsHolder }: Abandoned): WhenGone {
  if (!isDisabled && (awaitsHolder || snapshot.settings.whenAgentGoes === 'keep')) return { kind: 'keep' }
  const decision = allocate({ ...snapshot, excluded: [...(snapshot.excluded ?? []), holderId] }, request)
  const { reason } = passed('AL-12', { kind: isDisabled ? 'agent-disabled' : 'agent-gone' })
  return { kind: 'allocate', decision: { ...decision, reasons: [reason, ...decision.reasons] } }
}

/** Remedies that are told at most; a desk does not read more. */
const MOST_REMEDIES = 20

/**
 * Why a conversation waits, and what would change it (AL-17): the rule is asked again with one thing changed, and what
 * then lets somebody receive is a remedy. Where several things keep each agent away, those of the nearest ones are told.
 */
export function whyNot(conversationId: ConversationId, snapshot: AllocationSnapshot, request: AllocationRequest): WhyNot {
  const { reasons } = allocate(snapshot, request)
  return { conversationId, reasons, remedies: remediesOf({ ...snapshot, waitingBefore: 0 }, request) }
}

function remediesOf(snapshot: AllocationSnapshot, request: AllocationRequest): readonly Remedy[] {
  const table = layTable(snapshot, request)
  // It waits for somebody who takes it, or for those before it, whoever could receive.
  if (unasked(table) || allocate(snapshot, request).kind === 'assign') return []
  const { find, ofGroup, emergency } = table
  const wanted = request.receiver.kind === 'agent' ? wantedOf(request.receiver.agentId, find, snapshot) : ofGroup
  if (wanted.length === 0 && emergency.length === 0) return [{ kind: 'group-empty' }]
  const helps = (id: MemberId, change: Partial<AgentFigures>): boolean =>
    allocate({ ...snapshot, agents: snapshot.agents.map((agent) => (agent.id === id ? { ...agent, ...change } : agent)) }, request).kind === 'assign'

  const openings = openingsAfter(request.at)
  // Who is an emergency agent too is asked as one: less can keep them away.
  const asked = new Map([...wanted, ...emergency].map((agent) => [agent.id, agent]))
  const obstacles = [...asked.values()].map((agent) => obstaclesOf(agent, openings)).toSorted((a, b) => a.length - b.length)
  const nearest = obstacles.filter(({ length }) => length === obstacles[0]?.length)
  const single = firstFew(nearest, ([only, more]) => only !== undefined && more === undefined && helps(only.agentId, only.change))
  const couldBeSpare = snapshot.agents.some((agent) => !agent.isEmergency && agent.isOnline && agent.isAccepting && helps(agent.id, { isEmergency: true }))
  if (single.length > 0 || couldBeSpare) return [...single, ...(couldBeSpare ? [{ kind: 'emergency-agent' } as const] : [])]
  return firstFew(nearest, () => true)
}

function wantedOf(id: MemberId, find: Table['find'], snapshot: AllocationSnapshot): readonly Agent[] {
  const agent = isExcluded(id, snapshot) ? undefined : find(id, 'name')
  return agent ? [agent] : []
}

/** What keeps an agent from receiving, and what it would be without that. */
interface Obstacle {
  readonly agentId: MemberId
  readonly remedy: Remedy
  readonly change: Partial<AgentFigures>
}

function obstaclesOf({ id: agentId, isOnline, isAccepting, isEmergency, isWithin, hours, missing, skills = NOTHING, current, cap }: Agent, openings: (hours: WorkingHours) => number | undefined): readonly Obstacle[] {
  const opensAt = isWithin || hours === undefined ? undefined : openings(hours)
  const found: readonly (Omit<Obstacle, 'agentId'> | undefined)[] = [
    isWithin ? undefined : { remedy: { kind: 'hours', ...(opensAt !== undefined && { opensAt }) }, change: { hours: ALWAYS } },
    isOnline ? undefined : { remedy: { kind: 'agent-online', agentId }, change: { isOnline: true } },
    isAccepting ? undefined : { remedy: { kind: 'agent-accepts', agentId }, change: { isAccepting: true } },
    missing.length === 0 ? undefined : { remedy: { kind: 'skill', agentId, missing }, change: { skills: [...skills, ...missing] } },
    current < cap || isEmergency ? undefined : { remedy: { kind: 'cap', agentId, current }, change: { cap: current + 1 } },
  ]
  return found.flatMap((obstacle) => (obstacle ? [{ agentId, ...obstacle }] : []))
}

/** Looking for an opening reads a clock many times, and the agents of a group share theirs. */
function openingsAfter(at: number): (hours: WorkingHours) => number | undefined {
  const known = new Map<WorkingHours, number | undefined>()
  return (hours) => {
    if (!known.has(hours)) known.set(hours, nextOpening(hours, at))
    return known.get(hours)
  }
}

const ALWAYS: WorkingHours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 1_440]] as const), holidays: [] }

/** Those that are told: each once, for the same opening may hold for many agents. */
function firstFew(obstacles: readonly (readonly Obstacle[])[], isTold: (few: readonly Obstacle[]) => boolean): readonly Remedy[] {
  const told = new Map<string, Remedy>()
  for (const few of obstacles) {
    if (told.size >= MOST_REMEDIES) break
    if (isTold(few)) for (const { remedy } of few) told.set(JSON.stringify(remedy), remedy)
  }
  return [...told.values()]
}
