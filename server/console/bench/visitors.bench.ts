/**
 * How the desk's list of 10,000 visitors scrolls in Chromium while a thousand of them a second go to another page (IV-1),
 * beside an empty page that is scrolled in the same run: as it comes, held under the pointer, and in orders in which rows
 * change their places all the time.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../../scripts/find-browser.mjs'
import { emojiForEsbuild } from '../../../scripts/rollup/emoji.mjs'

/** A frame that took longer has left out another. */
const DROPPED_MS = 1_000 / 60 * 1.5
const RUNS = [
  ['empty page', 'empty'],
  ['newest first', 'newest'],
  ['held under the pointer', 'held'],
  ['sorted by page', 'by-page'],
  ['searched, sorted by pages', 'searched'],
] as const

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('visitors-page.ts', import.meta.url))],
  bundle: true,
  format: 'esm',
  splitting: true,
  minify: true,
  outdir: '/out',
  write: false,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { __DEV__: 'false' },
  plugins: [emojiForEsbuild],
})
const scripts = new Map(outputFiles.map(({ path, contents }) => [path.replace('/out', ''), contents]))
const server = createServer((request, response) => {
  const script = scripts.get(new URL(request.url ?? '/', 'http://localhost').pathname)
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html')
  response.end(script ?? '<!doctype html><meta charset="utf-8"><title>Visitors</title><body><script type="module" src="/visitors-page.js"></script>')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const executablePath = findBrowser()
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...BROWSER_FLAGS] })
try {
  const rows: Record<string, Record<string, number>> = {}
  for (const [name, how] of RUNS) {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } })
    await page.goto(address)
    await page.waitForFunction('"scrollAbout" in window')
    await page.evaluate(`show(${JSON.stringify(how)})`)
    const worked = await watchWork(page)
    const { frames, costs, most } = (await page.evaluate('scrollAbout()')) as { frames: number[]; costs: number[]; most: number }
    const workMs = await worked()
    const lastedMs = frames.reduce((sum, each) => sum + each, 0)
    const drawn = costs.toSorted((one, other) => one - other)
    rows[name] = {
      'frames/s': Math.round((frames.length / lastedMs) * 1_000),
      'frames': frames.length,
      'late': frames.filter((each) => each > DROPPED_MS).length,
      'slowest ms': Math.round(Math.max(...frames)),
      'main thread %': Math.round((workMs / lastedMs) * 100),
      'work a frame ms': Math.round((workMs / frames.length) * 10) / 10,
      ...(drawn.length > 0 && {
        'differences': drawn.length,
        'a difference ms': Math.round(drawn[drawn.length >> 1]! * 10) / 10,
        'slowest of them ms': Math.round(drawn.at(-1)! * 10) / 10,
      }),
      'rows in the document, at most': most,
    }
    await page.close()
  }
  console.table(rows)
} finally {
  await browser.close()
  server.close()
}

/** What the page's thread has worked since, in milliseconds, whatever else the machine does meanwhile. */
async function watchWork(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => ((await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  const before = await read()
  return async () => (await read()) - before
}
