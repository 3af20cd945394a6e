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

port.on('message', (message: readonly JobMessage[] | 'close') => {
  const ids: number[] = []
  let isClosing = false

  const toJobs = (messages: readonly JobMessage[]): readonly Job[] =>
    messages.map(({ id, procedure, input }) => {
      ids.push(id)
      return { procedure: procedureNamed(procedure), input }
    })
  const receive = (): readonly Job[] => {
    const received = receiveMessageOnPort(port)?.message as readonly JobMessage[] | 'close' | undefined
    if (received === undefined) return []
    if (received === 'close') {
      isClosing = true
      return []
    }
    return toJobs(received)
  }

  if (message === 'close') isClosing = true
  else {
    const outcomes = engine.runAll(toJobs(message), receive)
    port.postMessage(outcomes.map((outcome, index): OutcomeMessage => ({ id: ids[index]!, outcome, ...codeOf(outcome) })))
  }
  if (isClosing) {
    engine.close()
    port.close()
  }
})
port.postMessage('open')

function codeOf(outcome: Outcome): Pick<OutcomeMessage, 'errcode'> {
  if (outcome.ok || !(outcome.error instanceof Error) || !('errcode' in outcome.error)) return {}
  return { errcode: Number(outcome.error.errcode) }
}
