/**
 * A simulation as it is asked for: the past as it was, against the past with something changed (AL-17). Pure.
 *
 * What is assumed, since nobody writes it down: a conversation took its last agent from the first moment in which anybody
 * had it until its end, or until now if it is still held. One that nobody ever had would have taken as long as the
 * middle one. An agent was there from the first conversation that they were given until the end of the last one, except
 * for gaps of more than {@link AWAY_MS} without any. Where one group is replayed, what its agents held for others is left
 * out.
 */
import type { AgentRecord, GroupRecord, MemberId, SimulationFigures, SimulationRequest, SimulationResult } from '@foyer/sdk/protocol'
import type { PastConversation } from './past.ts'
import type { AllocationSettings } from './settings.ts'
import { simulate } from './simulator.ts'
import type { Arrival, SimulatedAgent, Simulation } from './simulator.ts'

/** Longer without a conversation, and an agent is taken to have been away. */
export const AWAY_MS = 7_200_000

/** What both replays begin with. Plain data: it goes to a thread of its own. */
export interface WhatIf {
  readonly request: SimulationRequest
  readonly settings: AllocationSettings
  /** The one that was asked for, or all of the workspace. */
  readonly groups: readonly GroupRecord[]
  /** Of the workspace, without those who are disabled. */
  readonly agents: readonly AgentRecord[]
  /** In the order of coming. */
  readonly conversations: readonly PastConversation[]
  /** What still goes on counts as until then, in milliseconds since 1970. */
  readonly until: number
}

export function compare(asked: WhatIf): SimulationResult {
  const before = simulationOf(asked)
  return { before: figuresOf(simulate(before)), after: figuresOf(simulate(changed(before, asked.request.change))) }
}

/** What each visitor waited is more than anybody reads. */
const figuresOf = ({ waits: _waits, ...figures }: ReturnType<typeof simulate>): SimulationFigures => figures

function simulationOf({ request: { from, to }, settings, groups, agents, conversations, until }: WhatIf): Simulation {
  const { arrivals, presence } = pastOf(conversations, until)
  const asked = new Set(groups.flatMap(({ agentIds }) => agentIds))
  return {
    from,
    to: Math.min(to, until),
    settings,
    groups: groups.map(({ id, agentIds, rules }) => ({ ...rules, id, agentIds })),
    agents: agents.flatMap(({ id, name, cap, isEmergency, skills }) =>
      asked.has(id) || isEmergency ? [{ id, name, ...(cap !== undefined && { cap }), isEmergency, skills, presence: presence.get(id) ?? [] }] : [],
    ),
    arrivals,
  }
}

/** Of a group whose agents become more or fewer, this many. */
function changed(simulation: Simulation, { sharing, cap, whenNoneCanReceive, agents: more = 0 }: SimulationRequest['change']): Simulation {
  const settings = { ...simulation.settings, ...(sharing && { sharing }), ...(cap !== undefined && { cap }), ...(whenNoneCanReceive && { whenNoneCanReceive }) }
  const staffed = more < 0 ? withFewer(simulation, -more) : withMore(simulation, more)
  return {
    ...staffed,
    settings,
    // A group with a way of its own, or an agent with a cap of their own, would make the wish mean nothing.
    groups: staffed.groups.map(({ sharing: own, ...group }) => ({ ...group, ...(sharing === undefined && own && { sharing: own }) })),
    agents: staffed.agents.map(({ cap: own, ...agent }) => ({ ...agent, ...(cap === undefined && own !== undefined && { cap: own }) })),
  }
}

/** Those who were there for the shortest time go first. One stays: a group without anybody answers nobody. */
function withFewer(simulation: Simulation, fewer: number): Simulation {
  const there = ({ presence }: SimulatedAgent): number => presence.reduce((sum, [from, to]) => sum + to - from, 0)
  const staying = simulation.agents.toSorted((a, b) => there(b) - there(a)).slice(0, Math.max(1, simulation.agents.length - fewer))
  const stays = new Set(staying.map(({ id }) => id))
  return {
    ...simulation,
    agents: simulation.agents.filter(({ id }) => stays.has(id)),
    groups: simulation.groups.map((group) => ({ ...group, agentIds: group.agentIds.filter((id) => stays.has(id)) })),
  }
}

/** Each is there whenever anybody was, can do what any of the groups asks for, and stands in all of them. */
function withMore(simulation: Simulation, more: number): Simulation {
  const presence = joined(simulation.agents.flatMap((agent) => agent.presence), 0)
  const skills = [...new Set(simulation.groups.flatMap((group) => group.skills))]
  const added = Array.from({ length: more }, (_, index): SimulatedAgent => ({ id: `added-${index + 1}` as MemberId, name: `+${index + 1}`, isAdded: true, isEmergency: false, skills, presence }))
  const ids = added.map(({ id }) => id)
  return { ...simulation, agents: [...simulation.agents, ...added], groups: simulation.groups.map((group) => ({ ...group, agentIds: [...group.agentIds, ...ids] })) }
}

/** What a replay asks of the past. */
export interface Past {
  readonly arrivals: readonly Arrival[]
  /** By agent: from and to, in order, without overlap. */
  readonly presence: ReadonlyMap<MemberId, SimulatedAgent['presence']>
}

/** @param until what still goes on counts as until then, in milliseconds since 1970 */
export function pastOf(conversations: readonly PastConversation[], until: number): Past {
  const handled = (one: PastConversation): number | undefined => (one.receivedAt === null ? undefined : Math.max(0, (one.endedAt ?? until) - one.receivedAt))
  const usual = middleOf(conversations.flatMap((one) => handled(one) ?? []))
  const held = new Map<MemberId, (readonly [from: number, to: number])[]>()
  for (const { agentId, receivedAt, endedAt } of conversations) {
    if (agentId === null || receivedAt === null) continue
    const spans = held.get(agentId) ?? []
    spans.push([receivedAt, endedAt ?? until])
    held.set(agentId, spans)
  }
  return {
    arrivals: conversations.map((one) => ({ at: one.at, groupId: one.groupId, handlingMs: handled(one) ?? usual })),
    presence: new Map([...held].map(([agentId, spans]) => [agentId, joined(spans, AWAY_MS)])),
  }
}

/** Spans that overlap, or have no longer gap than this between them, as one. */
function joined(spans: readonly (readonly [from: number, to: number])[], gapMs: number): SimulatedAgent['presence'] {
  const inOrder: [from: number, to: number][] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = inOrder.at(-1)
    if (last && from - last[1] <= gapMs) last[1] = Math.max(last[1], to)
    else inOrder.push([from, to])
  }
  return inOrder
}

const middleOf = (values: readonly number[]): number => Float64Array.from(values).sort()[Math.floor(values.length / 2)] ?? 0
