import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, MemberId } from '@foyer/sdk/protocol'
import { createDrafts, createMemory } from './memory.ts'
import type { KeptStorage } from './memory.ts'
import { createSession } from './session.ts'

const USER = { id: 'u1', name: 'Ann', email: 'ann@meridian.example' }
const json = (status: number, body: unknown, headers: Record<string, string> = {}) => async () => Response.json(body, { status, headers })

describe('DK-1 the way in', () => {
  it('sends mail address and password to the server, in a body and nowhere else', async () => {
    const sent: { address: string; init: RequestInit | undefined }[] = []
    const session = createSession(async (address, init) => {
      sent.push({ address, init })
      return Response.json({ redirect: false, token: 't', user: USER })
    })
    assert.deepEqual(await session.signIn(' ann@meridian.example ', ' secret '), { ok: true, who: { userId: 'u1', name: 'Ann', email: 'ann@meridian.example' } })
    assert.equal(sent[0]?.address, '/api/auth/sign-in/email')
    assert.deepEqual(JSON.parse(String(sent[0]?.init?.body)), { email: 'ann@meridian.example', password: ' secret ' })
  })

  for (const [sentence, status, body, headers, expected] of [
    ['a wrong password', 401, { code: 'INVALID_EMAIL_OR_PASSWORD' }, {}, { reason: 'wrong-password' }],
    ['what is no mail address', 400, { code: 'INVALID_EMAIL' }, {}, { reason: 'invalid-email' }],
    ['a disabled account', 403, { code: 'BANNED' }, {}, { reason: 'not-allowed' }],
    ['too many attempts, and for how long', 429, {}, { 'x-retry-after': '40' }, { reason: 'too-many', seconds: 40 }],
    ['too many attempts without a time', 429, {}, {}, { reason: 'too-many' }],
    ['a server with a problem', 500, 'not json', {}, { reason: 'unavailable' }],
    ['a proxy without a server', 502, {}, {}, { reason: 'unavailable' }],
  ] as const) {
    it(`tells ${sentence} apart`, async () => {
      assert.deepEqual(await createSession(json(status, body, headers)).signIn('ann@meridian.example', 'x'), { ok: false, ...expected })
    })
  }

  it('says that a server cannot be reached, and does not throw', async () => {
    const session = createSession(async () => {
      throw new TypeError('Failed to fetch')
    })
    assert.deepEqual(await session.signIn('a@b.example', 'x'), { ok: false, reason: 'not-reachable' })
    assert.deepEqual(await session.look(), { status: 'not-reachable' })
    assert.equal(await session.signOut(), false)
  })

  for (const [sentence, status, body, expected] of [
    ['somebody', 200, { session: {}, user: USER }, 'signed-in'],
    ['nobody', 200, null, 'signed-out'],
    ['nobody where the answer is something else', 200, { user: 'Ann' }, 'signed-out'],
    ['nobody where the session is refused', 401, {}, 'signed-out'],
    ['nothing where the server has a problem', 503, {}, 'not-reachable'],
    ['nothing where the server is asked too often', 429, {}, 'not-reachable'],
  ] as const) {
    it(`finds ${sentence} signed in`, async () => {
      assert.equal((await createSession(json(status, body)).look()).status, expected)
    })
  }
})

describe('what the device remembers', () => {
  const storageOf = (kept: Map<string, string>): KeptStorage => ({
    get length() {
      return kept.size
    },
    key: (i) => [...kept.keys()][i] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  })
  const [ann, ben, c1] = ['ann' as MemberId, 'ben' as MemberId, 'c1' as ConversationId]

  it('DK-3 keeps a draft for each conversation and member, over a reload', () => {
    const kept = new Map<string, string>()
    createDrafts(createMemory(() => storageOf(kept)), ann).save(c1, 'Half a sen')
    const memory = createMemory(() => storageOf(kept))
    assert.equal(createDrafts(memory, ann).load(c1), 'Half a sen')
    assert.deepEqual([...createDrafts(memory, ann).ids()], [c1])
    assert.equal(createDrafts(memory, ben).load(c1), '')
  })

  it('leaves nothing behind when a draft is emptied', () => {
    const kept = new Map<string, string>()
    const drafts = createDrafts(createMemory(() => storageOf(kept)), ann)
    drafts.save(c1, 'Word')
    drafts.save(c1, '  ')
    assert.equal(kept.size, 0)
    assert.equal(drafts.ids().size, 0)
  })

  it('touches nothing that is not the desk’s', () => {
    const kept = new Map([['foyer:visitor:x', 'token']])
    assert.deepEqual(createMemory(() => storageOf(kept)).names(''), [])
  })

  it('CW-30 goes on where storage is denied, or breaks at every touch', () => {
    const broken = new Proxy({} as KeptStorage, {
      get() {
        throw new DOMException('denied')
      },
    })
    for (const open of [() => { throw new DOMException('denied') }, () => broken]) {
      const memory = createMemory(open)
      memory.set('name', 'text')
      assert.equal(memory.get('name'), 'text')
    }
  })
})
