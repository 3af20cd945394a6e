/** With the real files of the package. */
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { bitsOf, writeDatabase } from '../testing/mmdb.ts'
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

  it('IV-1 is credited to the maker of the package', () => assert.equal(places.placesBy, 'db-ip'))

  it('IV-5 goes by country, region and city, in lower case', () => {
    assert.deepEqual(namesOfPlace({ country: 'CN', city: 'Shanghai', zh: { city: '上海' } }), ['cn', 'china', '中国', 'shanghai', '上海'])
    assert.deepEqual(namesOfPlace({ country: 'DE', region: 'Bavaria' }), ['de', 'germany', '德国', 'bavaria'])
    assert.deepEqual(namesOfPlace({ country: 'nowhere' }), ['nowhere'])
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
    assert.equal(places.placesBy, undefined)
  })
})

describe('a database of one’s own', () => {
  let folder: string
  before(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'foyer-places-'))))
  after(() => rm(folder, { recursive: true }))
  const fileOf = async (name: string, content: Buffer | string) => {
    await writeFile(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const SHENZHEN = { city: { names: { 'en': 'Shenzhen', 'zh-CN': '深圳市' } }, country: { iso_code: 'CN', names: { 'en': 'China', 'zh-CN': '中国' } }, subdivisions: [{ iso_code: 'GD', names: { 'en': 'Guangdong', 'zh-CN': '广东' } }] }
  const CORK = { city: { names: { en: 'Cork' } }, country: { iso_code: 'IE' }, subdivisions: [{ names: { en: 'Munster' } }] }
  const TUVALU = { country: { iso_code: 'TV', names: { en: 'Tuvalu' } } }
  const v4 = '0'.repeat(96)

  it('IV-1 in MaxMind’s format knows country, region and city, in English and in Chinese, by both kinds of addresses', async () => {
    const networks = [
      { bits: v4 + bitsOf('203.0.113.0/24'), record: SHENZHEN },
      { bits: v4 + bitsOf('198.51.100.7'), record: CORK },
      { bits: bitsOf('2001:db8:1:2::/64'), record: TUVALU },
    ]
    const places = await openPlaceFinder(await fileOf('city.mmdb', writeDatabase({ type: 'GeoLite2-City', ipVersion: 6, networks })))
    assert.deepEqual(await places.find('203.0.113.200'), { country: 'CN', region: 'Guangdong', city: 'Shenzhen', zh: { region: '广东', city: '深圳市' } })
    assert.deepEqual(await places.find('198.51.100.7'), { country: 'IE', region: 'Munster', city: 'Cork' })
    assert.deepEqual(await places.find('2001:db8:1:2'), { country: 'TV' })
    for (const unknown of ['198.51.100.8', '2001:db8:1:3', '127.0.0.1']) assert.equal(await places.find(unknown), undefined)
  })

  it('IV-1 of the older kind of addresses alone knows nothing of the newer', async () => {
    const networks = [{ bits: '0', record: CORK }]
    const places = await openPlaceFinder(await fileOf('v4.mmdb', writeDatabase({ type: 'GeoLite2-City', ipVersion: 4, networks })))
    assert.deepEqual([await places.find('81.2.69.142'), await places.find('2a00:1450:4001:81b')], [{ country: 'IE', region: 'Munster', city: 'Cork' }, undefined])
  })

  for (const [type, placesBy] of [['GeoLite2-City', undefined], ['DBIP-City-Lite', 'db-ip']] as const) {
    it(`IV-1 ${type} is credited to ${placesBy ?? 'nobody'}`, async () => {
      const places = await openPlaceFinder(await fileOf('credit.mmdb', writeDatabase({ type, ipVersion: 4, networks: [{ bits: '0', record: CORK }] })))
      assert.equal(places.placesBy, placesBy)
    })
  }

  it('takes for a country only what is the code of one', async () => {
    const record = (iso_code: string) => ({ city: { names: { en: 'Cork' } }, country: { iso_code } })
    const places = await openPlaceFinder(await fileOf('codes.mmdb', writeDatabase({ type: 'GeoLite2-City', ipVersion: 4, networks: [{ bits: '0', record: record('EUX') }, { bits: '1', record: record('IE') }] })))
    assert.deepEqual([await places.find('8.8.8.8'), await places.find('192.0.2.1')], [{ city: 'Cork' }, { country: 'IE', city: 'Cork' }])
  })

  it('is refused at once if it is not there, no database, cut short, or of something else', async () => {
    const whole = writeDatabase({ type: 'GeoLite2-City', ipVersion: 4, networks: [{ bits: '0', record: CORK }] })
    await assert.rejects(openPlaceFinder(path.join(folder, 'none.mmdb')))
    await assert.rejects(openPlaceFinder(await fileOf('other.mmdb', 'no database')))
    await assert.rejects(openPlaceFinder(await fileOf('cut.mmdb', whole.subarray(0, whole.length / 2))))
    await assert.rejects(openPlaceFinder(await fileOf('asn.mmdb', writeDatabase({ type: 'GeoLite2-ASN', ipVersion: 4, networks: [{ bits: '0', record: { autonomous_system_number: 1 } }] }))), /knows no places/)
  })
})
