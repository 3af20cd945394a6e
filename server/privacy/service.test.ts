import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { WorkspaceId } from '@foyer/sdk/protocol'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { Store } from '../store/store.ts'
import { createPrivacyService } from './service.ts'

const due: ClaimedDeadline = { kind: 'erased-cleared', subject: 'database', workspaceId: 'w1' as WorkspaceId, dueAt: 0, claimedUntil: 1 }
const MINUTE_MS = 60_000

/** A database of so many bytes, and what is done with it. */
function setUp({ bytes, at, hasFiles = false }: { readonly bytes: number; readonly at: Date; readonly hasFiles?: boolean }) {
  const world = { now: at.getTime(), hasFiles, done: [] as string[], movedTo: undefined as Date | undefined }
  const store = {
    engine: 'sqlite',
    async run({ name }: { name: string }, input: { dueAt: number }) {
      if (name === 'deadlines.has-due') return world.hasFiles
      assert.equal(name, 'deadlines.move')
      world.movedTo = new Date(input.dueAt)
      return undefined
    },
    emptyLog: async () => void world.done.push('log emptied'),
    async compact(most: number) {
      if (bytes > most) return false
      world.done.push('written anew')
      return true
    },
    close: async () => undefined,
  } as unknown as Store
  const privacy = createPrivacyService({ store, now: () => world.now, newSecret: () => '', publicOrigin: () => '', fileLinks: async () => [], erased: () => undefined })
  return { world, privacy }
}

describe('CW-15 after somebody was erased', () => {
  it('CW-15 writes a small database anew at once, and empties its log before and after', async () => {
    const { world, privacy } = setUp({ bytes: 1_000, at: new Date(2026, 5, 1, 12) })
    await privacy.clearDue(due)
    assert.deepEqual([world.done, world.movedTo], [['log emptied', 'written anew', 'log emptied'], undefined])
  })

  it('CW-15 does so once in ten minutes, however many are erased', async () => {
    const { world, privacy } = setUp({ bytes: 1_000, at: new Date(2026, 5, 1, 12) })
    await privacy.clearDue(due)
    world.done = []
    world.now += 4 * MINUTE_MS
    await privacy.clearDue(due)
    assert.deepEqual([world.done, world.movedTo], [['log emptied'], new Date(2026, 5, 1, 12, 10)])
    world.now += 6 * MINUTE_MS
    await privacy.clearDue(due)
    assert.deepEqual(world.done.slice(1), ['log emptied', 'written anew', 'log emptied'])
  })

  it('CW-15 lets a large one wait for the night', async () => {
    const { world, privacy } = setUp({ bytes: 1_000_000_000, at: new Date(2026, 5, 1, 12) })
    await privacy.clearDue(due)
    assert.deepEqual([world.done, world.movedTo], [['log emptied'], new Date(2026, 5, 2, 3)])
    world.now = new Date(2026, 5, 2, 3).getTime()
    await privacy.clearDue(due)
    assert.deepEqual(world.done.slice(1), ['log emptied', 'written anew', 'log emptied'])
    const early = setUp({ bytes: 1_000_000_000, at: new Date(2026, 5, 2, 1, 30) })
    await early.privacy.clearDue(due)
    assert.deepEqual(early.world.movedTo, new Date(2026, 5, 2, 3))
  })

  it('CW-15 waits until the bytes of files are gone, so that nothing of that is left either', async () => {
    const at = new Date(2026, 5, 1, 12)
    const { world, privacy } = setUp({ bytes: 1_000, at, hasFiles: true })
    await privacy.clearDue(due)
    assert.deepEqual([world.done, world.movedTo], [['log emptied'], new Date(at.getTime() + 1_000)])
    world.hasFiles = false
    await privacy.clearDue(due)
    assert.deepEqual(world.done.slice(2), ['written anew', 'log emptied'])
  })
})
