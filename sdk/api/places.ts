/** Where facts of one site lie on the device, all of them, whoever wrote them. */
import type { Ground } from './ground.ts'
import type { KeepStorage } from './keep.ts'

/** A store that says what is in it; the browser's own says it by its properties. */
export interface Place extends KeepStorage {
  names?(): readonly string[]
}

/** By name, as a {@link import('./keep.ts').Keep} takes it. What cannot be reached has none. */
export function factsIn(open: () => Place, keyOf: Ground['keyOf']): ReadonlyMap<string, string> {
  try {
    const place = open()
    const [head = '', tail = ''] = keyOf('*').split('*')
    const keys = (place.names?.() ?? Object.keys(place)).filter((key) => key.startsWith(head) && key.endsWith(tail))
    return new Map(keys.map((key) => [key.slice(head.length, -tail.length), place.getItem(key) ?? '']))
  } catch {
    return new Map()
  }
}

export function clearFacts(open: () => Place, keyOf: Ground['keyOf']): void {
  for (const name of factsIn(open, keyOf).keys()) open().removeItem(keyOf(name))
}
