/**
 * The picture for articles that show only text and pictures (RC-4): names, greeting and a code to scan. Drawn by the
 * browser, so that it has the fonts of every script; at double size, so that it is sharp wherever it is shown.
 */
import { directionOf } from '@foyer/widget/shell/words/choose-language.ts'
import type { Language } from '@foyer/sdk/protocol'

export interface ArticlePicture {
  readonly shownName: string
  readonly greeting: string
  readonly companyName: string
  /** `#rrggbb` */
  readonly accent: string
  readonly language: Language
  /** Address of the avatar, of this server. */
  readonly avatar?: string
  /** Address of the code. Without one, `codeLater` stands in its place. */
  readonly code?: string
  readonly codeLater: string
}

/** CSS pixels. An article's column is hardly ever wider. */
const [WIDTH, HEIGHT] = [640, 240]
const SCALE = 2
const [PADDING, CODE, AVATAR] = [28, 168, 56]
const FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif"

/** @returns a PNG as a `data:` address; rejects if a picture cannot be read */
export async function drawArticlePicture(picture: ArticlePicture): Promise<string> {
  const { accent, avatar, code } = picture
  const [face, codeImage] = await Promise.all([avatar === undefined ? undefined : loadImage(avatar), code === undefined ? undefined : loadImage(code)])
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH * SCALE
  canvas.height = HEIGHT * SCALE
  // Chinese and Japanese write many characters in forms of their own: the browser takes the font by the language.
  canvas.lang = picture.language
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.scale(SCALE, SCALE)

  const isRtl = directionOf(picture.language) === 'rtl'
  context.direction = isRtl ? 'rtl' : 'ltr'
  /** From the start of the line to the left edge of a box. */
  const left = (start: number, width: number) => (isRtl ? WIDTH - start - width : start)

  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.fillStyle = accent
  context.fillRect(left(0, 8), 0, 8, HEIGHT)

  const codeStart = WIDTH - PADDING - CODE
  const codeTop = (HEIGHT - CODE) / 2
  if (codeImage) context.drawImage(codeImage, left(codeStart, CODE), codeTop, CODE, CODE)
  else drawPlaceholder(context, left(codeStart, CODE), codeTop, picture.codeLater)

  if (face) {
    context.save()
    context.beginPath()
    context.arc(left(PADDING + 8, AVATAR) + AVATAR / 2, PADDING + AVATAR / 2, AVATAR / 2, 0, 2 * Math.PI)
    context.clip()
    context.drawImage(face, left(PADDING + 8, AVATAR), PADDING, AVATAR, AVATAR)
    context.restore()
  }

  const start = PADDING + 8
  const room = codeStart - start - PADDING
  const x = isRtl ? WIDTH - start : start
  const top = face ? PADDING + AVATAR + 40 : 96
  context.textAlign = 'start'
  const write = (text: string, y: number, size: number, weight: number, colour: string) => {
    context.fillStyle = colour
    context.font = `${weight} ${size}px ${FONT}`
    // Narrower letters rather than a cut name: the limits of RC-3 leave little to narrow.
    context.fillText(text, x, y, room)
  }
  write(picture.shownName, top, 30, 700, '#20242c')
  if (picture.greeting) write(picture.greeting, top + 36, 20, 400, '#4a515c')
  write(picture.companyName, HEIGHT - PADDING, 16, 400, '#666d78')
  return canvas.toDataURL('image/png')
}

function drawPlaceholder(context: CanvasRenderingContext2D, left: number, top: number, words: string): void {
  context.save()
  context.strokeStyle = '#8a919c'
  context.lineWidth = 2
  context.setLineDash([6, 6])
  context.strokeRect(left + 1, top + 1, CODE - 2, CODE - 2)
  context.fillStyle = '#666d78'
  context.font = `400 16px ${FONT}`
  context.textAlign = 'center'
  context.fillText(words, left + CODE / 2, top + CODE / 2 + 6, CODE - 16)
  context.restore()
}

const loadImage = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('The picture could not be loaded.'))
    image.src = address
  })

/** SVG of the picture that stands for an own image until there is one (RC-5): a speech bubble in the site's colour. */
export const defaultImage = (accent: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96"><path fill="${accent}" d="M48 8c23 0 40 15 40 34S71 76 48 76c-5 0-9-.6-13-1.8L16 88l4-20C12.5 62 8 53 8 42 8 23 25 8 48 8Z"/><circle cx="32" cy="42" r="5" fill="#fff"/><circle cx="48" cy="42" r="5" fill="#fff"/><circle cx="64" cy="42" r="5" fill="#fff"/></svg>`

/** CSS pixels of its sides. */
export const DEFAULT_IMAGE_SIDE = 96
