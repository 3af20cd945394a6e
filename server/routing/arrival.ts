/** What the rules make of a conversation that begins (AL-19), from what is known of its visitor. */
import { isWithinHours } from '@foyer/sdk/protocol'
import type { Part, StartContext, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { setHoursOf } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { untoldChoices } from '../menus/choices.ts'
import { db, first, prepare, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { route } from './rules.ts'
import type { Arriving, Route } from './rules.ts'
import { routingOf } from './store.ts'
import type { RoutingArea } from './store.ts'

const visitorById = prepare((p: { id: VisitorId }) => db.selectFrom('visitors').select(['page', 'referrer', 'language', 'attributes']).where('id', '=', p.id))

export interface Arrival {
  readonly workspaceId: WorkspaceId
  readonly visitorId: VisitorId
  readonly threadId: ThreadId
  readonly start: StartContext | undefined
  /** What its visitor begins with: a button of an answer, perhaps. */
  readonly parts: readonly Part[]
  /** Title of the item of the menu that it begins with (MN-4). Default none. */
  readonly choice?: string
  readonly now: number
}

/** The rule that holds; nothing, if none does. */
export function* routeOf({ workspaceId, visitorId, threadId, start, parts, choice, now }: Arrival): Work<Route | undefined> {
  const { settings } = yield* companyOf(workspaceId)
  const rules = routingOf(settings as RoutingArea)
  if (!rules.some(({ isOn }) => isOn)) return undefined
  const [visitor, chosen] = yield* together(first(visitorById, { id: visitorId }), untoldChoices({ threadId, visitorId, now }))
  const hours = setHoursOf(settings)
  const page = start?.page ?? (visitor?.page ? (JSON.parse(visitor.page) as Arriving['page']) : undefined)
  return route(rules, {
    ...(page && { page }),
    ...(visitor?.referrer && { referrer: visitor.referrer }),
    ...(visitor?.language && { language: visitor.language }),
    ...(visitor?.attributes && { attributes: JSON.parse(visitor.attributes) as Record<string, string> }),
    choices: [...chosen.map(({ title }) => title), ...(choice === undefined ? [] : [choice]), ...parts.flatMap((part) => (part.type === 'choice' ? [part.value, part.label] : []))],
    isWithinHours: hours === undefined || isWithinHours(hours, now),
  })
}
