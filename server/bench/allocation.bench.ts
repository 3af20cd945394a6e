/**
 * Conversations started, allocated and ended again, end to end, on both databases beside a bare echo in the same run; and a
 * rush: thousands of visitors who write at the same instant, each of whom must be allocated within the caps, or wait.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { MemberId, WorkspaceId } from '@foyer/sdk/protocol'
import { openPostgresStore } from '../store/postgres.ts'
import { db } from '../store/procedure.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { startPostgres } from '../testing/postgres.ts'
import { insert, query } from '../testing/world.ts'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { runLoad } from './load.ts'
import type { LoadFigures } from './load.ts'
import { median, ms, printTable, ratio, whole } from './table.ts'

const ROUNDS = 3
const AT_ONCE = 100
const STARTS = 1_000

const RUSH = 2_000
const AGENTS = 60
const CAP = 10
/** Nobody may wait for a lock for longer. */
const MOST_LOCKED_MS = 1_000
const LOOK_EVERY_MS = 10

async function starts(server: Child, isFloor: boolean): Promise<LoadFigures> {
  const rounds: LoadFigures[] = []
  for (let done = 0; done < ROUNDS; done += 1) {
    const load = await runLoad({ address: { origin: server.origin, siteKey: server.siteKey }, kind: isFloor ? 'talk' : 'start', isFloor, visitors: AT_ONCE, messages: STARTS, warmUp: 200 })
    await load.stop()
    rounds.push(load.figures)
  }
  const of = (figure: keyof LoadFigures) => median(rounds.map((round) => round[figure]))
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), longest: of('longest') }
}

/** Makes a team whose agents are all there, and lets whom it has no place for wait. */
async function makeTeam(store: Store): Promise<void> {
  const [group] = await query(store, db.selectFrom('groups').select(['id', 'workspace_id']).where('is_main', '=', 1))
  const workspaceId = group!.workspace_id as WorkspaceId
  await query(store, db.deleteFrom('group_members').where('group_id', '=', group!.id))
  for (let number = 0; number < AGENTS; number += 1) {
    const id = `bench-agent-${String(number).padStart(3, '0')}` as MemberId
    const [pattern] = await query(store, db.selectFrom('members').selectAll().where('workspace_id', '=', workspaceId).limit(1))
    await insert(store, 'members', { ...pattern!, id, user_id: id, role: 'agent', is_online: 1, is_accepting: 1, is_present: 1, is_emergency: 0, cap: CAP, last_assigned_at: 0 })
    await insert(store, 'group_members', { group_id: group!.id, member_id: id })
  }
  const [workspace] = await query(store, db.selectFrom('workspaces').select('settings').where('id', '=', workspaceId))
  const settings = { ...(JSON.parse(workspace!.settings) as object), allocation: { whenNoneCanReceive: 'queue' } }
  // Whatever the hour is when this runs.
  Reflect.deleteProperty(settings, 'hours')
  await query(store, db.updateTable('workspaces').set({ settings: JSON.stringify(settings) }).where('id', '=', workspaceId))
}

/** What the rush must come to: everybody once, as many as there are places held, nobody over the cap. */
async function checkRush(store: Store): Promise<{ readonly held: number; readonly waiting: number }> {
  const rows = await query(store, db.selectFrom('conversations').select((row) => ['status', 'agent_id', row.fn.countAll<number>().as('count')]).where('status', '!=', 'ended').groupBy(['status', 'agent_id']))
  const count = (status: string) => rows.filter((row) => row.status === status).reduce((sum, row) => sum + Number(row.count), 0)
  const [held, waiting] = [count('held'), count('waiting')]
  const over = rows.filter((row) => row.status === 'held' && Number(row.count) > CAP)
  if (held !== AGENTS * CAP || held + waiting !== RUSH || over.length > 0) throw new Error(`Of ${RUSH}, ${held} were allocated and ${waiting} wait; ${over.length} agents are over the cap`)
  return { held, waiting }
}

/** Looks again and again for how long a transaction has been waiting for a lock. */
function watchLocks(url: string): { stop(): Promise<number> } {
  const client = new pg.Client({ connectionString: url })
  // It ends with its database at the latest.
  client.on('error', () => undefined)
  let isOver = false
  let longest = 0
  const watching = (async () => {
    await client.connect()
    while (!isOver) {
      const { rows } = await client.query<{ waited: number | null }>(
        "select (extract(epoch from max(clock_timestamp() - query_start)) * 1000)::float as waited from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
      )
      longest = Math.max(longest, rows[0]?.waited ?? 0)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
    await client.end()
  })()
  return {
    async stop() {
      isOver = true
      await watching
      return longest
    },
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'foyer-bench-'))
const database = await startPostgres()
const floor = await startChild('./floor-process.ts')
try {
  const bare = await starts(floor, true)
  const startRows = [['bare echo', whole(bare.perSecond), ms(bare.p50), ms(bare.p99), '']]
  const rushRows: string[][] = []
  for (const engine of ['SQLite', 'PostgreSQL'] as const) {
    const dataFolder = path.join(folder, engine)
    const url = engine === 'PostgreSQL' ? database.url : ''
    const foyer = await startChild('./foyer-process.ts', [dataFolder, url])
    const store = url ? await openPostgresStore(url, Date.now(), 2) : await openSqliteStore(path.join(dataFolder, 'foyer.db'), Date.now())
    try {
      const started = await starts(foyer, false)
      startRows.push([`Foyer on ${engine}`, whole(started.perSecond), ms(started.p50), ms(started.p99), ratio(started.perSecond / bare.perSecond)])

      // What the rounds before have left open is not the rush's.
      await query(store, db.updateTable('conversations').set({ status: 'ended' }).where('status', '!=', 'ended'))
      await makeTeam(store)
      const locks = url ? watchLocks(url) : undefined
      const load = await runLoad({ address: { origin: foyer.origin, siteKey: foyer.siteKey }, kind: 'hold', isFloor: false, visitors: RUSH, messages: RUSH, warmUp: 0 })
      const locked = await locks?.stop()
      const { held, waiting } = await checkRush(store)
      await load.stop()
      if (locked !== undefined && locked > MOST_LOCKED_MS) throw new Error(`Somebody waited ${ms(locked)} ms for a lock`)
      const { perSecond, p50, p99, longest } = load.figures
      rushRows.push([`Foyer on ${engine}`, whole(held), whole(waiting), whole(perSecond), ms(p50), ms(p99), ms(longest), locked === undefined ? 'none' : ms(locked)])
    } finally {
      await store.close()
      await foyer.stop()
    }
  }
  printTable(`Conversations started, allocated and ended again, ${AT_ONCE} at a time`, ['', 'per second', 'p50 ms', 'p99 ms', 'of the echo'], startRows)
  printTable(
    `${whole(RUSH)} visitors write in one instant, and there are ${whole(AGENTS * CAP)} places`,
    ['', 'allocated', 'waiting', 'per second', 'p50 ms', 'p99 ms', 'longest ms', 'longest on a lock ms'],
    rushRows,
  )
} finally {
  await floor.stop()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
