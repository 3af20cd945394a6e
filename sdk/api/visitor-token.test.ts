import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TOKEN_LENGTH, createToken, isToken } from './visitor-token.ts'

describe('the token of a visitor', () => {
  it('takes five bits of each byte, all of them alike', () => {
    const digits = Array.from({ length: 256 }, (_, byte) => createToken(Uint8Array.of(byte)))
    assert.equal(new Set(digits).size, 32)
    for (const digit of new Set(digits)) assert.equal(digits.filter((one) => one === digit).length, 8)
  })

  it('looks like one, whatever chance brings', () => {
    for (const byte of [0, 31, 128, 255]) assert.equal(isToken(createToken(new Uint8Array(TOKEN_LENGTH).fill(byte))), true)
  })

  it('may be one of an earlier version', () => assert.equal(isToken(Buffer.alloc(32, 0xfb).toString('base64url')), true))

  for (const text of [undefined, '', 'short', 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(42)}/`]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(isToken(text), false))
  }
})
