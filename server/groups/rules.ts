import { failForm } from '@foyer/sdk/protocol'
import type { Failure, GroupDraft, MemberId } from '@foyer/sdk/protocol'
import { eachOf, firstWrong, needed } from '../forms/rules.ts'

/** Display units of a group's name (AL-6). */
export const GROUP_NAME_UNITS = 20

/** Agents of a group (AL-6). */
export const GROUP_AGENTS = { least: 1, most: 500 } as const

/** Groups of a workspace: more than anybody can tell apart, and few enough to be listed as a whole. */
export const MOST_GROUPS = 500

/** What of a workspace a group is held against. */
export interface GroupSurroundings {
  /** Of the other groups: agents and reports tell them apart by nothing else. */
  readonly names: readonly string[]
  /** Who may stand in it: members who are not disabled, and those who stand in it already. */
  readonly agents: ReadonlySet<MemberId>
}

/** What a group is made of; rules that are not said are the defaults. */
export type GroupParts = Pick<GroupDraft, 'name' | 'agentIds'> & { readonly rules?: Partial<GroupDraft['rules']> }

/**
 * What is wrong with a group, by its first field that is (AL-6). What bounds its rules have by themselves,
 * `parseGroupAllocationSettings` says.
 */
export function checkGroup({ name, agentIds, rules = {} }: GroupParts, { names, agents }: GroupSurroundings): Failure | undefined {
  return firstWrong([
    () => needed('name', name, GROUP_NAME_UNITS),
    () => (names.map(sameName).includes(sameName(name)) ? failForm('name_taken', { field: 'name' }) : undefined),
    () => (agentIds.length < GROUP_AGENTS.least ? failForm('required', { field: 'agentIds', message: 'A group needs at least one agent.' }) : undefined),
    () => (agentIds.length > GROUP_AGENTS.most ? failForm('too_long', { field: 'agentIds', message: `${GROUP_AGENTS.most} agents are the most.` }) : undefined),
    () => (new Set(agentIds).size < agentIds.length ? failForm('name_taken', { field: 'agentIds', message: 'An agent stands in a group once.' }) : undefined),
    () => eachOf('agentIds', agentIds, (id) => agents.has(id), (field) => failForm('receiver_gone', { field, message: 'This is nobody who can receive.' })),
    () => (rules.overdue && agentIds.length === 1 ? failForm('not_supported', { field: 'rules.overdue', message: 'Of a group of one agent nothing can move on.' }) : undefined),
  ])
}

const sameName = (name: string): string => name.trim().normalize('NFKC').toLowerCase()
