import type { Result } from '@foyer/sdk/protocol'
import { notReachable } from './trouble.ts'

/** A server that does not answer in this time counts as away. */
const ANSWER_WITHIN_MS = 10_000

/** Asks the server over HTTP, by POST if there is a body. A refusal and a server that is away are values; nothing throws. */
export async function request<T>(url: string, body?: unknown, cache?: RequestCache): Promise<Result<T>> {
  try {
    const answer = await fetch(url, {
      credentials: 'omit',
      ...(cache && { cache }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      ...(body !== undefined && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    const result = (await answer.json()) as Result<T>
    return typeof result.ok === 'boolean' ? result : notReachable()
  } catch {
    return notReachable()
  }
}
