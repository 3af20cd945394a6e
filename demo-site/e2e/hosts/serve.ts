/**
 * Serves the pages of others from `node_modules`, each at an origin of its own (`http://agency.localhost:…`), with or
 * without the tag before `</body>`; and what the tag asks of a server: built files, settings, a presence line.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { build } from 'esbuild'
import type * as ws from 'ws'
import type { ShownInvitation, SiteConfig } from '@foyer/sdk/protocol'
import { readBuiltFiles, serveBuiltFile } from '@foyer/server/edge/files.ts'
import { HOST_PAGES } from './pages.ts'
import type { HostPage } from './pages.ts'

// The server's own: what npm has put at the root for other packages is an older one.
const { WebSocketServer } = createRequire(import.meta.resolve('@foyer/server/start.ts'))('ws') as typeof ws
const root = fileURLToPath(new URL('../../../', import.meta.url))
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

export interface HostServer {
  /** Where a page is. */
  addressOf(page: HostPage): string
  /** Whether documents carry the tag from now on. */
  isTagged: boolean
  close(): Promise<void>
}

/** @param tag markup that goes before `</body>` */
export async function serveHostPages(tag: string): Promise<HostServer> {
  const bundles = new Map<string, Promise<string>>()
  const served = { isTagged: false }
  const send = (body: string | Uint8Array<ArrayBuffer>, type: string) => new Response(body, { headers: { 'content-type': type, 'cache-control': 'no-store' } })
  const sendDocument = (markup: string) => {
    const end = markup.lastIndexOf('</body>')
    if (end < 0) throw new Error('The page has no </body>.')
    return send(served.isTagged ? markup.slice(0, end) + tag + markup.slice(end) : markup, 'text/html; charset=utf-8')
  }

  async function answer(request: Request): Promise<Response> {
    const { hostname, pathname } = new URL(request.url)
    const page = HOST_PAGES.find(({ name }) => hostname === `${name}.localhost`)
    if (!page) return new Response('No such host.', { status: 404 })
    if (page.boot && pathname === page.path) return sendDocument(documentOf(page.boot))
    if (page.boot && pathname === '/boot.js') {
      const { module } = page.boot
      if (!page.isBundled) return send(module, 'text/javascript')
      if (!bundles.has(page.name)) bundles.set(page.name, bundle(module))
      return send((await bundles.get(page.name)) ?? '', 'text/javascript')
    }
    // Browsers ask for it once, whenever they like: it is no matter of the page's.
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 })
    const instead = page.instead?.[pathname]
    const folder = path.join(root, 'node_modules', page.from)
    const file = instead ? path.join(root, 'node_modules', instead) : path.join(folder, decodeURIComponent(pathname))
    if (!instead && !file.startsWith(folder)) return new Response('Outside.', { status: 404 })
    const content = await readFile(file).catch(() => undefined)
    if (!content) return new Response('Not there.', { status: 404 })
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream'
    return pathname === page.path ? sendDocument(content.toString()) : send(new Uint8Array(content), type)
  }

  const server = createServer(getRequestListener(answer, { overrideGlobalObjects: false }))
  const port = await listen(server)
  return Object.assign(served, { addressOf: ({ name, path: at }: HostPage) => `http://${name}.localhost:${port}${at}`, close: () => close(server) })
}

const documentOf = ({ body, styles = [] }: NonNullable<HostPage['boot']>) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Program</title>${styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('')}</head><body>${body}<script type="module" src="./boot.js"></script></body></html>`

async function bundle(contents: string): Promise<string> {
  const built = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
    // The page links the sheets.
    loader: { '.css': 'empty' },
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}

export interface FoyerDouble {
  readonly origin: string
  /** Keys of the sites whose pages hold a presence line now. */
  sitesInLine(): readonly string[]
  close(): Promise<void>
}

/** A Foyer server as far as a page meets it before the first click. Every site is there that `configs` names by its key. */
export async function serveFoyer(configs: Readonly<Record<string, SiteConfig>>, files: Readonly<Record<string, string>>, invited: Readonly<Record<string, ShownInvitation>> = {}): Promise<FoyerDouble> {
  const built = await readBuiltFiles(path.join(root, 'dist/widget'))
  const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type', 'cross-origin-resource-policy': 'cross-origin' }

  const server = createServer(
    getRequestListener((request) => {
      const { pathname, searchParams } = new URL(request.url)
      if (pathname === '/blank') return new Response(blank(searchParams), { headers: { 'content-type': 'text/html' } })
      if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: open })
      const file = built.get(pathname.slice(1))
      if (file) return serveBuiltFile(pathname.slice(1), file, request, open)
      const picture = files[pathname]
      if (picture) return new Response(picture, { headers: { ...open, 'content-type': 'image/svg+xml' } })
      const config = configs[decodeURIComponent(/^\/v1\/sites\/([^/]+)\/config$/.exec(pathname)?.[1] ?? '')]
      if (config) return Response.json({ ok: true, value: config }, { headers: open })
      if (request.method === 'POST') return new Response(null, { status: 204, headers: open })
      return new Response('Not there.', { status: 404, headers: open })
    }),
  )
  const lines = new WebSocketServer({ server, path: '/v1/presence' })
  const inLine = new Map<ws.WebSocket, string>()
  lines.on('connection', (line) => {
    line.on('close', () => inLine.delete(line))
    line.on('message', (data) => {
      const { type, site } = JSON.parse(String(data)) as { type: string; site: string }
      if (type === 'hello') inLine.set(line, site)
      if (type === 'hello') line.send(JSON.stringify({ type: 'welcome', number: 1, unread: 0, configVersion: 1 }))
      const invitation = invited[site]
      if (type === 'hello' && invitation) line.send(JSON.stringify({ type: 'invited', invitation }))
      if (type === 'still') line.send(JSON.stringify({ type: 'still' }))
    })
  })
  const port = await listen(server)
  return {
    origin: `http://localhost:${port}`,
    sitesInLine: () => [...inLine.values()],
    async close() {
      for (const line of lines.clients) line.terminate()
      lines.close()
      await close(server)
    },
  }
}

/** Nothing but the tag, on one colour. */
const blank = (query: URLSearchParams) =>
  `<!doctype html><html lang="en" style="background:${query.get('colour')}"><title>Blank</title><body><script async src="/foyer.js" data-site="${query.get('group')}"></script></body></html>`

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  return closed
}
