/**
 * The key to a visitor's thread: 43 digits of base 32, 215 random bits, made by the browser. The server keeps only a hash
 * of it and takes a new one in at first sight.
 */
export const TOKEN_LENGTH = 43

/** @param bytes so many, from a cryptographic source */
export const createToken = (bytes: Uint8Array): string => Array.from(bytes, (byte) => (byte % 32).toString(32)).join('')

/** What storage gave back is only a token if it looks like one: those of earlier versions were base64url. */
export const isToken = (text: string | undefined): text is string => /^[\w-]{43}$/.test(text ?? '')
