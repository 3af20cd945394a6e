/** Figures for Prometheus. Every named event of the log is counted, so that what is logged can also be drawn. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { EventName, Log } from '../logging/events.ts'

export interface Metrics {
  /** A log that counts what passes. */
  counting(log: Log): Log
  /** How long an answer took, by the event that asked for it. */
  answered(event: string, seconds: number): void
  /** A figure that is looked up when somebody asks. */
  gauge(name: string, help: string, read: () => number): void
  text(): Promise<string>
  readonly contentType: string
}

/** `process`: also the process's own figures (memory, event loop). Once in a process. Default `false`. */
export function createMetrics({ process = false }: { process?: boolean } = {}): Metrics {
  const registry = new Registry()
  if (process) collectDefaultMetrics({ register: registry })
  const events = new Counter({ name: 'foyer_events_total', help: 'Named events of the log.', labelNames: ['event'] as const, registers: [registry] })
  const answers = new Histogram({
    name: 'foyer_answer_seconds',
    help: 'From a request by socket to its answer.',
    labelNames: ['event'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  return {
    counting: (log) => (name: EventName, facts) => {
      events.inc({ event: name })
      log(name, facts)
    },
    answered: (event, seconds) => answers.observe({ event }, seconds),
    gauge: (name, help, read) => void new Gauge({ name, help, registers: [registry], collect() { this.set(read()) } }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
