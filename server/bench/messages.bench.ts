/**
 * Durable messages per second and the time to their acknowledgement, beside a bare Socket.IO echo on the same machine in
 * the same run. Rounds of both alternate, and each figure is the median.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { runLoad } from './load.ts'
import type { LoadFigures, LoadTask } from './load.ts'
import { median, ms, printTable, ratio, whole } from './table.ts'

const ROUNDS = 3
const CROWDS = [
  { visitors: 1, messages: 1_500 },
  { visitors: 100, messages: 15_000 },
  { visitors: 1_000, messages: 15_000 },
] as const

async function round(server: Child, task: Omit<LoadTask, 'address'>): Promise<LoadFigures> {
  const load = await runLoad({ ...task, address: { origin: server.origin, siteKey: server.siteKey } })
  await load.stop()
  return load.figures
}

const middle = (rounds: readonly LoadFigures[]): LoadFigures => ({
  perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  p50: median(rounds.map(({ p50 }) => p50)),
  p99: median(rounds.map(({ p99 }) => p99)),
  longest: Math.max(...rounds.map(({ longest }) => longest)),
})

const folder = await mkdtemp(path.join(tmpdir(), 'foyer-bench-'))
const foyer = await startChild('./foyer-process.ts', [folder])
const floor = await startChild('./floor-process.ts')
try {
  const rows: string[][] = []
  for (const { visitors, messages } of CROWDS) {
    const echoed: LoadFigures[] = []
    const stored: LoadFigures[] = []
    for (let done = 0; done < ROUNDS; done += 1) {
      const task = { kind: 'talk', visitors, messages, warmUp: Math.max(visitors * 2, 500) } as const
      echoed.push(await round(floor, { ...task, isFloor: true }))
      stored.push(await round(foyer, { ...task, isFloor: false }))
    }
    const [bare, durable] = [middle(echoed), middle(stored)]
    rows.push(['bare echo', whole(visitors), whole(bare.perSecond), ms(bare.p50), ms(bare.p99), ''])
    rows.push(['Foyer, every message on disk', whole(visitors), whole(durable.perSecond), ms(durable.p50), ms(durable.p99), ratio(durable.perSecond / bare.perSecond)])
  }
  printTable('Messages', ['', 'visitors', 'per second', 'p50 ms', 'p99 ms', 'of the echo'], rows)
} finally {
  await foyer.stop()
  await floor.stop()
  await rm(folder, { recursive: true, force: true })
}
