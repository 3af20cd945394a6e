import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { TooLong, codePng, codeSvg, readLogo } from './code.ts'
import type { Logo } from './code.ts'

const LINK = 'https://desk.example/c/k7mq2xw9ra'

/** What a phone reads. */
async function scan(picture: Buffer | string, side = 600): Promise<string | undefined> {
  const { data, info } = await sharp(Buffer.from(picture as string)).resize(side, side).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return jsqr.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}

const filled = (width: number, height: number, background: string) => sharp({ create: { width, height, channels: 4, background } }).png().toBuffer()
const LOGOS: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a square logo': () => filled(200, 200, '#b4532a'),
  'a wide logo': () => filled(900, 120, '#7a3f8f'),
  'a tall logo': () => filled(90, 700, '#2f7d4f'),
  'a dark logo': () => filled(300, 200, '#000000'),
  'a logo without a ground': async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="45" cy="30" r="28" fill="#1b6b80"/></svg>'),
  'a white logo without a ground': async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="45" cy="30" r="28" fill="#fff"/></svg>'),
}

describe('RC-7 the code of a link', () => {
  for (const size of [256, 512, 1024]) {
    it(`is read as PNG of ${size} pixels, and as an SVG of that size`, async () => {
      const png = await codePng(LINK, { size })
      assert.partialDeepStrictEqual(await sharp(png).metadata(), { format: 'png', width: size, height: size })
      assert.equal(await scan(png, size), LINK)
      const svg = await codeSvg(LINK, { size })
      assert.partialDeepStrictEqual(await sharp(Buffer.from(svg)).metadata(), { width: size, height: size })
      assert.equal(await scan(svg), LINK)
    })

    for (const [name, draw] of Object.entries(LOGOS)) {
      it(`is read with ${name} in the middle, at ${size} pixels`, async () => {
        const logo = await readLogo(await draw())
        assert.equal(await scan(await codePng(LINK, { size, logo }), size), LINK)
        assert.equal(await scan(await codeSvg(LINK, { size, logo }), size), LINK)
      })
    }
  }

  it('has sharp squares: every pixel is black or white', async () => {
    const data = await sharp(await codePng(LINK, { size: 256 })).greyscale().raw().toBuffer()
    assert.deepEqual([...new Set(data)].toSorted((one, other) => one - other), [0, 255])
  })

  it('has four squares of nothing around it', async () => {
    const svg = await codeSvg(LINK, { size: 512 })
    const [, whole] = /viewBox="0 0 (\d+) /.exec(svg) ?? []
    const columns = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].flatMap(([, x, y, run]) => [Number(x), Number(y), Number(x) + Number(run) - 1])
    assert.deepEqual([Math.min(...columns), Math.max(...columns)], [4, Number(whole) - 5])
  })

  it('gives a logo at most 22 % of its width, all of it, in its proportions', async () => {
    for (const [name, draw] of Object.entries(LOGOS)) {
      const logo = await readLogo(await draw())
      const svg = await codeSvg(LINK, { size: 512, logo })
      const numbers = (tag: string) => [...svg.matchAll(new RegExp(`<${tag} x="([\\d.]+)" y="([\\d.]+)" width="([\\d.]+)" height="([\\d.]+)"`, 'g'))].map((found) => found.slice(1).map(Number))
      const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) - 8
      const [plate, image] = [numbers('rect')[0]!, numbers('image')[0]!]
      assert.ok(Math.max(plate[2]!, plate[3]!) <= side * 0.22, name)
      assert.ok(image[0]! > plate[0]! && image[1]! > plate[1]! && image[2]! < plate[2]! && image[3]! < plate[3]!, name)
      assert.ok(Math.abs(image[2]! / image[3]! - logo.width / logo.height) < 0.01, name)
    }
  })

  it('shows a white logo on dark, and every other on white', async () => {
    const light = await Promise.all(Object.entries(LOGOS).map(async ([name, draw]): Promise<[string, Logo]> => [name, await readLogo(await draw())]))
    assert.deepEqual(light.filter(([, { isLight }]) => isLight).map(([name]) => name), ['a white logo without a ground'])
    // On a ground of its own it is seen anywhere.
    assert.equal((await readLogo(await filled(90, 60, '#ffffff'))).isLight, false)
  })

  it('holds a long address, and says when it cannot', async () => {
    const long = `https://shop.example/${'a'.repeat(1_900)}`
    assert.equal(await scan(await codePng(long, { size: 1024 }), 1024), long)
    await assert.rejects(codePng(`https://shop.example/${'a'.repeat(3_000)}`, { size: 1024 }), TooLong)
  })
})
