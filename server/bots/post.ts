/**
 * Posts a question to a bot, fetches what it answers with, and goes never to anything that is not on the open internet (AR-5): an owner names an address, and
 * this server goes there. The name is looked up once for each question, all of its addresses must be open ones, and the
 * connection goes to the very address that was judged. Nobody is followed elsewhere.
 */
import { createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import { openPlaceOf } from '../site-check/fetch-page.ts'
import { ANSWER_BYTES } from './rules.ts'

/** What lies outside, so that tests can stand in for it. */
export interface Outside {
  /** The address to connect to; `undefined` if any of the name's is not on the open internet. Rejects for a name that is none. */
  placeOf(url: URL): Promise<string | undefined>
  /** Certificates of authorities that are trusted instead of the built-in ones. */
  readonly authorities?: string
}

export const THE_INTERNET: Outside = { placeOf: (url) => openPlaceOf(url) }

/** `t=…,v1=…`: the time in seconds, and HMAC-SHA256 over it, a dot and the body, in hex. */
export const signatureOf = (secret: string, body: string, seconds: number): string => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

export interface Post {
  readonly address: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Ends it, whatever it is at. */
  readonly signal: AbortSignal
}

/** What was answered with status 200, as JSON. Rejects with a word or a code of the system that says why there is nothing. */
export async function post({ address, body, headers, signal }: Post, outside: Outside): Promise<unknown> {
  const ofBody = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(body)), 'accept': 'application/json' }
  const response = await open(new URL(address), { method: 'POST', body, headers: { ...ofBody, ...headers }, signal }, outside)
  try {
    if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await readAtMost(response, ANSWER_BYTES))) as unknown
  } finally {
    response.destroy()
  }
}

/** The system's resolver cannot be told to stop. */
const ended = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => void signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }))

interface Asked extends Omit<Post, 'address' | 'body'> {
  readonly method: 'GET' | 'POST'
  readonly body?: string
}

/** Goes to an address, if it is on the open internet, and says what came back. Rejects with `private` if it is not. */
export async function open(url: URL, asked: Asked, { placeOf, authorities }: Outside): Promise<IncomingMessage> {
  asked.signal.throwIfAborted()
  const place = await Promise.race([ended(asked.signal), placeOf(url)])
  if (place === undefined) throw new Error('private')
  return send(url, place, { ...asked, authorities })
}

async function send(url: URL, place: string, { method, body, headers, signal, authorities }: Asked & { readonly authorities: string | undefined }): Promise<IncomingMessage> {
  // Nothing is written before it is known who listens: a request that is handed over with the connection goes out with
  // the last step of the handshake, and only then is the certificate looked at.
  const socket = await secured(url, place, signal, authorities)
  return new Promise((resolve, reject) => {
    // Without an agent: it would keep the connection, and give it to others.
    httpRequest({ method, path: `${url.pathname}${url.search}`, headers: { 'host': url.host, 'accept-encoding': 'identity', ...headers }, createConnection: () => socket, signal })
      .on('response', resolve)
      .on('upgrade', (_, upgraded) => {
        upgraded.destroy()
        reject(new Error('upgrade'))
      })
      .on('error', reject)
      .end(body)
  })
}

function secured({ hostname, port }: URL, place: string, signal: AbortSignal, authorities: string | undefined): Promise<TLSSocket> {
  const name = hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    // The certificate must be for the name that was asked for, not for the address that it has.
    const socket = connect({ host: place, port: Number(port || 443), ...(!isIP(name) && { servername: name }), ...(authorities !== undefined && { ca: authorities }) })
    const end = () => socket.destroy(signal.reason as Error)
    signal.addEventListener('abort', end, { once: true })
    socket
      .on('secureConnect', () => resolve(socket))
      .on('error', reject)
      .on('close', () => {
        signal.removeEventListener('abort', end)
        reject(new Error('closed'))
      })
  })
}

/** All of an answer. Rejects with `too large`. */
export async function readAtMost(response: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > most) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
