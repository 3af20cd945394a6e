import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fitFrame, parseFrame, writeFrame } from './frame.ts'

const screen = { width: 1_280, height: 800 }
const frame = { inline: 100, block: 90, width: 384, height: 640 }

describe('the window’s frame', () => {
  it('CW-1 leaves what fits', () => assert.deepEqual(fitFrame(frame, screen), frame))

  for (const [sentence, change, expected] of [
    ['is not smaller than one can talk in', { width: 10, height: 10 }, { width: 320, height: 400 }],
    ['is not larger than the screen', { width: 9_000, height: 9_000, inline: 0, block: 0 }, { width: 1_264, height: 784, inline: 8, block: 8 }],
    ['does not leave the screen at the far side', { inline: 5_000, block: 5_000 }, { inline: 1_280 - 384 - 8, block: 800 - 640 - 8 }],
    ['does not leave it at the near side', { inline: -50, block: -50 }, { inline: 8, block: 8 }],
  ] as const) {
    it(`CW-1 ${sentence}`, () => assert.deepEqual(fitFrame({ ...frame, ...change }, screen), { ...frame, ...expected }))
  }

  it('CW-1 comes in when the screen shrinks', () => {
    assert.deepEqual(fitFrame({ ...frame, inline: 800 }, { width: 600, height: 500 }), { inline: 208, block: 8, width: 384, height: 484 })
  })

  it('reads what it has written, and nothing else', () => {
    assert.deepEqual(parseFrame(writeFrame(frame)), frame)
    assert.deepEqual(parseFrame(writeFrame({ ...frame, isLarge: true })), { ...frame, isLarge: true })
    for (const text of [undefined, '', '1 2 3', 'a b c d', '1 2 3 NaN', '{}']) assert.equal(parseFrame(text), undefined, text)
  })
})
