import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { failForm, ok } from '@foyer/sdk/protocol'
import { createApi, resultOf } from './api.ts'
import type { ApiOptions } from './api.ts'

const api = (more: Partial<ApiOptions> = {}) => createApi({ fetchIt: async () => Response.json(ok(1)), send: async () => undefined, onSignedOut: () => undefined, ...more })

describe('what the settings ask', () => {
  it('sends JSON to the own server, with the cookie', async () => {
    const sent: (readonly [string, RequestInit | undefined])[] = []
    const client = api({
      fetchIt: async (address, init) => {
        sent.push([address, init])
        return Response.json(ok({ revision: 2 }))
      },
    })
    assert.deepEqual(await client.put('/api/company', { revision: 1 }), ok({ revision: 2 }))
    await client.get('/api/company')
    await client.delete('/api/components/1')
    assert.deepEqual(sent.map(([address, init]) => `${init?.method} ${address} ${init?.body ?? '-'}`), ['PUT /api/company {"revision":1}', 'GET /api/company -', 'DELETE /api/components/1 -'])
    assert.ok(sent.every(([, init]) => init?.credentials === 'same-origin'))
  })

  it('gives a refusal as it was said', async () => {
    const refusal = failForm('name_taken', { field: 'component.name' })
    assert.deepEqual(await api({ fetchIt: async () => Response.json(refusal, { status: 409 }) }).post('/api/components', {}), refusal)
  })

  it('does not throw where no answer comes, or breaks off', async () => {
    const nothing = await api({ fetchIt: () => Promise.reject(new TypeError('Failed to fetch')) }).get('/api/sites')
    assert.equal(!nothing.ok && nothing.code, 'not_reachable')
    const half = await api({ fetchIt: async () => ({ status: 200, text: () => Promise.reject(new Error('aborted')) }) as unknown as Response }).get('/api/sites')
    assert.equal(!half.ok && half.code, 'not_reachable')
    const lost = await api().upload('/api/images', new Blob(['x']))
    assert.equal(!lost.ok && lost.code, 'not_reachable')
  })

  for (const [sentence, status, text, code] of [
    ['a proxy without a server', 502, '<html>', 'unavailable'],
    ['a page where an answer should be', 200, '<html>', 'unavailable'],
    ['an answer of another shape', 200, '{"ok":true}', 'unavailable'],
    ['nothing', 200, '', 'unavailable'],
    ['a proxy that takes no such size', 413, '', 'too_large'],
    ['a proxy that slows down', 429, '', 'rate_limited'],
    ['a session that is over', 401, '', 'not_signed_in'],
  ] as const) {
    it(`understands ${sentence}`, () => {
      const result = resultOf({ status, text })
      assert.equal(!result.ok && result.code, code)
    })
  }

  it('CW-15 gives a file as it is, a refusal as it was said, and never half a file', async () => {
    const file = await api({ fetchIt: async () => new Response('{"ok":false}', { headers: { 'content-type': 'application/json' } }) }).file('/api/visitors/v1/data')
    assert.equal(file.ok && (await file.value.text()), '{"ok":false}')
    const refusal = failForm('name_taken', { field: 'component.name' })
    assert.deepEqual(await api({ fetchIt: async () => Response.json(refusal, { status: 409 }) }).file('/api/visitors/v1/data'), refusal)
    const broken = new ReadableStream({ pull: (stream) => stream.error(new Error('cut')) })
    for (const fetchIt of [async () => new Response(broken), () => Promise.reject(new TypeError('Failed to fetch'))]) {
      const half = await api({ fetchIt }).file('/api/visitors/v1/data')
      assert.equal(!half.ok && half.code, 'not_reachable')
    }
  })

  it('says to whoever shows the way in that the session is over', async () => {
    let told = 0
    const over = { onSignedOut: () => void told++ }
    await api({ ...over, fetchIt: async () => new Response('', { status: 401 }) }).get('/api/sites')
    await api({ ...over, send: async () => ({ status: 401, text: '' }) }).upload('/api/images', new Blob([]))
    await api({ ...over, fetchIt: async () => new Response('', { status: 403 }) }).get('/api/sites')
    assert.equal(told, 2)
  })
})
