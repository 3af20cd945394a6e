import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Part } from '@foyer/sdk/protocol'
import { checkParts } from './parts.ts'

const text = (value: string): readonly Part[] => [{ type: 'text', text: value }]

describe('checkParts', () => {
  for (const [what, parts] of [
    ['a text', text('Hello')],
    ['a text of the greatest length', text('x'.repeat(LIMITS.textLength))],
    ['an emoji of several characters', text('👩‍👩‍👧')],
    ['several lines', text('one\n\ttwo')],
    ['a blank part beside one with text', [...text(' '), ...text('Hello')]],
  ] as const) {
    it(`CW-5 lets ${what} through as it is`, () => assert.deepEqual(checkParts(parts), { ok: true, value: parts }))
  }

  for (const [what, parts, code] of [
    ['nothing', [], 'invalid_message'],
    ['only spaces', text(' \n\t\u3000\u00a0'), 'invalid_message'],
    ['only characters that leave no mark', text('\u200b\u200d\u2060\ufeff'), 'invalid_message'],
    ['a NUL', text('a\0b'), 'invalid_message'],
    ['half of a character', text('a\ud83d'), 'invalid_message'],
    ['the wrong half of a character', text('\ude00a'), 'invalid_message'],
    ['a text that is too long', text('x'.repeat(LIMITS.textLength + 1)), 'message_too_long'],
    ['too many parts', Array.from({ length: LIMITS.parts + 1 }, () => text('x')[0] as Part), 'invalid_message'],
  ] as const) {
    it(`CW-5 refuses ${what} as ${code}`, () => {
      const result = checkParts(parts)
      assert.equal(result.ok ? undefined : result.code, code)
    })
  }
})
