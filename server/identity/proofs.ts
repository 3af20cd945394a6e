/**
 * Reads a proof of identity (CW-27): a JWT (RFC 7519) by the site's own server. The algorithm is the key's, whatever the
 * proof says of itself, so that a public key never serves as a secret, and `none` never passes.
 */
import { createHash } from 'node:crypto'
import { decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose'
import type { CryptoKey, JWK, JWTPayload } from 'jose'
import { LIMITS, failTalk, ok } from '@foyer/sdk/protocol'
import type { IdentityKeyId, ProofAlgorithm, ProvenDetails, Result, SiteId, SiteKey } from '@foyer/sdk/protocol'
import { isText } from '../edge/fields.ts'

/** Clocks of two servers differ by so much at most. */
export const LEEWAY_SECONDS = 30
/** A proof that holds longer would be as good as a password. */
export const MOST_SECONDS = 24 * 60 * 60

/** As it is kept: of HS256 the secret, base64url; else the public key, JWK as JSON. */
export interface ProofKey {
  readonly id: IdentityKeyId
  readonly algorithm: ProofAlgorithm
  readonly key: string
}

export interface ProofToRead {
  readonly proof: string
  /** Of the site. */
  readonly keys: readonly ProofKey[]
  /** As the page calls its user. */
  readonly userId: string
  readonly siteId: SiteId
  readonly siteKey: SiteKey
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface ReadProof {
  readonly keyId: IdentityKeyId
  /** Names this proof, so that it is found again when another browser shows it. */
  readonly hash: string
  /** When it has run out for certain, in milliseconds since 1970. */
  readonly expiresAt: number
  /** What it says of the user itself. Default: nothing. */
  readonly details?: ProvenDetails
}

export async function readProof({ proof, keys, userId, siteId, siteKey, now }: ProofToRead): Promise<Result<ReadProof>> {
  const header = headerOf(proof)
  const candidates = keys.filter(({ id, algorithm }) => algorithm === header?.alg && (header.kid === undefined || header.kid === id))
  for (const candidate of candidates) {
    const checked = await check(proof, candidate, now)
    if (checked === 'other-key') continue
    if (checked === 'expired') return failTalk('proof_expired')
    if (checked === 'invalid') return failTalk('proof_invalid')
    const { sub, aud, exp } = checked
    if (exp === undefined || exp > now / 1000 + MOST_SECONDS + LEEWAY_SECONDS) return failTalk('proof_expired')
    if (sub !== userId || (aud !== undefined && ![aud].flat().includes(siteKey))) return failTalk('proof_foreign')
    return ok({ keyId: candidate.id, hash: hashOf(proof, siteId), expiresAt: Math.ceil((exp + LEEWAY_SECONDS + 1) * 1000), details: detailsOf(checked) })
  }
  return failTalk('proof_invalid')
}

/** By the names that they have in OpenID Connect (5.1). What is no text of ours says nothing. */
function detailsOf({ name, email, phone_number: phone }: JWTPayload): ProvenDetails {
  const said = Object.entries({ name, email, phone }).flatMap(([field, value]) => {
    const text = typeof value === 'string' ? value.trim() : ''
    return text !== '' && text.length <= LIMITS.identityField && isText(text) ? [[field, text]] : []
  })
  return Object.fromEntries(said) as ProvenDetails
}

function headerOf(proof: string): { readonly alg?: string | undefined; readonly kid?: string | undefined } | undefined {
  try {
    return decodeProtectedHeader(proof)
  } catch {
    return undefined
  }
}

async function check(proof: string, { algorithm, key }: ProofKey, now: number): Promise<JWTPayload | 'other-key' | 'expired' | 'invalid'> {
  for (const material of await materialsOf(algorithm, key)) {
    try {
      const { payload } = await jwtVerify(proof, material, { algorithms: [algorithm], currentDate: new Date(now), clockTolerance: LEEWAY_SECONDS })
      return payload
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'expired'
      if (!(error instanceof errors.JOSEError)) throw error
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) return 'invalid'
    }
  }
  return 'other-key'
}

/** Some libraries take a secret as the text that it is, others as the bytes that it stands for. Neither can be guessed. */
const materialsOf = async (algorithm: ProofAlgorithm, key: string): Promise<readonly (CryptoKey | Uint8Array)[]> =>
  algorithm === 'HS256' ? [Buffer.from(key), Buffer.from(key, 'base64url')] : [await importJWK(JSON.parse(key) as JWK, algorithm)]

/** Without the signature: of one text several can be made that hold (ECDSA), and one is written in several ways (base64url). */
const hashOf = (proof: string, siteId: SiteId): string => createHash('sha256').update(`${siteId} ${proof.slice(0, proof.lastIndexOf('.'))}`).digest('hex')
