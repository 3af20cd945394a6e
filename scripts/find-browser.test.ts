import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { findBrowser } from './find-browser.mjs'

describe('findBrowser', () => {
  let folder: string
  const place = async (name: string, mode: number) => {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, '#!/bin/sh\n')
    await chmod(file, mode)
    return file
  }
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'foyer-browser-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('takes the one that CHROMIUM_PATH names before any other', async () => {
    const named = await place('mine', 0o755)
    const other = await place('bin/chromium', 0o755)
    assert.equal(findBrowser({ CHROMIUM_PATH: named, PATH: path.dirname(other) }), named)
  })

  it('says so if CHROMIUM_PATH names nothing that runs', () => {
    assert.throws(() => findBrowser({ CHROMIUM_PATH: path.join(folder, 'missing') }), /CHROMIUM_PATH names .*missing, which cannot be run/)
  })

  it('looks along the PATH, in its order, and past what cannot be run', async () => {
    const broken = await place('a/chromium', 0o644)
    const good = await place('b/google-chrome', 0o755)
    const late = await place('c/chromium', 0o755)
    assert.equal(findBrowser({ PATH: [broken, good, late].map((file) => path.dirname(file)).join(path.delimiter) }), good)
  })
})
