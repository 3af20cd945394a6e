import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ConversationId, GroupId, ThreadId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Store } from '../store/store.ts'
import { createPlaces } from './places.ts'
import type { QueueMove } from './places.ts'
import type { QueuedThread } from './queue.ts'

/** A queue whose reading ends when the test says so. */
function setUp() {
  const told: string[] = []
  const failures: unknown[] = []
  const reads: { readonly since: number; readonly priority: number; readonly answer: (names: readonly string[]) => Promise<void>; readonly fail: () => Promise<void> }[] = []
  const store = {
    run: (_procedure: unknown, { from }: { from: { priority: number; startedAt: number } }) =>
      new Promise<readonly QueuedThread[]>((resolve, reject) => {
        reads.push({
          since: from.startedAt,
          priority: from.priority,
          async answer(names) {
            resolve(names.map((name, index) => ({ threadId: name as ThreadId, place: { conversationId: name as ConversationId, place: index + 1 } })))
            await new Promise(setImmediate)
          },
          async fail() {
            reject(new Error('The database is gone'))
            await new Promise(setImmediate)
          },
        })
      }),
  } as unknown as Store
  const moments: { readonly ms: number; readonly pass: () => void }[] = []
  const after = (ms: number, pass: () => void) => moments.push({ ms, pass })
  const moved = createPlaces({ store, now: () => 0, after, queueMoved: (thread, { place }) => told.push(`${thread} ${place?.place ?? 'gone'}`), report: (error) => failures.push(error) })
  const move = (name: string, kind: QueueMove['kind'], startedAt: number, group = 'g1', priority = 5) =>
    moved({ workspaceId: 'w' as WorkspaceId, groupId: group as GroupId, threadId: name as ThreadId, conversationId: name as ConversationId, priority, startedAt, kind })
  return { told, failures, reads, moments, move }
}

describe('CW-14 the places of a queue', () => {
  it('are told from where they have moved', async () => {
    const { told, reads, move } = setUp()
    move('c', 'entered', 3)
    assert.deepEqual(reads.map(({ since }) => since), [3])
    await reads[0]!.answer(['c'])
    assert.deepEqual(told, ['c 1'])
  })

  it('are told to whoever changes queues by the new one alone, and to those behind in the old one', async () => {
    const { told, reads, moments, move } = setUp()
    move('z', 'entered', 9)
    move('b', 'left-for-another', 2)
    move('b', 'entered', 2, 'g2')
    // Read before it left.
    await reads[0]!.answer(['b', 'z'])
    await reads[1]!.answer(['b'])
    moments[0]!.pass()
    await reads[2]!.answer(['z'])
    assert.deepEqual([told, reads.map(({ since }) => since)], [['z 2', 'b 1', 'z 1'], [9, 2, 2]])
  })

  it('are told in one go, however much has moved in the moment after', async () => {
    const { told, reads, moments, move } = setUp()
    move('a', 'left', 1)
    for (const [name, at] of [['b', 2], ['c', 3]] as const) move(name, 'left', at)
    await reads[0]!.answer(['e'])
    move('d', 'left', 4)
    assert.deepEqual(reads.map(({ since }) => since), [1])
    moments[0]!.pass()
    assert.deepEqual(reads.map(({ since }) => since), [1, 2])
    await reads[1]!.answer(['e'])
    assert.deepEqual(told, ['a gone', 'b gone', 'c gone', 'e 1', 'd gone', 'e 1'])
    moments[1]!.pass()
    move('e', 'left', 5)
    assert.equal(reads.length, 3, 'and then it begins anew')
  })

  it('are told the more seldom the longer the queue is, and no faster than anybody reads', async () => {
    const { reads, moments, move } = setUp()
    move('a', 'left', 1)
    await reads[0]!.answer(['b'])
    move('b', 'left', 2)
    moments[0]!.pass()
    await reads[1]!.answer(Array.from({ length: 2_000 }, (_, index) => `q${index}`))
    assert.deepEqual(moments.map(({ ms }) => ms), [100, 2_000])
  })

  it('are told again after a failure', async () => {
    const { reads, moments, failures, move } = setUp()
    move('a', 'left', 1)
    await reads[0]!.fail()
    move('b', 'left', 2)
    moments[0]!.pass()
    assert.deepEqual([reads.length, failures.length], [2, 1])
  })

  it('are not told to whoever has left meanwhile', async () => {
    const { told, reads, move } = setUp()
    move('a', 'left', 1)
    move('b', 'left', 2)
    await reads[0]!.answer(['b', 'c'])
    assert.deepEqual(told, ['a gone', 'b gone', 'c 2'])
  })

  it('AL-11 are told from the foremost on that has moved, and higher priority stands before', async () => {
    const { reads, moments, move } = setUp()
    move('a', 'left', 1)
    move('b', 'left', 2)
    move('c', 'entered', 3, 'g1', 9)
    move('d', 'left', 1)
    await reads[0]!.answer([])
    moments[0]!.pass()
    assert.deepEqual(reads.slice(1).map(({ priority, since }) => [priority, since]), [[9, 3]])
  })

  it('are each group’s own', () => {
    const { reads, move } = setUp()
    move('a', 'entered', 1)
    move('b', 'entered', 2, 'g2')
    assert.equal(reads.length, 2)
  })
})
