import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TOKEN_BYTES, createToken, isToken } from './visitor-token.ts'

describe('the token of a visitor', () => {
  it('is 32 bytes in base64url', () => {
    const bytes = Uint8Array.from({ length: TOKEN_BYTES }, (_, i) => 255 - i * 3)
    const token = createToken(bytes)
    assert.equal(token, Buffer.from(bytes).toString('base64url'))
    assert.equal(isToken(token), true)
  })

  for (const text of [undefined, '', 'short', 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(42)}/`]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(isToken(text), false))
  }
})
