/**
 * Patterns of addresses in the rules of showing (RC-9). `*` stands for any text; everything else stands for itself.
 * A pattern that begins with `/` is held against the path, with `#/…` after it where a page has such a route; one that
 * begins with a scheme against the whole address without its query, which always has a path; any other is refused.
 */

/** Characters of a pattern. */
export const PATTERN_LENGTH = 300

/** Whether this is a pattern: `/`, `/tours/*`, `https://shop.example/*`. */
export const isPattern = (pattern: string): boolean => pattern.length <= PATTERN_LENGTH && /^(https?:\/\/[^\s/?#]+)?\/[^\s?]*$/.test(pattern)

/** The part of a `URL`, or of `location`, that patterns look at. */
export interface Address {
  readonly origin: string
  readonly pathname: string
  readonly hash: string
}

/** Whether an address fits a pattern. Linear: each piece between two stars is looked for once. */
export function fits(pattern: string, { origin, pathname, hash }: Address): boolean {
  const route = pathname + (/^#!?\//.test(hash) ? hash : '')
  return fitsText(pattern, pattern.startsWith('/') ? route : origin + route)
}

function fitsText(pattern: string, text: string): boolean {
  const pieces = pattern.split('*')
  let end = 0
  /** The first piece begins the text, the last one ends it, and each of the others is where it is first found. */
  const follows = (piece: string, nr: number) => {
    const at = !nr ? 0 : pieces[nr + 1] === undefined ? text.length - piece.length : text.indexOf(piece, end)
    const isThere = at >= end && text.startsWith(piece, at)
    end = at + piece.length
    return isThere
  }
  return pieces.every(follows) && end === text.length
}
