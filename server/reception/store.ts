/** Components in the database. Each procedure that changes one moves the version of its site, so that pages hear of it. */
import { LIMITS, fail, failForm, ok } from '@foyer/sdk/protocol'
import type { ComponentChange, ComponentDependents, ComponentDraft, ComponentId, ComponentRecord, MemberId, Receivers, Result, SiteId, WorkspaceId } from '@foyer/sdk/protocol'
import { companyOf } from '../company/store.ts'
import { hasSite } from '../sites/store.ts'
import { moveSites } from '../sites/versions.ts'
import type { ChangedSite } from '../sites/versions.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { picturesOf } from './pictures.ts'
import { checkDraft, columnsOf, draftOf, imagesOf, nameOfCopy, shownOf } from './rules.ts'

/** A component of the list; its link needs the address of the server. */
export type StoredComponent = Omit<ComponentRecord, 'link'> & { readonly slug: string }

/** A component after a change, and the sites whose pages show it. */
export interface ChangedComponent {
  readonly component: StoredComponent
  readonly sites: readonly ChangedSite[]
}

const DAY_MS = 86_400_000
/** What the list counts, and what is said before deleting (RC-14). */
const LIST_DAYS = 7
const DEPENDENTS_DAYS = 30

const ofWorkspace = (workspaceId: WorkspaceId) =>
  db
    .selectFrom('components')
    .leftJoin('members', 'members.id', 'components.changed_by')
    .selectAll('components')
    .select('members.real_name as changed_by_name')
    .where('components.workspace_id', '=', workspaceId)
    .where('components.deleted_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof ofWorkspace>['execute']>>[number]

const one = (workspaceId: WorkspaceId, id: ComponentId) => first(ofWorkspace(workspaceId).where('components.id', '=', id))

interface Counts {
  readonly clicks: number
  readonly showings: number
}
const NOTHING_COUNTED: Counts = { clicks: 0, showings: 0 }

/** Showings and clicks since a time, by component. */
function* countsOf(ids: readonly ComponentId[], since: number): Work<ReadonlyMap<ComponentId, Counts>> {
  const counts = new Map<ComponentId, Counts>()
  if (ids.length === 0) return counts
  const found = yield* rows(
    db
      .selectFrom('facts')
      .select((row) => ['component_id', 'kind', row.fn.countAll<number>().as('count')])
      .where('component_id', 'in', ids)
      .where('kind', 'in', ['component-shown', 'component-clicked'])
      .where('at', '>=', since)
      .groupBy(['component_id', 'kind']),
  )
  for (const { component_id, kind, count } of found) {
    const field: keyof Counts = kind === 'component-clicked' ? 'clicks' : 'showings'
    counts.set(component_id!, { ...(counts.get(component_id!) ?? NOTHING_COUNTED), [field]: Number(count) })
  }
  return counts
}

function* stored(workspaceId: WorkspaceId, found: readonly Row[], now: number): Work<readonly StoredComponent[]> {
  const drafts = new Map(found.map((row) => [row.id, draftOf(row)]))
  const pictures = yield* picturesOf(workspaceId, [...drafts.values()], (yield* companyOf(workspaceId)).profile)
  const counts = yield* countsOf(found.map(({ id }) => id), now - LIST_DAYS * DAY_MS)
  return found.map((row): StoredComponent => {
    const component = drafts.get(row.id)!
    return {
      id: row.id,
      slug: row.slug,
      revision: row.revision,
      isOn: row.is_on === 1,
      component,
      shown: shownOf(row, component, pictures) ?? null,
      changedAt: row.changed_at,
      ...(row.changed_by_name !== null && { changedBy: row.changed_by_name }),
      ...(counts.get(row.id) ?? NOTHING_COUNTED),
    }
  })
}

/** All of a workspace, in the order in which they were made. */
export const readComponents = procedure('reception.list', function* ({ workspaceId, now }: { workspaceId: WorkspaceId; now: number }): Work<readonly StoredComponent[]> {
  const found = yield* rows(ofWorkspace(workspaceId).orderBy('components.created_at').orderBy('components.id'))
  return yield* stored(workspaceId, found, now)
})

interface Named {
  readonly workspaceId: WorkspaceId
  readonly id: ComponentId
  readonly now: number
}

export const readComponent = procedure('reception.read', function* ({ workspaceId, id, now }: Named): Work<Result<StoredComponent>> {
  const row = yield* one(workspaceId, id)
  return row ? ok((yield* stored(workspaceId, [row], now))[0]!) : fail('not_found')
})

interface Changing extends Named {
  readonly by: MemberId
}

/** What a procedure that has changed a component returns. */
function* changed({ workspaceId, id, now }: Named, sites: readonly SiteId[]): Work<Result<ChangedComponent>> {
  const moved = yield* moveSites(sites)
  const row = (yield* one(workspaceId, id))!
  return ok({ component: (yield* stored(workspaceId, [row], now))[0]!, sites: moved })
}

/** The site's components, for their names and their number. */
const siblings = prepare((p: { siteId: SiteId }) => db.selectFrom('components').select(['id', 'name']).where('site_id', '=', p.siteId).where('deleted_at', 'is', null))

/** What is wrong with a draft in this workspace. `id`: of the component itself, if there is one. */
function* wrongWith(draft: ComponentDraft, workspaceId: WorkspaceId, id: ComponentId | undefined): Work<ReturnType<typeof checkDraft>> {
  if (!(yield* hasSite(draft.siteId, workspaceId))) return fail('not_found', { field: 'siteId' })
  const others = (yield* rows(siblings, { siteId: draft.siteId })).filter((other) => other.id !== id)
  if (others.length >= LIMITS.components) return fail('not_allowed', { message: `A site has at most ${LIMITS.components} components.` })
  const wanted = imagesOf(draft)
  const found = wanted.length > 0 ? yield* rows(db.selectFrom('images').select('id').where('workspace_id', '=', workspaceId).where('id', 'in', wanted)) : []
  return checkDraft(draft, {
    names: others.map(({ name }) => name),
    hasReceiver: yield* hasReceiver(draft, workspaceId),
    images: new Set(found.map((image) => image.id)),
  })
}

const activeMember = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) =>
  db.selectFrom('members').select('id').where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0),
)

function* hasReceiver({ receiver }: ComponentDraft, workspaceId: WorkspaceId): Work<boolean> {
  if (receiver.kind === 'agent') return (yield* first(activeMember, { id: receiver.agentId, workspaceId })) !== undefined
  return (yield* first(db.selectFrom('groups').select('id').where('id', '=', receiver.groupId).where('workspace_id', '=', workspaceId).where('deleted_at', 'is', null))) !== undefined
}

/** A component to be. For use in a procedure that makes more than one. */
export interface NewComponent {
  readonly id: ComponentId
  readonly workspaceId: WorkspaceId
  readonly slug: string
  readonly draft: ComponentDraft
  readonly isOn: boolean
  /** Absent: made by the first start. */
  readonly by?: MemberId
  readonly now: number
}

export function* insertComponent({ id, workspaceId, slug, draft, isOn, by, now }: NewComponent): Work<void> {
  yield* run(
    db.insertInto('components').values({
      id,
      workspace_id: workspaceId,
      slug,
      ...columnsOf(draft),
      is_on: isOn ? 1 : 0,
      revision: 1,
      changed_at: now,
      changed_by: by ?? null,
      deleted_at: null,
      created_at: now,
    }),
  )
}

/** Makes a component (RC-2). It is on at once. */
export const makeComponent = procedure('reception.make', function* (input: Changing & { slug: string; draft: ComponentDraft }): Work<Result<ChangedComponent>> {
  const { workspaceId, draft } = input
  yield* lock(`workspace:${workspaceId}`)
  const wrong = yield* wrongWith(draft, workspaceId, undefined)
  if (wrong) return wrong
  yield* insertComponent({ ...input, isOn: true })
  return yield* changed(input, [draft.siteId])
})

export const changeComponent = procedure('reception.change', function* (input: Changing & { change: ComponentChange }): Work<Result<ChangedComponent>> {
  const { workspaceId, id, by, now, change: { revision, component } } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* one(workspaceId, id)
  if (!row) return fail('not_found')
  if (row.revision !== revision) return failForm('changed_meanwhile')
  const wrong = yield* wrongWith(component, workspaceId, id)
  if (wrong) return wrong
  yield* run(
    db.updateTable('components').set({ ...columnsOf(component), revision: revision + 1, changed_at: now, changed_by: by }).where('id', '=', id),
  )
  return yield* changed(input, [row.site_id, component.siteId])
})

/** Switches a component on or off. One that is so already stays as it is. */
export const switchComponent = procedure('reception.switch', function* (input: Changing & { isOn: boolean }): Work<Result<ChangedComponent>> {
  const { workspaceId, id, by, now, isOn } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* one(workspaceId, id)
  if (!row) return fail('not_found')
  if ((row.is_on === 1) === isOn) return yield* changed(input, [])
  yield* run(
    db
      .updateTable('components')
      .set({ is_on: isOn ? 1 : 0, revision: row.revision + 1, changed_at: now, changed_by: by })
      .where('id', '=', id),
  )
  return yield* changed(input, [row.site_id])
})

/** Copies a component, switched off: twice the same thing on a page is nobody's wish. */
export const copyComponent = procedure('reception.copy', function* (input: Changing & { newId: ComponentId; slug: string }): Work<Result<ChangedComponent>> {
  const { workspaceId, id, newId, slug, by, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* one(workspaceId, id)
  if (!row) return fail('not_found')
  const others = yield* rows(siblings, { siteId: row.site_id })
  if (others.length >= LIMITS.components) return fail('not_allowed', { message: `A site has at most ${LIMITS.components} components.` })
  const draft = { ...draftOf(row), name: nameOfCopy(row.name, others.map(({ name }) => name)) }
  yield* insertComponent({ id: newId, workspaceId, slug, draft, isOn: false, by, now })
  return yield* changed({ workspaceId, id: newId, now }, [])
})

/** Takes a component away. Its row stays, for reports keep its figures and conversations that came by it go on (RC-14). */
export const deleteComponent = procedure('reception.delete', function* (input: Changing): Work<Result<{ readonly sites: readonly ChangedSite[] }>> {
  const { workspaceId, id, by, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* one(workspaceId, id)
  if (!row) return fail('not_found')
  yield* run(
    db
      .updateTable('components')
      .set({ is_on: 0, revision: row.revision + 1, deleted_at: now, changed_at: now, changed_by: by })
      .where('id', '=', id),
  )
  return ok({ sites: yield* moveSites([row.site_id]) })
})

/** What depends on a component (RC-14). */
export const readDependents = procedure('reception.dependents', function* ({ workspaceId, id, now }: Named): Work<Result<ComponentDependents>> {
  if (!(yield* one(workspaceId, id))) return fail('not_found')
  const open = yield* first(
    db
      .selectFrom('facts')
      .innerJoin('conversations', 'conversations.id', 'facts.conversation_id')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('facts.component_id', '=', id)
      .where('facts.kind', '=', 'conversation-started')
      .where('conversations.status', '!=', 'ended'),
  )
  const counts = (yield* countsOf([id], now - DEPENDENTS_DAYS * DAY_MS)).get(id)
  return ok({ openConversations: Number(open?.count ?? 0), ...(counts ?? NOTHING_COUNTED) })
})

/** Who can receive (RC-3). */
export const readReceivers = procedure('reception.receivers', function* ({ workspaceId }: { workspaceId: WorkspaceId }): Work<Receivers> {
  const agents = yield* rows(
    db.selectFrom('members').select(['id', 'shown_name as name', 'avatar']).where('workspace_id', '=', workspaceId).where('is_disabled', '=', 0).orderBy('shown_name').orderBy('id'),
  )
  const groups = yield* rows(
    db
      .selectFrom('groups')
      .select((group) => [
        'groups.id',
        'groups.name',
        'groups.is_main',
        group
          .selectFrom('group_members')
          .innerJoin('members', 'members.id', 'group_members.member_id')
          .select((row) => row.fn.countAll<number>().as('count'))
          .whereRef('group_members.group_id', '=', 'groups.id')
          .where('members.is_disabled', '=', 0)
          .as('agents'),
      ])
      .where('workspace_id', '=', workspaceId)
      .where('deleted_at', 'is', null)
      .orderBy('is_main', 'desc')
      .orderBy('name')
      .orderBy('id'),
  )
  return {
    agents: agents.map(({ avatar, ...agent }) => ({ ...agent, ...(avatar !== null && { avatar }) })),
    groups: groups.map(({ is_main, agents: count, ...group }) => ({ ...group, isMain: is_main === 1, agents: Number(count) })),
  }
})
