import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MessageId, Part } from '@foyer/sdk/protocol'
import { mask, maskParts } from './masks.ts'

const cards = { cards: true, patterns: [] }
const named = (...patterns: string[]) => ({ cards: false, patterns })
/** Numbers that the card companies give out for tests. */
const VISA = '4111111111111111'
const HIDDEN = '••••••••••••1111'

describe('CW-29 masks', () => {
  for (const [sentence, text, expected] of [
    ['a card number', VISA, HIDDEN],
    ['one in a sentence', `My card is ${VISA}, thanks.`, `My card is ${HIDDEN}, thanks.`],
    ['one with spaces', '4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['one with dashes of any kind', '4111-1111–1111‑1111', '••••-••••–••••‑1111'],
    ['one with two characters between the groups', '4111  1111  1111  1111', '••••  ••••  ••••  1111'],
    ['one of 15 digits', '3782 822463 10005', '•••• •••••• •0005'],
    ['one of 19 digits', '6304000000000000000', '•••••••••••••••0000'],
    ['two of them, one behind the other', `${VISA} 5500005555555559`, `${HIDDEN} ••••••••••••5559`],
    ['one in full-width digits', '４１１１１１１１１１１１１１１１', '••••••••••••１１１１'],
    ['one in Arabic digits', '٤١١١١١١١١١١١١١١١', '••••••••••••١١١١'],
    ['one that was copied with marks that nobody sees', '4111\u200B1111\u20601111\u00AD1111', '••••\u200B••••\u2060••••\u00AD1111'],
    ['one over two lines', '4111 1111\n1111 1111', '•••• ••••\n•••• 1111'],
  ] as const) {
    it(`hides all but the last four digits of ${sentence}`, () => assert.equal(mask(text, cards), expected))
  }

  for (const [sentence, text] of [
    ['a number with a wrong checksum', '4111111111111112'],
    ['a number of 12 digits', '411111111111'],
    ['the same digit again and again', '0000000000000000'],
    ['a phone number, though its checksum is right', '+4111111111111111'],
    ['digits far apart', '4111 and 1111 and 1111 and 1111'],
    ['nothing', ''],
  ] as const) {
    it(`leaves ${sentence}`, () => assert.equal(mask(text, cards), text))
  }

  it('leaves cards where the workspace does not want them hidden', () => assert.equal(mask(VISA, named()), VISA))

  for (const [sentence, pattern, text, expected] of [
    ['digits', '###-##-####', 'It is 123-45-6789.', 'It is •••-••-••••.'],
    ['letters', '@@######', 'AB123456', '••••••••'],
    ['a word with digits', 'PIN ####', 'PIN 1234, not pin 1234', 'PIN ••••, not pin 1234'],
    ['both at the ends of the text', '##', '12', '••'],
    ['Chinese letters before it', '@######', '护照号E123456', '护照号•••••••'],
    ['each of several', '####', '1234 5678', '•••• ••••'],
  ] as const) {
    it(`hides what a pattern names: ${sentence}`, () => assert.equal(mask(text, named(pattern)), expected))
  }

  for (const [sentence, pattern, text] of [
    ['the middle of a longer number', '####', '123456'],
    ['the end of a longer word', '@@##', 'xAB12'],
    ['what only begins like it', '###-##', '123-4'],
  ] as const) {
    it(`leaves ${sentence}`, () => assert.equal(mask(text, named(pattern)), text))
  }

  it('hides by all patterns and cards together', () => {
    assert.equal(mask(`${VISA} AB-12`, { cards: true, patterns: ['@@-##'] }), `${HIDDEN} ••-••`)
  })

  it('is done with the longest text there may be, of the worst kind, before anybody would notice', () => {
    // A rule that went back over the text would take minutes for these.
    const worst = ['4'.repeat(4_000), '4 '.repeat(2_000), `${'1'.repeat(3_999)}2`, 'a'.repeat(4_000)]
    const rules = { cards: true, patterns: Array.from({ length: 50 }, () => `${'#'.repeat(99)}@`) }
    for (const text of worst) assert.equal(mask(text, rules).length, text.length)
  })

  it('hides what is written in texts and answers, and leaves buttons, places and files as they are', () => {
    const to = 'm1' as MessageId
    const parts: readonly Part[] = [
      { type: 'text', text: VISA },
      { type: 'answers', to, answers: [{ kind: 'text', label: VISA, value: VISA }] },
      { type: 'choice', to, label: VISA, value: VISA },
      { type: 'location', latitude: 1, longitude: 2 },
    ]
    assert.deepEqual(maskParts(parts, cards), [{ type: 'text', text: HIDDEN }, { type: 'answers', to, answers: [{ kind: 'text', label: VISA, value: HIDDEN }] }, parts[2], parts[3]])
  })
})
