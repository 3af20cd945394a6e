import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import type { AgentState, Appended, DeskSnapshot, InboxEntry, Result, SendReply, VisitorCard } from '@foyer/sdk/protocol'
import { PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import { ask, connected, firstFrame, newToken, next, shopKey, startRunning, PASSWORD, SHOP } from '../testing/running.ts'
import type { DeskSocket, Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { query } from '../testing/world.ts'

let running: Running
before(async () => {
  const many = { points: 10_000, seconds: 60 }
  running = await startRunning({ rateRules: { 'sign-ins': many } })
})
after(() => running.stop())

async function openDesk(email: string, cookie?: string): Promise<DeskSocket> {
  const desk = running.desk({ cookie: cookie ?? (await running.signIn(email)) })
  assert.equal(await connected(desk), 'connected')
  return desk
}
/** Waits for the push that says it; pushes before it may be about something else. */
const pushed = <Payload>(socket: DeskSocket, event: string, says: (payload: Payload) => boolean): Promise<Payload> =>
  new Promise((resolve) => {
    const hear = (payload: Payload) => {
      if (!says(payload)) return
      socket.off(event as never, hear as never)
      resolve(payload)
    }
    socket.on(event as never, hear as never)
  })
const snapshot = async (desk: DeskSocket): Promise<DeskSnapshot> => value(await ask(desk, 'desk:sync', {}))
const message = (text: string) => ({ drafts: [{ id: v7(), parts: [{ type: 'text', text }] }] })

describe('the two switches', () => {
  it('AL-5 are set for oneself and shown to colleagues', async () => {
    const [ann, ben] = [await openDesk('ann@shop.example'), await openDesk('ben@shop.example')]
    const me = (await snapshot(ann)).me
    const seen = pushed<AgentState>(ben, 'agent:changed', (agent) => agent.id === me && !agent.isAccepting)
    const set: Result<AgentState> = await ask(ann, 'agent:set', { isAccepting: false })
    assert.partialDeepStrictEqual(value(set), { id: me, isOnline: true, isAccepting: false, isPresent: true })
    assert.partialDeepStrictEqual(await seen, { id: me, isAccepting: false })
    value(await ask(ann, 'agent:set', { isAccepting: true }))
    for (const desk of [ann, ben]) desk.disconnect()
  })
})

describe('a desk that goes away', () => {
  it('AL-5 leaves its agent present for the grace time, which is a row in the database', async () => {
    const [ann, owner] = [await openDesk('ann@shop.example'), await openDesk('olga@shop.example')]
    const me = (await snapshot(ann)).me
    ann.disconnect()
    const { agents } = await snapshot(owner)
    assert.equal(agents.find(({ id }) => id === me)?.isPresent, true)
    owner.disconnect()
  })
})

describe('a session that ends', () => {
  it('sends all its desks back to the sign-in, and no other', async () => {
    const cookie = await running.signIn('ann@shop.example')
    const [one, two, other] = [await openDesk('', cookie), await openDesk('', cookie), await openDesk('ann@shop.example')]
    const told = Promise.all([next(one, 'signed-out'), next(two, 'signed-out')])
    const gone = Promise.all([next(one, 'disconnect'), next(two, 'disconnect')])
    const response = await running.http('/api/auth/sign-out', { method: 'POST', headers: { cookie }, origin: running.origin, body: '{}' })
    assert.equal(response.status, 200)
    await Promise.all([told, gone])
    assert.equal(other.connected, true)
    assert.equal(await connected(running.desk({ cookie })), 'not_signed_in')
    other.disconnect()
  })
})

describe('what the desk knows of a visitor', () => {
  it('follows the visitor: came, moved, said a name, left', async () => {
    const desk = await openDesk('olga@shop.example')
    const token = newToken()
    const visitor = running.visitor({ token })
    await connected(visitor)
    const entered = pushed<InboxEntry>(desk, 'inbox:changed', () => true)
    const sent: SendReply = value(await ask(visitor, 'message:send', message('Hello')))
    const conversationId = sent.appended[0]!.conversationId
    const entry = await entered
    assert.equal(entry.head.id, conversationId)
    assert.equal(entry.visitor.isPresent, false, 'a window alone is not a page that looks around')
    const isIt = (card: VisitorCard) => card.id === entry.visitor.id

    const came = pushed<VisitorCard>(desk, 'visitor:changed', (card) => isIt(card) && card.isPresent)
    const page = running.presence(SHOP)
    await new Promise((resolve) => page.once('open', resolve))
    const welcome = firstFrame(page)
    page.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token, page: { url: `${SHOP}/a`, title: 'A' }, language: 'en' }))
    assert.partialDeepStrictEqual(await welcome, { type: 'welcome' })
    assert.equal((await came).page?.url, `${SHOP}/a`)

    const moved = pushed<VisitorCard>(desk, 'visitor:changed', (card) => isIt(card) && card.page?.url === `${SHOP}/b`)
    page.send(JSON.stringify({ type: 'page', page: { url: `${SHOP}/b`, title: 'B' } }))
    assert.equal((await moved).page?.title, 'B')

    const named = pushed<VisitorCard>(desk, 'visitor:changed', (card) => isIt(card) && card.name === 'Vera')
    const body = JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, identity: { name: 'Vera', attributes: { plan: 'gold' } } })
    assert.equal((await running.http(PATHS.identify, { method: 'POST', body, origin: SHOP })).status, 200)
    assert.deepEqual((await named).attributes, { plan: 'gold' })

    const badge = firstFrame(page)
    const agentId = entry.head.state.status === 'held' ? entry.head.state.agent.id : undefined
    const name = (await snapshot(desk)).agents.find(({ id }) => id === agentId)?.name
    const agent = await openDesk(`${name?.toLowerCase()}@shop.example`)
    value(await ask(agent, 'message:send', { conversationId, ...message('Good day') }))
    assert.deepEqual(await badge, { type: 'unread', unread: 1 })
    for (const socket of [desk, agent, visitor]) socket.disconnect()
  })
})

describe('handing over among colleagues', () => {
  it('AL-14 is heard by who is asked, goes over when they accept, and nothing of it or of whispers goes over the visitor’s wire', async () => {
    const [ann, ben, olga] = [await openDesk('ann@shop.example'), await openDesk('ben@shop.example'), await openDesk('olga@shop.example')]
    const { workspace } = await snapshot(olga)
    await query(running.store, db.updateTable('workspaces').set({ settings: JSON.stringify({ allocation: { handover: 'colleague' } }) }).where('id', '=', workspace.id))
    const visitor = running.visitor({ token: newToken() })
    await connected(visitor)
    const wire: string[] = []
    visitor.onAny((event, payload) => wire.push(`${event} ${JSON.stringify(payload)}`))
    const sent: SendReply = value(await ask(visitor, 'message:send', message('Hello')))
    const { conversationId } = sent.appended[0]!
    const isAnns = (await snapshot(ann)).entries.some(({ head }) => head.id === conversationId)
    const [holder, colleague] = isAnns ? [ann, ben] : [ben, ann]
    const { me } = await snapshot(colleague)

    const asked = pushed<InboxEntry>(colleague, 'inbox:changed', ({ head, asked: whom }) => head.id === conversationId && whom?.includes(me) === true)
    value(await ask(holder, 'transfer:ask', { conversationId, to: { kind: 'agent', agentId: me }, note: 'You are in good hands', brief: 'secret brief' }))
    await asked
    const heard = pushed<Appended>(colleague, 'log:appended', ({ events }) => events.some(({ type }) => type === 'whispered'))
    value(await ask(olga, 'whisper:send', { conversationId, id: v7(), text: 'secret whisper' }))
    assert.partialDeepStrictEqual((await heard).events, [{ text: 'secret whisper' }])

    const gone = pushed<{ conversationId: string }>(holder, 'inbox:removed', (removed) => removed.conversationId === conversationId)
    const told = pushed<Appended>(visitor, 'log:appended', ({ events }) => events.some(({ type }) => type === 'assigned'))
    value(await ask(colleague, 'transfer:answer', { conversationId, isAccepted: true }))
    await gone
    assert.deepEqual((await told).events.map(({ type }) => type), ['hidden', 'message', 'assigned'])
    const back = pushed<{ conversationId: string }>(colleague, 'inbox:removed', (removed) => removed.conversationId === conversationId)
    value(await ask(olga, 'conversation:reassign', { conversationId, to: { kind: 'agent', agentId: (await snapshot(olga)).me }, brief: 'secret word' }))
    await back
    const fetched = await ask(visitor, 'thread:sync', { version: 0, conversations: [] })
    assert.doesNotMatch([...wire, JSON.stringify(fetched)].join(), /secret|whisper|transfer/)
    assert.match(wire.join(), /You are in good hands/)
    for (const socket of [ann, ben, olga, visitor]) socket.disconnect()
  })
})

describe('signing in', () => {
  const signIn = (body: unknown, headers: Record<string, string> = {}) =>
    running.http('/api/auth/sign-in/email', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body), origin: running.origin })

  it('gives a cookie that no script reads and no foreign page sends', async () => {
    const response = await signIn({ email: 'ann@shop.example', password: PASSWORD })
    const [cookie = ''] = response.headers.getSetCookie()
    assert.match(cookie, /; HttpOnly/)
    assert.match(cookie, /; SameSite=Lax/)
  })

  it('says the same of a wrong password and of an account that does not exist', async () => {
    const [wrong, unknown] = [await signIn({ email: 'ann@shop.example', password: 'wrong password' }), await signIn({ email: 'nobody@shop.example', password: PASSWORD })]
    assert.deepEqual([wrong.status, await wrong.json()], [unknown.status, await unknown.json()])
  })

  it('is refused after too many attempts at one account, from wherever, and says when to come back', async () => {
    const attempts = []
    for (let index = 0; index < 12; index += 1) attempts.push(await signIn({ email: 'Ben@shop.example', password: 'wrong password' }, { 'x-forwarded-for': `192.0.2.${index}` }))
    const last = attempts.at(-1)!
    assert.equal(last.status, 429)
    assert.ok(Number(last.headers.get('retry-after')) > 0)
  })

  for (const [sentence, body] of [
    ['an unknown field', { email: 'ann@shop.example', password: PASSWORD, callbackURL: 'https://evil.example' }],
    ['a password that is no text', { email: 'ann@shop.example', password: { $ne: '' } }],
    ['nothing', null],
  ] as const) {
    it(`refuses ${sentence}`, async () => assert.equal((await signIn(body)).status, 400))
  }

  for (const path of ['/sign-up/email', '/update-user', '/delete-user', '/change-password', '/list-sessions', '/request-password-reset', '/ok']) {
    it(`has no ${path}`, async () => {
      for (const method of ['GET', 'POST']) {
        const response = await running.http(`/api/auth${path}`, { method, origin: running.origin, ...(method === 'POST' && { body: '{}' }) })
        assert.equal(response.status, 404)
      }
    })
  }
})
