/**
 * HEIC, the format of Apple's telephones (ISO/IEC 23008-12): where it was taken is taken out of the file without drawing
 * it, for our decoder has none of what is under patents (CW-5). Only what makes the picture is kept; where anything else
 * stood, there are zeros, and nothing moves, so that the file stays as whole as it was. What is not understood is refused.
 */

/** Kept of a file: what it is, its table of contents, and what the table leads to. */
const AT_TOP = new Set(['ftyp', 'meta', 'mdat'])
/** Kept of the table of contents: its parts, what they look like, and how they belong together. */
const IN_TABLE = new Set(['hdlr', 'dinf', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'grpl'])
/** What these hold is looked at piece by piece. */
const HOLDERS = new Set(['meta', 'mdat', 'idat'])
/** Items that are pictures, or put pictures together. What a camera writes down is none of these: `Exif`, and XMP as `mime`. */
const PICTURES = new Set(['hvc1', 'hev1', 'lhv1', 'avc1', 'av01', 'grid', 'iovl', 'iden', 'tmap'])
/** Properties that are words about a picture: its title and tags, when it was made, and whatever a program put there. */
const WORDS = new Set(['udes', 'crtt', 'mdft', 'uuid'])

interface Box {
  readonly name: string
  /** Where it begins, where its content does, and where both end. */
  readonly at: number
  readonly from: number
  readonly to: number
}
interface Item {
  readonly id: number
  readonly extents: readonly Pick<Box, 'from' | 'to'>[]
}

/** The same picture, saying nothing else; `undefined` if its file is not understood to the last byte. */
export function pictureAlone(bytes: Buffer): Buffer | undefined {
  try {
    return strip(bytes)
  } catch (error) {
    // Also what a buffer throws where it ends too soon.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function strip(bytes: Buffer): Buffer {
  const top = boxes(bytes, 0, bytes.length)
  const meta = only(top, 'meta')
  const table = boxes(bytes, meta.from + 4, meta.to)
  const pictures = picturesOf(bytes, only(table, 'iinf'))
  if (!pictures.has(mainOf(bytes, only(table, 'pitm')))) throw new RangeError('The picture is of no kind that is known.')
  const items = itemsOf(bytes, only(table, 'iloc'), top.filter(({ name }) => name === 'mdat'), table.find(({ name }) => name === 'idat'))

  const alone = Buffer.alloc(bytes.length)
  const copy = (from: number, to: number) => bytes.copy(alone, from, from, to)
  const blank = ({ at, from, to }: Box) => {
    copy(at, from)
    alone.write('free', at + 4, 'latin1')
    alone.fill(0, from, to)
  }
  const lay = (found: readonly Box[], kept: ReadonlySet<string>) => {
    for (const box of found) {
      if (!kept.has(box.name)) blank(box)
      else copy(box.at, HOLDERS.has(box.name) ? box.from : box.to)
    }
  }
  lay(top, AT_TOP)
  copy(meta.from, meta.from + 4)
  lay(table, IN_TABLE)
  for (const { from, to } of table.filter(({ name }) => name === 'iprp')) {
    for (const list of boxes(bytes, from, to).filter(({ name }) => name === 'ipco')) {
      boxes(bytes, list.from, list.to).filter(({ name }) => WORDS.has(name)).forEach(blank)
    }
  }
  const extentsOf = (isPicture: boolean) => items.filter(({ id }) => pictures.has(id) === isPicture).flatMap(({ extents }) => extents)
  for (const { from, to } of extentsOf(true)) copy(from, to)
  // Last: what two say is theirs is not kept.
  for (const { from, to } of extentsOf(false)) alone.fill(0, from, to)
  return alone
}

function boxes(bytes: Buffer, from: number, to: number): Box[] {
  const found: Box[] = []
  for (let at = from; at < to; at = found.at(-1)!.to) {
    const short = bytes.readUInt32BE(at)
    const start = at + (short === 1 ? 16 : 8)
    const end = short === 0 ? to : at + (short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short)
    if (start > end || end > to) throw new RangeError('A box is larger than what it is in.')
    found.push({ name: bytes.toString('latin1', at + 4, at + 8), at, from: start, to: end })
  }
  return found
}

function only(found: readonly Box[], wanted: string): Box {
  const [box, ...others] = found.filter(({ name }) => name === wanted)
  if (!box || others.length > 0) throw new RangeError(`There is no ${wanted}, or more than one.`)
  return box
}

/** Ids of what is a picture. */
function picturesOf(bytes: Buffer, iinf: Box): ReadonlySet<number> {
  const entries = boxes(bytes, iinf.from + (bytes[iinf.from] === 0 ? 6 : 8), iinf.to).map(({ name, from, to }) => {
    const read = reader(bytes.subarray(from, to))
    const version = read(1)
    if (name !== 'infe' || version < 2) throw new RangeError('An item does not say what it is.')
    read(3)
    const id = read(version === 2 ? 2 : 4)
    read(2)
    return { id, type: bytes.toString('latin1', from + (version === 2 ? 8 : 10), from + (version === 2 ? 12 : 14)) }
  })
  refuseTwins(entries)
  return new Set(entries.filter(({ type }) => PICTURES.has(type)).map(({ id }) => id))
}

const mainOf = (bytes: Buffer, { from, to }: Box): number => reader(bytes.subarray(from + 4, to))(bytes[from] === 0 ? 2 : 4)

/** Where each item's bytes are. All are inside of what holds bytes, so that zeros there break nothing. */
function itemsOf(bytes: Buffer, iloc: Box, data: readonly Box[], idat: Box | undefined): readonly Item[] {
  const read = reader(bytes.subarray(iloc.from, iloc.to))
  const version = read(1)
  if (version > 2) throw new RangeError('This version is not known.')
  read(3)
  const [lengths, more] = [read(1), read(1)]
  const inside = ({ from, to }: Item['extents'][number], holders: readonly Box[]) => holders.some((holder) => from >= holder.from && to <= holder.to)
  const items = Array.from({ length: read(version < 2 ? 2 : 4) }, () => {
    const id = read(version < 2 ? 2 : 4)
    const isInTable = version > 0 && inTable(read(2) & 15)
    if (read(2) !== 0) throw new RangeError('An item is in another file.')
    const base = read(more >> 4) + (isInTable ? (idat?.from ?? 0) : 0)
    const extents = Array.from({ length: read(2) }, () => {
      if (version > 0) read(more & 15)
      const from = base + read(lengths >> 4)
      const extent = { from, to: from + read(lengths & 15) }
      if (extent.to === from || !inside(extent, isInTable ? [idat].filter((box) => box !== undefined) : data)) throw new RangeError('An item is nowhere.')
      return extent
    })
    return { id, extents }
  })
  refuseTwins(items)
  return items
}

function refuseTwins(items: readonly Pick<Item, 'id'>[]): void {
  if (new Set(items.map(({ id }) => id)).size < items.length) throw new RangeError('Two items have the same name.')
}

/** Whether an item's bytes are in the table itself, by its `construction_method`. */
function inTable(method: number): boolean {
  if (method > 1) throw new RangeError('An item is inside of another one.')
  return method === 1
}

/** Reads one number after another, each of so many bytes; of none it is 0. */
function reader(bytes: Buffer): (length: number) => number {
  let at = 0
  return (length) => {
    at += length
    if (length === 0) return 0
    return length === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUIntBE(at - length, length)
  }
}
