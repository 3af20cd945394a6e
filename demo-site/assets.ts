/**
 * Styles, scripts and pictures, read once. All of them live under one fingerprint of the whole set
 * (`/assets/<fingerprint>/…`), so that they may name one another by relative paths and still be
 * cached for good: a change of any file moves them all to a new address.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** One file, ready to be sent. */
export interface Asset {
  body: Uint8Array<ArrayBuffer>
  type: string
}

/** The set of files. */
export interface Assets {
  /** The address of a file by its name in the folder. Throws on an unknown name: that is a bug of a page. */
  url(name: string): string
  /** The file behind an address, or nothing. */
  find(path: string): Asset | undefined
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Reads every file of a folder, and of its folders, whose kind we know.
 *
 * @param made files besides, by name
 */
export function readAssets(folder: URL, made: Readonly<Record<string, string>> = {}): Assets {
  const files = new Map<string, Asset>()
  const hash = createHash('sha256')
  for (const name of [...readdirSync(folder, { recursive: true, encoding: 'utf8' }), ...Object.keys(made)].toSorted()) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
    if (type === undefined) continue
    const body = new Uint8Array(Buffer.from(made[name] ?? readFileSync(new URL(name, folder))))
    hash.update(name).update(body)
    files.set(name, { body, type })
  }

  const base = `/assets/${hash.digest('hex').slice(0, 12)}/`
  return {
    url(name) {
      if (!files.has(name)) throw new Error(`There is no asset called ${name}.`)
      return base + name
    },
    find: (path) => (path.startsWith(base) ? files.get(path.slice(base.length)) : undefined),
  }
}
