/**
 * Requests by socket. Each is an action in a table keyed by the protocol's event names: parsed, counted, done, answered
 * once. A client that sends no place for the answer, several arguments, or an event that does not exist, gets what it
 * can get and does no harm.
 */
import { fail } from '@foyer/sdk/protocol'
import type { Failure, Reply, Result } from '@foyer/sdk/protocol'
import type { Log } from '../logging/events.ts'
import type { Parse } from './parse.ts'
import { failureOf } from './problems.ts'
import type { RateLimits, RateRuleName } from './rate-limits.ts'
import { rateLimited } from './routes.ts'

/** What the answer to an event holds; events without an answer count as answered with nothing. */
type AnswerOf<Event> = Event extends (request: never, reply: infer Answer) => void ? (Answer extends Reply<infer Value> ? Value : unknown) : unknown

/** `connection`: the socket's id, whose own change is not announced to it again. */
export type Act<Actor, Value> = (actor: Actor, input: unknown, connection: string, charge: Charge) => Promise<Result<Value>>
type Charge = (rule: RateRuleName, points: number, of?: keyof Counted) => Promise<Failure | undefined>

/** By what requests are counted. */
export interface Counted {
  /** A visitor or a member. */
  readonly own: string
  /** Where visitors come from, for what stays: anybody can be many visitors, but has few addresses. */
  readonly address?: string
}

/** One action for each event that clients may send, no more and no fewer. */
export type Actions<Events, Actor> = { readonly [Event in keyof Events]: Act<Actor, AnswerOf<Events[Event]>> }

export interface Counting<Request> {
  /** Default `'requests'`. */
  readonly rule?: RateRuleName
  /** Default 1. */
  readonly points?: (request: Request) => number
  /** What else it counts for; of what it has none of, nothing. Default: for nothing. */
  readonly besides?: readonly { readonly rule: RateRuleName; readonly of: keyof Counted; readonly points: (request: Request) => number }[]
}

/** Puts parsing and counting before what an action does. Input that cannot be read counts as a request. */
export const action =
  <Actor, Request, Value>(
    parse: Parse<Request>,
    run: (actor: Actor, request: Request, connection: string) => Promise<Result<Value>>,
    { rule = 'requests', points = () => 1, besides = [] }: Counting<Request> = {},
  ): Act<Actor, Value> =>
  async (actor, input, connection, charge) => {
    const request = parse(input)
    if (!request.ok) return (await charge('requests', 1)) ?? request
    let refused = await charge(rule, points(request.value))
    for (const other of besides) refused ??= await charge(other.rule, other.points(request.value), other.of)
    return refused ?? run(actor, request.value, connection)
  }

/** The part of Socket.IO's socket that is used. */
export interface ActionSocket {
  readonly id: string
  onAny(listener: (event: string, ...args: readonly unknown[]) => void): unknown
}

export interface ActionPorts {
  readonly limits: RateLimits
  readonly log: Log
  /** Hears how long each answer took. */
  answered(event: string, seconds: number): void
}

/** Answers everything that comes from a socket. */
export function answerSocket<Actor>(
  socket: ActionSocket,
  actor: Actor,
  counted: Counted,
  actions: Readonly<Record<string, Act<Actor, unknown>>>,
  { limits, log, answered }: ActionPorts,
): void {
  /** For the log, into which goes nothing that a client writes. */
  const routeOf = (event: string): string => (Object.hasOwn(actions, event) ? event : 'unknown')

  const perform = async (event: string, inputs: readonly unknown[]): Promise<Result<unknown>> => {
    const act = Object.hasOwn(actions, event) ? actions[event] : undefined
    const charge: Charge = async (rule, points, of = 'own') => {
      const key = counted[of]
      return key === undefined || points === 0 || (await limits.allow(rule, key, points)) ? undefined : rateLimited(log, routeOf(event), rule)
    }
    const flooded = await charge('requests-of-address', 1, 'address')
    if (flooded) return flooded
    if (act && inputs.length === 1) return act(actor, inputs[0], socket.id, charge)
    const refused = await charge('requests', 1)
    if (refused) return refused
    if (!act) return fail('not_found', { field: 'event' })
    return fail('invalid_input', { message: 'A request has exactly one argument besides the place for its answer.' })
  }

  socket.onAny((event, ...args) => {
    const last = args.at(-1)
    const hasReply = typeof last === 'function'
    const startedAt = performance.now()
    const inputs = hasReply ? args.slice(0, -1) : args
    perform(event, inputs)
      .catch((error: unknown) => failureOf(error, routeOf(event), log))
      .then((result) => {
        if (!result.ok) log('request-refused', { route: routeOf(event), code: result.code })
        if (hasReply) last(result)
        if (Object.hasOwn(actions, event)) answered(event, (performance.now() - startedAt) / 1000)
      })
      // A line that broke while it was answered; the client asks again on the next one.
      .catch((error: unknown) => log('effect-failed', { route: routeOf(event), error }))
  })
}
