/**
 * What a component adds to a page, pixel by pixel. Seen once over white and once over black, each pixel says how much of
 * what lies behind shows through (difference matting), and so what it must be over any page whatsoever: where nothing
 * was added, what the page was; where the component is opaque, the component; in shadows and on round edges, the exact
 * mixture. Nothing has to be cut out or left unlooked at.
 */
import sharp from 'sharp'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Three bytes a pixel. */
  readonly pixels: Uint8Array
}

export interface Matte {
  readonly overWhite: Picture
  readonly overBlack: Picture
}

export async function readPicture(png: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, pixels: data }
}

export const createMatte = (overWhite: Picture, overBlack: Picture): Matte => ({ overWhite, overBlack })

/** How many pixels of a box nothing shows through. */
export function opaqueIn({ overWhite, overBlack }: Matte, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): number {
  let count = 0
  for (let y = Math.ceil(box.y); y < box.y + box.height; y++) {
    for (let x = Math.ceil(box.x); x < box.x + box.width; x++) {
      const at = (y * overWhite.width + x) * 3
      if ([at, at + 1, at + 2].every((c) => overWhite.pixels[c] === overBlack.pixels[c])) count += 1
    }
  }
  return count
}

/** Of a channel in a shadow, on a round edge or on a letter's: two mixtures that were rounded to whole numbers at different times. */
const ROUNDING = 2

export interface Difference {
  /** Where the page is no longer what it was. */
  readonly onPage: number
  /** Where the component is not what it is elsewhere. */
  readonly inComponent: number
  readonly first?: readonly [x: number, y: number, found: number, expected: number]
}

/**
 * Where a component lies above a page, Chromium may paint a piece of that page into a layer of its own, and a few pixels
 * of a letter's edge are then rounded once more. So few of them are none; more, and it is a change.
 */
const MOST_ROUNDED = 20

/** Compares a page with a component on it with what it must be. */
export function compare(seen: Picture, bare: Picture, { overWhite, overBlack }: Matte): Difference {
  if (seen.pixels.length !== bare.pixels.length || bare.pixels.length !== overWhite.pixels.length) throw new Error('The pictures differ in size.')
  let onPage = 0
  let rounded = 0
  let inComponent = 0
  let first: Difference['first']
  let firstRounded: Difference['first']
  for (let i = 0; i < seen.pixels.length; i += 3) {
    let isWrong = false
    let isUntouched = true
    let isRounded = false
    for (let c = i; c < i + 3; c++) {
      const white = overWhite.pixels[c] ?? 0
      const black = overBlack.pixels[c] ?? 0
      const found = seen.pixels[c] ?? 0
      const behind = bare.pixels[c] ?? 0
      const through = white - black
      const expected = black + (behind * through) / 255
      if (white !== 255 || black !== 0) isUntouched = false
      const slack = through === 0 || through === 255 ? 0 : ROUNDING
      if (Math.abs(found - expected) <= slack) continue
      const place = [(i / 3) % seen.width, Math.floor(i / 3 / seen.width), found, expected] as const
      if (isUntouched && Math.abs(found - expected) <= ROUNDING) {
        isRounded = true
        firstRounded ??= place
      } else {
        isWrong = true
        first ??= place
      }
    }
    if (isWrong && isUntouched) onPage += 1
    else if (isWrong) inComponent += 1
    else if (isRounded) rounded += 1
  }
  if (rounded > MOST_ROUNDED) {
    onPage += rounded
    first ??= firstRounded
  }
  return { onPage, inComponent, ...(first && { first }) }
}
