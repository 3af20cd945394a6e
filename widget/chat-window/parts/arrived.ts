import type { TimelineItem } from '@foyer/sdk/thread'

/**
 * What has come in since: the items that were not there and do not stand before all that was. Older pages and a first
 * load are no arrivals, so nobody is told of them.
 */
export function arrivedItems(before: readonly TimelineItem[], after: readonly TimelineItem[]): readonly TimelineItem[] {
  if (before === after) return []
  // Day dividers wander up when older messages of their day come in.
  const first = before.find((item) => item.kind !== 'day')
  const known = new Set(before.map((item) => item.key))
  const start = first ? after.findIndex((item) => item.key === first.key) : 0
  return start < 0 ? [] : after.slice(start).filter((item) => !known.has(item.key) && item.kind !== 'day')
}
