/** What these pages are about, as the server has it now. */
import { ALLOCATION_API, API, ok } from '@foyer/sdk/protocol'
import type { AgentRecord, AllocationRecord, GroupRecord, HoursRecord, Result, RoutingRecord } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'

const PATHS = { groups: ALLOCATION_API.groups, agents: ALLOCATION_API.agents, rules: ALLOCATION_API.allocation, routing: ALLOCATION_API.routing, hours: API.hours } as const

export interface World {
  /** The main one first. */
  readonly groups: readonly GroupRecord[]
  readonly agents: readonly AgentRecord[]
  readonly rules: AllocationRecord
  readonly routing: RoutingRecord
  /** Of the company. */
  readonly hours: HoursRecord
}

/** What is asked for, all at once; the first that is refused is the answer. */
export async function loadWorld<Key extends keyof World>(api: Api, ...keys: readonly Key[]): Promise<Result<Pick<World, Key>>> {
  const answers = await Promise.all(keys.map(async (key) => ({ key, answer: await api.get<World[Key]>(PATHS[key]) })))
  const found: Partial<World> = {}
  for (const { key, answer } of answers) {
    if (!answer.ok) return answer
    Object.assign(found, { [key]: answer.value })
  }
  return ok(found as Pick<World, Key>)
}

/** All skills that anybody has or asks for, to be offered while one types: one word for one thing. */
export function skillsOf({ agents, groups = [] }: { readonly agents: readonly AgentRecord[]; readonly groups?: readonly GroupRecord[] }): readonly string[] {
  return [...new Set([...agents.flatMap(({ skills }) => skills), ...groups.flatMap(({ rules }) => rules.skills)])].toSorted((a, b) => a.localeCompare(b))
}

/** A value without one of its optional parts. */
export function without<Value extends object, Key extends keyof Value>(value: Value, key: Key): Omit<Value, Key> {
  const { [key]: _, ...rest } = value
  return rest
}
