/** Greetings (GR-1 to GR-3): which one holds, and what it says. */
import { displayUnits, failForm } from '@foyer/sdk/protocol'
import type { ComponentId, Failure, Greeting, GreetingsRecord, GroupId, MemberId } from '@foyer/sdk/protocol'
import { atMost, firstWrong } from '../forms/rules.ts'

/** Display units of a greeting. */
export const GREETING_UNITS = 200

export type Greetings = Omit<GreetingsRecord, 'revision'>

const NOTHING_SAID: Greeting = { online: '', offline: '' }
export const DEFAULT_GREETINGS: Greetings = { isOn: true, workspace: NOTHING_SAID, groups: {}, components: {}, agents: {} }

export interface GreetedBy {
  readonly componentId?: ComponentId
  readonly agentId: MemberId
  readonly groupId: GroupId
  readonly isOnline: boolean
}

/** The nearest greeting that says something: of the component, the agent, the group, the workspace (GR-2). Empty if none does. */
export function greetingOf({ isOn, workspace, groups, components, agents }: Greetings, { componentId, agentId, groupId, isOnline }: GreetedBy): string {
  if (!isOn) return ''
  const nearest = [componentId && own(components, componentId), own(agents, agentId), own(groups, groupId), workspace]
  return nearest.map((greeting) => (isOnline ? greeting?.online : greeting?.offline)?.trim() ?? '').find((text) => text !== '') ?? ''
}

const own = <Id extends string>(greetings: Readonly<Record<Id, Greeting>>, id: Id): Greeting | undefined => (Object.hasOwn(greetings, id) ? greetings[id] : undefined)

export const PLACEHOLDERS = ['visitor', 'agent', 'company'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

const PLACEHOLDER = /\{([^{}]*)\}/g
const COMMA = '[,،、，]'
/** Stands where a name is not known; no greeting that was checked has it. */
const UNKNOWN = '{}'

/**
 * A greeting with names in it (IV-9). One that is not known goes with the space or comma that led to it, so that
 * “Hello {visitor}, how can I help?” and “{visitor}, welcome!” read well without it.
 */
export function fillIn(greeting: string, names: Readonly<Record<Placeholder, string>>): string {
  const known = (name: string): string => names[name as Placeholder]?.trim() ?? ''
  // What names say is put in last: it is never read as part of the greeting.
  const without = greeting.replaceAll(PLACEHOLDER, (whole, name: string) => (known(name) === '' ? UNKNOWN : whole))
  const read = without
    .replaceAll(new RegExp(`${COMMA}\\s*\\{\\}(?=\\s*(?:${COMMA}|[.!?。！？؟]|$))`, 'g'), '')
    .replace(new RegExp(`^\\s*\\{\\}\\s*${COMMA}?\\s*(\\p{Ll}?)`, 'u'), (_, letter: string) => letter.toUpperCase())
    .replaceAll(/\s*\{\}/g, '')
  return read.replaceAll(PLACEHOLDER, (_, name: string) => known(name)).trim()
}

/** What is wrong with one greeting. */
export const checkGreeting = ({ online, offline }: Greeting, field?: string): Failure | undefined => {
  const at = (name: string): string => (field === undefined ? name : `${field}.${name}`)
  return checkText(at('online'), online) ?? checkText(at('offline'), offline)
}

function checkText(field: string, text: string): Failure | undefined {
  const unknown = [...text.matchAll(PLACEHOLDER)].find(([, name]) => !PLACEHOLDERS.some((known) => known === name))
  if (unknown) return failForm('not_supported', { field, message: `There is no placeholder ${unknown[0].slice(0, 40)}.` })
  // Most are far too short to be counted.
  return 2 * text.length > GREETING_UNITS || displayUnits(text) > GREETING_UNITS ? atMost(field, text, GREETING_UNITS) : undefined
}

/** What is wrong with the greetings of a workspace, by the first field that is. */
export function checkGreetings({ workspace, groups, components }: Omit<Greetings, 'agents'>): Failure | undefined {
  const each = (field: string, greetings: Readonly<Record<string, Greeting>>) => Object.entries(greetings).map(([id, greeting]) => () => checkGreeting(greeting, `${field}.${id}`))
  return firstWrong([() => checkGreeting(workspace, 'workspace'), ...each('groups', groups), ...each('components', components)])
}

/** Without greetings that say nothing, and without those of whom there is no more. */
export const tidyGreetings = <Id extends string>(greetings: Readonly<Record<Id, Greeting>>, isThere: (id: Id) => boolean): Readonly<Record<Id, Greeting>> =>
  Object.fromEntries(
    Object.entries<Greeting>(greetings).filter(([id, { online, offline }]) => (online.trim() !== '' || offline.trim() !== '') && isThere(id as Id)),
  ) as Readonly<Record<Id, Greeting>>
