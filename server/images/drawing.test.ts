import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { canBeDrawn } from './drawing.ts'

const svg = (inside: string) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="2000">${inside}</svg>`)

describe('RC-5 an SVG is drawn before it is kept', () => {
  it('in a process of its own, which says whether it could', async () => {
    assert.equal(await canBeDrawn(svg('<circle r="9"/>')), true)
    assert.equal(await canBeDrawn(Buffer.from('<svg')), false)
  })

  it('and given up where that would take hours', async () => {
    // At each of so many corners of the path it asks for the marker, and thus for all of its circles.
    const marker = `<marker id="m" markerWidth="10" markerHeight="10">${'<circle r="3"/>'.repeat(300)}</marker>`
    assert.equal(await canBeDrawn(svg(`${marker}<path marker-mid="url(#m)" d="M0 0${'l1 1'.repeat(20_000)}"/>`), 200), false)
  })
})
