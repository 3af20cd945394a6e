/**
 * From bytes that somebody sent to a file that others may have (CW-5). What it is, the content says; where its ending says
 * another thing, it is refused. Pictures are drawn anew: where they were taken, and whatever else was in the file, stays
 * behind; also of those that cannot be drawn here (`heic.ts`). All else is kept as it came. It runs in a process of its own (`look-process.ts`), for the libraries that read
 * these formats are large and the bytes are anybody's.
 */
import { isUtf8 } from 'node:buffer'
import { fileTypeFromBuffer } from 'file-type'
import type { TalkErrorCode } from '@foyer/sdk/protocol'
import { isPictureEnding } from './rules.ts'
import { isSoundAlone } from './tracks.ts'

export interface Seen {
  readonly type: string
  /** What it is to end in, if not in what it does. */
  readonly ending?: string
  readonly width?: number
  readonly height?: number
  readonly whole: Uint8Array
  readonly thumbnail?: Uint8Array
}
export type Looked = { readonly ok: true; readonly seen: Seen } | { readonly ok: false; readonly code: TalkErrorCode }

const refused = (code: TalkErrorCode): Looked => ({ ok: false, code })

/** What a file with this ending is, and as which types the library may know it. */
const ENDINGS: Readonly<Record<string, readonly [type: string, ...knownAs: string[]]>> = {
  pdf: ['application/pdf'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  odt: ['application/vnd.oasis.opendocument.text'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet'],
  odp: ['application/vnd.oasis.opendocument.presentation'],
  rtf: ['application/rtf'],
  mp3: ['audio/mpeg'],
  m4a: ['audio/mp4', 'audio/x-m4a'],
  ogg: ['audio/ogg', 'application/ogg'],
  wav: ['audio/wav'],
  webm: ['video/webm', 'audio/webm'],
  aac: ['audio/aac'],
  flac: ['audio/flac'],
  mp4: ['video/mp4', 'video/x-m4v', 'audio/mp4', 'audio/x-m4a'],
  mov: ['video/quicktime', 'video/mp4'],
  mkv: ['video/matroska'],
  zip: ['application/zip'],
  '7z': ['application/x-7z-compressed'],
  gz: ['application/gzip'],
}
const TEXTS: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv', md: 'text/markdown' }
/** Formats that are written in letters, and still no text. */
const LETTERED = new Set(['application/pdf', 'application/rtf', 'application/postscript', 'application/eps'])
/** Of an office file that is written so that the library takes it for any archive. */
const PARTS_OF_OFFICE: Readonly<Record<string, string>> = { docx: 'word/', xlsx: 'xl/', pptx: 'ppt/' }

export async function lookAt(bytes: Buffer, ending: string): Promise<Looked> {
  if (bytes.length === 0) return refused('file_empty')
  // It gives up on broken headers by throwing.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const type = found?.mime.split(';')[0] ?? ''
  if (isPictureEnding(ending)) {
    const { drawAnew, isDrawable } = await import('./draw.ts')
    return isDrawable(type) ? drawAnew(bytes, type, ending) : refused('file_disguised')
  }
  if (TEXTS[ending] !== undefined) return isText(bytes) && !LETTERED.has(type) ? asItCame(TEXTS[ending], bytes) : refused('file_disguised')
  const soundType = isSoundAlone(bytes, type) ? type.replace('video', 'audio') : undefined
  const [is, ...knownAs] = ENDINGS[ending] ?? []
  if (is === undefined) return refused('file_type_refused')
  if (type === is || knownAs.includes(type) || (soundType !== undefined && [is, ...knownAs].includes(soundType))) return asItCame(soundType ?? soundOr(is, type), bytes)
  return isAfterAll(bytes, ending, type) ? asItCame(is, bytes) : refused('file_disguised')
}

const asItCame = (type: string, whole: Uint8Array): Looked => ({ ok: true, seen: { type, whole } })

/** An ending of films that holds nothing but sound is sound. */
const soundOr = (is: string, type: string): string => (type.startsWith('audio/') && is.startsWith('video/') ? 'audio/mp4' : is)

/** Files that are what they say, though the library does not see it. */
function isAfterAll(bytes: Buffer, ending: string, type: string): boolean {
  // A reader of PDF looks for its beginning in the first kilobyte.
  if (ending === 'pdf') return type === '' && bytes.subarray(0, 1024).includes('%PDF-')
  const part = PARTS_OF_OFFICE[ending]
  if (part === undefined) return false
  // With a password on it, an office file comes in an older envelope.
  if (type === 'application/x-cfb') return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
  return type === 'application/zip' && bytes.includes('[Content_Types].xml') && bytes.includes(part) && !bytes.includes('vbaProject.bin')
}

/**
 * Letters and nothing else: UTF-8, UTF-16 that says so, or one of the older alphabets, in which spreadsheets still write
 * their lists. What controls machines is in none of them.
 */
function isText(bytes: Buffer): boolean {
  const isWide = bytes.length % 2 === 0 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
  if (isWide) return !hasControls(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes))
  return !hasControls(isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1').replaceAll(/[\x80-\x9F]/g, ''))
}

const CONTROL = /[\p{Cc}--[\t\n\v\f\r]]/v
const hasControls = (text: string): boolean => CONTROL.test(text)

