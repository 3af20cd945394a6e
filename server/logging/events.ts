/**
 * Everything the server says about itself, in one table: a name, how loud, and a sentence. What goes along are ids,
 * counts, durations and codes; never what somebody wrote, who they are, where from, or a secret.
 */
export type Level = 'debug' | 'info' | 'warn' | 'error'

export const EVENTS = {
  'server-started': ['info', 'The server listens.'],
  'server-stopping': ['info', 'The server takes nothing new and finishes what it has.'],
  'server-stopped': ['info', 'The server has stopped.'],
  'server-stopped-late': ['warn', 'Not everything could be finished in time.'],
  'workspace-made': ['info', 'The first start made a workspace with a site, a group and an owner.'],
  'origin-refused': ['info', 'A page whose origin is on no list was refused.'],
  'rate-limited': ['warn', 'Somebody asks more often than the rule lets them.'],
  'request-refused': ['debug', 'A request was refused.'],
  'request-failed': ['error', 'A request met a bug; the client keeps what it sent and tries again.'],
  'store-refused': ['error', 'The database could not take something; clients keep it and try again.'],
  'effect-failed': ['error', 'What should have followed a change did not; clients catch up by asking.'],
  'reader-dropped': ['warn', 'A client that did not read was let go; it catches up when it comes back.'],
  'visitor-connected': ['debug', 'A visitor’s window connected.'],
  'visitor-disconnected': ['debug', 'A visitor’s window disconnected.'],
  'desk-connected': ['info', 'A desk connected.'],
  'desk-disconnected': ['info', 'A desk disconnected.'],
  'member-signed-in': ['info', 'A member signed in.'],
  'sign-in-refused': ['warn', 'A sign-in was refused.'],
  'conversation-started': ['info', 'A first message started a conversation.'],
  'conversation-assigned': ['info', 'An agent received a conversation.'],
  'conversation-queued': ['info', 'Nobody could receive; the conversation waits.'],
  'conversation-ended': ['info', 'A conversation ended.'],
  'mail-sent': ['info', 'A mail has left for somebody who had not read what it says.'],
  'mail-postponed': ['warn', 'A mail could not leave; it is tried again.'],
  'mail-given-up': ['error', 'A mail could not leave for a day and is not tried any more; what it says waits in the thread.'],
  'mail-unreachable': ['warn', 'The mail server does not answer, or does not let us in.'],
  'bot-failed': ['warn', 'A bot did not answer as it should; it is asked again, or a human gets the conversation.'],
  'bot-file-refused': ['warn', 'A file that a bot answered with could not be fetched, or is none that is taken; its address was sent instead.'],
  'deadline-failed': ['error', 'A due deadline could not be met; it is tried again.'],
  'files-refused': ['error', 'The folder of files could not take or give something; clients keep it and try again.'],
  'release-differs': ['error', 'A file of the widget has another content than one of its name that was served before; pages may mix the two.'],
  'library-warned': ['warn', 'A library has something to say.'],
} as const satisfies Record<string, readonly [Level, sentence: string]>
export type EventName = keyof typeof EVENTS

/** What may go along. There is no field for words of people, and none for a name, a mail address or a token. */
export interface EventFacts {
  readonly workspaceId?: string
  readonly siteId?: string
  readonly visitorId?: string
  readonly memberId?: string
  readonly conversationId?: string
  readonly groupId?: string
  readonly origin?: string
  readonly code?: string
  readonly route?: string
  readonly rule?: string
  readonly step?: string
  readonly reason?: string
  readonly by?: string
  readonly library?: string
  readonly port?: number
  readonly count?: number
  readonly waitedMs?: number
  readonly tookMs?: number
  /** Of bugs alone. Its name and stack are written. */
  readonly error?: unknown
}

export type Log = (name: EventName, facts?: EventFacts) => void
