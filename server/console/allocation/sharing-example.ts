/** Two agents with whom the two ways of sharing out choose differently, whatever the cap. Pure. */
import type { Sharing } from '@foyer/sdk/protocol'

export interface ExampleAgent {
  readonly current: number
  readonly cap: number
  /** Of the places, 0 to 1. */
  readonly free: number
}

export interface Example {
  readonly agents: readonly [large: ExampleAgent, small: ExampleAgent]
  /** Which of the two gets the next one. */
  readonly next: 0 | 1
}

/**
 * One agent may hold three times as many as the other, and holds one more: more of theirs is free, and yet they hold more.
 *
 * @param cap of the workspace; one of the two has it, unless it is so small that both need another
 */
export function exampleOf(sharing: Sharing, cap: number): Example {
  const small = cap >= 6 ? Math.floor(cap / 3) : Math.max(2, cap)
  const large = cap >= 6 ? cap : small * 3
  const held = Math.max(1, Math.floor(small / 2))
  const agent = (current: number, most: number): ExampleAgent => ({ current, cap: most, free: (most - current) / most })
  return { agents: [agent(held + 1, large), agent(held, small)], next: sharing === 'idle-rate' ? 0 : 1 }
}
