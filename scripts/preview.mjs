/** The chat window in every state, side by side, built anew with each reload: `node scripts/preview.mjs [port]`. */
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const page = fileURLToPath(new URL('../widget/chat-window/preview/page.ts', import.meta.url))
const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
  '<title>Chat window</title><body><script type="module" src="/page.js"></script>'

const server = createServer(async (request, response) => {
  if (!request.url?.startsWith('/page.js')) return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  try {
    const built = await build({
      entryPoints: [page],
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'inline',
      define: { __DEV__: 'true' },
      absWorkingDir: path.dirname(page),
    })
    return response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(built.outputFiles[0]?.contents)
  } catch (error) {
    return response.writeHead(500).end(String(error))
  }
})

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/`)
})
