import type { AgentFace, Author, ComponentId, ConversationId, ErrorCode, Language, MessageId, Part } from '@foyer/sdk/protocol'
import type { ConnectionState, ThreadState } from '@foyer/sdk/thread'

/**
 * Every event of the SDK with its payload (CW-23). Those of conversations and messages are told in each open tab of a
 * browser, once the thread is there: after the first opening of the window, or the first `send`.
 */
export interface FoyerEvents {
  /** The site's settings are there. Calls made before wait for this by themselves. */
  'ready': { readonly language: Language }
  /** The window is to be seen, by a click or by `open()`. */
  'open': Record<never, never>
  /** The window is gone again. */
  'close': Record<never, never>
  /** A reception component, a bound element or a chat in the page has been seen, once for each loading of a page. */
  'component:shown': { readonly componentId: ComponentId }
  /** The visitor has closed a reception component that can be closed; it stays away for as long as its owner says. */
  'component:closed': { readonly componentId: ComponentId }
  /** The visitor has clicked a reception component or a bound element, to open or to close. */
  'component:clicked': { readonly componentId: ComponentId }
  /** A new conversation is in the log: its first message has reached the server. */
  'conversation:started': { readonly conversationId: ConversationId }
  /** Nobody can receive just now; the visitor waits, or leaves a message. */
  'conversation:queued': { readonly conversationId: ConversationId; readonly reason: 'queue' | 'take-message' }
  /** An agent has the conversation; the first one, other than with `conversation:transferred`. */
  'conversation:assigned': { readonly conversationId: ConversationId; readonly agent: AgentFace }
  /** The conversation has gone from one agent to another. */
  'conversation:transferred': { readonly conversationId: ConversationId; readonly agent: AgentFace }
  /** It is over. The next message starts a new one. */
  'conversation:ended': { readonly conversationId: ConversationId; readonly by: 'visitor' | 'agent' | 'silence' }
  /** A message of the visitor is on the server's disk. */
  'message:sent': { readonly conversationId: ConversationId; readonly id: MessageId; readonly parts: readonly Part[] }
  /** A message of an agent, or of the machine, has come. */
  'message:received': {
    readonly conversationId: ConversationId
    readonly id: MessageId
    readonly from: Author
    readonly parts: readonly Part[]
  }
  /** The server has refused a message. It stays in the window, where it can be edited and sent again. */
  'message:failed': { readonly id: MessageId; readonly code: ErrorCode; readonly message: string }
  /** The visitor was asked how a conversation was, and sees it (SV-1). */
  'survey:shown': { readonly conversationId: ConversationId }
  /** The visitor has answered; `score` is 1 to 5, best last. A later answer stands instead (SV-3). */
  'survey:submitted': { readonly conversationId: ConversationId; readonly score: number; readonly reasons?: readonly string[]; readonly comment?: string }
  /** An invitation to talk has been seen (IV). Comes from invitations, so only where the workspace has some. */
  'invitation:shown': { readonly invitationId: string }
  /** The visitor has taken it up: the window opens. */
  'invitation:accepted': { readonly invitationId: string }
  /** The visitor has closed it. */
  'invitation:declined': { readonly invitationId: string }
  /** The visitor has chosen an item of the window's menu (MN). Comes from the menu, so only where the workspace has one. */
  'menu:selected': { readonly itemId: string }
  /** The number of unread messages has changed, here or by reading in another tab. */
  'unread': { readonly count: number }
  /** The line of the window to the server has changed. */
  'connection': ConnectionState
  /** Something went wrong that no call was waiting for. Also one line in the console, with the remedy. */
  'error': { readonly code: ErrorCode; readonly message: string; readonly remedy: string }
}

export type FoyerEventName = keyof FoyerEvents

/** What is told within the SDK: events, and what those of a thread are made of once somebody listens (`thread-events.ts`). */
export interface Happenings extends FoyerEvents {
  'thread': { readonly before: ThreadState; readonly after: ThreadState }
}

/** Whoever listens to a name that is not here has mistyped it, and is told. */
export const EVENT_NAMES = [
  'ready',
  'open',
  'close',
  'component:shown',
  'component:closed',
  'component:clicked',
  'conversation:started',
  'conversation:queued',
  'conversation:assigned',
  'conversation:transferred',
  'conversation:ended',
  'message:sent',
  'message:received',
  'message:failed',
  'survey:shown',
  'survey:submitted',
  'invitation:shown',
  'invitation:accepted',
  'invitation:declined',
  'menu:selected',
  'unread',
  'connection',
  'error',
] as const satisfies readonly FoyerEventName[]

export type FoyerListener<Name extends FoyerEventName> = (payload: FoyerEvents[Name]) => void
