import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readJson } from './body.ts'

describe('a body', () => {
  it('whose client hangs up while it sends is refused, and is no bug', async () => {
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        if (sent === 1) controller.enqueue(new TextEncoder().encode('{"a":'))
        else controller.error(new Error('aborted'))
      },
    })
    const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)
    assert.partialDeepStrictEqual(await readJson(request), { ok: false, code: 'invalid_input' })
  })
})
