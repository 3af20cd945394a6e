import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { PresenceToPage, SiteId } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { SHOP, newToken, shopKey, startRunning } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import { LOOK_EVERY_MS, createLiveSites } from './live.ts'
import type { ChangedSite } from './versions.ts'

const site = (name: string, version: number): ChangedSite => ({ siteId: name as SiteId, version })

/** Live sites over versions that a test changes, as another server would. */
function setUp(versions: readonly ChangedSite[]) {
  const world = { versions, forgotten: 0, told: [] as string[] }
  const live = createLiveSites({
    store: { run: async () => world.versions } as unknown as Store,
    sites: { forget: () => void (world.forgotten += 1) },
    hub: { siteChanged: (siteId, version) => void world.told.push(`${siteId} ${version}`) },
  })
  return { world, live }
}

describe('RC-15 pages hear', () => {
  it('of a change made here at once, and not again', async () => {
    const { world, live } = setUp([site('shop', 1), site('blog', 1)])
    await live.look()
    live.tell([site('shop', 2)])
    assert.deepEqual([world.told, world.forgotten], [['shop 2'], 1])
    world.versions = [site('shop', 2), site('blog', 1)]
    await live.look()
    assert.deepEqual([world.told, world.forgotten], [['shop 2'], 1])
  })

  it('of a change made by another server at the next look, once', async () => {
    const { world, live } = setUp([site('shop', 1), site('blog', 1)])
    await live.look()
    world.versions = [site('shop', 3), site('blog', 1)]
    await live.look()
    await live.look()
    assert.deepEqual([world.told, world.forgotten], [['shop 3'], 1])
  })

  it('of nothing when a server begins to look', async () => {
    const { world, live } = setUp([site('shop', 7)])
    await live.look()
    assert.deepEqual([world.told, world.forgotten], [[], 0])
  })

  it('of a change that another server made before this one, just started, has looked', async () => {
    const waiting: (() => void)[] = []
    const running = await startRunning({ clock: { now: Date.now, after: (_ms, run) => (waiting.push(run), () => undefined) } })
    try {
      const line = running.presence(SHOP)
      const frame = (type: PresenceToPage['type']) =>
        new Promise<PresenceToPage>((resolve) => line.on('message', (data) => {
          const said = JSON.parse(String(data)) as PresenceToPage
          if (said.type === type) resolve(said)
        }))
      const told = frame('config')
      line.once('open', () => line.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token: newToken(), page: { url: `${SHOP}/` }, language: 'en' })))
      await frame('welcome')
      await query(running.store, db.updateTable('sites').set({ config_version: 7 }).where('key', '=', shopKey))
      // A second is over with each of these.
      for (let seconds = 0; seconds < LOOK_EVERY_MS / 1_000; seconds += 1) for (const run of waiting.splice(0)) run()
      assert.deepEqual(await told, { type: 'config', version: 7 })
    } finally {
      await running.stop()
    }
  })
})
