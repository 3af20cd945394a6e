/** Asks the server over HTTP, as the talk's chunk does (`sdk/api/request.ts`): a refusal and a server that is away are values. */
import { failHere } from '@foyer/sdk/protocol'
import type { Failure } from '@foyer/sdk/protocol'

/** Files are made while one waits. */
const ANSWER_WITHIN_MS = 60_000

/** Posts what is asked. What is not JSON is a file; JSON says of itself whether it is a refusal. */
export async function post(url: string, body: unknown): Promise<{ readonly ok: true; readonly blob: Blob } | Failure> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    const blob = await answer.blob()
    return answer.ok ? { ok: true, blob } : refusalIn(await blob.text())
  } catch {
    return failHere('not_reachable')
  }
}

function refusalIn(text: string): Failure {
  const said = JSON.parse(text) as Partial<Failure>
  return said.ok === false && said.code ? (said as Failure) : failHere('unavailable')
}

/** Gives a file to the visitor: the browser's own download, which no policy of the page concerns. */
export function giveFile(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has begun to read it when the next task runs; a minute is plenty for the slowest.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
