/**
 * What if (AL-17): replays a past period against changed settings. Off the hot path: the past is read a page at a time,
 * and replayed in a thread of its own, so that no other request waits for more than a page.
 */
import { Worker } from 'node:worker_threads'
import { failForm, ok } from '@foyer/sdk/protocol'
import type { ConversationId, Failure, Result, SimulationRequest, SimulationResult, WorkspaceId } from '@foyer/sdk/protocol'
import { readGroups, recordOf } from '../groups/store.ts'
import type { Store } from '../store/store.ts'
import { readAgentRecords } from './agents.ts'
import { readPast } from './past.ts'
import type { PastPage, PastPlace } from './past.ts'
import { readAllocation } from './rules-store.ts'
import type { ToWhatIf } from './what-if-worker.ts'

const DAY_MS = 86_400_000
/** Days that a simulation replays at most, and conversations. */
const MOST_DAYS = 31
const MOST_ARRIVALS = 200_000

export interface SimulationPorts {
  readonly store: Store
  /** Milliseconds since 1970. */
  now(): number
  /** Conversations that one simulation replays at most. Default 200,000. */
  readonly mostArrivals?: number
}

export type RunSimulation = (workspaceId: WorkspaceId, request: SimulationRequest) => Promise<Result<SimulationResult>>

export function createSimulation({ store, now, mostArrivals = MOST_ARRIVALS }: SimulationPorts): RunSimulation {
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time in this process, for each keeps a processor busy for a while; who asked first comes first. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }

  return async (workspaceId, request) => {
    const wrong = checkPeriod(request, now())
    if (wrong) return wrong
    const found = (await store.run(readGroups, { workspaceId })).map(recordOf)
    const groups = request.groupId === undefined ? found : found.filter(({ id }) => id === request.groupId)
    if (groups.length === 0) return failForm('receiver_gone', { field: 'groupId' })
    const { revision: _revision, ...settings } = await store.run(readAllocation, { workspaceId })
    const agents = (await store.run(readAgentRecords, { workspaceId })).filter(({ isDisabled }) => !isDisabled)

    return inTurn(async () => {
      const worker = new Worker(new URL('./what-if-worker.ts', import.meta.url))
      const send = (message: ToWhatIf): void => worker.postMessage(message)
      const answered = new Promise<SimulationResult>((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
        worker.once('exit', () => reject(new Error('The simulation ended without an answer')))
      })
      // A failure of the reading below is told first, and this one is nobody's.
      answered.catch(() => undefined)
      try {
        let [after, arrivals]: [PastPlace | undefined, number] = [{ at: request.from, id: '' as ConversationId }, 0]
        while (after) {
          const { conversations, next }: PastPage = await store.run(readPast, { workspaceId, after, to: request.to })
          arrivals += conversations.length
          if (arrivals > mostArrivals) return failForm('out_of_range', { field: 'from', message: `More than ${mostArrivals} conversations began then. Choose a shorter period.` })
          send({ kind: 'page', conversations })
          after = next
        }
        send({ kind: 'compare', asked: { request, settings, groups, agents, until: now() } })
        return ok(await answered)
      } finally {
        await worker.terminate()
      }
    })
  }
}

function checkPeriod({ from, to }: SimulationRequest, now: number): Failure | undefined {
  if (from >= now) return failForm('out_of_range', { field: 'from', message: 'Nothing has happened yet in this period.' })
  if (to <= from) return failForm('out_of_range', { field: 'to', message: 'A period ends after it begins.' })
  if (to - from > MOST_DAYS * DAY_MS) return failForm('out_of_range', { field: 'to', message: `${MOST_DAYS} days are the most.` })
  return undefined
}
