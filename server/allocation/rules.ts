/**
 * Who receives a new conversation: AL-1 to AL-5, AL-7 and AL-9 as one function from what is known to a decision with
 * its reasons. `RULES.md` says the same in plain words.
 *
 * It is told everything, the time and the seed of its dice too, so that the same question has the same answer on every
 * server and in every test. Whoever calls it holds the workspace's lock, so that what it was told is still true when
 * the decision is written down.
 */
import type { AllocationTrace, GroupId, MemberId, Receiver, TraceCandidate } from '@foyer/sdk/protocol'
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
  /** The owner of the customer whom the visitor is linked to. */
  readonly ownerId?: MemberId
  readonly receptions: readonly Reception[]
  /** Conversations that have been waiting in this group for longer than this one (AL-11). */
  readonly waitingBefore: number
}

export interface AllocationRequest {
  readonly receiver: Receiver
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of the random choice in AL-4. Any whole number. */
  readonly seed: number
}

/** A line of the reasons: a step of the rule, what came of it, and whom it looked at. */
export type Reason = AllocationTrace['reasons'][number]

/** `step`: the step that decided, `'AL-9.5'` for example. `reasons`: one for each step tried, in order (AL-15). */
export type Decision = Outcome & { readonly step: string; readonly reasons: readonly Reason[] }

type Outcome =
  /** `sendOfflineGreeting`: nobody is online, and this agent will only see it later (AL-4). */
  | { readonly kind: 'assign'; readonly agentId: MemberId; readonly sendOfflineGreeting: boolean }
  | { readonly kind: 'queue' }
  | { readonly kind: 'take-message' }

/** What a step says: it decides, or it says why the next one is asked. */
interface Verdict {
  readonly reason: Reason
  readonly outcome?: Outcome
}

type Agent = AgentFigures & { readonly cap: number }

/** What all steps look at: the snapshot in an order of its own, so that the order in which it came cannot matter. */
interface Table {
  readonly snapshot: AllocationSnapshot
  readonly request: AllocationRequest
  readonly ofGroup: readonly Agent[]
  readonly emergency: readonly Agent[]
  readonly find: (id: MemberId) => Agent | undefined
  /** The best to receive comes first (AL-1). */
  readonly bySharing: (a: Agent, b: Agent) => number
}

const HOUR_MS = 3_600_000

/** Asks step after step until one decides. The last one always does, so no conversation is left lying. */
export function allocate(snapshot: AllocationSnapshot, request: AllocationRequest): Decision {
  const table = layTable(snapshot, request)
  const reasons: Reason[] = []
  for (const step of stepsFor(request.receiver)) {
    const verdict = step(table)
    if (!verdict) continue
    reasons.push(verdict.reason)
    if (verdict.outcome) return inTurn({ ...verdict.outcome, step: verdict.reason.step, reasons }, snapshot)
  }
  throw new Error('The last step of the rule did not decide')
}

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
    : [openConversation, owner, lastReceiver, groupAgents, emergencyAgents, whenNoneCanReceive]

/** Step 1 is decided before the rule is asked: an open conversation simply goes on. */
const openConversation: RuleStep = () => passed('AL-9.1', 'The visitor had no open conversation.')

const wantedAgent: RuleStep = ({ request: { receiver }, find }) => {
  if (receiver.kind !== 'agent') return undefined
  const agent = find(receiver.agentId)
  if (!agent) return passed('AL-9.2', 'The wanted agent does not receive any more.')
  return single('AL-9.2', 'The wanted agent', agent)
}

const owner: RuleStep = ({ snapshot: { ownerId, group }, find }) => {
  if (ownerId === undefined) return passed('AL-9.3', 'The visitor’s customer has no owner, or the visitor is linked to none.')
  if (!group.ownerFirst) return passed('AL-9.3', 'The customer has an owner, but the group does not say owner first.')
  const agent = find(ownerId)
  if (!agent) return passed('AL-9.3', 'The owner does not receive any more.')
  return single('AL-9.3', 'The owner of the customer', agent)
}

const lastReceiver: RuleStep = ({ snapshot: { settings, receptions }, request, ofGroup }) => {
  if (settings.memoryHours === 0) return passed('AL-9.4', 'Who received the visitor last is not looked at: switched off.')
  const since = request.at - settings.memoryHours * HOUR_MS
  const [latest] = receptions
    .filter(({ at, agentId }) => at >= since && ofGroup.some(({ id }) => id === agentId))
    .toSorted((a, b) => b.at - a.at || byId(a.agentId, b.agentId))
  const agent = latest && ofGroup.find(({ id }) => id === latest.agentId)
  if (!agent) return passed('AL-9.4', `No agent of the group received the visitor in the last ${count(settings.memoryHours, 'hour')}.`)
  return single('AL-9.4', `The agent who received the visitor in the last ${count(settings.memoryHours, 'hour')}`, agent)
}

const groupAgents: RuleStep = ({ ofGroup, snapshot, bySharing }) => {
  const able = ofGroup.filter((agent) => canReceive(agent) && isUnderCap(agent))
  const [best] = able.toSorted(bySharing)
  if (!best) return passed('AL-9.5', nobodyOf(ofGroup), ofGroup)
  const because = `${count(able.length, 'agent')} of the group can receive and ${able.length === 1 ? 'is' : 'are'} under the cap; ${wonBy(best, able, sharingOf(snapshot))}.`
  return taken('AL-9.5', because, best, ofGroup)
}

const emergencyAgents: RuleStep = ({ emergency, snapshot, bySharing }) => {
  const able = emergency.filter(canReceive)
  const [best] = able.toSorted(bySharing)
  if (emergency.length === 0) return passed('AL-9.6', 'No emergency agent is set.')
  if (!best) return passed('AL-9.6', `${count(emergency.length, 'emergency agent')}, none online and accepting.`, emergency)
  const because = `${count(able.length, 'emergency agent')} can receive; ${wonBy(best, able, sharingOf(snapshot))}.`
  return taken('AL-9.6', because, best, emergency)
}

const whenNoneCanReceive: RuleStep = ({ snapshot: { settings }, request, ofGroup }) => {
  const decided = (because: string, outcome: Outcome): Verdict => ({ reason: { step: 'AL-9.7', because, candidates: ofGroup.map(candidate) }, outcome })
  switch (settings.whenNoneCanReceive) {
    case 'queue':
      return decided('Nobody can receive, and the workspace lets visitors wait.', { kind: 'queue' })
    case 'take-message':
      return decided('Nobody can receive, and the workspace takes a message.', { kind: 'take-message' })
    case 'anyone': {
      const least = leastBad(ofGroup)
      const chosen = pickOne(least, createRandom(request.seed))
      if (!chosen) return decided('The group has no agent who could ever receive, so the conversation waits.', { kind: 'queue' })
      const from = `drawn by lot from ${count(least.length, 'agent')}`
      const because = chosen.isOnline ? `Nobody can receive; ${from} online.` : `Nobody is online; ${from}, whose offline greeting is sent.`
      return decided(because, { kind: 'assign', agentId: chosen.id, sendOfflineGreeting: !chosen.isOnline })
    }
  }
}

/**
 * Where visitors wait, a free place belongs to who waits longest, even if a newer one asks in the instant in which it
 * frees (AL-11). The newer one waits too, and whoever asked then serves those waiting, in order.
 */
function inTurn(decision: Decision, { settings, waitingBefore }: AllocationSnapshot): Decision {
  if (decision.kind !== 'assign' || settings.whenNoneCanReceive === 'anyone' || waitingBefore === 0) return decision
  const because = `${count(waitingBefore, 'conversation waits', 'conversations wait')} in this group before this one, so the free place is not given to it yet.`
  return { kind: settings.whenNoneCanReceive, step: 'AL-11', reasons: [...decision.reasons, { step: 'AL-11', because, candidates: [] }] }
}

/** AL-5. */
const canReceive = ({ isOnline, isAccepting }: Agent): boolean => isOnline && isAccepting

const isUnderCap = ({ current, cap }: Agent): boolean => current < cap

/**
 * Whom the lot is drawn from (AL-4): those online if there are any; of them those under the cap (AL-15: nobody under
 * the cap is passed over for one over it); of them those who accept new visitors, for a switch should mean something.
 */
function leastBad(agents: readonly Agent[]): readonly Agent[] {
  const online = preferring(agents, ({ isOnline }) => isOnline)
  return preferring(preferring(online, isUnderCap), ({ isAccepting }) => isAccepting)
}

/** Those who meet the wish, or all if nobody does. */
function preferring(agents: readonly Agent[], wish: (agent: Agent) => boolean): readonly Agent[] {
  const wished = agents.filter(wish)
  return wished.length > 0 ? wished : agents
}

const sharingOf = ({ group, settings }: AllocationSnapshot) => group.sharing ?? settings.sharing

function layTable(snapshot: AllocationSnapshot, request: AllocationRequest): Table {
  const all = snapshot.agents.map((agent): Agent => ({ ...agent, cap: agent.cap ?? snapshot.settings.cap })).toSorted((a, b) => byId(a.id, b.id))
  const known = new Map(all.map((agent) => [agent.id, agent]))
  const listed = new Set(snapshot.group.agentIds)
  const share = sharingOf(snapshot) === 'idle-rate' ? byIdleRate : byNumber
  return {
    snapshot,
    request,
    ofGroup: all.filter(({ id }) => listed.has(id)),
    emergency: all.filter(({ isEmergency }) => isEmergency),
    find: (id) => known.get(id),
    bySharing: (a, b) => underCapFirst(a, b) || share(a, b) || a.lastAllocatedAt - b.lastAllocatedAt || byId(a.id, b.id),
  }
}

/** Compares (cap − current) / cap, multiplied out: whole numbers have no rounding that could break a tie. */
const byIdleRate = (a: Agent, b: Agent): number => (b.cap - b.current) * a.cap - (a.cap - a.current) * b.cap

const byNumber = (a: Agent, b: Agent): number => a.current - b.current

const underCapFirst = (a: Agent, b: Agent): number => Number(isUnderCap(b)) - Number(isUnderCap(a))

/** By code unit: the same on every machine, whatever its language. */
const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const candidate = ({ id, isOnline, isAccepting, current, cap }: Agent): TraceCandidate => ({ id, isOnline, isAccepting, current, cap })

const passed = (step: string, because: string, candidates: readonly Agent[] = []): Verdict => ({
  reason: { step, because, candidates: candidates.map(candidate) },
})

const taken = (step: string, because: string, { id }: Agent, candidates: readonly Agent[]): Verdict => ({
  reason: { step, because, candidates: candidates.map(candidate) },
  outcome: { kind: 'assign', agentId: id, sendOfflineGreeting: false },
})

/** A step that asks one named agent: receives if able to and under the cap. */
function single(step: string, who: string, agent: Agent): Verdict {
  if (!agent.isOnline) return passed(step, `${who} is not online.`, [agent])
  if (!agent.isAccepting) return passed(step, `${who} is not accepting new visitors.`, [agent])
  if (!isUnderCap(agent)) return passed(step, `${who} is at the cap: ${agent.current} of ${agent.cap}.`, [agent])
  return taken(step, `${who} can receive and is under the cap: ${agent.current} of ${agent.cap}.`, agent, [agent])
}

/** Names what the best one had before the others: the figure, then the time, then the id (AL-1). */
function wonBy(best: Agent, able: readonly Agent[], sharing: AllocationSettings['sharing']): string {
  const figure = sharing === 'idle-rate' ? `the highest idle rate, ${Math.round((100 * (best.cap - best.current)) / best.cap)} %` : `the fewest conversations, ${best.current}`
  const share = sharing === 'idle-rate' ? byIdleRate : byNumber
  const level = able.filter((agent) => isUnderCap(agent) === isUnderCap(best) && share(agent, best) === 0)
  const waitedAsLong = level.filter(({ lastAllocatedAt }) => lastAllocatedAt === best.lastAllocatedAt)
  if (level.length === 1) return `chosen by ${figure}`
  if (waitedAsLong.length === 1) return `${level.length} share ${figure}; chosen by the longest wait since the last allocation`
  return `${level.length} share ${figure}, ${waitedAsLong.length} the longest wait; chosen by the lower member id`
}

function nobodyOf(agents: readonly Agent[]): string {
  if (agents.length === 0) return 'The group has no agents who receive.'
  const online = agents.filter(({ isOnline }) => isOnline).length
  const able = agents.filter(canReceive).length
  return `Nobody of the group can receive: of ${count(agents.length, 'agent')} ${online} online, ${able} of them accepting, 0 of those under the cap.`
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
