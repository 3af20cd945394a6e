import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { jwtVerify } from 'jose'
import { CUSTOMER } from './proof.ts'
import { createDemoSite } from './site.ts'

const KEY = randomBytes(32).toString('base64url')
const ask = async (proofKey?: string) => {
  const site = createDemoSite({ serverOrigin: 'https://desk.example', siteKey: 'key-1', ...(proofKey !== undefined && { proofKey }) })
  const response = await site.request('/foyer-proof')
  return { response, said: (await response.json()) as { proof: string; message: string } }
}

describe('the proof of identity of the demo site', () => {
  it('CW-27 is a JWT for its customer, signed with the key from the desk, that ends soon', async () => {
    const { response, said } = await ask(KEY)
    const { payload, protectedHeader } = await jwtVerify(said.proof, Buffer.from(KEY, 'base64url'), { algorithms: ['HS256'] })
    assert.equal(protectedHeader.alg, 'HS256')
    assert.equal(payload.sub, CUSTOMER.sub)
    assert.equal(payload.exp! - payload.iat!, 300)
    assert.equal(response.headers.get('cache-control'), 'no-store')
  })

  it('CW-27 is another one each time, so that it serves one browser', async () => {
    const [one, other] = [await ask(KEY), await ask(KEY)]
    assert.notEqual(one.said.proof, other.said.proof)
  })

  it('CW-27 is refused with a sentence where the site has no key', async () => {
    const { response, said } = await ask()
    assert.equal(response.status, 503)
    assert.match(said.message, /no key to sign with/)
  })
})
