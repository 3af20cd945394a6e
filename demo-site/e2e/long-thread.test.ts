/** A thread of ten thousand messages: the document stays small, and the very first message can be read (CW-11). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { foldEvents } from '@foyer/sdk/protocol'
import type { ConversationHead, LogEvent, MessageId } from '@foyer/sdk/protocol'
import { openWindow, openWorld, seesStatus, seesText, until, windowIn, write } from './harness/index.ts'
import type { World } from './harness/index.ts'

const MESSAGES = 10_000
/** What a window may put into a page, whatever it shows: several screens of messages. */
const MOST_ROWS = 300

describe('CW-11 a thread of ten thousand messages', () => {
  let world: World
  before(async () => void (world = await openWorld()))
  after(() => world?.close())

  /** As if they had been written one after the other; that would take the server's limits some minutes. */
  function growThread(): void {
    const db = world.server.database()
    const row = db.prepare("select e.conversation_id id, e.author author, c.head head from events e join conversations c on c.id = e.conversation_id where e.type = 'message'").get() as { id: string; author: string; head: string }
    const head = JSON.parse(row.head) as ConversationHead
    const { seq } = db.prepare('select max(seq) seq from events where conversation_id = ?').get(row.id) as { seq: number }
    const at = Date.now()
    const events = Array.from({ length: MESSAGES - 1 }, (_, n): LogEvent => ({ type: 'message', seq: seq + 1 + n, at, id: v7() as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: `Message ${n + 2}` }] }))
    const insert = db.prepare('insert into events (conversation_id, seq, at, type, author, message_id, body) values (?, ?, ?, ?, ?, ?, ?)')
    db.exec('begin')
    for (const event of events) insert.run(row.id, event.seq, at, event.type, row.author, event.type === 'message' ? event.id : null, JSON.stringify(event))
    db.prepare('update conversations set head = ?, last_seq = ? where id = ?').run(JSON.stringify(foldEvents(head, events)), seq + events.length, row.id)
    db.exec('commit')
    db.close()
  }

  it('is read to its first message by scrolling, in a document that stays small', async () => {
    const visitor = await world.visitor()
    const page = await visitor.open('/tours')
    const window = await openWindow(page)
    await write(window, 'Message 1')
    await seesStatus(window, 'Sent')
    await page.goto('about:blank')
    await world.server.stop()
    growThread()
    await world.server.start()

    await page.goto(`${world.site}/tours`)
    await seesText(windowIn(page), `Message ${MESSAGES}`)
    const nodes = () => page.evaluate(() => document.querySelector('foyer-widget')?.shadowRoot?.querySelectorAll('*').length ?? 0)
    const few = await nodes()
    /** Reads up until the first message is there, and says how many messages stood in the document at most. */
    const rows = await page.evaluate(async () => {
      const root = document.querySelector('foyer-widget')?.shadowRoot
      const scroller = root?.querySelector('.thread-scroller')
      let rows = 0
      while (scroller && root?.querySelector('.message .message-text')?.textContent !== 'Message 1') {
        scroller.scrollTop = 0
        rows = Math.max(rows, root?.querySelectorAll('.message').length ?? 0)
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      return rows
    })
    assert.ok(rows <= MOST_ROWS, `${rows} messages in the document`)
    await until('the first message is in sight', () => windowIn(page).root.locator('.message').first().isVisible(), Boolean)
    const many = await nodes()
    assert.ok(many < MOST_ROWS * 20, `${many} nodes, and ${few} at the end of the thread`)
    // And back to the end in one step.
    await windowIn(page).root.locator('.thread-pill').click()
    await seesText(windowIn(page), `Message ${MESSAGES}`)
    assert.deepEqual(visitor.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })
})
