/**
 * The list of who is on the sites (IV-1), as this desk holds it: one pure reducer over pages and differences.
 *
 * Differences come while pages are still on their way, and a page may be older than what a difference has said already:
 * what was touched since then stands. A gap marks the list as *lacking*, and `watch.ts` watches anew; what was there
 * stays to be seen until the new list is whole, so that nothing flickers.
 */
import type { LiveDelta, LivePage, LiveVisitor, VisitorId } from '@foyer/sdk/protocol'

export type Visitors = ReadonlyMap<VisitorId, LiveVisitor>

/** A list that is on its way. */
interface Coming {
  /** Of the last difference that is in it. Absent until the first page. */
  readonly seq?: number
  readonly visitors: Visitors
  /** Who was told of by a difference since it began, and by which. */
  readonly touched: ReadonlyMap<VisitorId, number>
  /** Differences from before the first page. */
  readonly early: readonly LiveDelta[]
}

export interface LiveList {
  readonly visitors: Visitors
  /** Of the last difference that is in it. */
  readonly seq: number
  /** All of it was there once. */
  readonly isLoaded: boolean
  /** Something was missed. */
  readonly isLacking: boolean
  /** As its pages said last. */
  readonly placesBy: LivePage['placesBy']
  readonly coming?: Coming
}

export type LiveEvent =
  /** It is asked for, from the first page on. */
  | { readonly type: 'asked' }
  | { readonly type: 'page'; readonly page: LivePage }
  | { readonly type: 'delta'; readonly delta: LiveDelta }

export const NOBODY: LiveList = { visitors: new Map(), seq: 0, isLoaded: false, isLacking: false, placesBy: undefined }

export function reduceLive(list: LiveList, event: LiveEvent): LiveList {
  switch (event.type) {
    case 'asked':
      return { ...list, isLacking: false, coming: { visitors: new Map(), touched: new Map(), early: [] } }
    case 'page':
      return list.coming ? withPage(list, list.coming, event.page) : list
    case 'delta':
      return list.coming ? withEarly(list, list.coming, event.delta) : withDelta(list, event.delta)
  }
}

function withDelta(list: LiveList, delta: LiveDelta): LiveList {
  // What is lacking is fetched whole; until then nothing fits.
  if (list.isLacking || delta.seq <= list.seq) return list
  if (delta.seq > list.seq + 1) return { ...list, isLacking: true }
  return { ...list, seq: delta.seq, visitors: changed(list.visitors, delta) }
}

function withEarly(list: LiveList, coming: Coming, delta: LiveDelta): LiveList {
  if (coming.seq === undefined) return { ...list, coming: { ...coming, early: [...coming.early, delta] } }
  const next = followed(coming, coming.seq, delta)
  return next ? shown(list, next) : { ...list, isLacking: true }
}

/** Undefined if the difference does not follow. */
function followed(coming: Coming, seq: number, delta: LiveDelta): Coming | undefined {
  if (delta.seq <= seq) return coming
  if (delta.seq > seq + 1) return undefined
  const touched = new Map(coming.touched)
  for (const { id } of delta.changed) touched.set(id, delta.seq)
  for (const id of delta.gone) touched.set(id, delta.seq)
  return { ...coming, seq: delta.seq, touched, visitors: changed(coming.visitors, delta) }
}

function withPage(before: LiveList, coming: Coming, page: LivePage): LiveList {
  const list = { ...before, placesBy: page.placesBy }
  const visitors = new Map(coming.visitors)
  for (const visitor of page.visitors) if ((coming.touched.get(visitor.id) ?? 0) <= page.seq) visitors.set(visitor.id, visitor)
  let next: Coming | undefined = { ...coming, seq: coming.seq ?? page.seq, visitors, early: [] }
  for (const delta of coming.early) next = next && followed(next, next.seq ?? 0, delta)
  if (!next) return { ...list, isLacking: true }
  if (page.more) return shown(list, next)
  return { visitors: next.visitors, seq: next.seq ?? 0, isLoaded: true, isLacking: false, placesBy: page.placesBy }
}

/** The first list is shown as it comes; a later one once it is whole. */
const shown = (list: LiveList, coming: Coming): LiveList => ({ ...list, coming, ...(!list.isLoaded && { visitors: coming.visitors }) })

function changed(visitors: Visitors, { changed: told, gone }: LiveDelta): Visitors {
  if (told.length === 0 && gone.length === 0) return visitors
  const next = new Map(visitors)
  for (const visitor of told) next.set(visitor.id, visitor)
  for (const id of gone) next.delete(id)
  return next
}
