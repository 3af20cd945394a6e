import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FILE_KINDS, LIMITS } from '@foyer/sdk/protocol'
import type { ErrorCode, FileRules } from '@foyer/sdk/protocol'
import { cleanName, disposition, endingOf, rangeOf, refusedFile, withEnding } from './rules.ts'

describe('CW-5 the name of a file', () => {
  for (const [said, kept] of [
    ['holiday.jpg', 'holiday.jpg'],
    ['Größe 日本 😀.png', 'Größe 日本 😀.png'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\fakepath\\photo.png', 'photo.png'],
    ['a/b\\c.txt', 'c.txt'],
    ['photo\u202Egnp.exe', 'photognp.exe'],
    ['\u2066photo\u2069\u200F.png', 'photo.png'],
    ['a.html\0.png', 'a.html.png'],
    ['line\r\nset-cookie: a=b.txt', 'lineset-cookie: a=b.txt'],
    ['evil.exe.', 'evil.exe'],
    ['evil.exe. . ', 'evil.exe'],
    [' photo.png ', 'photo.png'],
    ['.png', 'file.png'],
    ['...', 'file'],
    ['', 'file'],
    ['half \uD83D.png', 'half \uFFFD.png'],
    [`${'a'.repeat(400)}.png`, `${'a'.repeat(LIMITS.fileName - 4)}.png`],
    [`${'😀'.repeat(150)}.jpeg`, `${'😀'.repeat(97)}.jpeg`],
  ] as const) {
    it(`${JSON.stringify(said.slice(0, 40))} is kept as ${JSON.stringify(kept.slice(0, 40))}`, () => {
      assert.equal(cleanName(said), kept)
      assert.equal(cleanName(kept), kept)
      assert.ok(kept.length <= LIMITS.fileName)
    })
  }

  it('ends in what comes after its last dot, in lower case', () => {
    assert.deepEqual(['a.PNG', 'a.tar.gz', 'a', 'a.', '.htaccess', 'a.b c'].map(endingOf), ['png', 'gz', '', '', 'htaccess', ''])
    assert.deepEqual([withEnding('photo.HEIC', 'jpg'), withEnding('photo', 'jpg')], ['photo.jpg', 'photo.jpg'])
  })

  it('goes into a header in two spellings, neither of which can end it', () => {
    assert.equal(disposition('inline', 'a.png'), `inline; filename="a.png"; filename*=UTF-8''a.png`)
    assert.equal(disposition('attachment', `Größe "1"; it's\\ (a*).png`), `attachment; filename="Gr__e _1__ it_s_ (a_).png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%3B%20it%27s%5C%20%28a%2A%29.png`)
  })
})

describe('CW-5 a file that is going to be sent', () => {
  const rules: FileRules = { isOn: true, most: 1_000, endings: Object.values(FILE_KINDS).flat().filter((ending) => ending !== 'zip') }
  const code = (name: string, { size = 10, by = 'visitor', isOn = true }: { size?: number; by?: 'visitor' | 'member'; isOn?: boolean } = {}): ErrorCode | undefined =>
    refusedFile({ name, type: 'image/png', size }, { ...rules, isOn }, by)?.code

  it('may come if its kind is taken, whatever its sender’s device says of its type', () => assert.deepEqual(['a.png', 'A.JPG', 'a.html.png', 'list.csv'].map((name) => code(name)), [undefined, undefined, undefined, undefined]))

  it('is refused by its last ending, by one that no workspace can allow, and by one that this one does not', () => {
    for (const name of ['a.html', 'a.svg', 'a.svgz', 'a.png.html', 'a.png.exe', 'evil.exe.', 'photo\u202Egnp.exe', 'a.js', 'README', '.htaccess', 'a.zip', 'a.png/..', 'a.xhtml', 'a.docm']) {
      assert.equal(code(name), 'file_type_refused', name)
    }
    assert.equal(refusedFile({ name: 'a.html', type: 'text/html', size: 1 }, { ...rules, endings: ['html'] }, 'visitor')?.code, 'file_type_refused')
  })

  it('is refused if there is nothing in it, or more than is taken', () => {
    assert.deepEqual([code('a.png', { size: 0 }), code('a.png', { size: 1_000 }), code('a.png', { size: 1_001 })], ['file_empty', undefined, 'file_too_large'])
  })

  it('of a member may be as large as any, and come where visitors may send none', () => {
    assert.deepEqual([code('a.png', { size: LIMITS.fileBytes, by: 'member' }), code('a.png', { size: LIMITS.fileBytes + 1, by: 'member' })], [undefined, 'file_too_large'])
    assert.deepEqual([code('a.png', { isOn: false }), code('a.png', { isOn: false, by: 'member' })], ['files_off', undefined])
    assert.equal(code('a.zip', { by: 'member' }), 'file_type_refused')
  })
})

describe('RFC 9110 a part of a file', () => {
  for (const [header, expected] of [
    [null, undefined],
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=10-', { from: 10, to: 99 }],
    ['bytes=10-19', { from: 10, to: 19 }],
    ['bytes=10-1000', { from: 10, to: 99 }],
    ['bytes=-10', { from: 90, to: 99 }],
    ['bytes=-1000', { from: 0, to: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=20-10', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['lines=0-1', undefined],
    ['bytes=a-b', undefined],
  ] as const) {
    it(`asked for with ${header} is ${JSON.stringify(expected) ?? 'all of it'}`, () => assert.deepEqual(rangeOf(header, 100), expected))
  }
})
