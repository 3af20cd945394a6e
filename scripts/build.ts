/**
 * Builds `dist/` if the sources changed.
 *
 * What was built from what is a hash in `dist/build.json`: unchanged sources cost one read of them. A build goes to
 * a folder of its own and is then put in place whole, under a lock, so that nobody ever sees half of one.
 */
import { createHash, randomUUID } from 'node:crypto'
import { glob, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './install.mjs'
import { withLock } from './lock.mjs'

const dist = path.join(root, 'dist')

/** Everything that decides what the built files are. */
const SOURCES = [
  'sdk/**/*',
  'widget/**/*',
  'server/console/**/*',
  'rollup.config.mjs',
  'scripts/build.ts',
  'scripts/bundle.ts',
  'scripts/package*.ts',
  'scripts/rollup/*',
  'package-lock.json',
]
const isSource = (file: string) => !/(^|\/)(node_modules|testing|bench)(\/|$)|\.test\.tsx?$|\.test-d\.ts$|\.md$/.test(file)

/** Builds if need be. Says what it did in a line. */
export async function ensureBuilt(): Promise<void> {
  const key = await hashOfSources()
  if (await isBuilt(key)) return
  await withLock(path.join(root, '.locks/build'), 'building', async () => {
    if (await isBuilt(key)) return
    const startedAt = performance.now()
    await build(key)
    console.log(`Built dist/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
  })
}

async function isBuilt(key: string): Promise<boolean> {
  try {
    const { builtFrom } = JSON.parse(await readFile(path.join(dist, 'build.json'), 'utf8')) as { builtFrom: string }
    return builtFrom === key
  } catch {
    return false
  }
}

async function hashOfSources(): Promise<string> {
  const files = []
  for await (const file of glob(SOURCES, { cwd: root })) if (isSource(file)) files.push(file)
  const hash = createHash('sha256')
  for (const file of files.toSorted()) {
    if (!(await stat(path.join(root, file))).isFile()) continue
    hash.update(`${file}\0`).update(await readFile(path.join(root, file))).update('\0')
  }
  return hash.digest('hex')
}

async function build(key: string): Promise<void> {
  // What is there beside `dist` is of builds that were killed: we hold the lock.
  for await (const abandoned of glob('dist.*', { cwd: root })) await rm(path.join(root, abandoned), { recursive: true })
  // Beside `dist`, on the same disk, so that putting it in place is a rename.
  const folder = path.join(root, `dist.${randomUUID()}`)
  try {
    // Only now: who finds everything built does not wait for Rollup to load.
    const { bundle } = await import('./bundle.ts')
    await bundle(folder)
    await writeFile(path.join(folder, 'build.json'), `${JSON.stringify({ builtFrom: key })}\n`)
    await putInPlace(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function putInPlace(folder: string): Promise<void> {
  const before = `${folder}.before`
  await rename(dist, before).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(folder, dist)
  await rm(before, { recursive: true, force: true })
}
