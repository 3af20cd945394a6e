/**
 * Memory of the server for each visitor who looks around (one bare WebSocket that has said hello) and each who talks
 * (Socket.IO and a conversation), beside what `ws` and Socket.IO cost when they only hold the connection. Taken as the
 * difference after a collection of garbage, on the same machine in the same run.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import { PATHS, PROTOCOL, STILL_MS } from '@foyer/sdk/protocol'
import { startChild } from './child.ts'
import type { Child, Memory } from './child.ts'
import { runLoad } from './load.ts'
import { kib, printTable, whole } from './table.ts'

const LOOKING = 5_000
const TALKING = 1_000
const CONNECTING_AT_ONCE = 100

/** A page that looks around. On the floor nobody answers its hello. */
function look({ origin, siteKey }: Child, isFloor: boolean): Promise<WebSocket> {
  // Of robots the server keeps nothing.
  const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
  const socket = new WebSocket(origin.replace('http', 'ws') + PATHS.presence, { origin: 'http://site.example', perMessageDeflate: false, headers })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => {
      const hello = {
        type: 'hello',
        protocol: PROTOCOL,
        site: siteKey,
        token: randomBytes(32).toString('base64url'),
        language: 'en',
        page: { url: 'http://site.example/tours/old-town', title: 'The old town on foot' },
      }
      if (isFloor) return resolve(socket)
      socket.send(JSON.stringify(hello))
      socket.once('message', (frame) => (String(frame).includes('welcome') ? resolve(socket) : reject(new Error(String(frame)))))
      return undefined
    })
  })
}

async function memoryOfLooking(server: Child, isFloor: boolean): Promise<Memory> {
  const before = await server.memory()
  const sockets: WebSocket[] = []
  const beats = setInterval(() => {
    for (const socket of sockets) socket.send('{"type":"still"}')
  }, STILL_MS)
  while (sockets.length < LOOKING) sockets.push(...(await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, () => look(server, isFloor)))))
  const after = await server.memory()
  clearInterval(beats)
  for (const socket of sockets) socket.terminate()
  return each(before, after, LOOKING)
}

async function memoryOfTalking(server: Child, isFloor: boolean): Promise<Memory> {
  const before = await server.memory()
  const load = await runLoad({
    address: { origin: server.origin, siteKey: server.siteKey },
    kind: 'hold',
    isFloor,
    visitors: TALKING,
    messages: TALKING,
    warmUp: 0,
  })
  const after = await server.memory()
  await load.stop()
  return each(before, after, TALKING)
}

const each = (before: Memory, after: Memory, count: number): Memory => ({
  heap: (after.heap - before.heap) / count,
  resident: (after.resident - before.resident) / count,
})

const folder = await mkdtemp(path.join(tmpdir(), 'foyer-bench-'))
try {
  const rows: string[][] = []
  for (const [name, measure, count] of [
    ['looking around', memoryOfLooking, LOOKING],
    ['talking', memoryOfTalking, TALKING],
  ] as const) {
    for (const isFloor of [true, false]) {
      // A process of its own for each figure: what one leaves behind does not count for the next.
      const server = isFloor ? await startChild('./floor-process.ts') : await startChild('./foyer-process.ts', [path.join(folder, name)])
      const { heap, resident } = await measure(server, isFloor)
      await server.stop()
      rows.push([isFloor ? `bare connection, ${name}` : `Foyer, ${name}`, whole(count), kib(heap), kib(resident)])
    }
  }
  printTable('Memory for each visitor', ['', 'visitors', 'heap and buffers KiB', 'of the process KiB'], rows)
} finally {
  await rm(folder, { recursive: true, force: true })
}
