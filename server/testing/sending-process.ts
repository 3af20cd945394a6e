/**
 * Writes messages into a database as fast as they are taken, says which were acknowledged, and kills itself the hard way
 * between a commit and its acknowledgement. Run by the contract of the stores:
 * `node sending-process.ts <engine> <address> <visitor as JSON> <how many> <die after>`.
 */
import { writeSync } from 'node:fs'
import type { ConversationId, MessageId } from '@foyer/sdk/protocol'
import { sendVisitorMessages } from '../conversations/store.ts'
import { openPostgresStore } from '../store/postgres.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { NOW } from './world.ts'

const [engine, address = '', visitorJson = '', count = '0', dieAfter = '0'] = process.argv.slice(2)
const visitor = JSON.parse(visitorJson) as VisitorIdentity
const store = engine === 'postgres' ? await openPostgresStore(address, NOW) : await openSqliteStore(address, NOW)

let committed = 0
for (let n = 0; n < Number(count); n++) {
  const id = `${visitor.id}-kill-${n}` as MessageId
  const draft = { id, parts: [{ type: 'text' as const, text: String(n) }] }
  void store
    .run(sendVisitorMessages, { visitor, drafts: [draft], now: NOW, seed: n, newConversationId: `${id}-talk` as ConversationId })
    .then(() => {
      committed += 1
      if (committed === Number(dieAfter)) process.kill(process.pid, 'SIGKILL')
      // At once and past all buffers, as an answer that has left.
      writeSync(1, `${id}\n`)
    })
}
