/** Greetings as they stand in the fields (GR-1, GR-2): what is wrong with them, and which one holds for whom. Pure. */
import type { AgentGreetingChange, ComponentId, Failure, Greeting, GreetingsChange, GreetingsRecord, GroupId, MemberId } from '@foyer/sdk/protocol'
import { PLACEHOLDERS, checkGreeting, checkGreetings as checkShared } from '../../greetings/rules.ts'
import { isSame } from '../forms/form-state.ts'

/** As they are written. */
export const PLACEHOLDER_TEXTS = PLACEHOLDERS.map((name) => `{${name}}`)

export type GreetingsDraft = Omit<GreetingsRecord, 'revision'>
/** Whose greetings are set by name. */
export const GREETERS = ['components', 'agents', 'groups'] as const
export type GreeterKind = (typeof GREETERS)[number]

export const NO_GREETING: Greeting = { online: '', offline: '' }

const isEmpty = ({ online, offline }: Greeting) => online.trim() === '' && offline.trim() === ''

/** What in a text looks like a placeholder and is none. */
export const unknownPlaceholder = (text: string): string | undefined => text.match(/\{[^{}]*\}/g)?.find((each) => !PLACEHOLDER_TEXTS.includes(each))

/** What is wrong, by the first field that is. */
export function checkGreetings({ agents, ...shared }: GreetingsDraft): Failure | undefined {
  const wrong = Object.entries<Greeting>(agents).map(([id, greeting]) => checkGreeting(greeting, `agents.${id}`))
  return checkShared(shared) ?? wrong.find((failure) => failure !== undefined)
}

const tidy = ({ online, offline }: Greeting): Greeting => ({ online: online.trim(), offline: offline.trim() })
const tidyAll = <Id extends string>(all: Readonly<Record<Id, Greeting>>) =>
  Object.fromEntries(Object.entries<Greeting>(all).flatMap(([id, greeting]) => (isEmpty(greeting) ? [] : [[id, tidy(greeting)]]))) as Readonly<Record<Id, Greeting>>

/** Blanks away, and whoever has nothing to say. */
export const tidyGreetings = (draft: GreetingsDraft): GreetingsDraft => ({
  ...draft,
  workspace: tidy(draft.workspace),
  groups: tidyAll<GroupId>(draft.groups),
  components: tidyAll<ComponentId>(draft.components),
  agents: tidyAll<MemberId>(draft.agents),
})

/** What a change of the whole is sent as: those of agents are changed one by one. */
export interface GreetingChanges {
  readonly shared: Omit<GreetingsChange, 'revision'> | undefined
  readonly agents: readonly { readonly id: MemberId; readonly greeting: AgentGreetingChange['greeting'] }[]
}

export function changesBetween({ revision: _, agents: earlier, ...before }: GreetingsRecord, { agents, ...shared }: GreetingsDraft): GreetingChanges {
  const ids = [...new Set([...Object.keys(earlier), ...Object.keys(agents)])] as MemberId[]
  return {
    shared: isSame(before, shared) ? undefined : shared,
    agents: ids.filter((id) => !isSame(earlier[id], agents[id])).map((id) => ({ id, greeting: agents[id] ?? NO_GREETING })),
  }
}

/** Who talks to whom, as one may imagine it. */
export interface Encounter {
  readonly agentId: MemberId | undefined
  readonly groupId: GroupId | undefined
  readonly componentId: ComponentId | undefined
  readonly isOnline: boolean
}
export type GreetingLevel = 'component' | 'agent' | 'group' | 'workspace'

/** The levels from the nearest on, each with its text; the first that says something holds (GR-2). */
export function ladderFor(draft: GreetingsDraft, { agentId, groupId, componentId, isOnline }: Encounter): readonly { readonly level: GreetingLevel; readonly text: string }[] {
  const when = isOnline ? 'online' : 'offline'
  const textOf = (greeting: Greeting | undefined) => greeting?.[when].trim() ?? ''
  return [
    ...(componentId === undefined ? [] : [{ level: 'component', text: textOf(draft.components[componentId]) } as const]),
    { level: 'agent', text: textOf(agentId && draft.agents[agentId]) },
    { level: 'group', text: textOf(groupId && draft.groups[groupId]) },
    { level: 'workspace', text: textOf(draft.workspace) },
  ]
}
