import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CREDENTIALS_HEADER, LIMITS, OFFSET_HEADER, PROTOCOL, TALK_PATHS, fail, failTalk, ok } from '@foyer/sdk/protocol'
import type { FileDescription, FileId, FileRef, Result, SiteKey, UploadState } from '@foyer/sdk/protocol'
import { createFakeClock, settled } from '../testing/index.ts'
import { createUpload, httpUploads } from './uploads.ts'
import type { UploadRequests } from './uploads.ts'

const ID = 'f1' as FileId
const bytes = (size: number) => Uint8Array.from({ length: size }, (_, at) => (at * 31) % 251)

/** A server that keeps pieces. `fault` may answer instead of it: before the request counts, or after. */
function stage({ size = LIMITS.chunkBytes * 2 + 7, begun }: { size?: number; begun?: number } = {}) {
  const clock = createFakeClock()
  const content = bytes(size)
  const ref: FileRef = { id: ID, name: 'tour.pdf', type: 'application/pdf', size }
  let kept = begun === undefined ? undefined : content.slice(0, begun)
  const calls: string[] = []
  const awake = new Set<() => void>()
  let fault: (call: string) => Result<UploadState> | 'lost answer' | undefined = () => undefined

  const answer = async (call: string, act: () => Result<UploadState>): Promise<Result<UploadState>> => {
    calls.push(call)
    const said = fault(call)
    if (said && said !== 'lost answer') return said
    const result = act()
    return said ? fail('not_reachable') : result
  }
  const state = (): Result<UploadState> => (kept ? ok({ id: ID, offset: kept.length, ...(kept.length === size && { file: ref }) }) : fail('not_found'))
  const requests: UploadRequests = {
    begin: (file: FileDescription) =>
      answer('begin', () => {
        assert.equal(file.size, size)
        kept = new Uint8Array()
        return state()
      }),
    ask: () => answer('ask', state),
    append: (_, offset, piece) =>
      answer(`append ${offset}`, () => {
        if (!kept) return fail('not_found')
        if (offset !== kept.length) return failTalk('upload_elsewhere')
        kept = Uint8Array.from([...kept, ...new Uint8Array(piece)])
        return state()
      }),
    drop: async () => void calls.push('drop'),
  }
  let changes = 0
  const upload = createUpload({
    source: new Blob([content]),
    file: { name: 'tour.pdf', type: 'application/pdf', size },
    ...(begun !== undefined && { id: ID }),
    requests,
    clock,
    random: () => 1,
    signals: { isOnline: () => true, onAwake: (run) => (awake.add(run), () => void awake.delete(run)) },
    onChange: () => changes++,
  })
  return {
    clock,
    calls,
    upload,
    ref,
    changes: () => changes,
    awake: () => [...awake].forEach((run) => run()),
    waiters: () => awake.size,
    set fault(next: typeof fault) {
      fault = next
    },
    lose: () => (kept = undefined),
    /** Whether the server has every byte as it was. */
    isExact: () => Buffer.from(kept ?? []).equals(content),
    async until(done: () => boolean) {
      for (let turn = 0; turn < 500 && !done(); turn++) {
        await settled()
        // Reading a blob takes a turn of the real loop.
        await new Promise((resolve) => setImmediate(resolve))
        if (!done() && awake.size > 0) clock.step()
      }
      assert.ok(done(), `stuck at ${JSON.stringify(upload.progress)} after ${calls.join(', ')}`)
    },
  }
}
const isReady = (upload: { progress: { status: string } }) => () => upload.progress.status === 'ready'

describe('createUpload', () => {
  it('CW-5 brings a file piece by piece, and knows what the server found', async () => {
    const { upload, calls, until, isExact, ref } = stage()
    await until(isReady(upload))
    assert.deepEqual(calls, ['begin', 'append 0', `append ${LIMITS.chunkBytes}`, `append ${LIMITS.chunkBytes * 2}`])
    assert.ok(isExact())
    assert.deepEqual(upload.progress, { status: 'ready', file: ref })
  })

  it('CW-5 goes on where it stopped when the line is cut twice, once with the answer lost', async () => {
    const box = stage()
    let cut = 0
    box.fault = (call) => {
      if (call === `append ${LIMITS.chunkBytes}` && ++cut === 1) return fail('not_reachable')
      return call === `append ${LIMITS.chunkBytes * 2}` && ++cut === 3 ? 'lost answer' : undefined
    }
    await box.until(isReady(box.upload))
    assert.ok(box.isExact())
    assert.equal(box.calls.filter((call) => call === 'begin').length, 1)
    assert.equal(box.calls.filter((call) => call === 'ask').length, 2)
  })

  it('CW-7 goes on after a reload from what the server has', async () => {
    const { upload, calls, until, isExact } = stage({ begun: LIMITS.chunkBytes })
    await until(isReady(upload))
    assert.deepEqual(calls, ['ask', `append ${LIMITS.chunkBytes}`, `append ${LIMITS.chunkBytes * 2}`])
    assert.ok(isExact())
  })

  it('says that it pauses, and goes on as soon as the page has reason to', async () => {
    const box = stage()
    box.fault = () => fail('not_reachable')
    await box.until(() => box.upload.progress.status === 'sending' && box.upload.progress.isPaused && box.waiters() > 0)
    box.fault = () => undefined
    const before = box.clock.now()
    box.awake()
    await box.until(isReady(box.upload))
    assert.equal(box.clock.now(), before)
  })

  it('waits longer each time, up to a bound', async () => {
    const box = stage()
    box.fault = () => fail('unavailable')
    const started = box.clock.now()
    // The first call is out before the fault.
    await box.until(() => box.calls.length === 8)
    assert.equal(box.clock.now() - started, 500 + 1_000 + 2_000 + 4_000 + 8_000 + 10_000)
  })

  it('begins anew what the server has lost, and gives up on one that it loses again and again', async () => {
    const box = stage({ begun: 10 })
    box.lose()
    await box.until(isReady(box.upload))
    assert.ok(box.isExact())

    const hopeless = stage()
    hopeless.fault = (call) => (call === 'begin' ? undefined : fail('not_found'))
    await hopeless.until(() => hopeless.upload.progress.status === 'failed')
    assert.equal(hopeless.calls.filter((call) => call === 'begin').length, 3)
  })

  it('CW-5 says why a file is refused, and begins again when it is asked to', async () => {
    const box = stage({ size: 9 })
    box.fault = (call) => (call === 'append 0' ? failTalk('file_disguised') : undefined)
    await box.until(() => box.upload.progress.status === 'failed')
    assert.deepEqual(box.upload.progress, { status: 'failed', failure: failTalk('file_disguised') })
    box.fault = () => undefined
    box.upload.retry()
    await box.until(isReady(box.upload))
  })

  it('says so when the device has the file no more', async () => {
    const clock = createFakeClock()
    const upload = createUpload({
      source: { size: 5, slice: () => ({ arrayBuffer: async () => Promise.reject(new Error('NotReadableError')) }) },
      file: { name: 'a.txt', type: 'text/plain', size: 5 },
      requests: { begin: async () => ok({ id: ID, offset: 0 }), ask: async () => ok({ id: ID, offset: 0 }), append: async () => assert.fail('nothing to send'), drop: async () => undefined },
      clock,
      random: () => 0,
      signals: { isOnline: () => true, onAwake: () => () => undefined },
      onChange: () => undefined,
    })
    for (let turn = 0; turn < 20 && upload.progress.status === 'sending'; turn++) {
      await settled()
      clock.step()
    }
    assert.equal(upload.progress.status === 'failed' && upload.progress.failure.code, 'file_gone')
  })

  it('lets the server forget what is cancelled, and does nothing after that', async () => {
    const box = stage()
    box.fault = (call) => (call === 'begin' ? undefined : fail('unavailable'))
    await box.until(() => box.waiters() > 0)
    box.upload.cancel()
    const asked = box.calls.length
    assert.equal(box.calls.at(-1), 'drop')
    assert.equal(box.waiters(), 0)
    await box.clock.pass(60_000)
    assert.equal(box.calls.length, asked)
  })
})

describe('an upload that is cancelled while it begins', () => {
  it('is taken back as soon as its name is known', async () => {
    const box = stage()
    box.upload.cancel()
    await settled()
    assert.deepEqual(box.calls, ['begin', 'drop'])
  })
})

describe('httpUploads', () => {
  const visitor = { protocol: PROTOCOL, site: 'shop' as SiteKey, token: 'secret' }
  const { signal } = new AbortController()

  it('CW-5 speaks as the protocol says, with the key in a header and never in the address', async () => {
    const asked: [string, RequestInit][] = []
    const fetchIt = async (address: string, init: RequestInit) => {
      asked.push([address, init])
      return Response.json(ok({ id: ID, offset: 0 }))
    }
    const requests = httpUploads({ fetchIt, server: 'https://foyer.example', paths: TALK_PATHS, visitor })
    await requests.begin({ name: 'a.txt', type: 'text/plain', size: 1 })
    await requests.append(ID, 7, new ArrayBuffer(2), signal)
    await requests.ask(ID, signal)
    await requests.drop(ID)
    assert.deepEqual(asked.map(([address, { method }]) => `${method} ${address}`), [
      'POST https://foyer.example/v1/uploads',
      'PATCH https://foyer.example/v1/uploads/f1',
      'GET https://foyer.example/v1/uploads/f1',
      'DELETE https://foyer.example/v1/uploads/f1',
    ])
    assert.deepEqual(asked.map(([, { headers }]) => headers), [
      { 'content-type': 'application/json' },
      { [CREDENTIALS_HEADER]: 'shop:secret', 'content-type': 'application/octet-stream', [OFFSET_HEADER]: '7' },
      { [CREDENTIALS_HEADER]: 'shop:secret' },
      { [CREDENTIALS_HEADER]: 'shop:secret' },
    ])
    assert.deepEqual(JSON.parse(String(asked[0]?.[1].body)), { ...visitor, file: { name: 'a.txt', type: 'text/plain', size: 1 } })
    assert.ok(asked.every(([, { credentials }]) => credentials === 'omit'))
  })

  it('takes what is no answer of ours as no answer', async () => {
    for (const fetchIt of [async () => Promise.reject(new TypeError('Failed to fetch')), async () => new Response('<h1>Bad gateway</h1>', { status: 502 })]) {
      const result = await httpUploads({ fetchIt, server: '', paths: TALK_PATHS }).ask(ID, signal)
      assert.equal(!result.ok && result.code, 'not_reachable')
    }
  })
})
