/**
 * Addresses of files. An element that shows a picture can say neither token nor cookie, so the address itself says that it
 * was given out: it is signed, and holds for a day at least and two at most. All that are made on one day are the same, so
 * that a browser need not fetch a picture again because somebody asked for its address again.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FileId, FileLinks } from '@foyer/sdk/protocol'
import type { FileRow } from '../store/schema.ts'
import type { Variant } from './folder.ts'

export const FILE_ROUTE = '/v1/files/:id/:variant'

const DAY_MS = 24 * 60 * 60 * 1000
/** Of an address that is made now: the end of the next day (UTC). */
export const linkEnd = (now: number): number => (Math.floor(now / DAY_MS) + 2) * DAY_MS

export interface FileLinksSigner {
  /** On the server, beginning with a slash. */
  linksOf(file: Pick<FileRow, 'id' | 'has_thumbnail'>, now: number): FileLinks
  /** Until when the address holds; `undefined`: it does not. */
  check(file: { readonly id: string; readonly variant: string; readonly until: string; readonly sign: string }, now: number): number | undefined
}

export function createFileLinks(secret: string): FileLinksSigner {
  const signOf = (id: string, variant: string, until: string) => createHmac('sha256', secret).update(`${id}/${variant}/${until}`).digest('base64url')
  const pathOf = (id: FileId, variant: Variant, until: number) => `/v1/files/${id}/${variant}?until=${until}&sign=${signOf(id, variant, String(until))}`
  return {
    linksOf({ id, has_thumbnail: hasThumbnail }, now) {
      const until = linkEnd(now)
      return { id, href: pathOf(id, 'whole', until), ...(hasThumbnail === 1 && { thumbnail: pathOf(id, 'thumbnail', until) }) }
    },
    check({ id, variant, until, sign }, now) {
      const wanted = Buffer.from(signOf(id, variant, until))
      const shown = Buffer.from(sign)
      const isOurs = shown.length === wanted.length && timingSafeEqual(shown, wanted)
      return isOurs && Number(until) > now ? Number(until) : undefined
    },
  }
}
