/**
 * Built files, read once and kept: they are few, small, and asked for all the time. Beside each stands what the build
 * has compressed. Names carry a hash of the content, so a browser may keep them for good; the loader's does not.
 */
import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

export interface BuiltFile {
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly brotli: Buffer | undefined
  readonly gzip: Buffer | undefined
}
export type BuiltFiles = ReadonlyMap<string, BuiltFile>

export const BUILT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}
/** What the build says to the server and to nobody else. */
const PRIVATE = new Set(['manifest.json'])

/** All files of a folder that browsers may have, by name. */
export async function readBuiltFiles(folder: string): Promise<BuiltFiles> {
  const names = await readdir(folder)
  const read = async (name: string) => (names.includes(name) ? readFile(path.join(folder, name)) : undefined)
  const files = names
    .filter((name) => BUILT_TYPES[path.extname(name)] !== undefined && !PRIVATE.has(name))
    .map(async (name): Promise<[string, BuiltFile]> => {
      const plain = await readFile(path.join(folder, name))
      return [name, { type: BUILT_TYPES[path.extname(name)]!, etag: etagOf(plain), plain, brotli: await read(`${name}.br`), gzip: await read(`${name}.gz`) }]
    })
  return new Map(await Promise.all(files))
}

export const etagOf = (content: Buffer): string => `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`

/** Kept for good where the name says the content; else looked at again soon. */
const cacheOf = (name: string): string =>
  /-[\w-]{8}\.(js|css)(\.map)?$/.test(name) ? 'public, max-age=31536000, immutable' : 'public, max-age=300, stale-while-revalidate=86400'

export function serveBuiltFile(name: string, file: BuiltFile, request: Request, headers: Readonly<Record<string, string>>): Response {
  const all = {
    ...headers,
    'content-type': file.type,
    'cache-control': cacheOf(name),
    'etag': file.etag,
    'vary': 'accept-encoding',
    'x-content-type-options': 'nosniff',
  }
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers: all })
  const accepts = request.headers.get('accept-encoding') ?? ''
  if (file.brotli && /\bbr\b/.test(accepts)) return respond(file.brotli, { ...all, 'content-encoding': 'br' })
  if (file.gzip && /\bgzip\b/.test(accepts)) return respond(file.gzip, { ...all, 'content-encoding': 'gzip' })
  return respond(file.plain, all)
}

const respond = (content: Buffer, headers: Readonly<Record<string, string>>): Response =>
  new Response(new Uint8Array(content), { headers: { ...headers, 'content-length': String(content.length) } })
