import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createKeep, type Keep } from './keep.ts'
import { REMEMBERED_MS, createOpenMemory } from './open-memory.ts'

/** Without a storage everything is in memory, one for each keep. */
const memory = (): Keep => createKeep(() => undefined as never, (name) => name)

describe('whether the window was open', () => {
  it('CW-9 is remembered over the pages of a tab', () => {
    const [tab, device, clock] = [memory(), memory(), createFakeClock()]
    createOpenMemory(tab, device, clock).remember(true)
    assert.equal(createOpenMemory(tab, device, clock).wasOpen(false), true)
    createOpenMemory(tab, device, clock).remember(false)
    assert.equal(createOpenMemory(tab, device, clock).wasOpen(false), false)
  })

  it('CW-9 goes over to a new tab', () => {
    const [device, clock] = [memory(), createFakeClock()]
    createOpenMemory(memory(), device, clock).remember(true)
    assert.equal(createOpenMemory(memory(), device, clock).wasOpen(false), true)
  })

  it('lets each tab keep its own way', () => {
    const [first, second, device, clock] = [memory(), memory(), memory(), createFakeClock()]
    createOpenMemory(second, device, clock).remember(false)
    createOpenMemory(first, device, clock).remember(true)
    assert.equal(createOpenMemory(second, device, clock).wasOpen(false), false)
  })

  it('does not cover a new tab where the window fills the screen, and comes back there after a reload', () => {
    const [tab, device, clock] = [memory(), memory(), createFakeClock()]
    createOpenMemory(tab, device, clock).remember(true)
    assert.equal(createOpenMemory(memory(), device, clock).wasOpen(true), false)
    assert.equal(createOpenMemory(tab, device, clock).wasOpen(true), true)
  })

  it('fades: next morning nobody wants it to jump up', () => {
    const [device, clock] = [memory(), createFakeClock()]
    createOpenMemory(memory(), device, clock).remember(true)
    clock.advance(REMEMBERED_MS)
    assert.equal(createOpenMemory(memory(), device, clock).wasOpen(false), false)
  })
})
