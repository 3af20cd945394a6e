import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createIds } from './ids.ts'

describe('ids', () => {
  it('are UUIDs of version 7 and never the same twice, also past the chance that was drawn at once', () => {
    const newId = createIds()
    const ids = Array.from({ length: 5_000 }, () => newId())
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
