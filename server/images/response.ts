/** A picture as an HTTP answer. Opened by itself it is a document, so it may do nothing: no script, no request, no origin of its own. */
import { createHash } from 'node:crypto'

export interface ServedPicture {
  readonly type: string
  readonly etag: string
  readonly bytes: Buffer
}

export const picture = (type: string, bytes: Buffer): ServedPicture => ({ type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`, bytes })

export function pictureResponse({ type, etag, bytes }: ServedPicture, request: Request, cacheControl: string): Response {
  const headers = {
    etag,
    'cache-control': cacheControl,
    // An SVG has its style inside, and perhaps a picture of pixels.
    'content-security-policy': "default-src 'none'; sandbox; style-src 'unsafe-inline'; img-src data:",
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': type, 'content-length': String(bytes.length) } })
}
