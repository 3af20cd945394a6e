import type { ServedPicture } from './response.ts'

/** Bytes of pictures that are kept at hand. An avatar is asked for by every new visitor. */
const MOST_BYTES = 16_000_000

/** Remembers the pictures asked for last. They never change, so nothing is ever stale. */
export function createImageCache(read: (id: string) => Promise<ServedPicture | undefined>): (id: string) => Promise<ServedPicture | undefined> {
  const kept = new Map<string, ServedPicture>()
  let bytes = 0
  return async (id) => {
    const found = kept.get(id) ?? (await read(id))
    if (!found) return undefined
    // Again at the end: the first of the map is the one that was not asked for the longest.
    if (!kept.delete(id)) bytes += found.bytes.length
    kept.set(id, found)
    for (const [oldest, { bytes: theirs }] of kept) {
      if (bytes <= MOST_BYTES) break
      kept.delete(oldest)
      bytes -= theirs.length
    }
    return found
  }
}
