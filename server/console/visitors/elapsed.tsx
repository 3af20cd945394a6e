/** Time that runs, without drawing anything else anew: all of a page tick together, and write their own text. */
import { createContext } from 'preact'
import { useContext, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Clock, Stop } from '@foyer/sdk/thread'
import { useSurroundings } from '../surroundings.ts'
import { elapsed } from './visit-texts.ts'

const TICK_MS = 1_000

interface Ticker {
  onTick(listener: () => void): Stop
}

export const TickerContext = createContext<Ticker>({ onTick: () => () => undefined })

export function useTicker(): Ticker {
  const { clock } = useSurroundings()
  return useMemo(() => createTicker(clock), [clock])
}

/** Runs as long as somebody listens. */
function createTicker(clock: Clock): Ticker {
  const listeners = new Set<() => void>()
  let stop: Stop | undefined
  const tick = () => {
    stop = clock.after(TICK_MS, tick)
    listeners.forEach((listener) => listener())
  }
  return {
    onTick(listener) {
      listeners.add(listener)
      stop ??= clock.after(TICK_MS, tick)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
      }
    },
  }
}

/** @param until absent: it runs */
export function Elapsed({ since, until }: { readonly since: number; readonly until?: number | undefined }) {
  const { clock } = useSurroundings()
  const ticker = useContext(TickerContext)
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const write = () => {
      if (place.current) place.current.textContent = elapsed((until ?? clock.now()) - since)
    }
    write()
    return until === undefined ? ticker.onTick(write) : undefined
  }, [clock, ticker, since, until])
  return <span class="elapsed" ref={place} />
}
