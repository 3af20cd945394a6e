/**
 * Three servers, real processes, on one PostgreSQL: what is said to one reaches whoever is connected to another, what they
 * decide at the same time holds, and one that is killed leaves nobody lying.
 */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { WebSocket } from 'ws'
import { DESK_NAMESPACE, PATHS, PROTOCOL, VISITOR_NAMESPACE } from '@foyer/sdk/protocol'
import type { AgentState, Appended, ConversationId, DeskSnapshot, InboxEntry, LiveDelta, LiveVisitor, LogEvent, Result } from '@foyer/sdk/protocol'
import { startPostgres } from '../testing/postgres.ts'
import type { TestDatabase } from '../testing/postgres.ts'
import { ask, connected, firstFrame } from '../testing/running.ts'
import type { DeskSocket, VisitorSocket } from '../testing/running.ts'
import { query } from '../testing/world.ts'
import { openPostgresStore } from '../store/postgres.ts'
import { db } from '../store/procedure.ts'
import type { Store } from '../store/store.ts'

const SITE = 'http://site.example'
const PAGE = { url: `${SITE}/coast`, title: 'Along the coast' }

/** What a server that dies has claimed lies for half a minute, until its claim runs out. */
const UNTIL_MS = 60_000

interface Address {
  readonly origin: string
  readonly siteKey: string
  readonly credentials: readonly { readonly email: string; readonly password: string }[]
}
interface Server extends Address {
  readonly process: ChildProcess
}

describe('three servers on one PostgreSQL', { timeout: 240_000 }, () => {
  let database: TestDatabase
  let folder: string
  let store: Store
  /** In the order in which they were asked to start; whatever becomes of the others, each is ended. */
  const servers: Server[] = []
  const closing: (() => void)[] = []

  const processes: ChildProcess[] = []
  const startOne = async (at: number): Promise<void> => {
    const process = fork(fileURLToPath(new URL('../testing/server-process.ts', import.meta.url)), [database.url, folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    processes.push(process)
    const address = await new Promise<Address>((resolve, reject) => {
      process.once('message', (message) => resolve(message as Address))
      process.once('exit', () => reject(new Error('A server ended before it listened')))
    })
    servers[at] = { ...address, process }
  }
  before(async () => {
    database = await startPostgres()
    folder = await mkdtemp(path.join(tmpdir(), 'foyer-several-'))
    // The first one makes the workspace.
    await startOne(0)
    await Promise.all([startOne(1), startOne(2)])
    store = await openPostgresStore(database.url, Date.now())
  })
  after(async () => {
    for (const close of closing) close()
    const ended = processes.map((process) => (process.exitCode !== null || process.signalCode !== null ? undefined : new Promise((resolve) => process.once('exit', resolve))))
    for (const process of processes) if (process.connected) process.disconnect()
    await Promise.all(ended)
    // Where one did not start, there is none.
    await (store as Store | undefined)?.close()
    await database.stop()
    await rm(folder, { recursive: true })
  })

  const server = (at: number): Server => servers[at]!
  const connect = async <S extends DeskSocket | VisitorSocket>(at: number, namespace: string, auth: object, extraHeaders: Record<string, string>): Promise<S> => {
    const socket = io(server(at).origin + namespace, { path: PATHS.socket, transports: ['websocket'], forceNew: true, reconnection: false, auth: { protocol: PROTOCOL, ...auth }, extraHeaders }) as S
    closing.push(() => socket.disconnect())
    assert.equal(await connected(socket), 'connected')
    return socket
  }
  const visitorAt = (at: number, token = randomBytes(32).toString('base64url')) => connect<VisitorSocket>(at, VISITOR_NAMESPACE, { site: server(at).siteKey, token }, { origin: SITE })
  const signIn = async (at: number, name: string): Promise<string> => {
    const { email, password } = server(at).credentials.find((credential) => credential.email.startsWith(name))!
    const { origin } = server(at)
    const answer = await fetch(`${origin}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ email, password }) })
    return answer.headers.getSetCookie()[0]!.split(';')[0]!
  }
  const deskAt = async (at: number, name: string, cookie?: string): Promise<DeskSocket> =>
    connect<DeskSocket>(at, DESK_NAMESPACE, {}, { origin: server(at).origin, cookie: cookie ?? (await signIn(at, name)) })

  const said = (text: string) => ({ drafts: [{ id: v7(), parts: [{ type: 'text', text }] }] })
  const write = async (visitor: VisitorSocket, text: string): Promise<ConversationId> => {
    const answer = (await ask(visitor, 'message:send', said(text))) as unknown as Result<{ results: readonly { ok: boolean; conversationId: ConversationId }[] }>
    assert.ok(answer.ok && answer.value.results[0]?.ok, JSON.stringify(answer))
    return answer.value.results[0].conversationId
  }
  /** The first push of this name that fits. Listen before it can come. */
  const heard = <T>(socket: Socket, name: string, fits: (payload: T) => boolean): Promise<T> =>
    new Promise((resolve) => {
      const listener = (payload: T) => {
        if (!fits(payload)) return
        socket.off(name, listener)
        resolve(payload)
      }
      socket.on(name, listener)
    })
  /** What another process will have done some time. */
  const until = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
    for (const end = Date.now() + UNTIL_MS; ; ) {
      const found = await look()
      if (found) return found
      assert.ok(Date.now() < end, 'It has not come to that within a minute')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const conversations = () => query(store, db.selectFrom('conversations').select(['id', 'status', 'agent_id', 'group_id']))
  const member = async (name: string) => (await query(store, db.selectFrom('members').selectAll().where('shown_name', '=', name)))[0]!
  const setAllocation = async (changed: object): Promise<void> => {
    const [workspace] = await query(store, db.selectFrom('workspaces').select(['id', 'settings']))
    const settings = JSON.parse(workspace!.settings) as { allocation?: object }
    const allocation = { ...settings.allocation, ...changed }
    await query(store, db.updateTable('workspaces').set({ settings: JSON.stringify({ ...settings, allocation }) }).where('id', '=', workspace!.id))
  }

  let ann: DeskSocket
  let ben: DeskSocket
  let olivia: DeskSocket
  it('AL-5 an agent’s coming and switches are seen at the desks of other servers', async () => {
    olivia = await deskAt(2, 'owner')
    const came = heard<AgentState>(olivia, 'agent:changed', ({ name, isPresent }) => name === 'Ann' && isPresent)
    ann = await deskAt(0, 'ann')
    await came
    ben = await deskAt(1, 'ben')
    const paused = heard<AgentState>(ann, 'agent:changed', ({ name, isAccepting }) => name === 'Ben' && !isAccepting)
    assert.ok((await ask(ben, 'agent:set', { isAccepting: false })).ok)
    await paused
  })

  it('AL-9 a conversation that one server allocates is at once at the desk of an agent at another, and so is what both write', async () => {
    const token = randomBytes(32).toString('base64url')
    const visitor = await visitorAt(2, token)
    // Long, and not of ASCII alone: it goes in several pieces.
    const text = `你好 👋🏽 ${'Grüße über Grüße. '.repeat(200).trim()}`
    const [entered, logged] = [heard<InboxEntry>(ann, 'inbox:changed', () => true), heard<Appended>(ann, 'log:appended', () => true)]
    const conversationId = await write(visitor, text)
    assert.equal((await entered).head.id, conversationId)
    const message = (await logged).events.find((event): event is Extract<LogEvent, { type: 'message' }> => event.type === 'message')
    assert.deepEqual(message?.parts, [{ type: 'text', text }])

    const otherWindow = await visitorAt(1, token)
    const typed = heard<{ isTyping: boolean }>(visitor, 'typing', ({ isTyping }) => isTyping)
    await ask(ann, 'typing:set', { conversationId, isTyping: true })
    await typed
    const answered = [visitor, otherWindow].map((window) => heard<Appended>(window, 'log:appended', ({ events }) => events.some(({ type }) => type === 'message')))
    assert.ok((await ask(ann, 'message:send', { conversationId, ...said('Which coast is it?') })).ok)
    await Promise.all(answered)
  })

  it('IV-3 a visitor on a page of one server is shown as there at the desks of the others', async () => {
    const token = randomBytes(32).toString('base64url')
    const seen = heard<{ isPresent: boolean; page?: { url: string } }>(olivia, 'visitor:changed', ({ isPresent }) => isPresent)
    const conversationId = await write(await visitorAt(0, token), 'Hello')
    const page = new WebSocket(`${server(1).origin.replace('http', 'ws')}${PATHS.presence}`, { headers: { origin: SITE } })
    closing.push(() => page.terminate())
    page.once('open', () => page.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: server(1).siteKey, token, page: PAGE, language: 'en' })))
    assert.ok('type' in (await firstFrame(page)))
    assert.equal((await seen).page?.url, PAGE.url)
    const snapshot = (await ask(olivia, 'desk:sync', {})) as unknown as Result<DeskSnapshot>
    assert.ok(snapshot.ok)
    const entry = snapshot.value.entries.find(({ head }) => head.id === conversationId)
    assert.deepEqual([entry?.visitor.isPresent, entry?.visitor.page?.url], [true, PAGE.url])
  })

  it('IV-1 who is on the pages of one server is in the list at the desks of another, with what they do at a third', async () => {
    const token = randomBytes(32).toString('base64url')
    const open = async (at: number, path: string): Promise<WebSocket> => {
      const headers = { 'origin': SITE, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
      const line = new WebSocket(`${server(at).origin.replace('http', 'ws')}${PATHS.presence}`, { headers })
      closing.push(() => line.terminate())
      line.once('open', () => line.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: server(at).siteKey, token, page: { url: `${SITE}${path}` }, language: 'en' })))
      assert.partialDeepStrictEqual(await firstFrame(line), { type: 'welcome' })
      return line
    }
    /** The visitor in a difference that says this of them. */
    const told = async (fits: (visitor: LiveVisitor) => boolean): Promise<LiveVisitor> => {
      const { changed } = await heard<LiveDelta>(olivia, 'visitors:changed', (delta) => delta.changed.some(fits))
      return changed.find(fits)!
    }
    const isAt = (path: string) => (visitor: LiveVisitor) => visitor.page?.url === `${SITE}${path}`
    // One is there already when the desk begins to watch, and is told of by the other server.
    const early = await open(1, '/early')
    const [known] = [told(isAt('/early')), await ask(olivia, 'visitors:watch', {})]
    const { id } = await known
    const moved = told(isAt('/later'))
    early.send(JSON.stringify({ type: 'page', page: { url: `${SITE}/later` } }))
    assert.partialDeepStrictEqual(await moved, { id, pages: 2, device: { browser: 'Firefox 140' } })

    const talking = told((visitor) => visitor.id === id && visitor.state.kind === 'talking')
    const conversationId = await write(await visitorAt(0, token), 'Hello')
    assert.partialDeepStrictEqual((await talking).state, { conversationId })
    const ended = told((visitor) => visitor.id === id && visitor.state.kind === 'browsing')
    assert.ok((await ask(ann, 'conversation:end', { conversationId })).ok || (await ask(ben, 'conversation:end', { conversationId })).ok)
    await ended

    // The next page is at another server: the visitor is the same, and has not left.
    const leaving: LiveVisitor[] = []
    olivia.on('visitors:changed', ({ changed }) => leaving.push(...changed.filter((visitor) => visitor.id === id && visitor.leftAt !== undefined)))
    const arrived = told(isAt('/third'))
    early.terminate()
    const third = await open(0, '/third')
    assert.equal((await arrived).id, id)
    const gone = told((visitor) => visitor.id === id && visitor.leftAt !== undefined)
    third.terminate()
    assert.equal((await gone).page?.url, `${SITE}/third`)
    assert.ok(leaving.every(isAt('/third')))
    assert.ok((await ask(olivia, 'visitors:unwatch', {})).ok)
  })

  it('a session that ends at one server closes its desks at the others', async () => {
    const cookie = await signIn(0, 'owner')
    const desk = await deskAt(0, 'owner', cookie)
    const signedOut = heard<undefined>(desk, 'signed-out', () => true)
    const { origin } = server(1)
    await fetch(`${origin}/api/auth/sign-out`, { method: 'POST', headers: { 'content-type': 'application/json', origin, cookie }, body: '{}' })
    await signedOut
  })

  it('AL-15 AL-11 what three servers allocate at the same time keeps to the caps, and everybody else waits', async () => {
    await setAllocation({ whenNoneCanReceive: 'queue', graceSeconds: 10, cap: 10 })
    assert.ok((await ask(ben, 'agent:set', { isAccepting: true })).ok)
    const visitors = await Promise.all(Array.from({ length: 45 }, (_, n) => visitorAt(n % 3)))
    const mine = await Promise.all(visitors.map((visitor, n) => write(visitor, `Visitor ${n}`)))
    assert.equal(new Set(mine).size, 45)
    const rows = await until(async () => {
      const all = await conversations()
      const held = (id: string) => all.filter(({ status, agent_id }) => status === 'held' && agent_id === id).length
      return held((await member('Ann')).id) === 10 && held((await member('Ben')).id) === 10 && all
    })
    assert.ok(mine.every((id) => rows.some((row) => row.id === id)))
    assert.equal(rows.filter(({ status }) => status === 'held').length, 20)
    assert.equal(rows.filter(({ status }) => status === 'waiting').length, rows.filter(({ status }) => status !== 'ended').length - 20)
  })

  it('AL-15 AL-12 after one is killed half way, the others serve who waits and move what its agents held, once each', async () => {
    const [annId, benId] = [(await member('Ann')).id, (await member('Ben')).id]
    const before = await conversations()
    const ofBen = before.filter(({ status, agent_id }) => status === 'held' && agent_id === benId).map(({ id }) => id)
    assert.equal(ofBen.length, 10)
    // In the middle of arrivals: those whose server dies hear nothing, and the others must not suffer.
    const late = await Promise.all(Array.from({ length: 12 }, (_, n) => visitorAt(n % 3)))
    const sent = late.map((visitor, n) => (n % 3 === 1 ? void ask(visitor, 'message:send', said('Late')) : write(visitor, 'Late')))
    const killed = server(1).process
    const dead = new Promise((resolve) => killed.once('exit', resolve))
    killed.kill('SIGKILL')
    await dead
    await Promise.all(sent)

    // Ann ends what she holds: those who wait longest are served at once, by servers that are alive.
    const waiting = (await query(store, db.selectFrom('conversations').select('id').where('status', '=', 'waiting').orderBy('started_at').orderBy('id').limit(3))).map(({ id }) => id)
    for (const { id } of before.filter(({ status, agent_id }) => status === 'held' && agent_id === annId).slice(0, 3)) {
      assert.ok((await ask(ann, 'conversation:end', { conversationId: id })).ok)
    }
    await until(async () => (await conversations()).filter(({ id, agent_id }) => waiting.includes(id) && agent_id === annId).length === 3)
    // Within the grace time Ben keeps what he holds, though his server is dead.
    assert.ok((await conversations()).filter(({ id }) => ofBen.includes(id)).every(({ status, agent_id }) => status === 'held' && agent_id === benId))

    await until(async () => (await member('Ben')).is_present === 0)
    const settled = await until(async () => {
      const all = await conversations()
      return all.every(({ status, agent_id }) => status !== 'held' || agent_id === annId) && all
    })
    assert.equal(settled.filter(({ status }) => status === 'held').length, 10)
    for (const id of ofBen) {
      const events = await query(store, db.selectFrom('events').select(['seq', 'type']).where('conversation_id', '=', id).orderBy('seq'))
      assert.deepEqual(events.map(({ seq }) => seq), events.map((_, index) => index + 1))
      assert.equal(events.filter(({ type }) => type === 'queued').length, 1, 'it left Ben once')
    }
    assert.deepEqual(await query(store, db.selectFrom('servers').select((row) => row.fn.countAll<string>().as('count'))), [{ count: 2 }])
  })
})
