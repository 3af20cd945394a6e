/**
 * Deleting a group (AL-7, AL-8): what leads to it leads elsewhere from then on, and its open conversations go there, all
 * in one transaction. Its row stays, for conversations that have ended, figures and traces go on naming it.
 */
import { fail, failForm, ok } from '@foyer/sdk/protocol'
import type { ComponentId, ConversationId, GroupDependents, GroupDeletion, GroupId, LeadingRule, MemberId, Menu, MenuPlace, Result, SiteId, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import { rearmOverdue } from '../allocation/rearm.ts'
import { companyOf, keepSettings } from '../company/store.ts'
import { allItems } from '../menus/rules.ts'
import { invitationDrafts, leadInvitations } from '../invitations/store.ts'
import { moveSites } from '../sites/versions.ts'
import type { ChangedSite } from '../sites/versions.ts'
import { db, first, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { ConversationRow } from '../store/schema.ts'
import { leadElsewhere, leadsTo, rulesLeading } from './lead.ts'
import { agentIdsOf, findGroup } from './store.ts'
import type { Group } from './store.ts'

const componentsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('components').select(['id', 'site_id', 'name', 'receiver', 'draft', 'revision']).where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null).orderBy('name').orderBy('id'),
)
const botsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('bots').select(['id', 'draft', 'revision']).where('workspace_id', '=', p.workspaceId).orderBy('created_at').orderBy('id'),
)
/** Settings that are too many for the workspace's row: replies, greetings. */
const areasOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('areas').select(['name', 'revision', 'value']).where('workspace_id', '=', p.workspaceId).orderBy('name'))
const keepArea = prepare((p: { workspaceId: WorkspaceId; name: string; revision: number; value: string }) =>
  db.updateTable('areas').set({ revision: p.revision, value: p.value }).where('workspace_id', '=', p.workspaceId).where('name', '=', p.name),
)
const menusOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('menus').select(['place', 'draft', 'published', 'revision']).where('workspace_id', '=', p.workspaceId).orderBy('place'))
const keepMenu = prepare((p: { workspaceId: WorkspaceId; place: MenuPlace; draft: string; published: string | null; revision: number }) =>
  db.updateTable('menus').set({ draft: p.draft, published: p.published, revision: p.revision }).where('workspace_id', '=', p.workspaceId).where('place', '=', p.place),
)
const openConversationsOf = prepare((p: { id: GroupId; workspaceId: WorkspaceId }) =>
  db
    .selectFrom('conversations')
    .select(['id', 'thread_id', 'status', 'started_at', 'priority', 'has_left_message'])
    .where('workspace_id', '=', p.workspaceId)
    .where('group_id', '=', p.id)
    .where('status', '!=', 'ended')
    .orderBy('priority', 'desc')
    .orderBy('started_at')
    .orderBy('id'),
)
const countOpen = prepare((p: { id: GroupId; workspaceId: WorkspaceId }) =>
  db
    .selectFrom('conversations')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', p.workspaceId)
    .where('group_id', '=', p.id)
    .where('status', '!=', 'ended'),
)
const giveConversations = prepare((p: { id: GroupId; to: GroupId; workspaceId: WorkspaceId }) =>
  db.updateTable('conversations').set({ group_id: p.to }).where('workspace_id', '=', p.workspaceId).where('group_id', '=', p.id).where('status', '!=', 'ended'),
)
const keepComponent = prepare((p: { id: ComponentId; receiver: string; draft: string; revision: number; now: number; by: MemberId }) =>
  db.updateTable('components').set({ receiver: p.receiver, draft: p.draft, revision: p.revision, changed_at: p.now, changed_by: p.by }).where('id', '=', p.id),
)
const keepBot = prepare((p: { id: string; draft: string; revision: number }) => db.updateTable('bots').set({ draft: p.draft, revision: p.revision }).where('id', '=', p.id))
const emptyGroup = prepare((p: { id: GroupId }) => db.deleteFrom('group_members').where('group_id', '=', p.id))
const markDeleted = prepare((p: { id: GroupId; now: number }) => db.updateTable('groups').set({ deleted_at: p.now }).where('id', '=', p.id))

interface Named {
  readonly workspaceId: WorkspaceId
  readonly id: GroupId
}

const componentLeadsTo = ({ receiver, draft }: { readonly receiver: string; readonly draft: string }, id: GroupId): boolean => leadsTo(JSON.parse(receiver), id) || leadsTo(JSON.parse(draft), id)

/** What leads to a group now, for saying it before it is deleted (AL-8). */
export const readGroupDependents = procedure('groups.dependents', function* ({ workspaceId, id }: Named): Work<Result<GroupDependents>> {
  return (yield* findGroup(id, workspaceId)) ? ok(yield* dependentsOf({ workspaceId, id })) : fail('not_found')
})

function* dependentsOf({ workspaceId, id }: Named): Work<GroupDependents> {
  const components = (yield* rows(componentsOfWorkspace, { workspaceId })).filter((row) => componentLeadsTo(row, id))
  const { settings } = yield* companyOf(workspaceId)
  const kept = [...(yield* rows(areasOfWorkspace, { workspaceId })).map(({ value }) => value), ...(yield* rows(botsOfWorkspace, { workspaceId })).map(({ draft }) => draft)]
  const invitations = yield* invitationDrafts(workspaceId)
  return {
    components: components.map((row) => ({ id: row.id, name: row.name })),
    rules: [...[...Object.values(settings), ...kept.map((text) => JSON.parse(text) as unknown), ...invitations].flatMap((area) => rulesLeading(area, id)), ...(yield* itemsLeading({ workspaceId, id }))],
    openConversations: Number((yield* first(countOpen, { id, workspaceId }))?.count ?? 0),
  }
}

/** Items of menus that lead there, as they are called; what is saved and what is shown alike. */
function* itemsLeading({ workspaceId, id }: Named): Work<readonly LeadingRule[]> {
  const menus = (yield* rows(menusOfWorkspace, { workspaceId })).flatMap(({ draft, published }) => [draft, ...(published === null ? [] : [published])])
  const items = menus.flatMap((text) => allItems(JSON.parse(text) as Menu)).filter(({ item: { action } }) => action.kind === 'human' && leadsTo(action, id))
  return [...new Set(items.map(({ item }) => item.title))].map((name) => ({ name }))
}

/** An open conversation that has come to another group. */
export interface LedConversation {
  readonly conversationId: ConversationId
  readonly threadId: ThreadId
  readonly startedAt: number
  readonly priority: number
  readonly status: ConversationRow['status']
  /** It stands in the queue, and not as a message that was left. */
  readonly isQueued: boolean
}

/** What a deletion has changed, for telling those whom it concerns. */
export interface DeletedGroup {
  readonly group: Group
  readonly sites: readonly ChangedSite[]
  /** Those of the group, and now where they were led: `leadTo`. In the order of a queue. */
  readonly conversations: readonly LedConversation[]
  /** Who stands in the group that they lead to now. */
  readonly agentIds: readonly MemberId[]
}

export const deleteGroup = procedure('groups.delete', function* (input: Named & { deletion: GroupDeletion; by: MemberId; now: number }): Work<Result<DeletedGroup>> {
  const { workspaceId, id, deletion: { revision, leadTo }, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const group = yield* findGroup(id, workspaceId)
  if (!group) return fail('not_found')
  if (group.isMain) return fail('not_allowed', { message: 'The main group cannot be deleted: whoever comes by no component goes there.' })
  if (group.revision !== revision) return failForm('changed_meanwhile')
  const { components, rules, openConversations } = yield* dependentsOf(input)
  const isUsed = components.length + rules.length + openConversations > 0
  if (leadTo === undefined && isUsed) return failForm('required', { field: 'leadTo', message: 'Something leads to this group. Say where it shall lead from now on.' })
  const heir = leadTo === undefined ? undefined : yield* findGroup(leadTo, workspaceId)
  if (leadTo === id || (leadTo !== undefined && !heir)) return failForm('receiver_gone', { field: 'leadTo' })

  const led = leadTo === undefined ? [] : yield* rows(openConversationsOf, { id, workspaceId })
  const sites = leadTo === undefined ? [] : yield* leadComponents(input, leadTo)
  yield* leadSettings(input, leadTo)
  if (leadTo !== undefined) {
    yield* leadBots(input, leadTo)
    yield* leadInvitations(workspaceId, id, leadTo)
    yield* leadMenus(input, leadTo)
    yield* run(giveConversations, { id, to: leadTo, workspaceId })
    // What it held may be overdue by the rules of the other.
    if (heir) yield* rearmOverdue({ workspaceId, groupId: leadTo, now }, undefined, heir.allocation.overdue)
  }
  yield* run(emptyGroup, { id })
  yield* run(markDeleted, { id, now })
  return ok({
    group,
    sites: yield* moveSites(sites),
    conversations: led.map((row) => ({
      conversationId: row.id,
      threadId: row.thread_id,
      startedAt: row.started_at,
      priority: row.priority,
      status: row.status,
      isQueued: row.status === 'waiting' && row.has_left_message === 0,
    })),
    agentIds: leadTo === undefined ? [] : yield* agentIdsOf(leadTo),
  })
})

/** The sites whose components lead elsewhere now. */
function* leadComponents({ workspaceId, id, by, now }: Named & { readonly by: MemberId; readonly now: number }, to: GroupId): Work<readonly SiteId[]> {
  const leading = (yield* rows(componentsOfWorkspace, { workspaceId })).filter((row) => componentLeadsTo(row, id))
  for (const { id: componentId, receiver, draft, revision } of leading) {
    const led = (text: string): string => JSON.stringify(leadElsewhere(JSON.parse(text) as unknown, id, to))
    yield* run(keepComponent, { id: componentId, receiver: led(receiver), draft: led(draft), revision: revision + 1, now, by })
  }
  return leading.map(({ site_id }) => site_id)
}

function* leadBots({ workspaceId, id }: Named, to: GroupId): Work<void> {
  for (const { id: botId, draft, revision } of yield* rows(botsOfWorkspace, { workspaceId })) {
    const before = JSON.parse(draft) as unknown
    const after = leadElsewhere(before, id, to)
    if (after !== before) yield* run(keepBot, { id: botId, draft: JSON.stringify(after), revision: revision + 1 })
  }
}

function* leadMenus({ workspaceId, id }: Named, to: GroupId): Work<void> {
  const led = (text: string): string => JSON.stringify(leadElsewhere(JSON.parse(text) as unknown, id, to))
  for (const { place, draft, published, revision } of yield* rows(menusOfWorkspace, { workspaceId })) {
    const isLeading = [draft, published].some((text) => text !== null && leadsTo(JSON.parse(text), id))
    if (isLeading) yield* run(keepMenu, { workspaceId, place, draft: led(draft), published: published && led(published), revision: revision + 1 })
  }
}

/** Rules in the settings lead elsewhere, and what was said for this group alone goes with it. */
function* leadSettings({ workspaceId, id }: Named, to: GroupId | undefined): Work<void> {
  const led = (area: unknown): unknown => withoutOwn(to === undefined ? area : leadElsewhere(area, id, to), id)
  const { profile, settings } = yield* companyOf(workspaceId)
  const areas = Object.entries(settings).map(([name, area]: [string, unknown]): [string, unknown] => {
    const after = led(area)
    // Whoever has a form of it open has not seen this.
    return [name, after !== area && hasRevision(after) ? { ...after, revision: after.revision + 1 } : after]
  })
  if (areas.some(([name, area]) => area !== settings[name as keyof typeof settings])) {
    yield* run(keepSettings, { id: workspaceId, name: profile.name, settings: JSON.stringify(Object.fromEntries(areas)) })
  }
  for (const { name, revision, value } of yield* rows(areasOfWorkspace, { workspaceId })) {
    const before = JSON.parse(value) as unknown
    const after = led(before)
    if (after !== before) yield* run(keepArea, { workspaceId, name, revision: revision + 1, value: JSON.stringify(after) })
  }
}

const hasRevision = (area: unknown): area is { readonly revision: number } => typeof area === 'object' && area !== null && 'revision' in area && typeof area.revision === 'number'

/** An area without what it says of this group under `groups`, as greetings do (GR-1). */
function withoutOwn(area: unknown, id: GroupId): unknown {
  if (typeof area !== 'object' || area === null || !('groups' in area) || typeof area.groups !== 'object' || area.groups === null || !(id in area.groups)) return area
  return { ...area, groups: Object.fromEntries(Object.entries(area.groups).filter(([group]) => group !== id)) }
}
