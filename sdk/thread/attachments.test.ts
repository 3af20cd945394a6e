import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { FileId, Part, Result, UploadState } from '@foyer/sdk/protocol'
import { createFakeBrowser, createFakeClock } from '../testing/index.ts'
import type { FakeTab } from '../testing/index.ts'
import { createAttachments, shelfKey } from './attachments.ts'
import type { Attachments, FileShelf } from './attachments.ts'

/** A device: what is kept on it, and the server that all of its pages speak with. */
function device() {
  const browser = createFakeBrowser()
  const clock = createFakeClock()
  const kept = new Map<string, unknown>()
  let isFull = false
  const shelf: FileShelf = {
    list: async (prefix) => [...kept].filter(([key]) => key.startsWith(prefix)),
    get: async (key) => kept.get(key),
    put: async (key, value) => {
      if (isFull && value instanceof Blob) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
    remove: async (keys) => keys.forEach((key) => kept.delete(key)),
  }
  const uploads = new Map<FileId, { name: string; size: number; there: number }>()
  const isSentAlready = new Set<FileId>()
  let nr = 0
  const world = {
    kept,
    uploads,
    isSentAlready,
    /** Names of files whose pieces are let through. */
    open: new Set<string>(),
    refuse: new Map<string, Result<UploadState>>(),
    set isFull(now: boolean) {
      isFull = now
    },
    /** Messages that were handed on, by all pages together. */
    sent: [] as (readonly Part[])[],
    page,
  }

  function page({ group = 'shop:1' as string | undefined, rejects = false } = {}): { files: Attachments; tab: FakeTab; putBack: string[]; calls: () => number } {
    const tab = browser.openTab()
    const putBack: string[] = []
    let calls = 0
    const stateOf = (id: FileId): Result<UploadState> => {
      const found = uploads.get(id)
      if (!found) return fail('not_found')
      const { name, size, there } = found
      return ok({ id, offset: there, ...(there === size && { file: { id, name, type: 'image/webp', size } }) })
    }
    const files = createAttachments({
      group,
      shelf,
      locks: tab.locks,
      clock,
      random: () => 0,
      signals: { isOnline: () => true, onAwake: () => () => undefined },
      newId: () => `id-${++nr}`,
      measure: async (blob) => (blob.type === 'image/png' ? { width: 40, height: 30 } : undefined),
      requests: {
        async begin({ name, size }) {
          const id = `server-${++nr}` as FileId
          uploads.set(id, { name, size, there: 0 })
          return stateOf(id)
        },
        ask: async (id) => stateOf(id),
        async append(id, offset, piece) {
          calls++
          const found = uploads.get(id)
          if (!found) return fail('not_found')
          if (!world.open.has(found.name)) return fail('not_reachable')
          const refusal = world.refuse.get(found.name)
          if (refusal) return refusal
          found.there = offset + piece.byteLength
          return stateOf(id)
        },
        drop: async (id) => uploads.delete(id),
      },
      async send(parts) {
        if (rejects) throw new Error('The outbox takes nothing.')
        world.sent.push(parts)
      },
      isSent: async (ids) => ids.some((id) => isSentAlready.has(id)),
      onPutBack: (text) => void putBack.push(text),
    })
    return { files, tab, putBack, calls: () => calls }
  }

  /** Until it is so: promises, the reading of blobs, and waits. */
  async function until(done: () => boolean, what: string) {
    for (let turn = 0; turn < 200 && !done(); turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      clock.step()
    }
    assert.ok(done(), what)
  }
  return { ...world, world, until }
}

const png = (name: string) => ({ blob: new Blob(['picture'], { type: 'image/png' }), name })
const textOf = (parts: readonly Part[] | undefined) => parts?.map((part) => (part.type === 'text' ? part.text : part.type === 'file' ? part.file.name : part.type)) ?? []
/** A page that ends as a crash ends it. */
function crash({ files, tab }: { files: Attachments; tab: FakeTab }) {
  files.destroy()
  tab.kill()
}

describe('createAttachments', () => {
  it('CW-5 sends several files and the text as one message, when all of them are there', async () => {
    const { world, until, page } = device()
    const { files } = page()
    files.add([png('a.png'), png('b.png')])
    await until(() => files.chosen.every(({ width }) => width === 40), 'measured')
    world.open.add('a.png')
    files.send('Look')
    assert.equal(files.chosen.length, 0)
    assert.deepEqual(files.parcels.map(({ parts }) => textOf(parts)), [['a.png', 'b.png', 'Look']])
    await until(() => files.find(files.parcels[0]?.parts[0]?.type === 'file' ? files.parcels[0].parts[0].file.id : ('' as FileId))?.upload.progress.status === 'ready', 'the first is there')
    assert.equal(world.sent.length, 0)
    world.open.add('b.png')
    await until(() => files.parcels.length === 0, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['a.png', 'b.png', 'Look']])
    assert.equal(world.kept.size, 0)
  })

  it('knows a file by the name that the server has given it, to show it without fetching it', async () => {
    const { world, until, page } = device()
    const { files } = page()
    world.open.add('a.png')
    files.add([png('a.png')])
    files.send('')
    await until(() => world.sent.length === 1, 'sent')
    const [part] = world.sent[0] ?? []
    assert.equal(part?.type === 'file' && files.find(part.file.id)?.description.name, 'a.png')
  })

  for (const [when, isPacked] of [['what stood in the composer', false], ['a message that was under way', true]] as const) {
    it(`CW-7 takes up after a crash ${when}`, async () => {
      const { world, until, page } = device()
      const first = page()
      first.files.add([png('a.png'), png('b.png')])
      if (isPacked) first.files.send('Look')
      await until(() => world.uploads.size === 2 && [...world.kept.values()].filter((value) => JSON.stringify(value).includes('server-')).length === 2, 'begun and kept')
      crash(first)
      const { files } = page()
      await until(() => (isPacked ? files.parcels.length === 1 : files.chosen.length === 2), 'taken up')
      assert.equal(world.uploads.size, 2)
      if (!isPacked) {
        assert.deepEqual(files.chosen.map(({ description }) => description.name), ['a.png', 'b.png'])
        files.send('Look')
      }
      world.open.add('a.png').add('b.png')
      await until(() => world.sent.length === 1, 'sent')
      assert.deepEqual(world.sent.map(textOf), [['a.png', 'b.png', 'Look']])
      assert.equal(world.uploads.size, 2)
    })
  }

  it('CW-7 sends nothing twice that was handed on in the moment of the crash', async () => {
    const { world, until, page } = device()
    const first = page({ rejects: false })
    first.files.add([png('a.png')])
    first.files.send('Look')
    await until(() => [...world.kept.values()].some((value) => JSON.stringify(value).includes('server-')), 'kept')
    crash(first)
    world.isSentAlready.add([...world.uploads.keys()][0] as FileId)
    world.open.add('a.png')
    const { files } = page()
    await until(() => world.kept.size === 0, 'let go')
    assert.deepEqual([world.sent, files.parcels], [[], []])
  })

  it('CW-10 lets one tab send a file, and another take it over when that one is gone', async () => {
    const { world, until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    first.files.send('')
    await until(() => first.calls() > 0, 'on its way')
    const second = page()
    await until(() => first.calls() > 3, 'tried again')
    assert.deepEqual([second.calls(), second.files.parcels.length], [0, 0])
    crash(first)
    world.open.add('a.png')
    await until(() => world.sent.length === 1, 'sent by the other')
    assert.ok(second.calls() > 0)
  })

  it('takes up only what the same visitor has left', async () => {
    const { world, until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    await until(() => world.kept.size === 2, 'kept')
    crash(first)
    const stranger = page({ group: 'shop:2' })
    const own = page()
    await until(() => own.files.chosen.length === 1, 'taken up')
    assert.equal(stranger.files.chosen.length, 0)
  })

  it('CW-5 gives back what the server refuses, with the text, and goes on without it', async () => {
    const { world, until, page } = device()
    const { files, putBack } = page()
    world.open.add('a.png').add('b.png')
    world.refuse.set('b.png', failTalk('file_disguised'))
    files.add([png('a.png'), png('b.png')])
    files.send('Look')
    await until(() => putBack.length === 1, 'given back')
    assert.deepEqual(putBack, ['Look'])
    assert.deepEqual(files.chosen.map(({ upload: { progress } }) => (progress.status === 'failed' ? progress.failure.code : progress.status)).toSorted(), ['file_disguised', 'ready'])
    const refused = files.chosen.find(({ upload }) => upload.progress.status === 'failed')
    if (refused) files.remove(refused.key)
    files.send('Look again')
    await until(() => world.sent.length === 1, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['a.png', 'Look again']])
  })

  it('gives back what the outbox does not take', async () => {
    const { world, until, page } = device()
    const { files, putBack } = page({ rejects: true })
    world.open.add('a.png')
    files.add([png('a.png')])
    files.send('Look')
    await until(() => putBack.length === 1, 'given back')
    assert.equal(files.chosen.length, 1)
  })

  it('CW-5 cancels a file out of its message, and the message with its last file', async () => {
    const { world, until, page } = device()
    const { files, putBack } = page()
    files.add([png('a.png'), png('b.png')])
    const [one, other] = files.chosen.map(({ key }) => key) as [FileId, FileId]
    files.send('Look')
    await until(() => world.uploads.size === 2, 'begun')
    files.remove(one)
    assert.deepEqual(files.parcels.map(({ parts }) => textOf(parts)), [['b.png', 'Look']])
    files.remove(other)
    assert.deepEqual([files.parcels, putBack], [[], ['Look']])
    await until(() => world.uploads.size === 0 && world.kept.size === 0, 'forgotten everywhere')
  })

  it('CW-5 sends a voice message past what is chosen', async () => {
    const { world, until, page } = device()
    const { files } = page()
    files.add([png('a.png')])
    world.open.add('voice.webm')
    files.sendAlone({ blob: new Blob(['sound'], { type: 'audio/webm' }), name: 'voice.webm', durationMs: 1_200 })
    await until(() => world.sent.length === 1, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['voice.webm']])
    assert.equal(files.chosen.length, 1)
  })

  for (const [why, options] of [['nothing may be kept', { group: undefined }], ['the device is full', {}]] as const) {
    it(`CW-30 works from memory where ${why}`, async () => {
      const { world, until, page } = device()
      world.isFull = true
      const first = page(options)
      world.open.add('a.png')
      first.files.add([png('a.png')])
      first.files.send('')
      await until(() => world.sent.length === 1, 'sent')
      first.files.add([png('b.png')])
      await until(() => world.uploads.size === 2, 'begun')
      crash(first)
      const { files } = page(options)
      await until(() => ![...world.kept.keys()].some((key) => key.startsWith(shelfKey('shop:1'))), 'nothing is left behind')
      assert.equal(files.chosen.length, 0)
    })
  }
})
