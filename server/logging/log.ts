import pino from 'pino'
import type { DestinationStream } from 'pino'
import { EVENTS } from './events.ts'
import type { Level, Log } from './events.ts'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const satisfies readonly (Level | 'silent')[]
export type LogLevel = (typeof LOG_LEVELS)[number]

/** One line of JSON for each event. Default destination: standard error, which leaves standard output to what people read. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      // Nothing of the kind should come this far; if it does, it stops here.
      redact: { paths: ['token', 'password', 'email', 'name', 'text', 'secret', 'cookie', 'address'], remove: true },
    },
    destination,
  )
  return (name, facts = {}) => {
    const [loudness, sentence] = EVENTS[name]
    logger[loudness]({ event: name, ...facts }, sentence)
  }
}

/** Where a bug is, and not what data it met: messages of databases and parsers quote what they were given. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error ? String(error.code) : undefined
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    stack: error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

/** For tests of other things. */
export const noLog: Log = () => undefined
