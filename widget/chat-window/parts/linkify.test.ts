import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isEmojiOnly } from './emoji-only.ts'
import { linkify, linkifyCounting } from './linkify.ts'

const linksIn = (text: string) => linkify(text).flatMap((piece) => (piece.type === 'link' ? [[piece.text, piece.href]] : []))

describe('linkify', () => {
  for (const [text, shown, href] of [
    ['see https://foyer.example', 'https://foyer.example', 'https://foyer.example'],
    ['(https://foyer.example/a_(b)).', 'https://foyer.example/a_(b)', 'https://foyer.example/a_(b)'],
    ['HTTP://Foyer.Example/?a=1&b=[2]#top!', 'HTTP://Foyer.Example/?a=1&b=[2]#top', 'HTTP://Foyer.Example/?a=1&b=[2]#top'],
    ['go to www.foyer.example/tours, please', 'www.foyer.example/tours', 'https://www.foyer.example/tours'],
    ['请看https://foyer.example/路线。谢谢', 'https://foyer.example/', 'https://foyer.example/'],
    ['请看 https://foyer.example，谢谢', 'https://foyer.example', 'https://foyer.example'],
    ['الموقع https://foyer.example/رحلات؟', 'https://foyer.example/رحلات', 'https://foyer.example/رحلات'],
    ['"https://foyer.example"', 'https://foyer.example', 'https://foyer.example'],
    ['https://foyer.example/\u202egnp.exe', 'https://foyer.example/', 'https://foyer.example/'],
    ['http://localhost:8080/x', 'http://localhost:8080/x', 'http://localhost:8080/x'],
    ['write to ann.lee+tours@mail.foyer.example.', 'ann.lee+tours@mail.foyer.example', 'mailto:ann.lee%2Btours@mail.foyer.example'],
    ['<ann@foyer.example>', 'ann@foyer.example', 'mailto:ann@foyer.example'],
    ['邮箱ann@foyer.example，谢谢', 'ann@foyer.example', 'mailto:ann@foyer.example'],
    ['call +44 (0)20 7946 0958!', '+44 (0)20 7946 0958', 'tel:+442079460958'],
    ['(030) 901820-33', '(030) 901820-33', 'tel:03090182033'],
    ['电话010-62345678转8', '010-62345678', 'tel:01062345678'],
    ['手机13800138000。', '13800138000', 'tel:13800138000'],
    ['400-820-8820', '400-820-8820', 'tel:4008208820'],
    ['(555) 234-5678', '(555) 234-5678', 'tel:5552345678'],
    ['+1.555.234.5678', '+1.555.234.5678', 'tel:+15552345678'],
  ] as const) {
    it(`CW-5 finds ${shown} in “${text}”`, () => assert.deepEqual(linksIn(text), [[shown, href]]))
  }

  for (const text of [
    'no links here.',
    'javascript:alert(1)',
    'data:text/html,x vbscript:x file:///etc/passwd',
    'https://',
    'https://.',
    'http://?',
    'https://bank.example@evil.example/',
    'https://user:secret@foyer.example',
    'xhttps://foyer.example',
    'www.',
    '@foyer @ a@ @b a@b',
    'a..b@foyer.example a.@',
    'order 1234567890',
    'on 2024-05-12 at 10:30',
    'on 05-06-2024 10:30',
    'on 05.06.2024 and 05/06/2024',
    '1 200 300,50 €',
    '12345678901234567890',
    '0.123456789',
    'IBAN DE02120300000000202051',
    '192.168.100.200',
    '09:30-10:30',
    '100% + 200% = 300',
    '+0000000',
    '((((((((((',
  ]) {
    it(`leaves “${text}” as text`, () => assert.deepEqual(linksIn(text), []))
  }

  it('finds several, side by side', () => {
    assert.deepEqual(
      linksIn('https://a.example https://b.example, c@d.example; +49 30 1234567').map(([shown]) => shown),
      ['https://a.example', 'https://b.example', 'c@d.example', '+49 30 1234567'],
    )
  })

  it('loses no character of any text', () => {
    for (const text of ['', 'a', 'x https://foyer.example y', 'a@b.example+49 30 1234567(', '\ud800https://a.example', '👩‍👩‍👧 www.a.example/👩 ok']) {
      assert.equal(linkify(text).map((piece) => piece.text).join(''), text)
    }
  })

  it('leads only to web, mail and telephone', () => {
    const noise = 'https://a.example mailto:x@y.example tel:+49301234567 javascript:// ftp://z.example sms:+4930123456789'
    for (const [, href] of linksIn(noise)) assert.match(href ?? '', /^(https?|mailto|tel):/)
  })

  const LENGTH = 100_000
  for (const unit of ['@', 'a@', 'a', '.', '(', ')', '+', '1', '1 ', '+1', '0-', '((1', 'h', 'http', 'http://', 'https://(', 'https://a.', 'https://a)', 'www.', 'www', '!@', 'a.a@a.', '1-@', '/', 'https:', '（', 'a@a-', '@.-', '\u202e', '1/1/', ' (', '+ ']) {
    it(`is linear on ${LENGTH} characters of ${JSON.stringify(unit)}`, () => {
      const text = unit.repeat(LENGTH / unit.length)
      assert.ok(linkifyCounting(text).steps <= 4 * LENGTH, `${linkifyCounting(text).steps} steps`)
    })
  }

  it('is linear on hostile mixtures', () => {
    const units = ['@', 'a', '.', '(', ')', '+', '1', ' ', '-', 'http://', 'www.', '/', '，', '!', 'é', '\n']
    let seed = 1
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let run = 0; run < 30; run++) {
      let text = ''
      const some = units.filter(() => random() < 0.4).concat('a')
      while (text.length < LENGTH / 5) text += some[Math.floor(random() * some.length)]
      const { pieces, steps } = linkifyCounting(text)
      assert.ok(steps <= 4 * text.length, `${steps} steps of ${text.length} for ${JSON.stringify(some)}`)
      assert.equal(pieces.map((piece) => piece.text).join(''), text)
    }
  })
})

describe('isEmojiOnly', () => {
  for (const text of ['👋', ' 👍🏽 ', '❤️', '👨‍👩‍👧‍👦', '🇨🇳🇸🇦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🎉 🎉 🎉']) it(`is true for “${text}”`, () => assert.equal(isEmojiOnly(text), true))
  for (const text of ['', ' ', 'a', '1', '#', '👋 hi', '🎉🎉🎉🎉', '12', '\u200d', '🎉'.repeat(1000), '🇨']) {
    it(`is false for “${text.slice(0, 12)}”`, () => assert.equal(isEmojiOnly(text), false))
  }
})
