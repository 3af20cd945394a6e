/** Gives people what is kept of them, and takes it away (CW-15). */
import { ok } from '@foyer/sdk/protocol'
import type { FileId, FileLinks, Result, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { appendedForVisitor } from '../conversations/faces.ts'
import { LOOK_EVERY_MS } from '../deadlines/service.ts'
import { hasDue, moveDeadline } from '../deadlines/store.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { FilesPlace } from '../files/store.ts'
import type { Store } from '../store/store.ts'
import { fileDataOf, readEvents, readOutline } from './data.ts'
import type { ConversationData, PersonOutline, VisitorData } from './data.ts'
import { erasePerson } from './erase.ts'
import type { Erased } from './erase.ts'

export interface PrivacyPorts {
  readonly store: Store
  now(): number
  /** A long random text. */
  newSecret(): string
  publicOrigin(): string
  fileLinks(place: FilesPlace, ids: readonly FileId[]): Promise<readonly FileLinks[]>
  /** Everybody who shows one of them hears that they are gone, and their own lines go. */
  erased(erased: Erased): void
}

export interface PrivacyService {
  /** The file in pieces; as much of it is in memory as one piece needs. */
  data(workspaceId: WorkspaceId, visitorId: VisitorId): Promise<Result<{ readonly number: number; readonly pieces: AsyncIterable<string> }>>
  /** `false`: there is no such visitor. */
  erase(workspaceId: WorkspaceId, visitorId: VisitorId): Promise<boolean>
  /** After somebody was erased: the database's file is cleared of what deleted rows have left in it. */
  clearDue(due: ClaimedDeadline): Promise<void>
}

/** A file of this size is written anew in about a second; one that is larger waits for the night. */
const SMALL_BYTES = 64_000_000
/** However many people are erased, and anybody may ask for it. */
const CLEARED_EVERY_MS = 10 * 60 * 1000
/** By the clock of the machine. */
const NIGHT_HOUR = 3

export function createPrivacyService(ports: PrivacyPorts): PrivacyService {
  const { store, now } = ports
  let clearedAt = -Infinity

  async function* piecesOf({ number: _number, conversations, ...rest }: PersonOutline): AsyncGenerator<string> {
    const head: Omit<VisitorData, 'conversations'> = { format: 'foyer-visitor-data/1', madeAt: now(), ...rest }
    yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`
    for (const [index, { files, ...conversation }] of conversations.entries()) {
      const links = files.length > 0 ? await ports.fileLinks({ conversationId: conversation.id }, files.map(({ id }) => id)) : []
      const addresses = new Map(links.map(({ id, href }) => [id, new URL(href, ports.publicOrigin()).href]))
      const outline: Omit<ConversationData, 'events'> = { ...conversation, files: files.map((file) => fileDataOf(file, addresses.get(file.id))) }
      yield `${index === 0 ? '' : ','}${JSON.stringify(outline).slice(0, -1)},"events":[`
      let after = 0
      for (;;) {
        const events = await store.run(readEvents, { conversationId: conversation.id, after })
        if (events.length === 0) break
        // What agents said among themselves is not about what the visitor has given.
        const seen = appendedForVisitor({ conversationId: conversation.id, events }).events.filter(({ type }) => type !== 'hidden')
        // The first event, by which a conversation starts, is always seen.
        yield seen.map((event) => `${event.seq === 1 ? '' : ','}${JSON.stringify(event)}`).join('')
        after = events.at(-1)!.seq
      }
      yield ']}'
    }
    yield ']}\n'
  }

  return {
    async data(workspaceId, visitorId) {
      const outline = await store.run(readOutline, { workspaceId, visitorId })
      return outline.ok ? ok({ number: outline.value.number, pieces: piecesOf(outline.value) }) : outline
    },

    async erase(workspaceId, visitorId) {
      const erased = await store.run(erasePerson, { workspaceId, visitorId, chance: ports.newSecret(), now: now() })
      if (!erased) return false
      ports.erased(erased)
      return true
    },

    async clearDue(due) {
      await store.emptyLog()
      const at = now()
      // Files go one by one at the same time, and what is left of that is to be cleared too.
      if (await store.run(hasDue, { kind: 'file-unused', now: at })) return store.run(moveDeadline, { deadline: due, dueAt: at + LOOK_EVERY_MS })
      const nextAt = clearedAt + CLEARED_EVERY_MS
      if (at < nextAt) return store.run(moveDeadline, { deadline: due, dueAt: nextAt })
      const isNight = new Date(at).getHours() === NIGHT_HOUR
      if (!(await store.compact(isNight ? Infinity : SMALL_BYTES))) return store.run(moveDeadline, { deadline: due, dueAt: nextNight(at) })
      clearedAt = at
      // What was written anew has gone through the log.
      await store.emptyLog()
    },
  }
}

function nextNight(now: number): number {
  const night = new Date(now)
  night.setHours(NIGHT_HOUR, 0, 0, 0)
  if (night.getTime() <= now) night.setDate(night.getDate() + 1)
  return night.getTime()
}
