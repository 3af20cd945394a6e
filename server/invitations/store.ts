/** Invitations in the database, as the console sees them (IV-5, IV-7, IV-9), and what pages are told of them. */
import { isDeepStrictEqual } from 'node:util'
import { INVITATION_BOUNDS, PUBLIC_PATHS, SWITCH_EVERY_MS, fail, failForm, ok } from '@foyer/sdk/protocol'
import type { ComponentDraft, ComponentId, Failure, GroupId, InvitationChange, InvitationDraft, InvitationOrder, InvitationRecord, InvitationResult, InvitationsRecord, ManualInvitations, ManualInvitationsChange, MemberId, Receiver, Result, SiteId, SiteInvitation, WorkspaceId } from '@foyer/sdk/protocol'
import { leadElsewhere } from '../groups/lead.ts'
import { imageSizes } from '../images/store.ts'
import { moveSites } from '../sites/versions.ts'
import type { ChangedSite } from '../sites/versions.ts'
import { changeArea, readArea } from '../store/areas.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run, write } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FactKind, InvitationRow } from '../store/schema.ts'
import { DEFAULT_LOOKS, checkInvitation, checkManual, imageIdOf, picturesIn, siteInvitation } from './rules.ts'

const invitationsOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) =>
  db.selectFrom('invitations').selectAll().where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null).orderBy('position').orderBy('id'),
)
const invitationById = prepare((p: { id: string; workspaceId: WorkspaceId }) =>
  db.selectFrom('invitations').selectAll().where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null),
)
const draftsOfSite = prepare((p: { siteId: SiteId; workspaceId: WorkspaceId }) =>
  db.selectFrom('invitations').select(['id', 'draft']).where('workspace_id', '=', p.workspaceId).where('site_id', '=', p.siteId).where('deleted_at', 'is', null).orderBy('position').orderBy('id'),
)
const insertInvitation = prepareInsert('invitations', ['id', 'workspace_id', 'site_id', 'position', 'draft', 'revision', 'created_at', 'deleted_at'])
const keepInvitation = prepare((p: { id: string; siteId: SiteId; draft: string; revision: number }) =>
  db.updateTable('invitations').set({ site_id: p.siteId, draft: p.draft, revision: p.revision }).where('id', '=', p.id),
)
const keepPosition = prepare((p: { id: string; position: number }) => db.updateTable('invitations').set({ position: p.position }).where('id', '=', p.id))
const markDeleted = prepare((p: { id: string; now: number }) => db.updateTable('invitations').set({ deleted_at: p.now }).where('id', '=', p.id))
const siteById = prepare((p: { id: SiteId; workspaceId: WorkspaceId }) => db.selectFrom('sites').select('id').where('id', '=', p.id).where('workspace_id', '=', p.workspaceId))
const activeMember = prepare((p: { id: MemberId; workspaceId: WorkspaceId }) =>
  db.selectFrom('members').select('id').where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0),
)
const groupById = prepare((p: { id: GroupId; workspaceId: WorkspaceId }) =>
  db.selectFrom('groups').select('id').where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null),
)
const componentOfSite = prepare((p: { id: ComponentId; siteId: SiteId; workspaceId: WorkspaceId }) =>
  db.selectFrom('components').select(['slug', 'draft']).where('id', '=', p.id).where('site_id', '=', p.siteId).where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null),
)

interface OfWorkspace {
  readonly workspaceId: WorkspaceId
}
type OfOne = OfWorkspace & { readonly id: string }

export const draftOf = ({ draft }: Pick<InvitationRow, 'draft'>): InvitationDraft => JSON.parse(draft) as InvitationDraft
const recordOf = (row: Pick<InvitationRow, 'id' | 'draft' | 'revision'>): InvitationRecord => ({ ...draftOf(row), id: row.id, revision: row.revision })

/** An invitation that there is, switched on or not. */
export function* findInvitation(id: string, workspaceId: WorkspaceId): Work<InvitationDraft | undefined> {
  const row = yield* first(invitationById, { id, workspaceId })
  return row && draftOf(row)
}

/** What the pages of a site are told (IV-5). */
export function* invitationsOfSite(siteId: SiteId, workspaceId: WorkspaceId): Work<readonly SiteInvitation[]> {
  return (yield* rows(draftsOfSite, { siteId, workspaceId })).flatMap((row) => (draftOf(row).isOn ? [siteInvitation(row.id, draftOf(row))] : []))
}

/** Where a messenger component leads by way of the server; nothing, if the site has none of that id. */
export function* messengerOf(id: string | undefined, siteId: SiteId, workspaceId: WorkspaceId): Work<{ readonly kind: string; readonly path: string } | undefined> {
  const row = id === undefined ? undefined : yield* first(componentOfSite, { id: id as ComponentId, siteId, workspaceId })
  return row && { kind: (JSON.parse(row.draft) as ComponentDraft).kind, path: PUBLIC_PATHS.transitPage(row.slug) }
}

function* hasReceiver(receiver: Receiver, workspaceId: WorkspaceId): Work<boolean> {
  if (receiver.kind === 'agent') return (yield* first(activeMember, { id: receiver.agentId, workspaceId })) !== undefined
  return (yield* first(groupById, { id: receiver.groupId, workspaceId })) !== undefined
}

/** Paths of those of these pictures that the workspace has. */
function* picturesThere(paths: readonly string[], workspaceId: WorkspaceId): Work<ReadonlySet<string>> {
  const found = yield* imageSizes.body({ workspaceId, ids: paths.flatMap((path) => imageIdOf(path) ?? []) })
  return new Set(found.map(({ id }) => PUBLIC_PATHS.image(id)))
}

function* wrongDraft(draft: InvitationDraft, workspaceId: WorkspaceId): Work<Failure | undefined> {
  const { siteId, receiver, variants, messengerId } = draft
  const messenger = yield* messengerOf(messengerId, siteId, workspaceId)
  return checkInvitation(draft, {
    hasSite: (yield* first(siteById, { id: siteId, workspaceId })) !== undefined,
    hasReceiver: yield* hasReceiver(receiver, workspaceId),
    ...(messenger && { messengerKind: messenger.kind }),
    pictures: yield* picturesThere(picturesIn(variants), workspaceId),
  })
}

/** What was changed, and the sites whose pages have something new to fetch. */
export interface Changed<T> {
  readonly record: T
  readonly sites: readonly ChangedSite[]
}

export const readInvitations = procedure('invitations.read', function* ({ workspaceId }: OfWorkspace): Work<InvitationsRecord> {
  return yield* allOf(workspaceId)
})

function* allOf(workspaceId: WorkspaceId): Work<InvitationsRecord> {
  const { revision } = yield* readArea(workspaceId, 'invitation-order')
  return { revision, invitations: (yield* rows(invitationsOfWorkspace, { workspaceId })).map(recordOf), manual: yield* manualOf(workspaceId) }
}

/** The order is another now; whoever has the one before in front of them must look again. The caller holds the workspace. */
function* moveOrder(workspaceId: WorkspaceId): Work<void> {
  const { revision } = yield* readArea(workspaceId, 'invitation-order')
  yield* changeArea(workspaceId, 'invitation-order', revision, () => ({}))
}

export const makeInvitation = procedure('invitations.make', function* (input: OfOne & { draft: InvitationDraft; now: number }): Work<Result<Changed<InvitationRecord>>> {
  const { workspaceId, id, draft, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const others = yield* rows(invitationsOfWorkspace, { workspaceId })
  const { invitations: most } = INVITATION_BOUNDS
  if (others.length >= most) return failForm('too_long', { message: `A workspace has at most ${most} invitations.` })
  const wrong = yield* wrongDraft(draft, workspaceId)
  if (wrong) return wrong
  const row = { id, workspace_id: workspaceId, site_id: draft.siteId, position: (others.at(-1)?.position ?? 0) + 1, draft: JSON.stringify(draft), revision: 1, created_at: now, deleted_at: null }
  yield* run(insertInvitation, row)
  yield* moveOrder(workspaceId)
  return ok({ record: recordOf(row), sites: yield* moveSites(draft.isOn ? [draft.siteId] : []) })
})

export const changeInvitation = procedure('invitations.change', function* (input: OfOne & { change: InvitationChange }): Work<Result<Changed<InvitationRecord>>> {
  const { workspaceId, id, change: { revision, draft } } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* first(invitationById, { id, workspaceId })
  if (!row) return fail('not_found')
  if (row.revision !== revision) return failForm('changed_meanwhile')
  // Whatever it leads to may be gone by now: it can be switched off all the same.
  const wrong = isDeepStrictEqual(draft, { ...draftOf(row), isOn: false }) ? undefined : yield* wrongDraft(draft, workspaceId)
  if (wrong) return wrong
  const changed = { id, siteId: draft.siteId, draft: JSON.stringify(draft), revision: revision + 1 }
  yield* run(keepInvitation, changed)
  const shown = [...(draftOf(row).isOn ? [row.site_id] : []), ...(draft.isOn ? [draft.siteId] : [])]
  return ok({ record: recordOf(changed), sites: yield* moveSites(shown) })
})

/** Its row stays, for results of the past go on naming it. */
export const deleteInvitation = procedure('invitations.delete', function* (input: OfOne & { now: number }): Work<Result<Changed<null>>> {
  const { workspaceId, id, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const row = yield* first(invitationById, { id, workspaceId })
  if (!row) return fail('not_found')
  yield* run(markDeleted, { id, now })
  yield* moveOrder(workspaceId)
  return ok({ record: null, sites: yield* moveSites(draftOf(row).isOn ? [row.site_id] : []) })
})

export const orderInvitations = procedure('invitations.order', function* (input: OfWorkspace & { order: InvitationOrder }): Work<Result<Changed<InvitationsRecord>>> {
  const { workspaceId, order: { revision, ids } } = input
  yield* lock(`workspace:${workspaceId}`)
  const all = yield* rows(invitationsOfWorkspace, { workspaceId })
  if ((yield* readArea(workspaceId, 'invitation-order')).revision !== revision) return failForm('changed_meanwhile')
  const isWhole = ids.length === all.length && new Set(ids).size === ids.length && all.every(({ id }) => ids.includes(id))
  if (!isWhole) return fail('invalid_input', { field: 'ids', message: 'This is not every invitation once.' })
  for (const [index, id] of ids.entries()) yield* write(keepPosition, { id, position: index + 1 })
  yield* moveOrder(workspaceId)
  return ok({ record: yield* allOf(workspaceId), sites: yield* moveSites(all.flatMap((row) => (draftOf(row).isOn ? [row.site_id] : []))) })
})

/** Invitations that lead to a group lead elsewhere (AL-8): the caller deletes the group, and holds the workspace. */
export function* leadInvitations(workspaceId: WorkspaceId, from: GroupId, to: GroupId): Work<void> {
  for (const row of yield* rows(invitationsOfWorkspace, { workspaceId })) {
    const before = draftOf(row)
    const after = leadElsewhere(before, from, to)
    if (after !== before) yield* run(keepInvitation, { id: row.id, siteId: row.site_id, draft: JSON.stringify(after), revision: row.revision + 1 })
  }
}

export function* invitationDrafts(workspaceId: WorkspaceId): Work<readonly InvitationDraft[]> {
  return (yield* rows(invitationsOfWorkspace, { workspaceId })).map(draftOf)
}

/** As it is kept: when it was switched last. */
interface Manual extends Pick<ManualInvitations, 'isOn' | 'desktop' | 'mobile'> {
  readonly switchedAt?: number
}

/** Manual invitations (IV-7): on, until somebody switches them off. */
export function* manualOf(workspaceId: WorkspaceId): Work<ManualInvitations> {
  const { revision, value } = yield* readArea<Manual>(workspaceId, 'manual-invitations')
  return manualRecord(revision, value)
}

const manualRecord = (revision: number, { isOn, switchedAt, desktop, mobile }: Manual = { isOn: true, ...DEFAULT_LOOKS }): ManualInvitations => ({
  revision,
  isOn,
  switchableAt: switchedAt === undefined ? 0 : switchedAt + SWITCH_EVERY_MS,
  desktop,
  mobile,
})

export const changeManual = procedure('invitations.change-manual', function* (input: OfWorkspace & { change: ManualInvitationsChange; now: number }): Work<Result<ManualInvitations>> {
  const { workspaceId, change: { revision, isOn, desktop, mobile }, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const before = yield* manualOf(workspaceId)
  if (before.revision !== revision) return failForm('changed_meanwhile')
  const wrong = checkManual({ desktop, mobile }, yield* picturesThere(picturesIn([{ desktop, mobile }]), workspaceId))
  if (wrong) return wrong
  const isSwitched = isOn !== before.isOn
  if (isSwitched && now < before.switchableAt) return failForm('too_soon', { field: 'isOn' })
  const switchedAt = isSwitched ? { switchedAt: now } : before.switchableAt > 0 ? { switchedAt: before.switchableAt - SWITCH_EVERY_MS } : {}
  const changed = yield* changeArea<Manual>(workspaceId, 'manual-invitations', revision, () => ({ isOn, desktop, mobile, ...switchedAt }))
  return changed.ok ? ok(manualRecord(changed.value.revision, changed.value.value)) : changed
})

const COUNTED = { 'invitation-shown': 'shown', 'invitation-accepted': 'accepted', 'invitation-declined': 'declined' } as const satisfies Partial<Record<FactKind, keyof InvitationResult>>

/** What automatic invitations came to, by variant (IV-9): from facts alone. Variants that are gone stay. */
export const readResults = procedure('invitations.results', function* (input: OfWorkspace & { from: number; to: number }): Work<readonly InvitationResult[]> {
  const { workspaceId, from, to } = input
  const counted = yield* rows(
    db
      .selectFrom('facts')
      .select(['about', 'kind'])
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('workspace_id', '=', workspaceId)
      .where('kind', 'in', Object.keys(COUNTED) as (keyof typeof COUNTED)[])
      .where('at', '>=', from)
      .where('at', '<', to)
      .where('about', 'is not', null)
      .groupBy(['about', 'kind'])
      .orderBy('about'),
  )
  const results = new Map<string, InvitationResult>()
  for (const { about, kind, count } of counted) {
    const [invitationId, variantId] = (about ?? '').split('/')
    // What agents invite by themselves has no variants.
    if (!invitationId || !variantId) continue
    const before = results.get(about!) ?? { invitationId, variantId, shown: 0, accepted: 0, declined: 0 }
    results.set(about!, { ...before, [COUNTED[kind as keyof typeof COUNTED]]: Number(count) })
  }
  return [...results.values()]
})
