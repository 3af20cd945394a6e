/** A workspace with a site, agents and visitors, for tests of what the database does. */
import { PostgresQueryCompiler, SqliteQueryCompiler } from 'kysely'
import type {
  ComponentId,
  ConversationId,
  GroupId,
  MemberId,
  MessageDraft,
  MessageId,
  Receiver,
  SiteId,
  SiteKey,
  ThreadId,
  VisitorId,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import type { AllocationSettings } from '../allocation/settings.ts'
import { createGroup } from '../groups/store.ts'
import { columnsOf } from '../reception/rules.ts'
import { createCompiler } from '../store/compile.ts'
import { db, rawSql } from '../store/procedure.ts'
import type { Buildable } from '../store/procedure.ts'
import type { MemberRow, Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { sendVisitorMessages } from '../conversations/store.ts'
import type { Sent } from '../conversations/store.ts'
import { resolveVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'

/** The time in these worlds, in milliseconds since 1970, unless a test says another. */
export const NOW = 1_800_000_000_000

const compilers = { sqlite: createCompiler(new SqliteQueryCompiler()), postgres: createCompiler(new PostgresQueryCompiler()) }

/** Runs a query of the builder by itself, past all procedures: for set-ups, and for looking at rows. */
export async function query<Row>(store: Store, build: Buildable<Row>): Promise<readonly Row[]> {
  const statement = compilers[store.engine]({ kind: 'built', node: build.toOperationNode() as never })
  // The builder knows the rows' type; the raw procedure does not.
  return (await store.run(rawSql, statement)).rows as readonly Row[]
}

export const insert = <Table extends keyof Schema & string>(store: Store, table: Table, row: Schema[Table]) =>
  query(store, db.insertInto(table).values(row as never))

export interface WorldOptions {
  /** Agents of the main group, by name; each is online, accepting and present if nothing else is said. Default: Ann. */
  readonly agents?: Readonly<Record<string, Partial<MemberRow>>>
  readonly allocation?: Partial<AllocationSettings>
}

/** Ids are unique in the database: every world begins them with its own name. */
export interface World {
  readonly name: string
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly mainGroupId: GroupId
  agentId(name: string): MemberId
  addAgent(name: string, row?: Partial<MemberRow>): Promise<MemberId>
  /** Changes what a member's row says. */
  setAgent(name: string, row: Partial<MemberRow>): Promise<void>
  addGroup(name: string, agents: readonly string[]): Promise<GroupId>
  addComponent(name: string, receiver: Receiver): Promise<ComponentId>
  visitor(name: string): Promise<VisitorIdentity>
  draft(name: string, start?: MessageDraft['start']): MessageDraft
  /** A visitor writes. `conversation` names the one that this may start; without it the first draft does. */
  send(visitor: VisitorIdentity, drafts: readonly MessageDraft[], options?: { conversation?: string; now?: number; seed?: number; store?: Store }): Promise<Sent>
  conversationId(name: string): ConversationId
}

let worlds = 0

export async function createWorld(store: Store, { agents = { ann: {} }, allocation = {} }: WorldOptions = {}): Promise<World> {
  const name = `w${++worlds}`
  const workspaceId = name as WorkspaceId
  const siteId = `${name}-site` as SiteId
  const mainGroupId = `${name}-main` as GroupId
  const agentId = (agent: string) => `${name}-${agent}` as MemberId

  await insert(store, 'workspaces', { id: workspaceId, name, settings: JSON.stringify({ allocation }), visitor_count: 0, created_at: NOW })
  await insert(store, 'sites', {
    id: siteId,
    workspace_id: workspaceId,
    key: `${name}-key` as SiteKey,
    name: 'The site',
    origins: '[]',
    theme: '{}',
    language: 'auto',
    consent: 'full',
    config_version: 1,
    revision: 1,
    created_at: NOW,
  })

  const world: World = {
    name,
    workspaceId,
    siteId,
    mainGroupId,
    agentId,
    async addAgent(agent, row = {}) {
      await insert(store, 'members', {
        id: agentId(agent),
        workspace_id: workspaceId,
        user_id: agentId(agent),
        role: 'agent',
        real_name: agent,
        shown_name: agent,
        avatar: null,
        is_disabled: 0,
        is_online: 1,
        is_accepting: 1,
        is_present: 1,
        cap: null,
        is_emergency: 0,
        last_assigned_at: 0,
        skills: '[]',
        hours: null,
        offline_since: 0,
        missed_offers: 0,
        revision: 0,
        created_at: NOW,
        ...row,
      })
      return agentId(agent)
    },
    async setAgent(agent, row) {
      await query(store, db.updateTable('members').set(row).where('id', '=', agentId(agent)))
    },
    async addGroup(group, names) {
      const id = `${name}-${group}` as GroupId
      const made = await store.run(createGroup, { id, workspaceId, name: group, agentIds: names.map(agentId), now: NOW })
      if (!made.ok) throw new Error(made.message)
      return id
    },
    async addComponent(component, receiver) {
      const id = `${name}-${component}` as ComponentId
      await insert(store, 'components', {
        id,
        workspace_id: workspaceId,
        slug: id,
        ...columnsOf({
          siteId,
          kind: 'web-chat',
          placement: 'web-page',
          style: 'round-button',
          name: component,
          shownName: component,
          greeting: '',
          position: 'bottom-end',
          offset: { inline: 20, block: 20 },
          receiver,
          face: 'agent',
          language: 'auto',
          show: {},
        }),
        is_on: 1,
        revision: 1,
        changed_at: NOW,
        changed_by: null,
        deleted_at: null,
        created_at: NOW,
      })
      return id
    },
    visitor: (visitor) =>
      store.run(resolveVisitor, {
        workspaceId,
        siteId,
        tokenHash: `${name}-${visitor}`,
        newIds: { visitor: `${name}-${visitor}` as VisitorId, thread: `${name}-${visitor}-thread` as ThreadId },
        now: NOW,
      }),
    draft: (draft, start) => ({ id: `${name}-${draft}` as MessageId, parts: [{ type: 'text', text: draft }], ...(start && { start }) }),
    send: (visitor, drafts, { conversation, now = NOW, seed = 1, store: through = store } = {}) => {
      const newConversationId = (conversation ? `${name}-${conversation}` : `${drafts[0]?.id}-talk`) as ConversationId
      return through.run(sendVisitorMessages, { visitor, drafts, now, seed, newConversationId })
    },
    conversationId: (conversation) => `${name}-${conversation}` as ConversationId,
  }

  for (const [agent, row] of Object.entries(agents)) await world.addAgent(agent, row)
  await insert(store, 'groups', { id: mainGroupId, workspace_id: workspaceId, name: 'Main', is_main: 1, settings: '{}', revision: 0, deleted_at: null, created_at: NOW })
  for (const agent of Object.keys(agents)) await insert(store, 'group_members', { group_id: mainGroupId, member_id: agentId(agent) })
  return world
}
