/** What may be uploaded (CW-5), under which name it is kept, and what a browser may show of it. */
import { FILE_KINDS, LIMITS, failTalk } from '@foyer/sdk/protocol'
import type { Failure, FileDescription, FileRules } from '@foyer/sdk/protocol'

/** An upload that no message holds goes after this long. */
export const UNUSED_AFTER_MS = 24 * 60 * 60 * 1000

/**
 * What one uploader may have that stands in no message yet: some messages' worth. Whoever has more sends some, or waits
 * until it goes by itself. Anybody can be a visitor, so this keeps one page from filling the disk.
 */
export const MOST_UNSENT = {
  visitor: { files: 50, bytes: 15 * LIMITS.fileBytes },
  member: { files: 200, bytes: 60 * LIMITS.fileBytes },
} as const

/**
 * Characters that are no part of a name: controls, and marks that turn the order of what follows, so that
 * `exe.gpj` would read as `jpg.exe` (CVE-2021-42574).
 */
const NOT_IN_NAMES = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029\uFEFF]/gu

/** The name as it is kept: no path, no tricks, not too long, and never empty. The ending stays. */
export function cleanName(name: string): string {
  const plain = name.toWellFormed().replaceAll(NOT_IN_NAMES, '').replace(/^.*[/\\]/s, '')
  // Windows takes dots and blanks off the end, and what is before them would be the ending there.
  const trimmed = withoutTail(plain).trim()
  const ending = endingOf(trimmed)
  const stem = ending === '' ? trimmed : trimmed.slice(0, -ending.length - 1)
  const tail = ending === '' ? '' : `.${trimmed.slice(-ending.length)}`
  return `${shortened(stem, LIMITS.fileName - tail.length) || 'file'}${tail}`
}

/** By hand, for an expression looks at each run of dots again from each of them. */
function withoutTail(name: string): string {
  let end = name.length
  while (end > 0 && /[\s.]/u.test(name.charAt(end - 1))) end -= 1
  return name.slice(0, end)
}

/** Never half of a character. */
const shortened = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** In lower case, without the dot; empty if there is none. */
export const endingOf = (name: string): string => /\.([^.\s/\\]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/** The same name with another ending, for a file that was kept in another format. */
export const withEnding = (name: string, ending: string): string => {
  const had = endingOf(name)
  return cleanName(`${had === '' ? name : name.slice(0, -had.length - 1)}.${ending}`)
}

const KNOWN: ReadonlySet<string> = new Set(Object.values(FILE_KINDS).flat())
const PICTURES: ReadonlySet<string> = new Set(FILE_KINDS.pictures)
export const isPictureEnding = (ending: string): boolean => PICTURES.has(ending)

/** Why this file is not taken; `undefined` if it may come. `isOn` binds visitors alone. */
export function refusedFile({ name, size }: FileDescription, rules: FileRules, by: 'visitor' | 'member'): Failure | undefined {
  if (by === 'visitor' && !rules.isOn) return failTalk('files_off')
  const ending = endingOf(cleanName(name))
  if (!KNOWN.has(ending) || !rules.endings.includes(ending)) return failTalk('file_type_refused', { field: 'file.name' })
  if (size === 0) return failTalk('file_empty', { field: 'file.size' })
  const most = by === 'visitor' ? Math.min(rules.most, LIMITS.fileBytes) : LIMITS.fileBytes
  return size > most ? failTalk('file_too_large', { field: 'file.size' }) : undefined
}

/**
 * Types that are shown where they stand: pictures that we have drawn ourselves, and sound. Nothing of these runs. All
 * else is downloaded, as bytes of no type.
 */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/webp'])
export const isShown = (type: string): boolean => SHOWN.has(type) || type.startsWith('audio/')

/** A name in a header (RFC 6266): for old readers in ASCII, for all others as it is (RFC 8187). */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replaceAll(/[^\w .()-]/g, '_')
  const exact = encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${exact}`
}

export type ByteRange = { readonly from: number; readonly to: number }

/**
 * What a `Range` header asks for (RFC 9110, 14.2), both ends included. `undefined`: all of it, also where the header
 * cannot be read or asks for several. `unsatisfiable`: nothing that is there.
 */
export function rangeOf(header: string | null, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return last === '0' || Number(last) === 0 ? 'unsatisfiable' : { from: Math.max(0, size - Number(last)), to: size - 1 }
  const range = { from: Number(first), to: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  if (last !== '' && Number(last) < range.from) return undefined
  return range.from >= size ? 'unsatisfiable' : range
}
