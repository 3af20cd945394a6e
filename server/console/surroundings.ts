/** What every part of the desk may use: the words, and what o'clock it is. */
import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Clock } from '@foyer/sdk/thread'
import type { DeskLanguage, Words } from './words/index.ts'
import { en } from './words/en.ts'

export interface Surroundings {
  readonly words: Words
  readonly language: DeskLanguage
  /** The language as this member's region writes times and figures. */
  readonly locale: string
  readonly clock: Clock
  setLanguage(language: DeskLanguage): void
}

const nowhere: Surroundings = {
  words: en,
  language: 'en',
  locale: 'en',
  clock: { now: () => 0, after: () => () => undefined },
  setLanguage: () => undefined,
}

export const SurroundingsContext = createContext<Surroundings>(nowhere)

export const useSurroundings = (): Surroundings => useContext(SurroundingsContext)

/** The present, told again every `everyMs`. */
export function useNow(everyMs: number): number {
  const { clock } = useSurroundings()
  const [now, setNow] = useState(clock.now())
  useEffect(() => {
    let stop = clock.after(everyMs, tick)
    function tick() {
      setNow(clock.now())
      stop = clock.after(everyMs, tick)
    }
    return () => stop()
  }, [clock, everyMs])
  return now
}
