/**
 * A whole server for tests: a real database, a real port, two workspaces that know nothing of each other. What clients do
 * is done with the libraries that they use.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { WebSocket } from 'ws'
import { DESK_NAMESPACE, PATHS, PROTOCOL, VISITOR_NAMESPACE } from '@foyer/sdk/protocol'
import type { ComponentId, DeskToServer, Failure, GroupId, MemberId, PresenceToPage, Result, ServerToDesk, ServerToVisitor, SiteId, SiteKey, VisitorToServer, WorkspaceId } from '@foyer/sdk/protocol'
import { createApp } from '../app.ts'
import type { AppPorts, FoyerApp } from '../app.ts'
import { createFileFolder } from '../files/folder.ts'
import type { EventFacts, EventName } from '../logging/events.ts'
import { makeWorkspace } from '../setup/store.ts'
import { randomSlug } from '../reception/slugs.ts'
import { roundButton } from '../setup/round-button.ts'
import type { NewMember } from '../setup/store.ts'
import type { Store } from '../store/store.ts'
import { makeSqlitePlace } from './places.ts'

export const PASSWORD = 'correct horse battery'
export const SHOP = 'https://shop.example'
export const OTHER_SHOP = 'https://other.example'
export const FOREIGN = 'https://evil.example'

/** Signs the addresses of files. */
export const FILES_SECRET = 'of the files of tests'

export const shopKey = 'shop' as SiteKey
export const otherKey = 'other' as SiteKey

export type VisitorSocket = Socket<ServerToVisitor, VisitorToServer>
export type DeskSocket = Socket<ServerToDesk, DeskToServer>

/** Programs that say nothing of themselves are robots. */
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const ROBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

export const newToken = (): string => randomBytes(32).toString('base64url')

export interface Running {
  readonly app: FoyerApp
  readonly store: Store
  readonly origin: string
  /** Where the bytes of files are. */
  readonly filesFolder: string
  readonly logged: readonly { readonly name: EventName; readonly facts: EventFacts }[]
  http(pathname: string, init?: RequestInit & { origin?: string }): Promise<Response>
  /** The cookie of a member who has signed in. */
  signIn(email: string): Promise<string>
  visitor(options?: { token?: string; site?: SiteKey; origin?: string | undefined; auth?: object; polling?: boolean }): VisitorSocket
  desk(options?: { cookie?: string; origin?: string | undefined; auth?: object }): DeskSocket
  presence(origin: string | undefined, userAgent?: string): WebSocket
  stop(): Promise<void>
}

let password: Promise<string> | undefined

/** Ann and Ben are agents of the shop, Olga owns it; Zoe is an agent of the other one, Otto owns that. Names are `name@shop.example`. */
export async function startRunning(changed: Partial<AppPorts> = {}, makePlace = makeSqlitePlace): Promise<Running> {
  const place = await makePlace()
  const store = await place.open()
  const passwordHash = await (password ??= hashPassword(PASSWORD))
  const member = (name: string, role: NewMember['role'], receives: boolean): NewMember => ({
    id: v7() as MemberId,
    userId: v7(),
    accountId: v7(),
    email: `${name.toLowerCase()}@shop.example`,
    passwordHash,
    name,
    role,
    receives,
  })
  const workspace = (key: SiteKey, origins: readonly string[], members: readonly NewMember[]) => {
    const [siteId, groupId] = [v7() as SiteId, v7() as GroupId]
    return store.run(makeWorkspace, {
      id: v7() as WorkspaceId,
      name: `The ${key}`,
      site: { id: siteId, key, name: 'Website', origins, accent: '#1b6b80' },
      components: [{ id: v7() as ComponentId, slug: randomSlug(), draft: roundButton({ siteId, groupId }) }],
      group: { id: groupId, name: 'Reception' },
      members,
      now: Date.now(),
    })
  }
  await workspace(shopKey, [SHOP], [member('Ann', 'agent', true), member('Ben', 'agent', true), member('Olga', 'owner', false)])
  await workspace(otherKey, [OTHER_SHOP], [member('Zoe', 'agent', true), member('Otto', 'owner', false)])

  const logged: { name: EventName; facts: EventFacts }[] = []
  const filesFolder = await mkdtemp(path.join(tmpdir(), 'foyer-files-'))
  const server = createServer()
  const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`
  const app = createApp({
    store,
    clock: {
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
    },
    log: (name, facts = {}) => void logged.push({ name, facts }),
    newId: () => v7(),
    randomSeed: () => 1,
    sessionSecret: randomBytes(32).toString('base64url'),
    files: { folder: createFileFolder(filesFolder), secret: FILES_SECRET },
    publicOrigin: () => (server.listening ? origin() : 'http://localhost'),
    ...changed,
  })
  app.attach(server)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  await app.begin()

  const open: (Socket | WebSocket)[] = []
  const keep = <S extends Socket | WebSocket>(socket: S): S => {
    open.push(socket)
    return socket
  }
  const connect = (namespace: string, auth: object, headers: Record<string, string>, polling = false): Socket =>
    io(`${origin()}${namespace}`, {
      path: PATHS.socket,
      transports: [polling ? 'polling' : 'websocket'],
      auth,
      extraHeaders: headers,
      forceNew: true,
      reconnection: false,
    })
  const from = (value: string | undefined): Record<string, string> => (value === undefined ? {} : { origin: value })

  return {
    app,
    store,
    logged,
    filesFolder,
    get origin() {
      return origin()
    },
    http: (pathname, { origin: said, headers, ...init } = {}) => fetch(`${origin()}${pathname}`, { ...init, headers: { 'user-agent': BROWSER, ...(headers as Record<string, string>), ...from(said) } }),
    async signIn(email) {
      const response = await fetch(`${origin()}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'origin': origin() },
        body: JSON.stringify({ email, password: PASSWORD }),
      })
      const [cookie] = response.headers.getSetCookie()
      if (!response.ok || cookie === undefined) throw new Error(`Signing in as ${email} was answered with ${response.status}`)
      return cookie.split(';')[0]!
    },
    visitor({ token = newToken(), site = shopKey, auth, polling = false, ...options } = {}) {
      const said = 'origin' in options ? options.origin : SHOP
      return keep(connect(VISITOR_NAMESPACE, auth ?? { protocol: PROTOCOL, site, token }, from(said), polling) as VisitorSocket)
    },
    desk({ cookie, auth, ...options } = {}) {
      const said = 'origin' in options ? options.origin : origin()
      return keep(connect(DESK_NAMESPACE, auth ?? { protocol: PROTOCOL }, { ...from(said), ...(cookie !== undefined && { cookie }) }) as DeskSocket)
    },
    presence(said, userAgent = BROWSER) {
      const socket = keep(new WebSocket(`${origin().replace('http', 'ws')}${PATHS.presence}`, { headers: { ...from(said), 'user-agent': userAgent } }))
      // A test that cares for it listens itself; without anybody an error would end the process.
      socket.on('error', () => undefined)
      return socket
    },
    async stop() {
      for (const socket of open) {
        if (socket instanceof WebSocket) socket.terminate()
        else socket.disconnect()
      }
      server.closeAllConnections()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      await app.close()
      server.closeAllConnections()
      await closed
      await store.close()
      await place.remove()
      await rm(filesFolder, { recursive: true })
    },
  }
}

/** Connected, or the failure that came instead. A transport that was refused has none. */
export const connected = (socket: Socket): Promise<'connected' | Failure['code'] | 'refused'> =>
  new Promise((resolve) => {
    if (socket.connected) return resolve('connected')
    socket.once('connect', () => resolve('connected'))
    socket.once('connect_error', (error: Error & { data?: Failure }) => resolve(error.data?.code ?? 'refused'))
  })

/** Asks by any event name with any payload, as a client that is not ours may. */
export const ask = (socket: Socket, event: string, ...payload: readonly unknown[]): Promise<Result<never>> =>
  new Promise((resolve) => void socket.emit(event, ...payload, resolve))

/** The next push of this name. */
export const next = <Payload>(socket: Socket, event: string): Promise<Payload> => new Promise((resolve) => void socket.once(event, resolve))

/** What a page's socket comes to: the first frame, or how it was closed. */
export const firstFrame = (socket: WebSocket): Promise<PresenceToPage | { readonly closed: number }> =>
  new Promise((resolve) => {
    socket.once('message', (data) => resolve(JSON.parse(String(data)) as PresenceToPage))
    socket.once('close', (closed) => resolve({ closed }))
    socket.once('error', () => undefined)
  })
