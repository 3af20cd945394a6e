/** CW-5: what visitors send, and what becomes of it in a real browser that opens it from our addresses. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { CREDENTIALS_HEADER, LIMITS, OFFSET_HEADER, PROTOCOL, TALK_PATHS } from '@foyer/sdk/protocol'
import type { FileLinks, FileRef, Result, SendReply, UploadState } from '@foyer/sdk/protocol'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs'
import { HTML, RAN, SCRIPT, gifSaying, jpeg, mp3Saying, pdf, pngSaying, wav, zip } from '@foyer/server/files/testing/samples.ts'
import { SHOP, ask, newToken, shopKey, startRunning } from '@foyer/server/testing/running.ts'
import type { Running } from '@foyer/server/testing/running.ts'

/** What is sent, and how a browser that is led to it must take it. */
const SAMPLES: readonly (readonly [name: string, bytes: () => Buffer | Promise<Buffer>, taken: 'saved' | 'shown'])[] = [
  ['page.txt', () => Buffer.from(HTML), 'saved'],
  ['list.csv', () => Buffer.from(SCRIPT), 'saved'],
  ['contract.pdf', pdf, 'saved'],
  ['site.zip', () => zip({ 'index.html': HTML }), 'saved'],
  ['a.html.png', () => pngSaying(HTML), 'shown'],
  ['moving.gif', () => gifSaying(SCRIPT), 'shown'],
  ['photo.jpg', async () => Buffer.concat([await jpeg(), Buffer.from(HTML)]), 'shown'],
  ['song.mp3', () => mp3Saying(HTML), 'shown'],
  ['voice.wav', wav, 'shown'],
]

describe('CW-5 in a browser, a file that somebody sent', () => {
  let running: Running
  let browser: Browser
  let foreign: Server
  const served = new Map<string, { readonly file: FileRef; readonly address: string }>()

  before(async () => {
    running = await startRunning()
    foreign = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      response.setHeader('content-type', 'text/html').end(pathname === '/as-a-page' ? HTML : embedding(searchParams.get('address') ?? ''))
    })
    await new Promise<void>((resolve) => void foreign.listen(0, resolve))
    for (const [name, bytes] of SAMPLES) served.set(name, await sendFile(name, await bytes()))
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? findBrowser() ?? chromium.executablePath(), args: [...BROWSER_FLAGS] })
  })
  after(async () => {
    await browser?.close()
    foreign?.close()
    await running?.stop()
  })

  /** As a window does: piece by piece, then in a message, and then asks where it is. */
  async function sendFile(name: string, bytes: Buffer): Promise<{ file: FileRef; address: string }> {
    const token = newToken()
    const resultOf = async <T>(response: Promise<Response>): Promise<T> => {
      const result = (await (await response).json()) as Result<T>
      assert.ok(result.ok, `${name}: ${JSON.stringify(result)}`)
      return result.value
    }
    const request = { protocol: PROTOCOL, site: shopKey, token, file: { name, type: 'text/html', size: bytes.length } }
    let upload = await resultOf<UploadState>(running.http(TALK_PATHS.uploads, { method: 'POST', origin: SHOP, body: JSON.stringify(request) }))
    for (let at = 0; at < bytes.length; at += LIMITS.chunkBytes) {
      const headers = { origin: SHOP, [CREDENTIALS_HEADER]: `${shopKey}:${token}`, [OFFSET_HEADER]: String(at) }
      upload = await resultOf(running.http(TALK_PATHS.upload(upload.id), { method: 'PATCH', headers, body: new Uint8Array(bytes.subarray(at, at + LIMITS.chunkBytes)) }))
    }
    const { file } = upload
    assert.ok(file)
    const visitor = running.visitor({ token })
    const sent: Result<SendReply> = await ask(visitor, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'file', file }] }] })
    assert.ok(sent.ok && sent.value.results[0]?.ok, `${name}: ${JSON.stringify(sent)}`)
    const links: Result<readonly FileLinks[]> = await ask(visitor, 'files:links', { ids: [file.id] })
    assert.ok(links.ok && links.value[0], JSON.stringify(links))
    return { file, address: running.origin + links.value[0].href }
  }

  /** Whether anything of it ran: a request, a title, a question. */
  async function watched(run: (page: Page, context: BrowserContext) => Promise<void>): Promise<readonly string[]> {
    const context = await browser.newContext({ acceptDownloads: true })
    const ran: string[] = []
    context.on('request', (request) => void (new URL(request.url()).pathname === RAN && ran.push('asked')))
    context.on('dialog', (dialog) => {
      ran.push('asked the user')
      void dialog.dismiss()
    })
    const page = await context.newPage()
    await run(page, context)
    for (const frame of page.frames()) if ((await frame.title()) === 'it ran') ran.push('named itself')
    await context.close()
    return ran
  }
  const foreignPage = (pathname: string) => `http://localhost:${(foreign.address() as AddressInfo).port}${pathname}`

  it('would be seen if it ran', async () => {
    const ran = await watched(async (page) => {
      const asked = page.waitForRequest((request) => request.url().endsWith(RAN))
      await page.goto(foreignPage('/as-a-page'))
      await asked
    })
    assert.deepEqual(ran, ['asked', 'named itself'])
  })

  for (const [name, , taken] of SAMPLES) {
    it(`is ${taken} and runs nothing when its address is opened: ${name}`, async () => {
      const { address } = served.get(name)!
      const ran = await watched(async (page) => {
        if (taken === 'saved') {
          const [download] = await Promise.all([page.waitForEvent('download'), page.goto(address).catch(() => undefined)])
          assert.equal(download.suggestedFilename(), name)
          return
        }
        const response = await page.goto(address)
        assert.equal(response?.headers()['x-content-type-options'], 'nosniff')
        // Whatever a browser makes of it, it is of no origin.
        assert.equal(await page.evaluate(() => origin), 'null')
      })
      assert.deepEqual(ran, [])
    })

    it(`runs nothing in a page that takes it for its own script, style or frame: ${name}`, async () => {
      const ran = await watched(async (page) => {
        await page.goto(foreignPage(`/?address=${encodeURIComponent(served.get(name)!.address)}`))
        // Scripts before it have been refused or have run by then, and frames are there or not.
        assert.equal(await page.title(), 'Embedding')
      })
      assert.deepEqual(ran, [])
    })
  }

  it('is seen and heard where it is meant to be, in a page of any site', async () => {
    await watched(async (page) => {
      await page.goto(foreignPage('/?address=about:blank'))
      const seen = await page.evaluate(async ([picture, voice]) => {
        const image = new Image()
        image.src = picture!
        await image.decode()
        const audio = new Audio(voice!)
        await new Promise((resolve, reject) => {
          audio.addEventListener('canplaythrough', resolve)
          audio.addEventListener('error', () => reject(new Error('It cannot be played')))
        })
        return [image.naturalWidth, image.naturalHeight, audio.duration]
      }, [served.get('a.html.png')!.address, served.get('voice.wav')!.address])
      assert.deepEqual(seen, [40, 30, 1])
    })
  })
})

const embedding = (address: string): string => {
  const quoted = address.replaceAll('&', '&amp;')
  return `<!doctype html><title>Embedding</title><script src="${quoted}"></script><script type="module" src="${quoted}"></script>
<link rel="stylesheet" href="${quoted}"><iframe src="${quoted}"></iframe><object data="${quoted}"></object><embed src="${quoted}"><img src="${quoted}" alt="">`
}
