/** The program itself, as whoever runs it meets it: what it says when it starts, when it cannot, and when it is stopped. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { DEMO_SIGN_IN_FILE } from './setup/first-start.ts'
import { openSqliteStore } from './store/sqlite.ts'
import { rawSql } from './store/procedure.ts'
import { startServer } from './start.ts'
import { startPostgres } from './testing/postgres.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'foyer-main-'))
  await makeBuild(path.join(folder, 'dist'))
})
after(() => rm(folder, { recursive: true, force: true }))

/** As much of a build as the server wants to see. */
async function makeBuild(dist: string): Promise<void> {
  await mkdir(path.join(dist, 'widget'), { recursive: true })
  await mkdir(path.join(dist, 'console'), { recursive: true })
  await mkdir(path.join(dist, 'pages'), { recursive: true })
  await writeFile(path.join(dist, 'widget/foyer.js'), 'loader()')
  await writeFile(path.join(dist, 'widget/foyer.js.br'), 'brotli of it')
  await writeFile(path.join(dist, 'widget/foyer-AbCd_123.js'), 'entry()')
  await writeFile(path.join(dist, 'widget/manifest.json'), '{}')
  await writeFile(path.join(dist, 'console/console-AbCd-123.js'), 'desk()')
  await writeFile(path.join(dist, 'console/manifest.json'), JSON.stringify({ entry: 'console-AbCd-123.js', styles: [], chunks: {} }))
  await writeFile(path.join(dist, 'pages/manifest.json'), JSON.stringify({ chunks: {} }))
}

/** The last line that it says. */
const READY = 'The tag for your pages'

interface Run {
  readonly code: number | null
  readonly said: string
  readonly complained: string
}

/** Runs the program until it ends; `onReady` is called once it listens, and may end it. */
function run(env: Readonly<Record<string, string>>, onReady?: (pid: number) => void): Promise<Run> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const wasReady = said.includes(READY)
    said += text
    if (!wasReady && said.includes(READY)) onReady?.(child.pid!)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complained += text))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, complained })))
}

const dist = () => path.join(folder, 'dist')
let made = 0
const newFolder = () => path.join(folder, `data-${(made += 1)}`)

function assertProblem({ code, said, complained }: Run, problem: string, sentence: RegExp): void {
  assert.equal(code, 1, complained)
  assert.equal(said, '')
  assert.match(complained, new RegExp(`^Foyer cannot start \\(${problem}\\)\\. `))
  assert.match(complained, sentence)
  assert.doesNotMatch(complained, /\n\s+at /, 'no stack')
  assert.equal(complained.trim().split('\n').length, 2, 'a sentence and a remedy')
}

describe('the program that cannot start says why in a sentence and what to do', () => {
  it('when its port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => void other.listen(0, resolve))
    const { port } = other.address() as AddressInfo
    const DATA_DIR = newFolder()
    assertProblem(await run({ PORT: String(port), DATA_DIR, FOYER_DIST: dist() }), 'port_taken', new RegExp(`Port ${port} is taken`))
    await new Promise((resolve) => other.close(resolve))
    const next = await run({ DATA_DIR, FOYER_DIST: dist() }, (pid) => void process.kill(pid, 'SIGTERM'))
    assert.match(next.said, /the password \S+/, 'the start that works makes the owner, and says the password')
  })

  it('when its data folder cannot be one', async () => {
    const file = newFolder()
    await writeFile(file, 'a file, where a folder should be')
    assertProblem(await run({ DATA_DIR: path.join(file, 'data'), FOYER_DIST: dist() }), 'folder_unwritable', /cannot be written to/)
  })

  it('CW-5 when the folder of files cannot be one', async () => {
    const file = newFolder()
    await writeFile(file, 'a file, where a folder should be')
    assertProblem(await run({ DATA_DIR: newFolder(), FILES_DIR: path.join(file, 'files'), FOYER_DIST: dist() }), 'folder_unwritable', /files \(FILES_DIR\) cannot be written to/)
  })

  it('when its database was made by a newer version', async () => {
    const data = newFolder()
    const store = await openSqliteStore(path.join(data, 'foyer.db'), 0)
    await store.run(rawSql, { sql: `insert into migrations (name, at) values ('9999-from-the-future', 0)`, parameters: [] })
    await store.close()
    assertProblem(await run({ DATA_DIR: data, FOYER_DIST: dist() }), 'database_newer', /9999-from-the-future/)
  })

  it('when no PostgreSQL answers', async () => {
    const DATABASE_URL = 'postgres://foyer:pa55word@127.0.0.1:1/foyer'
    const failed = await run({ DATABASE_URL, FOYER_DIST: dist() })
    assertProblem(failed, 'database_unreachable', /PostgreSQL cannot be reached/)
    assert.doesNotMatch(failed.complained, /pa55word/)
  })

  it('when PostgreSQL knows no such password or database, without repeating the password', async () => {
    const database = await startPostgres()
    const wrong = new URL(database.url)
    wrong.password = 'pa55word'
    const elsewhere = new URL(database.url)
    elsewhere.pathname = '/nosuch'
    for (const url of [wrong, elsewhere]) {
      const failed = await run({ DATABASE_URL: url.href, FOYER_DIST: dist() })
      assertProblem(failed, 'database_refused', /PostgreSQL refused the connection/)
      assert.equal(failed.complained.includes(url.password), false)
    }
    await database.stop()
  })

  it('when a setting has a value that it cannot have', async () => {
    assertProblem(await run({ PORT: 'http' }), 'setting_unknown', /PORT must be a port/)
  })

  it('when there is no build', async () => {
    assertProblem(await run({ DATA_DIR: newFolder(), FOYER_DIST: path.join(folder, 'nowhere') }), 'build_missing', /npm run build/)
  })
})

describe('the program that starts', () => {
  it('says the owner’s password once, and stops cleanly when told', async () => {
    const DATA_DIR = newFolder()
    const stop = (pid: number) => void process.kill(pid, 'SIGTERM')
    const first = await run({ DATA_DIR, FOYER_DIST: dist() }, stop)
    assert.equal(first.code, 0, first.complained)
    const password = /the password (\S+)/.exec(first.said)?.[1] ?? ''
    assert.ok(password.length >= 16)
    assert.equal(first.complained.includes(password), false, 'the log does not have it')
    assert.match(first.complained, /server-stopped"/)

    const second = await run({ DATA_DIR, FOYER_DIST: dist() }, stop)
    assert.equal(second.code, 0, second.complained)
    assert.doesNotMatch(second.said, /password/)
  })

  it('says how to sign in to the demo at every start, from a file that only its user reads', async () => {
    const DATA_DIR = newFolder()
    const stop = (pid: number) => void process.kill(pid, 'SIGTERM')
    const [first, second] = [await run({ DATA_DIR, FOYER_DEMO: '1', FOYER_DIST: dist() }, stop), await run({ DATA_DIR, FOYER_DEMO: '1', FOYER_DIST: dist() }, stop)]
    const signIns = (said: string) => said.split('\n').filter((line) => line.startsWith('Sign in'))
    assert.equal(signIns(first.said).length, 3)
    assert.deepEqual(signIns(first.said), signIns(second.said))
    assert.equal((await stat(path.join(DATA_DIR, DEMO_SIGN_IN_FILE))).mode & 0o777, 0o600)
    await assert.doesNotReject(readFile(path.join(DATA_DIR, 'foyer.db')))
  })
})

describe('a started server', () => {
  it('serves the widget to every page, compressed and cached by its name, and the desk under a strict policy', async () => {
    const server = await startServer({ port: 0, isDemo: true, dataFolder: newFolder(), distFolder: dist(), logLevel: 'silent', trustedProxies: 0, siteOrigins: ['http://localhost:4100'] })
    try {
      const get = (pathname: string, headers: Record<string, string> = {}) => fetch(`${server.origin}${pathname}`, { headers })
      const loader = await get('/foyer.js', { 'accept-encoding': 'identity' })
      assert.equal(await loader.text(), 'loader()')
      assert.equal(loader.headers.get('access-control-allow-origin'), '*')
      assert.equal(loader.headers.get('cross-origin-resource-policy'), 'cross-origin')
      assert.match(loader.headers.get('cache-control') ?? '', /max-age=300/)
      const compressed = await fetch(`${server.origin}/foyer.js`, { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
      assert.equal(compressed.headers.get('content-encoding'), 'br')
      assert.match((await get('/foyer-AbCd_123.js')).headers.get('cache-control') ?? '', /immutable/)
      assert.equal((await get('/foyer.js', { 'if-none-match': loader.headers.get('etag') ?? '' })).status, 304)
      for (const hidden of ['/manifest.json', '/..%2f..%2fpackage.json', '/main.ts', '/console/manifest.json', '/console/..%2fwidget%2ffoyer.js']) assert.equal((await get(hidden)).status, 404, hidden)

      const page = await get('/console')
      const policy = page.headers.get('content-security-policy') ?? ''
      for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'self' http://localhost:4100", "require-trusted-types-for 'script'", "trusted-types 'none'"]) {
        assert.ok(policy.includes(part), part)
      }
      const html = await page.text()
      assert.match(html, /<script type="module" src="\/console\/console-AbCd-123\.js"><\/script>/)
      assert.doesNotMatch(html, /<style|<script>|style=|onload=/)
      assert.equal((await get('/')).status, 200)
    } finally {
      await server.stop()
    }
  })
})
