/**
 * Brings a file to the server in pieces, and goes on where it stopped: after a cut line, a sleeping laptop, a restart of
 * the server, or a reload of the page, if whoever calls has kept the file and its id (CW-5, CW-7).
 *
 * The server's word on how much it has is the only one that counts: after anything unexpected it is asked. Pure; the
 * requests come as a port, of which `httpUploads` is the real one.
 */
import { CREDENTIALS_HEADER, LIMITS, OFFSET_HEADER, PASSING, failHere } from '@foyer/sdk/protocol'
import type { Failure, FileDescription, FileId, FileRef, Result, UploadState, VisitorCredentials } from '@foyer/sdk/protocol'
import { waitBeforeRetryMs } from './jitter.ts'
import type { Clock, PageSignals } from './types.ts'

/** The requests of an upload. They never reject: without an answer it is `not_reachable`. */
export interface UploadRequests {
  /** Never broken off: what it has begun is to be known, also for taking it back. */
  begin(file: FileDescription): Promise<Result<UploadState>>
  /** How much of it is there. */
  ask(id: FileId, signal: AbortSignal): Promise<Result<UploadState>>
  append(id: FileId, offset: number, piece: ArrayBuffer, signal: AbortSignal): Promise<Result<UploadState>>
  drop(id: FileId): Promise<unknown>
}

export interface UploadOptions {
  /** What is sent: the part of `Blob` that is needed. Reading it fails if the device has it no more. */
  readonly source: { readonly size: number; slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> } }
  readonly file: FileDescription
  /** What the server called it when it was begun before. */
  readonly id?: FileId | undefined
  readonly requests: UploadRequests
  readonly clock: Clock
  readonly random: () => number
  readonly signals: PageSignals
  /** Calls with every change of {@link Upload.progress} and {@link Upload.id}. */
  onChange(): void
}

export type UploadProgress =
  /** `isPaused`: the server cannot be reached now; it goes on by itself. */
  | { readonly status: 'sending'; readonly offset: number; readonly isPaused: boolean }
  | { readonly status: 'ready'; readonly file: FileRef }
  | { readonly status: 'failed'; readonly failure: Failure }

export interface Upload {
  readonly progress: UploadProgress
  /** Once it has begun. */
  readonly id: FileId | undefined
  /** Begins again after a refusal. */
  retry(): void
  /** Stops, and lets the server forget it. */
  cancel(): void
  /** Stops; the server keeps what it has, for whoever goes on. */
  stop(): void
}

/** An upload that the server has lost is begun anew, but not for ever. */
const MOST_BEGINNINGS = 3

export function createUpload({ source, file, id: begun, requests, clock, random, signals, onChange }: UploadOptions): Upload {
  let id = begun
  let progress: UploadProgress = { status: 'sending', offset: 0, isPaused: false }
  let life = new AbortController()
  let isCancelled = false

  function become(next: UploadProgress): void {
    progress = next
    onChange()
  }

  async function run(signal: AbortSignal): Promise<void> {
    let offset: number | undefined
    let failures = 0
    let beginnings = id === undefined ? 0 : 1

    while (!signal.aborted) {
      const result = await step(offset, signal)
      if (signal.aborted) {
        if (isCancelled && id === undefined && result.ok) void requests.drop(result.value.id)
        return
      }
      if (result.ok) {
        const { file: ready, offset: there } = result.value
        if (ready) return become({ status: 'ready', file: ready })
        if (id !== result.value.id) beginnings++
        id = result.value.id
        // All of it is there and nothing said about it: the server was cut off while it looked at it.
        const isMoving = there < source.size && there !== offset
        offset = isMoving ? there : undefined
        failures = isMoving ? 0 : failures + 1
        become({ status: 'sending', offset: there, isPaused: false })
        if (failures > 1) await wait(failures, signal)
        continue
      }
      offset = undefined
      const isLost = (result.code === 'not_found' || result.code === 'file_gone') && id !== undefined && result !== UNREADABLE
      if (isLost && beginnings < MOST_BEGINNINGS) id = undefined
      else if (result.code !== 'upload_elsewhere' && !PASSING.has(result.code)) return become({ status: 'failed', failure: result })
      if (result.code === 'not_reachable') become({ status: 'sending', offset: progress.status === 'sending' ? progress.offset : 0, isPaused: true })
      await wait(failures++, signal)
    }
  }

  async function step(offset: number | undefined, signal: AbortSignal): Promise<Result<UploadState>> {
    if (id === undefined) return requests.begin(file)
    if (offset === undefined) return requests.ask(id, signal)
    const piece = await source.slice(offset, Math.min(source.size, offset + LIMITS.chunkBytes)).arrayBuffer().catch(() => undefined)
    return piece ? requests.append(id, offset, piece, signal) : UNREADABLE
  }

  /** Until it is worth trying again: after a while, or as soon as the page has reason to think so. */
  const wait = (failures: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const stops = [clock.after(waitBeforeRetryMs(failures, random), go), signals.onAwake(go)]
      signal.addEventListener('abort', go)
      function go(): void {
        for (const stop of stops) stop()
        signal.removeEventListener('abort', go)
        resolve()
      }
    })

  const start = () => {
    life = new AbortController()
    void run(life.signal)
  }
  start()

  return {
    get progress() {
      return progress
    },
    get id() {
      return id
    },
    retry() {
      if (progress.status !== 'failed') return
      // What was refused is not there any more.
      id = undefined
      become({ status: 'sending', offset: 0, isPaused: false })
      start()
    },
    cancel() {
      isCancelled = true
      life.abort()
      if (id !== undefined) void requests.drop(id)
    },
    stop: () => life.abort(),
  }
}

/** The device has the file no more: it was moved, changed or deleted since it was chosen. */
const UNREADABLE: Failure = { ok: false, code: 'file_gone', message: 'This file cannot be read any more.', remedy: 'Choose it again.' }

export interface HttpUploadsOptions {
  /** `fetch` of the page. */
  readonly fetchIt: (address: string, init: RequestInit) => Promise<Response>
  /** Origin of the server; empty for the page's own. */
  readonly server: string
  /** `TALK_PATHS` for visitors, `API` for members. */
  readonly paths: { readonly uploads: string; upload(id: FileId): string }
  /** Absent for a member, whose cookie says who it is. */
  readonly visitor?: VisitorCredentials
}

export function httpUploads({ fetchIt, server, paths, visitor }: HttpUploadsOptions): UploadRequests {
  const credentials = visitor ? 'omit' : 'same-origin'
  const headers: Record<string, string> = visitor ? { [CREDENTIALS_HEADER]: `${visitor.site}:${visitor.token}` } : {}

  async function request(path: string, init: RequestInit): Promise<Result<UploadState>> {
    try {
      const response = await fetchIt(server + path, { cache: 'no-store', credentials, ...init, headers: init.headers ?? {} })
      const said = (await response.json()) as Result<UploadState>
      return typeof said.ok === 'boolean' ? said : failHere('unavailable')
    } catch {
      // No answer, one that broke off, or the page of some proxy.
      return failHere('not_reachable')
    }
  }

  return {
    begin: (file) =>
      request(paths.uploads, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...visitor, file }) }),
    ask: (id, signal) => request(paths.upload(id), { method: 'GET', headers, signal }),
    append: (id, offset, piece, signal) =>
      request(paths.upload(id), { method: 'PATCH', headers: { ...headers, 'content-type': 'application/octet-stream', [OFFSET_HEADER]: String(offset) }, body: piece, signal }),
    // Also from a page that is being left.
    drop: (id) => request(paths.upload(id), { method: 'DELETE', headers, keepalive: true }),
  }
}
