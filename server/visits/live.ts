/**
 * The list of who is there, as desks hold it (IV-1): pages of it, and what has changed since. Who is in it and what they
 * look like it asks at the moment of telling, so that however much moves between two differences, each visitor is told once.
 */
import { LIVE_PAGE } from '@foyer/sdk/protocol'
import type { LiveDelta, LivePage, LiveVisitor, VisitorId } from '@foyer/sdk/protocol'

/** Where the list looks. */
export interface LiveSource {
  ids(): Iterable<VisitorId>
  get(id: VisitorId): LiveVisitor | undefined
}

export interface LiveList {
  /** Something of this visitor is another now, or they came or went. */
  touch(id: VisitorId): void
  /** The first page, or the one behind a visitor, who may have gone meanwhile. In the order of their ids. */
  page(after?: VisitorId): LivePage
  /** What was touched since the one before; nothing, if nothing was. */
  delta(): LiveDelta | undefined
}

/** @param pageSize default {@link LIVE_PAGE} */
export function createLiveList(source: LiveSource, pageSize: number = LIVE_PAGE): LiveList {
  let seq = 0
  let touched = new Set<VisitorId>()

  return {
    touch: (id) => void touched.add(id),
    page(after) {
      const behind = [...source.ids()].filter((id) => after === undefined || id > after).toSorted()
      return { seq, visitors: behind.slice(0, pageSize).flatMap((id) => source.get(id) ?? []), more: behind.length > pageSize }
    },
    delta() {
      if (touched.size === 0) return undefined
      const ids = [...touched]
      touched = new Set()
      const changed = ids.flatMap((id) => source.get(id) ?? [])
      const there = new Set(changed.map(({ id }) => id))
      seq += 1
      return { seq, changed, gone: ids.filter((id) => !there.has(id)) }
    },
  }
}
