/**
 * What the settings ask the server (`API` of the protocol): never throws, always a `Result`. A session that is over is
 * told to whoever shows the way in, besides being the answer.
 */
import { fail, ok } from '@foyer/sdk/protocol'
import type { ErrorCode, Result } from '@foyer/sdk/protocol'
import type { Fetch } from './session.ts'

export interface Api {
  get<Value>(path: string): Promise<Result<Value>>
  post<Value>(path: string, body: unknown): Promise<Result<Value>>
  put<Value>(path: string, body: unknown): Promise<Result<Value>>
  delete<Value>(path: string, body?: unknown): Promise<Result<Value>>
  /** A file, as it is. */
  file(path: string): Promise<Result<Blob>>
  /**
   * Sends a file as it is.
   *
   * @param onProgress told the share that is out, 0 to 1
   */
  upload<Value>(path: string, file: Blob, onProgress?: (share: number) => void): Promise<Result<Value>>
}

/** What came back: its status, and its text if there is any. */
export interface Reply {
  readonly status: number
  readonly text: string
}

/** Sends bytes and tells how far they are; `undefined` if no answer came. `fetch` cannot tell. */
export type Send = (path: string, file: Blob, onProgress: (share: number) => void) => Promise<Reply | undefined>

export interface ApiOptions {
  /** Usually the window's `fetch`. */
  readonly fetchIt: Fetch
  readonly send: Send
  onSignedOut(): void
}

export function createApi({ fetchIt, send, onSignedOut }: ApiOptions): Api {
  function heard<Value>(reply: Reply | undefined): Result<Value> {
    const result = resultOf<Value>(reply)
    if (!result.ok && result.code === 'not_signed_in') onSignedOut()
    return result
  }

  async function ask<Value>(method: string, path: string, body?: unknown): Promise<Result<Value>> {
    const headers = { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) }
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store', ...(body !== undefined && { body: JSON.stringify(body) }) }
    // A rejected fetch means that no answer came, or that it broke off.
    const reply = await fetchIt(path, init).then(async (answer) => ({ status: answer.status, text: await answer.text() })).catch(() => undefined)
    return heard(reply)
  }

  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
    delete: (path, body) => ask('DELETE', path, body),
    async file(path) {
      const answer = await fetchIt(path, { credentials: 'same-origin', cache: 'no-store' }).catch(() => undefined)
      if (!answer?.ok) return heard(answer && { status: answer.status, text: await answer.text().catch(() => '') })
      // Broken off on the way, half a file is none.
      return answer.blob().then(ok, () => fail('not_reachable'))
    },
    upload: async (path, file, onProgress = () => undefined) => heard(await send(path, file, onProgress)),
  }
}

/** What an answer comes to, whoever gave it: the server, or something before it that knows no `Result`. */
export function resultOf<Value>(reply: Reply | undefined): Result<Value> {
  if (!reply) return fail('not_reachable')
  const said = parsed(reply.text)
  if (isResult(said)) return said as Result<Value>
  return fail(BY_STATUS[reply.status] ?? 'unavailable')
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = { 401: 'not_signed_in', 403: 'not_allowed', 404: 'not_found', 413: 'too_large', 429: 'rate_limited' }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A page of a proxy, for example.
    return undefined
  }
}

const isResult = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'ok' in said && (said.ok === true ? 'value' in said : 'code' in said && 'message' in said && 'remedy' in said)

/** {@link Send} in a browser. */
export const sendByRequest: Send = (path, file, onProgress) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => lengthComputable && onProgress(loaded / total)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = request.onabort = request.ontimeout = () => resolve(undefined)
    request.send(file)
  })
