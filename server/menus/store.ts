/** Menus in the database, as the console sees them: a draft of each, and what windows show (MN-1 to MN-4). */
import { MENU_PLACES, failForm, failTalk, ok } from '@foyer/sdk/protocol'
import type { Failure, FileId, Menu, MenuChange, MenuCount, MenuPlace, MenuRecord, MenuPublication, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import type { Changed } from '../company/store.ts'
import { keepFiles } from '../files/store.ts'
import { moveAllSites } from '../sites/versions.ts'
import { db, lock, prepare, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { MenuRow } from '../store/schema.ts'
import { EMPTY_MENU, checkReceivers, filePlaces, withRefs } from './rules.ts'

const menusOfWorkspace = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('menus').selectAll().where('workspace_id', '=', p.workspaceId).orderBy('place'))
const groupsOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('groups').select('id').where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null))
const membersOf = prepare((p: { workspaceId: WorkspaceId }) => db.selectFrom('members').select('id').where('workspace_id', '=', p.workspaceId).where('is_disabled', '=', 0))
const upsertMenu = prepare((p: Pick<MenuRow, keyof MenuRow>) =>
  db
    .insertInto('menus')
    .values({ workspace_id: p.workspace_id, place: p.place, is_on: p.is_on, draft: p.draft, published: p.published, published_at: p.published_at, revision: p.revision })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'place']).doUpdateSet((row) => ({
        is_on: row.ref('excluded.is_on'),
        draft: row.ref('excluded.draft'),
        published: row.ref('excluded.published'),
        published_at: row.ref('excluded.published_at'),
        revision: row.ref('excluded.revision'),
      })),
    ),
)
const countChoices = prepare((p: { workspaceId: WorkspaceId; from: number; to: number; place: number }) =>
  db
    .selectFrom('facts')
    .select((row) => ['about', row.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', p.workspaceId)
    .where('kind', '=', 'menu-chosen')
    .where('at', '>=', p.from)
    .where('at', '<', p.to)
    .where('value', '=', p.place)
    .groupBy('about')
    .orderBy('about'),
)

interface OfPlace {
  readonly workspaceId: WorkspaceId
  readonly place: MenuPlace
}

const rowOf = (all: readonly MenuRow[], { workspaceId, place }: OfPlace): MenuRow =>
  all.find((row) => row.place === place) ?? { workspace_id: workspaceId, place, is_on: 0, draft: JSON.stringify(EMPTY_MENU), published: null, published_at: null, revision: 0 }

const menuIn = (text: string): Menu => JSON.parse(text) as Menu
const recordOf = ({ revision, is_on, draft, published, published_at }: MenuRow): MenuRecord => ({
  revision,
  isOn: is_on === 1,
  draft: menuIn(draft),
  ...(published !== null && { published: menuIn(published) }),
  ...(published_at !== null && { publishedAt: published_at }),
})

export const readMenu = procedure('menus.read', function* (input: OfPlace): Work<MenuRecord> {
  return recordOf(rowOf(yield* rows(menusOfWorkspace, input), input))
})

/** What windows show, by place: only what is on and published. */
export function* shownMenus(workspaceId: WorkspaceId): Work<Readonly<Partial<Record<MenuPlace, Menu>>>> {
  const shown = (yield* rows(menusOfWorkspace, { workspaceId })).flatMap(({ place, is_on, published }) => (is_on === 1 && published !== null ? [[place, menuIn(published)] as const] : []))
  return Object.fromEntries(shown)
}

/** All files that the menus of a workspace refer to, each once. */
const filesIn = (all: readonly MenuRow[]): readonly FileId[] => [
  ...new Set(all.flatMap(({ draft, published }) => [draft, ...(published === null ? [] : [published])]).flatMap((text) => filePlaces(menuIn(text)).map(({ id }) => id))),
]

function* receiverGone(menu: Menu, workspaceId: WorkspaceId): Work<Failure | undefined> {
  const ids = (found: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(found.map(({ id }) => id))
  const [groups, members] = [ids(yield* rows(groupsOf, { workspaceId })), ids(yield* rows(membersOf, { workspaceId }))]
  return checkReceivers(menu, (receiver) => (receiver.kind === 'group' ? groups.has(receiver.groupId) : members.has(receiver.agentId)))
}

/** Changes one menu, and keeps the files that all of them refer to from then on. */
function* keepMenu({ workspaceId, memberId, now }: { readonly workspaceId: WorkspaceId; readonly memberId: MemberId; readonly now: number }, before: readonly MenuRow[], row: MenuRow): Work<Result<MenuRow>> {
  const all = [...before.filter(({ place }) => place !== row.place), row]
  const kept = yield* keepFiles({ workspaceId, memberId, ids: filesIn(all), before: filesIn(before), now })
  if ('missing' in kept) {
    return failTalk('file_gone', { field: filePlaces(menuIn(row.draft)).find(({ id }) => id === kept.missing)?.field ?? 'items' })
  }
  const changed = { ...row, draft: JSON.stringify(withRefs(menuIn(row.draft), kept.refs)), revision: row.revision + 1 }
  yield* run(upsertMenu, { ...changed })
  return ok(changed)
}

export interface ChangeMenu extends OfPlace {
  /** Who changes it. Files that are new in it are this member's uploads. */
  readonly memberId: MemberId
  readonly change: MenuChange
  readonly now: number
}

/** Saves a draft, which is checked, and switches the menu on or off: that windows hear of at once. */
export const changeMenu = procedure('menus.change', function* (input: ChangeMenu): Work<Result<Changed<MenuRecord>>> {
  const { workspaceId, change: { revision, isOn, draft } } = input
  yield* lock(`workspace:${workspaceId}`)
  const all = yield* rows(menusOfWorkspace, { workspaceId })
  const before = rowOf(all, input)
  if (before.revision !== revision) return failForm('changed_meanwhile')
  const wrong = yield* receiverGone(draft, workspaceId)
  if (wrong) return wrong
  const changed = yield* keepMenu(input, all, { ...before, is_on: isOn ? 1 : 0, draft: JSON.stringify(draft) })
  if (!changed.ok) return changed
  const isSeen = before.published !== null && changed.value.is_on !== before.is_on
  return ok({ record: recordOf(changed.value), sites: isSeen ? yield* moveAllSites(workspaceId) : [] })
})

export interface PublishMenu extends OfPlace {
  readonly memberId: MemberId
  readonly publication: MenuPublication
  readonly now: number
}

/** Shows what is saved, from now on. Whoever an item leads to may have gone since it was. */
export const publishMenu = procedure('menus.publish', function* (input: PublishMenu): Work<Result<Changed<MenuRecord>>> {
  const { workspaceId, publication: { revision }, now } = input
  yield* lock(`workspace:${workspaceId}`)
  const all = yield* rows(menusOfWorkspace, { workspaceId })
  const before = rowOf(all, input)
  if (before.revision !== revision) return failForm('changed_meanwhile')
  const draft = menuIn(before.draft)
  if (draft.items.length === 0) return failForm('required', { field: 'items', message: 'A menu without items offers nothing.' })
  const wrong = yield* receiverGone(draft, workspaceId)
  if (wrong) return wrong
  const changed = yield* keepMenu(input, all, { ...before, published: before.draft, published_at: now })
  return changed.ok ? ok({ record: recordOf(changed.value), sites: changed.value.is_on === 1 ? yield* moveAllSites(workspaceId) : [] }) : changed
})

/** How often each item was chosen (MN-4), also those that are taken out by now. `from` and `to`: milliseconds since 1970, the end excluded. */
export const readMenuCounts = procedure('menus.counts', function* ({ workspaceId, place, from, to }: OfPlace & { from: number; to: number }): Work<readonly MenuCount[]> {
  const counted = yield* rows(countChoices, { workspaceId, from, to, place: MENU_PLACES.indexOf(place) })
  // One engine counts in text.
  return counted.flatMap(({ about, count }) => (about === null ? [] : [{ itemId: about, count: Number(count) }]))
})
