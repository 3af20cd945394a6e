/**
 * The network between a browser and the server, as something that can be broken: a plain TCP proxy whose connections can
 * be cut, stopped and let go again. It knows nothing of what goes through but which kind of line it is.
 */
import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** What a connection is for, by the first line that goes over it. */
export type LineKind = 'talk' | 'presence' | 'other'

export interface Wire {
  /** Where the browser finds the server. */
  readonly origin: string
  /** Points the wire at a server's port. */
  leadTo(port: number): void
  /** How many connections of this kind are open now. */
  count(kind: LineKind): number
  /** How many of this kind there were since the beginning. */
  countEver(kind: LineKind): number
  /** What the server says on lines of this kind (default: all) goes nowhere from now on, and is lost with the next {@link cut}. */
  holdAnswers(of?: LineKind): void
  /** What browsers say goes nowhere from now on, and is lost with the next {@link cut}. */
  holdRequests(): void
  /** Everything flows again, also what was held. */
  flow(): void
  /** Ends every connection at once, loses what was held, and lets nobody in. */
  cut(): void
  /** As {@link cut}, as soon as browsers have said so many more bytes: in the middle of whatever they say. */
  cutAfter(bytes: number): Promise<void>
  /** Lets connections in again. */
  mend(): void
  close(): Promise<void>
}

interface Line {
  kind: LineKind | undefined
  readonly browser: Socket
  readonly server: Socket
}

export async function openWire(): Promise<Wire> {
  const lines = new Set<Line>()
  const ever: Record<LineKind, number> = { talk: 0, presence: 0, other: 0 }
  let port = 0
  let isCut = false
  let heldAnswers: LineKind | 'all' | 'none' = 'none'
  let holdsRequests = false
  /** What is let through before a cut, and who waits for it. */
  let rest: { bytes: number; readonly cut: () => void } | undefined

  const obey = ({ kind, browser, server }: Line) => {
    if (holdsRequests) browser.pause()
    else browser.resume()
    if (heldAnswers === 'all' || heldAnswers === kind) server.pause()
    else server.resume()
  }

  const listener = createServer((browser) => {
    if (isCut || port === 0) return void browser.destroy()
    const server = createConnection({ port, host: '127.0.0.1' })
    const line: Line = { kind: undefined, browser, server }
    lines.add(line)
    const end = () => {
      lines.delete(line)
      browser.destroy()
      server.destroy()
    }
    browser.on('data', (chunk: Buffer) => {
      if (line.kind === undefined) {
        line.kind = kindOf(chunk)
        ever[line.kind] += 1
        obey(line)
      }
      if (rest && (rest.bytes -= chunk.length) < 0) return rest.cut()
      if (!server.write(chunk)) browser.pause()
    })
    server.on('data', (chunk: Buffer) => {
      if (!browser.write(chunk)) server.pause()
    })
    server.on('drain', () => obey(line))
    browser.on('drain', () => obey(line))
    for (const socket of [browser, server]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
    obey(line)
  })
  await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve))

  const obeyAll = () => {
    for (const line of lines) obey(line)
  }
  const endAll = () => {
    for (const { browser, server } of lines) {
      browser.destroy()
      server.destroy()
    }
    lines.clear()
  }
  const cut = () => {
    isCut = true
    heldAnswers = 'none'
    holdsRequests = false
    rest = undefined
    endAll()
  }
  return {
    origin: `http://localhost:${(listener.address() as AddressInfo).port}`,
    leadTo: (next) => void (port = next),
    count: (kind) => [...lines].filter((line) => line.kind === kind).length,
    countEver: (kind) => ever[kind],
    holdAnswers(of) {
      heldAnswers = of ?? 'all'
      obeyAll()
    },
    holdRequests() {
      holdsRequests = true
      obeyAll()
    },
    flow() {
      heldAnswers = 'none'
      holdsRequests = false
      obeyAll()
    },
    cut,
    cutAfter: (bytes) =>
      new Promise((resolve) => {
        rest = {
          bytes,
          cut() {
            cut()
            resolve()
          },
        }
      }),
    mend: () => void (isCut = false),
    async close() {
      isCut = true
      endAll()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

function kindOf(first: Buffer): LineKind {
  const [, address = ''] = first.toString('latin1', 0, 200).split(' ')
  if (address.startsWith('/v1/socket')) return 'talk'
  return address.startsWith('/v1/presence') ? 'presence' : 'other'
}
