/**
 * Who waits because of working hours (AL-13a) is looked at again when the next ones begin: nothing else happens at that
 * instant that would have the queue served (AL-11).
 */
import { nextOpening } from '@foyer/sdk/protocol'
import type { WorkingHours, WorkspaceId } from '@foyer/sdk/protocol'
import { armDeadlineBy } from '../deadlines/store.ts'
import type { Work } from '../store/procedure.ts'
import type { AllocationSnapshot } from './rules.ts'

/** As far as openings are known ahead. Whoever waits longer is looked at again then. */
const FORTNIGHT_MS = 14 * 86_400_000

/** Hours of which is known when they begin next; an opening is worked out once, not with each visitor of a rush. */
const MOST_KNOWN = 1_000
const known = new Map<string, { readonly from: number; readonly begin: number }>()

function beginOf(hours: WorkingHours, at: number): number {
  const key = JSON.stringify(hours)
  const before = known.get(key)
  if (before && before.from <= at && at < before.begin) return before.begin
  const begin = nextOpening(hours, at) ?? at + FORTNIGHT_MS
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, { from: at, begin })
  return begin
}

/** When the next hours begin of all that the rule asks about; `Infinity` where there are none. */
export function nextBegin({ agents, group, hours }: Pick<AllocationSnapshot, 'agents' | 'group' | 'hours'>, at: number): number {
  const all = [group.hours, hours, ...agents.map((agent) => agent.hours)]
  return all.reduce((first, one) => (one ? Math.min(first, beginOf(one, at)) : first), Infinity)
}

/** Has those who wait in a workspace looked at then, if not before. */
export function* serveAt(workspaceId: WorkspaceId, begin: number): Work<void> {
  if (begin < Infinity) yield* armDeadlineBy({ kind: 'waiting-served', subject: workspaceId, workspaceId, dueAt: begin })
}
