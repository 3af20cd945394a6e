import { createHash } from 'node:crypto'

/** 32 random bytes in base64url, as the browser makes them. */
export const TOKEN_PATTERN = /^[\w-]{43}$/

/** What the database keeps of a visitor's token: whoever reads the database cannot speak for a visitor. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
