/** Everything under which one person is kept: the browsers that are proven to be theirs (CW-27), or the one that was asked about. */
import type { ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, first, lock, prepare, rows } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { IdentityRow, VisitorRow } from '../store/schema.ts'

export interface Person {
  readonly identity: IdentityRow | undefined
  /** The first browser first. Never empty. */
  readonly visitors: readonly VisitorRow[]
  /** With whoever is proven this is one, and those of browsers that were let go. */
  readonly threadIds: readonly ThreadId[]
}

const visitorById = prepare((p: { id: VisitorId; workspaceId: WorkspaceId }) =>
  db.selectFrom('visitors').selectAll().where('id', '=', p.id).where('workspace_id', '=', p.workspaceId),
)
const identityById = prepare((p: { id: string }) => db.selectFrom('identities').selectAll().where('id', '=', p.id))
const browsersOf = prepare((p: { identityId: string }) => db.selectFrom('visitors').selectAll().where('identity_id', '=', p.identityId).orderBy('first_seen_at').orderBy('id'))

export function* readPerson(visitorId: VisitorId, workspaceId: WorkspaceId): Work<Person | undefined> {
  const visitor = yield* first(visitorById, { id: visitorId, workspaceId })
  if (!visitor) return undefined
  if (visitor.identity_id === null) return { identity: undefined, visitors: [visitor], threadIds: [visitor.thread_id] }
  const identity = yield* first(identityById, { id: visitor.identity_id })
  const visitors = yield* rows(browsersOf, { identityId: visitor.identity_id })
  const threadIds = new Set([...visitors.map(({ thread_id }) => thread_id), ...(identity ? [identity.thread_id] : [])])
  return { identity, visitors, threadIds: [...threadIds].toSorted() }
}

/** Reads a person and holds all of their threads, in the order of their names: nothing joins or is said meanwhile. */
export function* takePerson(visitorId: VisitorId, workspaceId: WorkspaceId): Work<Person | undefined> {
  const held = new Set<ThreadId>()
  for (;;) {
    const person = yield* readPerson(visitorId, workspaceId)
    const wanted = person?.threadIds.filter((id) => !held.has(id)) ?? []
    if (wanted.length === 0) return person
    for (const id of wanted) {
      yield* lock(`thread:${id}`)
      held.add(id)
    }
  }
}
