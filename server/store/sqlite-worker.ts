/**
 * The thread that owns the database file. A checkpoint or a slow disk stops this thread and not the one that talks to
 * visitors. Jobs that arrive while others run join their transaction.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { procedureNamed } from './procedure.ts'
import './procedures.ts'
import { openSqlite } from './sqlite-engine.ts'
import type { Job, Outcome } from './sqlite-engine.ts'

export interface JobMessage {
  readonly id: number
  readonly procedure: string
  readonly input: unknown
}
/** Work on the file itself, which no transaction can hold. */
export interface UpkeepMessage {
  readonly id: number
  readonly upkeep: { readonly kind: 'empty-log' } | { readonly kind: 'compact'; readonly mostBytes: number }
}
export interface OutcomeMessage {
  readonly id: number
  readonly outcome: Outcome
  /** SQLite's code of a failure; an error that crosses threads keeps only name, message, stack and cause. */
  readonly errcode?: number
}

const port = parentPort
if (!port) throw new Error('This file runs as a worker of the SQLite store')
const { path } = workerData as { path: string }
const engine = openSqlite(path)

type Message = readonly JobMessage[] | UpkeepMessage | 'close'

port.on('message', (message: Message) => {
  const ids: number[] = []
  const upkeep: UpkeepMessage[] = []
  let isClosing = false

  const toJobs = (messages: readonly JobMessage[]): readonly Job[] =>
    messages.map(({ id, procedure, input }) => {
      ids.push(id)
      return { procedure: procedureNamed(procedure), input }
    })
  const receive = (): readonly Job[] => {
    const received = receiveMessageOnPort(port)?.message as Message | undefined
    return received === undefined ? [] : jobsIn(received)
  }
  /** What else it may be is seen to after the commit. */
  const jobsIn = (received: Message): readonly Job[] => {
    if (received === 'close') isClosing = true
    else if ('upkeep' in received) upkeep.push(received)
    else return toJobs(received)
    return []
  }

  const jobs = jobsIn(message)
  if (jobs.length > 0) {
    const outcomes = engine.runAll(jobs, receive)
    port.postMessage(outcomes.map((outcome, index): OutcomeMessage => ({ id: ids[index]!, outcome, ...codeOf(outcome) })))
  }
  for (const { id, upkeep: wanted } of upkeep) {
    const outcome = attempt(() => (wanted.kind === 'compact' ? engine.compact(wanted.mostBytes) : engine.emptyLog()))
    port.postMessage([{ id, outcome, ...codeOf(outcome) } satisfies OutcomeMessage])
  }
  if (isClosing) {
    engine.close()
    port.close()
  }
})
port.postMessage('open')

function attempt(work: () => unknown): Outcome {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    return { ok: false, error }
  }
}

function codeOf(outcome: Outcome): Pick<OutcomeMessage, 'errcode'> {
  if (outcome.ok || !(outcome.error instanceof Error) || !('errcode' in outcome.error)) return {}
  return { errcode: Number(outcome.error.errcode) }
}
