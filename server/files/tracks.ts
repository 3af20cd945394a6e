/**
 * Whether a film has pictures at all: a voice message comes in the same boxes as a film (WebM from most browsers, MP4 from
 * Safari), and only sound is played where it stands. It reads the little of either format that says so.
 */

/** Whether everything in the file is sound. `false` also if that cannot be found out. */
export function isSoundAlone(bytes: Buffer, type: string): boolean {
  if (type === 'video/webm' || type === 'video/matroska') return onlySound(tracksOfWebm(bytes), SOUND_TRACK, VIDEO_TRACK)
  if (type === 'video/mp4') return onlySound(handlersOfMp4(bytes), 'soun', 'vide')
  return false
}

const onlySound = <Kind>(kinds: readonly Kind[], sound: Kind, video: Kind): boolean => kinds.includes(sound) && !kinds.includes(video)

/** RFC 9559: elements of Matroska, and the track types in it. */
const SEGMENT = 0x18538067
const TRACKS = 0x1654ae6b
const TRACK_ENTRY = 0xae
const TRACK_TYPE = 0x83
const CLUSTER = 0x1f43b675
const VIDEO_TRACK = 1
const SOUND_TRACK = 2

interface Piece<Name> {
  readonly name: Name
  readonly from: number
  readonly to: number
}

function tracksOfWebm(bytes: Buffer): readonly number[] {
  const segment = find(elements(bytes, 0, bytes.length), SEGMENT)
  if (!segment) return []
  for (const { name, from, to } of elements(bytes, segment.from, segment.to)) {
    // Sound and pictures begin here; what they are was said before.
    if (name === CLUSTER) return []
    if (name !== TRACKS) continue
    const entries = [...elements(bytes, from, to)].filter((entry) => entry.name === TRACK_ENTRY)
    return entries.map((entry) => {
      const type = find(elements(bytes, entry.from, entry.to), TRACK_TYPE)
      return type && type.to > type.from ? bytes[type.to - 1]! : VIDEO_TRACK
    })
  }
  return []
}

/** Elements of EBML (RFC 8794), one after another. What was made while it was recorded says no length: it goes to the end. */
function* elements(bytes: Buffer, from: number, to: number): Generator<Piece<number>> {
  for (let at = from; at < to; ) {
    const idLength = Math.clz32(bytes[at]!) - 23
    if (idLength > 4 || at + idLength >= to) return
    const sizeAt = at + idLength
    const sizeLength = Math.clz32(bytes[sizeAt]!) - 23
    if (sizeLength > 8 || sizeAt + sizeLength > to) return
    const start = sizeAt + sizeLength
    const digits = [...bytes.subarray(sizeAt, start)]
    digits[0]! &= 0xff >> sizeLength
    const isUnknown = digits.every((digit, index) => digit === (index === 0 ? 0xff >> sizeLength : 0xff))
    const size = digits.reduce((sum, digit) => sum * 256 + digit, 0)
    const end = isUnknown ? to : Math.min(to, start + size)
    yield { name: bytes.readUIntBE(at, idLength), from: start, to: end }
    at = end
  }
}

/** ISO/IEC 14496-12: what each track is, its handler says. */
function handlersOfMp4(bytes: Buffer): readonly string[] {
  const inside = (pieces: Iterable<Piece<string>>, name: string) => [...pieces].filter((piece) => piece.name === name)
  return inside(boxes(bytes, 0, bytes.length), 'moov')
    .flatMap(({ from, to }) => inside(boxes(bytes, from, to), 'trak'))
    .flatMap(({ from, to }) => inside(boxes(bytes, from, to), 'mdia'))
    .flatMap(({ from, to }) => inside(boxes(bytes, from, to), 'hdlr'))
    .map(({ from, to }) => bytes.toString('latin1', from + 8, Math.min(to, from + 12)))
}

function* boxes(bytes: Buffer, from: number, to: number): Generator<Piece<string>> {
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at)
    const isLong = short === 1 && at + 16 <= to
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    const start = at + (isLong ? 16 : 8)
    if (at + size < start) return
    const end = Math.min(to, at + size)
    yield { name: bytes.toString('latin1', at + 4, at + 8), from: start, to: end }
    at = end
  }
}

const find = <Name>(pieces: Iterable<Piece<Name>>, wanted: Name): Piece<Name> | undefined => {
  for (const piece of pieces) if (piece.name === wanted) return piece
  return undefined
}
