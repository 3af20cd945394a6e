/** How a thread of 10,000 messages scrolls in Chromium, from its end to its beginning, beside an empty page that is scrolled in the same run. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs'
import { emojiForEsbuild } from '../../scripts/rollup/emoji.mjs'

/** A frame that took longer has left out another. */
const DROPPED_MS = 1_000 / 60 * 1.5

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('thread-page.ts', import.meta.url))],
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
  response.end(script ?? '<!doctype html><title>Thread</title><body><script type="module" src="/thread-page.js"></script>')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const executablePath = findBrowser()
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...BROWSER_FLAGS] })
try {
  const rows: Record<string, Record<string, number>> = {}
  for (const [name, query] of [['empty page', '?empty'], ['10,000 messages', '']] as const) {
    const page = await browser.newPage({ viewport: { width: 1_000, height: 800 } })
    await page.goto(address + query)
    await page.waitForFunction('"scrollThrough" in window')
    const { frames, most, pages } = (await page.evaluate('scrollThrough()')) as { frames: number[]; most: number; pages: number }
    const sorted = frames.toSorted((one, other) => one - other)
    rows[name] = {
      'frames/s': Math.round((frames.length / frames.reduce((sum, each) => sum + each, 0)) * 1_000),
      'frames': frames.length,
      'late': frames.filter((each) => each > DROPPED_MS).length,
      'slowest ms': Math.round(sorted.at(-1) ?? 0),
      'pages loaded': pages,
      'rows in the document, at most': most,
    }
    await page.close()
  }
  console.table(rows)
} finally {
  await browser.close()
  server.close()
}
