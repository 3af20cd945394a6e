import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { API, PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { PresenceToPage, Result, SiteChange, SiteConfig, SiteRecord } from '@foyer/sdk/protocol'
import { SHOP, firstFrame, newToken, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'

let running: Running
let owner: Record<string, string>
before(async () => {
  running = await startRunning()
  owner = { origin: running.origin, cookie: await running.signIn('olga@shop.example') }
})
after(() => running.stop())

const resultOf = async <T>(response: Response) => (await response.json()) as Result<T>
function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const site = async () => value(await resultOf<readonly [SiteRecord]>(await running.http(API.sites, { headers: owner })))[0]
const config = async () => value(await resultOf<SiteConfig>(await running.http(PATHS.config(shopKey), { origin: SHOP })))
async function change(part: Partial<SiteChange>): Promise<Result<SiteRecord>> {
  const { id, key: _key, ...rest } = await site()
  return resultOf<SiteRecord>(await running.http(API.site(id), { method: 'PUT', headers: owner, body: JSON.stringify({ ...rest, ...part }) }))
}

describe('CW-26 what may be kept of visitors', () => {
  it('CW-26 is everything until the owner says less, and then pages are told so', async () => {
    assert.equal((await site()).consent, 'full')
    assert.equal('consent' in (await config()), false)
    for (const consent of ['none', 'session'] as const) {
      assert.equal(value(await change({ consent })).consent, consent)
      assert.equal((await site()).consent, consent)
      assert.equal((await config()).consent, consent)
    }
    value(await change({ consent: 'full' }))
    assert.equal('consent' in (await config()), false)
  })

  it('CW-26 is told to pages that are open, by the number that has moved', async () => {
    const line = running.presence(SHOP)
    line.once('open', () => line.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token: newToken(), page: { url: `${SHOP}/` }, language: 'en' })))
    const welcome = await firstFrame(line)
    assert.ok('type' in welcome && welcome.type === 'welcome')
    const told = new Promise<PresenceToPage>((resolve) => line.once('message', (data) => resolve(JSON.parse(String(data)) as PresenceToPage)))
    value(await change({ consent: 'session' }))
    assert.deepEqual(await told, { type: 'config', version: welcome.configVersion + 1 })
    assert.partialDeepStrictEqual(await config(), { version: welcome.configVersion + 1, consent: 'session' })
  })

  it('CW-26 is one of three, and nothing else', async () => {
    assert.partialDeepStrictEqual(await change({ consent: 'all' as never }), { ok: false, code: 'invalid_input', field: 'consent' })
  })
})
