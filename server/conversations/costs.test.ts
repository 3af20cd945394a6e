/** What a visitor who means harm can make the server read: nothing that grows with what they have written. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import type { ConversationHead, MessageId, Side } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { costsOf } from '../testing/costs.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import { sendAgentMessages, setMark } from './store.ts'

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`CW-9 marks in a long conversation on ${engine}`, () => {
    let store: Store
    shareDatabase(makePlace, async (open) => {
      store = await open()
    })

    it('count what is unread, and read none of it', async () => {
      const world = await createWorld(store)
      const { workspaceId } = world
      const vera = await world.visitor('vera')
      await world.send(vera, [world.draft('hello')], { conversation: 'talk' })
      const conversationId = world.conversationId('talk')
      const long = 'x'.repeat(LIMITS.textLength)
      const agent = { id: world.agentId('ann'), name: 'Ann' }
      for (let n = 0; n < 10; n++) {
        await world.send(vera, [{ id: `${world.name}-vera-${n}` as MessageId, parts: [{ type: 'text', text: long }] }])
        const drafts = [{ id: `${world.name}-ann-${n}` as MessageId, parts: [{ type: 'text', text: long }] as const }]
        assert.ok((await store.run(sendAgentMessages, { workspaceId, agent, seesAll: false, conversationId, drafts, now: NOW, newConversationId: conversationId })).ok)
      }
      const headNow = async () => JSON.parse((await query(store, db.selectFrom('conversations').select('head').where('id', '=', conversationId)))[0]!.head) as ConversationHead
      const mark = { conversationId, workspaceId, now: NOW }
      const unread = async (side: Side) => (await headNow()).marks[side].unread
      assert.deepEqual([await unread('visitor'), await unread('agent')], [10, 11])

      // The log: started, the first message, assigned, then Vera's and Ann's by turns from 4 on.
      const headAlone = JSON.stringify(await headNow()).length
      for (const [read, left] of [[1, 10], [5, 9], [6, 9], [21, 1]] as const) {
        const { characters } = await costsOf(store, setMark.body({ ...mark, side: 'visitor', threadId: vera.threadId, delivered: read, read }))
        assert.equal(await unread('visitor'), left, `read up to ${read}`)
        assert.ok(characters < 3 * headAlone + LIMITS.textLength, `${characters} characters`)
      }
      for (const [read, left] of [[3, 10], [4, 9], [5, 9], [99, 0]] as const) {
        await store.run(setMark, { ...mark, side: 'agent', agentId: agent.id, delivered: read, read })
        assert.equal(await unread('agent'), left, `read up to ${read}`)
      }
    })
  })
}
