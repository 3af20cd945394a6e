import { randomBytes } from 'node:crypto'

/** No letter that reads like a digit or another: slugs are printed under codes and typed from them. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const LENGTH = 10

/** A name for a component's own page, `/c/{slug}`: 50 bits of chance. */
export const randomSlug = (): string => Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('')
