/**
 * A connection that comes back by itself: requests that are always answered, pushes, and the state of the line. It opens
 * one line after another through {@link OpenLine} and knows no library; `connect.ts` gives the real lines.
 */
import { PASSING, failHere } from '@foyer/sdk/protocol'
import type { ErrorCode, Failure, Result } from '@foyer/sdk/protocol'
import { waitBeforeRetryMs } from './jitter.ts'
import type { Clock, ConnectionState, LineSocket, OpenLine, PageSignals, Stop } from './types.ts'

/** What is not answered by then is answered with `not_reachable`; whether it was done is unknown. */
export const REQUEST_LIMIT_MS = 10_000
/** Opening a line takes two round trips; a line that needs longer is given up. */
const OPEN_LIMIT_MS = 10_000
/** A line that held this long was a good one: the next wait starts small again. */
const STABLE_MS = 10_000
/** After so many WebSockets in a row that never opened, every second attempt does without. */
const POLL_AFTER = 2

/** The request names of an event map: those that have an answer. */
export type Asked<ToServer> = {
  [Name in keyof ToServer]: ToServer[Name] extends (...args: infer Args) => void ? (Args extends [unknown, unknown] ? Name : never) : never
}[keyof ToServer] &
  string
export type Payload<Map, Name extends keyof Map> = Map[Name] extends (...args: infer Args) => void ? Args[0] : never
export type Answer<Map, Name extends keyof Map> = Map[Name] extends (payload: never, reply: (result: infer Given) => void) => void ? Given : never

export interface Link<ToServer, FromServer> {
  readonly state: ConnectionState
  /** Settles always, with the server's answer or with `not_reachable`. */
  request<Name extends Asked<ToServer>>(name: Name, payload: Payload<ToServer, Name>): Promise<Answer<ToServer, Name>>
  /** Volatile: no answer, and lost if the line is not there. */
  tell<Name extends keyof ToServer & string>(name: Name, payload: Payload<ToServer, Name>): void
  on<Name extends keyof FromServer & string>(name: Name, listener: (payload: Payload<FromServer, Name>) => void): Stop
  onState(listener: (state: ConnectionState) => void): Stop
  /** Starts, also after a refusal or `close`. */
  open(): void
  /** Lets a line go that does not answer, and opens another. */
  reset(): void
  /** Stops until `open`. */
  close(): void
}

export interface LinkPorts {
  readonly clock: Clock
  readonly random: () => number
  readonly signals: PageSignals
}

export function createLink<ToServer, FromServer>(openLine: OpenLine, { clock, random, signals }: LinkPorts): Link<ToServer, FromServer> {
  const pushListeners = new Map<string, Set<(payload: never) => void>>()
  const stateListeners = new Set<(state: ConnectionState) => void>()
  const unanswered = new Set<(failure: Failure) => void>()
  let state: ConnectionState = { status: 'idle' }
  let socket: LineSocket | undefined
  let stopTimer: Stop = () => undefined
  let stopWatching: Stop | undefined
  let attempt = 0
  let openedAt: number | undefined
  /** WebSockets in a row that did not open, and whether the last line that did was without one. */
  let blocked = 0
  let isPolling = false

  function setState(next: ConnectionState): void {
    if (next.status === state.status && next.status !== 'refused') return
    state = next
    for (const listener of stateListeners) listener(next)
  }

  function connect(): void {
    stopTimer()
    const polling: boolean = blocked >= POLL_AFTER && signals.isOnline() && (isPolling || attempt % 2 === 0)
    /** Of lines that were let go nothing is heard. */
    let isOver = false
    const events = {
      opened: () => {
        if (isOver) return
        stopTimer()
        openedAt = clock.now()
        isPolling = polling
        if (!polling) blocked = 0
        setState({ status: 'connected' })
      },
      closed: (refusal?: unknown) => {
        if (isOver) return
        isOver = true
        if (openedAt === undefined && refusal === undefined && signals.isOnline()) {
          isPolling = false
          if (!polling) blocked++
        }
        lost(refusalCode(refusal))
      },
      pushed: (name: string, payload: unknown) => {
        if (isOver) return
        if (name === 'refused') return events.closed(payload)
        for (const listener of pushListeners.get(name) ?? []) listener(payload as never)
      },
    }
    stopTimer = clock.after(OPEN_LIMIT_MS, () => events.closed())
    const line = openLine(events, { polling })
    if (isOver) return line.close()
    socket = {
      emit: (name, payload, answer) => line.emit(name, payload, answer),
      close: () => {
        isOver = true
        line.close()
      },
    }
  }

  /** Ends the present line, whichever end it was; requests without an answer get one. */
  function drop(): void {
    stopTimer()
    socket?.close()
    socket = undefined
    openedAt = undefined
    for (const settle of [...unanswered]) settle(failHere('not_reachable'))
  }

  function lost(code: ErrorCode | undefined): void {
    attempt = openedAt !== undefined && clock.now() - openedAt > STABLE_MS ? 0 : attempt + 1
    drop()
    if (code && isFinal(code)) {
      stopWatching?.()
      stopWatching = undefined
      return setState({ status: 'refused', code })
    }
    stopTimer = clock.after(waitBeforeRetryMs(attempt, random), connect)
    setState({ status: 'offline' })
  }

  return {
    get state() {
      return state
    },
    request<Name extends Asked<ToServer>>(name: Name, payload: Payload<ToServer, Name>) {
      const answered = new Promise<Result<unknown>>((resolve) => {
        if (state.status !== 'connected' || !socket) return resolve(failHere('not_reachable'))
        const settle = (result: Result<unknown>): void => {
          stop()
          unanswered.delete(settle)
          resolve(result)
        }
        const stop = clock.after(REQUEST_LIMIT_MS, () => settle(failHere('not_reachable')))
        unanswered.add(settle)
        socket.emit(name, payload, (result) => settle(isResult(result) ? result : failHere('unavailable')))
      })
      return answered as Promise<Answer<ToServer, Name>>
    },
    tell(name, payload) {
      if (state.status === 'connected') socket?.emit(name, payload)
    },
    on(name, listener) {
      const listeners = pushListeners.get(name) ?? new Set()
      pushListeners.set(name, listeners.add(listener))
      return () => void listeners.delete(listener)
    },
    onState(listener) {
      stateListeners.add(listener)
      return () => void stateListeners.delete(listener)
    },
    open() {
      if (socket || stopWatching) return
      attempt = 0
      setState({ status: 'connecting' })
      stopWatching = signals.onAwake(() => {
        if (!socket) connect()
      })
      connect()
    },
    reset() {
      if (state.status === 'connected') lost(undefined)
    },
    close() {
      stopWatching?.()
      stopWatching = undefined
      drop()
      setState({ status: 'idle' })
    },
  }
}

/** An old page stays old; what else may pass is tried again. */
const isFinal = (code: ErrorCode): boolean => code === 'client_outdated' || !PASSING.has(code)

function refusalCode(refusal: unknown): ErrorCode | undefined {
  const code = typeof refusal === 'object' && refusal !== null && 'code' in refusal ? refusal.code : undefined
  return typeof code === 'string' ? (code as ErrorCode) : undefined
}

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'
