/**
 * A network between clients and a server in one process: it delays, and where it is told to, it loses, doubles and
 * reorders what it carries, cuts lines, and cuts them without telling. Requests are copied; what a server says is taken
 * for what it is, because nothing that comes from it is ever changed.
 */
import { fail } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import type { Clock, LineSocket, OpenLine } from '../thread/types.ts'
import type { Enter } from './fake-tabs.ts'
import type { Random } from './random.ts'

/** What clients connect to. Pushes go to `push` until the line is closed. */
export interface NetworkServer {
  connect(token: string, push: (name: string, payload: unknown) => void): NetworkLine
}
export interface NetworkLine {
  request(name: string, payload: unknown): Result<unknown> | Promise<Result<unknown>>
  close(): void
}

/** The faults of a network. Probabilities are for each thing carried. */
export interface NetworkMood {
  /** The longest time on the way, one way. */
  latencyMs: number
  loss: number
  doubling: number
  /** Whether what was sent later may come first. A real socket never does that. */
  isReordering: boolean
  /** Nothing gets through and no line opens. */
  isCut: boolean
  /** Refuses new lines for now. */
  isRefusing: boolean
}

export const CALM: NetworkMood = { latencyMs: 20, loss: 0, doubling: 0, isReordering: false, isCut: false, isRefusing: false }

export interface Network {
  mood: NetworkMood
  /** What a tab opens lines with. `isHere` is asked at every step out of the tab; `enter` leads every step into it. */
  openLine(token: string, enter: Enter, isHere: () => boolean): OpenLine
  /** Ends all lines. Told to the clients, unless it is `silent`: then they find out by themselves. */
  breakLines(isSilent: boolean): void
}

export function createNetwork(server: NetworkServer, clock: Clock, random: Random): Network {
  const breakers = new Set<(isSilent: boolean) => void>()

  const network: Network = {
    mood: CALM,
    breakLines(isSilent) {
      for (const breakLine of [...breakers]) breakLine(isSilent)
    },
    openLine: (token, enter, isHere) => (events): LineSocket => {
      let far: NetworkLine | undefined
      let isOver = false
      const lastArrival = { up: 0, down: 0 }
      const at = (way: 'up' | 'down'): number => {
        const arrival = clock.now() + 1 + random.below(network.mood.latencyMs)
        if (network.mood.isReordering) return arrival - clock.now()
        lastArrival[way] = Math.max(lastArrival[way], arrival)
        return lastArrival[way] - clock.now()
      }
      const carry = (way: 'up' | 'down', run: () => void): void => {
        if (random.chance(network.mood.loss)) return
        const copies = random.chance(network.mood.doubling) ? 2 : 1
        for (let copy = 0; copy < copies; copy++) clock.after(at(way), () => void (isOver || network.mood.isCut || run()))
      }
      const hangUp = (isSilent: boolean): void => {
        if (isOver) return
        isOver = true
        breakers.delete(hangUp)
        far?.close()
        if (!isSilent) clock.after(1 + random.below(network.mood.latencyMs), () => enter(() => events.closed()))
      }
      breakers.add(hangUp)
      clock.after(at('up'), () => {
        if (isOver || !isHere()) return
        if (network.mood.isCut) return hangUp(random.chance(0.5))
        if (network.mood.isRefusing) {
          isOver = true
          breakers.delete(hangUp)
          return enter(() => events.closed(fail('unavailable')))
        }
        far = server.connect(token, (name, payload) => {
          carry('down', () => enter(() => events.pushed(name, payload)))
        })
        clock.after(at('down'), () => void (isOver || enter(() => events.opened())))
      })
      return {
        emit(name, payload, answer) {
          if (!isHere()) return
          const copy: unknown = JSON.parse(JSON.stringify(payload))
          carry('up', () => {
            void Promise.resolve(far?.request(name, copy)).then((result) => carry('down', () => enter(() => answer?.(result))))
          })
        },
        close() {
          if (!isHere()) return
          hangUp(true)
        },
      }
    },
  }
  return network
}
