/**
 * QR codes (RC-7): the squares from `qrcode`, the drawing ours. As SVG it is one path; as PNG every square is a whole
 * number of pixels, for a blurred edge costs a camera more than a wider margin. With a logo in the middle a code is made
 * so redundant that what the logo covers, less than a twentieth, is read all the same.
 */
import { create } from 'qrcode'
import sharp from 'sharp'
import { toPng } from '../images/picture.ts'

/** Squares without anything around a code (ISO/IEC 18004, 6.3.8). */
const QUIET = 4
/** Of a code's width that a logo may take. Level H reads with 30 % of the words lost; the plate covers 5 %, and dirt gets the rest. */
const LOGO_SHARE = 0.22
/** Longest side of a logo within an SVG, in pixels: sharp on a poster's proof, and some kilobytes. */
const LOGO_PIXELS = 512
const DARK = '#1b2325'

export interface Logo {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  /** It was drawn for dark grounds, and would be lost on white. */
  readonly isLight: boolean
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
interface Plate {
  readonly ground: Box
  /** Behind a logo that is light. */
  readonly dark: Box | undefined
  readonly logo: Box
}
interface Code {
  /** Squares of a side, without the margin. */
  readonly side: number
  isDark(column: number, row: number): boolean
  readonly plate: Plate | undefined
}

/** Longer than a code can hold: 2,331 characters, 1,273 with a logo. */
export class TooLong extends Error {}

export async function codeSvg(text: string, { size, logo }: { readonly size: number; readonly logo?: Logo }): Promise<string> {
  const { side, isDark, plate } = plan(text, logo)
  const whole = side + 2 * QUIET
  let squares = ''
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      if (!isDark(column, row)) continue
      const start = column
      while (column + 1 < side && isDark(column + 1, row)) column += 1
      const run = column - start + 1
      squares += `M${start + QUIET} ${row + QUIET}h${run}v1h-${run}z`
    }
  }
  const middle = plate && logo ? await plateSvg(plate, logo) : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${whole} ${whole}"><path fill="#fff" d="M0 0h${whole}v${whole}H0z"/><path shape-rendering="crispEdges" d="${squares}"/>${middle}</svg>`
}

async function plateSvg({ ground, dark, logo: at }: Plate, logo: Logo): Promise<string> {
  const rect = ({ x, y, width, height }: Box, fill: string) => `<rect x="${x + QUIET}" y="${y + QUIET}" width="${width}" height="${height}" rx=".5" fill="${fill}"/>`
  const png = await toPng(logo, { width: LOGO_PIXELS, height: LOGO_PIXELS })
  const image = `<image x="${at.x + QUIET}" y="${at.y + QUIET}" width="${at.width}" height="${at.height}" href="data:image/png;base64,${png.toString('base64')}"/>`
  return `${rect(ground, '#fff')}${dark ? rect(dark, DARK) : ''}${image}`
}

export async function codePng(text: string, { size, logo }: { readonly size: number; readonly logo?: Logo }): Promise<Buffer> {
  const { side, isDark, plate } = plan(text, logo)
  const scale = Math.max(1, Math.floor(size / (side + 2 * QUIET)))
  const whole = Math.max(size, side + 2 * QUIET)
  const margin = Math.floor((whole - side * scale) / 2)
  const pixels = Buffer.alloc(whole * whole * 3, 0xff)
  const paint = ({ x, y, width, height }: Box, colour: number) => {
    const [left, right] = [margin + Math.round(x * scale), margin + Math.round((x + width) * scale)]
    for (let line = margin + Math.round(y * scale); line < margin + Math.round((y + height) * scale); line += 1) {
      pixels.fill(colour, (line * whole + left) * 3, (line * whole + right) * 3)
    }
  }
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) if (isDark(column, row)) paint({ x: column, y: row, width: 1, height: 1 }, 0)
  }
  if (plate) paint(plate.ground, 0xff)
  if (plate?.dark) paint(plate.dark, 0x22)
  const image = sharp(pixels, { raw: { width: whole, height: whole, channels: 3 } })
  if (!plate || !logo) return image.png({ palette: true, colours: 2 }).toBuffer()
  const box = { width: Math.max(1, Math.floor(plate.logo.width * scale)), height: Math.max(1, Math.floor(plate.logo.height * scale)) }
  const input = await toPng(logo, box)
  return image.composite([{ input, left: margin + Math.round(plate.logo.x * scale), top: margin + Math.round(plate.logo.y * scale) }]).png().toBuffer()
}

function plan(text: string, logo: Logo | undefined): Code {
  const { size: side, data } = squaresOf(text, logo ? 'H' : 'M')
  return { side, isDark: (column, row) => data[row * side + column] === 1, plate: logo && plateFor(side, logo) }
}

function squaresOf(text: string, errorCorrectionLevel: 'H' | 'M') {
  try {
    return create(text, { errorCorrectionLevel }).modules
  } catch (cause) {
    throw new TooLong('This is more than a code can hold', { cause })
  }
}

/** Whole squares in the middle, so that none is cut: a side of a code has an odd number of them, and so has the plate. */
function plateFor(side: number, { width, height, isLight }: Logo): Plate {
  const most = odd(side * LOGO_SHARE)
  const padding = isLight ? 1 : 0.5
  const scale = (most - 2 * padding) / Math.max(width, height)
  const centred = (wide: number, high: number): Box => ({ x: (side - wide) / 2, y: (side - high) / 2, width: wide, height: high })
  const logo = centred(width * scale, height * scale)
  const ground = centred(odd(Math.ceil(logo.width + 2 * padding + 1)), odd(Math.ceil(logo.height + 2 * padding + 1)))
  const dark = isLight ? centred(ground.width - 1, ground.height - 1) : undefined
  return { ground: within(ground, most, centred), dark: dark && within(dark, most - 1, centred), logo }
}
const within = ({ width, height }: Box, most: number, centred: (width: number, height: number) => Box): Box => centred(Math.min(width, most), Math.min(height, most))
/** The largest odd number that is not above it. */
const odd = (number: number): number => 2 * Math.floor((number - 1) / 2) + 1

/** Of white. A shape of a lighter colour than this is hard to see on it: its contrast is below 2.2:1. */
const LIGHT = 0.7
/** Of a logo's area that is see-through, from which on its ground is the page's. */
const SEE_THROUGH = 0.1

/** Looks at a logo, which may be any picture that was uploaded. */
export async function readLogo(bytes: Uint8Array): Promise<Logo> {
  const png = await toPng({ bytes }, { width: LOGO_PIXELS, height: LOGO_PIXELS })
  const { data, info } = await sharp(png).ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  let [seen, light] = [0, 0]
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255
    seen += alpha
    light += (alpha * (0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!)) / 255
  }
  const area = data.length / 4
  return { bytes, width: info.width, height: info.height, isLight: seen > 0 && light / seen > LIGHT && 1 - seen / area > SEE_THROUGH }
}
