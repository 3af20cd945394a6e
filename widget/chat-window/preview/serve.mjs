/** `node widget/chat-window/preview/serve.mjs [port]`: the preview of the chat window, built anew with each reload. */
import { createServer } from 'node:http'
import path from 'node:path'
import { build } from 'esbuild'

const here = import.meta.dirname
const page = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Chat window</title><body><script type="module" src="/page.js"></script>'

const server = createServer(async (request, response) => {
  if (!request.url?.startsWith('/page.js')) return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  try {
    const { outputFiles } = await build({
      entryPoints: [path.join(here, 'page.ts')],
      bundle: true,
      write: false,
      format: 'esm',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'inline',
      define: { __DEV__: 'true' },
    })
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(outputFiles[0]?.contents)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
