/**
 * The addresses of the script tag (RC-17). `/foyer.js` is always the newest loader. Beside it each build has a loader
 * under a name of its own, `/foyer-{version}-{hash}.js`, which never changes and is printed with its integrity. A loader
 * names its entry chunk, and chunks name chunks, by hashes of what they are made of. So a server that keeps every such
 * file it has ever served keeps every tag alive that was ever pasted.
 *
 * What the integrity of a tag covers: the loader, and with it the names of what the loader fetches. Not the bytes behind
 * those names: `import()` takes no hash, and a chunk is what this server says it is. Browsers check imported modules by
 * the `integrity` of an import map, which is the page's to write: a map that the loader put there would be an inline
 * script, which many policies refuse, and would in browsers that take a single map shut out the page's own. They also
 * check a `modulepreload` with an integrity; but after one that failed Chromium fetches anew and unchecked, so that each
 * import would have to wait for its preload, with the hash of each chunk in what every page view carries. For owners who
 * write an import map, `/integrity.json` has the hash of every script of the newest build.
 */
import { createHash } from 'node:crypto'
import type { TagAddress } from '@foyer/sdk/protocol'
import { BUILT_TYPES, etagOf } from '../edge/files.ts'
import type { BuiltFile, BuiltFiles } from '../edge/files.ts'
import type { Log } from '../logging/events.ts'
import type { Store } from '../store/store.ts'
import { keepFiles, readKeptFile, readKeptNames } from './store.ts'
import type { KeptName } from './store.ts'

/** Scripts whose name says their content. */
const LASTING = /^[\w.]+(?:-[\w.]+)*-[\w-]{8}\.js$/
/** Loaders among them. */
const PINNED = /^foyer-(\d+\.\d+\.\d+(?:-[\w.]+)?)-[\w-]{8}\.js$/
/** A server that started meanwhile is known to the others after this long. */
const FRESH_MS = 3_000
/** Files of earlier builds at hand: a few builds. */
const MOST_AT_HAND = 60

export interface Releases {
  /** Keeps the files of this build for ever. What was kept under a name stays, and if the build has something else under it, the log says so. */
  keep(): Promise<void>
  /** A file of this build or of any before. */
  find(name: string): Promise<BuiltFile | undefined>
  /** The newest loader, then for each version its latest pinned one, this build's first. */
  tags(publicOrigin: string): Promise<readonly TagAddress[]>
}

export interface ReleasesPorts {
  readonly store: Store
  now(): number
  readonly built: BuiltFiles
  readonly log: Log
}

export function createReleases({ store, now, built, log }: ReleasesPorts): Releases {
  const atHand = new Map<string, BuiltFile>()
  let known: { readonly at: number; readonly names: Promise<readonly KeptName[]> } | undefined

  /** Asked again only after a while, so that who tries many names costs one question. */
  const keptNames = (): Promise<readonly KeptName[]> => {
    if (!known || now() - known.at >= FRESH_MS) {
      const names = store.run(readKeptNames, null)
      known = { at: now(), names }
      names.catch(() => (known = undefined))
    }
    return known.names
  }

  return {
    async keep() {
      const there = new Map((await store.run(readKeptNames, null)).map((kept) => [kept.name, kept.integrity]))
      const lasting = [...built].filter(([name]) => LASTING.test(name))
      const files = lasting
        .filter(([name]) => !there.has(name))
        .map(([name, { plain, brotli }]) => ({
          name,
          plain: plain.toString('base64'),
          brotli: brotli?.toString('base64') ?? null,
          integrity: integrity(plain),
          kept_at: now(),
        }))
      if (files.length > 0) await store.run(keepFiles, { files })
      known = undefined
      const count = lasting.filter(([name, { plain }]) => there.has(name) && there.get(name) !== integrity(plain)).length
      if (count > 0) log('release-differs', { count })
    },

    async find(name) {
      const file = built.get(name) ?? atHand.get(name)
      if (file || !LASTING.test(name) || !(await keptNames()).some((kept) => kept.name === name)) return file
      const row = await store.run(readKeptFile, { name })
      if (!row) return undefined
      const plain = Buffer.from(row.plain, 'base64')
      const kept = { type: BUILT_TYPES['.js']!, etag: etagOf(plain), plain, brotli: row.brotli === null ? undefined : Buffer.from(row.brotli, 'base64'), gzip: undefined }
      if (atHand.size >= MOST_AT_HAND) atHand.clear()
      atHand.set(name, kept)
      return kept
    },

    async tags(publicOrigin) {
      const names = await keptNames()
      const own = names.filter(({ name }) => built.has(name))
      const pinned = [...own, ...names].flatMap(({ name, integrity: hash }) => {
        const version = PINNED.exec(name)?.[1]
        return version === undefined ? [] : [{ version, address: `${publicOrigin}/${name}`, integrity: hash }]
      })
      const newest = built.has('foyer.js') && pinned[0] ? [{ version: pinned[0].version, address: `${publicOrigin}/foyer.js` }] : []
      return [...newest, ...pinned.filter(({ version }, index) => pinned.findIndex((tag) => tag.version === version) === index)]
    },
  }
}

const integrity = (content: Buffer): string => `sha384-${createHash('sha384').update(content).digest('base64')}`
