import assert from 'node:assert/strict'
import { glob } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'

describe('reception elements on a server', () => {
  it('RC-18 throw nothing when they are imported, and define nothing', async () => {
    const folder = import.meta.dirname
    const modules = []
    for await (const file of glob('*.define.ts', { cwd: folder })) modules.push(await import(path.join(folder, file)))
    assert.equal(modules.length, 9)
    await import('./index.ts')
    assert.equal('customElements' in globalThis, false)
  })
})
