/**
 * A bus on PostgreSQL's LISTEN and NOTIFY, over one connection of its own.
 *
 * A notification holds less than 8,000 bytes, so what is said goes out in pieces. The pieces of one statement are one
 * transaction, which arrive together and in order. Whatever is said while a statement is under way goes with the next one:
 * the busier it is, the fewer statements there are for each message.
 */
import pg from 'pg'
import type { Clock } from '../deadlines/service.ts'
import type { Bus, PeerMessage } from './messages.ts'

const CHANNEL = 'foyer'
/** Characters, each of which is a byte, with room for what stands before them. */
const PIECE = 7_800
/** A connection that does not answer for so long is dead. */
const ANSWER_WITHIN_MS = 5_000
const RECONNECT_AFTER_MS = 500
/** What waits for a connection that is gone. With more, all clients are told to ask again instead. */
const MOST_WAITING = 5_000

export interface PostgresBusPorts {
  /** As in `DATABASE_URL`. Not by a pooler that shares connections between transactions: it loses what is listened to. */
  readonly url: string
  /** Names this process among the others. */
  readonly serverId: string
  readonly clock: Clock
  report(error: unknown): void
}

/** @throws {Error} if there is no connection to begin with; later ones are made anew for as long as it takes */
export async function openPostgresBus({ url, serverId, clock, report }: PostgresBusPorts): Promise<Bus> {
  let client: pg.Client | undefined
  let waiting: PeerMessage[] = []
  let isSending = false
  let isClosed = false
  let batches = 0
  let cancelReconnect: () => void = () => undefined
  let listener: (message: PeerMessage, from: string) => void = () => undefined
  let gap: () => void = () => undefined
  const partial = new Map<string, string>()

  const hear = (payload: string): void => {
    const [from = '', batch, index = '', count = ''] = payload.split(':', 4)
    if (from === serverId) return
    const text = payload.slice(from.length + (batch?.length ?? 0) + index.length + count.length + 4)
    const soFar = index === '0' ? text : (partial.get(from) ?? '') + text
    if (Number(index) + 1 < Number(count)) return void partial.set(from, soFar)
    partial.delete(from)
    for (const message of JSON.parse(soFar) as readonly PeerMessage[]) listener(message, from)
  }

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS })
    fresh.on('error', () => lose(fresh))
    fresh.on('end', () => lose(fresh))
    fresh.on('notification', ({ payload = '' }) => {
      try {
        hear(payload)
      } catch (error) {
        report(error)
      }
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
    } catch (error) {
      fresh.end().catch(() => undefined)
      throw error
    }
    if (isClosed) return void fresh.end().catch(() => undefined)
    client = fresh
    partial.clear()
    void send()
  }

  const reconnect = (): void => {
    connect().then(
      () => gap(),
      () => {
        if (!isClosed) cancelReconnect = clock.after(RECONNECT_AFTER_MS, reconnect)
      },
    )
  }

  function lose(lost: pg.Client): void {
    if (client !== lost) return
    client = undefined
    lost.end().catch(() => undefined)
    if (!isClosed) cancelReconnect = clock.after(RECONNECT_AFTER_MS, reconnect)
  }

  async function send(): Promise<void> {
    if (isSending) return
    isSending = true
    // What is said in one go leaves in one statement.
    await undefined
    while (client && waiting.length > 0) {
      const through: pg.Client = client
      const batch = waiting
      waiting = []
      try {
        const values = [CHANNEL, inPieces(batch, `${serverId}:${(batches += 1)}`)]
        await through.query({ name: 'notify', text: 'select pg_notify($1, piece) from unnest($2::text[]) as piece', values })
      } catch {
        // Said again when there is a connection; to hear it twice does no harm.
        waiting = [...batch, ...waiting]
        lose(through)
      }
    }
    isSending = false
  }

  await connect()
  return {
    publish(message) {
      if (isClosed) return
      waiting = waiting.length < MOST_WAITING ? waiting : [{ kind: 'lost' }]
      waiting.push(message)
      void send()
    },
    listen(toEach, toGap) {
      listener = toEach
      gap = toGap
    },
    async close() {
      isClosed = true
      cancelReconnect()
      const last = client
      client = undefined
      await last?.end().catch(() => undefined)
    },
  }
}

/** Characters beyond ASCII are escaped, so that a piece may end anywhere. */
function inPieces(messages: readonly PeerMessage[], name: string): readonly string[] {
  const text = JSON.stringify(messages).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const count = Math.ceil(text.length / PIECE)
  return Array.from({ length: count }, (_, index) => `${name}:${index}:${count}:${text.slice(index * PIECE, (index + 1) * PIECE)}`)
}
