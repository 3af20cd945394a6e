import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { describe, it } from 'node:test'
import { newSecret, readPublicKey } from './keys.ts'

const pem = (key: KeyObject) => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }) as string
const jwk = (key: KeyObject) => JSON.stringify(key.export({ format: 'jwk' }), null, 2)
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 })
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const edwards = generateKeyPairSync('ed25519')

describe('CW-27 a public key', () => {
  for (const [algorithm, what, text] of [
    ['ES256', 'PEM', pem(ec.publicKey)],
    ['ES256', 'JWK', jwk(ec.publicKey)],
    ['RS256', 'PEM', `\n${pem(rsa.publicKey)}\n\n`],
    ['RS256', 'JWK', ` ${jwk(rsa.publicKey)}`],
    ['RS256', 'PEM of PKCS 1', rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }) as string],
  ] as const) {
    it(`CW-27 of ${algorithm} is taken as ${what}, and kept as JWK`, () => {
      const result = readPublicKey(algorithm, text)
      assert.ok(result.ok, JSON.stringify(result))
      assert.equal((JSON.parse(result.value) as { kty: string }).kty, algorithm === 'ES256' ? 'EC' : 'RSA')
    })
  }

  for (const [algorithm, what, text] of [
    ['ES256', 'nothing', ''],
    ['ES256', 'something else', 'my key'],
    ['ES256', 'broken JSON', '{"kty":'],
    ['ES256', 'an RSA key', pem(rsa.publicKey)],
    ['ES256', 'another curve', pem(otherCurve.publicKey)],
    ['ES256', 'an Edwards key', pem(edwards.publicKey)],
    ['RS256', 'an elliptic key', jwk(ec.publicKey)],
    ['RS256', 'a weak key', pem(weak.publicKey)],
    ['RS256', 'a secret', JSON.stringify({ kty: 'oct', k: newSecret() })],
    ['ES256', 'a private key as PEM', pem(ec.privateKey)],
    ['ES256', 'a private key as JWK', jwk(ec.privateKey)],
    ['RS256', 'a private key as PEM of PKCS 1', rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string],
    ['RS256', 'a private key as JWK', jwk(rsa.privateKey)],
  ] as const) {
    it(`CW-27 of ${algorithm} is not ${what}`, () => {
      const result = readPublicKey(algorithm, text)
      assert.partialDeepStrictEqual(result, { ok: false, code: 'bad_key', field: 'publicKey' })
      // Whoever pasted a secret must not find it in an answer.
      if (text.length > 10) assert.equal(JSON.stringify(result).includes(text.slice(0, 40)), false)
    })
  }

  it('CW-27 of HS256 is a secret of 32 bytes, another each time', () => {
    assert.equal(Buffer.from(newSecret(), 'base64url').length, 32)
    assert.notEqual(newSecret(), newSecret())
  })
})
