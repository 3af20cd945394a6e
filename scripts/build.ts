/**
 * Builds `dist/` if the sources changed.
 *
 * What was built from what is a hash in `dist/build.json`: unchanged sources cost one read of them. A build goes to
 * a folder of its own and is then put in place whole, under a lock, so that nobody ever sees half of one.
 */
import { createHash, randomUUID } from 'node:crypto'
import { cp, glob, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { rollup, type OutputChunk, type OutputOptions, type RollupOptions } from 'rollup'
import { desk, loader, sourceOf, widget } from '../rollup.config.mjs'
import { root } from './install.mjs'
import { withLock } from './lock.mjs'
import type { Manifest, ManifestChunk } from './manifest.ts'

export const dist = path.join(root, 'dist')

/** Everything that decides what the built files are. */
const SOURCES = ['sdk/**/*', 'widget/**/*', 'server/console/**/*', 'rollup.config.mjs', 'scripts/build.ts', 'package-lock.json']
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
  // Beside `dist`, on the same disk, so that putting it in place is a rename.
  const folder = path.join(root, `dist.${randomUUID()}`)
  try {
    await buildWidget(path.join(folder, 'widget'))
    await buildConsole(path.join(folder, 'console'))
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

async function buildWidget(folder: string): Promise<void> {
  const chunks = await write(widget(folder))
  const entry = entryOf(chunks)
  const [script] = await write(loader(folder, entry.fileName))
  if (!script) throw new Error('The loader came out empty.')

  const { version } = JSON.parse(await readFile(path.join(root, 'sdk/package.json'), 'utf8')) as { version: string }
  const copy = `foyer-${version}.js`
  await cp(path.join(folder, 'foyer.js'), path.join(folder, copy))
  await compressAll(folder)
  await writeManifest(folder, {
    version,
    entry: entry.fileName,
    loader: 'foyer.js',
    chunks: { ...(await describe(folder, chunks)), ...(await describe(folder, [script])) },
    styles: [],
  })
  const scripts = ['foyer.js', copy, ...chunks.map((chunk) => chunk.fileName)]
  const integrity = await Promise.all(scripts.map(async (name) => [name, await integrityOf(path.join(folder, name))]))
  await writeFile(path.join(folder, 'integrity.json'), `${JSON.stringify(Object.fromEntries(integrity), null, 2)}\n`)
}

async function buildConsole(folder: string): Promise<void> {
  const chunks = await write(desk(folder))
  const styles = (await readdir(folder)).filter((name) => name.endsWith('.css'))
  await compressAll(folder)
  await writeManifest(folder, { entry: entryOf(chunks).fileName, chunks: await describe(folder, chunks), styles })
}

async function write(options: RollupOptions & { output: OutputOptions }): Promise<OutputChunk[]> {
  const bundle = await rollup({
    ...options,
    onwarn: (warning) => {
      // A warning of today is a page that breaks tomorrow: an import that resolves to nothing, a cycle.
      throw new Error(`Rollup: ${warning.message}`)
    },
  })
  try {
    const { output } = await bundle.write(options.output)
    return output.filter((file) => file.type === 'chunk')
  } finally {
    await bundle.close()
  }
}

function entryOf(chunks: readonly OutputChunk[]): OutputChunk {
  const entry = chunks.find((chunk) => chunk.isEntry)
  if (!entry) throw new Error('There is no entry among the chunks.')
  return entry
}

async function describe(folder: string, chunks: readonly OutputChunk[]): Promise<Record<string, ManifestChunk>> {
  const entries = chunks.map(async (chunk): Promise<[string, ManifestChunk]> => {
    const source = sourceOf(chunk)
    const compressed = await stat(path.join(folder, `${chunk.fileName}.br`))
    return [
      chunk.fileName,
      {
        source: source && path.relative(root, source.replace(/^\0/, '')).split(path.sep).join('/'),
        imports: chunk.imports,
        dynamicImports: chunk.dynamicImports,
        bytes: Buffer.byteLength(chunk.code),
        brotliBytes: compressed.size,
      },
    ]
  })
  return Object.fromEntries(await Promise.all(entries))
}

const writeManifest = (folder: string, manifest: Manifest) =>
  writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)

/** Beside each script and sheet its `.br` and `.gz`, made once here and not on each request. */
async function compressAll(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name))
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      const content = await readFile(file)
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }))
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
    }),
  )
}

const integrityOf = async (file: string) => `sha384-${createHash('sha384').update(await readFile(file)).digest('base64')}`
