import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type { AgentFace, Appended, ComponentId, ConversationId, LogEvent } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'
import { makeSqlitePlace } from '../testing/places.ts'
import type { TestPlace } from '../testing/places.ts'
import { NOW, createWorld, query } from '../testing/world.ts'
import { createConversationService } from './service.ts'
import type { DeskMember } from './service.ts'

let place: TestPlace
let store: Store
before(async () => {
  place = await makeSqlitePlace()
  store = await place.open()
})
after(async () => {
  await store.close()
  await place.remove()
})

/** A talk of a visitor who came by a component, and everything that left the server for either side. */
async function talk(face: 'agent' | 'company', named: 'component' | 'nothing' | 'foreign component' = 'component') {
  const world = await createWorld(store, { agents: { ann: {}, ben: {} } })
  const componentId = await world.addComponent('chat', { kind: 'group', groupId: world.mainGroupId })
  const [row] = await query(store, db.selectFrom('components').select('draft').where('id', '=', componentId))
  await query(store, db.updateTable('components').set({ draft: JSON.stringify({ ...(JSON.parse(row!.draft) as object), face }) }).where('id', '=', componentId))
  await query(store, db.updateTable('workspaces').set({ name: 'Saltway', settings: JSON.stringify({ company: { revision: 1, profile: { shortName: 'Salt', logo: 'l1' } } }) }).where('id', '=', world.workspaceId))

  const toVisitor: Appended[] = []
  const toDesk: Appended[] = []
  const typed: string[] = []
  const service = createConversationService({
    store,
    announce: {
      toThread: (_thread, appended) => void toVisitor.push(appended),
      toDesks: ({ appended }) => void toDesk.push(appended),
      typingToThread: (_thread, { name }) => void typed.push(name),
      typingToDesks: () => undefined,
      unread: () => undefined,
      agentsChanged: () => undefined,
      queueMoved: () => undefined,
      visitorChanged: () => undefined,
      ratedLow: () => undefined,
    },
    now: () => NOW,
    after: () => undefined,
    newId: () => `${world.name}-talk`,
    randomSeed: () => 1,
    placeFreed: () => undefined,
    fileLinks: () => Promise.resolve([]),
    report: (error) => assert.fail(String(error)),
  })
  const visitor = await world.visitor('vera')
  const ann: DeskMember = { workspaceId: world.workspaceId, memberId: world.agentId('ann'), seesAll: false, face: { id: world.agentId('ann'), name: 'ann' } }
  const id = `${world.name}-talk` as ConversationId
  const reply = await service.sendByVisitor(visitor, [world.draft('hello', named === 'component' ? { componentId } : named === 'nothing' ? undefined : { componentId: 'elsewhere' as ComponentId })], [], 'window')
  await service.sendByAgent(ann, id, [world.draft('good day')], [], 'desk')
  await service.typingByAgent(ann, id, true, 'desk')
  assert.ok((await service.askTransfer(ann, { conversationId: id, to: { kind: 'agent', agentId: world.agentId('ben') } })).ok)
  const asked = await service.syncThread(visitor, { version: 0, conversations: [] })
  await service.endByAgent(ann, id)
  const whole = await service.syncThread(visitor, { version: 0, conversations: [] })
  const late = await service.syncThread(visitor, { version: 0, conversations: [{ id, seq: 1 }] })
  const older = await service.older(visitor, { before: { conversationId: id, seq: 99 } })
  const desk = await service.syncOne(ann, { conversationId: id, seq: 0 })
  assert.ok(older.ok && desk.ok)
  const [started] = await query(store, db.selectFrom('facts').select('component_id').where('conversation_id', '=', id).where('kind', '=', 'conversation-started'))
  return { id, started, componentId, reply, toVisitor, toDesk, typed, asked, whole, late, older: older.value, desk: desk.value }
}

const fold = (id: ConversationId, events: readonly LogEvent[]) => foldEvents(emptyHead(id), events)

describe('RC-3 a component that shows the company', () => {
  it('lets nothing of the agent leave for the visitor', async () => {
    const { reply, toVisitor, typed, asked, whole, late, older } = await talk('company')
    const left = JSON.stringify({ reply, toVisitor, typed, asked, whole, late, older })
    assert.doesNotMatch(left, /"(w\d+-)?(ann|ben)"|shownAs/)
    assert.equal(asked.whole[0]?.head.transfer?.to.name, 'Salt')
    assert.deepEqual(typed, ['Salt'])
    assert.match(left, /"name":"Salt","avatar":"\/v1\/images\/l1"/)
  })

  for (const named of ['nothing', 'foreign component'] as const) {
    it(`lets nothing of the agent leave if it is all that the site has, and the visitor names ${named}`, async () => {
      const { reply, toVisitor, typed, whole, late, older } = await talk('company', named)
      assert.doesNotMatch(JSON.stringify({ reply, toVisitor, typed, whole, late, older }), /"(w\d+-)?ann"|shownAs/)
    })
  }

  it('is counted for if it is the one that led here, and no other that a visitor may name', async () => {
    const led = await talk('agent')
    assert.equal(led.started?.component_id, led.componentId)
    assert.equal((await talk('agent', 'foreign component')).started?.component_id, null)
  })

  it('shows the desk who it was, and whom the visitor sees', async () => {
    const { desk } = await talk('company')
    const state = desk.whole!.head.state as { readonly agent?: AgentFace }
    assert.equal(state.agent?.name, 'ann')
    assert.deepEqual(state.agent?.shownAs, { name: 'Salt', avatar: '/v1/images/l1' })
  })

  it('folds on each side to what that side would fetch', async () => {
    const { id, reply, toVisitor, toDesk, whole, late, older, desk } = await talk('company')
    const pushed = [...reply.appended, ...toVisitor].flatMap(({ events }) => events)
    assert.deepEqual(fold(id, pushed), whole.whole[0]?.head)
    assert.deepEqual(fold(id, [pushed[0]!, ...late.next.flatMap(({ events }) => events)]), whole.whole[0]?.head)
    assert.deepEqual(older.slices[0], whole.whole[0])
    assert.deepEqual(fold(id, toDesk.flatMap(({ events }) => events)), desk.whole?.head)
  })

  it('is not what others are: they show the agent', async () => {
    const { whole, typed } = await talk('agent')
    assert.match(JSON.stringify(whole), /"name":"ann"/)
    assert.deepEqual(typed, ['ann'])
  })
})
