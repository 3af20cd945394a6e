import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { readPicture } from './picture.ts'

const svg = (inside: string, attributes = 'width="40" height="30"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`

async function clean(text: string): Promise<{ readonly text: string; readonly width: number; readonly height: number }> {
  const picture = await readPicture(Buffer.from(text))
  assert.ok(picture.ok, JSON.stringify(picture))
  assert.equal(picture.value.type, 'image/svg+xml')
  return { ...picture.value, text: picture.value.bytes.toString() }
}
const codeOf = async (text: string) => {
  const picture = await readPicture(Buffer.from(text))
  return picture.ok ? 'ok' : picture.code
}

const pixels = (text: string) => sharp(Buffer.from(text)).resize(80, 60).raw().toBuffer()

describe('RC-5 an SVG', () => {
  it('looks as before: shapes, gradients, styles, text, a part used twice, a filter', async () => {
    const drawing = svg(`
      <title>A &amp; B</title>
      <style><![CDATA[.a { fill: url(#g) } @media (min-width: 1px) { .b { stroke: #a00 } }]]></style>
      <defs>
        <linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient>
        <filter id="f"><feGaussianBlur stdDeviation="1"/></filter>
        <path id="p" d="M2 2h8v8h-8z"/>
      </defs>
      <rect class="a b" width="20" height="10" style="stroke-width:2"/>
      <g transform="translate(10 10)" filter="url('#f')"><use xlink:href="#p"/><use href="#p" x="10"/></g>
      <text x="4" y="28" font-size="8">Hi <tspan font-weight="bold">there</tspan></text>`)
    const { text, width, height } = await clean(`<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- made by a program -->${drawing}`)
    assert.deepEqual({ width, height }, { width: 40, height: 30 })
    assert.deepEqual(await pixels(text), await pixels(drawing))
    assert.doesNotMatch(text, /DOCTYPE|<!--|<\?/)
    assert.match(text, /<title>A &amp; B<\/title>/)
  })

  it('loses what drawing programs note for themselves', async () => {
    const { text } = await clean(
      svg('<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">Ann, at home</rdf:RDF></metadata><i:view xmlns:i="http://www.inkscape.org/ns"><path d="M0 0h9"/></i:view><path d="M0 0h9" data-name="secret" xmlns:i="http://www.inkscape.org/ns" i:label="secret"/>'),
    )
    assert.doesNotMatch(text, /Ann|inkscape|secret|rdf/)
    assert.equal(text.match(/<path/g)?.length, 1)
  })

  for (const [name, inside] of Object.entries({
    'a script': '<script>alert(1)</script>',
    'a script of another prefix': '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    'a script from elsewhere': '<script xlink:href="https://evil.example/x.js"/>',
    'a script of HTML': '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    'a handler': '<path onload="alert(1)"/>',
    'a handler in capitals': '<path ONLOAD="alert(1)"/>',
    'a handler in a namespace': '<path e:onload="alert(1)" xmlns:e="http://www.w3.org/2001/xml-events"/>',
    'HTML': '<foreignObject><p>hello</p></foreignObject>',
    'HTML by its namespace': '<p xmlns="http://www.w3.org/1999/xhtml">hello</p>',
    'an element of no namespace': '<p xmlns="">hello</p>',
    'a link': '<a href="https://evil.example"><path d="M0 0h9"/></a>',
    'a link that runs': '<a xlink:href="javascript:alert(1)"><path d="M0 0h9"/></a>',
    'a reference to elsewhere': '<use href="https://evil.example/x.svg#a"/>',
    'a reference that is a document': '<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>',
    'a picture from elsewhere': '<image href="https://evil.example/x.png" width="9" height="9"/>',
    'a picture that is an SVG': '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>',
    'a picture that is none': `<image href="data:image/png;base64,${Buffer.from('<script>').toString('base64')}" width="9" height="9"/>`,
    'a picture of a filter': '<filter id="f"><feImage href="https://evil.example/x.png"/></filter>',
    'an animation of a link': '<path d="M0 0h9"><set attributeName="href" to="javascript:alert(1)"/></path>',
    'an animation of a link by its prefix': '<use href="#a"><animate attributeName="xlink:href" values="https://evil.example"/></use>',
    'an animation of a handler': '<path d="M0 0h9"><set attributeName="onclick" to="alert(1)"/></path>',
    'an animation to elsewhere': '<path d="M0 0h9"><set attributeName="fill" to="url(https://evil.example#a)"/></path>',
    'a fill from elsewhere': '<path fill="url(https://evil.example/x.svg#a)"/>',
    'a fill from elsewhere behind one of its own': '<path fill="url(#a) url(//evil.example)"/>',
    'a style from elsewhere': '<style>path { fill: url("https://evil.example") }</style>',
    'a style that brings another': '<style>@import "https://evil.example/x.css";</style>',
    'a style that is spelt': '<style>path { fill: u\\72l(https://evil.example) }</style>',
    'a style that brings a font': '<style>@font-face { font-family: a; src: url(https://evil.example/a.woff) }</style>',
    'a style of an element that loads': '<path style="fill:image-set(\'https://evil.example/x.png\' 1x)"/>',
    'a style in pieces': '<style>path { fill: u<![CDATA[rl(https://evil.example)]]> }</style>',
  })) {
    it(`is refused with ${name}`, async () => assert.equal(await codeOf(svg(inside)), 'image_unsafe'))
  }

  it('has nothing outside of its root either', async () => {
    const { text } = await clean(`<?xml-stylesheet href="https://evil.example/x.css"?>${svg('<path d="M0 0h9"/>', 'width="4" height="3" xml:base="https://evil.example/"')}<?php x ?>`)
    assert.doesNotMatch(text, /evil|php/)
  })

  it('keeps a picture of pixels inside, made anew', async () => {
    const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a00' } }).withExif({ IFD0: { Artist: 'private' } }).jpeg().toBuffer()
    const { text } = await clean(svg(`<image xlink:href="data:image/png;base64,${jpeg.toString('base64')}" width="9" height="9"/>`))
    const [, type, base64 = ''] = /href="data:(image\/\w+);base64,([^"]+)"/.exec(text) ?? []
    assert.equal(type, 'image/jpeg')
    assert.doesNotMatch(Buffer.from(base64, 'base64').toString('latin1'), /private/)
  })

  it('is refused if it declares entities: a billion laughs, a file of the server', async () => {
    const laughs = ['lol', 'lol2', 'lol3'].map((name, index) => `<!ENTITY ${name}x "${index === 0 ? 'lol' : `&${['lol', 'lol2'][index - 1]}x;`.repeat(10)}">`).join('')
    assert.equal(await codeOf(`<!DOCTYPE svg [${laughs}]>${svg('<text>&lol3x;</text>')}`), 'image_unsafe')
    assert.equal(await codeOf(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`), 'image_unsafe')
    assert.equal(await codeOf(svg('<text>&x;</text>')), 'image_unreadable')
  })

  it('is refused if parts that use parts add up to billions, or one uses itself', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`)
    assert.equal(await codeOf(svg(`<path id="l0" d="M0 0h9"/>${levels.join('')}`)), 'image_unsafe')
    assert.equal(await codeOf(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')), 'image_unsafe')
    const chain = Array.from({ length: 20_000 }, (_, link) => `<use id="c${link}" href="#c${link + 1}"/>`)
    assert.equal(await codeOf(svg(chain.join(''))), 'image_unsafe')
  })

  it('is refused if it is deeper, or has more parts, than any drawing', async () => {
    assert.equal(await codeOf(svg('<g>'.repeat(1_000) + '</g>'.repeat(1_000))), 'image_unsafe')
    assert.equal(await codeOf(svg('<g/>'.repeat(40_000))), 'image_unsafe')
  })

  it('is refused if it is no SVG, or breaks off', async () => {
    for (const text of ['<html/>', '<svg/>', '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path', 'not a picture', svg('<path></g>'), svg('<u:x/>')]) {
      assert.equal(await codeOf(text), 'image_unreadable', text)
    }
    assert.equal(await codeOf(Buffer.from([0xff, 0xfe, 0x3c, 0x00]).toString('latin1')), 'image_unreadable')
  })

  for (const [attributes, size] of [
    ['width="10mm" height="1in"', [38, 96]],
    ['viewBox="0 0 24 12"', [24, 12]],
    ['width="100%" height="100%" viewBox="0,0,24,12"', [24, 12]],
    ['width="48" viewBox="0 0 24 12"', [48, 24]],
    ['height="6pt" viewBox="0 0 24 12"', [16, 8]],
    ['width="10240" height="1024"', [2_048, 205]],
  ] as const) {
    it(`says its size in pixels from ${attributes}`, async () => {
      const { text, width, height } = await clean(svg('<path d="M0 0h9"/>', attributes))
      assert.deepEqual([width, height], size)
      assert.match(text, new RegExp(` width="${width}"`))
      assert.match(text, / viewBox="/)
    })
  }

  it('without a size is refused', async () => {
    for (const attributes of ['', 'width="100%" height="100%"', 'width="0" height="9"', 'viewBox="0 0 0 0"', 'width="4em" height="3em"']) {
      assert.equal(await codeOf(svg('<path d="M0 0h9"/>', attributes)), 'image_unreadable', attributes)
    }
  })
})
