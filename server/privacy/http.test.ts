import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { API, CREDENTIALS_HEADER, OFFSET_HEADER, PATHS, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { ConversationId, DeskSnapshot, FileRef, Result, SendReply, UploadState, VisitorId } from '@foyer/sdk/protocol'
import { LOOK_EVERY_MS } from '../deadlines/service.ts'
import { createLog } from '../logging/log.ts'
import { db } from '../store/procedure.ts'
import { createTestClock } from '../testing/clock.ts'
import { makeSqlitePlace } from '../testing/places.ts'
import { SHOP, ask, connected, firstFrame, newToken, next, shopKey, startRunning } from '../testing/running.ts'
import type { DeskSocket, Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import type { VisitorData } from './data.ts'

/** In everything that the visitor of these tests says, shows or sends. */
const MARK = 'Quetzalcoatlus'

let running: Running
let database: string
let owner: Record<string, string>
let desk: DeskSocket
const clock = createTestClock(Date.now())
const logged: string[] = []

before(async () => {
  const many = { points: 10_000, seconds: 60 }
  running = await startRunning({ clock, rateRules: { 'messages': many, 'personal-data': many }, log: createLog('debug', { write: (line) => void logged.push(line) }) }, async () => {
    const place = await makeSqlitePlace()
    database = place.address
    return place
  })
  owner = { origin: running.origin, cookie: await running.signIn('olga@shop.example') }
  desk = running.desk({ cookie: owner['cookie']! })
  assert.equal(await connected(desk), 'connected')
})
after(() => running.stop())

function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const credentials = (token: string) => ({ protocol: PROTOCOL, site: shopKey, token })
const post = (pathname: string, body: unknown) => running.http(pathname, { method: 'POST', origin: SHOP, body: JSON.stringify(body) })
const posted = async <T>(pathname: string, body: unknown) => value((await (await post(pathname, body)).json()) as Result<T>)

/** A file of lines with the mark, which stands in it before and after everything that packs or cuts. */
const BYTES = Buffer.from(Array.from({ length: 300 }, (_, n) => `${MARK} ${n} ${randomBytes(6).toString('hex')}`).join('\n'))
async function upload(token: string, name: string): Promise<FileRef> {
  const { id } = await posted<UploadState>(TALK_PATHS.uploads, { ...credentials(token), file: { name, type: 'text/plain', size: BYTES.length } })
  const headers = { 'origin': SHOP, [CREDENTIALS_HEADER]: `${shopKey}:${token}`, [OFFSET_HEADER]: '0', 'content-type': 'application/octet-stream' }
  const { file } = value((await (await running.http(TALK_PATHS.upload(id), { method: 'PATCH', headers, body: BYTES as BodyInit })).json()) as Result<UploadState>)
  assert.ok(file)
  return file
}

/** Somebody who has used everything there is. */
async function lived(token = newToken()) {
  const page = { url: `${SHOP}/${MARK}`, title: `${MARK} title`, referrer: `https://${MARK.toLowerCase()}.example/` }
  const line = running.presence(SHOP)
  line.once('open', () => line.send(JSON.stringify({ type: 'hello', ...credentials(token), page, language: 'en' })))
  await firstFrame(line)
  await posted(PATHS.identify, { ...credentials(token), identity: { name: `${MARK} name`, email: `${MARK}@mail.example`, phone: `+351 ${MARK}`, attributes: { [`${MARK} field`]: `${MARK} value` }, tags: [`${MARK} tag`] } })
  await posted(TALK_PATHS.track, { ...credentials(token), event: { id: v7(), name: `${MARK} event`, data: { seen: `${MARK} data` } } })
  const visitor = running.visitor({ token })
  assert.equal(await connected(visitor), 'connected')
  const file = await upload(token, `${MARK} sent.txt`)
  await upload(token, `${MARK} unsent.txt`)
  const parts = [{ type: 'text', text: `${MARK} text ${'and more '.repeat(300)}${MARK}` }, { type: 'file', file }]
  const reply: SendReply = value(await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts, start: { page } }] }))
  const { conversationId } = reply.appended[0]!
  const [row] = await query(running.store, db.selectFrom('conversations').select('visitor_id').where('id', '=', conversationId))
  return { token, line, visitor, conversationId, file, visitorId: row!.visitor_id }
}
const answerAt = async (socket: DeskSocket, conversationId: ConversationId, text: string) =>
  (await ask(socket, 'message:send', { conversationId, drafts: [{ id: v7(), parts: [{ type: 'text', text }] }] })) as Result<SendReply>
const facts = async () => (await query(running.store, db.selectFrom('facts').select((row) => ['kind', row.fn.countAll<number>().as('count'), row.fn.count<number>('visitor_id').distinct().as('visitors')]).groupBy('kind').orderBy('kind')))

/** What was put off until after the commit has been done. */
async function cleared(): Promise<void> {
  for (;;) {
    const left = await query(running.store, db.selectFrom('deadlines').select('claimed_until').where('kind', 'in', ['erased-cleared', 'file-unused']))
    if (left.length === 0) return
    if (left.every(({ claimed_until }) => claimed_until <= clock.now())) {
      await clock.whenWaiting()
      clock.jump(LOOK_EVERY_MS)
    }
  }
}

/** All bytes that are on the disk: the database with its log and index, and the folder of files. */
async function onDisk(): Promise<string> {
  const folder = path.dirname(database)
  const names = (await readdir(running.filesFolder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const files = [...(await readdir(folder)).map((name) => path.join(folder, name)), ...names.map((entry) => path.join(entry.parentPath, entry.name))]
  const bytes = await Promise.all(files.map((file) => readFile(file, 'latin1')))
  return [...files, ...bytes].join('\n')
}
const placesOf = (text: string, what: string): number => text.split(what).length - 1

describe('CW-15 what is kept of a visitor', () => {
  it('CW-15 is given as one file: every browser, word, event and file, with addresses that open', async () => {
    const { token, file, conversationId, visitorId } = await lived()
    const response = await post(TALK_PATHS.data, credentials(token))
    assert.equal(response.status, 200)
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="visitor-\d+\.json"$/)
    assert.equal(response.headers.get('access-control-allow-origin'), SHOP)
    const data = (await response.json()) as VisitorData
    assert.equal(data.format, 'foyer-visitor-data/1')
    assert.partialDeepStrictEqual(data.browsers, [
      { website: 'Website', name: `${MARK} name`, email: `${MARK}@mail.example`, attributes: { [`${MARK} field`]: `${MARK} value` }, tags: [`${MARK} tag`], page: { url: `${SHOP}/${MARK}` }, isBlocked: false },
    ])
    assert.deepEqual(data.browsers[0]?.tracked.map(({ name, data: said }) => [name, said]), [[`${MARK} event`, { seen: `${MARK} data` }]])
    assert.deepEqual(data.browsers[0]?.unsentFiles.map(({ name }) => name), [`${MARK} unsent.txt`])
    const [conversation] = data.conversations
    assert.deepEqual([conversation?.id, conversation?.events.map(({ seq }) => seq)], [conversationId, [1, 2, 3]])
    assert.equal(conversation?.events[1]?.type, 'message')
    const [sent] = conversation.files
    assert.partialDeepStrictEqual(sent, { id: file.id, name: `${MARK} sent.txt`, size: BYTES.length, by: 'visitor' })
    assert.deepEqual(Buffer.from(await (await fetch(sent!.address!)).arrayBuffer()), BYTES)

    const same = await running.http(API.visitorData(visitorId), { headers: owner })
    assert.deepEqual(((await same.json()) as VisitorData).conversations.map(({ id }) => id), [conversationId])
  })

  it('CW-15 is given whole, however long the talk was', async () => {
    const { token, visitor } = await lived()
    for (let sent = 0; sent < 450; sent += 50) {
      value(await ask(visitor, 'message:send', { drafts: Array.from({ length: 50 }, (_, n) => ({ id: v7(), parts: [{ type: 'text', text: `number ${sent + n}` }] })) }))
    }
    const data = (await (await post(TALK_PATHS.data, credentials(token))).json()) as VisitorData
    assert.deepEqual(data.conversations[0]?.events.map(({ seq }) => seq), Array.from({ length: 453 }, (_, n) => n + 1))
  })

  it('CW-15 is nothing of whom nothing is kept, and asking leaves nothing behind', async () => {
    const count = async () => (await query(running.store, db.selectFrom('visitors').select('id'))).length
    const before = await count()
    const response = await post(TALK_PATHS.data, credentials(newToken()))
    assert.partialDeepStrictEqual(await response.json(), { ok: false, code: 'not_found' })
    await posted(TALK_PATHS.erase, credentials(newToken()))
    await posted(TALK_PATHS.forget, credentials(newToken()))
    assert.equal(await count(), before)
  })
})

describe('CW-15 erasing', () => {
  it('CW-15 leaves no byte of what was said, sent and told: not in the database’s files, the folder of files, or the log', async () => {
    // Whoever comes before and after stays, and the pages of the database are full of both.
    for (let n = 0; n < 5; n += 1) await lived()
    const { token, line, visitor, conversationId, visitorId, file } = await lived()
    const before = await onDisk()
    for (const trace of [`${MARK} text`, `${MARK} data`, `${MARK} sent.txt`, `${MARK} unsent.txt`, conversationId, visitorId, file.id]) assert.ok(placesOf(before, trace) > 0, trace)

    for (const { id } of await query(running.store, db.selectFrom('visitors').select('id').where('name', '=', `${MARK} name`).where('id', '!=', visitorId))) {
      const response = await running.http(API.visitor(id), { method: 'DELETE', headers: owner })
      assert.equal(response.status, 200, await response.text())
    }
    const kept = await facts()
    const gone = [new Promise((resolve) => line.once('close', resolve)), next(visitor, 'disconnect'), next(desk, 'inbox:removed')]
    await posted(TALK_PATHS.erase, credentials(token))
    await Promise.all(gone)
    assert.deepEqual(await facts(), kept)
    await cleared()

    const left = await onDisk()
    for (const trace of [MARK, MARK.toLowerCase(), conversationId, visitorId, file.id, BYTES.toString('latin1', 100, 130)]) {
      assert.equal(placesOf(left, trace), 0, `${trace}: ${left.slice(Math.max(0, left.indexOf(trace) - 60), left.indexOf(trace) + 60)}`)
    }
    assert.equal(logged.some((entry) => entry.includes(MARK) || entry.includes(token)), false)
    assert.deepEqual(await readdir(running.filesFolder, { recursive: true }).then((names) => names.filter((name) => name.includes(file.id))), [])
  })

  it('CW-15 tells the desks that see it, gives the agent room for others, and makes of the browser somebody new', async () => {
    const { token, conversationId, visitorId } = await lived()
    const removed = next<{ conversationId: ConversationId }>(desk, 'inbox:removed')
    const hasRoom = new Promise<void>((resolve) => void desk.on('agent:changed', ({ current }) => current === 0 && resolve()))
    assert.equal((await running.http(API.visitor(visitorId), { method: 'DELETE', headers: owner })).status, 200)
    assert.deepEqual(await removed, { conversationId })
    await hasRoom
    assert.partialDeepStrictEqual(await answerAt(desk, conversationId, 'Still there?'), { ok: false, code: 'not_found' })
    const snapshot: DeskSnapshot = value(await ask(desk, 'desk:sync', {}))
    assert.equal(snapshot.entries.some(({ head }) => head.id === conversationId), false)
    // A window that was open asks again with what it has, and hears that none of it is there.
    const again = running.visitor({ token })
    assert.equal(await connected(again), 'connected')
    assert.partialDeepStrictEqual(await ask(again, 'thread:sync', { version: 3, conversations: [{ id: conversationId, seq: 3 }] }), { ok: true, value: { whole: [], next: [], putBack: [conversationId] } })
    assert.equal((await running.http(API.visitor(visitorId), { method: 'DELETE', headers: owner })).status, 404)
    assert.equal((await running.http(API.visitorData('nobody' as VisitorId), { headers: owner })).status, 404)
  })
})
