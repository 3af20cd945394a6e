/**
 * Files that a bot answers with (AR-5): by their address, from which this server fetches them once, under the same guard
 * as the bot itself. They are looked at like uploads of agents, and become files of the message.
 */
import { FILE_KINDS, LIMITS } from '@foyer/sdk/protocol'
import { endingOf } from '../files/rules.ts'
import { open, readAtMost } from './post.ts'
import type { Outside } from './post.ts'
import type { BotFilePart } from './rules.ts'

export interface FetchedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Rejects as `post` does: with a word or a code of the system. */
export async function fetchFile({ url: address, name }: BotFilePart, signal: AbortSignal, outside: Outside): Promise<FetchedFile> {
  const url = new URL(address)
  const response = await open(url, { method: 'GET', headers: { accept: '*/*' }, signal }, outside)
  try {
    if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
    if (Number(response.headers['content-length']) > LIMITS.fileBytes) throw new Error('too large')
    return { name: nameOf(name ?? lastOf(url), response.headers['content-type'] ?? ''), bytes: await readAtMost(response, LIMITS.fileBytes) }
  } finally {
    response.destroy()
  }
}

function lastOf({ pathname }: URL): string {
  const last = pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

const ENDINGS: ReadonlySet<string> = new Set(Object.values(FILE_KINDS).flat())
/** Where an address ends in nothing that says what it is, what is served says it; what it really is, is looked at. */
const ENDING_OF_TYPE: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'text/plain': 'txt',
  'text/csv': 'csv',
}

function nameOf(name: string, contentType: string): string {
  const ending = ENDING_OF_TYPE[contentType.split(';')[0]!.trim().toLowerCase()]
  return ENDINGS.has(endingOf(name)) || ending === undefined ? name : `${name || 'file'}.${ending}`
}
