import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { withLock } from './lock.mjs'

describe('withLock', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'foyer-lock-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('lets one in after the other', async () => {
    const file = path.join(folder, 'one')
    const told: string[] = []
    const visit = (name: string) =>
      withLock(file, 'visiting', async () => {
        told.push(`${name} enters`)
        await new Promise((resolve) => setImmediate(resolve))
        told.push(`${name} leaves`)
      })
    await Promise.all([visit('first'), visit('second'), visit('third')])

    for (let at = 0; at < told.length; at += 2) assert.equal(told[at]?.split(' ')[0], told[at + 1]?.split(' ')[0])
    assert.equal(told.length, 6)
    assert.ok(!existsSync(file))
  })

  it('opens again when the work inside fails', async () => {
    const file = path.join(folder, 'failing')
    await assert.rejects(withLock(file, 'failing', () => Promise.reject(new Error('no'))), /no/)
    assert.equal(await withLock(file, 'working', () => Promise.resolve('yes')), 'yes')
  })

  it('takes over from a process that is gone', async () => {
    const file = path.join(folder, 'gone')
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(file, String(pid))
    assert.equal(await withLock(file, 'working', () => Promise.resolve('yes')), 'yes')
  })

  it('takes over a lock that nobody has touched for a long time, though its number lives on in another process', async () => {
    const file = path.join(folder, 'old')
    writeFileSync(file, String(process.pid))
    utimesSync(file, new Date(0), new Date(0))
    assert.equal(await withLock(file, 'working', () => Promise.resolve('yes')), 'yes')
  })
})
