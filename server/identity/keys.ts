/** Keys that sites sign proofs of identity with (CW-27): what may be one, and how a secret is made. */
import { createPublicKey, randomBytes } from 'node:crypto'
import type { JsonWebKeyInput, KeyObject } from 'node:crypto'
import { failForm, ok } from '@foyer/sdk/protocol'
import type { ProofAlgorithm, Result } from '@foyer/sdk/protocol'

/** RFC 7518, 3.2: a key for HS256 has at least as many bits as the hash. */
const SECRET_BYTES = 32
/** RFC 7518, 3.3. */
const RSA_BITS = 2_048

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** A public key as somebody pasted it, PEM (SPKI) or JWK, as the JWK that is kept; nothing of it but what is public. */
export function readPublicKey(algorithm: Exclude<ProofAlgorithm, 'HS256'>, text: string): Result<string> {
  if (isPrivate(text)) return bad('This is a private key, which nobody but your own server should have. Paste the public one, and make a new pair if this one was seen.')
  const key = parseKey(text)
  if (!key) return bad('This is no public key that can be read.')
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (algorithm === 'ES256') return type === 'ec' && details?.namedCurve === 'prime256v1' ? kept(key) : bad('ES256 needs a key of the curve P-256.')
  return type === 'rsa' && (details?.modulusLength ?? 0) >= RSA_BITS ? kept(key) : bad(`RS256 needs an RSA key of at least ${RSA_BITS} bits.`)
}

const kept = (key: KeyObject): Result<string> => ok(JSON.stringify(key.export({ format: 'jwk' })))
const bad = (message: string) => failForm('bad_key', { field: 'publicKey', message })

function parseKey(text: string): KeyObject | undefined {
  try {
    return text.trimStart().startsWith('{') ? createPublicKey({ format: 'jwk', key: JSON.parse(text) as JsonWebKeyInput['key'] }) : createPublicKey(text)
  } catch {
    return undefined
  }
}

/** Node makes the public key of a private one without a word. */
const isPrivate = (text: string): boolean => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) || /"(?:d|p|q|k)"\s*:/.test(text)
