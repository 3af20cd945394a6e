/** Pictures drawn anew, and made small for where many stand together. */
import sharp from 'sharp'
import type { Metadata, Sharp } from 'sharp'
import { LIMITS } from '@foyer/sdk/protocol'
import { pictureAlone } from './heic.ts'
import type { Looked } from './look.ts'

/** Of the longer side, in pixels: more than any screen shows. */
const LONGEST_SIDE = 4_096
const THUMBNAIL_SIDE = 640
/** A photo of the largest camera that a telephone has; decoded in strips. */
const MOST_PIXELS = 120_000_000
/** Of all frames together, which are decoded at once. */
const MOST_PIXELS_MOVING = 60_000_000

sharp.concurrency(1)
sharp.cache(false)
// Whatever the bytes say they are: no other decoder is asked.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}Buffer`) })

interface Format {
  readonly type: string
  /** Endings that it may have; the first is given where it has another one. */
  readonly endings: readonly string[]
  readonly isMoving: boolean
  encode(image: Sharp, metadata: Metadata): Sharp
}
const JPEG: Format = { type: 'image/jpeg', endings: ['jpg', 'jpeg'], isMoving: false, encode: (image) => image.jpeg({ quality: 88 }) }
const PNG: Format = { type: 'image/png', endings: ['png'], isMoving: false, encode: (image, { isPalette = false }) => image.png({ compressionLevel: 7, palette: isPalette }) }
const WEBP: Format = { type: 'image/webp', endings: ['webp'], isMoving: true, encode: (image, { pages = 1 }) => image.webp({ quality: 88, effort: pages > 1 ? 0 : 4 }) }

/**
 * By what the content is: the format that it comes out in. What few programs open comes out as what all do, and a GIF as
 * WebP, which takes a fifth of the room and of the time.
 */
const FORMATS: Readonly<Record<string, Format>> = {
  'image/jpeg': JPEG,
  'image/png': PNG,
  // Of an animated PNG the first frame.
  'image/apng': PNG,
  'image/webp': WEBP,
  'image/gif': WEBP,
  'image/avif': { ...WEBP, isMoving: false },
  'image/heic': JPEG,
  'image/heif': JPEG,
}
export const isDrawable = (type: string): boolean => FORMATS[type] !== undefined
const isApples = (type: string): boolean => type === 'image/heic' || type === 'image/heif'

/** A picture under another picture's ending gets its own: it is made anew in any case. */
export async function drawAnew(bytes: Buffer, type: string, ending: string): Promise<Looked> {
  const { encode, isMoving, ...format } = FORMATS[type]!
  const endingIfOther = (endings: readonly string[]) => (endings.includes(ending) ? {} : { ending: endings[0]! })
  try {
    const options = { failOn: 'error', sequentialRead: true } as const
    const moves = isMoving && ((await sharp(bytes, options).metadata()).pages ?? 1) > 1
    const source = sharp(bytes, { ...options, limitInputPixels: moves ? MOST_PIXELS_MOVING : MOST_PIXELS, animated: moves })
    const image = source.autoOrient().resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    const { data: whole, info } = await encode(image, await source.metadata()).toBuffer({ resolveWithObject: true })
    if (whole.length > LIMITS.fileBytes) return { ok: false, code: 'file_too_large' }
    const thumbnail = await sharp(whole).resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }).toBuffer()
    return { ok: true, seen: { type: format.type, ...endingIfOther(format.endings), width: info.width, height: info.pageHeight ?? info.height, whole, thumbnail } }
  } catch {
    // The format of Apple's telephones is under patents, and our decoder has none of it: whoever gets it can open it.
    const whole = isApples(type) ? pictureAlone(bytes) : undefined
    return whole ? { ok: true, seen: { type: 'image/heic', ...endingIfOther(['heic']), whole } } : { ok: false, code: 'file_unreadable' }
  }
}
