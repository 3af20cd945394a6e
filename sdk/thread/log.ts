/**
 * The loaded end of a thread. Pure: takes answers and pushes in, gives a new log back, and says when something is
 * missing in between. Whatever comes twice, late or out of order leaves the log as a fresh fetch would make it.
 */
import { LIMITS, emptyHead, foldEvents } from '@foyer/sdk/protocol'
import type {
  Appended,
  ConversationId,
  ConversationSlice,
  OlderPage,
  OlderRequest,
  SyncRequest,
  ThreadDelta,
} from '@foyer/sdk/protocol'
import type { LoadedConversation, ThreadLog } from './types.ts'

export const emptyLog: ThreadLog = { version: 0, conversations: [], hasOlder: false }

/** The sequence number of the first loaded event. */
export const firstSeq = ({ head, events }: LoadedConversation): number => events[0]?.seq ?? head.seq + 1

export const findConversation = (log: ThreadLog, id: ConversationId): LoadedConversation | undefined =>
  log.conversations.findLast(({ head }) => head.id === id)

/** What to ask `thread:sync` with. Of a very long history only the newest conversations are named. */
export const syncRequest = ({ version, conversations }: ThreadLog): SyncRequest => ({
  version,
  conversations: conversations.slice(-LIMITS.syncConversations).map(({ head: { id, seq } }) => ({ id, seq })),
})

/** Where `thread:older` has to go on; nothing if nothing is loaded. */
export function olderRequest({ conversations: [first] }: ThreadLog): OlderRequest | undefined {
  return first && { before: { conversationId: first.head.id, seq: firstSeq(first) } }
}

/**
 * Adds events that were pushed or came with an answer. `hasGap`: something is missing before them; they are left out,
 * and `thread:sync` brings both.
 */
export function applyAppended(log: ThreadLog, { conversationId, events }: Appended): { log: ThreadLog; hasGap: boolean } {
  const known = findConversation(log, conversationId)
  const last = known ? known.head.seq : 0
  const fresh = events.filter(({ seq }) => seq > last)
  const [first] = fresh
  if (!first) return { log, hasGap: false }
  if (first.seq !== last + 1 || fresh.at(-1)?.seq !== last + fresh.length) return { log, hasGap: true }
  if (known) {
    const grown = { head: foldEvents(known.head, fresh), events: [...known.events, ...fresh] }
    return { log: { ...log, conversations: log.conversations.map((each) => (each === known ? grown : each)) }, hasGap: false }
  }
  const position = (log.conversations.at(-1)?.head.position ?? 0) + 1
  if (first.type !== 'started' || first.position !== position) return { log, hasGap: true }
  const started = { head: foldEvents(emptyHead(conversationId), fresh), events: fresh }
  return { log: { ...log, conversations: [...log.conversations, started] }, hasGap: false }
}

/**
 * Adds an answer to `thread:sync`. The version moves only with the last page: with it the server says that everything
 * up to there was told, which a push cannot say.
 */
export function applyDelta(log: ThreadLog, delta: ThreadDelta): ThreadLog {
  const { putBack } = delta
  // The version goes with them: it counted what there is no more.
  const valid = putBack ? { ...log, version: 0, conversations: log.conversations.filter(({ head }) => !putBack.includes(head.id)) } : log
  const caughtUp = delta.next.reduce((grown, appended) => applyAppended(grown, appended).log, valid)
  const result = delta.whole.reduce(applyWhole, caughtUp)
  return {
    ...result,
    version: delta.more ? valid.version : Math.max(valid.version, delta.version),
    hasOlder: delta.older !== undefined && startsWith(result, delta.whole[0]) ? delta.older : result.hasOlder,
  }
}

/** Puts an answer to `thread:older` in front. A page that does not end where the log begins is left out. */
export function applyOlder(log: ThreadLog, { slices, older }: OlderPage): ThreadLog {
  const [first, ...rest] = log.conversations
  const last = slices.at(-1)
  if (!first) return log
  if (!last) return { ...log, hasOlder: older }
  if (last.head.id !== first.head.id) {
    const touches = firstSeq(first) === 1 && last.head.position < first.head.position
    return touches ? { ...log, conversations: [...slices, first, ...rest], hasOlder: older } : log
  }
  const before = last.events.filter(({ seq }) => seq < firstSeq(first))
  if (before.at(-1)?.seq !== firstSeq(first) - 1) return log
  const grown = { head: first.head, events: [...before, ...first.events] }
  return { ...log, conversations: [...slices.slice(0, -1), grown, ...rest], hasOlder: older }
}

/** A conversation without its beginning can only be the first: what was loaded before it goes. */
function applyWhole(log: ThreadLog, slice: ConversationSlice): ThreadLog {
  const known = findConversation(log, slice.head.id)
  const joined = known ? join(known, slice) : slice
  if (joined === known) return log
  const after = log.conversations.filter(({ head }) => head.position > slice.head.position)
  if (firstSeq(joined) > 1) return { ...log, conversations: [joined, ...after], hasOlder: true }
  const before = log.conversations.filter(({ head }) => head.position < slice.head.position)
  return { ...log, conversations: [...before, joined, ...after] }
}

/** The one of two that goes on longer, with what the other has before it if they touch. */
function join(known: LoadedConversation, slice: ConversationSlice): LoadedConversation {
  const isKnownLonger = known.head.seq >= slice.head.seq
  const [early, late] = isKnownLonger ? [slice, known] : [known, slice]
  const first = firstSeq(late)
  if (early.head.seq < first - 1 || firstSeq(early) >= first) return late
  return { head: late.head, events: [...early.events.filter(({ seq }) => seq < first), ...late.events] }
}

function startsWith({ conversations: [first] }: ThreadLog, slice: ConversationSlice | undefined): boolean {
  if (!first || !slice) return !first && !slice
  return first.head.id === slice.head.id && firstSeq(first) === firstSeq(slice)
}
