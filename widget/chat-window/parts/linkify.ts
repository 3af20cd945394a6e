/**
 * Finds web addresses, mail addresses and telephone numbers in what people write, in one pass.
 *
 * Linear whatever the text: nothing backtracks. The scanner stands on one character, decides by a look at it whether
 * something may begin (or, at an `@`, surround) here, and never reads a run twice: a run that was no link is skipped
 * as a whole. Regular expressions are asked only of single characters and of runs with a fixed bound.
 *
 * Careful rather than clever: a number is a telephone number only if it looks like nothing else (a date, a price, an
 * order number), and an address that hides its host behind a user name is left as text.
 */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }

/** Where a scan stands. `steps` counts the characters looked at, so that a test can hold the bound. */
interface Scan {
  readonly text: string
  steps: number
}

interface Found {
  readonly from: number
  readonly to: number
  readonly href: string
}

/** The pieces of a text in order; joined, they are the text. */
export const linkify = (text: string): readonly Piece[] => linkifyCounting(text).pieces

/** As {@link linkify}, with the number of characters looked at. */
export function linkifyCounting(text: string): { readonly pieces: readonly Piece[]; readonly steps: number } {
  const scan: Scan = { text, steps: 0 }
  const pieces: Piece[] = []
  let done = 0 // up to here the text is in pieces
  let at = 0
  while (at < text.length) {
    scan.steps++
    const found = linkAt(scan, at, done)
    if (typeof found === 'number') {
      at = found
      continue
    }
    if (found.from > done) pieces.push({ type: 'text', text: text.slice(done, found.from) })
    pieces.push({ type: 'link', text: text.slice(found.from, found.to), href: found.href })
    done = at = found.to
  }
  if (done < text.length) pieces.push({ type: 'text', text: text.slice(done) })
  return { pieces, steps: scan.steps }
}

/** What is found at a place, or where to look next. `done` is the end of the link before. */
function linkAt(scan: Scan, at: number, done: number): Found | number {
  const { text } = scan
  const char = text.charAt(at)
  if (char === '@') return mailAround(scan, at, done) ?? at + 1
  const isStart = at === 0 || !/[\p{L}\p{N}@._/#=&+-]/u.test(text.charAt(at - 1)) || isCjk(text.charAt(at - 1))
  if (!isStart) return at + 1
  if (/[hHwW]/.test(char)) return webAt(scan, at) ?? at + 1
  if (/[\d+(]/.test(char)) return phoneAt(scan, at)
  return at + 1
}

/** Written without spaces between words: an address may begin and must end there. */
const isCjk = (char: string) => /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/.test(char)

/** Ends an address wherever it stands: blanks, controls, what turns the direction of writing, quotes, brackets of markup. */
const endsAddress = (char: string) => /[\s\p{C}<>"`\\^{|}]/u.test(char) && !/[\ud800-\udfff]/.test(char)

function webAt(scan: Scan, from: number): Found | number | undefined {
  const { text } = scan
  const scheme = /^(?:https?:\/\/|www\.)/i.exec(text.slice(from, from + 8))?.[0]
  if (!scheme) return undefined
  let end = from + scheme.length
  let open = 0 // round brackets that wait to be closed: a closing one without its partner is the sentence's
  let lastGood = end
  for (; end < text.length; end++) {
    scan.steps++
    const char = text.charAt(end)
    if (endsAddress(char) || isCjk(char)) break
    if (char === '(') open++
    if (char === ')' && --open < 0) break
    if (!/[.,;:!?'*_~([\]’”»،؛؟…]/.test(char)) lastGood = end + 1
  }
  const written = text.slice(from, lastGood)
  const href = /^www/i.test(scheme) ? `https://${written}` : written
  return lastGood > from + scheme.length && isPlainHost(href) ? { from, to: lastGood, href } : end
}

/** An address that parses, leads to a host with a name, and shows it: `https://bank.example@elsewhere.example` does not. */
function isPlainHost(href: string): boolean {
  try {
    const { hostname, username, password, protocol } = new URL(href)
    return /^https?:$/.test(protocol) && hostname !== '' && !username && !password
  } catch {
    return false
  }
}

function mailAround(scan: Scan, at: number, done: number): Found | undefined {
  const { text } = scan
  let from = at
  for (; from > done && /[\w.!#$%&'*+/=?^`{|}~-]/.test(text.charAt(from - 1)); from--) scan.steps++
  for (; from < at && !/\w/.test(text.charAt(from)); from++) scan.steps++
  let to = at + 1
  let lastGood = to
  for (; to < text.length && /[a-z\d.-]/i.test(text.charAt(to)); to++) {
    scan.steps++
    if (/[a-z\d]/i.test(text.charAt(to))) lastGood = to + 1
  }
  const [local, host] = [text.slice(from, at), text.slice(at + 1, lastGood)]
  const isMail = local.length > 0 && local.length <= 64 && host.length <= 253 && !/\.\.|\.$/.test(local)
  return isMail && isHostName(host) ? { from, to: lastGood, href: `mailto:${encodeURIComponent(local)}@${host}` } : undefined
}

const isHostName = (host: string) => {
  const labels = host.split('.')
  return labels.length > 1 && labels.every((label) => /^[a-z\d]/i.test(label) && /[a-z\d]$/i.test(label)) && /^[a-z]{2,}$/i.test(labels.at(-1) ?? '')
}

/** Longer than any number with its separators (15 digits, ITU-T E.164). */
const LONGEST_PHONE = 26

function phoneAt(scan: Scan, from: number): Found | number {
  const { text } = scan
  let to = from
  let lastDigit = from - 1
  for (; to < text.length && /[\d+() /.-]/.test(text.charAt(to)); to++) {
    scan.steps++
    // A plus begins another number; two separators in a row, but for a bracket's, end one.
    if (to > from && text.charAt(to) === '+') break
    if (/\d/.test(text.charAt(to))) lastDigit = to
    else if (to - lastDigit > 2) break
  }
  const end = Math.max(to, from + 1)
  const written = text.slice(from, lastDigit + 1)
  if (written.length > LONGEST_PHONE || /[\p{L}\p{N}:@%]/u.test(text.charAt(lastDigit + 1)) && !isCjk(text.charAt(lastDigit + 1))) return end
  return isPhone(written) ? { from, to: lastDigit + 1, href: `tel:${dialled(written)}` } : end
}

/** `(0)` after a country code is only dialled inside that country. */
const dialled = (written: string) => (written.startsWith('+') ? written.replace('(0)', '') : written).replace(/[^\d+]/g, '')

/** Of a run with a fixed bound. */
function isPhone(written: string): boolean {
  const digits = written.replace(/\D/g, '').length
  if (digits < 7 || digits > 15 || /^\d\d?[-/. ]\d\d?[-/. ]\d{2,4}(?!\d)/.test(written)) return false
  if (/^\+[1-9]/.test(written)) return true
  if (/^\(?0/.test(written)) return digits > 8 && !written.includes('.')
  // A mobile number of mainland China; a service number there; one of North America with its separators.
  return /^1[3-9]\d([ -]?\d{4}){2}$|^[48]00([ -]?\d){7}$|^\(?\d{3}\)?[ -]\d{3}-\d{4}$/.test(written)
}
