import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { pictureAlone } from './heic.ts'
import { coded, exif, heic, mp4 } from './testing/samples.ts'

const PICTURE = coded(5_000)
const XMP = Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF exif:GPSLatitude="54,19.2N"/></x:xmpmeta>')
const picture = { type: 'hvc1', data: PICTURE }
const words = async (method = 0) => [{ type: 'Exif', data: await exif(), method }, { type: 'mime', data: XMP, method }]
/** One that is understood. */
function alone(before: Buffer): Buffer {
  const after = pictureAlone(before)
  assert.ok(after)
  return after
}
const saysPlace = (bytes: Uint8Array) => ['A telephone', 'GPSLatitude', 'At home'].filter((word) => Buffer.from(bytes).includes(word))

describe('CW-5 a picture of Apple’s telephones', () => {
  for (const [where, method] of [['behind the table', 0], ['in the table', 1]] as const) {
    it(`keeps the picture to the byte, and nothing of what the camera wrote down ${where}`, async () => {
      const before = heic([picture, ...(await words(method))])
      assert.deepEqual(saysPlace(before), ['A telephone', 'GPSLatitude', 'At home'])
      const after = alone(before)
      assert.deepEqual([saysPlace(after), after.length, after.indexOf(PICTURE)], [[], before.length, before.indexOf(PICTURE)])
      // All that has changed is what was said.
      const changed = [...before.keys()].filter((at) => before[at] !== after[at])
      const said = [await exif(), XMP].map((data) => [before.indexOf(data), data.length] as const)
      const described = before.indexOf('udes')
      assert.ok(changed.every((at) => said.some(([from, length]) => at >= from && at < from + length) || (at >= described && at < described + 20)))
    })
  }

  it('still is what any reader of its format shows, point for point', async () => {
    const before = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#1b6b80' } })
      .withExif({ IFD0: { Make: 'A telephone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '54/1 19/1 12/1' } })
      .withXmp(XMP.toString())
      .avif({ effort: 0 })
      .toBuffer()
    assert.deepEqual(saysPlace(before), ['A telephone', 'GPSLatitude'])
    const after = alone(before)
    assert.deepEqual(saysPlace(after), [])
    assert.deepEqual(await sharp(after).raw().toBuffer(), await sharp(before).raw().toBuffer())
  })

  it('leaves all else behind that is in its file', async () => {
    const unknown = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('uuidAt home, At home')])
    for (const before of [heic([picture], { tail: mp4('vide') }), heic([picture], { tail: unknown }), heic([picture], { inTable: unknown }), heic([picture, { type: 'rgan', data: Buffer.from('At home') }])]) {
      const after = alone(before)
      assert.deepEqual([after.includes(PICTURE), after.includes('At home'), after.includes('moov'), after.length], [true, false, false, before.length])
    }
  })

  it('keeps nothing that a picture and its words both claim', async () => {
    const [said] = await words()
    const after = alone(heic([{ ...picture, length: PICTURE.length + said!.data.length }, said!]))
    assert.deepEqual([after.includes(PICTURE), saysPlace(after)], [true, []])
  })

  const [FAR, HUGE] = [0x7f_ff_ff_ff, 0xff_ff_ff_ff]
  const notUnderstood: readonly (readonly [what: string, make: () => Buffer])[] = [
    ['has no table', () => heic([picture]).subarray(0, 24)],
    ['ends before its table does', () => heic([picture]).subarray(0, 120)],
    ['ends before its picture does', () => heic([picture]).subarray(0, -1)],
    ['goes on with bytes that are in no box', () => Buffer.concat([heic([picture]), Buffer.from('1234')])],
    ['has two tables', () => { const whole = heic([picture]); return Buffer.concat([whole, whole.subarray(24)]) }],
    ['has words beyond its end', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), from: FAR }])],
    ['has words that are longer than it', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), length: HUGE }])],
    ['has words of no length, which may be all there is', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), length: 0 }])],
    ['has words where its table is', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), from: 30 }])],
    ['has words in its table that are longer than what is in there', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), method: 1, length: 10 }])],
    ['has words inside of another item', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), method: 2 }])],
    ['has words in another file', () => heic([picture, { type: 'Exif', data: Buffer.alloc(9), file: 1 }])],
    ['is a picture of a kind that has words of its own', () => heic([{ type: 'jpeg', data: PICTURE }])],
    ['has items that do not say what they are', () => { const whole = heic([picture]); whole[whole.indexOf('infe') + 4] = 1; return whole }],
    ['has a box that is smaller than its name', () => { const whole = heic([picture]); whole.writeUInt32BE(4, whole.indexOf('iprp') - 4); return whole }],
    ['has a box that is larger than its table', () => { const whole = heic([picture]); whole.writeUInt32BE(FAR, whole.indexOf('iprp') - 4); return whole }],
    ['has two items of one name', () => { const whole = heic([picture, { type: 'Exif', data: Buffer.alloc(9) }]); whole.writeUInt16BE(1, whole.lastIndexOf('infe') + 8); return whole }],
    ['has two places of one item', () => { const whole = heic([picture, { type: 'Exif', data: Buffer.alloc(9) }]); whole.writeUInt16BE(1, whole.indexOf('iloc') + 28); return whole }],
    ['counts more places than it has', () => { const whole = heic([picture]); whole.writeUInt16BE(999, whole.indexOf('iloc') + 10); return whole }],
  ]
  for (const [what, make] of notUnderstood) {
    it(`is not understood if it ${what}`, () => {
      assert.ok(pictureAlone(heic([picture])), 'One that is as it should be is understood.')
      assert.equal(pictureAlone(make()), undefined)
    })
  }

  it('is not understood wherever it is cut', async () => {
    const whole = heic([picture, ...(await words())])
    for (let end = 0; end < whole.length; end += end < 600 ? 1 : 97) assert.equal(pictureAlone(whole.subarray(0, end)), undefined, `${end}`)
  })

  it('never says where it was taken, whichever byte of its table is wrong', async () => {
    const [said] = await words()
    const whole = heic([picture, said!])
    for (let at = whole.indexOf('meta'); at < whole.indexOf('mdat'); at += 1) {
      for (const wrong of [0, 1, 0x7f, 0xff]) {
        const other = Buffer.from(whole)
        other[at] = wrong
        assert.ok(!pictureAlone(other)?.includes('A telephone'), `${at}: ${wrong}`)
      }
    }
  })
})
