/**
 * Makes the built files, once: Rollup's graphs in their order, compressed copies, manifests, integrity values.
 * `build.ts` decides when, and puts them in place.
 */
import { createHash } from 'node:crypto'
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { stop as stopEsbuild } from 'esbuild'
import { rollup, type OutputChunk, type OutputOptions, type RollupOptions } from 'rollup'
import { desk, loader, npmPackage, pages, sourceOf, widget } from '../rollup.config.mjs'
import { root } from './install.mjs'
import type { Manifest, ManifestChunk } from './manifest.ts'
import { completePackage } from './package.ts'

/** @param folder where `widget/`, `sdk/`, `pages/` and `console/` go; it need not be there yet */
export async function bundle(folder: string): Promise<void> {
  try {
    await buildWidget(path.join(folder, 'widget'))
    await buildPackage(path.join(folder, 'sdk'))
    await buildPages(path.join(folder, 'pages'))
    await buildConsole(path.join(folder, 'console'))
  } finally {
    // Its helper process would stay as long as we do, and `npm start` stays.
    await stopEsbuild()
  }
}

async function buildWidget(folder: string): Promise<void> {
  const chunks = await write(widget(folder))
  const entry = entryOf(chunks, 'foyer')
  const [script] = await write(loader(folder, entry.fileName))
  if (!script) throw new Error('The loader came out empty.')

  const { version } = JSON.parse(await readFile(path.join(root, 'sdk/package.json'), 'utf8')) as { version: string }
  const pinned = await pin(folder, version)
  await compressAll(folder, ALL_DIALS)
  await writeManifest(folder, {
    version,
    entry: entry.fileName,
    loader: 'foyer.js',
    chunks: { ...(await describe(folder, chunks)), ...(await describe(folder, [script])) },
    styles: [],
  })
  const scripts = ['foyer.js', pinned, ...chunks.map((chunk) => chunk.fileName)]
  const integrity = await Promise.all(scripts.map(async (name) => [name, await integrityOf(path.join(folder, name))]))
  await writeFile(path.join(folder, 'integrity.json'), `${JSON.stringify(Object.fromEntries(integrity), null, 2)}\n`)
}

async function buildPackage(folder: string): Promise<void> {
  await write(npmPackage(folder))
  await completePackage(folder)
}

async function buildPages(folder: string): Promise<void> {
  const chunks = []
  for (const page of pages(folder)) chunks.push(...(await write(page)))
  await compressAll(folder)
  await writeManifest(folder, { entry: entryOf(chunks, 'chat').fileName, chunks: await describe(folder, chunks), styles: [] })
}

/** Puts beside the loader the one that never changes (RC-17): its name says version and content. */
async function pin(folder: string, version: string): Promise<string> {
  const code = await readFile(path.join(folder, 'foyer.js'))
  const name = `foyer-${version}-${createHash('sha256').update(code).digest('base64url').slice(0, 8)}.js`
  await writeFile(path.join(folder, name), code)
  return name
}

async function buildConsole(folder: string): Promise<void> {
  const chunks = await write(desk(folder))
  const styles = (await readdir(folder)).filter((name) => name.endsWith('.css'))
  await compressAll(folder)
  // The frame of the live preview has an entry of its own; its document finds it by its source.
  await writeManifest(folder, { entry: entryOf(chunks, 'console').fileName, chunks: await describe(folder, chunks), styles })
}

async function write(options: RollupOptions & { output: OutputOptions }): Promise<OutputChunk[]> {
  const bundle = await rollup({
    ...options,
    // A warning of today is a page that breaks tomorrow: an import that resolves to nothing, a cycle.
    onwarn: (warning) => {
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

function entryOf(chunks: readonly OutputChunk[], name: string): OutputChunk {
  const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === name)
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
        source: source && path.relative(root, source).split(path.sep).join('/'),
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

/**
 * Beside each script and sheet its `.br` and `.gz`, made once here and not on each request.
 *
 * @param dials ways in which Brotli writes distances; the shortest of what they make is taken
 */
async function compressAll(folder: string, dials: readonly BrotliDials[] = [[0, 0]]): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name))
  await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name)
      const content = await readFile(file)
      const tries = (EMOJI.test(name) ? dials.slice(0, 1) : dials).map(([postfix, direct]) =>
        promisify(brotliCompress)(content, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
            [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
            [constants.BROTLI_PARAM_NDIRECT]: direct << postfix,
          },
        }),
      )
      const [shortest = content] = (await Promise.all(tries)).toSorted((one, other) => one.length - other.length)
      await writeFile(`${file}.br`, shortest)
      await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
    }),
  )
}

/** Bits of a distance that are coded apart, and short distances with a code of their own (RFC 7932, 4). The encoder never tries others than it is told. */
type BrotliDials = readonly [postfix: number, direct: number]

/** Most of all bytes, and hardly ever fetched: not worth the time of a build. */
const EMOJI = /^emoji-/

/** For what every page view pays: which one is shortest nobody can say before. Half a percent. */
const ALL_DIALS: readonly BrotliDials[] = [0, 1, 2].flatMap((postfix) => [0, 1, 2, 4].map((direct): BrotliDials => [postfix, direct]))

const integrityOf = async (file: string) => `sha384-${createHash('sha384').update(await readFile(file)).digest('base64')}`
