import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { API, CREDENTIALS_HEADER, LIMITS, OFFSET_HEADER, PROTOCOL, TALK_PATHS, VISITORS_API } from '@foyer/sdk/protocol'
import type { FileId, FileLinks, FileRef, Result, UploadState } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import { createTestClock } from '../testing/clock.ts'
import { FILES_SECRET, FOREIGN, OTHER_SHOP, SHOP, newToken, otherKey, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import { createFileFolder } from './folder.ts'
import { createFileLinks } from './links.ts'
import { look } from './looking.ts'
import { UNUSED_AFTER_MS } from './rules.ts'
import { RESERVE_BYTES } from './service.ts'
import { HTML, coded, exif, heic, photo, png, wav, zipOf } from './testing/samples.ts'

let running: Running
before(async () => (running = await startRunning({ rateRules: { 'file-uploads': { points: 1_000, seconds: 60 } } })))
after(() => running.stop())

interface Sender {
  readonly token: string
  readonly headers: Record<string, string>
}
const sender = (token = newToken()): Sender => ({ token, headers: { origin: SHOP, [CREDENTIALS_HEADER]: `${shopKey}:${token}` } })
const at = (offset: number) => ({ [OFFSET_HEADER]: String(offset), 'content-type': 'application/octet-stream' })

const resultOf = async <T>(response: Response | Promise<Response>) => (await (await response).json()) as Result<T>
function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const begin = ({ token }: Sender, file: object, on = running) =>
  resultOf<UploadState>(on.http(TALK_PATHS.uploads, { method: 'POST', origin: SHOP, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, file: { name: 'notes.txt', type: 'text/plain', size: 10, ...file } }) }))
const piece = (by: Sender, id: FileId, offset: number, bytes: Uint8Array, on = running) =>
  resultOf<UploadState>(on.http(TALK_PATHS.upload(id), { method: 'PATCH', headers: { ...by.headers, ...at(offset) }, body: bytes as BodyInit }))
const state = (by: Sender, id: FileId, on = running) => resultOf<UploadState>(on.http(TALK_PATHS.upload(id), { headers: by.headers }))

/** Sends a file in pieces, beginning where the upload stands. */
async function sendFrom(by: Sender, id: FileId, bytes: Buffer, from: number): Promise<Result<UploadState>> {
  let answered: Result<UploadState> = await state(by, id)
  for (let offset = from; offset < bytes.length; offset += LIMITS.chunkBytes) {
    answered = await piece(by, id, offset, bytes.subarray(offset, offset + LIMITS.chunkBytes))
    if (!answered.ok) return answered
  }
  return answered
}
async function send(name: string, bytes: Buffer, by = sender()): Promise<Result<UploadState>> {
  const begun = await begin(by, { name, size: bytes.length })
  return begun.ok ? sendFrom(by, begun.value.id, bytes, 0) : begun
}
async function sent(name: string, bytes: Buffer, by = sender()): Promise<FileRef> {
  const { file } = value(await send(name, bytes, by))
  assert.ok(file, 'All is there, and nobody has looked.')
  return file
}

const links = createFileLinks(FILES_SECRET)
const linksOf = ({ id }: { readonly id: FileId }, now = Date.now()): FileLinks => links.linksOf({ id, has_thumbnail: 1 }, now)
const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())
/** Ids that have anything in the folder. */
const inFolder = async () => (await readdir(running.filesFolder, { recursive: true })).map((name) => name.split(/[/\\]/)[1]).filter((id) => id !== undefined)
const rowsOf = (id: FileId) => query(running.store, db.selectFrom('files').selectAll().where('id', '=', id))

describe('CW-5 an upload', () => {
  it('of 20 MB over a line that is cut twice goes on where it stopped, and is the same to the byte', async () => {
    const by = sender()
    const whole = zipOf(LIMITS.fileBytes)
    const { id } = value(await begin(by, { name: 'all of it.zip', type: 'application/zip', size: whole.length }))
    let offset = 0
    for (const cutIn of [7, 20]) {
      for (; offset < cutIn * LIMITS.chunkBytes; offset += LIMITS.chunkBytes) value(await piece(by, id, offset, whole.subarray(offset, offset + LIMITS.chunkBytes)))
      const cut = httpRequest(`${running.origin}${TALK_PATHS.upload(id)}`, { method: 'PATCH', headers: { ...by.headers, ...at(offset), 'content-length': LIMITS.chunkBytes } })
      cut.on('error', () => undefined)
      await new Promise<void>((resolve) => void cut.write(whole.subarray(offset, offset + LIMITS.chunkBytes / 2), () => resolve()))
      cut.destroy()
      await new Promise((resolve) => cut.once('close', resolve))
      ;({ offset } = value(await state(by, id)))
      assert.equal(offset, cutIn * LIMITS.chunkBytes)
    }
    const { file } = value(await sendFrom(by, id, whole, offset))
    assert.deepEqual(file, { id, name: 'all of it.zip', type: 'application/zip', size: LIMITS.fileBytes })
    const served = await running.http(linksOf({ id }).href)
    assert.equal(sumOf(await bytesOf(served)), sumOf(whole))
  })

  it('goes on at another server of the same database and folder', async () => {
    const other = await startRunning({ store: running.store, files: { folder: createFileFolder(running.filesFolder), secret: FILES_SECRET } })
    const by = sender()
    const { id } = value(await begin(by, {}))
    value(await piece(by, id, 0, Buffer.from('hello')))
    assert.deepEqual(value(await state(by, id, other)), { id, offset: 5 })
    const { file } = value(await piece(by, id, 5, Buffer.from('world'), other))
    assert.equal(file?.size, 10)
    assert.equal(await (await running.http(linksOf({ id }).href)).text(), 'helloworld')
    await other.stop()
  })

  it('takes no harm from a piece that comes twice, comes elsewhere, or is too much', async () => {
    const by = sender()
    const { id } = value(await begin(by, {}))
    value(await piece(by, id, 0, Buffer.from('hello')))
    assert.partialDeepStrictEqual(await piece(by, id, 0, Buffer.from('HELLO')), { ok: false, code: 'upload_elsewhere' })
    assert.partialDeepStrictEqual(await piece(by, id, 7, Buffer.from('lo')), { ok: false, code: 'upload_elsewhere' })
    assert.partialDeepStrictEqual(await piece(by, id, 5, Buffer.from('world and more')), { ok: false, code: 'too_large' })
    assert.partialDeepStrictEqual(await piece(by, id, 5, Buffer.alloc(LIMITS.chunkBytes + 1)), { ok: false, code: 'too_large' })
    assert.deepEqual(value(await state(by, id)), { id, offset: 5 })
    const all = value(await piece(by, id, 5, Buffer.from('world')))
    // The answer may have been lost.
    assert.deepEqual(value(await piece(by, id, 5, Buffer.from('world'))), all)
    assert.deepEqual(value(await state(by, id)), all)
    assert.equal(await (await running.http(linksOf({ id }).href)).text(), 'helloworld')
  })

  it('says what is wrong with what comes with it', async () => {
    const by = sender()
    const { id } = value(await begin(by, {}))
    const without = (headers: Record<string, string>) => resultOf(running.http(TALK_PATHS.upload(id), { method: 'PATCH', headers, body: 'hello' }))
    assert.partialDeepStrictEqual(await without({ origin: SHOP, ...at(0) }), { ok: false, code: 'invalid_input', field: CREDENTIALS_HEADER })
    for (const offset of ['', '-1', '1e3', '0x1']) {
      assert.partialDeepStrictEqual(await without({ ...by.headers, [OFFSET_HEADER]: offset }), { ok: false, code: 'invalid_input', field: OFFSET_HEADER })
    }
    assert.partialDeepStrictEqual(await begin(by, { size: -1 }), { ok: false, code: 'invalid_input', field: 'file.size' })
    assert.partialDeepStrictEqual(await begin(by, { path: '/etc' }), { ok: false, code: 'invalid_input' })
    assert.partialDeepStrictEqual(await begin(by, { size: 0 }), { ok: false, code: 'file_empty', field: 'file.size' })
    assert.partialDeepStrictEqual(await begin(by, { size: LIMITS.fileBytes + 1 }), { ok: false, code: 'file_too_large', field: 'file.size' })
    assert.partialDeepStrictEqual(await begin(by, { name: 'photo\u202Egnp.exe' }), { ok: false, code: 'file_type_refused', field: 'file.name' })
  })

  it('is nobody’s but its uploader’s', async () => {
    const by = sender()
    const { id } = value(await begin(by, {}))
    const ofOtherShop = { headers: { origin: OTHER_SHOP, [CREDENTIALS_HEADER]: `${otherKey}:${by.token}` }, token: by.token }
    for (const other of [sender(), ofOtherShop]) {
      assert.partialDeepStrictEqual(await state(other, id), { ok: false, code: 'file_gone' })
      for (const odd of ['%00', '..%2F..%2Fetc', 'a'.repeat(999)]) assert.partialDeepStrictEqual(await state(other, odd as FileId), { ok: false, code: 'file_gone' })
      assert.partialDeepStrictEqual(await piece(other, id, 0, Buffer.from('hello')), { ok: false, code: 'file_gone' })
      assert.partialDeepStrictEqual(await resultOf(running.http(TALK_PATHS.upload(id), { method: 'DELETE', headers: other.headers })), { ok: false, code: 'file_gone' })
    }
    assert.deepEqual(value(await state(by, id)), { id, offset: 0 })
  })

  it('makes no visitor of a token that nobody knows', async () => {
    const counted = async () => (await query(running.store, db.selectFrom('visitors').select('id'))).length
    const before = await counted()
    assert.partialDeepStrictEqual(await state(sender(), 'any' as FileId), { ok: false, code: 'file_gone' })
    assert.equal(await counted(), before)
  })

  it('of a visitor who is blocked goes no further', async () => {
    const by = sender()
    const { id } = value(await begin(by, {}))
    const [row] = await rowsOf(id)
    const headers = { origin: running.origin, cookie: await running.signIn('ann@shop.example') }
    const block = { visitorId: row!.visitor_id, kind: 'visitor', reason: 'Rude' }
    value(await resultOf(running.http(VISITORS_API.blocks, { method: 'POST', headers, body: JSON.stringify(block) })))
    assert.partialDeepStrictEqual(await piece(by, id, 0, Buffer.from('hello')), { ok: false, code: 'visitor_blocked' })
    assert.partialDeepStrictEqual(await begin(by, {}), { ok: false, code: 'visitor_blocked' })
  })

  it('that is cancelled leaves nothing behind', async () => {
    const by = sender()
    const { id } = value(await begin(by, {}))
    value(await piece(by, id, 0, Buffer.from('hello')))
    assert.ok((await inFolder()).includes(id))
    assert.equal(value(await resultOf(running.http(TALK_PATHS.upload(id), { method: 'DELETE', headers: by.headers }))), null)
    assert.ok(!(await inFolder()).includes(id))
    assert.deepEqual(await rowsOf(id), [])
    assert.partialDeepStrictEqual(await piece(by, id, 5, Buffer.from('world')), { ok: false, code: 'file_gone' })
  })

  it('that is refused for what is in it leaves nothing behind', async () => {
    const by = sender()
    const { id } = value(await begin(by, { name: 'photo.png', size: HTML.length }))
    assert.partialDeepStrictEqual(await piece(by, id, 0, Buffer.from(HTML)), { ok: false, code: 'file_disguised' })
    assert.ok(!(await inFolder()).includes(id))
    assert.deepEqual(await rowsOf(id), [])
  })

  it('may be asked for by pages of the site with its headers, and with no others', async () => {
    const asked = await running.http(TALK_PATHS.upload('any' as FileId), { method: 'OPTIONS', origin: SHOP })
    assert.partialDeepStrictEqual(Object.fromEntries(asked.headers), {
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET, PATCH, DELETE',
      'access-control-allow-headers': `content-type, ${CREDENTIALS_HEADER}, ${OFFSET_HEADER}`,
    })
    assert.equal((await running.http(TALK_PATHS.uploads, { method: 'OPTIONS', origin: SHOP })).headers.get('access-control-allow-headers'), 'content-type')
  })

  it('of a member is theirs, whatever visitors may send', async () => {
    const headers = { origin: running.origin, cookie: await running.signIn('ann@shop.example') }
    const { id } = value(await resultOf<UploadState>(running.http(API.uploads, { method: 'POST', headers, body: JSON.stringify({ file: { name: 'a.txt', type: '', size: 5 } }) })))
    const { file } = value(await resultOf<UploadState>(running.http(API.upload(id), { method: 'PATCH', headers: { ...headers, ...at(0) }, body: 'hello' })))
    assert.deepEqual(file, { id, name: 'a.txt', type: 'text/plain', size: 5 })
    const [row] = await rowsOf(id)
    assert.deepEqual([row?.visitor_id, typeof row?.member_id], [null, 'string'])
    assert.partialDeepStrictEqual(await state(sender(), id), { ok: false, code: 'file_gone' })
  })

  it('waits with the client while the disk is full or nearly so, and goes on when it is not', async () => {
    let free = 0
    let isFull = false
    const other = await startRunning({ store: running.store, files: { folder: createFileFolder(running.filesFolder, { free: async () => free, write: (file, bytes, offset) => (isFull ? Promise.reject(fullDisk()) : file.write(bytes, 0, bytes.length, offset)) }), secret: FILES_SECRET } })
    const by = sender()
    assert.partialDeepStrictEqual(await begin(by, {}, other), { ok: false, code: 'unavailable' })
    free = 10_000_000_000
    const { id } = value(await begin(by, {}, other))
    // Others, which were begun while there was room too, have taken it.
    free = RESERVE_BYTES + 4
    assert.partialDeepStrictEqual(await piece(by, id, 0, Buffer.from('hello'), other), { ok: false, code: 'unavailable' })
    free = 10_000_000_000
    isFull = true
    assert.partialDeepStrictEqual(await piece(by, id, 0, Buffer.from('hello'), other), { ok: false, code: 'unavailable' })
    assert.deepEqual(value(await state(by, id, other)), { id, offset: 0 })
    assert.deepEqual(other.logged.filter(({ name }) => name === 'files-refused').map(({ facts }) => facts.code), ['reserve', 'reserve', 'ENOSPC'])
    isFull = false
    assert.deepEqual(value(await piece(by, id, 0, Buffer.from('hello'), other)), { id, offset: 5 })
    await other.stop()
  })

  it('is looked at again, if the server ended before anybody knew that it had looked', async () => {
    const by = sender()
    const { id } = value(await begin(by, {}))
    const all = value(await piece(by, id, 0, Buffer.from('hellowo')))
    const folder = createFileFolder(running.filesFolder)
    await folder.write(id, all.offset, Buffer.from('rld'))
    const places = folder.places(id, 'ended')
    await look(places, 'txt', '')
    await folder.keep(id, { whole: places.whole })
    assert.equal(value(await state(by, id)).file?.size, 10)
    assert.equal(await (await running.http(linksOf({ id }).href)).text(), 'helloworld')
  })

  it('is looked at when it is asked for, if the server ended before it had looked', async () => {
    let dies = true
    const dying = async (...asked: Parameters<typeof look>) => {
      if (dies) throw Object.assign(new Error('ended'), { syscall: 'spawn', code: 'EAGAIN' })
      return look(...asked)
    }
    const other = await startRunning({ store: running.store, files: { folder: createFileFolder(running.filesFolder), secret: FILES_SECRET, look: dying } })
    const by = sender()
    const { id } = value(await begin(by, {}, other))
    assert.partialDeepStrictEqual(await piece(by, id, 0, Buffer.from('helloworld'), other), { ok: false, code: 'unavailable' })
    dies = false
    assert.equal(value(await state(by, id, other)).file?.type, 'text/plain')
    await other.stop()
  })

  it('goes when no message holds it in time, with its bytes', async () => {
    const clock = createTestClock(Date.now())
    const other = await startRunning({ store: running.store, clock, files: { folder: createFileFolder(running.filesFolder), secret: FILES_SECRET } })
    const by = sender()
    const { id } = value(await begin(by, {}, other))
    value(await piece(by, id, 0, Buffer.from('hello'), other))
    assert.ok((await inFolder()).includes(id))
    await clock.whenWaiting()
    clock.jump(UNUSED_AFTER_MS)
    // What was begun is done then.
    await other.stop()
    assert.ok(!(await inFolder()).includes(id))
    assert.deepEqual(await rowsOf(id), [])
  })

  it('is one of not too many in a minute, and of not too many bytes from one address', async () => {
    const few = await startRunning({ store: running.store, rateRules: { 'file-uploads': { points: 4, seconds: 60 }, 'file-uploads-of-one': { points: 2, seconds: 60 }, 'file-bytes': { points: 8, seconds: 60 } } })
    const by = sender()
    const { id } = value(await begin(by, {}, few))
    value(await begin(by, {}, few))
    assert.partialDeepStrictEqual(await begin(by, {}, few), { ok: false, code: 'rate_limited' })
    value(await begin(sender(), {}, few))
    assert.partialDeepStrictEqual(await begin(sender(), {}, few), { ok: false, code: 'rate_limited' })
    assert.deepEqual(few.logged.filter(({ name }) => name === 'rate-limited').map(({ facts }) => facts.rule), ['file-uploads-of-one', 'file-uploads'])
    value(await piece(by, id, 0, Buffer.from('hello'), few))
    assert.partialDeepStrictEqual(await piece(by, id, 5, Buffer.from('world'), few), { ok: false, code: 'rate_limited' })
    await few.stop()
  })
})

const fullDisk = () => Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })

describe('CW-5 a file', () => {
  const HARMLESS = {
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
  }

  it('that is a picture is shown, upright and small too, and says no more where it was taken', async () => {
    const file = await sent('Größe.jpg', await photo())
    assert.deepEqual([file.name, file.type, file.width, file.height], ['Größe.jpg', 'image/jpeg', 600, 800])
    const { href, thumbnail } = linksOf(file)
    const whole = await running.http(href, { origin: FOREIGN })
    assert.partialDeepStrictEqual(Object.fromEntries(whole.headers), { ...HARMLESS, 'content-type': 'image/jpeg', 'content-length': String(file.size), 'content-disposition': `inline; filename="Gr__e.jpg"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.jpg` })
    assert.partialDeepStrictEqual(await sharp(await bytesOf(whole)).metadata(), { format: 'jpeg', width: 600, height: 800 })
    const small = await running.http(thumbnail!)
    assert.partialDeepStrictEqual(Object.fromEntries(small.headers), { ...HARMLESS, 'content-type': 'image/webp' })
    assert.partialDeepStrictEqual(await sharp(await bytesOf(small)).metadata(), { format: 'webp', width: 480, height: 640 })
    const saved = await running.http(`${href}&save`)
    assert.partialDeepStrictEqual(Object.fromEntries(saved.headers), { ...HARMLESS, 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="Gr__e.jpg"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.jpg` })
  })

  it('of Apple’s telephones is only ever saved, and says no more where it was taken, though it came in many pieces', async () => {
    const picture = coded(3 * LIMITS.chunkBytes)
    // The words are across the seam of two pieces.
    const first = picture.subarray(0, LIMITS.chunkBytes - 1_000)
    const said = Buffer.concat([await exif(), Buffer.from('A telephone'.repeat(100))])
    const whole = heic([{ type: 'hvc1', data: first }, { type: 'Exif', data: said }, { type: 'hvc1', data: picture.subarray(first.length) }])
    assert.ok(whole.indexOf('A telephone') < LIMITS.chunkBytes && whole.lastIndexOf('A telephone') > LIMITS.chunkBytes)
    const file = await sent('IMG_0001.HEIC', whole)
    assert.deepEqual([file.name, file.type, file.size, file.width], ['IMG_0001.HEIC', 'image/heic', whole.length, undefined])
    const { href, thumbnail } = links.linksOf({ id: file.id, has_thumbnail: 0 }, Date.now())
    assert.equal(thumbnail, undefined)
    const served = await running.http(href)
    assert.partialDeepStrictEqual(Object.fromEntries(served.headers), { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="IMG_0001.HEIC"; filename*=UTF-8''IMG_0001.HEIC` })
    const bytes = await bytesOf(served)
    assert.deepEqual([bytes.includes('A telephone'), bytes.includes(first), bytes.includes(picture.subarray(first.length))], [false, true, true])
  })

  it('that is no picture and no sound is only ever saved', async () => {
    const served = await running.http(linksOf(await sent('page.txt', Buffer.from(HTML))).href)
    assert.partialDeepStrictEqual(Object.fromEntries(served.headers), { ...HARMLESS, 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="page.txt"; filename*=UTF-8''page.txt` })
    assert.equal(await served.text(), HTML)
  })

  it('comes in parts to a player that jumps', async () => {
    const bytes = wav()
    const { href } = linksOf(await sent('voice.wav', bytes))
    const part = async (range: string, headers = {}) => {
      const response = await running.http(href, { headers: { range, ...headers } })
      return { status: response.status, range: response.headers.get('content-range'), type: response.headers.get('content-type'), length: response.headers.get('content-length'), bytes: await bytesOf(response) }
    }
    const size = bytes.length
    assert.deepEqual(await part('bytes=0-1'), { status: 206, range: `bytes 0-1/${size}`, type: 'audio/wav', length: '2', bytes: bytes.subarray(0, 2) })
    assert.deepEqual((await part('bytes=-100')).bytes, bytes.subarray(-100))
    assert.deepEqual(await part('bytes=44-').then((found) => [found.status, found.bytes.equals(bytes.subarray(44))]), [206, true])
    assert.partialDeepStrictEqual(await part(`bytes=${size}-`), { status: 416, range: `bytes */${size}` })
    assert.equal((await part('bytes=0-1', { 'if-range': '"another"' })).status, 200)
    const head = await running.http(href, { method: 'HEAD' })
    assert.deepEqual([head.status, head.headers.get('content-length'), (await bytesOf(head)).length], [200, String(size), 0])
  })

  it('is kept by the browser as long as its address holds, which is the same all day', async () => {
    const file = await sent('a.png', await png())
    const noon = Date.UTC(2026, 10, 22, 12)
    assert.deepEqual(linksOf(file, noon), linksOf(file, noon + 11 * 3_600_000))
    assert.equal(new URL(linksOf(file, noon).href, 'http://a').searchParams.get('until'), String(Date.UTC(2026, 10, 24)))
    const { href } = linksOf(file)
    const served = await running.http(href)
    const [, seconds] = /^private, max-age=(\d+), immutable$/.exec(served.headers.get('cache-control') ?? '') ?? []
    assert.ok(Number(seconds) >= 86_400 - 5 && Number(seconds) <= 2 * 86_400, served.headers.get('cache-control') ?? 'none')
    const again = await running.http(href, { headers: { 'if-none-match': served.headers.get('etag')! } })
    assert.deepEqual([again.status, (await bytesOf(again)).length], [304, 0])
  })

  it('is found by no address but one that was given out, until it ends', async () => {
    const [file, other] = [await sent('a.png', await png()), await sent('b.png', await png())]
    const { href, thumbnail } = linksOf(file)
    const signOf = (path: string) => new URL(path, 'http://a').searchParams.get('sign')!
    const day = 86_400_000
    for (const path of [
      href.replace(/sign=[^&]+/, 'sign=AAAA'),
      href.replace(/&sign=.*/, ''),
      href.replace(/until=\d+/, (until) => `until=${Number(until.slice(6)) + day}`),
      href.replace(file.id, other.id),
      href.replace(/sign=[^&]+/, `sign=${signOf(thumbnail!)}`),
      linksOf(file, Date.now() - 3 * day).href,
      linksOf({ id: '../../etc/passwd' as FileId }).href,
      linksOf({ id: 'none' as FileId }).href,
      createFileLinks('another secret').linksOf({ id: file.id, has_thumbnail: 0 }, Date.now()).href,
    ]) {
      const response = await running.http(path)
      assert.deepEqual([response.status, (await resultOf<never>(response)).ok], [404, false], path)
    }
    assert.equal((await running.http(href)).status, 200)
  })
})
