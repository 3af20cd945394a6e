import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { DraftResult, FileId, MessageDraft, MessageId, Part, Result, UploadState } from '@foyer/sdk/protocol'
import { createFakeBrowser, createFakeClock } from '../testing/index.ts'
import type { FakeTab } from '../testing/index.ts'
import { createFakeStorage } from '../testing/fake-storage.ts'
import { createAttachments, shelfKey } from './attachments.ts'
import type { Attachments, FileShelf } from './attachments.ts'
import { createOutbox } from './outbox.ts'
import type { Outbox } from './outbox.ts'
import { waitsFor } from './parts.ts'

/** A device: what is kept on it, and the server that all of its pages speak with. Each page has an outbox of its own over the same storage. */
function device() {
  const browser = createFakeBrowser()
  const clock = createFakeClock()
  const storage = createFakeStorage()
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
  /** Messages that the server has, by name: it takes each once. */
  const log = new Map<MessageId, readonly Part[]>()
  let nr = 0
  const world = {
    kept,
    uploads,
    /** Names of files whose pieces are let through. */
    open: new Set<string>(),
    refuse: new Map<string, Result<UploadState>>(),
    set isFull(now: boolean) {
      isFull = now
    },
    get sent(): readonly (readonly Part[])[] {
      return [...log.values()]
    },
    page,
  }

  function page({ group = 'shop:1' as string | undefined, rejects = false, hasLocks = true } = {}): Page {
    const tab = browser.openTab()
    const putBack: string[] = []
    const watchers = new Set<() => void>()
    let calls = 0
    let isDead = false
    let isStopped = false
    const outbox = createOutbox({
      storage,
      key: 'outbox',
      clock: { ...clock, after: (ms, run) => clock.after(ms, () => void (!isDead && run())) },
      random: () => 0,
      async send(drafts: readonly MessageDraft[]) {
        if (isDead) return new Promise<never>(() => undefined)
        for (const { id, parts } of drafts) if (!log.has(id)) log.set(id, parts)
        return ok({ results: drafts.map(({ id }): DraftResult => ({ ok: true, id, conversationId: 'c1' as never, seq: 1 })) })
      },
      onChange: () => watchers.forEach((watch) => watch()),
    })
    outbox.start()
    const stateOf = (id: FileId): Result<UploadState> => {
      const found = uploads.get(id)
      if (!found) return fail('not_found')
      const { name, size, there } = found
      return ok({ id, offset: there, ...(there === size && { file: { id, name, type: 'image/webp', size } }) })
    }
    const write = async (parts: readonly Part[]) => {
      if (rejects) throw new Error('The outbox takes nothing.')
      const id = `m${++nr}` as MessageId
      await outbox.add({ draft: { id, parts }, writtenAt: clock.now(), status: 'sending', ...waitsFor(parts) })
      return id
    }
    const files = createAttachments({
      group,
      shelf,
      ...(hasLocks && { locks: tab.locks, channel: (name) => {
        const line = tab.channel(name)
        return { ...line, addEventListener: (type, listener) => line.addEventListener(type, (event) => void (!isStopped && listener(event))) }
      } }),
      clock: { ...clock, after: (ms, run) => clock.after(ms, () => void (!isDead && !isStopped && run())) },
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
          if (isStopped || !world.open.has(found.name)) return fail('not_reachable')
          const refusal = world.refuse.get(found.name)
          if (refusal) return refusal
          found.there = offset + piece.byteLength
          return stateOf(id)
        },
        drop: async (id) => uploads.delete(id),
      },
      room: {
        get state() {
          return { pending: outbox.pending, isLoaded: true, connection: { status: 'connected' as const } }
        },
        subscribe(watch) {
          watchers.add(watch)
          return () => void watchers.delete(watch)
        },
        send: write,
        fill: outbox.add,
        async takeBack(id) {
          const draft = outbox.pending.find((message) => message.draft.id === id)?.draft
          return outbox.drop(id) ? draft : undefined
        },
      },
      onPutBack: (text) => void putBack.push(text),
    })
    return {
      files,
      outbox,
      tab,
      putBack,
      calls: () => calls,
      say: (text) => write([{ type: 'text', text }]),
      waiting: () => outbox.pending.filter(({ waits }) => waits).map(({ draft, status }) => [...textOf(draft.parts), status]),
      stop: () => void (isStopped = true),
      crash() {
        isDead = true
        files.destroy()
        outbox.destroy()
        tab.kill()
      },
    }
  }

  /** Until it is so: promises, the reading of blobs, and waits. */
  async function until(done: () => boolean, what: string) {
    for (let turn = 0; turn < 300 && !done(); turn++) {
      await new Promise((resolve) => setImmediate(resolve))
      clock.step()
    }
    assert.ok(done(), what)
  }
  return { ...world, world, until }
}

interface Page {
  readonly files: Attachments
  readonly outbox: Outbox
  readonly tab: FakeTab
  readonly putBack: string[]
  calls(): number
  say(text: string): Promise<MessageId>
  /** What waits for its files, or has lost them. */
  waiting(): readonly (readonly string[])[]
  /** As phones stop tabs in the background: its locks stay. */
  stop(): void
  /** Ends as a crash ends it. */
  crash(): void
}

const png = (name: string) => ({ blob: new Blob(['picture'], { type: 'image/png' }), name })
const textOf = (parts: readonly Part[] | undefined) => parts?.map((part) => (part.type === 'text' ? part.text : part.type === 'file' ? part.file.name : part.type)) ?? []

describe('createAttachments', () => {
  it('CW-5 sends several files and the text as one message, when all of them are there', async () => {
    const { world, until, page } = device()
    const { files, outbox, waiting } = page()
    files.add([png('a.png'), png('b.png')])
    await until(() => files.chosen.every(({ width }) => width === 40), 'measured')
    world.open.add('a.png')
    void files.send('Look')
    assert.equal(files.chosen.length, 0)
    assert.deepEqual(waiting(), [['a.png', 'b.png', 'Look', 'sending']])
    const [first] = outbox.pending[0]?.draft.parts ?? []
    await until(() => first?.type === 'file' && files.find(first.file.id)?.upload.progress.status === 'ready', 'the first is there')
    assert.equal(world.sent.length, 0)
    world.open.add('b.png')
    await until(() => outbox.pending.length === 0, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['a.png', 'b.png', 'Look']])
    assert.ok(world.sent[0]?.every((part) => part.type !== 'file' || part.file.id.startsWith('server-')))
    await until(() => world.kept.size === 0, 'let go')
  })

  it('CW-7 sends what was written after it behind it', async () => {
    const { world, until, page } = device()
    const { files, say, outbox } = page()
    files.add([png('a.png')])
    void files.send('Look')
    void say('And?')
    await until(() => world.uploads.size === 1, 'begun')
    assert.deepEqual(world.sent, [])
    world.open.add('a.png')
    await until(() => outbox.pending.length === 0, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['a.png', 'Look'], ['And?']])
  })

  it('knows a file by the name that the server has given it, to show it without fetching it', async () => {
    const { world, until, page } = device()
    const { files } = page()
    world.open.add('a.png')
    files.add([png('a.png')])
    void files.send('')
    await until(() => world.sent.length === 1, 'sent')
    const [part] = world.sent[0] ?? []
    assert.equal(part?.type === 'file' && files.find(part.file.id)?.description.name, 'a.png')
  })

  for (const [when, isPacked] of [['what stood in the composer', false], ['a message that was under way, and what stands behind it', true]] as const) {
    it(`CW-7 takes up after a crash ${when}`, async () => {
      const { world, until, page } = device()
      const first = page()
      first.files.add([png('a.png'), png('b.png')])
      if (isPacked) {
        void first.files.send('Look')
        await first.say('And?')
      }
      await until(() => world.uploads.size === 2 && [...world.kept.values()].filter((value) => JSON.stringify(value).includes('server-')).length === 2, 'begun and kept')
      first.crash()
      const { files, say, waiting, outbox } = page()
      await until(() => (isPacked ? waiting().length === 1 : files.chosen.length === 2), 'taken up')
      assert.equal(world.uploads.size, 2)
      if (!isPacked) {
        assert.deepEqual(files.chosen.map(({ description }) => description.name), ['a.png', 'b.png'])
        void files.send('Look')
        void say('And?')
      }
      world.open.add('a.png').add('b.png')
      await until(() => world.sent.length === 2 && outbox.pending.length === 0, 'sent')
      assert.deepEqual(world.sent.map(textOf), [['a.png', 'b.png', 'Look'], ['And?']])
      assert.equal(world.uploads.size, 2)
      assert.equal(files.chosen.length, 0)
    })
  }

  it('CW-7 sends nothing twice that was filled in the moment of the crash, and lets its files go', async () => {
    const { world, until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    void first.files.send('Look')
    await until(() => [...world.kept.values()].some((value) => JSON.stringify(value).includes('"message"')), 'kept with its message')
    const kept = new Map(world.kept)
    world.open.add('a.png')
    await until(() => world.sent.length === 1, 'sent')
    first.crash()
    for (const [key, value] of kept) world.kept.set(key, value)
    const { files } = page()
    await until(() => world.kept.size === 0, 'let go')
    assert.deepEqual([world.sent.length, files.chosen], [1, []])
  })

  it('CW-10 lets one tab send a file, and another take it over when that one is gone', async () => {
    const { world, until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    void first.files.send('')
    await until(() => first.calls() > 0, 'on its way')
    const second = page()
    await until(() => first.calls() > 3 && second.waiting().length === 1, 'tried again')
    assert.deepEqual([second.calls(), second.waiting()], [0, [['a.png', 'sending']]])
    first.crash()
    world.open.add('a.png')
    await until(() => world.sent.length === 1, 'sent by the other')
    assert.ok(second.calls() > 0)
  })

  it('CW-7 takes a file from a tab that was stopped, so that nothing waits for that', async () => {
    const { world, until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    void first.files.send('Look')
    await until(() => [...world.kept.values()].some((value) => JSON.stringify(value).includes('server-')), 'begun and kept')
    first.stop()
    const second = page()
    void second.say('And?')
    world.open.add('a.png')
    await until(() => second.outbox.pending.length === 0 && world.sent.length === 2, 'sent by the other')
    assert.deepEqual(world.sent.map(textOf), [['a.png', 'Look'], ['And?']])
    assert.deepEqual([second.calls() > 0, second.putBack], [true, []])
  })

  it('CW-10 leaves a file with a tab that lives, however long it takes', async () => {
    const { until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    void first.files.send('Look')
    await until(() => first.calls() > 0, 'on its way')
    const second = page()
    await until(() => second.waiting().length === 1, 'seen')
    const before = first.calls()
    await until(() => first.calls() > before + 5, 'tried for long')
    assert.deepEqual([second.calls(), second.waiting()], [0, [['a.png', 'Look', 'sending']]])
  })

  it('takes up only what the same visitor has left', async () => {
    const { world, until, page } = device()
    const first = page()
    first.files.add([png('a.png')])
    await until(() => world.kept.size === 2, 'kept')
    first.crash()
    const stranger = page({ group: 'shop:2' })
    const own = page()
    await until(() => own.files.chosen.length === 1, 'taken up')
    assert.equal(stranger.files.chosen.length, 0)
  })

  it('CW-5 CW-7 gives back what the server refuses, with the text, and lets go what stands behind it', async () => {
    const { world, until, page } = device()
    const { files, putBack, say } = page()
    world.open.add('a.png').add('b.png')
    world.refuse.set('b.png', failTalk('file_disguised'))
    files.add([png('a.png'), png('b.png')])
    void files.send('Look')
    void say('And?')
    await until(() => putBack.length === 1 && world.sent.length === 1, 'given back')
    assert.deepEqual([putBack, world.sent.map(textOf)], [['Look'], [['And?']]])
    await until(() => files.chosen.some(({ upload }) => upload.progress.status === 'ready'), 'the other is there')
    assert.deepEqual(files.chosen.map(({ upload: { progress } }) => (progress.status === 'failed' ? progress.failure.code : progress.status)).toSorted(), ['file_disguised', 'ready'])
    const refused = files.chosen.find(({ upload }) => upload.progress.status === 'failed')
    if (refused) files.remove(refused.key)
    void files.send('Look again')
    await until(() => world.sent.length === 2, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['And?'], ['a.png', 'Look again']])
  })

  it('has its files again when the outbox does not take their message', async () => {
    const { world, page } = device()
    const { files } = page({ rejects: true })
    world.open.add('a.png')
    files.add([png('a.png')])
    await assert.rejects(files.send('Look'))
    assert.equal(files.chosen.length, 1)
  })

  it('CW-5 CW-7 cancels a file out of its message, and the message with its last file, and lets go what stands behind it', async () => {
    const { world, until, page } = device()
    const { files, putBack, waiting, say } = page()
    files.add([png('a.png'), png('b.png')])
    const [one, other] = files.chosen.map(({ key }) => key) as [FileId, FileId]
    void files.send('Look')
    void say('And?')
    await until(() => world.uploads.size === 2, 'begun')
    files.remove(one)
    assert.deepEqual(waiting(), [['b.png', 'Look', 'sending']])
    files.remove(other)
    await until(() => putBack.length === 1 && world.sent.length === 1, 'given back')
    assert.deepEqual([waiting(), putBack, world.sent.map(textOf)], [[], ['Look'], [['And?']]])
    await until(() => world.uploads.size === 0 && world.kept.size === 0, 'forgotten everywhere')
  })

  it('CW-5 sends a voice message past what is chosen', async () => {
    const { world, until, page } = device()
    const { files } = page()
    files.add([png('a.png')])
    world.open.add('voice.webm')
    void files.sendAlone({ blob: new Blob(['sound'], { type: 'audio/webm' }), name: 'voice.webm', durationMs: 1_200 })
    await until(() => world.sent.length === 1, 'sent')
    assert.deepEqual(world.sent.map(textOf), [['voice.webm']])
    assert.equal(files.chosen.length, 1)
  })

  for (const [why, options] of [['nothing may be kept', { group: undefined }], ['the device is full', {}], ['there are no locks', { hasLocks: false }]] as const) {
    it(`CW-30 works from memory where ${why}`, async () => {
      const { world, until, page } = device()
      world.isFull = true
      const first = page(options)
      world.open.add('a.png')
      first.files.add([png('a.png')])
      void first.files.send('')
      await until(() => world.sent.length === 1, 'sent')
      first.files.add([png('b.png')])
      await until(() => world.uploads.size === 2, 'begun')
      first.crash()
      const { files } = page(options)
      await until(() => ![...world.kept.keys()].some((key) => key.startsWith(shelfKey('shop:1'))), 'nothing is left behind')
      assert.equal(files.chosen.length, 0)
    })

    it(`CW-7 says of a message whose files are gone that it has failed, and lets go what stands behind it, where ${why}`, async () => {
      const { world, until, page } = device()
      world.isFull = true
      const first = page(options)
      first.files.add([png('a.png')])
      void first.files.send('Look')
      await first.say('And?')
      await until(() => world.uploads.size === 1, 'begun')
      first.crash()
      const second = page(options)
      await until(() => world.sent.length === 1, 'what stood behind it has gone')
      assert.deepEqual([world.sent.map(textOf), second.waiting()], [[['And?']], [['a.png', 'Look', 'failed']]])
      const [lost] = second.outbox.pending
      assert.equal(lost?.status === 'failed' && lost.failure.code, 'file_gone')
      // Trying again looks again, and finds nothing again.
      if (lost) second.outbox.retry(lost.draft.id)
      assert.deepEqual(second.waiting(), [['a.png', 'Look', 'sending']])
      await until(() => second.waiting()[0]?.[2] === 'failed', 'failed again')
      assert.equal(world.sent.length, 1)
    })
  }
})
