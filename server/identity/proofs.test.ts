import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { describe, it } from 'node:test'
import { SignJWT, UnsecuredJWT } from 'jose'
import type { JWTPayload } from 'jose'
import type { IdentityKeyId, ProofAlgorithm, SiteId, SiteKey } from '@foyer/sdk/protocol'
import { newSecret } from './keys.ts'
import { LEEWAY_SECONDS, MOST_SECONDS, readProof } from './proofs.ts'
import type { ProofKey } from './proofs.ts'

const NOW = 1_800_000_000
const siteKey = 'shop' as SiteKey
const siteId = 's1' as SiteId
const secret = newSecret()
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })

const publicOf = (key: KeyObject) => JSON.stringify(key.export({ format: 'jwk' }))
const key = (id: string, algorithm: ProofAlgorithm, kept: string): ProofKey => ({ id: id as IdentityKeyId, algorithm, key: kept })
const KEYS = { HS256: key('hs', 'HS256', secret), ES256: key('es', 'ES256', publicOf(ec.publicKey)), RS256: key('rs', 'RS256', publicOf(rsa.publicKey)) }
const all = Object.values(KEYS)
const SIGNING = { HS256: Buffer.from(secret, 'base64url'), ES256: ec.privateKey, RS256: rsa.privateKey }

const claims: JWTPayload = { sub: 'u42', exp: NOW + 3_600 }
const sign = (payload: JWTPayload, { alg = 'HS256', kid, by = SIGNING[alg as ProofAlgorithm] }: { alg?: string; kid?: string; by?: Uint8Array | KeyObject } = {}) =>
  new SignJWT(payload).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(by)
const read = (proof: string, { keys = all, userId = 'u42', site = siteId, now = NOW } = {}) => readProof({ proof, keys, userId, siteId: site, siteKey, now: now * 1_000 })
const codeOf = async (proof: string, options?: Parameters<typeof read>[1]) => {
  const result = await read(proof, options)
  return result.ok ? 'ok' : result.code
}
const segment = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** A JWT by hand, signed by HMAC with anything. */
const forged = (header: object, by: string | Buffer, payload: object = claims) => {
  const text = `${segment(header)}.${segment(payload)}`
  return `${text}.${createHmac('sha256', by).update(text).digest('base64url')}`
}

describe('CW-27 a proof of identity', () => {
  for (const algorithm of ['HS256', 'ES256', 'RS256'] as const) {
    it(`CW-27 by ${algorithm} is taken, with or without the key’s name`, async () => {
      assert.partialDeepStrictEqual(await read(await sign(claims, { alg: algorithm })), { ok: true, value: { keyId: KEYS[algorithm].id } })
      assert.equal(await codeOf(await sign(claims, { alg: algorithm, kid: KEYS[algorithm].id })), 'ok')
    })
  }

  it('CW-27 may take the secret as a text or as the bytes that it stands for, as its library likes', async () => {
    for (const by of [Buffer.from(secret), Buffer.from(secret, 'base64url')]) assert.equal(await codeOf(await sign(claims, { by })), 'ok')
  })

  it('CW-27 says which key has signed it, while an old one still holds', async () => {
    const old = key('old', 'RS256', publicOf(otherRsa.publicKey))
    const result = await read(await sign(claims, { alg: 'RS256' }), { keys: [old, ...all] })
    assert.ok(result.ok)
    assert.equal(result.value.keyId, 'rs')
  })

  const REFUSED: readonly (readonly [what: string, code: string, proof: () => string | Promise<string>])[] = [
    ['without a signature, by the algorithm "none"', 'proof_invalid', () => `${new UnsecuredJWT(claims).encode()}x`],
    ['with the public key as its secret', 'proof_invalid', () => forged({ alg: 'HS256' }, rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string)],
    ['with the kept form of the public key as its secret', 'proof_invalid', () => forged({ alg: 'HS256', kid: 'rs' }, KEYS.RS256.key)],
    ['that names a key of another algorithm', 'proof_invalid', () => sign(claims, { kid: 'rs' })],
    ['that names a key that is not there', 'proof_invalid', () => sign(claims, { kid: 'gone' })],
    ['by another secret', 'proof_invalid', () => forged({ alg: 'HS256' }, 'another secret of thirty-two bytes')],
    ['by another key of the algorithm', 'proof_invalid', () => sign(claims, { alg: 'RS256', by: otherRsa.privateKey })],
    ['by an algorithm that no key has', 'proof_invalid', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(Buffer.alloc(64, 7))],
    ['with an extension that must be understood', 'proof_invalid', () => forged({ alg: 'HS256', crit: ['x'], x: 1 }, SIGNING.HS256)],
    ['whose text is not encoded', 'proof_invalid', () => forged({ alg: 'HS256', crit: ['b64'], b64: false }, SIGNING.HS256)],
    ['that brings a key of its own', 'proof_invalid', () => forged({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, Buffer.alloc(3))],
    ['whose claims were changed', 'proof_invalid', async () => (await sign(claims)).replace(/\.[^.]+\./, `.${segment({ ...claims, sub: 'u43' })}.`)],
    ['that is none', 'proof_invalid', () => 'a.b.c'],
    ['whose claims are no object', 'proof_invalid', () => forged({ alg: 'HS256' }, SIGNING.HS256, [1] as never)],
    ['whose end is no number', 'proof_invalid', () => forged({ alg: 'HS256' }, SIGNING.HS256, { sub: 'u42', exp: 'never' })],
    ['that does not hold yet', 'proof_invalid', () => sign({ ...claims, nbf: NOW + 600 })],
    ['without an end', 'proof_expired', () => sign({ sub: 'u42' })],
    ['that has run out', 'proof_expired', () => sign({ ...claims, exp: NOW - LEEWAY_SECONDS - 1 })],
    ['that holds for longer than a day', 'proof_expired', () => sign({ ...claims, exp: NOW + MOST_SECONDS + LEEWAY_SECONDS + 1 })],
    ['for another user', 'proof_foreign', () => sign({ ...claims, sub: 'u43' })],
    ['for nobody', 'proof_foreign', () => sign({ exp: claims.exp! })],
    ['for another site', 'proof_foreign', () => sign({ ...claims, aud: 'other' })],
    ['for no site of several', 'proof_foreign', () => sign({ ...claims, aud: ['one', 'other'] })],
  ]
  for (const [what, code, proof] of REFUSED) it(`CW-27 ${what} is refused with ${code}`, async () => assert.equal(await codeOf(await proof()), code))

  const TAKEN: readonly (readonly [what: string, payload: JWTPayload])[] = [
    ['for this site', { aud: siteKey }],
    ['for several sites, with this', { aud: ['other', siteKey] }],
    ['a little behind this clock', { exp: NOW - LEEWAY_SECONDS + 1 }],
    ['for a whole day by a clock a little ahead', { exp: NOW + MOST_SECONDS + LEEWAY_SECONDS }],
  ]
  for (const [what, payload] of TAKEN) it(`CW-27 ${what} is taken`, async () => assert.equal(await codeOf(await sign({ ...claims, ...payload })), 'ok'))

  it('CW-27 says who its user is by its own claims, and nothing by what is no text of ours', async () => {
    const details = async (payload: JWTPayload) => {
      const result = await read(await sign({ ...claims, ...payload }))
      return result.ok && result.value.details
    }
    assert.deepEqual(await details({ name: ' Mia Berg ', email: 'mia@shop.example', phone_number: '+49 30 1234567' }), { name: 'Mia Berg', email: 'mia@shop.example', phone: '+49 30 1234567' })
    assert.deepEqual(await details({ name: { first: 'Mia' }, email: '', phone_number: 49_301_234_567, phone: 'no such claim' }), {})
    assert.deepEqual(await details({ name: 'x'.repeat(201), email: 'mia@shop.example\u0000' }), {})
  })

  it('CW-27 is known again however its signature is written, and is another at another site', async () => {
    const proof = await sign(claims, { alg: 'ES256' })
    const [header, payload] = proof.split('.')
    const again = await sign(claims, { alg: 'ES256' })
    assert.notEqual(again, proof)
    assert.equal(again.startsWith(`${header}.${payload}.`), true)
    const hashOf = async (text: string, site = siteId) => {
      const result = await read(text, { site })
      assert.ok(result.ok)
      return result.value.hash
    }
    assert.equal(await hashOf(again), await hashOf(proof))
    assert.notEqual(await hashOf(proof, 's2' as SiteId), await hashOf(proof))
  })

  it('CW-27 is kept in mind until it has run out for certain', async () => {
    const result = await read(await sign({ ...claims, exp: NOW + 60 }))
    assert.ok(result.ok)
    assert.equal(await codeOf(await sign({ ...claims, exp: NOW + 60 }), { now: result.value.expiresAt / 1_000 }), 'proof_expired')
  })
})
