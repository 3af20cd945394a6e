/** What goes out by mail, and when it is tried again (CW-12). */
import { isMailAddress } from '../forms/rules.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The first wait after a mail server that did not take a mail; the next ones are as long as all before. */
export const FIRST_WAIT_MS = MINUTE_MS
/** Waits grow no longer than this: a server that is back is soon found. */
export const LONGEST_WAIT_MS = 2 * 60 * MINUTE_MS
/** An answer of yesterday is no help any more. */
export const GIVE_UP_AFTER_MS = DAY_MS

/**
 * When a mail that did not leave is tried again; `undefined`: not any more.
 *
 * @param dueAt when it was to go out first
 */
export function nextTry(dueAt: number, now: number): number | undefined {
  const tried = now - dueAt
  return tried >= GIVE_UP_AFTER_MS ? undefined : now + Math.min(Math.max(tried, FIRST_WAIT_MS), LONGEST_WAIT_MS)
}

/** The longest that SMTP takes (RFC 5321, 4.5.3.1.3, without the brackets). */
const LONGEST_ADDRESS = 254

/** An address that a mail may go to: one, and nothing that could be read as more of a header. */
export function mailAddress(text: string | null | undefined): string | undefined {
  const address = text?.trim() ?? ''
  return address.length <= LONGEST_ADDRESS && isMailAddress(address) && !/[\p{Cc}\p{Cf}]/u.test(address) ? address : undefined
}

/** A name or a subject in one line: line ends would begin another header, and overrides turn what stands around them. */
export const inOneLine = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
