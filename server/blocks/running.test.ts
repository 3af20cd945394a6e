/** Blocking on a whole server (IV-4): every door shuts at once, and members keep their desks. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { once } from 'node:events'
import { v7 } from 'uuid'
import { PATHS, PROTOCOL, TALK_PATHS, VISITORS_API } from '@foyer/sdk/protocol'
import type { BlockRecord, PresenceToPage, Result, VisitorFile, VisitorId } from '@foyer/sdk/protocol'
import { hashToken } from '../edge/tokens.ts'
import { db } from '../store/procedure.ts'
import { SHOP, ask, connected, newToken, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { query } from '../testing/world.ts'

describe('IV-4 blocking on a running server', () => {
  let running: Running
  let ann: Record<string, string>
  before(async () => {
    running = await startRunning()
    ann = { origin: running.origin, cookie: await running.signIn('ann@shop.example') }
  })
  after(() => running.stop())

  const page = { url: `${SHOP}/`, title: 'Shop' }
  const credentials = (token: string) => ({ protocol: PROTOCOL, site: shopKey, token })
  const idOf = async (token: string): Promise<VisitorId> => (await query(running.store, db.selectFrom('visitors').select('id').where('token_hash', '=', hashToken(token))))[0]!.id
  const post = async (pathname: string, body: unknown): Promise<{ readonly ok: boolean; readonly code?: string }> => {
    const answer = await running.http(pathname, { method: 'POST', origin: SHOP, body: JSON.stringify(body) })
    return (await answer.json()) as { ok: boolean; code?: string }
  }
  const block = async (visitorId: VisitorId, kind: 'visitor' | 'address'): Promise<Result<BlockRecord>> =>
    (await (await running.http(VISITORS_API.blocks, { method: 'POST', headers: ann, body: JSON.stringify({ visitorId, kind, reason: 'Rude' }) })).json()) as Result<BlockRecord>
  const end = (id: string) => running.http(VISITORS_API.block(id), { method: 'DELETE', headers: ann })
  /** A page that looks around; resolves when it is welcomed or refused. */
  async function lookAround(token: string) {
    const line = running.presence(SHOP)
    await once(line, 'open')
    const heard = once(line, 'message')
    line.send(JSON.stringify({ type: 'hello', ...credentials(token), page, language: 'en' }))
    const [data] = (await heard) as [unknown]
    return { line, said: JSON.parse(String(data)) as PresenceToPage }
  }

  it('lets a visitor go at once, and refuses them at every door until it ends', async () => {
    const token = newToken()
    const { line, said } = await lookAround(token)
    assert.equal(said.type, 'welcome')
    const window = running.visitor({ token })
    assert.equal(await connected(window), 'connected')
    const visitorId = await idOf(token)
    const gone = Promise.all([once(line, 'close'), new Promise<void>((resolve) => void window.once('disconnect', () => resolve()))])
    const placed = await block(visitorId, 'visitor')
    assert.ok(placed.ok)
    await gone

    assert.partialDeepStrictEqual((await lookAround(token)).said, { type: 'refused', code: 'visitor_blocked' })
    assert.equal(await connected(running.visitor({ token })), 'visitor_blocked')
    for (const [pathname, more] of [
      [TALK_PATHS.track, { event: { id: v7(), name: 'Looked' } }],
      [PATHS.identify, { identity: { name: 'Vera' } }],
      [TALK_PATHS.transcript, { language: 'en', timeZone: 'UTC' }],
      [TALK_PATHS.uploads, { file: { name: 'a.txt', type: 'text/plain', size: 1 } }],
    ] as const) {
      assert.partialDeepStrictEqual(await post(pathname, { ...credentials(token), ...more }), { ok: false, code: 'visitor_blocked' }, pathname)
    }
    assert.partialDeepStrictEqual(await post(PATHS.presence, [{ type: 'hello', ...credentials(token), page, language: 'en' }]), { ok: false, code: 'visitor_blocked' })
    const file = (await (await running.http(VISITORS_API.file(visitorId), { headers: ann })).json()) as Result<VisitorFile>
    assert.deepEqual(file.ok && file.value.blocks, [placed.value])

    assert.equal((await end(placed.value.id)).status, 200)
    assert.equal((await lookAround(token)).said.type, 'welcome')
  })

  it('shuts out newcomers from an address, and no member from the desk', async () => {
    const token = newToken()
    const window = running.visitor({ token })
    assert.equal(await connected(window), 'connected')
    const visitorId = await idOf(token)
    const [site] = await query(running.store, db.selectFrom('sites').select(['id', 'workspace_id']).where('key', '=', shopKey))
    // By whichever of its names this machine comes.
    for (const here of ['127.0.0.1', '0:0:0:0']) {
      await query(running.store, db.insertInto('visits').values({ id: v7(), workspace_id: site!.workspace_id, site_id: site!.id, visitor_id: visitorId, began_at: here === '127.0.0.1' ? 1 : 2, seen_at: 2, page_count: 1, source: '{"kind":"direct"}', place: null, device: '{"kind":"desktop"}', address: here }))
      const placed = await block(visitorId, 'address')
      assert.ok(placed.ok, JSON.stringify(placed))
    }
    assert.equal(await connected(running.visitor({ token: newToken() })), 'visitor_blocked')
    const desk = running.desk({ cookie: await running.signIn('ben@shop.example') })
    assert.equal(await connected(desk), 'connected')
    assert.equal((await ask(desk, 'desk:sync', {}) as Result<unknown>).ok, true)
    const listed = (await (await running.http(VISITORS_API.blocks, { headers: ann })).json()) as Result<readonly BlockRecord[]>
    assert.ok(listed.ok)
    assert.doesNotMatch(JSON.stringify(listed), /127\.0\.0\.1|0:0:0:0/)
    for (const { id } of listed.value) await end(id)
    assert.equal(await connected(running.visitor({ token: newToken() })), 'connected')
  })
})
