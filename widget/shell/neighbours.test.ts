import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shiftOf, type Box } from './neighbours.ts'

const box = (left: number, top: number, width = 56, height = 56): Box => ({ left, top, right: left + width, bottom: top + height })
const corner = box(900, 700)

describe('neighbours', () => {
  for (const [sentence, stack, others, isTop, expected] of [
    ['stay where nothing is in the way', [corner], [box(20, 700)], false, 0],
    ['stay where nobody else is', [corner], [], false, 0],
    ['move up, clear of what stands below', [corner], [corner], false, -68],
    ['move down at the top', [box(900, 20)], [box(900, 20)], true, 68],
    ['move up until they are clear of all of a stack', [corner], [corner, box(900, 632)], false, -136],
    ['move as one', [corner, box(900, 632)], [corner], false, -68],
    ['keep a gap to what is beside', [corner], [box(840, 700)], false, -68],
    ['pass over what is not there', [corner], [box(900, 700, 0, 0)], false, 0],
  ] as const) {
    it(`RC-11 ${sentence}`, () => assert.equal(shiftOf(stack, others, isTop), expected))
  }
})
