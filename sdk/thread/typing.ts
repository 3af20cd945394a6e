/** Says to the other side that somebody types here, as often as it has to be said, and stops by itself. */
import type { Clock, Stop } from './types.ts'

/** A push of typing holds for 5 seconds: said every 3, one may be lost without a flicker. */
const REPEAT_MS = 3_000
/** With what is written so far (CW-8), as often as one can read it. */
const REPEAT_TEXT_MS = 1_000
/** So long after the last key somebody thinks or has gone. */
const PAUSE_MS = 5_000

export interface Typing {
  /** Call it with every key, and with `false` when the composer is empty. `text`: what is written, if the other side may see it. */
  readonly set: (isTyping: boolean, text?: string) => void
  readonly stop: Stop
}

export function createTyping({ clock, tell }: { readonly clock: Clock; readonly tell: (isTyping: boolean, text?: string) => void }): Typing {
  let lastKeyAt = 0
  let written: string | undefined
  let stopRepeating: Stop | undefined

  function say(): void {
    if (clock.now() - lastKeyAt >= PAUSE_MS) return stop()
    tell(true, written)
    stopRepeating = clock.after(written === undefined ? REPEAT_MS : REPEAT_TEXT_MS, say)
  }

  function stop(): void {
    if (!stopRepeating) return
    stopRepeating()
    stopRepeating = undefined
    tell(false)
  }

  return {
    set(isTyping, text) {
      if (!isTyping) return stop()
      written = text
      lastKeyAt = clock.now()
      if (!stopRepeating) say()
    },
    stop,
  }
}
