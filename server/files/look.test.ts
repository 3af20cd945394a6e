import assert from 'node:assert/strict'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import type { TalkErrorCode } from '@foyer/sdk/protocol'
import { lookAt } from './look.ts'
import type { Seen } from './look.ts'
import { look } from './looking.ts'
import { isShown } from './rules.ts'
import { HTML, SCRIPT, SVG, animation, avif, coded, docm, docx, elf, exe, exif, gifOrScript, gifSaying, heic, jpeg, mp3Saying, mp4, pdf, photo, png, pngOfMany, pngSaying, wav, webm, zip } from './testing/samples.ts'

type Sample = string | Buffer | Promise<Buffer>
const looked = async (bytes: Sample, ending: string) => lookAt(Buffer.from(await bytes), ending)
async function seen(bytes: Sample, ending: string): Promise<Seen> {
  const result = await looked(bytes, ending)
  assert.ok(result.ok, JSON.stringify(result))
  return result.seen
}
const appended = async (...parts: readonly Sample[]) => Buffer.concat((await Promise.all(parts)).map((part) => Buffer.from(part)))
const utf16 = (words: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')])

describe('CW-5 what is in a file', () => {
  const refused: readonly (readonly [what: string, ending: string, bytes: () => Sample, code: TalkErrorCode])[] = [
    ['a drawing of lines with a program, called a picture', 'png', () => SVG, 'file_disguised'],
    ['a page, called a picture', 'jpg', () => HTML, 'file_disguised'],
    ['a page, called a document', 'pdf', () => HTML, 'file_disguised'],
    ['a page, called sound', 'mp3', () => HTML, 'file_disguised'],
    ['a program, called a picture', 'jpg', exe, 'file_disguised'],
    ['a program, called text', 'txt', exe, 'file_disguised'],
    ['a program of Linux, called a document', 'pdf', elf, 'file_disguised'],
    ['a program, called an archive', 'zip', exe, 'file_disguised'],
    ['a program of Java, called an archive', 'zip', () => zip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' }), 'file_disguised'],
    ['a program for Flash, called sound', 'mp3', () => Buffer.from('FWS\x09\0\0\0\0\0\0', 'latin1'), 'file_disguised'],
    ['a program for browsers, called an archive', 'gz', () => Buffer.from('\0asm\x01\0\0\0', 'latin1'), 'file_disguised'],
    ['a document with a program, called one without', 'docx', docm, 'file_disguised'],
    ['an old document, called a new one', 'docx', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'file_disguised'],
    ['any archive, called a document', 'docx', () => zip({ 'page.html': HTML }), 'file_disguised'],
    ['a document, called a table', 'xlsx', docx, 'file_disguised'],
    ['a picture, called a document', 'pdf', png, 'file_disguised'],
    ['a document, called text', 'txt', pdf, 'file_disguised'],
    ['a film, called sound', 'm4a', () => mp4('vide', 'soun'), 'file_disguised'],
    ['text with what controls machines', 'txt', () => 'ls\0 -la', 'file_disguised'],
    ['a program that begins as a picture', 'gif', gifOrScript, 'file_unreadable'],
    ['a few bytes that unfold to 900 million pixels', 'png', pngOfMany, 'file_unreadable'],
    ['a picture of which a half is missing', 'png', async () => (await png(400, 400)).subarray(0, 300), 'file_unreadable'],
    ['nothing', 'txt', () => '', 'file_empty'],
    ['a kind that nobody knows', 'svg', () => SVG, 'file_type_refused'],
  ]
  for (const [what, ending, bytes, code] of refused) {
    it(`is refused if it is ${what} (.${ending})`, async () => assert.deepEqual(await looked(bytes(), ending), { ok: false, code }))
  }

  const kept: readonly (readonly [what: string, ending: string, bytes: () => Sample, type: string, isShown: boolean])[] = [
    ['a page that says that it is text', 'txt', () => HTML, 'text/plain', false],
    ['a list with a program', 'csv', () => SCRIPT, 'text/csv', false],
    ['text that begins as a picture does', 'txt', () => 'BMW or Audi?', 'text/plain', false],
    ['text in wide letters', 'csv', () => utf16('Größe;1'), 'text/csv', false],
    ['text in an older alphabet', 'csv', () => Buffer.from('Größe;\x80 1', 'latin1'), 'text/csv', false],
    ['a document with a program of its own', 'pdf', pdf, 'application/pdf', false],
    ['a document after a blank line', 'pdf', () => `\r\n${pdf().toString()}`, 'application/pdf', false],
    ['an office document', 'docx', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', false],
    ['an office document with a password', 'xlsx', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', false],
    ['an archive with a page', 'zip', () => zip({ 'page.html': HTML }), 'application/zip', false],
    ['sound with a page in its title', 'mp3', () => mp3Saying(HTML), 'audio/mpeg', true],
    ['sound', 'wav', wav, 'audio/wav', true],
    ['a voice message', 'webm', () => webm(2), 'audio/webm', true],
    ['a voice message of Safari', 'm4a', () => mp4('soun'), 'audio/mp4', true],
    ['a voice message of Safari, called a film', 'mp4', () => mp4('soun'), 'audio/mp4', true],
    ['a film', 'webm', () => webm(1, 2), 'video/webm', false],
    ['a film of Apple', 'mp4', () => mp4('vide', 'soun'), 'video/mp4', false],
  ]
  for (const [what, ending, bytes, type, shows] of kept) {
    it(`is kept as it came if it is ${what} (.${ending}), and ${shows ? 'played' : 'only ever downloaded'}`, async () => {
      const { whole, ...facts } = await seen(bytes(), ending)
      assert.deepEqual(facts, { type })
      assert.deepEqual(Buffer.from(whole), Buffer.from(await bytes()))
      assert.equal(isShown(type), shows)
    })
  }
})

describe('CW-5 a picture', () => {
  it('is drawn anew: what else was in the file stays behind', async () => {
    const archive = zip({ 'page.html': HTML })
    for (const [ending, bytes] of [
      ['png', pngSaying(HTML)],
      ['gif', gifSaying(SCRIPT)],
      ['jpg', appended(jpeg(), archive)],
      ['jpg', appended(jpeg(), HTML)],
      ['png', appended(png(), archive)],
    ] as const) {
      const before = Buffer.from(await bytes)
      const { whole, width, height } = await seen(bytes, ending)
      assert.ok(before.includes('it ran') || before.includes('PK\x03\x04', 'latin1'), 'The sample holds nothing.')
      assert.ok(!Buffer.from(whole).includes('it ran') && !Buffer.from(whole).includes('PK\x03\x04', 'latin1'), ending)
      assert.deepEqual([width, height], [40, 30])
    }
  })

  it('says no more where and with what it was taken, and stands upright', async () => {
    const before = await sharp(await photo()).metadata()
    assert.deepEqual([before.orientation, before.exif?.includes('A telephone')], [6, true])
    const { whole, width, height } = await seen(photo(), 'jpeg')
    const now = await sharp(whole).metadata()
    assert.deepEqual([now.exif, now.orientation, now.icc, now.xmp], [undefined, undefined, undefined, undefined])
    assert.deepEqual([width, height, now.width, now.height], [600, 800, 600, 800])
    assert.ok(!Buffer.from(whole).includes('A telephone'))
  })

  it('that moves goes on moving', async () => {
    for (const format of ['gif', 'webp'] as const) {
      const { whole, type, ending = format, width, height, thumbnail } = await seen(animation(format), format)
      assert.deepEqual([type, ending, width, height], ['image/webp', 'webp', 60, 40])
      assert.partialDeepStrictEqual(await sharp(whole).metadata(), { format: 'webp', pages: 3, delay: [100, 100, 100] })
      assert.equal((await sharp(thumbnail).metadata()).pages ?? 1, 1)
    }
  })

  it('is at most 4,096 pixels long, and 640 where many stand together', async () => {
    const { whole, thumbnail, width, height } = await seen(png(5_000, 100), 'png')
    assert.deepEqual([width, height], [4_096, 82])
    assert.partialDeepStrictEqual(await sharp(whole).metadata(), { format: 'png', width: 4_096 })
    assert.partialDeepStrictEqual(await sharp(thumbnail).metadata(), { format: 'webp', width: 640, height: 13 })
  })

  it('under the ending of another kind of picture gets its own', async () => {
    const { type, ending, whole } = await seen(png(), 'jpg')
    assert.deepEqual([type, ending, (await sharp(whole).metadata()).format], ['image/png', 'png', 'png'])
  })

  it('that few programs open comes out as what all do', async () => {
    const { type, ending, whole } = await seen(avif(), 'avif')
    assert.deepEqual([type, ending, (await sharp(whole).metadata()).format], ['image/webp', 'webp', 'webp'])
  })

  it('of Apple’s telephones that cannot be decoded here is kept to be downloaded, and says no more where it was taken', async () => {
    const before = heic([{ type: 'hvc1', data: coded(900) }, { type: 'Exif', data: await exif() }])
    assert.ok(before.includes('A telephone'))
    for (const ending of ['heic', 'jpg']) {
      const { whole, ...facts } = await seen(before, ending)
      assert.deepEqual(facts, { type: 'image/heic', ...(ending === 'jpg' && { ending: 'heic' }) })
      assert.deepEqual([Buffer.from(whole).includes(coded(900)), Buffer.from(whole).includes('A telephone'), isShown(facts.type)], [true, false, false])
    }
  })

  it('of Apple’s telephones whose file is not understood is refused, for nobody knows what it says', async () => {
    const cut = heic([{ type: 'hvc1', data: coded(900) }, { type: 'Exif', data: await exif() }]).subarray(0, -1)
    assert.deepEqual(await looked(cut, 'heic'), { ok: false, code: 'file_unreadable' })
    // One of our decoder's own kind is no better for having the name.
    assert.deepEqual(await looked((await avif()).subarray(0, -9), 'avif'), { ok: false, code: 'file_unreadable' })
  })
})

describe('The process that looks', () => {
  let folder: string
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'foyer-look-'))))
  after(() => rm(folder, { recursive: true }))
  const at = (name: string) => path.join(folder, name)
  const places = (name: string) => ({ part: at(`${name}-part`), whole: at(`${name}-whole`), thumbnail: at(`${name}-thumbnail`) })

  it('writes what is to be kept, and says what it is', async () => {
    await writeFile(at('good-part'), await photo())
    const found = await look(places('good'), 'jpg', '')
    assert.partialDeepStrictEqual(found, { ok: true, type: 'image/jpeg', width: 600, height: 800, hasThumbnail: true })
    assert.ok(found.ok)
    assert.equal((await readFile(at('good-whole'))).length, found.size)
    assert.equal((await sharp(await readFile(at('good-thumbnail'))).metadata()).format, 'webp')
  })

  it('writes nothing of what is refused', async () => {
    await writeFile(at('bad-part'), HTML)
    assert.deepEqual(await look(places('bad'), 'png', ''), { ok: false, code: 'file_disguised' })
    assert.deepEqual((await readdir(folder)).filter((name) => name.startsWith('bad')), ['bad-part'])
  })

  it('is ended when a picture takes too long, and takes nobody along', async () => {
    await writeFile(at('slow-part'), await png(4_000, 4_000))
    assert.deepEqual(await look(places('slow'), 'png', '', 1), { ok: false, code: 'file_unreadable' })
    assert.partialDeepStrictEqual(await look(places('slow'), 'png', ''), { ok: true, width: 4_000 })
  })

  it('refuses nothing because something around it fails', async () => {
    await assert.rejects(look(places('not-there'), 'png', ''))
    await writeFile(at('unwritable-part'), 'words')
    await assert.rejects(look({ ...places('unwritable'), whole: at('no/such/folder') }, 'txt', ''))
  })
})
