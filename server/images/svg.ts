/**
 * An SVG made safe (RC-5): parsed as XML, judged against the lists of `svg-allowed.ts`, and written anew from what was
 * kept. Nothing of the file's own text gets through unread. Two outcomes besides: it is no SVG with a size
 * (`image_unreadable`), or it holds more than a picture (`image_unsafe`).
 *
 * A picture refers to its own parts (`#name`) and to pictures of pixels that are in it as `data:`; those are read like
 * any upload. No entity of its own, no style sheet or font from elsewhere, no link, no script, nothing of HTML.
 */
import { SaxesParser } from 'saxes'
import type { SaxesTagNS } from 'saxes'
import { failForm, ok } from '@foyer/sdk/protocol'
import type { Failure, Result } from '@foyer/sdk/protocol'
import { ANIMATIONS, ATTRIBUTES, ELEMENTS, REFUSED_ELEMENTS, SVG, WITH_TEXT, XLINK, XML } from './svg-allowed.ts'

export interface CleanSvg {
  readonly bytes: Buffer
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
}
type ReadRaster = (bytes: Uint8Array, share?: number) => Promise<Result<{ readonly type: string; readonly bytes: Buffer }> | undefined>

interface Element {
  readonly name: string
  readonly attributes: Map<string, string>
  readonly children: (Element | string)[]
}

/** More than a drawing of 2 MB needs; deeper or larger ones cost browsers dearly. */
const MOST_ELEMENTS = 30_000
const DEEPEST = 100
/** Elements that are drawn, with those that are drawn again for each reference. A few `use` can stand for billions. */
const MOST_DRAWN = 100_000
const MOST_PICTURES = 20
/** How long a chain of references may be. */
const LONGEST_CHAIN = 200
/** Longest side of a picture as it is kept, in pixels: sharp on any screen at the sizes that components have. */
export const LONGEST_SIDE = 2_048

export async function readSvg(bytes: Uint8Array, readRaster: ReadRaster): Promise<Result<CleanSvg>> {
  const text = decode(bytes)
  const root = text === undefined ? failForm('image_unreadable') : parse(text)
  if (!root.ok) return root
  if (drawnOf(root.value) > MOST_DRAWN) return failForm('image_unsafe')
  const refused = await rereadPictures(root.value, readRaster)
  if (refused) return refused
  const size = giveSize(root.value.attributes)
  if (!size) return failForm('image_unreadable', { message: 'This SVG does not say how large it is.' })
  return ok({ ...size, bytes: Buffer.from(write(root.value)) })
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Stops the parser at the first thing that decides. */
class Refused extends Error {
  readonly code: 'image_unsafe' | 'image_unreadable'
  constructor(code: 'image_unsafe' | 'image_unreadable') {
    super(code)
    this.code = code
  }
}

/** The tree of what is kept. */
function parse(text: string): Result<Element> {
  const parser = new SaxesParser({ xmlns: true })
  const open: (Element | undefined)[] = []
  let root: Element | undefined
  let count = 0

  parser.on('error', () => {
    throw new Refused('image_unreadable')
  })
  // Many programs write the one of SVG 1.1, which says nothing. One with an inside declares entities.
  parser.on('doctype', (declared) => {
    if (/[[<]|ENTITY/i.test(declared)) throw new Refused('image_unsafe')
  })
  parser.on('opentag', (tag) => {
    count += 1
    if (count > MOST_ELEMENTS || open.length >= DEEPEST) throw new Refused('image_unsafe')
    if (open.length === 0 && (tag.uri !== SVG || tag.local !== 'svg')) throw new Refused('image_unreadable')
    const parent = open.at(-1)
    // Of what is left out, the inside is left out too; it is read all the same.
    const isKept = keep(tag) && (open.length === 0 || (parent !== undefined && parent.name !== 'style'))
    const element = isKept ? { name: tag.local, attributes: attributesOf(tag), children: [] } : undefined
    root ??= element
    if (element) parent?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    const closed = open.pop()
    if (closed?.name === 'style' && !isSafeSheet(closed.children.join(''))) throw new Refused('image_unsafe')
  })
  const addText = (content: string) => {
    const parent = open.at(-1)
    if (parent && WITH_TEXT.has(parent.name)) parent.children.push(content)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)

  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof Refused) return failForm(error.code)
    throw error
  }
  return root ? ok(root) : failForm('image_unreadable')
}

function keep({ uri, local }: SaxesTagNS): boolean {
  if (uri === SVG) {
    if (REFUSED_ELEMENTS.has(local)) throw new Refused('image_unsafe')
    return ELEMENTS.has(local)
  }
  // Drawing programs keep notes of their own in namespaces of their own. HTML would be a page inside the picture, and
  // an element without a namespace may be meant as one.
  if (uri === '' || /w3\.org\/(1999\/xhtml|1998\/Math)/.test(uri)) throw new Refused('image_unsafe')
  return false
}

function attributesOf({ local: element, attributes }: SaxesTagNS): Map<string, string> {
  const kept = new Map<string, string>()
  for (const { uri, local, value, prefix } of Object.values(attributes)) {
    if (prefix === 'xmlns' || local === 'xmlns') continue
    if (/^on/i.test(local)) throw new Refused('image_unsafe')
    if (uri === XML && local === 'space') kept.set('xml:space', value)
    else if (local === 'href' && (uri === '' || uri === XLINK)) kept.set('href', hrefOf(element, value))
    else if (uri === '' && (ATTRIBUTES.has(local) || local === 'aria-label')) kept.set(local, valueOf(element, local, value))
  }
  return kept
}

/** `#name`, or for a picture in the picture its bytes. */
function hrefOf(element: string, value: string): string {
  const reference = value.trim()
  const isOwn = /^#[^\s"'()<>\\]+$/.test(reference) || (element === 'image' && DATA.test(reference))
  if (!isOwn) throw new Refused('image_unsafe')
  return reference
}
const DATA = /^data:image\/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)$/i

function valueOf(element: string, name: string, value: string): string {
  if (ANIMATIONS.has(element) && name === 'attributeName' && !isAnimatable(value.trim())) throw new Refused('image_unsafe')
  // `style` is a sheet of one rule; in every other a reference can stand.
  if (name === 'style' ? !isSafeSheet(value) : !refersToItself(value)) throw new Refused('image_unsafe')
  return value
}
const isAnimatable = (attribute: string): boolean => ATTRIBUTES.has(attribute) && !['id', 'class', 'style', 'attributeName'].includes(attribute)

/** Every `url(…)` names a part of the same file. A backslash can spell any word another way. */
const refersToItself = (css: string): boolean => !css.includes('\\') && !/url\s*\(/i.test(css.replaceAll(LOCAL_URL, ''))
const LOCAL_URL = /url\(\s*(["']?)#[^\s"'()<>\\]+\1\s*\)/gi

/** CSS that loads nothing. Of the rules with an at-sign only those that ask for a size or a wish of the reader. */
const isSafeSheet = (css: string): boolean =>
  refersToItself(css) && !/(?:image|image-set|src|cross-fade|element|expression)\s*\(|-moz-binding|behavior\s*:|<\//i.test(css) && !/@(?!media\b|keyframes\b|-webkit-keyframes\b)/i.test(css)

/** How many elements are drawn, each reference counted with all that it stands for. Infinite where one contains itself. */
function drawnOf(root: Element): number {
  const named = new Map<string, Element>()
  const collect = (element: Element): void => {
    const id = element.attributes.get('id')
    if (id !== undefined && !named.has(id)) named.set(id, element)
    for (const child of element.children) if (typeof child !== 'string') collect(child)
  }
  collect(root)
  const known = new Map<Element, number>()
  const under = new Set<Element>()
  const count = (element: Element): number => {
    if (under.has(element) || under.size > LONGEST_CHAIN) return Infinity
    const before = known.get(element)
    if (before !== undefined) return before
    under.add(element)
    const targets = ANIMATIONS.has(element.name) ? [] : referencesOf(element).flatMap((name) => named.get(name) ?? [])
    const children = element.children.filter((child) => typeof child !== 'string')
    const sum = [...children, ...targets].reduce((total, part) => total + count(part), 1)
    under.delete(element)
    known.set(element, sum)
    return sum
  }
  return count(root)
}

const referencesOf = ({ attributes }: Element): readonly string[] =>
  [...attributes].flatMap(([name, value]) => (name === 'href' ? (value.startsWith('#') ? [value.slice(1)] : []) : [...value.matchAll(/url\(\s*["']?#([^\s"'()]+)/gi)].map(([, target]) => target!)))

/** Pictures of pixels inside are read and made anew like those outside. Together they may have as many as one of those. */
async function rereadPictures(root: Element, readRaster: ReadRaster): Promise<Failure | undefined> {
  const found: Element[] = []
  const collect = (element: Element): void => {
    if (DATA.test(element.attributes.get('href') ?? '')) found.push(element)
    for (const child of element.children) if (typeof child !== 'string') collect(child)
  }
  collect(root)
  if (found.length > MOST_PICTURES) return failForm('image_unsafe')
  for (const { attributes } of found) {
    const [, base64 = ''] = DATA.exec(attributes.get('href') ?? '') ?? []
    const picture = await readRaster(Buffer.from(base64, 'base64'), 1 / found.length)
    if (!picture?.ok) return picture ?? failForm('image_unsafe')
    attributes.set('href', `data:${picture.value.type};base64,${picture.value.bytes.toString('base64')}`)
  }
  return undefined
}

/** CSS pixels of an absolute unit (CSS Values 4, 6.2). */
const PIXELS: Readonly<Record<string, number>> = { '': 1, 'px': 1, 'pt': 96 / 72, 'pc': 16, 'in': 96, 'cm': 96 / 2.54, 'mm': 96 / 25.4, 'q': 96 / 101.6 }

function pixelsOf(length: string | undefined): number | undefined {
  const [, number, unit = ''] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? '') ?? []
  const pixels = Number(number) * (PIXELS[unit.toLowerCase()] ?? NaN)
  return pixels > 0 && Number.isFinite(pixels) ? pixels : undefined
}

/** Reads the size, and writes it into the root, so that every browser knows it and scales by it. */
function giveSize(attributes: Map<string, string>): { readonly width: number; readonly height: number } | undefined {
  const [, , boxWidth, boxHeight] = (attributes.get('viewBox') ?? '').trim().split(/[\s,]+/).map(Number)
  const box = boxWidth! > 0 && boxHeight! > 0 && Number.isFinite(boxWidth! + boxHeight!) ? { width: boxWidth!, height: boxHeight! } : undefined
  const [width, height] = [pixelsOf(attributes.get('width')), pixelsOf(attributes.get('height'))]
  const said = width && height ? { width, height } : box && (width ? { width, height: (width * box.height) / box.width } : height ? { width: (height * box.width) / box.height, height } : box)
  if (!said) return undefined
  const scale = Math.min(1, LONGEST_SIDE / Math.max(said.width, said.height))
  const size = { width: Math.max(1, Math.round(said.width * scale)), height: Math.max(1, Math.round(said.height * scale)) }
  if (!box) attributes.set('viewBox', `0 0 ${said.width} ${said.height}`)
  attributes.set('width', String(size.width)).set('height', String(size.height))
  return size
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const quote = (value: string): string => escape(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

function write(root: Element): string {
  root.attributes.set('xmlns', SVG)
  return writeElement(root)
}

function writeElement({ name, attributes, children }: Element): string {
  const written = [...attributes].map(([attribute, value]) => ` ${attribute}="${quote(value)}"`).join('')
  const inside = children.map((child) => (typeof child === 'string' ? escape(child) : writeElement(child))).join('')
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`
}
