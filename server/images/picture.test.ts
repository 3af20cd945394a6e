import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import { LIMITS } from '@foyer/sdk/protocol'
import { LONGEST_SIDE } from './svg.ts'
import { readPicture } from './picture.ts'
import type { Picture } from './picture.ts'

const plain = (width = 40, height = 30) => sharp({ create: { width, height, channels: 3, background: '#1b6b80' } })

async function read(bytes: Uint8Array): Promise<Picture> {
  const picture = await readPicture(bytes)
  assert.ok(picture.ok, JSON.stringify(picture))
  return picture.value
}

async function refuses(bytes: Uint8Array | string, code: string): Promise<void> {
  assert.partialDeepStrictEqual(await readPicture(Buffer.from(bytes as string)), { ok: false, code })
}

/** Three frames of three colours, as a strip of pages. */
const animation = (format: 'gif' | 'webp') => {
  const frames = ['#ff0000', '#00ff00', '#0000ff'].map((background) => sharp({ create: { width: 20, height: 10, channels: 3, background } }).png().toBuffer())
  return Promise.all(frames).then((images) => sharp(images, { join: { animated: true } })[format]({ delay: [100, 200, 300], loop: 0 }).toBuffer())
}

/** A PNG that says it has so many pixels, all of one colour: some kilobytes of it are gigabytes of memory. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side))
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

describe('RC-5 a picture of pixels', () => {
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    it(`that is ${format} comes out as ${format}, in its size`, async () => {
      const picture = await read(await plain()[format]().toBuffer())
      assert.partialDeepStrictEqual(picture, { type: `image/${format}`, width: 40, height: 30 })
      assert.partialDeepStrictEqual(await sharp(picture.bytes).metadata(), { format, width: 40, height: 30 })
    })
  }

  for (const format of ['gif', 'webp'] as const) {
    it(`that moves as ${format} still moves, as WebP`, async () => {
      const source = await animation(format)
      const picture = await read(source)
      assert.partialDeepStrictEqual(picture, { type: 'image/webp', width: 20, height: 10 })
      const metadata = await sharp(picture.bytes, { animated: true }).metadata()
      assert.partialDeepStrictEqual(metadata, { format: 'webp', pages: 3, delay: [100, 200, 300], loop: 0 })
      for (const [page, channel] of [[0, 0], [1, 1], [2, 2]] as const) {
        const { channels } = await sharp(picture.bytes, { page }).removeAlpha().stats()
        assert.ok(channels[channel]!.mean > 200 && channels[(channel + 1) % 3]!.mean < 60, `frame ${page}`)
      }
    })
  }

  it('keeps nothing but the picture: no place, no camera, no author', async () => {
    const withExif = { IFD0: { Artist: 'A private name', ImageDescription: 'A private note' }, IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' } }
    const source = await plain().withExif(withExif).jpeg().toBuffer()
    assert.match(source.toString('latin1'), /A private name/)
    const { bytes } = await read(source)
    assert.equal((await sharp(bytes).metadata()).exif, undefined)
    assert.doesNotMatch(bytes.toString('latin1'), /A private|Exif/)
  })

  it('stands upright, as the camera was held', async () => {
    const picture = await read(await plain(40, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer())
    assert.partialDeepStrictEqual(picture, { width: 30, height: 40 })
  })

  it('is made smaller if a side is longer than any screen asks for', async () => {
    assert.partialDeepStrictEqual(await read(await plain(4_096, 1_024).png().toBuffer()), { width: LONGEST_SIDE, height: 512 })
  })

  it('with few colours keeps them, and stays small', async () => {
    const source = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#1b6b8080' } }).png({ palette: true }).toBuffer()
    const { bytes } = await read(source)
    assert.equal((await sharp(bytes).metadata()).isPalette, true)
    assert.deepEqual(await sharp(bytes).ensureAlpha().raw().toBuffer(), await sharp(source).ensureAlpha().raw().toBuffer())
  })

  it('is what its content says, whatever was added behind it', async () => {
    const gif = Buffer.concat([await animation('gif'), Buffer.from('/*<script>alert(1)</script>*/=1;alert(document.domain)')])
    const jpeg = Buffer.concat([await plain().jpeg().toBuffer(), Buffer.from('<?php system($_GET[0]) ?>PK\x03\x04')])
    for (const source of [gif, jpeg]) assert.doesNotMatch((await read(source)).bytes.toString('latin1'), /alert|script|php/)
  })

  it('is refused if it is larger than 2 MB, and not looked into', () => refuses(Buffer.alloc(LIMITS.imageBytes + 1), 'image_too_large'))

  it('is refused if it ends too early', async () => {
    const noise = sharp({ create: { width: 64, height: 64, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 }, background: '#000' } })
    for (const format of ['png', 'jpeg', 'webp', 'gif'] as const) {
      const whole = await noise.clone()[format]().toBuffer()
      await refuses(whole.subarray(0, whole.length / 2), 'image_unreadable')
    }
  })

  it('may hold as many pixels in all its pictures as in one', async () => {
    const svg = (count: number) => {
      const image = `<image width="9" height="9" href="data:image/png;base64,${bomb(6_400).toString('base64')}"/>`
      return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${image.repeat(count)}</svg>`
    }
    assert.equal((await read(Buffer.from(svg(1)))).type, 'image/svg+xml')
    await refuses(svg(2), 'image_unreadable')
  })

  it('is refused if few bytes unfold to more pixels than a machine should hold', async () => {
    const small = bomb(16_000)
    assert.ok(small.length < 100_000)
    await refuses(small, 'image_unreadable')
    // The same with a side that is allowed is a picture: it is the pixels that decide.
    await read(bomb(1_600))
  })

  it('is refused if it is none: text, a page, an archive, nothing, a format that browsers do not share', async () => {
    await refuses('GIF89a = 1; alert(1)', 'image_unreadable')
    await refuses('<!doctype html><html><body><script>alert(1)</script></body></html>', 'image_unreadable')
    await refuses('<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>', 'image_unreadable')
    await refuses('PK\x03\x04', 'image_unreadable')
    await refuses('', 'image_unreadable')
    await refuses(await plain().tiff().toBuffer(), 'image_unreadable')
  })
})
