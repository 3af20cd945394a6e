/** What of a thread may be seen, where the page has hooks (CW-28). It comes with these. */
import type { MessageId } from '@foyer/sdk/protocol'
import type { TimelineItem } from '@foyer/sdk/thread'
import type { Censor, ShownMessage } from './ports.ts'

type MessageItem = Extract<TimelineItem, { kind: 'message' }>

/** Whether of the last messages to the visitor none is among those that may be seen. */
export function areKeptBack(items: readonly TimelineItem[], seen: readonly TimelineItem[], unread: number): boolean {
  const fresh = items.filter((item) => item.kind === 'message' && !item.isOwn).slice(-unread)
  const shown = new Set(seen.map(({ key }) => key))
  return fresh.length === unread && fresh.every(({ key }) => !shown.has(key))
}

/**
 * What the page's hook lets through (CW-28). Its own messages a visitor always sees. A message is asked about once for
 * as long as it stays the same; one that a hook breaks on is shown as it is.
 */
export function createCensor(beforeShow: (message: ShownMessage) => ShownMessage | undefined): Censor {
  const known = new Map<MessageId, { readonly parts: MessageItem['parts']; readonly shown: MessageItem['parts'] | undefined }>()

  const partsOf = ({ id, from, parts, at }: MessageItem): MessageItem['parts'] | undefined => {
    const before = known.get(id)
    if (before?.parts === parts) return before.shown
    let shown: MessageItem['parts'] | undefined = parts
    try {
      shown = beforeShow({ id, from, parts, at })?.parts
    } catch (error) {
      console.error('[foyer] The hook beforeShow has thrown; the message is shown as it is.', error)
    }
    known.set(id, { parts, shown })
    return shown
  }

  return (items) => {
    const shown: TimelineItem[] = []
    /** The one before it in its group was taken out, and it was the first. */
    let begins = false
    for (const item of items) {
      const parts = item.kind !== 'message' || item.isOwn ? undefined : partsOf(item)
      if (item.kind !== 'message' || item.isOwn) shown.push(item)
      else if (parts) shown.push(parts === item.parts && !begins ? item : { ...item, parts, isFirstOfGroup: item.isFirstOfGroup || begins })
      else {
        const last = shown.at(-1)
        if (item.isLastOfGroup && !item.isFirstOfGroup && !begins && last?.kind === 'message') shown[shown.length - 1] = { ...last, isLastOfGroup: true }
        begins = (item.isFirstOfGroup || begins) && !item.isLastOfGroup
        continue
      }
      begins = false
    }
    return shown
  }
}
