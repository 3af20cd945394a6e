import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { FileId } from '@foyer/sdk/protocol'
import { createFileFolder } from './folder.ts'
import type { FileFolder } from './folder.ts'

describe('CW-5 the folder of files', () => {
  const id = '0198-4a7f' as FileId
  let root: string
  let folder: FileFolder
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'foyer-folder-'))
    folder = createFileFolder(root)
    await folder.begin(id)
  })
  afterEach(() => rm(root, { recursive: true }))

  const part = () => readFile(folder.places(id, 'x').part, 'utf8')
  const textOf = async (bytes: ReadableStream<Uint8Array> | undefined) => new Response(bytes).text()
  async function make(words: string, thumbnail?: string): Promise<void> {
    const places = folder.places(id, 'first')
    await writeFile(places.whole, words)
    if (thumbnail) await writeFile(places.thumbnail, thumbnail)
    await folder.keep(id, { whole: places.whole, ...(thumbnail !== undefined && { thumbnail: places.thumbnail }) })
    await folder.tidy(id)
  }

  it('says how much is there, also to another server that shares it', async () => {
    assert.equal(await folder.length(id), 0)
    await folder.write(id, 0, Buffer.from('abc'))
    await folder.write(id, 3, Buffer.from('def'))
    assert.equal(await createFileFolder(root).length(id), 6)
    assert.equal(await part(), 'abcdef')
    assert.equal(await folder.length('other-4a7f' as FileId), undefined)
  })

  it('has a piece once that came twice at once', async () => {
    await folder.write(id, 0, Buffer.from('abc'))
    await Promise.all([folder.write(id, 3, Buffer.from('def')), createFileFolder(root).write(id, 3, Buffer.from('def'))])
    assert.equal(await part(), 'abcdef')
  })

  it('takes back what a full disk has of a piece, and goes on when there is room', async () => {
    let room = 4
    const full = createFileFolder(root, {
      free: async () => 0,
      async write(file: FileHandle, bytes, offset) {
        if (room === 0) throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
        const some = bytes.subarray(0, room)
        room -= some.length
        return file.write(some, 0, some.length, offset)
      },
    })
    await full.write(id, 0, Buffer.from('abc'))
    await assert.rejects(full.write(id, 3, Buffer.from('def')), { code: 'ENOSPC' })
    assert.deepEqual([await full.length(id), await part()], [3, 'abc'])
    room = 9
    await full.write(id, 3, Buffer.from('def'))
    assert.equal(await part(), 'abcdef')
  })

  it('writes nothing into an upload that was taken away', async () => {
    await folder.remove(id)
    await assert.rejects(folder.write(id, 0, Buffer.from('abc')), { code: 'ENOENT' })
    assert.equal(await folder.length(id), undefined)
  })

  it('gives a file back whole, in part, and small', async () => {
    await folder.write(id, 0, Buffer.from('as it came'))
    await writeFile(folder.places(id, 'died').whole, 'half')
    await make('as it is kept', 'small')
    const whole = await folder.find(id, 'whole')
    assert.equal(whole?.size, 13)
    assert.equal(await textOf(whole.read()), 'as it is kept')
    assert.equal(await textOf(whole.read({ from: 6, to: 7 })), 'is')
    assert.equal(await textOf((await folder.find(id, 'thumbnail'))?.read()), 'small')
    assert.deepEqual((await readdir(path.dirname(folder.places(id, 'x').part))).toSorted(), ['thumbnail', 'whole'])
    assert.equal(await folder.find('other-4a7f' as FileId, 'whole'), undefined)
  })

  it('lets go of a file that nobody reads to its end', async () => {
    await make('x'.repeat(1_000_000))
    const opened = async () => (await readdir('/proc/self/fd').catch(() => [])).length
    const before = await opened()
    const reader = (await folder.find(id, 'whole'))!.read().getReader()
    await reader.read()
    await reader.cancel()
    assert.equal(await opened(), before)
  })

  it('takes everything of a file away, also what a server that died left behind, and minds no second time', async () => {
    await make('whole', 'small')
    await writeFile(folder.places(id, 'died').whole, 'half')
    await folder.remove(id)
    await folder.remove(id)
    assert.deepEqual(await readdir(path.dirname(path.dirname(folder.places(id, 'x').part))), [])
  })

  it('knows what is free on its disk', async () => assert.ok((await folder.free()) > 0))
})
