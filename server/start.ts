/**
 * Starts a whole server: database, first workspace, the app, the port. For `main.ts`, the demo, and tests that want the
 * real thing. What it needs of the world it takes as options; it reads no environment and prints nothing.
 */
import { randomBytes, randomInt } from 'node:crypto'
import { access, constants, mkdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SiteKey } from '@foyer/sdk/protocol'
import { createApp } from './app.ts'
import type { AppPorts } from './app.ts'
import type { Clock } from './deadlines/service.ts'
import { readBuiltFiles } from './edge/files.ts'
import type { ConsoleManifest } from './edge/pages.ts'
import { createFileFolder } from './files/folder.ts'
import type { PageManifest } from './pages/http.ts'
import { createIds } from './ids.ts'
import type { Log } from './logging/events.ts'
import { createLog } from './logging/log.ts'
import { MailError } from './mail/mailer.ts'
import { createSmtpMailer } from './mail/smtp-mailer.ts'
import { keepSecret } from './members/store.ts'
import { demoStart, firstStart } from './setup/first-start.ts'
import type { Credential } from './setup/first-start.ts'
import { SetupProblem } from './setup/problem.ts'
import type { Settings } from './setup/settings.ts'
import { firstSiteKey } from './setup/store.ts'
import { addOrigins } from './sites/store.ts'
import type { Bus } from './peers/messages.ts'
import { openPostgresBus } from './peers/postgres-bus.ts'
import { openPostgresStore } from './store/postgres.ts'
import { openSqliteStore } from './store/sqlite.ts'
import type { Store } from './store/store.ts'
import { NO_PLACES, createPlaceFinder, openPlaceFinder } from './visits/place.ts'
import type { PlaceFinder } from './visits/place.ts'

export interface ServerOptions extends Settings {
  /** Origins whose pages may frame the desk. Default: `siteOrigins` in the demo, else none. */
  readonly frameAncestors?: readonly string[]
  /** Default: lines of JSON on standard error. */
  readonly log?: Log
  readonly rateRules?: AppPorts['rateRules']
  /** How long a server on a shared database counts as alive without a word, in milliseconds. Default 20,000. */
  readonly aliveForMs?: number
  readonly processMetrics?: boolean
  /** The embedded database cannot be used any more. The program should end, so that whoever watches it starts it anew. */
  readonly onBroken?: (error: Error) => void
}

export interface RunningServer {
  /** Where browsers find it: `http://localhost:4000`. */
  readonly origin: string
  readonly port: number
  /** Of the first site. */
  readonly siteKey: SiteKey
  /** What to sign in with: at the first start the owner's, in the demo everybody's at each start; else nothing. */
  readonly credentials: readonly Credential[]
  /** Takes nothing new, finishes what was begun, and lets go of everything, within 10 seconds. */
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 10_000
const newId = createIds()
const root = fileURLToPath(new URL('..', import.meta.url))

const systemClock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port, host, isDemo, siteOrigins, dataFolder = path.join(root, '.data'), distFolder = path.join(root, 'dist') } = options
  const { filesFolder = path.join(dataFolder, 'files') } = options
  const log = options.log ?? createLog(options.logLevel)
  const built = await readBuild(distFolder)
  if (isDemo || !options.databaseUrl) await checkWritable(dataFolder, 'DATA_DIR')
  await checkWritable(filesFolder, 'FILES_DIR')
  const places = await openPlaces(options.geoDatabase, log)
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000 })
  const store = await openStore(options.databaseUrl, dataFolder, options.onBroken)
  let bus: Bus | undefined

  try {
    // The port first: a first start that cannot listen must leave no owner behind whose password nobody has read.
    server.on('request', answerNotYet)
    await listen(server, port, host)
    const setup = { store, now: systemClock.now, newId }
    const credentials = isDemo ? await demoStart(setup, dataFolder, siteOrigins[0]) : await firstStart(setup)
    const siteKey = await store.run(firstSiteKey, null)
    if (siteKey === undefined) throw new Error('The database has no site')
    if (siteOrigins.length > 0) await store.run(addOrigins, { key: siteKey, origins: siteOrigins })
    const secretFor = (name: string) => store.run(keepSecret, { name, value: randomBytes(32).toString('base64url') })
    const sessionSecret = await secretFor('session')
    const files = { folder: createFileFolder(filesFolder), secret: await secretFor('files') }

    const portNow = () => (server.address() as AddressInfo | null)?.port ?? port
    const publicOrigin = () => options.publicOrigin ?? `http://localhost:${portNow()}`
    const { frameAncestors = isDemo ? siteOrigins : [], trustedProxies, metricsToken, rateRules, aliveForMs, processMetrics = false } = options
    const mailer = options.mail && createSmtpMailer(options.mail)
    const serverId = newId()
    bus = options.databaseUrl ? await openPostgresBus({ url: options.databaseUrl, serverId, clock: systemClock, report: (error) => log('effect-failed', { route: 'peers', error }) }) : undefined
    const app = createApp({
      store,
      clock: systemClock,
      log,
      newId,
      randomSeed: () => randomInt(2 ** 32),
      sessionSecret,
      files,
      publicOrigin,
      built,
      places,
      trustedProxies,
      frameAncestors,
      processMetrics,
      serverId,
      ...(bus && { bus }),
      ...(mailer && { mailer }),
      ...(metricsToken !== undefined && { metricsToken }),
      ...(rateRules && { rateRules }),
      ...(aliveForMs !== undefined && { aliveForMs }),
    })
    server.off('request', answerNotYet)
    app.attach(server)
    await app.begin()
    log('server-started', { port: portNow() })
    // The server runs without its mail server too; whoever runs it should know early.
    mailer?.verify().catch((error: unknown) => log('mail-unreachable', error instanceof MailError ? { reason: error.reason, code: error.code } : { error }))

    let stopped: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      log('server-stopping')
      const drained = drain(server, app, store, bus).then(() => true)
      const isDone = await Promise.race([drained, new Promise<false>((resolve) => setTimeout(resolve, STOP_WITHIN_MS, false).unref())])
      log(isDone ? 'server-stopped' : 'server-stopped-late')
    }
    return { origin: publicOrigin(), port: portNow(), siteKey, credentials, stop: () => (stopped ??= stop()) }
  } catch (error) {
    server.close()
    await bus?.close()
    await store.close()
    throw error
  }
}

async function drain(server: Server, app: { close(): Promise<void> }, store: Store, bus: Bus | undefined): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  await app.close()
  server.closeIdleConnections()
  await closed
  await bus?.close()
  await store.close()
}

const openStore = (databaseUrl: string | undefined, dataFolder: string, onBroken: ServerOptions['onBroken']): Promise<Store> =>
  databaseUrl ? openPostgresStore(databaseUrl, systemClock.now()) : openSqliteStore(path.join(dataFolder, 'foyer.db'), systemClock.now(), onBroken)

async function openPlaces(file: string | undefined, log: Log): Promise<PlaceFinder> {
  if (file === 'off') return NO_PLACES
  if (file === undefined) return createPlaceFinder((error) => log('effect-failed', { route: 'places', error }))
  try {
    return await openPlaceFinder(file)
  } catch (cause) {
    throw new SetupProblem('setting_unknown', `GEO_DATABASE must be a city database in MaxMind's format, or off; ${file} cannot be read as one.`, { cause })
  }
}

const answerNotYet: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end()

async function checkWritable(folder: string, setting: 'DATA_DIR' | 'FILES_DIR'): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new SetupProblem('folder_unwritable', `The folder ${folder} (${setting}) cannot be written to.`, { cause })
  }
}

async function readBuild(folder: string): Promise<NonNullable<AppPorts['built']>> {
  try {
    const files = (part: string) => readBuiltFiles(path.join(folder, part))
    const manifestOf = async <T>(part: string) => JSON.parse(await readFile(path.join(folder, part, 'manifest.json'), 'utf8')) as T
    return {
      widget: await files('widget'),
      console: await files('console'),
      manifest: await manifestOf<ConsoleManifest>('console'),
      pages: { files: await files('pages'), manifest: await manifestOf<PageManifest>('pages') },
    }
  } catch (cause) {
    throw new SetupProblem('build_missing', `The built files are not in ${folder}.`, { cause })
  }
}

function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenProblem(cause, port, host)))
    server.listen({ port, ...(host !== undefined && { host }) }, resolve)
  })
}

function listenProblem(cause: NodeJS.ErrnoException, port: number, host: string | undefined): Error {
  if (cause.code === 'EADDRINUSE') return new SetupProblem('port_taken', `Port ${port} is taken.`, { cause })
  if (cause.code === 'EACCES') return new SetupProblem('port_forbidden', `This user may not listen on port ${port}.`, { cause })
  if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND') return new SetupProblem('host_unknown', `There is no ${host} to listen on here.`, { cause })
  return cause
}
