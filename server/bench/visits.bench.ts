/**
 * The live list with very many visitors: from another process each holds a line, from an address of its own, and goes to
 * another page every ten seconds, and a desk watches. How far behind the desk is, from the frame that leaves a browser to
 * the list that has the page; how much of a core the server takes; and its memory for each visitor, beside that of a bare
 * `ws` connection in the same run.
 */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import { DESK_NAMESPACE, PATHS, PROTOCOL, STILL_MS } from '@foyer/sdk/protocol'
import type { LiveDelta, LivePage, Result } from '@foyer/sdk/protocol'
import { startChild } from './child.ts'
import type { Address, Child, Memory } from './child.ts'
import { kib, printTable, whole } from './table.ts'

const VISITORS = 10_000
const CONNECTING_AT_ONCE = 100
const PAGE_EVERY_MS = 10_000
/** Until all walk at the pace that is measured, and how long it is measured. */
const WARM_UP_MS = 10_000
const MEASURED_MS = 20_000
const SITE = 'http://site.example'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

interface Task {
  readonly address: Address
  readonly visitors: number
  readonly isFloor: boolean
}

/** Somewhere in the networks of two providers that the database of places knows. */
const addressOf = (n: number) => `81.2.${n >> 8}.${n & 255}`

/** The crowd's side: connects, says so, and walks when it is told to. */
async function crowd({ address, visitors, isFloor }: Task): Promise<void> {
  const sockets: WebSocket[] = []
  const open = (n: number): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(address.origin.replace('http', 'ws') + PATHS.presence, { origin: SITE, perMessageDeflate: false, headers: { 'user-agent': FIREFOX, 'x-forwarded-for': addressOf(n) } })
      socket.on('error', reject)
      socket.on('open', () => {
        if (isFloor) return resolve(socket)
        const page = { url: `${SITE}/`, title: 'Home' }
        socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: address.siteKey, token: randomBytes(32).toString('base64url'), language: 'en', page }))
        socket.once('message', (frame) => (String(frame).includes('welcome') ? resolve(socket) : reject(new Error(String(frame)))))
        return undefined
      })
    })
  evenly(STILL_MS, sockets, (socket) => socket.send('{"type":"still"}'))
  while (sockets.length < visitors) {
    const some = Array.from({ length: Math.min(CONNECTING_AT_ONCE, visitors - sockets.length) }, (_, n) => open(sockets.length + n))
    sockets.push(...(await Promise.all(some)))
  }
  process.send?.('there')
  // The title says when it left.
  process.once('message', () => evenly(PAGE_EVERY_MS, sockets, (socket, n) => socket.send(JSON.stringify({ type: 'page', page: { url: `${SITE}/tours/${n}`, title: `${Date.now()}` } }))))
}

/** Each of them once in so long, one after the other: browsers do nothing at the same time, and no second has more of them than another. */
function evenly(everyMs: number, sockets: readonly WebSocket[], act: (socket: WebSocket, n: number) => void): void {
  let [done, due, lookedAt] = [0, 0, performance.now()]
  setInterval(() => {
    const now = performance.now()
    due += ((now - lookedAt) * sockets.length) / everyMs
    lookedAt = now
    for (; done < due; done += 1) act(sockets[done % sockets.length]!, done)
  }, 20)
}

interface Crowd {
  walk(): void
  stop(): Promise<void>
}

async function startCrowd(task: Task): Promise<Crowd> {
  const child = fork(fileURLToPath(import.meta.url), ['crowd', JSON.stringify(task)])
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve())
    void exited.then(() => reject(new Error('The crowd ended early')))
  })
  return {
    walk: () => void child.send('walk'),
    async stop() {
      child.disconnect()
      await exited
    },
  }
}

/** A desk that watches, and notes how old each page is when its list has it. */
async function watch({ origin, credentials }: Child): Promise<{ readonly size: () => number; readonly ages: number[]; placed(): Promise<unknown>; stop(): void }> {
  const [{ email, password } = { email: '', password: '' }] = credentials ?? []
  const signedIn = await fetch(`${origin}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ email, password }) })
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
  const desk = io(origin + DESK_NAMESPACE, { path: PATHS.socket, transports: ['websocket'], auth: { protocol: PROTOCOL }, extraHeaders: { origin, cookie } })
  const list = new Set<string>()
  const ages: number[] = []
  let isPlaced = () => {}
  const placed = new Promise<void>((resolve) => (isPlaced = resolve))
  desk.on('visitors:changed', ({ changed, gone }: LiveDelta) => {
    const now = Date.now()
    for (const id of gone) list.delete(id)
    for (const { id, page, place } of changed) {
      list.add(id)
      if (place) isPlaced()
      const sentAt = Number(page?.title)
      if (sentAt > 0) ages.push(now - sentAt)
    }
  })
  await new Promise((resolve, reject) => void desk.once('connect', () => resolve(undefined)).once('connect_error', reject))
  const asked = async (event: string, request: object): Promise<LivePage> => {
    const answer = (await desk.emitWithAck(event, request)) as Result<LivePage>
    if (!answer.ok) throw new Error(answer.message)
    return answer.value
  }
  for (let page = await asked('visitors:watch', {}); ; page = await asked('visitors:more', { after: page.visitors.at(-1)!.id })) {
    for (const { id } of page.visitors) list.add(id)
    if (!page.more) break
  }
  return { size: () => list.size, ages, placed: () => placed, stop: () => void desk.disconnect() }
}

const each = (before: Memory, after: Memory): Memory => ({ heap: (after.heap - before.heap) / VISITORS, resident: (after.resident - before.resident) / VISITORS })
const seconds = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function measure(folder: string): Promise<void> {
  const memory: string[][] = []
  const floor = await startChild('./floor-process.ts')
  const bareBefore = await floor.memory()
  const bareCrowd = await startCrowd({ address: { origin: floor.origin, siteKey: floor.siteKey }, visitors: VISITORS, isFloor: true })
  const bare = each(bareBefore, await floor.memory())
  await bareCrowd.stop()
  await floor.stop()
  memory.push(['bare ws connection', whole(VISITORS), kib(bare.heap), kib(bare.resident)])

  const server = await startChild('./foyer-process.ts', [folder])
  const address = { origin: server.origin, siteKey: server.siteKey }
  const desk = await watch(server)
  // The first one has the database of places read, which is there once for all.
  const first = await startCrowd({ address, visitors: 1, isFloor: false })
  await desk.placed()
  const before = await server.memory()
  const visitors = await startCrowd({ address, visitors: VISITORS, isFloor: false })
  const looking = each(before, await server.memory())
  memory.push(['Foyer, on the sites', whole(VISITORS), kib(looking.heap), kib(looking.resident)])

  visitors.walk()
  await seconds(WARM_UP_MS)
  desk.ages.length = 0
  const cpuBefore = await server.cpu()
  const began = performance.now()
  await seconds(MEASURED_MS)
  const share = ((await server.cpu()) - cpuBefore) / (performance.now() - began)
  const ages = desk.ages.toSorted((a, b) => a - b)
  const at = (part: number) => whole(ages[Math.min(ages.length - 1, Math.floor(ages.length * part))] ?? Number.NaN)
  printTable('The live list', ['visitors', 'in the list', 'pages a second', 'behind p50 ms', 'p99 ms', 'worst ms', 'server of a core'], [
    [whole(VISITORS), whole(desk.size()), whole(ages.length / (MEASURED_MS / 1_000)), at(0.5), at(0.99), at(1), share.toFixed(2)],
  ])
  printTable('Memory for each visitor', ['', 'visitors', 'heap and buffers KiB', 'of the process KiB'], memory)
  desk.stop()
  await Promise.all([first.stop(), visitors.stop()])
  await server.stop()
}

const [role, task = ''] = process.argv.slice(2)
if (role === 'crowd') {
  process.on('disconnect', () => process.exit(0))
  await crowd(JSON.parse(task) as Task)
} else {
  const folder = await mkdtemp(path.join(tmpdir(), 'foyer-bench-'))
  try {
    await measure(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
