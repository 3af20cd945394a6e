/** Greetings in the database (GR-1, GR-2). */
import { fail, ok } from '@foyer/sdk/protocol'
import type { AgentGreetingChange, ComponentId, Greeting, GreetingsChange, GreetingsRecord, GroupId, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import { changeArea, readArea } from '../store/areas.ts'
import { db, first, prepare, procedure, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { DEFAULT_GREETINGS, tidyGreetings } from './rules.ts'
import type { Greetings } from './rules.ts'

const membersOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select('id').where('workspace_id', '=', p.workspaceId))
const groupsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('groups').select('id').where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null))
const componentsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('components').select('id').where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null))
const memberById = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) => db.selectFrom('members').select('id').where('id', '=', p.id).where('workspace_id', '=', p.workspaceId))

interface OfWorkspace {
  readonly workspaceId: WorkspaceId
}

/** Those of agents, groups and components that are there. */
function* tidy({ isOn, workspace, groups, components, agents }: Greetings, workspaceId: WorkspaceId): Work<Greetings> {
  const there = new Set<string>()
  for (const { id } of yield* rows(membersOf, { workspaceId })) there.add(id)
  for (const { id } of yield* rows(groupsOf, { workspaceId })) there.add(id)
  for (const { id } of yield* rows(componentsOf, { workspaceId })) there.add(id)
  const those = <Id extends string>(greetings: Readonly<Record<Id, Greeting>>) => tidyGreetings(greetings, (id) => there.has(id))
  return { isOn, workspace, groups: those<GroupId>(groups), components: those<ComponentId>(components), agents: those<MemberId>(agents) }
}

export const readGreetings = procedure('greetings.read', function* ({ workspaceId }: OfWorkspace): Work<GreetingsRecord> {
  const { revision, value = DEFAULT_GREETINGS } = yield* readArea<Greetings>(workspaceId, 'greetings')
  return { ...(yield* tidy(value, workspaceId)), revision }
})

/** Keeps all but those of agents. Checked before. */
export const changeGreetings = procedure('greetings.change', function* ({ workspaceId, change }: OfWorkspace & { change: GreetingsChange }): Work<Result<GreetingsRecord>> {
  const { revision, ...greetings } = change
  const before = (yield* readArea<Greetings>(workspaceId, 'greetings')).value ?? DEFAULT_GREETINGS
  const wanted = yield* tidy({ ...greetings, agents: before.agents }, workspaceId)
  return recordOf(yield* changeArea<Greetings>(workspaceId, 'greetings', revision, ({ agents } = DEFAULT_GREETINGS) => ({ ...wanted, agents })))
})

/** Keeps the greeting of one agent; an empty one is taken away. Checked before. */
export const changeAgentGreeting = procedure('greetings.change-agent', function* (input: OfWorkspace & { memberId: MemberId; change: AgentGreetingChange }): Work<Result<GreetingsRecord>> {
  const { workspaceId, memberId, change: { revision, greeting } } = input
  if (!(yield* first(memberById, { id: memberId, workspaceId }))) return fail('not_found')
  const withIt = ({ agents, ...rest }: Greetings = DEFAULT_GREETINGS): Greetings => ({ ...rest, agents: tidyGreetings({ ...agents, [memberId]: greeting }, () => true) })
  return recordOf(yield* changeArea<Greetings>(workspaceId, 'greetings', revision, withIt))
})

const recordOf = (changed: Result<{ readonly revision: number; readonly value: Greetings }>): Result<GreetingsRecord> =>
  changed.ok ? ok({ ...changed.value.value, revision: changed.value.revision }) : changed
