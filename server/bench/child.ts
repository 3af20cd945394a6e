/** How a benchmark speaks with the processes that it starts: where they are, how much memory they hold, and to end. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Address {
  readonly origin: string
  readonly siteKey: string
  /** Of members who can sign in there. */
  readonly credentials?: readonly { readonly email: string; readonly password: string }[]
}

export interface Child extends Address {
  /** Bytes held after a collection of garbage: the heap, what is outside of it, and all of the process. */
  memory(): Promise<Memory>
  /** Milliseconds of processor time that all of its threads have taken so far. */
  cpu(): Promise<number>
  stop(): Promise<void>
}
export interface Memory {
  readonly heap: number
  readonly resident: number
}

type FromChild = { readonly ready: Address } | { readonly memory: Memory } | { readonly cpu: number }

/** Runs one of the programs beside this file and waits until it listens. */
export async function startChild(file: string, args: readonly string[] = []): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), args, { execArgv: [...process.execArgv, '--expose-gc'] })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const next = () =>
    new Promise<FromChild>((resolve, reject) => {
      child.once('message', (message) => resolve(message as FromChild))
      void exited.then(() => reject(new Error(`${file} ended`)))
    })
  const first = await next()
  if (!('ready' in first)) throw new Error(`${file} did not say where it is`)
  return {
    ...first.ready,
    async memory() {
      const answer = next()
      child.send('memory')
      const message = await answer
      if (!('memory' in message)) throw new Error(`${file} did not tell its memory`)
      return message.memory
    },
    async cpu() {
      const answer = next()
      child.send('cpu')
      const message = await answer
      if (!('cpu' in message)) throw new Error(`${file} did not tell its processor time`)
      return message.cpu
    },
    async stop() {
      child.send('stop')
      await exited
    },
  }
}

/** The child's side. */
export function serveParent(address: Address, stop: () => Promise<unknown>): void {
  process.on('message', (wish) => {
    if (wish === 'memory') process.send?.({ memory: memoryNow() })
    if (wish === 'cpu') process.send?.({ cpu: cpuNow() })
    if (wish === 'stop') void stop().finally(() => process.exit(0))
  })
  // A parent that is gone leaves nobody behind.
  process.on('disconnect', () => process.exit(0))
  process.send?.({ ready: address })
}

function cpuNow(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function memoryNow(): Memory {
  if (!globalThis.gc) throw new Error('Start it with --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: heapUsed + external, resident: rss }
}
