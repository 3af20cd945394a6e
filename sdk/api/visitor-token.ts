/**
 * The key to a visitor's thread: 32 random bytes in base64url, made by the browser. The server keeps only a hash of it
 * and takes a new one in at first sight.
 */
export const TOKEN_BYTES = 32

/** @param bytes so many, from a cryptographic source */
export function createToken(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace('=', '')
}

/** What storage gave back is only a token if it looks like one. */
export const isToken = (text: string | undefined): text is string => /^[\w-]{43}$/.test(text ?? '')
