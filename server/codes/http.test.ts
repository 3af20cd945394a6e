import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { v7 } from 'uuid'
import { API, PUBLIC_PATHS } from '@foyer/sdk/protocol'
import type { CompanyRecord, ComponentDraft, ComponentId, ComponentRecord, ImageRecord, Receivers, Result, Target } from '@foyer/sdk/protocol'
import { FOREIGN, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'

let running: Running
let cookie: string
before(async () => {
  running = await startRunning()
  cookie = await running.signIn('olga@shop.example')
})
after(() => running.stop())

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { body: Buffer.isBuffer(body) ? (body as BodyInit) : JSON.stringify(body) }
  const response = await running.http(path, { method, origin: running.origin, headers: { cookie, 'content-type': 'application/json' }, ...init })
  const result = (await response.json()) as Result<T>
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}

/** A component of the first site, as its first one with these changes. */
async function makeComponent(changes: Partial<ComponentDraft> = {}): Promise<ComponentRecord> {
  const [first] = await api<ComponentRecord[]>('GET', API.components)
  const { groups } = await api<Receivers>('GET', API.receivers)
  return api('POST', API.components, { ...first!.component, name: v7().slice(-12), receiver: { kind: 'group', groupId: groups[0]!.id }, ...changes })
}

async function scan(picture: ArrayBuffer, side: number): Promise<string | undefined> {
  const { data, info } = await sharp(Buffer.from(picture)).resize(side, side).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

describe('RC-7 the code of a component', () => {
  const download = (id: ComponentId, ...options: Parameters<typeof API.componentCode> extends [unknown, ...infer Rest] ? Rest : never) =>
    running.http(API.componentCode(id, ...options), { origin: running.origin, headers: { cookie } })

  for (const format of ['svg', 'png'] as const) {
    it(`leads to its link, and comes as a file of ${format} with its name`, async () => {
      const { id, link, component } = await makeComponent({ name: `Brunnen (süß) ${format}` })
      const response = await download(id, format, { size: 256 })
      assert.equal(response.status, 200)
      const disposition = response.headers.get('content-disposition')!
      assert.match(disposition, new RegExp(`^attachment; filename="code-[\\w-]+-256\\.${format}"; filename\\*=UTF-8''`))
      assert.equal(decodeURIComponent(disposition.split("''")[1]!), `${component.name} 256.${format}`)
      assert.equal(await scan(await response.arrayBuffer(), 256), link)
    })
  }

  it('has the company’s logo in the middle if that is wished and there is one', async () => {
    const { id, link } = await makeComponent()
    const plain = await (await download(id, 'png')).arrayBuffer()
    // Wished, and not there yet.
    assert.deepEqual(await (await download(id, 'png', { logo: true })).arrayBuffer(), plain)

    const image = await api<ImageRecord>('POST', API.images, await sharp({ create: { width: 300, height: 100, channels: 3, background: '#a01010' } }).png().toBuffer())
    const { revision, logoPath: _logoPath, ...profile } = await api<CompanyRecord>('GET', API.company)
    await api('PUT', API.company, { revision, profile: { ...profile, logo: image.id } })
    for (const format of ['svg', 'png'] as const) {
      const picture = await (await download(id, format, { logo: true })).arrayBuffer()
      assert.equal(await scan(picture, 512), link)
      const middle = await sharp(Buffer.from(picture)).removeAlpha().extract({ left: 256, top: 256, width: 1, height: 1 }).raw().toBuffer()
      assert.deepEqual([...middle], [0xa0, 0x10, 0x10], format)
    }
    assert.deepEqual(await (await download(id, 'png')).arrayBuffer(), plain)
  })

  it('comes in three sizes and no other, and not for what is gone', async () => {
    const { id } = await makeComponent()
    for (const [size, status] of [[256, 200], [512, 200], [1024, 200], [2_048, 400], [0, 400], [NaN, 400]] as const) assert.equal((await download(id, 'png', { size })).status, status)
    await api('DELETE', API.component(id))
    assert.equal((await download(id, 'png')).status, 404)
  })
})

describe('RC-1 the code of a card', () => {
  const card = (target: Extract<Target, { kind: 'card' }>) => makeComponent({ kind: 'group', target })

  it('leads where its button leads, for pages of anybody', async () => {
    const { shown } = await card({ kind: 'card', title: 'Walkers', text: '', address: 'https://chat.example/join/Wänderer?a=1' })
    assert.equal(shown!.card!.code, PUBLIC_PATHS.cardCode(shown!.slug))
    const response = await running.http(shown!.card!.code, { origin: FOREIGN })
    assert.partialDeepStrictEqual(Object.fromEntries(response.headers), { 'content-type': 'image/svg+xml', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=60' })
    assert.equal(await scan(await response.arrayBuffer(), 512), 'https://chat.example/join/W%C3%A4nderer?a=1')
  })

  it('is none of a component without a card, of one that brings its own, of nobody', async () => {
    const { shown: chat } = await makeComponent()
    for (const path of [PUBLIC_PATHS.cardCode(chat!.slug), PUBLIC_PATHS.cardCode('unknown'), '/v1/codes/unknown.png', '/v1/codes/.svg']) {
      assert.equal((await running.http(path)).status, 404, path)
    }
  })
})
