/**
 * What the npm scripts do. `scripts/run.mjs` calls this under Node 24 with the command's name.
 *
 * `npm test` runs every step, the quick ones first, also after one failed, and ends with a table and the figures of
 * all test runners together: CI and people in a hurry read the last lines.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { root } from './install.mjs'
import { ensureBuilt } from './build.ts'
import { whenOrphaned } from './orphan.mjs'
import { checkTypes } from './types.ts'

interface Outcome {
  ok: boolean
  counts: Counts
}
interface Counts {
  tests: number
  pass: number
  fail: number
}
type Step = () => Promise<Outcome>

const NO_COUNTS: Counts = { tests: 0, pass: 0, fail: 0 }
/** For a test that hangs: long enough for ten thousand simulated runs on a slow machine, short enough for CI to say so. */
const TEST_TIMEOUT_MS = 300_000
const NODE_FLAGS = ['--disable-warning=ExperimentalWarning']
/** Tests that need the built files or a browser. */
const IS_OTHER_STEP = /\.browser\.test\.ts$|(^|\/)e2e\/|(^|\/)(size|package)\.test\.ts$/
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)

/** The same days and more of them than `npm test` has the time for. `FOYER_DAYS` says how many. */
const PLAYED = ['server/allocation/days.test.ts']
const MANY_DAYS = '100000'

/** In the order in which `npm test` takes them: the quickest answer first. */
const STEPS: Record<string, Step> = {
  'test:lint': () => run(bin('oxlint'), ['--deny-warnings']),
  'test:types': async () => ({ ok: await checkTypes(), counts: NO_COUNTS }),
  // As many at once as there are cores: by itself the runner leaves one idle.
  'test:unit': () => nodeTests(findAny(['sdk', 'widget', 'server', 'demo-site', 'scripts'], ['**/*.test.ts'], IS_OTHER_STEP), `--test-concurrency=${availableParallelism()}`),
  'test:size': async () => {
    await ensureBuilt()
    return nodeTests(['scripts/size.test.ts'])
  },
  'test:package': async () => {
    await ensureBuilt()
    return nodeTests(['scripts/package.test.ts'])
  },
  'test:browser': async () => {
    findAny(['widget', 'server/console'], ['**/*.browser.test.{ts,tsx}'])
    await ensureBrowserForTests()
    return run(bin('web-test-runner'), ['--config', 'scripts/web-test-runner.config.mjs'])
  },
  'test:e2e': async () => {
    await ensureBuilt()
    await ensureBrowserForTests()
    // One after the other: they start servers and kill them, and measure what a visitor sees.
    return nodeTests(findAny(['demo-site/e2e'], ['**/*.test.ts']), '--test-concurrency=1')
  },
}

const COMMANDS: Record<string, () => Promise<boolean>> = {
  start: async () => {
    await ensureBuilt()
    return (await run(process.execPath, [...NODE_FLAGS, 'demo-site/main.ts', ...process.argv.slice(3)])).ok
  },
  build: async () => {
    await ensureBuilt()
    return true
  },
  pack: async () => {
    await ensureBuilt()
    const { pack } = await import('./package.ts')
    console.log(path.relative(root, await pack(path.join(root, 'dist/sdk'), path.join(root, 'dist'))))
    return true
  },
  gallery: async () => {
    const { makeGallery } = await import('./gallery.ts')
    return makeGallery(...process.argv.slice(3, 5))
  },
  bench: async () => {
    await ensureBuilt()
    const files = findAny(['sdk', 'widget', 'server', 'demo-site'], ['**/bench/*.bench.ts'])
    let ok = true
    for (const file of files) {
      title(file)
      ok = (await run(process.execPath, [...NODE_FLAGS, '--expose-gc', file])).ok && ok
    }
    return ok
  },
  'test:play': async () => {
    process.env['FOYER_DAYS'] ??= MANY_DAYS
    return (await nodeTests(PLAYED)).ok
  },
  test: testAll,
  ...Object.fromEntries(Object.keys(STEPS).map((name) => [name, async () => (await runStep(name)).ok])),
}

async function testAll(): Promise<boolean> {
  const outcomes: { name: string; outcome: Outcome; seconds: number }[] = []
  for (const name of Object.keys(STEPS)) {
    const startedAt = performance.now()
    const outcome = await runStep(name)
    outcomes.push({ name, outcome, seconds: (performance.now() - startedAt) / 1000 })
  }
  title('npm test')
  for (const { name, outcome, seconds } of outcomes) {
    const counts = outcome.counts.tests > 0 ? `, ${outcome.counts.pass} of ${outcome.counts.tests} tests pass` : ''
    console.log(`${name.padEnd(14)}${outcome.ok ? 'ok    ' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s${counts}`)
  }
  const sum = (key: keyof Counts) => outcomes.reduce((total, { outcome }) => total + outcome.counts[key], 0)
  console.log(`\nℹ tests ${sum('tests')}\nℹ pass ${sum('pass')}\nℹ fail ${sum('fail')}`)
  const failed = outcomes.filter(({ outcome }) => !outcome.ok).map(({ name }) => name)
  console.log(failed.length === 0 ? 'All steps passed.' : `Failed: ${failed.join(', ')}.`)
  return failed.length === 0
}

async function runStep(name: string): Promise<Outcome> {
  title(name)
  try {
    const step = STEPS[name]
    if (!step) throw new Error(`There is no step ${name}.`)
    return await step()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { ok: false, counts: NO_COUNTS }
  }
}

const title = (name: string) => console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`)

async function ensureBrowserForTests(): Promise<void> {
  const { ensureBrowser } = await import('./find-browser.mjs')
  process.env['CHROMIUM_PATH'] = await ensureBrowser()
}

/** @throws {Error} if there are none: a step that finds nothing to do is broken, not done */
function findAny(folders: readonly string[], patterns: readonly string[], except?: RegExp): string[] {
  const globs = folders.flatMap((folder) => patterns.map((pattern) => `${folder}/${pattern}`))
  const found = globSync(globs, { cwd: root, exclude: (name) => name === 'node_modules' || name.startsWith('dist') })
  const files = found.map((file) => file.split(path.sep).join('/')).filter((file) => !except?.test(file))
  if (files.length === 0) throw new Error(`There is no ${patterns.join(' or ')} in ${folders.join(', ')}.`)
  return files.toSorted()
}

const nodeTests = (files: readonly string[], ...flags: string[]) =>
  run(process.execPath, [
    ...NODE_FLAGS,
    '--import',
    './scripts/test-globals.mjs',
    '--test',
    '--test-reporter=spec',
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    ...flags,
    ...files,
  ])

/** Runs a program, shows what it says as it says it, and reads the figures of a test runner out of it. */
function run(command: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env
    const child = spawn(command, args, { cwd: root, env, stdio: ['inherit', 'pipe', 'inherit'] })
    let tail = ''
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      tail = (tail + chunk).slice(-4_000)
    })
    const forward = (signal: NodeJS.Signals) => void child.kill(signal)
    process.on('SIGTERM', forward).on('SIGHUP', forward)
    process.on('SIGINT', leaveToChild)
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('SIGTERM', forward).off('SIGHUP', forward).off('SIGINT', leaveToChild)
      resolve({ ok: code === 0, counts: countsIn(tail) })
    })
  })
}

/** A terminal sends Ctrl-C to the child as well as to us; the child decides when it is over. */
const leaveToChild = () => undefined

function countsIn(output: string): Counts {
  const last = (word: string) => Number([...output.matchAll(new RegExp(`(?:ℹ|#) ${word} (\\d+)`, 'g'))].at(-1)?.[1] ?? 0)
  return { tests: last('tests'), pass: last('pass'), fail: last('fail') }
}

whenOrphaned(() => process.kill(process.pid, 'SIGTERM'))

const [command = ''] = process.argv.slice(2)
const perform = COMMANDS[command]
if (!perform) {
  console.error(`There is no command ${JSON.stringify(command)}. There are: ${Object.keys(COMMANDS).join(', ')}.`)
  process.exitCode = 1
} else {
  try {
    if (!(await perform())) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
