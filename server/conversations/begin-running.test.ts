/** A conversation that an agent begins, over real sockets (IV-7). */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { AgentState, Appended, ConversationId, InboxEntry, MessageDraft, MessageId, PresenceToPage, VisitorId } from '@foyer/sdk/protocol'
import { hashToken } from '../edge/tokens.ts'
import { db } from '../store/procedure.ts'
import { SHOP, ask, connected, newToken, next, shopKey, startRunning } from '../testing/running.ts'
import type { DeskSocket, Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { query } from '../testing/world.ts'

describe('IV-7 an agent begins a conversation on a running server', () => {
  let running: Running
  let ann: DeskSocket
  let ben: DeskSocket
  before(async () => {
    running = await startRunning()
    const open = async (name: string) => {
      const desk = running.desk({ cookie: await running.signIn(`${name}@shop.example`) })
      assert.equal(await connected(desk), 'connected')
      return desk
    }
    ;[ann, ben] = [await open('ann'), await open('ben')]
  })
  after(() => running.stop())

  const draft = (): MessageDraft => ({ id: v7() as MessageId, parts: [{ type: 'text', text: 'Can I help you?' }] })
  const idOf = async (token: string): Promise<VisitorId> => (await query(running.store, db.selectFrom('visitors').select('id').where('token_hash', '=', hashToken(token))))[0]!.id

  it('the page hears that something waits, and the window has it', async () => {
    const token = newToken()
    const page = running.presence(SHOP)
    await once(page, 'open')
    const frames: PresenceToPage[] = []
    const heard = (type: PresenceToPage['type']) =>
      new Promise<PresenceToPage>((resolve) => {
        const look = () => {
          const frame = frames.find((each) => each.type === type)
          if (frame) resolve(frame)
          else page.once('message', look)
        }
        look()
      })
    page.on('message', (data) => frames.push(JSON.parse(String(data)) as PresenceToPage))
    page.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token, page: { url: `${SHOP}/` }, language: 'en' }))
    assert.partialDeepStrictEqual(await heard('welcome'), { unread: 0 })
    const visitorId = await idOf(token)

    const listed = next<InboxEntry>(ann, 'inbox:changed')
    const counted = new Promise<void>((resolve) => ben.on('agent:changed', ({ current }: AgentState) => void (current === 1 && resolve())))
    const { conversationId } = value<{ conversationId: ConversationId }>(await ask(ann, 'conversation:begin', { visitorId, drafts: [draft()] }))
    assert.partialDeepStrictEqual(await heard('unread'), { unread: 1 })
    assert.partialDeepStrictEqual(await listed, { head: { id: conversationId, state: { status: 'held' } }, visitor: { id: visitorId } })
    // Colleagues see that it counts.
    await counted

    const window = running.visitor({ token })
    assert.equal(await connected(window), 'connected')
    const came = next<Appended>(window, 'log:appended')
    assert.partialDeepStrictEqual(value(await ask(ann, 'conversation:begin', { visitorId, drafts: [draft()] })), { conversationId })
    assert.deepEqual((await came).events.map(({ type }) => type), ['message'])
    assert.partialDeepStrictEqual(await ask(ben, 'conversation:begin', { visitorId, drafts: [draft()] }), { ok: false, code: 'conversation_open' })
  })

  it('what is no message begins nothing, and says which part is wrong', async () => {
    const token = newToken()
    assert.equal(await connected(running.visitor({ token })), 'connected')
    const visitorId = await idOf(token)
    const wrong = { id: v7(), parts: [] }
    assert.partialDeepStrictEqual(await ask(ann, 'conversation:begin', { visitorId, drafts: [draft(), wrong] }), { ok: false, code: 'invalid_message' })
    assert.deepEqual(await query(running.store, db.selectFrom('conversations').select('id').where('visitor_id', '=', visitorId)), [])
  })
})
