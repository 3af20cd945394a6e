import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createConnection } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { API, BUILT_IN_AVATARS, LIMITS, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { ImageRecord, Result } from '@foyer/sdk/protocol'
import { FOREIGN, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { AVATARS } from './avatars.ts'

let running: Running
let cookie: string
before(async () => {
  running = await startRunning({ rateRules: { uploads: { points: 12, seconds: 600 } } })
  cookie = await running.signIn('olga@shop.example')
})
after(() => running.stop())

const upload = async (bytes: Uint8Array | string, headers: Record<string, string> = {}): Promise<Result<ImageRecord>> => {
  const response = await running.http(API.images, { method: 'POST', body: bytes as BodyInit, origin: running.origin, headers: { cookie, ...headers } })
  return (await response.json()) as Result<ImageRecord>
}
async function uploaded(bytes: Uint8Array | string): Promise<ImageRecord> {
  const result = await upload(bytes)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const png = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: '#1b6b80' } }).png().toBuffer()

describe('RC-5 a picture that is uploaded', () => {
  it('is told by its content, and found by any page under an address that nobody can guess', async () => {
    // The header lies, as a browser's does for a file with a wrong ending.
    const result = await upload(await png(), { 'content-type': 'image/svg+xml' })
    assert.ok(result.ok)
    const { id, path, ...facts } = result.value
    assert.deepEqual(facts, { type: 'image/png', width: 40, height: 30 })
    assert.match(id, /^[\w-]{22}$/)
    assert.notEqual((await uploaded(await png())).id, id)
    const shown = await running.http(path, { origin: FOREIGN })
    assert.equal(shown.status, 200)
    assert.partialDeepStrictEqual(Object.fromEntries(shown.headers), {
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox; style-src 'unsafe-inline'; img-src data:",
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    assert.partialDeepStrictEqual(await sharp(Buffer.from(await shown.arrayBuffer())).metadata(), { format: 'png', width: 40, height: 30 })
  })

  it('is not sent again to whoever has it', async () => {
    const { path } = await uploaded('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    const etag = (await running.http(path)).headers.get('etag')!
    const again = await running.http(path, { headers: { 'if-none-match': etag } })
    assert.deepEqual([again.status, (await again.arrayBuffer()).byteLength, again.headers.get('etag')], [304, 0, etag])
  })

  it('is there on another server of the same database', async () => {
    const { path } = await uploaded(await png())
    const other = await startRunning({ store: running.store })
    assert.equal((await other.http(path)).status, 200)
    await other.stop()
  })

  it('is refused by what it is', async () => {
    assert.partialDeepStrictEqual(await upload('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>'), { ok: false, code: 'image_unsafe' })
    assert.partialDeepStrictEqual(await upload('<!doctype html><script>alert(1)</script>', { 'content-type': 'image/png' }), { ok: false, code: 'image_unreadable' })
    assert.partialDeepStrictEqual(await upload(Buffer.alloc(LIMITS.imageBytes + 1)), { ok: false, code: 'image_too_large' })
  })

  it('of more than 2 MB is refused before it has all come', async () => {
    const server = createServer()
    running.app.attach(server)
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const line = createConnection((server.address() as AddressInfo).port, 'localhost')
    const answered = new Promise<string>((resolve) => line.setEncoding('utf8').once('data', resolve))
    line.on('error', () => undefined)
    line.write([`POST ${API.images} HTTP/1.1`, 'Host: localhost', `Origin: ${running.origin}`, `Cookie: ${cookie}`, 'Transfer-Encoding: chunked', '', ''].join('\r\n'))
    // One byte too many, and no end.
    const size = LIMITS.imageBytes + 1
    line.write(`${size.toString(16)}\r\n`)
    line.write(Buffer.alloc(size))
    assert.match(await answered, /^HTTP\/1\.1 413 /)
    line.destroy()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('is one of not too many in a minute', async () => {
    let last: Result<ImageRecord> | undefined
    for (let count = 0; count <= 12; count += 1) last = await upload('')
    assert.partialDeepStrictEqual(last, { ok: false, code: 'rate_limited' })
  })
})

describe('RC-3 the built-in avatars', () => {
  it('are those of the protocol, small, and drawn', async () => {
    assert.deepEqual(Object.keys(AVATARS), [...BUILT_IN_AVATARS])
    for (const name of BUILT_IN_AVATARS) {
      const response = await running.http(PUBLIC_PATHS.avatar(name))
      const bytes = Buffer.from(await response.arrayBuffer())
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/svg+xml'])
      assert.ok(bytes.length < 900, `${name} has ${bytes.length} bytes`)
      const { channels } = await sharp(bytes).stats()
      assert.ok(channels.some(({ stdev }) => stdev > 10), `${name} shows nothing`)
    }
    assert.equal((await running.http(PUBLIC_PATHS.avatar('__proto__'))).status, 404)
  })
})
