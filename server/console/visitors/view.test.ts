import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { COLUMNS } from './question.ts'
import { PLAIN, columnsOf, readView, toggled, tracksOf } from './view.ts'

describe('how one looks at the visitors', () => {
  it('IV-1 shows all columns where there is room, and lets go first what matters least', () => {
    assert.deepEqual(columnsOf(PLAIN, 1_200), COLUMNS)
    assert.deepEqual(columnsOf(PLAIN, 1_000), ['visitor', 'state', 'page', 'source', 'pages', 'time', 'place'])
    assert.deepEqual(columnsOf(PLAIN, 300), ['visitor', 'state', 'page', 'time'])
  })

  it('takes no more room than there is', () => {
    for (let width = 700; width < 1_400; width += 20) assert.ok(tracksOf(columnsOf(PLAIN, width)).leastPx <= width, String(width))
  })

  it('shows what was chosen at any width, in its order', () => {
    const view = toggled(toggled(PLAIN, columnsOf(PLAIN, 600), 'language'), columnsOf(PLAIN, 600), 'language')
    assert.deepEqual(columnsOf(view, 300), [...columnsOf(PLAIN, 600), 'language'])
    assert.deepEqual(columnsOf(toggled(view, columnsOf(view, 300), 'language'), 300), columnsOf(PLAIN, 600))
  })

  for (const [what, kept, expected] of [
    ['nothing', undefined, PLAIN],
    ['what is no JSON', '{', PLAIN],
    ['null', 'null', PLAIN],
    ['a choice', '{"columns":["time","visitor","gone"],"isCompact":true}', { columns: ['visitor', 'time'], isCompact: true }],
    ['no column at all', '{"columns":[]}', { columns: ['visitor'], isCompact: false }],
  ] as const) {
    it(`begins with what the device has kept: ${what}`, () => assert.deepEqual(readView(kept), expected))
  }
})
