/** Says to the other side that somebody types here, as often as it has to be said, and stops by itself. */
import type { Clock, Stop } from './types.ts'

/** A push of typing holds for 5 seconds: said every 3, one may be lost without a flicker. */
const REPEAT_MS = 3_000
/** So long after the last key somebody thinks or has gone. */
const PAUSE_MS = 5_000

export interface Typing {
  /** Call it with every key, and with `false` when the composer is empty. */
  readonly set: (isTyping: boolean) => void
  readonly stop: Stop
}

export function createTyping({ clock, tell }: { readonly clock: Clock; readonly tell: (isTyping: boolean) => void }): Typing {
  let lastKeyAt = 0
  let stopRepeating: Stop | undefined

  function say(): void {
    if (clock.now() - lastKeyAt >= PAUSE_MS) return stop()
    tell(true)
    stopRepeating = clock.after(REPEAT_MS, say)
  }

  function stop(): void {
    if (!stopRepeating) return
    stopRepeating()
    stopRepeating = undefined
    tell(false)
  }

  return {
    set(isTyping) {
      if (!isTyping) return stop()
      lastKeyAt = clock.now()
      if (!stopRepeating) say()
    },
    stop,
  }
}
