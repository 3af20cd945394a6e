/**
 * What if (AL-17): replays arrivals against settings, with the same rule that the server asks, and says how long visitors
 * would have waited and how loads would have been. Pure: the same simulation has the same figures, whenever it is run.
 *
 * What it assumes: a conversation takes its agent for as long as it took then, also beside others; an agent who leaves
 * ends what is open first; nobody gives up waiting; who waits is served in the order of coming. Working hours are not
 * asked, since it is told when each agent was there.
 */
import type { GroupId, GroupRules, MemberId, SimulationFigures } from '@foyer/sdk/protocol'
import { allocate } from './rules.ts'
import type { AgentFigures, AllocationSnapshot } from './rules.ts'
import type { AllocationSettings } from './settings.ts'

export interface Arrival {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly groupId: GroupId
  /** From the moment in which an agent had it until its end. */
  readonly handlingMs: number
}

export interface SimulatedAgent {
  readonly id: MemberId
  readonly name: string
  /** Somebody who was not there: the figures name no member. Default `false`. */
  readonly isAdded?: boolean
  /** An exception from the workspace's cap (AL-2). */
  readonly cap?: number
  readonly isEmergency: boolean
  readonly skills?: readonly string[]
  /** When the agent could receive: from and to, in order, without overlap. */
  readonly presence: readonly (readonly [from: number, to: number])[]
}

export interface Simulation {
  /** Milliseconds since 1970. What still waits or runs at `to` counts as until then. */
  readonly from: number
  readonly to: number
  readonly settings: AllocationSettings
  readonly groups: readonly (GroupRules & { readonly id: GroupId; readonly agentIds: readonly MemberId[] })[]
  readonly agents: readonly SimulatedAgent[]
  /** In any order; those outside of the period are left out, and those of a group that is not among `groups`. */
  readonly arrivals: readonly Arrival[]
}

export interface Replay extends SimulationFigures {
  /** What each visitor waited, in milliseconds, in no order. */
  readonly waits: readonly number[]
}

/** Arrivals and ends between two pauses: a millisecond's work, so that others have their turn. */
const STEPS_BETWEEN_PAUSES = 50

/** The whole replay at once. */
export function simulate(simulation: Simulation): Replay {
  const running = replay(simulation)
  for (;;) {
    const { done, value } = running.next()
    if (done) return value
  }
}

/** The replay with pauses: whoever runs it decides how long each is. */
export function* replay({ from, to, settings, groups, agents, arrivals }: Simulation): Generator<undefined, Replay> {
  const seats = agents.map((agent) => createSeat(agent, from))
  const seatOf = new Map(seats.map((seat) => [seat.id, seat]))
  const lines = groups.map((group) => createLine(group, seats))
  const lineOf = new Map(lines.map((line) => [line.group.id, line]))
  const coming = arrivals.filter(({ at, groupId }) => at >= from && at < to && lineOf.has(groupId)).toSorted((a, b) => a.at - b.at)
  const ends = createHeap<Seat>()
  const switches = createHeap<Seat>()
  for (const seat of seats) for (const [begins, ceases] of seat.presence) for (const at of [begins, ceases]) if (ceases > from && begins < to) switches.add(Math.max(at, from), seat)
  const waits: number[] = []
  let [waiting, longestQueue, asked] = [0, 0, 0]

  /** Asks the rule for the next of a line; `true` if somebody receives it. */
  const give = (line: Line, arrival: Arrival, at: number, waitingBefore: number): boolean => {
    asked += 1
    const snapshot: AllocationSnapshot = { settings, group: line.group, agents: line.seats, receptions: [], waitingBefore }
    const decision = allocate(snapshot, { receiver: { kind: 'group', groupId: line.group.id }, at, seed: asked })
    const seat = decision.kind === 'assign' ? seatOf.get(decision.agentId) : undefined
    if (!seat) return false
    // Given to somebody who is offline (AL-4), it is received when they come next.
    const received = seat.isOnline ? at : (seat.presence.find(([begins]) => begins >= at)?.[0] ?? to)
    waits.push(Math.min(received, to) - arrival.at)
    hold(seat, 1, at)
    seat.lastAllocatedAt = at
    seat.received += 1
    ends.add(received + arrival.handlingMs, seat)
    return true
  }

  const serve = (at: number): void => {
    if (waiting === 0) return
    for (const line of lines) {
      for (let next = line.queue[line.served]; next && give(line, next, at, 0); next = line.queue[line.served]) {
        line.served += 1
        waiting -= 1
      }
    }
  }

  let arrived = 0
  for (let steps = 1; ; steps += 1) {
    const arrival = coming[arrived]
    const at = Math.min(ends.first(), switches.first(), arrival?.at ?? Infinity)
    if (at >= to) break
    // A place that frees in the instant of an arrival is free for it.
    if (ends.first() === at) hold(ends.take(), -1, at)
    else if (switches.first() === at) turn(switches.take(), at)
    else if (arrival) {
      arrived += 1
      const line = lineOf.get(arrival.groupId)!
      if (!give(line, arrival, at, line.queue.length - line.served)) {
        line.queue.push(arrival)
        waiting += 1
      }
    }
    serve(at)
    longestQueue = Math.max(longestQueue, waiting)
    if (steps % STEPS_BETWEEN_PAUSES === 0) yield
  }
  for (const { queue, served } of lines) for (const arrival of queue.slice(served)) waits.push(to - arrival.at)

  return {
    arrivals: coming.length,
    waitMedianMs: quantile(waits, 1 / 2),
    waitP95Ms: quantile(waits, 19 / 20),
    waited: waits.length === 0 ? 0 : waits.filter((wait) => wait > 0).length / waits.length,
    longestQueue,
    loads: seats.map((seat) => loadOf(seat, to)),
    waits,
  }
}

/** An agent at work. Changed in place as time goes by: a copy for each arrival would be what costs most. */
interface Seat extends AgentFigures {
  isOnline: boolean
  current: number
  lastAllocatedAt: number
  readonly agent: SimulatedAgent
  readonly presence: SimulatedAgent['presence']
  received: number
  most: number
  /** While there: milliseconds, and the sum of conversations over them. */
  presentMs: number
  heldMs: number
  changedAt: number
}

const createSeat = (agent: SimulatedAgent, from: number): Seat => ({
  id: agent.id,
  ...(agent.cap !== undefined && { cap: agent.cap }),
  ...(agent.skills && { skills: agent.skills }),
  isEmergency: agent.isEmergency,
  isOnline: false,
  isAccepting: true,
  current: 0,
  lastAllocatedAt: 0,
  agent,
  presence: agent.presence,
  received: 0,
  most: 0,
  presentMs: 0,
  heldMs: 0,
  changedAt: from,
})

function pass(seat: Seat, at: number): void {
  if (seat.isOnline) {
    seat.presentMs += at - seat.changedAt
    seat.heldMs += (at - seat.changedAt) * seat.current
  }
  seat.changedAt = at
}

function hold(seat: Seat, more: 1 | -1, at: number): void {
  pass(seat, at)
  seat.current += more
  seat.most = Math.max(seat.most, seat.current)
}

function turn(seat: Seat, at: number): void {
  pass(seat, at)
  seat.isOnline = seat.presence.some(([begins, ceases]) => begins <= at && at < ceases)
}

function loadOf(seat: Seat, to: number): SimulationFigures['loads'][number] {
  pass(seat, to)
  const { agent, presentMs, heldMs, most, received } = seat
  return { ...(!agent.isAdded && { agentId: agent.id }), name: agent.name, mean: presentMs === 0 ? 0 : heldMs / presentMs, most, received }
}

/** A group and who waits in it. */
interface Line {
  readonly group: AllocationSnapshot['group']
  /** Those whom the rule may ask. */
  readonly seats: readonly Seat[]
  readonly queue: Arrival[]
  /** How many of the queue have been received. */
  served: number
}

function createLine({ hours: _hours, ...group }: Simulation['groups'][number], seats: readonly Seat[]): Line {
  const listed = new Set(group.agentIds)
  return { group, seats: seats.filter(({ id, isEmergency }) => isEmergency || listed.has(id)), queue: [], served: 0 }
}

/** The value that this share of them does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

/** What is due, the soonest first. */
interface Heap<T> {
  /** When the next is due; `Infinity` if nothing is. */
  first(): number
  add(at: number, item: T): void
  take(): T
}

function createHeap<T>(): Heap<T> {
  const heap: { readonly at: number; readonly order: number; readonly item: T }[] = []
  let added = 0
  const isBefore = (a: number, b: number): boolean => heap[a]!.at < heap[b]!.at || (heap[a]!.at === heap[b]!.at && heap[a]!.order < heap[b]!.order)
  const swap = (a: number, b: number): void => void ([heap[a], heap[b]] = [heap[b]!, heap[a]!])

  return {
    first: () => heap[0]?.at ?? Infinity,
    add(at, item) {
      // What is due together comes in the order of adding, so that a replay can be repeated.
      added += 1
      let place = heap.push({ at, order: added, item }) - 1
      for (let above = (place - 1) >> 1; place > 0 && isBefore(place, above); above = (place - 1) >> 1) {
        swap(place, above)
        place = above
      }
    },
    take() {
      const [top] = heap
      const last = heap.pop()
      if (!top || !last) throw new Error('Nothing is due')
      if (heap.length === 0) return top.item
      heap[0] = last
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2]
        const below = right < heap.length && isBefore(right, left) ? right : left
        if (below >= heap.length || isBefore(place, below)) return top.item
        swap(place, below)
        place = below
      }
    },
  }
}
