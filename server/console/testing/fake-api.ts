/**
 * The server's settings in memory, behind the port of the console's HTTP client. Routes are given by name of method and
 * path; a test can refuse one, keep an answer back, or put another answer in its place.
 */
import { fail, ok } from '@foyer/sdk/protocol'
import type { Failure, Result } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'

/** `GET /api/sites` → what it answers. A path ending in `*` answers all that begin so. */
export type FakeRoutes = Readonly<Record<string, (body: unknown, path: string) => Result<unknown>>>

export interface FakeApi extends Api {
  /** Every request that came in. */
  readonly asked: { readonly request: string; readonly body: unknown }[]
  /** The next requests of this name (`PUT /api/company`) come to this, until `undefined`. */
  refuse(request: string, failure: Failure | undefined): void
  /** Answers to requests of this name are on their way until the returned function is called. */
  keepBack(request: string): () => void
  /** Puts another answer in the place of a route. */
  on(request: string, answer: FakeRoutes[string]): void
  /** The same server, for a page that is told when its session is over. */
  as(onSignedOut: () => void): Api
}

export function createFakeApi(routes: FakeRoutes): FakeApi {
  const table = new Map(Object.entries(routes))
  const refusals = new Map<string, Failure>()
  const gates = new Map<string, Promise<void>>()
  const asked: FakeApi['asked'] = []
  let signedOut = () => {}

  async function answer<Value>(method: string, path: string, body?: unknown): Promise<Result<Value>> {
    const request = `${method} ${path}`
    // Over the wire goes JSON: what it cannot say does not arrive.
    const sent: unknown = body instanceof Blob ? body : body === undefined ? undefined : JSON.parse(JSON.stringify(body))
    asked.push({ request, body: sent })
    const name = [...table.keys()].find((each) => each === request || (each.endsWith('*') && request.startsWith(each.slice(0, -1))))
    const result = refusals.get(request) ?? (name === undefined ? fail('not_found') : (table.get(name)?.(sent, path) ?? fail('not_found')))
    await gates.get(request)
    if (!result.ok && result.code === 'not_signed_in') signedOut()
    return structuredClone(result) as Result<Value>
  }

  const api: FakeApi = {
    asked,
    get: (path) => answer('GET', path),
    post: (path, body) => answer('POST', path, body),
    put: (path, body) => answer('PUT', path, body),
    delete: (path, body) => answer('DELETE', path, body),
    async file(path) {
      const result = await answer('GET', path)
      return result.ok ? ok(new Blob([JSON.stringify(result.value)], { type: 'application/json' })) : result
    },
    upload: (path, file, onProgress) => {
      onProgress?.(0.5)
      return answer('POST', path, file)
    },
    refuse(request, failure) {
      if (failure) refusals.set(request, failure)
      else refusals.delete(request)
    },
    keepBack(request) {
      let open = (): void => undefined
      gates.set(request, new Promise((resolve) => (open = resolve)))
      return () => {
        gates.delete(request)
        open()
      }
    },
    on: (request, reply) => void table.set(request, reply),
    as(onSignedOut) {
      signedOut = onSignedOut
      return api
    },
  }
  return api
}
