/** With the real files of the package. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createPlaceFinder, namesOfPlace, openPlaceFinder } from './place.ts'
import type { PlaceFinder } from './place.ts'

describe('the place of a network address', () => {
  let places: PlaceFinder
  const failures: unknown[] = []
  before(() => void (places = createPlaceFinder((error) => failures.push(error))))
  after(() => assert.deepEqual(failures, []))

  for (const [address, country, region] of [
    ['202.96.209.5', 'CN', 'Shanghai'],
    ['114.114.114.114', 'CN', 'Shandong'],
    ['91.198.174.192', 'NL', 'North Holland'],
    ['81.2.69.142', 'GB', 'England'],
    ['2a00:1450:4001:81b', 'DE', 'Hesse'],
    ['240e:0:0:0', 'CN', 'Beijing'],
  ] as const) {
    it(`IV-1 of ${address} is ${region}, ${country}`, async () => assert.partialDeepStrictEqual(await places.find(address), { country, region }))
  }

  for (const address of ['127.0.0.1', '10.1.2.3', '192.168.1.1', '172.20.0.1', '169.254.1.1', '100.64.0.1', '0:0:0:0', 'fd00:1:2:3', 'fe80:0:0:0', 'unknown', '']) {
    it(`IV-1 of ${address || 'nothing'} is none`, async () => assert.equal(await places.find(address), undefined))
  }

  it('IV-5 goes by country, region and city, in lower case', () => {
    assert.deepEqual(namesOfPlace({ country: 'CN', city: 'Shanghai' }), ['cn', 'shanghai'])
    assert.deepEqual(namesOfPlace(undefined), [])
  })
})

describe('a server without the package of places', () => {
  it('IV-1 works, knows no place, and complains once', async () => {
    const failures: unknown[] = []
    const missing = new Error('Cannot find module')
    const places = createPlaceFinder((error) => failures.push(error), () => {
      throw missing
    })
    assert.deepEqual([await places.find('81.2.69.142'), await places.find('91.198.174.192')], [undefined, undefined])
    assert.deepEqual(failures, [missing])
  })
})

describe('a database of one’s own', () => {
  it('is refused at once if it is not there, or no database', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'foyer-places-'))
    await assert.rejects(openPlaceFinder(path.join(folder, 'none.mmdb')))
    await writeFile(path.join(folder, 'other.mmdb'), 'no database')
    await assert.rejects(openPlaceFinder(path.join(folder, 'other.mmdb')))
    await rm(folder, { recursive: true })
  })
})
