/** Keeps the list of visitors in step with the server, as long as somebody looks at it. It knows nothing of Socket.IO or the DOM. */
import type { Failure, LivePage, Result } from '@foyer/sdk/protocol'
import type { Clock, Stop } from '@foyer/sdk/thread'
import type { DeskLink } from '../desk-link.ts'
import { NOBODY, reduceLive } from './live-list.ts'
import type { LiveEvent, LiveList } from './live-list.ts'

/** A request that failed on a line that stands is tried again after this. */
const AGAIN_MS = 3_000

export interface Watch {
  readonly list: LiveList
  /** Why it does not come; it is tried again by itself. */
  readonly failure: Failure | undefined
  subscribe(listener: () => void): Stop
  stop(): void
}

export function createWatch({ link, clock }: { readonly link: DeskLink; readonly clock: Clock }): Watch {
  let list = NOBODY
  let failure: Failure | undefined
  /** Moves with every attempt, so that an answer to an earlier one is not taken for news. */
  let attempt = 0
  let stopAgain: Stop = () => undefined
  const listeners = new Set<() => void>()
  const tell = () => listeners.forEach((listener) => listener())

  function dispatch(event: LiveEvent): void {
    const before = list
    list = reduceLive(list, event)
    if (list === before) return
    if (list.isLacking && !before.isLacking) void ask()
    tell()
  }

  async function ask(): Promise<void> {
    const mine = (attempt += 1)
    stopAgain()
    dispatch({ type: 'asked' })
    let answer: Result<LivePage> = await link.request('visitors:watch', {})
    while (mine === attempt && answer.ok) {
      failure = undefined
      dispatch({ type: 'page', page: answer.value })
      const last = answer.value.visitors.at(-1)
      if (mine !== attempt || !answer.value.more || !last) return
      answer = await link.request('visitors:more', { after: last.id })
    }
    if (mine !== attempt || answer.ok) return
    failure = answer
    tell()
    // Without a line, the next one asks.
    if (link.state.status === 'connected') stopAgain = clock.after(AGAIN_MS, () => void ask())
  }

  const stops = [
    link.on('visitors:changed', (delta) => dispatch({ type: 'delta', delta })),
    link.onState(({ status }) => {
      if (status === 'connected') void ask()
    }),
  ]
  if (link.state.status === 'connected') void ask()

  return {
    get list() {
      return list
    },
    get failure() {
      return failure
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop() {
      attempt += 1
      stopAgain()
      for (const stop of stops) stop()
      listeners.clear()
      if (link.state.status === 'connected') void link.request('visitors:unwatch', {})
    },
  }
}
