import { displayUnits, fail, ok } from '@foyer/sdk/protocol'
import type { MemberId, Result } from '@foyer/sdk/protocol'

/** Display units of a group's name (AL-6). */
export const GROUP_NAME_UNITS = 20

/** Agents of a group (AL-6). */
export const GROUP_AGENTS = { least: 1, most: 500 } as const

/** Checks what a group is made of (AL-6). */
export function checkGroup({ name, agentIds }: { readonly name: string; readonly agentIds: readonly MemberId[] }): Result<null> {
  const units = displayUnits(name)
  if (name.trim() === '') return fail('invalid_input', { field: 'name', message: 'A group needs a name.' })
  if (units > GROUP_NAME_UNITS) return fail('invalid_input', { field: 'name', message: `The name has ${units} units; ${GROUP_NAME_UNITS} are the most.` })
  if (new Set(agentIds).size !== agentIds.length) return fail('invalid_input', { field: 'agentIds', message: 'An agent stands in a group once.' })
  if (agentIds.length < GROUP_AGENTS.least) return fail('invalid_input', { field: 'agentIds', message: 'A group needs at least one agent.' })
  if (agentIds.length > GROUP_AGENTS.most) return fail('invalid_input', { field: 'agentIds', message: `${GROUP_AGENTS.most} agents are the most.` })
  return ok(null)
}
