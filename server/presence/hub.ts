/**
 * Who is on the sites now. A visitor is one however many lines lead to them: sockets of several browsers' tabs, or polls
 * where sockets are blocked. The hub knows no socket and no clock; `sweep` is called about once a second, by one timer
 * for all.
 *
 * A page change closes one line and opens the next, so a visitor whose last line closed is held for a moment (IV-3).
 */
import { GONE_AFTER_MS, STILL_MS } from '@foyer/sdk/protocol'
import type { PageRef, PresenceToPage, SiteId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { VisitorIdentity } from '../visitors/store.ts'

/** Long enough to load the next page, short enough that with a sweep it stays well under 15 seconds (IV-3). */
export const PAGE_CHANGE_MS = 6_000
/** A client that says nothing for longer than its beat is asked, for browsers slow down the timers of hidden pages. */
const ASK_AFTER_MS = STILL_MS + 1_000

/** Sweeps come about a second apart. More between two, or less than nothing: the clock was set, or the machine slept. */
const MOST_BETWEEN_SWEEPS_MS = 5_000

/** A way to a page. The hub holds it and never looks inside. */
export interface Line {
  send(frame: PresenceToPage): void
  /** Asks the other end for a sign of life; the answer comes as {@link PresenceHub.beat}. */
  ask(): void
  /** Ends it; whatever comes of it afterwards is nothing. */
  drop(): void
}

/** What a connection says of who is behind it, for whoever counts visits. The hub passes it on and keeps nothing of it. */
export interface Client {
  /** As `clientAddress` has it. */
  readonly address: string
  readonly userAgent: string | undefined
  /** Of the person; the page's own is one of the seven that the window has. */
  readonly language: string
  /** Whether an origin is one of the site's. */
  isOwn(origin: string): boolean
}
const UNSAID: Client = { address: 'unknown', userAgent: undefined, language: 'en', isOwn: () => false }

export interface PresentVisitor {
  readonly visitor: VisitorIdentity
  readonly page: PageRef | undefined
  /** When this visit began, by the server's clock. */
  readonly since: number
}

export type PresenceEvent =
  | { readonly type: 'visitor-arrived'; readonly visitor: VisitorIdentity; readonly page: PageRef | undefined; readonly client: Client }
  | { readonly type: 'page-changed'; readonly visitor: VisitorIdentity; readonly page: PageRef }
  | { readonly type: 'visitor-left'; readonly visitor: VisitorIdentity }

interface LineState {
  readonly line: Line
  readonly entry: Entry
  seenAt: number
  hasBeenAsked: boolean
}

interface Entry {
  readonly visitor: VisitorIdentity
  readonly since: number
  page: PageRef | undefined
  /** Nearly always one; an array costs less than a set. */
  lines: LineState[]
  polledAt: number
  /** When the last line closed; 0 while there is one. */
  leftAt: number
}

export interface PresenceHub {
  /** A line has greeted. */
  arrive(line: Line, visitor: VisitorIdentity, page: PageRef, now: number, client?: Client): void
  /** The other end of a line has given a sign of life. */
  beat(line: Line, now: number): void
  move(line: Line, page: PageRef, now: number): void
  /** A line has closed or said good-bye. Unknown ones are passed over. */
  depart(line: Line, now: number): void
  /** A page without a socket has asked for news. */
  poll(visitor: VisitorIdentity, page: PageRef, now: number, client?: Client): void
  /** A page without a socket has said good-bye. */
  leave(visitorId: VisitorId, now: number): void
  /** There is no such visitor any more, or nobody may speak for them: every line goes at once. */
  forget(visitorId: VisitorId): void
  sweep(now: number): void

  isPresent(visitorId: VisitorId): boolean
  pageOf(visitorId: VisitorId): PageRef | undefined
  /** Of a workspace, or of all. */
  presentVisitors(workspaceId?: WorkspaceId): readonly PresentVisitor[]
  /** The number on the badge has changed. */
  notifyUnread(visitorId: VisitorId, unread: number): void
  /** Something that all pages of a visitor are told, here: an agent invites (IV-7). */
  tellPages(visitorId: VisitorId, frame: PresenceToPage): void
  /** The site's settings have changed; its pages fetch them again (RC-15). */
  siteChanged(siteId: SiteId, version: number): void
  on(listener: (event: PresenceEvent) => void): () => void
  /** For the figures: lines by socket, and visitors. */
  readonly size: { readonly lines: number; readonly visitors: number }
}

export function createPresenceHub(): PresenceHub {
  const lines = new Map<Line, LineState>()
  const entries = new Map<VisitorId, Entry>()
  const byWorkspace = new Map<WorkspaceId, Set<Entry>>()
  const listeners = new Set<(event: PresenceEvent) => void>()
  let sweptAt: number | undefined

  const tell = (event: PresenceEvent) => {
    for (const listener of listeners) listener(event)
  }

  function enter(visitor: VisitorIdentity, page: PageRef, now: number, client: Client): Entry {
    const known = entries.get(visitor.id)
    if (known) {
      known.leftAt = 0
      turnTo(known, page)
      return known
    }
    const entry: Entry = { visitor, since: now, page, lines: [], polledAt: 0, leftAt: 0 }
    entries.set(visitor.id, entry)
    const all = byWorkspace.get(visitor.workspaceId) ?? new Set()
    byWorkspace.set(visitor.workspaceId, all.add(entry))
    tell({ type: 'visitor-arrived', visitor, page, client })
    return entry
  }

  function turnTo(entry: Entry, page: PageRef): void {
    const before = entry.page
    entry.page = page
    if (before?.url !== page.url || before.title !== page.title) tell({ type: 'page-changed', visitor: entry.visitor, page })
  }

  function remove(entry: Entry): void {
    entries.delete(entry.visitor.id)
    const all = byWorkspace.get(entry.visitor.workspaceId)
    all?.delete(entry)
    if (all?.size === 0) byWorkspace.delete(entry.visitor.workspaceId)
    tell({ type: 'visitor-left', visitor: entry.visitor })
  }

  function close(state: LineState): void {
    lines.delete(state.line)
    state.entry.lines = state.entry.lines.filter((other) => other !== state)
  }

  /** By another time than before nobody has been silent yet. */
  function beginAnew(now: number): void {
    for (const state of lines.values()) state.seenAt = now
    for (const entry of entries.values()) {
      if (entry.polledAt > 0) entry.polledAt = now
      if (entry.leftAt > 0) entry.leftAt = now
    }
  }

  const hasPolled = (entry: Entry, now: number) => entry.polledAt > 0 && now - entry.polledAt <= GONE_AFTER_MS

  return {
    arrive(line, visitor, page, now, client = UNSAID) {
      const state: LineState = { line, entry: enter(visitor, page, now, client), seenAt: now, hasBeenAsked: false }
      state.entry.lines.push(state)
      lines.set(line, state)
    },
    beat(line, now) {
      const state = lines.get(line)
      if (!state) return
      state.seenAt = now
      state.hasBeenAsked = false
    },
    move(line, page, now) {
      const state = lines.get(line)
      if (!state) return
      state.seenAt = now
      turnTo(state.entry, page)
    },
    depart(line, now) {
      const state = lines.get(line)
      if (!state) return
      close(state)
      if (state.entry.lines.length === 0 && !hasPolled(state.entry, now)) state.entry.leftAt = now
    },
    poll(visitor, page, now, client = UNSAID) {
      enter(visitor, page, now, client).polledAt = now
    },
    leave(visitorId, now) {
      const entry = entries.get(visitorId)
      if (!entry) return
      entry.polledAt = 0
      if (entry.lines.length === 0) entry.leftAt = now
    },
    forget(visitorId) {
      const entry = entries.get(visitorId)
      if (!entry) return
      for (const state of entry.lines) {
        lines.delete(state.line)
        state.line.drop()
      }
      entry.lines = []
      remove(entry)
    },
    sweep(now) {
      const passedMs = now - (sweptAt ?? now)
      sweptAt = now
      if (passedMs < 0 || passedMs > MOST_BETWEEN_SWEEPS_MS) beginAnew(now)
      for (const state of lines.values()) {
        const silentMs = now - state.seenAt
        if (silentMs > GONE_AFTER_MS) {
          close(state)
          state.line.drop()
        } else if (silentMs > ASK_AFTER_MS && !state.hasBeenAsked) {
          state.hasBeenAsked = true
          state.line.ask()
        }
      }
      for (const entry of entries.values()) {
        if (entry.lines.length > 0 || hasPolled(entry, now)) continue
        if (entry.leftAt === 0 || now - entry.leftAt > PAGE_CHANGE_MS) remove(entry)
      }
    },

    isPresent: (visitorId) => entries.has(visitorId),
    pageOf: (visitorId) => entries.get(visitorId)?.page,
    presentVisitors: (workspaceId) => [...(workspaceId === undefined ? entries.values() : (byWorkspace.get(workspaceId) ?? []))].map(({ visitor, page, since }) => ({ visitor, page, since })),
    notifyUnread(visitorId, unread) {
      for (const { line } of entries.get(visitorId)?.lines ?? []) line.send({ type: 'unread', unread })
    },
    tellPages(visitorId, frame) {
      for (const { line } of entries.get(visitorId)?.lines ?? []) line.send(frame)
    },
    siteChanged(siteId, version) {
      for (const { line, entry } of lines.values()) if (entry.visitor.siteId === siteId) line.send({ type: 'config', version })
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get size() {
      return { lines: lines.size, visitors: entries.size }
    },
  }
}
