/**
 * From bytes that somebody uploaded to a picture that any page may show (RC-5). What it is, the content says, never its
 * name or a header. Photos and drawings in pixels are decoded and encoded anew: where they were taken, and whatever else
 * was hidden in the file, stays behind. An SVG is read into a tree and written from it, see `svg.ts`.
 */
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Metadata, Sharp } from 'sharp'
import { LIMITS, failForm, ok } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import { canBeDrawn } from './drawing.ts'
import { createGate } from './gate.ts'
import { LONGEST_SIDE, readSvg } from './svg.ts'

export interface Picture {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml'
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

/** Of all frames together. A 2 MB file of one colour can unfold to gigabytes; no camera's photo of 2 MB has this many. */
const MOST_PIXELS = 50_000_000
/** Decoding takes a few bytes of memory for each pixel. */
const AT_ONCE = 2
const WITHIN_SECONDS = 15

const inTurn = createGate(AT_ONCE)
// One thread for each picture, and nothing kept between pictures: uploads are rare.
sharp.concurrency(1)
sharp.cache(false)

type Format = (image: Sharp, metadata: Metadata) => Sharp
const asWebp: Format = (image) => image.webp({ quality: 86, effort: 4 })
/** A still picture in the format that it came in. An animation comes out as WebP, a third of the size of a GIF. */
const FORMATS: Readonly<Record<string, { readonly type: Picture['type']; readonly encode: Format }>> = {
  'image/png': { type: 'image/png', encode: (image, { isPalette = false }) => image.png({ compressionLevel: 9, palette: isPalette }) },
  // Of an animated PNG the first frame.
  'image/apng': { type: 'image/png', encode: (image) => image.png({ compressionLevel: 9 }) },
  'image/jpeg': { type: 'image/jpeg', encode: (image) => image.jpeg({ quality: 86, mozjpeg: true }) },
  'image/webp': { type: 'image/webp', encode: asWebp },
  'image/gif': { type: 'image/webp', encode: asWebp },
}

/** Reads a picture, and makes it anew. Refused are too large ones, what is no picture, and SVG that is more than one. */
export async function readPicture(bytes: Uint8Array): Promise<Result<Picture>> {
  if (bytes.length > LIMITS.imageBytes) return failForm('image_too_large')
  const raster = await readRaster(bytes)
  if (raster) return raster
  const svg = await readSvg(bytes, readRaster)
  if (!svg.ok) return svg
  // What cannot be drawn here will not be drawn in the middle of a code either.
  return (await canBeDrawn(svg.value.bytes)) ? withinLimit({ type: 'image/svg+xml', ...svg.value }) : failForm('image_unreadable')
}

/** `undefined`: these are no pixels that we know. `share`: of the pixels that a picture may have. */
async function readRaster(bytes: Uint8Array, share = 1): Promise<Result<Picture> | undefined> {
  // It reads headers of many formats, and gives up on broken ones by throwing.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const format = found && FORMATS[found.mime]
  return format && inTurn(() => encodeAnew(bytes, format, MOST_PIXELS * share))
}

async function encodeAnew(bytes: Uint8Array, { type, encode }: { readonly type: Picture['type']; readonly encode: Format }, mostPixels: number): Promise<Result<Picture>> {
  try {
    const source = sharp(bytes, { limitInputPixels: Math.floor(mostPixels), failOn: 'error', animated: type === 'image/webp' })
    const image = source.autoOrient().resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    const { data, info } = await encode(image, await source.metadata()).timeout({ seconds: WITHIN_SECONDS }).toBuffer({ resolveWithObject: true })
    return withinLimit({ type, width: info.width, height: info.pageHeight ?? info.height, bytes: data })
  } catch {
    // What the library says of a broken file is for programmers.
    return failForm('image_unreadable')
  }
}

const withinLimit = (picture: Picture): Result<Picture> => (picture.bytes.length > LIMITS.imageBytes ? failForm('image_too_large') : ok(picture))

/** As PNG of at most this size, the first frame, for where only pixels will do. */
export const toPng = ({ bytes }: { readonly bytes: Uint8Array }, { width, height }: { readonly width: number; readonly height: number }): Promise<Buffer> =>
  inTurn(() => sharp(bytes, { limitInputPixels: MOST_PIXELS }).resize({ width, height, fit: 'inside' }).png().toBuffer())
