/**
 * Files that are chosen for conversations (CW-5), and those that messages wait for. They go on going up while one looks
 * at another conversation, and after a reload: so they belong to the desk, and not to what is open.
 */
import type { ConversationId, MemberId } from '@foyer/sdk/protocol'
import type { Stop, WaitingRoom } from '@foyer/sdk/thread'
import { FileTray } from '@foyer/widget/chat-window/parts/file-tray.ts'
import type { DeskClient } from './desk-client.ts'
import type { Drafts, Memory } from './memory.ts'
import type { DeskLanguage, Words } from './words/index.ts'

export interface Trays {
  of(id: ConversationId): FileTray
  /** Calls when something of a conversation has come or gone; `isWritten`: a text was put back into its draft. */
  subscribe(listener: (id: ConversationId, isWritten: boolean) => void): Stop
  destroy(): void
}

export interface TraysOptions {
  readonly desk: DeskClient
  readonly me: MemberId
  readonly memory: Memory
  readonly drafts: Drafts
  spoken(): { readonly language: DeskLanguage; readonly words: Words }
}

export function createTrays({ desk, me, memory, drafts, spoken }: TraysOptions): Trays {
  const trays = new Map<ConversationId, FileTray>()
  const listeners = new Set<(id: ConversationId, isWritten: boolean) => void>()
  const start = `files:${me}:`
  const tell = (id: ConversationId, isWritten = false) => listeners.forEach((listener) => listener(id, isWritten))

  function open(id: ConversationId): FileTray {
    const flag = start + id
    return new FileTray({
      server: '',
      group: `desk:${me}:${id}`,
      device: { get: () => memory.get(flag), set: (_name, value) => memory.set(flag, value) },
      room: roomOf(id),
      language: () => spoken().language,
      // What may be sent the server knows, and says.
      rules: () => undefined,
      onPutBack(text) {
        drafts.save(id, [text, drafts.load(id)].filter(Boolean).join('\n'))
        tell(id, true)
      },
      onChange: () => tell(id),
      loadFailed: () => spoken().words.parts.loadFailed,
    })
  }

  /** What waits in the conversation to go out. */
  const roomOf = (id: ConversationId): WaitingRoom => ({
    get state() {
      const { pending, threads, connection } = desk.state
      return { pending: pending.filter(({ conversationId }) => conversationId === id), isLoaded: (threads.get(id)?.conversations.length ?? 0) > 0, connection }
    },
    subscribe: desk.subscribe,
    send: (parts) => desk.send(id, parts),
    fill: desk.fill,
    takeBack: async (message) => desk.takeBack(message),
  })

  function of(id: ConversationId): FileTray {
    const tray = trays.get(id) ?? open(id)
    trays.set(id, tray)
    return tray
  }

  // What an earlier page has left goes on without anybody looking.
  for (const flag of memory.names(start)) {
    const id = flag.slice(start.length) as ConversationId
    of(id)
    // What of it has gone out, its log says.
    void desk.load(id)
  }
  function look(): void {
    for (const { waits, conversationId } of desk.state.pending) if (waits && conversationId) of(conversationId).look()
  }
  const stopLooking = desk.subscribe(look)
  look()

  return {
    of,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    destroy() {
      stopLooking()
      for (const tray of trays.values()) tray.destroy()
      trays.clear()
      listeners.clear()
    },
  }
}
