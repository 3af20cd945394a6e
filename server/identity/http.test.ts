import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { v7 } from 'uuid'
import { API, PATHS, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { Appended, DeskSnapshot, Identified, Identity, IdentityKeyRecord, InboxEntry, MadeIdentityKey, NewIdentityKey, PresenceToPage, Result, SendReply, SiteRecord, ThreadDelta } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import { SHOP, ask, connected, firstFrame, newToken, next, otherKey, shopKey, startRunning } from '../testing/running.ts'
import type { DeskSocket, Running, VisitorSocket } from '../testing/running.ts'
import { query } from '../testing/world.ts'

let running: Running
let owner: Record<string, string>
let site: SiteRecord
let desk: DeskSocket
let key: MadeIdentityKey
before(async () => {
  running = await startRunning()
  owner = { origin: running.origin, cookie: await running.signIn('olga@shop.example') }
  site = value((await (await running.http(API.sites, { headers: owner })).json()) as Result<readonly [SiteRecord]>)[0]
  key = value(await makeKey({ name: 'Shop server', algorithm: 'HS256' }))
  desk = running.desk({ cookie: owner['cookie']! })
  assert.equal(await connected(desk), 'connected')
})
after(() => running.stop())

function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
const makeKey = async (wanted: NewIdentityKey) =>
  (await (await running.http(API.identityKeys(site.id), { method: 'POST', headers: owner, body: JSON.stringify(wanted) })).json()) as Result<MadeIdentityKey>
const readKeys = async () => value((await (await running.http(API.identityKeys(site.id), { headers: owner })).json()) as Result<readonly IdentityKeyRecord[]>)

const credentials = (token: string) => ({ protocol: PROTOCOL, site: shopKey, token })
const post = async <T>(pathname: string, body: unknown) => (await (await running.http(pathname, { method: 'POST', origin: SHOP, body: JSON.stringify(body) })).json()) as Result<T>
const identify = (token: string, identity: Identity) => post<Identified>(PATHS.identify, { ...credentials(token), identity })
const sign = (sub: string, claims: object = {}) =>
  new SignJWT({ sub, jti: v7(), ...claims }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(Buffer.from(key.secret!, 'base64url'))
const prove = async (token: string, id: string, identity: Identity = {}) => identify(token, { ...identity, id, proof: await sign(id) })

async function open(token: string): Promise<VisitorSocket> {
  const socket = running.visitor({ token })
  assert.equal(await connected(socket), 'connected')
  return socket
}
const say = async (socket: VisitorSocket, text: string): Promise<SendReply> => value(await ask(socket, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text }] }] }))
const historyOf = async (socket: VisitorSocket): Promise<ThreadDelta> => value(await ask(socket, 'thread:sync', { version: 0, conversations: [] }))
const words = ({ whole }: ThreadDelta) => whole.flatMap(({ events }) => events.flatMap((event) => (event.type === 'message' ? event.parts.map((part) => (part.type === 'text' ? part.text : '')) : [])))
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.code)

describe('CW-27 a visitor with a proof', () => {
  it('CW-27 sees the history on the next device, live, and the first device sees what the next one says', async () => {
    const [laptop, phone] = [newToken(), newToken()]
    const onLaptop = await open(laptop)
    await say(onLaptop, 'from the laptop')
    assert.deepEqual(await prove(laptop, 'vera', { name: 'Vera Lind' }), { ok: true, value: { isJoined: false } })

    const before = await open(phone)
    await say(before, 'from the phone')
    const dropped = next(before, 'disconnect')
    const pushed = next<Appended>(onLaptop, 'log:appended')
    assert.deepEqual(await prove(phone, 'vera'), { ok: true, value: { isJoined: true } })
    await dropped
    // A hint with a gap before it: whoever gets it asks for what is missing.
    assert.equal((await pushed).events.at(-1)!.seq > 1, true)

    const onPhone = await open(phone)
    assert.deepEqual(words(await historyOf(onPhone)), ['from the laptop', 'from the phone'])
    assert.deepEqual(words(await historyOf(onLaptop)), ['from the laptop', 'from the phone'])
    const heard = next<Appended>(onLaptop, 'log:appended')
    const { appended } = await say(onPhone, 'and again')
    assert.deepEqual((await heard).events, appended[0]?.events)
  })

  it('CW-27 is shown at the desk with the id that is proven, and as another conversation of the same person', async () => {
    const [laptop, phone] = [newToken(), newToken()]
    await say(await open(laptop), 'one')
    const card = new Promise<InboxEntry['visitor']>((resolve) => void desk.on('visitor:changed', (changed) => changed.userId === 'nuno' && resolve(changed)))
    value(await prove(laptop, 'nuno', { name: 'Nuno', attributes: { plan: 'pro' }, tags: ['vip'] }))
    assert.partialDeepStrictEqual(await card, { userId: 'nuno', name: 'Nuno', attributes: { plan: 'pro' }, tags: ['vip'] })

    const { appended } = await say(await open(phone), 'two')
    const moved = new Promise<InboxEntry>((resolve) => void desk.on('inbox:changed', (entry) => entry.head.id === appended[0]!.conversationId && entry.head.position === 2 && resolve(entry)))
    value(await prove(phone, 'nuno'))
    assert.partialDeepStrictEqual((await moved).visitor, { userId: 'nuno', name: 'Nuno', tags: ['vip'] })
    const snapshot: DeskSnapshot = value(await ask(desk, 'desk:sync', {}))
    const positions = snapshot.entries.filter(({ visitor }) => visitor.userId === 'nuno').map(({ head }) => head.position)
    assert.deepEqual(positions.toSorted(), [1, 2])
  })

  it('CW-27 has what is unread on the badge of the device that joins', async () => {
    const [laptop, phone] = [newToken(), newToken()]
    const onLaptop = await open(laptop)
    const { appended } = await say(onLaptop, 'Hello?')
    value(await prove(laptop, 'rita'))
    const [row] = await query(running.store, db.selectFrom('conversations').innerJoin('members', 'members.id', 'conversations.agent_id').select('members.shown_name as name').where('conversations.id', '=', appended[0]!.conversationId))
    const agent = running.desk({ cookie: await running.signIn(`${row!.name.toLowerCase()}@shop.example`) })
    await connected(agent)
    value(await ask(agent, 'message:send', { conversationId: appended[0]!.conversationId, drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Good day' }] }] }))

    const line = running.presence(SHOP)
    line.once('open', () => line.send(JSON.stringify({ type: 'hello', ...credentials(phone), page: { url: `${SHOP}/` }, language: 'en' })))
    assert.partialDeepStrictEqual(await firstFrame(line), { type: 'welcome', unread: 0 })
    const told = new Promise<PresenceToPage>((resolve) => line.once('message', (data) => resolve(JSON.parse(String(data)) as PresenceToPage)))
    value(await prove(phone, 'rita'))
    assert.deepEqual(await told, { type: 'unread', unread: 1 })
    // And every answer from then on, on every device.
    const second = new Promise<PresenceToPage>((resolve) => line.once('message', (data) => resolve(JSON.parse(String(data)) as PresenceToPage)))
    value(await ask(agent, 'message:send', { conversationId: appended[0]!.conversationId, drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Are you there?' }] }] }))
    assert.deepEqual(await second, { type: 'unread', unread: 2 })
  })

  it('CW-27 is refused with a code where the proof is wrong, and has no more than before', async () => {
    const [laptop, phone] = [newToken(), newToken()]
    await say(await open(laptop), 'secret of lia')
    const proof = await sign('lia')
    value(await identify(laptop, { id: 'lia', proof }))
    const by = (secret: string, sub = 'lia') => new SignJWT({ sub }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(Buffer.from(secret))
    assert.equal(code(await identify(phone, { id: 'lia', proof })), 'proof_replayed')
    assert.equal(code(await identify(phone, { id: 'lia', proof: await by('another secret of thirty-two bytes') })), 'proof_invalid')
    assert.equal(code(await identify(phone, { id: 'lia', proof: await sign('mia') })), 'proof_foreign')
    assert.equal(code(await identify(phone, { id: 'lia', proof: await sign('lia', { aud: otherKey }) })), 'proof_foreign')
    assert.equal(code(await identify(phone, { id: 'lia', proof: await sign('lia', { nbf: Math.floor(Date.now() / 1000) + 900 }) })), 'proof_invalid')
    assert.equal(code(await identify(phone, { proof: await sign('lia') })), 'invalid_input')
    assert.equal(code(await identify(phone, { id: 'lia', proof: 'not.a.proof!' })), 'proof_invalid')
    assert.equal(code(await identify(phone, { id: 'lia', name: 'Lia' })), 'ok')
    assert.deepEqual(words(await historyOf(await open(phone))), [])
  })

  it('CW-27 is forgotten: the next user of the browser sees nothing of the first', async () => {
    const [token, then] = [newToken(), newToken()]
    const socket = await open(token)
    await say(socket, 'mine alone')
    value(await prove(token, 'first', { name: 'First' }))
    const line = running.presence(SHOP)
    line.once('open', () => line.send(JSON.stringify({ type: 'hello', ...credentials(token), page: { url: `${SHOP}/` }, language: 'en' })))
    await firstFrame(line)
    const gone = [next(socket, 'disconnect'), new Promise((resolve) => line.once('close', resolve))]
    // As a beacon sends it.
    const response = await running.http(TALK_PATHS.forget, { method: 'POST', headers: { 'origin': SHOP, 'content-type': 'text/plain' }, body: JSON.stringify(credentials(token)) })
    assert.equal(response.status, 200)
    await Promise.all(gone)

    for (const next of [token, then]) assert.deepEqual(words(await historyOf(await open(next))), [])
    value(await prove(then, 'second'))
    assert.deepEqual(words(await historyOf(await open(then))), [])
    // Who comes back with a proof has everything again.
    const back = newToken()
    assert.deepEqual(value(await prove(back, 'first')), { isJoined: true })
    assert.deepEqual(words(await historyOf(await open(back))), ['mine alone'])
  })

  it('CW-27 without a proof changes nothing of who is proven', async () => {
    const token = newToken()
    value(await prove(token, 'zita', { name: 'Zita' }))
    assert.equal(code(await identify(token, { name: 'Mallory' })), 'proof_needed')
    assert.equal(code(await identify(token, { id: 'other' })), 'proof_needed')
    assert.equal(code(await identify(token, { id: 'zita', name: 'Zita' })), 'ok')
    assert.equal(code(await prove(token, 'zita', { name: 'Zita Reis' })), 'ok')
  })

  it('CW-27 is refused past so many proofs in a minute', async () => {
    const token = newToken()
    const codes = await Promise.all(Array.from({ length: 31 }, () => identify(token, { id: 'x', proof: 'a.b.c' }).then(code)))
    assert.deepEqual([...new Set(codes)].toSorted(), ['proof_invalid', 'rate_limited'])
  })
})

describe('CW-27 keys in the console', () => {
  it('CW-27 are told once, listed without what they are, and end at once', async () => {
    const made = value(await makeKey({ name: '  Second\nserver ', algorithm: 'HS256' }))
    assert.equal(Buffer.from(made.secret!, 'base64url').length, 32)
    assert.equal(made.key.name, 'Second server')
    const listed = await readKeys()
    assert.equal(JSON.stringify(listed).includes(made.secret!), false)
    assert.deepEqual(listed.map(({ name }) => name), ['Shop server', 'Second server'])

    const token = newToken()
    const byIt = async () => new SignJWT({ sub: 'kai', jti: v7() }).setProtectedHeader({ alg: 'HS256', kid: made.key.id }).setExpirationTime('1h').sign(Buffer.from(made.secret!, 'base64url'))
    assert.equal(code(await identify(token, { id: 'kai', proof: await byIt() })), 'ok')
    assert.equal(typeof (await readKeys())[1]?.lastUsedAt, 'number')
    const deleted = await running.http(API.identityKey(site.id, made.key.id), { method: 'DELETE', headers: owner })
    assert.deepEqual(await deleted.json(), { ok: true, value: null })
    assert.equal(code(await identify(token, { id: 'kai', proof: await byIt() })), 'proof_invalid')
  })

  it('CW-27 may be public ones of the site’s own making', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const made = value(await makeKey({ name: 'Own pair', algorithm: 'ES256', publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string }))
    assert.equal(made.secret, undefined)
    const proof = await new SignJWT({ sub: 'eva' }).setProtectedHeader({ alg: 'ES256', kid: made.key.id }).setExpirationTime('1h').sign(privateKey)
    assert.equal(code(await identify(newToken(), { id: 'eva', proof })), 'ok')
  })

  for (const [what, wanted, refused] of [
    ['without a name', { name: ' ', algorithm: 'HS256' }, { code: 'required', field: 'name' }],
    ['of a name that is taken', { name: 'Shop server', algorithm: 'HS256' }, { code: 'name_taken', field: 'name' }],
    ['of another algorithm', { name: 'X', algorithm: 'none' }, { code: 'invalid_input' }],
    ['with a secret of one’s own', { name: 'X', algorithm: 'HS256', publicKey: 'password' }, { code: 'invalid_input' }],
    ['that is none', { name: 'X', algorithm: 'RS256', publicKey: 'my key' }, { code: 'bad_key', field: 'publicKey' }],
  ] as const) {
    it(`CW-27 are not made ${what}`, async () => assert.partialDeepStrictEqual(await makeKey(wanted as NewIdentityKey), { ok: false, ...refused }))
  }
})
