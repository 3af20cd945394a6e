/** How long a server takes to be ready with a million stored messages, beside one that has none, in the same run. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startServer } from '../start.ts'
import type { RunningServer } from '../start.ts'
import { median, ms, printTable, ratio, whole } from './table.ts'

const CONVERSATIONS = 50_000
const MESSAGES_EACH = 20
const ROUNDS = 5

const start = (dataFolder: string): Promise<RunningServer> =>
  startServer({ port: 0, dataFolder, isDemo: true, logLevel: 'warn', trustedProxies: 0, siteOrigins: [] })

async function startUp(dataFolder: string): Promise<number> {
  const began = performance.now()
  const server = await start(dataFolder)
  const answer = await fetch(`${server.origin}/readyz`)
  const took = performance.now() - began
  if (!answer.ok) throw new Error(`Not ready: ${answer.status}`)
  await server.stop()
  return took
}

/** Writes ended conversations straight into the tables, as they would stand after years. */
function fill(file: string): void {
  const database = new DatabaseSync(file)
  const site = database.prepare('select id, workspace_id from sites limit 1').get() as { id: string; workspace_id: string }
  const group = database.prepare('select id from groups where is_main = 1').get() as { id: string }
  const visitor = database.prepare(
    'insert into visitors (id, workspace_id, site_id, thread_id, number, token_hash, is_blocked, first_seen_at, last_seen_at) values (?, ?, ?, ?, ?, ?, 0, 1, 1)',
  )
  const thread = database.prepare('insert into threads (id, workspace_id, conversation_count) values (?, ?, 1)')
  const conversation = database.prepare(
    "insert into conversations (id, workspace_id, site_id, thread_id, visitor_id, group_id, position, status, head, last_seq, visitor_unread, started_at, ended_at, last_message_at) values (?, ?, ?, ?, ?, ?, 1, 'ended', ?, 20, 0, 1, 2, 2)",
  )
  const event = database.prepare('insert into events (conversation_id, seq, at, type, author, message_id, body) values (?, ?, 1, ?, ?, ?, ?)')
  const fact = database.prepare("insert into facts (id, workspace_id, at, kind, conversation_id) values (?, ?, 1, 'visitor-message', ?)")
  database.exec('begin')
  for (let number = 1; number <= CONVERSATIONS; number += 1) {
    const id = (kind: string) => `${kind}-${String(number).padStart(8, '0')}`
    thread.run(id('thread'), site.workspace_id)
    visitor.run(id('visitor'), site.workspace_id, site.id, id('thread'), number, id('token'))
    conversation.run(id('conversation'), site.workspace_id, site.id, id('thread'), id('visitor'), group.id, '{}')
    for (let seq = 1; seq <= MESSAGES_EACH; seq += 1) {
      const body = JSON.stringify({ type: 'message', seq, at: 1, id: `m${seq}`, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'Is the walking tour still on if it rains?' }] })
      event.run(id('conversation'), seq, 'message', id('visitor'), `m${seq}`, body)
      fact.run(`${id('conversation')}:${seq}`, site.workspace_id, id('conversation'))
    }
  }
  database.exec('commit')
  database.close()
}

const folder = await mkdtemp(path.join(tmpdir(), 'foyer-bench-'))
const [empty, full] = [path.join(folder, 'empty'), path.join(folder, 'full')]
try {
  for (const dataFolder of [empty, full]) await (await start(dataFolder)).stop()
  fill(path.join(full, 'foyer.db'))
  const bytes = (await stat(path.join(full, 'foyer.db'))).size

  const times: Record<'empty' | 'full', number[]> = { empty: [], full: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    times.empty.push(await startUp(empty))
    times.full.push(await startUp(full))
  }
  const [none, million] = [median(times.empty), median(times.full)]
  printTable('Start-up, from the call to a ready answer', ['', 'messages', 'database MB', 'ms', 'of an empty one'], [
    ['empty', '0', '', ms(none), ''],
    ['full', whole(CONVERSATIONS * MESSAGES_EACH), whole(bytes / 1e6), ms(million), ratio(million / none)],
  ])
} finally {
  await rm(folder, { recursive: true, force: true })
}
