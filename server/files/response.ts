/**
 * A file as an HTTP answer. Nothing that was sent here by anybody may run under our name: what is no picture of our own
 * drawing and no sound goes out as bytes of no type to be saved, and whatever a browser makes of an answer, it may load
 * nothing, and has no origin.
 */
import type { ServedFile } from './service.ts'
import { disposition, isShown, rangeOf, withEnding } from './rules.ts'

const UNKNOWN_TYPE = 'application/octet-stream'

/** `toSave`: to be saved though it could be shown. */
export function fileResponse({ row, variant, bytes, until }: ServedFile, request: Request, { now, toSave }: { now: number; toSave: boolean }): Response {
  const isThumbnail = variant === 'thumbnail'
  const type = isThumbnail ? 'image/webp' : row.type
  const shows = isShown(type) && !toSave
  const etag = `"${row.id}-${variant}"`
  const headers = {
    'accept-ranges': 'bytes',
    // Whoever has the address has the file: pages fetch what their policy lets them neither show nor play by itself.
    'access-control-allow-origin': '*',
    // It never changes; the address ends before.
    'cache-control': `private, max-age=${Math.max(0, Math.floor((until - now) / 1000))}, immutable`,
    'content-disposition': disposition(shows ? 'inline' : 'attachment', isThumbnail ? withEnding(row.name, 'webp') : row.name),
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    etag,
    'x-content-type-options': 'nosniff',
  }
  const asked = request.headers
  if (asked.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers })

  const { size } = bytes
  const ifRange = asked.get('if-range')
  const range = ifRange === null || ifRange === etag ? rangeOf(asked.get('range'), size) : undefined
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } })
  const length = range ? range.to - range.from + 1 : size
  const ofBody = {
    'content-type': shows ? type : UNKNOWN_TYPE,
    'content-length': String(length),
    ...(range && { 'content-range': `bytes ${range.from}-${range.to}/${size}` }),
  }
  const body = request.method === 'HEAD' ? null : bytes.read(range)
  return new Response(body, { status: range ? 206 : 200, headers: { ...headers, ...ofBody } })
}
