/** Files as people, and others, send them. */
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** What runs if a browser takes any of it for a page: it is seen by the request for this address. */
export const RAN = '/it-ran'
export const SCRIPT = `fetch('${RAN}');document.title='it ran'`
export const HTML = `<!doctype html><script>${SCRIPT}</script>`
export const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#1b6b80' } })
export const png = (width = 40, height = 30): Promise<Buffer> => plain(width, height).png().toBuffer()
export const jpeg = (width = 40, height = 30): Promise<Buffer> => plain(width, height).jpeg().toBuffer()
export const avif = (): Promise<Buffer> => plain(40, 30).avif({ effort: 0 }).toBuffer()

/** Lying on its side, as telephones write them, and saying where it was taken. */
export const photo = (): Promise<Buffer> =>
  plain(800, 600)
    .withExif({ IFD0: { Make: 'A telephone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '54/1 19/1 12/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

/** Three frames of different colours. */
export async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(['#f00', '#0f0', '#00f'].map((background) => sharp({ create: { width: 60, height: 40, channels: 3, background } }).png().toBuffer()))
  return sharp(frames, { join: { animated: true } })[format]({ delay: [100, 100, 100] }).toBuffer()
}

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
const PNG_BEGIN = 8
const PNG_HEADER_END = PNG_BEGIN + 25

/** A picture with words in a comment. */
export async function pngSaying(words: string): Promise<Buffer> {
  const whole = await png()
  return Buffer.concat([whole.subarray(0, PNG_HEADER_END), chunk('tEXt', Buffer.from(`Comment\0${words}`, 'latin1')), whole.subarray(PNG_HEADER_END)])
}

/** A few bytes that say that they are 900 million pixels. */
export async function pngOfMany(): Promise<Buffer> {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(30_000, 0)
  header.writeUInt32BE(30_000, 4)
  return Buffer.concat([(await png()).subarray(0, PNG_BEGIN), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(90_001))), chunk('IEND', Buffer.alloc(0))])
}

/** A picture to an old browser, a program to a script element. */
export const gifOrScript = (): Buffer => Buffer.from(`GIF89a/*${'\0'.repeat(8)}*/=1;${SCRIPT}`, 'latin1')

/** One that can be drawn, with a program in its comment. */
export async function gifSaying(words: string): Promise<Buffer> {
  const whole = await plain(40, 30).gif().toBuffer()
  // Before the end of it: a comment's extension, in one block.
  return Buffer.concat([whole.subarray(0, -1), Buffer.from([0x21, 0xfe, words.length]), Buffer.from(words, 'latin1'), Buffer.from([0, 0x3b])])
}

/** Uncompressed (APPNOTE 4.3). */
export function zip(entries: Readonly<Record<string, string | Buffer>>): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, Buffer.from(name), data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, Buffer.from(name))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(locals.length, 8)
  end.writeUInt16LE(locals.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

/** Of exactly so many bytes, none like its neighbour. */
export function zipOf(bytes: number): Buffer {
  const frame = zip({ 'data.bin': '' }).length
  const data = Buffer.alloc(bytes - frame)
  for (let at = 0; at + 4 <= data.length; at += 4) data.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at)
  return zip({ 'data.bin': data })
}

const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`
export const docx = (): Buffer =>
  zip({ '[Content_Types].xml': contentTypes('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'), 'word/document.xml': '<w:document/>' })
/** With a program in it. */
export const docm = (): Buffer =>
  zip({ '[Content_Types].xml': contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'), 'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'Sub' })

export const pdf = (): Buffer => Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`)
export const exe = (): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(58), Buffer.from([0x40, 0, 0, 0]), Buffer.from('PE\0\0'), Buffer.alloc(200)])
export const elf = (): Buffer => Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(200)])

/** RFC 8794: an id, a size in two bytes, the content. */
const element = (id: readonly number[], content: Buffer): Buffer => Buffer.concat([Buffer.from([...id, 0x40 | (content.length >> 8), content.length & 0xff]), content])
/** As a browser records it: what it holds comes first, and nobody knows how long it will be. */
export function webm(...trackTypes: readonly (1 | 2)[]): Buffer {
  const header = element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], Buffer.from('webm')))
  const tracks = element([0x16, 0x54, 0xae, 0x6b], Buffer.concat(trackTypes.map((type) => element([0xae], element([0x83], Buffer.from([type]))))))
  const unknownSize = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
  return Buffer.concat([header, Buffer.from([0x18, 0x53, 0x80, 0x67, ...unknownSize]), tracks, Buffer.from([0x1f, 0x43, 0xb6, 0x75, ...unknownSize]), Buffer.alloc(64, 7)])
}

const box = (name: string, ...content: readonly Buffer[]): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0))
  return Buffer.concat([size, Buffer.from(name, 'latin1'), ...content])
}
/** Numbers of two and of four bytes. */
const short = (...numbers: readonly number[]): Buffer => Buffer.concat(numbers.map((number) => Buffer.from([number >> 8, number & 0xff])))
const long = (...numbers: readonly number[]): Buffer => Buffer.concat(numbers.map((number) => short(number >>> 16, number & 0xffff)))

export interface HeicItem {
  readonly type: string
  readonly data: Buffer
  /** 0: in the file; 1: in the table itself; 2: in another item. */
  readonly method?: number
  /** Where the table says that it is, if not where it is. */
  readonly from?: number
  readonly length?: number
  /** In which file. */
  readonly file?: number
}
/** As a telephone of Apple puts it together (ISO/IEC 23008-12): a table of items, and their bytes behind it. */
export function heic(items: readonly HeicItem[], { tail = Buffer.alloc(0), inTable = Buffer.alloc(0) }: { readonly tail?: Buffer; readonly inTable?: Buffer } = {}): Buffer {
  const head = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'))
  const bytesOf = (method: number) => Buffer.concat(items.filter((item) => (item.method ?? 0) === method).map(({ data }) => data))
  const [inFile, inside] = [bytesOf(0), bytesOf(1)]
  const meta = (dataAt: number): Buffer => {
    const ends = [dataAt, 0, 0]
    const places = items.map(({ data, method = 0, from = ends[method]!, length = data.length, file = 0 }, index) => {
      ends[method]! += data.length
      return Buffer.concat([short(index + 1, method, file, 1), long(from, length)])
    })
    const entries = items.map(({ type }, index) => box('infe', long(0x02_00_00_00), short(index + 1, 0), Buffer.from(`${type}\0${type === 'mime' ? 'application/rdf+xml\0' : ''}`)))
    return box(
      'meta',
      long(0),
      box('hdlr', Buffer.alloc(8), Buffer.from('pict'), Buffer.alloc(13)),
      box('pitm', long(0), short(1)),
      box('iinf', long(0), short(items.length), ...entries),
      box('iprp', box('ipco', box('ispe', long(0, 40, 30)), box('udes', long(0), Buffer.from('en\0At home\0\0')))),
      box('idat', inside),
      inTable,
      box('iloc', long(0x01_00_00_00), short(0x44_00, items.length), ...places),
    )
  }
  return Buffer.concat([head, meta(head.length + meta(0).length + 8), box('mdat', inFile), tail])
}
/** What a camera writes down, with the place. */
export const exif = async (): Promise<Buffer> => Buffer.concat([long(6), (await sharp(await photo()).metadata()).exif!])
/** A picture of the camera's in so many bytes, none like its neighbour. */
export const coded = (bytes: number): Buffer => Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 24) | 1))

export function mp4(...handlers: readonly ('soun' | 'vide')[]): Buffer {
  const track = (handler: string) => box('trak', box('mdia', box('hdlr', Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13))))
  return Buffer.concat([box('ftyp', Buffer.from('iso5\0\0\0\x01iso5mp41', 'latin1')), box('moov', box('mvhd', Buffer.alloc(100)), ...handlers.map(track)), box('mdat', Buffer.alloc(64, 7))])
}

/** A second of silence, if one may call it that, with a page in its title. */
export function mp3Saying(words: string): Buffer {
  const text = Buffer.concat([Buffer.from([0]), Buffer.from(words, 'latin1')])
  const title = Buffer.concat([Buffer.from('TIT2'), Buffer.from([0, 0, 0, text.length, 0, 0]), text])
  const tag = Buffer.concat([Buffer.from('ID3'), Buffer.from([3, 0, 0, 0, 0, title.length >> 7, title.length & 0x7f]), title])
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x64])
  return Buffer.concat([tag, ...Array.from({ length: 38 }, () => frame)])
}

/** A second of silence. */
export function wav(): Buffer {
  const data = Buffer.alloc(16_000)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + data.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(16_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}
