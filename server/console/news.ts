/** What is worth saying aloud to somebody who does not look: the difference between two states of the list. Pure. */
import type { ConversationId, InboxEntry, MemberId } from '@foyer/sdk/protocol'
import type { Entries } from './inbox.ts'
import { isAskedOf, isHeldBy } from './inbox.ts'
import { waitsForSomebody } from './waiting.ts'

export interface News {
  readonly kind: 'new' | 'message' | 'waiting' | 'asked'
  readonly entry: InboxEntry
}

/** More at once than this is noise: after a long sleep the list says it better. */
const MOST = 3

/**
 * @param shown the conversation in view: its messages announce themselves
 */
export function newsBetween(before: Entries, after: Entries, me: MemberId | undefined, shown: ConversationId | undefined): readonly News[] {
  if (before === after) return []
  const news: News[] = []
  for (const entry of after.values()) {
    const known = before.get(entry.head.id)
    if (known?.head === entry.head && known.asked === entry.asked) continue
    const kind = kindOf(known, entry, me)
    if (kind && (kind !== 'message' || entry.head.id !== shown)) news.push({ kind, entry })
  }
  return news.slice(0, MOST)
}

function kindOf(known: InboxEntry | undefined, entry: InboxEntry, me: MemberId | undefined): News['kind'] | undefined {
  const { head } = entry
  if (head.state.status === 'ended') return undefined
  if (isAskedOf(entry, me) && !(known && isAskedOf(known, me))) return 'asked'
  if (isHeldBy(head, me) && !(known && isHeldBy(known.head, me))) return 'new'
  if (waitsForSomebody(head) && !(known && waitsForSomebody(known.head))) return 'waiting'
  const isFresh = (head.lastMessage?.seq ?? 0) > (known?.head.lastMessage?.seq ?? 0)
  return isHeldBy(head, me) && isFresh && head.lastMessage?.from.kind === 'visitor' ? 'message' : undefined
}
