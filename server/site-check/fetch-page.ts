/**
 * Fetches a page as a browser that visits it would, and never anything that a visitor could not reach (RC-20). Every hop
 * is judged anew: its name is resolved once, all of its addresses must be open ones, and the connection goes to the very
 * address that was judged, so that a name that changes its mind between the two is of no use.
 */
import { lookup } from 'node:dns/promises'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { createGate } from '../images/gate.ts'
import { mayConnect } from './addresses.ts'

export interface FetchedPage {
  /** After redirects, without its fragment. */
  readonly url: URL
  readonly status: number
  /** Each value of a header that was sent several times. */
  header(name: string): readonly string[]
  readonly text: string
}

export type Fetched =
  | { readonly outcome: 'fetched'; readonly page: FetchedPage }
  /** `detail`: what went wrong, as a code of the system or a word. */
  | { readonly outcome: 'unreachable'; readonly url: URL; readonly detail: string }
  /** The address, or one that it leads to, is not on the open internet. */
  | { readonly outcome: 'private' }
  /** It is at a port where no website is, as far as the site's list says. */
  | { readonly outcome: 'port'; readonly url: URL }

export interface FetchOptions {
  /** May it go to this machine? */
  readonly allowLoopback: boolean
  /** Ports besides those of the web. */
  readonly ports: readonly string[]
  /** Default: the system's. */
  readonly resolve?: (name: string) => Promise<readonly string[]>
  /** Ends it. Default: after 10 seconds. */
  readonly signal?: AbortSignal
}

const WITHIN_MS = 10_000
const MOST_HOPS = 10
/** What is longer is read so far: the tag is in the first five megabytes, or nobody waits for it. */
const MOST_BYTES = 5_000_000
const WEB_PORTS = ['', '80', '443', '8080', '8443']
const REDIRECTS = [301, 302, 303, 307, 308]

/** What a current browser sends with an address that was typed. Some sites answer others with another page, or none. */
const HEADERS = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 FoyerCheck/1',
  'accept': 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'accept-language': 'en-GB,en;q=0.9',
  'accept-encoding': 'gzip, deflate, br',
  'upgrade-insecure-requests': '1',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'sec-fetch-user': '?1',
}

/** The system's resolver holds a thread as long as a name server keeps it waiting, and there are four for all of Node. */
const NAMES_AT_ONCE = 2
const inTurn = createGate(NAMES_AT_ONCE)
const resolveBySystem = async (name: string) => (await inTurn(() => lookup(name, { all: true, order: 'ipv4first' }))).map(({ address }) => address)

export async function fetchPage(address: URL, { allowLoopback, ports, resolve = resolveBySystem, signal = AbortSignal.timeout(WITHIN_MS) }: FetchOptions): Promise<Fetched> {
  const cookies = new Map<string, Map<string, string>>()
  let url = plain(address)
  try {
    for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
      if (!WEB_PORTS.includes(url.port) && !ports.includes(url.port) && !allowLoopback) return { outcome: 'port', url }
      signal.throwIfAborted()
      const place = await Promise.race([ended(signal), openPlaceOf(url, resolve, allowLoopback)])
      if (place === undefined) return { outcome: 'private' }
      const response = await ask(url, place, cookies.get(url.host), signal)
      keepCookies(response, url, cookies)
      const next = REDIRECTS.includes(response.statusCode ?? 0) ? response.headers.location : undefined
      if (next === undefined) return { outcome: 'fetched', page: await readAll(response, url) }
      response.destroy()
      const target = URL.parse(next, url.href)
      if (!target || !isWeb(target)) return { outcome: 'unreachable', url, detail: 'redirect' }
      url = plain(target)
    }
    return { outcome: 'unreachable', url, detail: 'redirects' }
  } catch (error) {
    return { outcome: 'unreachable', url, detail: signal.aborted ? 'timeout' : ((error as NodeJS.ErrnoException).code ?? 'failed') }
  }
}

/** The system's resolver cannot be told to stop. */
const ended = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => void signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }))

export const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:'

/** Without a fragment, which stays in the browser, and without a password, which is nobody's business here. */
function plain(address: URL): URL {
  const url = new URL(address)
  url.hash = ''
  url.username = ''
  url.password = ''
  return url
}

/** The address to connect to; `undefined` if any of the name's is closed. */
export async function openPlaceOf({ hostname }: URL, resolve: NonNullable<FetchOptions['resolve']> = resolveBySystem, allowLoopback = false): Promise<string | undefined> {
  const name = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) ? [name] : await resolve(name)
  return addresses.length > 0 && addresses.every((one) => mayConnect(one, { allowLoopback })) ? addresses[0] : undefined
}

function ask(url: URL, place: string, cookies: ReadonlyMap<string, string> | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const cookie = [...(cookies ?? [])].map(([key, value]) => `${key}=${value}`).join('; ')
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsRequest : httpRequest)({
      host: place,
      port: url.port || (isSecure ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...HEADERS, ...(cookie && { cookie }) },
      // The certificate must be for the name that was asked for, not for the address that it has.
      ...(isSecure && !isIP(name) && { servername: name }),
      agent: false,
      signal,
    })
    request
      .on('response', resolve)
      // Whoever answers with another protocol is no website. Node ends the connection and says nothing more of it.
      .on('upgrade', (_, socket) => {
        socket.destroy()
        reject(new Error('This is no HTTP any more'))
      })
      .on('error', reject)
      .end()
  })
}

/** Some sites send a newcomer round until it shows the cookie that it was given. Each host gets back its own. */
function keepCookies(response: IncomingMessage, { host }: URL, cookies: Map<string, Map<string, string>>): void {
  const kept = cookies.get(host) ?? new Map<string, string>()
  for (const line of response.headers['set-cookie'] ?? []) {
    const [, key, value] = /^([^=;\s]+)=([^;]*)/.exec(line) ?? []
    if (key !== undefined && value !== undefined) kept.set(key, value)
  }
  cookies.set(host, kept)
}

async function readAll(response: IncomingMessage, url: URL): Promise<FetchedPage> {
  const header = (name: string): readonly string[] => response.headersDistinct[name] ?? []
  const chunks: Buffer[] = []
  let bytes = 0
  const body = decompressed(response)
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= MOST_BYTES) break
  }
  response.destroy()
  return { url, status: response.statusCode ?? 0, header, text: decode(Buffer.concat(chunks).subarray(0, MOST_BYTES), header('content-type')[0] ?? '') }
}

function decompressed(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase().trim()
  const through = encoding === 'br' ? createBrotliDecompress() : encoding === 'gzip' || encoding === 'x-gzip' ? createGunzip() : encoding === 'deflate' ? createInflate() : undefined
  if (!through) return response
  // An error of the line ends the reading; it does not end the process.
  response.on('error', (error) => through.destroy(error))
  return response.pipe(through)
}

/** As browsers find the encoding: a mark at the start, the header, the page's own word, and else UTF-8 if it is that. */
function decode(bytes: Buffer, contentType: string): string {
  const said = (text: string) => /charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i.exec(text)?.[1]
  const label = marked(bytes) ?? said(contentType) ?? said(/<meta[^>]*charset[^>]*>/i.exec(bytes.subarray(0, 1_024).toString('latin1'))?.[0] ?? '')
  for (const [name, fatal] of [[label, false], ['utf-8', true]] as const) {
    try {
      if (name !== undefined) return new TextDecoder(name, { fatal }).decode(bytes)
    } catch {
      // No encoding has that name, or it is not UTF-8.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

function marked(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 3).toString('hex')
  return start === 'efbbbf' ? 'utf-8' : start.startsWith('feff') ? 'utf-16be' : start.startsWith('fffe') ? 'utf-16le' : undefined
}
