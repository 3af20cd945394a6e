/**
 * What leads to a group, in settings and drafts as they are kept: whoever names one says `groupId` or, of several,
 * `groupIds`. So a new capability that leads to groups is led elsewhere with the others, without saying so here (AL-8).
 */
import type { GroupId, LeadingRule } from '@foyer/sdk/protocol'

/** The same value with everything that leads to `from` leading to `to`. The value itself if nothing did. */
export function leadElsewhere<T>(value: T, from: GroupId, to: GroupId): T {
  // What comes out has the shape of what went in.
  if (Array.isArray(value)) return kept(value, value.map((item: unknown) => leadElsewhere(item, from, to))) as T
  if (typeof value !== 'object' || value === null) return value
  const led = Object.entries(value).map(([key, said]): [string, unknown] => {
    if (key === 'groupId' && said === from) return [key, to]
    if (key === 'groupIds' && Array.isArray(said) && said.includes(from)) return [key, [...new Set(said.map((id: unknown) => (id === from ? to : id)))]]
    return [key, leadElsewhere(said, from, to)]
  })
  const before = Object.values(value)
  return led.every(([, said], index) => said === before[index]) ? value : (Object.fromEntries(led) as T)
}

const kept = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] => (after.every((item, index) => item === before[index]) ? before : after)

/** Whether anything in a value leads to this group. */
export function leadsTo(value: unknown, id: GroupId): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, said]) => (key === 'groupId' && said === id) || (key === 'groupIds' && Array.isArray(said) && said.includes(id)) || leadsTo(said, id))
}

/** The rules in an area of settings that lead to this group: by their names; what has no name by the field of the area. */
export function rulesLeading(area: unknown, id: GroupId, field?: string): readonly LeadingRule[] {
  if (typeof area !== 'object' || area === null || !leadsTo(area, id)) return []
  if ('name' in area && typeof area.name === 'string') return [{ name: area.name }]
  const inside = Object.entries(area).flatMap(([key, said]) => rulesLeading(said, id, field ?? key))
  return inside.length > 0 || field === undefined ? inside : [{ field }]
}
