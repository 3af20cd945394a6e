/** What the console's check of a page says of ours: the strict page above all (RC-20). */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { API } from '@foyer/sdk/protocol'
import type { Result, SiteCheck, SiteRecord } from '@foyer/sdk/protocol'
import { addOrigins } from '@foyer/server/sites/store.ts'
import { shopKey, startRunning } from '@foyer/server/testing/running.ts'
import type { Running } from '@foyer/server/testing/running.ts'
import { createDemoSite } from './site.ts'

const loader = { type: 'text/javascript', etag: '""', plain: Buffer.from('loader()'), brotli: undefined, gzip: undefined }
const built = { widget: new Map([['foyer.js', loader]]), console: new Map(), manifest: { entry: '', styles: [], chunks: {} } }

let running: Running
let pages: Server
let check: (path: string) => Promise<SiteCheck>

before(async () => {
  running = await startRunning({ built })
  const site = createDemoSite({ serverOrigin: running.origin, siteKey: shopKey })
  pages = createServer(getRequestListener((request) => site.fetch(request), { overrideGlobalObjects: false }))
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
  await running.store.run(addOrigins, { key: shopKey, origins: [origin] })

  const headers = { 'cookie': await running.signIn('olga@shop.example'), 'content-type': 'application/json' }
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const result = (await (await running.http(path, { ...init, headers, origin: running.origin })).json()) as Result<T>
    assert.ok(result.ok, JSON.stringify(result))
    return result.value
  }
  const [record] = await ask<SiteRecord[]>(API.sites)
  check = (path) => ask(API.siteCheck(record!.id), { method: 'POST', body: JSON.stringify({ address: `${origin}${path}` }) })
})
after(async () => {
  pages.close()
  pages.closeAllConnections()
  await running.stop()
})

describe('RC-20 the check of a page', () => {
  for (const path of ['/', '/tours', '/planner', '/zh', '/ar', '/strict']) {
    it(`finds nothing wrong with ${path}`, async () => assert.deepEqual((await check(path)).findings, []))
  }

  it('finds that the strict page may not be shown in the console, and the others may', async () => {
    assert.deepEqual([(await check('/strict')).mayBeFramed, (await check('/')).mayBeFramed], [false, true])
  })
})
