/**
 * A crowd of visitors in a process of its own, so that what it costs to make the load does not count for the server.
 * Each visitor sends a message, waits for the answer, and sends the next: the same program for Foyer and for the bare
 * echo that it is compared with. Reads its task from the parent, answers with what it measured.
 */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { PATHS, PROTOCOL, VISITOR_NAMESPACE } from '@foyer/sdk/protocol'
import type { Address } from './child.ts'

export interface LoadTask {
  readonly address: Address
  /**
   * `talk`: message after message in one conversation. `start`: a message that starts a conversation, then its end, again
   * and again; only the start is counted. `hold`: connect, send one message, all at once, and stay.
   */
  readonly kind: 'talk' | 'start' | 'hold'
  /** The floor answers anything; Foyer must say that the message is stored. */
  readonly isFloor: boolean
  readonly visitors: number
  /** Messages of all visitors together. */
  readonly messages: number
  /** Messages before the clock starts: connections, conversations and code are warm then. */
  readonly warmUp: number
}

export interface LoadFigures {
  readonly perSecond: number
  /** Milliseconds from sending to the acknowledgement. */
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

export interface Load {
  readonly figures: LoadFigures
  stop(): Promise<void>
}

/** Runs a crowd in a process of its own. It stays connected until it is stopped. */
export async function runLoad(task: LoadTask): Promise<Load> {
  const child = fork(fileURLToPath(import.meta.url), ['crowd'])
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const figures = await new Promise<LoadFigures>((resolve, reject) => {
    child.once('message', (message) => resolve(message as LoadFigures))
    void exited.then(() => reject(new Error('The crowd ended early')))
    child.send(task)
  })
  return {
    figures,
    async stop() {
      child.disconnect()
      await exited
    },
  }
}

const TEXT = 'Is the walking tour of the old town still on if it rains on Sunday?'
const CONNECTING_AT_ONCE = 50

interface Answer {
  readonly ok?: boolean
  readonly value?: { readonly results?: readonly { readonly ok?: boolean; readonly conversationId?: string }[] }
}

function connect({ origin, siteKey }: Address): Promise<Socket> {
  const socket = io(origin + VISITOR_NAMESPACE, {
    path: PATHS.socket,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin: 'http://site.example' },
    auth: { protocol: PROTOCOL, site: siteKey, token: randomBytes(32).toString('base64url') },
  })
  return new Promise((resolve, reject) => {
    socket.on('connect', () => resolve(socket))
    socket.on('connect_error', reject)
  })
}

async function connectAll({ address, visitors }: LoadTask): Promise<readonly Socket[]> {
  const sockets: Socket[] = []
  while (sockets.length < visitors) {
    const count = Math.min(CONNECTING_AT_ONCE, visitors - sockets.length)
    sockets.push(...(await Promise.all(Array.from({ length: count }, () => connect(address)))))
  }
  return sockets
}

async function sendOne(socket: Socket, task: LoadTask): Promise<string | undefined> {
  const answer = (await socket.emitWithAck('message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: TEXT }] }] })) as Answer
  if (task.isFloor) return undefined
  const result = answer.value?.results?.[0]
  if (!answer.ok || !result?.ok) throw new Error(`A message was refused: ${JSON.stringify(answer)}`)
  return result.conversationId
}

async function measure(task: LoadTask, sockets: readonly Socket[], messages: number): Promise<LoadFigures> {
  let left = messages
  const latencies: number[] = []
  const began = performance.now()
  await Promise.all(
    sockets.map(async (socket) => {
      while (left > 0) {
        left -= 1
        const sent = performance.now()
        const conversationId = await sendOne(socket, task)
        latencies.push(performance.now() - sent)
        if (task.kind === 'start') await socket.emitWithAck('conversation:end', { conversationId })
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return { perSecond: latencies.length / seconds, p50: at(0.5), p99: at(0.99), longest: latencies.at(-1) ?? 0 }
}

if (process.argv[2] === 'crowd') {
  process.once('message', async (task: LoadTask) => {
    const sockets = await connectAll(task)
    await measure(task, sockets, task.warmUp)
    process.send?.(await measure(task, sockets, task.messages))
    process.once('disconnect', () => process.exit(0))
  })
}
