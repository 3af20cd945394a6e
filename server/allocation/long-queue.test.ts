/** What a long queue costs those who come, and those who are served: no more than a short one. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId } from '@foyer/sdk/protocol'
import { sendVisitorMessages } from '../conversations/store.ts'
import type { Store } from '../store/store.ts'
import { costsOf } from '../testing/costs.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'
import { allocateWaiting } from './waiting.ts'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`AL-11 a long queue on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    const queueOf = async (world: World, names: readonly string[]) => {
      for (const name of names) await world.send(await world.visitor(name), [world.draft(`${name}-1`)])
    }
    const names = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `v${from + index}`)

    it('asks no more of the database for a start, and for looking whom to serve, than a short one', async () => {
      const world = await createWorld(store, { allocation: { cap: 1, whenNoneCanReceive: 'queue' } })
      const { workspaceId } = world
      const costs = async (name: string) => {
        const visitor = await world.visitor(name)
        const begins = sendVisitorMessages.body({ visitor, drafts: [world.draft(name)], now: NOW, newConversationId: `${world.name}-${name}` as ConversationId, seed: 1 })
        return [(await costsOf(store, begins)).queries, (await costsOf(store, allocateWaiting.body({ workspaceId, now: NOW, seed: 1 }))).queries]
      }
      await queueOf(world, names(0, 4))
      // What is kept prepared of a workspace is made with the first.
      await costs('w0')
      const short = await costs('w1')
      await queueOf(world, names(4, 40))
      assert.deepEqual(await costs('w2'), short)
    })
  })
}
