/**
 * How moments, spans and addresses are written. Pure: the present is an argument, and so is the locale, the desk's
 * language as this member's region writes it (see `localeFor`).
 */
import type { Words } from './words/index.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

type FormatName = 'clock' | 'day' | 'date' | 'moment'
const OPTIONS: Readonly<Record<FormatName, Intl.DateTimeFormatOptions>> = {
  clock: { timeStyle: 'short' },
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
}

/** Formatters are dear to make and cheap to use. */
const made = new Map<string, Intl.DateTimeFormat>()

function write(name: FormatName, locale: string, at: number): string {
  const key = `${name} ${locale}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, OPTIONS[name])
  made.set(key, format)
  return format.format(at)
}

/** For a row: *now*, the clock of today, the day of this year, the date of earlier. */
export function shortTime(at: number, now: number, locale: string, words: Words): string {
  if (now - at < MINUTE_MS) return words.justNow
  const [then, today] = [new Date(at), new Date(now)]
  if (then.toDateString() === today.toDateString()) return write('clock', locale, at)
  return write(then.getFullYear() === today.getFullYear() ? 'day' : 'date', locale, at)
}

/** The clock alone. */
export const clockTime = (at: number, locale: string): string => write('clock', locale, at)

/** For the card: day and clock; the date alone where it is long ago. */
export const fullTime = (at: number, now: number, locale: string): string =>
  write(now - at > 300 * DAY_MS ? 'date' : 'moment', locale, at)

/** A span in its two largest units: `45 sec`, `4 min`, `1 hr 5 min`, `2 days`. */
export function span(ms: number, locale: string): string {
  const minutes = Math.floor(ms / MINUTE_MS)
  if (minutes < 1) return unit(Math.floor(ms / 1_000), 'second', locale)
  if (minutes < 60) return unit(minutes, 'minute', locale)
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return unit(Math.floor(hours / 24), 'day', locale)
  const rest = minutes % 60
  const parts = [unit(hours, 'hour', locale), ...(rest > 0 ? [unit(rest, 'minute', locale)] : [])]
  return parts.join(locale.startsWith('zh') ? '' : ' ')
}

const unit = (figure: number, name: 'second' | 'minute' | 'hour' | 'day', locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(figure)

/** The name of a language in the desk's language; the tag itself where it is not one. */
export const languageName = (tag: string, locale: string): string => nameIn(locale, 'language', tag)
/** The name of a country by its code; the code itself where it is not one. */
export const countryName = (code: string, locale: string): string => nameIn(locale, 'region', code)

/** Dear to find, and asked for each of 10,000 visitors. */
const names = new Map<string, string>()

function nameIn(locale: string, type: 'language' | 'region', code: string): string {
  const key = `${locale} ${type} ${code}`
  const name = names.get(key) ?? findName(locale, type, code)
  names.set(key, name)
  return name
}

function findName(locale: string, type: 'language' | 'region', code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type }).of(code) ?? code
  } catch {
    // What a page says of its language, or a database of one's own of a place, may be anything.
    return code
  }
}

/** An address that is safe to link to and short to read; nothing for what is no web address. */
export function webAddress(address: string): { readonly href: string; readonly label: string } | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, href, host, pathname } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  return { href, label: `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}` }
}
