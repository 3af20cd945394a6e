import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SiteId } from '@foyer/sdk/protocol'
import type { Store } from '../store/store.ts'
import { createLiveSites } from './live.ts'
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
})
