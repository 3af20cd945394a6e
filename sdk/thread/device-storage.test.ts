import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { IDBFactory } from 'fake-indexeddb'
import { createStore, get, set } from 'idb-keyval'
import { clearDevice } from './clear-device.ts'
import { deviceStorage } from './device-storage.ts'

describe('CW-7 the outbox on the device', () => {
  beforeEach(() => void (globalThis.indexedDB = new IDBFactory()))

  it('is kept, for another page too', async () => {
    const storage = deviceStorage()
    assert.equal(await storage.get('a'), undefined)
    await storage.update('a', (before) => [before, 1])
    await storage.update('a', (before) => [before, 2])
    assert.deepEqual(await deviceStorage().get('a'), [[undefined, 1], 2])
  })

  it('loses nothing when two write at once', async () => {
    const [one, other] = [deviceStorage(), deviceStorage()]
    const add = (nr: number) => (before: unknown) => [...((before as number[] | undefined) ?? []), nr]
    await Promise.all([one.update('a', add(1)), other.update('a', add(2)), one.update('a', add(3))])
    assert.deepEqual(((await one.get('a')) as number[]).toSorted(), [1, 2, 3])
  })

  it('is where files of messages are kept too, and is cleared with them', async () => {
    const files = createStore('foyer', 'keyval')
    await deviceStorage().update('foyer:outbox:shop:1', () => ['mine'])
    await set('foyer:upload:shop:1', 'file', files)
    await set('foyer:outbox:other:1', 'theirs', files)
    assert.deepEqual(await get('foyer:outbox:shop:1', files), ['mine'])
    await clearDevice('shop')
    const storage = deviceStorage()
    assert.deepEqual(await Promise.all(['foyer:outbox:shop:1', 'foyer:upload:shop:1', 'foyer:outbox:other:1'].map((key) => storage.get(key))), [undefined, undefined, 'theirs'])
  })

  it('CW-30 says so where it is denied, and tries again', async () => {
    const { indexedDB } = globalThis
    const storage = deviceStorage()
    globalThis.indexedDB = { open: () => { throw new Error('Denied.') } } as never
    await assert.rejects(storage.update('a', () => 1), /Denied/)
    globalThis.indexedDB = indexedDB
    await storage.update('a', () => 1)
    assert.equal(await storage.get('a'), 1)
  })
})
