import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { fetchPage } from './fetch-page.ts'
import type { FetchOptions, FetchedPage } from './fetch-page.ts'

const servers: Server[] = []
after(() => servers.forEach((server) => server.close().closeAllConnections()))

/** A real server on this machine. Names that the double below knows lead to it. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const names: Readonly<Record<string, readonly string[]>> = { 'shop.example': ['127.0.0.1'], 'www.shop.example': ['127.0.0.1'], 'inner.example': ['10.0.0.1'], 'both.example': ['127.0.0.1', '192.168.0.1'], 'nowhere.example': [] }
const OPTIONS: FetchOptions = { allowLoopback: true, ports: [], resolve: async (name) => names[name] ?? Promise.reject(Object.assign(new Error(name), { code: 'ENOTFOUND' })) }

async function page(address: string, options = OPTIONS): Promise<FetchedPage> {
  const fetched = await fetchPage(new URL(address), options)
  assert.equal(fetched.outcome, 'fetched', JSON.stringify(fetched))
  return (fetched as { page: FetchedPage }).page
}

describe('RC-20 a page', () => {
  it('is asked for by its name, as by a browser, from the address that was judged, which is asked for once', async () => {
    const asked: IncomingMessage[] = []
    const port = await serve((request, response) => {
      asked.push(request)
      response.setHeader('content-security-policy', ["default-src 'self'", 'img-src *'])
      response.end('<p>hello')
    })
    const resolved: string[] = []
    const { url, status, text, header } = await page(`http://user:secret@shop.example:${port}/a?b=c#d`, { ...OPTIONS, resolve: async (name) => (resolved.push(name), names[name]!) })
    assert.deepEqual([url.href, status, text], [`http://shop.example:${port}/a?b=c`, 200, '<p>hello'])
    assert.deepEqual(header('content-security-policy'), ["default-src 'self'", 'img-src *'])
    assert.deepEqual(resolved, ['shop.example'])
    assert.partialDeepStrictEqual(asked[0]!.headers, { 'host': `shop.example:${port}`, 'sec-fetch-mode': 'navigate' })
    assert.match(asked[0]!.headers['user-agent']!, /^Mozilla\/5\.0 /)
    assert.equal(asked[0]!.headers.authorization, undefined)
  })

  it('is followed to where it leads, and what it gives to keep is shown to the same host again', async () => {
    const cookies: (string | undefined)[] = []
    const port = await serve(({ url, headers }, response) => {
      cookies.push(headers.cookie)
      const next = { '/': '/seen', '/seen': `http://www.shop.example:${port}/end#top` }[url!]
      if (next !== undefined) response.writeHead(302, { 'location': next, 'set-cookie': ['a=1; Path=/', 'b=2'] }).end()
      else response.end('here')
    })
    const { url, text } = await page(`http://shop.example:${port}/`)
    assert.deepEqual([url.href, text], [`http://www.shop.example:${port}/end`, 'here'])
    assert.deepEqual(cookies, [undefined, 'a=1; b=2', undefined])
  })

  it('is given up after ten steps, or where a step leads out of the web', async () => {
    let steps = 0
    const round = await serve((_request, response) => response.writeHead(301, { location: `/${(steps += 1)}` }).end())
    assert.partialDeepStrictEqual(await fetchPage(new URL(`http://shop.example:${round}`), OPTIONS), { outcome: 'unreachable', detail: 'redirects' })
    assert.equal(steps, 11)
    const file = await serve((_request, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end())
    assert.partialDeepStrictEqual(await fetchPage(new URL(`http://shop.example:${file}`), OPTIONS), { outcome: 'unreachable', detail: 'redirect' })
  })

  it('is never asked for at an address that is closed: by number, by name, by one of several, after a step', async () => {
    let asked = 0
    const port = await serve((_request, response) => {
      asked += 1
      response.writeHead(302, { location: 'http://inner.example/' }).end()
    })
    const closed = { ...OPTIONS, allowLoopback: false, ports: [String(port)] }
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'shop.example', 'both.example', 'nowhere.example']) {
      const resolve = host === 'localhost' ? { resolve: async () => ['127.0.0.1'] } : {}
      assert.deepEqual(await fetchPage(new URL(`http://${host}:${port}/`), { ...closed, ...resolve }), { outcome: 'private' }, host)
    }
    assert.equal(asked, 0)
    assert.deepEqual(await fetchPage(new URL('http://169.254.169.254/latest/meta-data/'), OPTIONS), { outcome: 'private' })
    assert.deepEqual(await fetchPage(new URL(`http://shop.example:${port}/`), OPTIONS), { outcome: 'private' })
    assert.equal(asked, 1)
  })

  it('is asked for at the ports of the web, and at those of the site’s list', async () => {
    const closed = { ...OPTIONS, allowLoopback: false, resolve: async () => ['10.0.0.1'] }
    for (const port of ['22', '5432', '6379']) assert.partialDeepStrictEqual(await fetchPage(new URL(`http://shop.example:${port}/`), closed), { outcome: 'port' })
    for (const port of ['80', '443', '8443', '3000']) assert.partialDeepStrictEqual(await fetchPage(new URL(`http://shop.example:${port}/`), { ...closed, ports: ['3000'] }), { outcome: 'private' })
  })

  it('that does not answer is told by why', async () => {
    const broken = await serve((request) => request.socket.destroy())
    for (const [host, detail] of [['unknown.example', 'ENOTFOUND'], [`shop.example:${broken}`, 'ECONNRESET']] as const) {
      assert.partialDeepStrictEqual(await fetchPage(new URL(`http://${host}/`), OPTIONS), { outcome: 'unreachable', detail })
    }
    // A certificate is asked for where none is.
    assert.partialDeepStrictEqual(await fetchPage(new URL(`https://shop.example:${broken}/`), OPTIONS), { outcome: 'unreachable', detail: 'EPROTO' })
  })

  it('is not waited for when the time is over: while its name is looked up, before it answers, while it sends', async () => {
    const over = new AbortController()
    over.abort()
    assert.partialDeepStrictEqual(await fetchPage(new URL('http://shop.example/'), { ...OPTIONS, signal: over.signal }), { outcome: 'unreachable', detail: 'timeout' })

    const during = async (address: string, whenAsked: (end: () => void) => FetchOptions['resolve']) => {
      const controller = new AbortController()
      const resolve = whenAsked(() => controller.abort())
      return fetchPage(new URL(address), { ...OPTIONS, signal: controller.signal, ...(resolve && { resolve }) })
    }
    const isOver = { outcome: 'unreachable', detail: 'timeout' }
    assert.partialDeepStrictEqual(await during('http://shop.example/', (end) => () => (end(), new Promise(() => undefined))), isOver)
    let end = () => {}
    const silent = await serve(() => end())
    assert.partialDeepStrictEqual(await during(`http://shop.example:${silent}/`, (abort) => void (end = abort)), isOver)
    const slow = await serve((_request, response) => response.write('<p>', () => end()))
    assert.partialDeepStrictEqual(await during(`http://shop.example:${slow}/`, (abort) => void (end = abort)), isOver)
  })

  it('that answers with another protocol is told as unreachable', async () => {
    const port = await serve(({ socket }) => socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\n'))
    assert.partialDeepStrictEqual(await fetchPage(new URL(`http://shop.example:${port}/`), OPTIONS), { outcome: 'unreachable', detail: 'failed' })
  })

  for (const [encoding, compress] of [['br', brotliCompressSync], ['gzip', gzipSync], ['deflate', deflateSync]] as const) {
    it(`is read that comes as ${encoding}, and no further than five megabytes of what it unfolds to`, async () => {
      const port = await serve(({ url }, response) => response.setHeader('content-encoding', encoding).end(compress(url === '/' ? 'Grüße' : Buffer.alloc(8_000_000, 'a'))))
      assert.equal((await page(`http://shop.example:${port}/`)).text, 'Grüße')
      assert.equal((await page(`http://shop.example:${port}/bomb`)).text.length, 5_000_000)
    })
  }

  it('that claims to be compressed and is not, is told as unreachable', async () => {
    const port = await serve((_request, response) => response.setHeader('content-encoding', 'gzip').end('plain'))
    assert.partialDeepStrictEqual(await fetchPage(new URL(`http://shop.example:${port}/`), OPTIONS), { outcome: 'unreachable', detail: 'Z_DATA_ERROR' })
  })

  for (const [how, contentType, body] of [
    ['the header', 'text/html; charset=Shift_JIS', Buffer.from('82a08240', 'hex')],
    ['its own word', 'text/html', Buffer.concat([Buffer.from('<meta charset="shift_jis">'), Buffer.from('82a08240', 'hex')])],
    ['its older word', 'text/html', Buffer.concat([Buffer.from('<meta http-equiv="content-type" content="text/html; charset=Shift_JIS">'), Buffer.from('82a08240', 'hex')])],
    ['its mark, before the header', 'text/html; charset=utf-8', Buffer.from('\ufeffあ', 'utf16le')],
    ['being UTF-8', 'text/html', Buffer.from('あ')],
    ['being UTF-8, where nobody knows the word', 'text/html; charset=x-none', Buffer.from('あ')],
  ] as const) {
    it(`has its characters by ${how}`, async () => {
      const port = await serve((_request, response) => response.setHeader('content-type', contentType).end(body))
      assert.match((await page(`http://shop.example:${port}/`)).text, /あ/)
    })
  }

  it('that says nothing and is not UTF-8 is read as western browsers read it', async () => {
    const port = await serve((_request, response) => response.end(Buffer.from('Gr\xfc\xdfe', 'latin1')))
    assert.equal((await page(`http://shop.example:${port}/`)).text, 'Grüße')
  })
})
