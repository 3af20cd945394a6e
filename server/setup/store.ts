/** Making a workspace whole, in one transaction: half a workspace would be a riddle to whoever starts the server again. */
import { MENU_PLACES } from '@foyer/sdk/protocol'
import type { GroupId, InvitationDraft, MemberId, Menu, MenuPlace, Result, Role, SiteId, SiteKey, SurveyRules, WorkspaceId } from '@foyer/sdk/protocol'
import type { CompanySettings } from '../company/rules.ts'
import { makeGroup } from '../groups/store.ts'
import type { CreateGroup } from '../groups/store.ts'
import { keepImage } from '../images/store.ts'
import type { NewImage } from '../images/store.ts'
import { makeInvitation } from '../invitations/store.ts'
import { changeMenu, publishMenu } from '../menus/store.ts'
import { checkDraft } from '../reception/rules.ts'
import { insertComponent } from '../reception/store.ts'
import type { NewComponent } from '../reception/store.ts'
import { db, first, lock, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { changeSurvey } from '../surveys/store.ts'

export interface NewMember {
  readonly id: MemberId
  readonly userId: string
  readonly accountId: string
  readonly email: string
  readonly passwordHash: string
  readonly name: string
  readonly role: Role
  /** Receives visitors of the main group. */
  readonly receives: boolean
}

export interface NewWorkspace {
  readonly id: WorkspaceId
  readonly name: string
  readonly site: { readonly id: SiteId; readonly key: SiteKey; readonly name: string; readonly origins: readonly string[]; readonly accent: string }
  readonly components: readonly Pick<NewComponent, 'id' | 'slug' | 'draft'>[]
  /** Default: of the company nothing but its name. */
  readonly settings?: CompanySettings
  /** Those that the components and the profile name. Default: none. */
  readonly pictures?: readonly Pick<NewImage, 'id' | 'type' | 'width' | 'height' | 'bytes'>[]
  readonly group: { readonly id: GroupId; readonly name: string }
  /** Besides the main one, each of all who receive. Default: none. */
  readonly groups?: readonly (Pick<CreateGroup, 'id' | 'name'> & Required<Pick<CreateGroup, 'allocation'>>)[]
  /** By priority. Default: none. */
  readonly invitations?: readonly { readonly id: string; readonly draft: InvitationDraft }[]
  /** Published, and on. Default: none. */
  readonly menus?: Readonly<Record<MenuPlace, Menu>>
  /** Default: as every workspace begins. */
  readonly survey?: SurveyRules
  /** At least one receives (AL-6). */
  readonly members: readonly NewMember[]
  readonly now: number
}

/** Makes a workspace with a site, its components, the main group (AL-7) and its members. */
export const makeWorkspace = procedure('setup.workspace', function* (input: NewWorkspace): Work<void> {
  yield* insertWorkspace(input)
})

/** Makes the first workspace of this database. `false`: there is one already, and nothing was done. */
export const makeFirstWorkspace = procedure('setup.first-workspace', function* (input: NewWorkspace): Work<boolean> {
  yield* lock('workspace:first')
  if (yield* first(db.selectFrom('workspaces').select('id').limit(1))) return false
  yield* insertWorkspace(input)
  return true
})

function* insertWorkspace(workspace: NewWorkspace): Work<void> {
  const { id, name, site, components, settings = {}, pictures = [], group, groups = [], members, now } = workspace
  const of = { workspace_id: id, created_at: now }
  yield* run(db.insertInto('workspaces').values({ id, name, settings: JSON.stringify(settings), visitor_count: 0, created_at: now }))
  yield* run(
    db.insertInto('sites').values({
      ...of,
      id: site.id,
      key: site.key,
      name: site.name,
      origins: JSON.stringify(site.origins),
      theme: JSON.stringify({ accent: site.accent, scheme: 'system' }),
      language: 'auto',
      consent: 'full',
      config_version: 1,
      revision: 1,
    }),
  )
  for (const member of members) yield* insertMember(member, id, now)
  const agentIds = members.filter(({ receives }) => receives).map((member) => member.id)
  for (const one of [{ ...group, isMain: true }, ...groups]) {
    made(`The group ${one.name}`, yield* makeGroup({ ...one, workspaceId: id, agentIds, now }))
  }
  for (const [index, { draft, ...component }] of components.entries()) {
    const wrong = checkDraft(draft, { names: [], hasReceiver: true, images: new Set(pictures.map((picture) => picture.id)) })
    if (wrong) throw new Error(`The component ${draft.name} cannot be made: ${wrong.field ?? ''} ${wrong.message}`)
    // A millisecond apart, for they are listed in the order in which they were made.
    yield* insertComponent({ ...component, workspaceId: id, draft, isOn: true, now: now + index })
  }
  for (const picture of pictures) yield* keepImage.body({ ...picture, workspaceId: id, by: members[0]!.id, now })
  yield* insertOffers(workspace)
}

/** What visitors are offered besides: its pictures and groups are there by now. */
function* insertOffers({ id: workspaceId, invitations = [], menus, survey, members, now }: NewWorkspace): Work<void> {
  for (const { id, draft } of invitations) made(`The invitation ${draft.name}`, yield* makeInvitation.body({ workspaceId, id, draft, now }))
  for (const place of menus ? MENU_PLACES : []) {
    const of = { workspaceId, place, memberId: members[0]!.id, now }
    const { record: { revision } } = made('The menu', yield* changeMenu.body({ ...of, change: { revision: 0, isOn: true, draft: menus![place] } }))
    made('The menu', yield* publishMenu.body({ ...of, publication: { revision } }))
  }
  if (survey) made('The survey', yield* changeSurvey.body({ workspaceId, revision: 0, rules: survey }))
}

/** What comes with the program is right, or the program is not. */
function made<T>(what: string, result: Result<T>): T {
  if (!result.ok) throw new Error(`${what} cannot be made: ${result.field ?? ''} ${result.message}`)
  return result.value
}

function* insertMember(member: NewMember, workspaceId: WorkspaceId, now: number): Work<void> {
  const at = new Date(now).toISOString()
  yield* run(
    db.insertInto('auth_users').values({ id: member.userId, name: member.name, email: member.email, emailVerified: 1, createdAt: at, updatedAt: at }),
  )
  yield* run(
    db.insertInto('auth_accounts').values({
      id: member.accountId,
      accountId: member.userId,
      providerId: 'credential',
      userId: member.userId,
      password: member.passwordHash,
      createdAt: at,
      updatedAt: at,
    }),
  )
  yield* run(
    db.insertInto('members').values({
      id: member.id,
      workspace_id: workspaceId,
      user_id: member.userId,
      role: member.role,
      real_name: member.name,
      shown_name: member.name,
      avatar: null,
      is_disabled: 0,
      // Both switches are on from the first sign-in; whether somebody is there, the desk says.
      is_online: 1,
      is_accepting: 1,
      is_present: 0,
      cap: null,
      is_emergency: 0,
      last_assigned_at: 0,
      skills: '[]',
      hours: null,
      offline_since: 0,
      missed_offers: 0,
      revision: 0,
      created_at: now,
    }),
  )
}

/** Gives an account another password. Its sessions end. */
export const setPassword = procedure('setup.set-password', function* (input: { email: string; passwordHash: string; now: number }): Work<void> {
  const user = yield* first(db.selectFrom('auth_users').select('id').where('email', '=', input.email))
  if (!user) return
  const updatedAt = new Date(input.now).toISOString()
  yield* run(
    db.updateTable('auth_accounts').set({ password: input.passwordHash, updatedAt }).where('userId', '=', user.id).where('providerId', '=', 'credential'),
  )
  yield* run(db.deleteFrom('auth_sessions').where('userId', '=', user.id))
})

/** The key of the oldest site, which is what a landing page shows. */
export const firstSiteKey = procedure('setup.first-site', function* (_: null): Work<SiteKey | undefined> {
  return (yield* first(db.selectFrom('sites').select('key').orderBy('created_at').orderBy('id').limit(1)))?.key
})
