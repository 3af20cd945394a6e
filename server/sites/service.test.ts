import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SiteConfig, SiteId, SiteKey, WorkspaceId } from '@foyer/sdk/protocol'
import { DEFAULT_HOURS } from '../company/rules.ts'
import type { Store } from '../store/store.ts'
import { DEFAULT_WINDOW } from '../window/rules.ts'
import { FRESH_MS, createSites } from './service.ts'
import type { Site } from './store.ts'

const key = 'shop' as SiteKey
const site = (origins: readonly string[]): Site => ({ id: 's1' as SiteId, workspaceId: 'w1' as WorkspaceId, origins, config: { version: 1 } as SiteConfig, company: { name: 'Shop' }, hours: DEFAULT_HOURS, window: DEFAULT_WINDOW, texts: {}, menus: {} })

/** Sites over a database that a test can change and break. */
function setUp(origins: readonly string[]) {
  const world = { now: 0, asked: 0, isBroken: false, origins }
  const store = {
    engine: 'sqlite',
    run: async ({ name }: { name: string }) => {
      world.asked += 1
      if (world.isBroken) throw new Error('broken')
      return name === 'sites.find' ? site(world.origins) : world.origins
    },
    close: async () => undefined,
  } as unknown as Store
  return { world, sites: createSites({ store, now: () => world.now, own: () => ['https://desk.example'] }) }
}

describe('sites', () => {
  it('are asked of the database once in a few seconds, however many pages come', async () => {
    const { world, sites } = setUp([])
    await Promise.all(Array.from({ length: 100 }, () => sites.find(key)))
    assert.equal(world.asked, 1)
  })

  it('follow a change within those seconds', async () => {
    const { world, sites } = setUp([])
    assert.equal(sites.mayUse((await sites.find(key))!, 'https://shop.example'), false)
    assert.equal(await sites.isKnownOrigin('https://shop.example'), false)
    world.origins = ['https://shop.example']
    world.now = FRESH_MS
    assert.equal(sites.mayUse((await sites.find(key))!, 'https://shop.example'), true)
    assert.equal(await sites.isKnownOrigin('https://shop.example'), true)
  })

  it('follow a change made here at once', async () => {
    const { world, sites } = setUp([])
    await sites.isKnownOrigin('https://shop.example')
    world.origins = ['https://shop.example']
    sites.forget()
    assert.equal(await sites.isKnownOrigin('https://shop.example'), true)
  })

  it('do not remember a failure', async () => {
    const { world, sites } = setUp([])
    world.isBroken = true
    await assert.rejects(sites.find(key))
    await assert.rejects(sites.isKnownOrigin('https://shop.example'))
    world.isBroken = false
    assert.ok(await sites.find(key))
    assert.equal(await sites.isKnownOrigin('https://shop.example'), false)
  })

  it('may always be used by the server’s own pages', async () => {
    const { sites } = setUp([])
    assert.equal(sites.mayUse((await sites.find(key))!, 'https://desk.example'), true)
    assert.equal(await sites.isKnownOrigin('https://desk.example'), true)
  })
})
