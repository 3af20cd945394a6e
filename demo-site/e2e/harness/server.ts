/** The real server as a process of its own, on a data folder and a port that stay the same however often it dies. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { until } from './until.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** A drain may take its time; one that takes longer than this is a fault. */
const STOP_WITHIN_MS = 20_000
const LOCK_WAIT_MS = 5_000
/** What is kept of what the server says, for the message of a failure. */
const TAIL_CHARACTERS = 6_000

export interface SignIn {
  readonly email: string
  readonly password: string
}

export interface FoyerServer {
  readonly port: number
  /** Its address, past every wire. Programs may use it; to browsers it is known as {@link ServerOptions.publicOrigin}. */
  readonly origin: string
  /** Its database, for what no visitor and no agent can do in a moment. The server may be writing meanwhile; whoever asks closes it. */
  database(): DatabaseSync
  /** What the demo's members sign in with; `ann` is the one of that name. */
  signIn(name: 'olivia' | 'ann' | 'ben'): Promise<SignIn>
  /** Starts it, again on the same port and data. Resolves when it takes requests. */
  start(): Promise<void>
  /** As if the power went: no goodbye, nothing flushed. */
  kill9(): Promise<void>
  /** Tells it to end (SIGTERM), and waits until it has. */
  stop(): Promise<void>
  /** The present value of a Prometheus figure, with all its labels summed up. */
  figure(name: string): Promise<number>
  /** The end of what it said. */
  said(): string
  /** Ends it for good and removes its data. */
  close(): Promise<void>
}

export interface ServerOptions {
  /** Origins of the pages that the demo's site lists. */
  readonly siteOrigins: readonly string[]
  /** The address by which members' browsers know it. */
  readonly publicOrigin: string
  /** Through which server its mail leaves (`SMTP_URL`). Absent: none does. */
  readonly smtpUrl?: string
}

export async function createFoyerServer({ siteOrigins, publicOrigin, smtpUrl }: ServerOptions): Promise<FoyerServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'foyer-e2e-'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  let child: ChildProcess | undefined
  let tail = ''

  const killAtExit = () => void child?.kill('SIGKILL')
  process.once('exit', killAtExit)

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const ending = child
    child = undefined
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = once(ending, 'exit')
    ending.kill(signal)
    const late = setTimeout(() => ending.kill('SIGKILL'), STOP_WITHIN_MS)
    await gone
    clearTimeout(late)
  }

  const isUp = async () => {
    if (child?.exitCode !== null) throw new Error(`The server ended by itself:\n${tail}`)
    // Any answer will do: whoever answers takes requests.
    return fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false)
  }

  return {
    port,
    origin,
    database: () => new DatabaseSync(path.join(dataDir, 'foyer.db'), { timeout: LOCK_WAIT_MS }),
    async signIn(name) {
      const people = JSON.parse(await readFile(path.join(dataDir, 'demo-sign-in.json'), 'utf8')) as readonly SignIn[]
      const email = `${name === 'olivia' ? 'owner' : name}@demo.foyer.example`
      const found = people.find((person) => person.email === email)
      if (!found) throw new Error(`The demo has no ${email}.`)
      return found
    },
    async start() {
      child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
        cwd: root,
        env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: publicOrigin, FOYER_DEMO: '1', SITE_ORIGINS: siteOrigins.join(','), ...(smtpUrl !== undefined && { SMTP_URL: smtpUrl, MAIL_FROM: 'reception@saltway.example' }), ...(process.env['FOYER_DIST'] && { FOYER_DIST: process.env['FOYER_DIST'] }) },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (tail = (tail + chunk).slice(-TAIL_CHARACTERS)))
      await until('the server to be ready', isUp, Boolean).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${tail}`)
      })
    },
    kill9: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async figure(name) {
      const text = await fetch(`${origin}/metrics`).then((answer) => answer.text())
      const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
    },
    said: () => tail,
    async close() {
      await end('SIGTERM')
      process.off('exit', killAtExit)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
