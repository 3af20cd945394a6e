/**
 * The shapes that the thread's pieces share, and the ports that they ask of the world. The pieces:
 *
 * - `log.ts`: pure; keeps the loaded end of a thread and folds answers and pushes into it.
 * - `timeline.ts`: pure; what is shown, from log and outbox: messages with their status, day dividers, notes.
 * - `outbox.ts`: keeps what was sent until it has its receipt.
 * - `tabs.ts`: one leader among the tabs of a browser.
 * - `connect.ts`: lines by Socket.IO; `link.ts` opens one after another.
 * - `client.ts`: puts them together for a visitor. The desk uses log, timeline and outbox with its own connection.
 */
import type {
  AgentFace,
  AssignReason,
  Author,
  ConversationHead,
  ConversationId,
  ErrorCode,
  Failure,
  LogEvent,
  MessageDraft,
  MessageId,
  Part,
  Result,
  StartContext,
  ThreadStanding,
  TransferAnswer,
  VisitorAsk,
  VisitorToServer,
} from '@foyer/sdk/protocol'

export type Stop = () => void

/** Time as a port, so that a test can say what o'clock it is. */
export interface Clock {
  /** Milliseconds since 1970. For showing and for waiting, never for ordering. */
  now(): number
  after(ms: number, run: () => void): Stop
}

/** The part of a key-value store that is used: the browser's database, or a map where storage is denied (CW-30). */
export interface Storage {
  get(key: string): Promise<unknown>
  /** Reads, changes and writes in one step that no other tab can come between. */
  update(key: string, change: (value: unknown) => unknown): Promise<void>
}

/** The part of `BroadcastChannel` that keeps tabs in step. */
export interface TabChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  close(): void
}

/** The part of `LockManager` that chooses one among the tabs. `hold` keeps the lock until its promise settles. */
export interface TabLocks {
  request(name: string, options: { readonly signal?: AbortSignal; readonly steal?: boolean }, hold: () => Promise<void>): Promise<unknown>
}

/** What the page knows of its own situation. */
export interface PageSignals {
  /** What the browser thinks; a wrong `true` is common, a wrong `false` is rare. */
  isOnline(): boolean
  /** Calls when trying again is worth it now: the network came back, or the page became visible. */
  onAwake(run: () => void): Stop
}

/** One line to the server: it opens at most once and closes at most once. */
export interface LineSocket {
  /** `answer` is called at most once, and perhaps never. */
  emit(name: string, payload: unknown, answer?: (result: unknown) => void): void
  /** Afterwards nothing of {@link LineEvents} is called any more. */
  close(): void
}

/** What a line tells. `closed` may carry a {@link Failure}: the reason why the server refused it. */
export interface LineEvents {
  opened(): void
  closed(refusal?: unknown): void
  pushed(name: string, payload: unknown): void
}

/** Opens one line. `polling` asks for plain requests instead of a WebSocket. */
export type OpenLine = (events: LineEvents, how: { readonly polling: boolean }) => LineSocket

/** A conversation as far as it is loaded: `events` has no gap and ends at `head.seq`. */
export interface LoadedConversation {
  readonly head: ConversationHead
  readonly events: readonly LogEvent[]
}

/** The loaded end of a thread: conversations in order; only the first may lack its beginning. */
export interface ThreadLog {
  readonly version: number
  readonly conversations: readonly LoadedConversation[]
  /** True if the server has more before the first loaded event. */
  readonly hasOlder: boolean
}

/** A message without a receipt: waiting to go out, or refused. */
export type PendingMessage = {
  readonly draft: MessageDraft
  /** By this device's clock. */
  readonly writtenAt: number
  readonly conversationId?: ConversationId
  /**
   * There while its files are on the way: they are then called by their names on this device (see `LOCAL`), and
   * neither it nor what stands behind it goes out. Counts its changes from 1, so that tabs know which is the last.
   */
  readonly waits?: number
} & (
  | { readonly status: 'sending' }
  | { readonly status: 'failed'; readonly failure: Failure }
)

/** How far an own message has come (CW-7). */
export type MessageStatus = 'sending' | 'sent' | 'delivered' | 'read' | 'failed'

/** One line of what is shown, in order. `key` is stable over all changes. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly id: MessageId
      readonly from: Author
      /** Written by the side that looks. */
      readonly isOwn: boolean
      readonly parts: readonly Part[]
      readonly at: number
      /** Only of own messages. */
      readonly status?: MessageStatus
      readonly failure?: Failure
      /** First and last of a group: same author, within {@link GROUP_MS}, nothing in between. */
      readonly isFirstOfGroup: boolean
      readonly isLastOfGroup: boolean
    }
  | { readonly kind: 'note'; readonly key: string; readonly at: number; readonly note: TimelineNote }

/** Messages of one author closer than this stand together. */
export const GROUP_MS = 3 * 60_000

/** What a note says; the words are the viewer's. Only what its side should see. */
export type TimelineNote =
  | { readonly type: 'assigned'; readonly name: string; readonly isMove: boolean; readonly reason?: AssignReason }
  | { readonly type: 'queued'; readonly reason: 'queue' | 'take-message' }
  | { readonly type: 'silence-warning'; readonly endsAt: number }
  /** `text`: the workspace's own words. Without any, the note that follows says it: somebody else was given it. */
  | { readonly type: 'moving-on'; readonly text: string }
  /** Among agents: no visitor's timeline has it. */
  | { readonly type: 'whispered'; readonly by: AgentFace; readonly text: string }
  /** What the visitor chose from the menu (MN-4), by its title. */
  | { readonly type: 'chose'; readonly text: string }
  | { readonly type: 'ended'; readonly by: 'visitor' | 'agent' | 'silence' }
  /** `reasons`: for agents. */
  | { readonly type: 'rated'; readonly score: number; readonly reasons?: readonly string[]; readonly comment?: string }
  | { readonly type: 'transfer-asked'; readonly name: string; readonly note?: string; readonly asks?: 'agent' }
  | { readonly type: 'transfer-answered'; readonly answer: TransferAnswer; readonly asks?: 'agent' }

/** The line to the server. */
export type ConnectionState =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting' }
  | { readonly status: 'connected' }
  /** Tried again by itself. */
  | { readonly status: 'offline' }
  /** Not tried again before the page does something: see the code. */
  | { readonly status: 'refused'; readonly code: ErrorCode }

/** Everything a window shows. A new value with each change; equal parts keep their identity. */
export interface ThreadState {
  readonly connection: ConnectionState
  /** False until the thread was fetched once, or came from another tab. */
  readonly isLoaded: boolean
  readonly log: ThreadLog
  readonly pending: readonly PendingMessage[]
  /** The agent who is typing now. */
  readonly typing?: { readonly name: string }
  readonly isAgentPresent: boolean
  /** Once the server has told. */
  readonly standing?: ThreadStanding
  /** Messages of agents and machine that the visitor has not read. */
  readonly unread: number
}

/** What is asked, and what comes back. */
export type AskRequest<Name extends VisitorAsk> = Parameters<VisitorToServer[Name]>[0]
export type AskResult<Name extends VisitorAsk> = Parameters<Parameters<VisitorToServer[Name]>[1]>[0]

/** A visitor's thread, live. All tabs of a browser see the same and hold one connection between them (CW-10). */
export interface ThreadClient {
  readonly state: ThreadState
  subscribe(listener: (state: ThreadState) => void): Stop
  /**
   * Puts a message into the outbox and shows it at once as *sending*. Resolves when it is kept on the device. With files
   * that are on this device alone it keeps its place, and goes when {@link fill} has brought it with the server's own.
   * `start` goes over the context that the thread gives by itself.
   */
  send(parts: readonly Part[], start?: StartContext): Promise<MessageId>
  /** Sends a failed message again, with the same name. */
  retry(id: MessageId): Promise<void>
  /** Says how it stands with a message that waits for its files: fewer of them, all of them there, or failed. Resolves when that is kept on the device. */
  fill(message: PendingMessage): Promise<void>
  /** Takes out a message that has failed, or waits for its files, and gives it back for editing. */
  takeBack(id: MessageId): Promise<MessageDraft | undefined>
  /** Loads the page before the first loaded event. Resolves to whether there is still more. */
  loadOlder(): Promise<boolean>
  /** Says that everything up to now was shown (a visible window with focus). Receipt is marked by itself. */
  markRead(): void
  /** `text`: what is written so far, where the visitor was told that it is shown (CW-8). */
  setTyping(isTyping: boolean, text?: string): void
  end(): Promise<Result<null>>
  /** Asks the server something that is not kept for later: `not_reachable` without a line. Any tab may ask. */
  ask<Name extends VisitorAsk>(name: Name, request: AskRequest<Name>): Promise<AskResult<Name>>
  /** Closes the line and keeps everything; `wake` opens it again (back/forward cache). */
  sleep(): void
  wake(): void
  /** Stops everything; nothing more is written or heard. What is pending stays on the device. */
  destroy(): void
}
