/**
 * Files that are chosen for conversations (CW-5), and messages that wait for theirs. They go on going up while one looks
 * at another conversation, and after a reload: so they belong to the desk, and not to what is open.
 */
import type { ConversationId, FileId, MemberId } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
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
  readonly name: string
  readonly memory: Memory
  readonly drafts: Drafts
  spoken(): { readonly language: DeskLanguage; readonly words: Words }
}

export function createTrays({ desk, me, name, memory, drafts, spoken }: TraysOptions): Trays {
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
      author: { kind: 'agent', id: me, name },
      language: () => spoken().language,
      // What may be sent the server knows, and says.
      rules: () => undefined,
      send: (parts) => desk.send(id, parts),
      isSent: (ids) => isSent(id, ids),
      onPutBack(text) {
        drafts.save(id, [text, drafts.load(id)].filter(Boolean).join('\n'))
        tell(id, true)
      },
      onChange: () => tell(id),
      loadFailed: () => spoken().words.parts.loadFailed,
    })
  }

  async function isSent(id: ConversationId, ids: readonly FileId[]): Promise<boolean> {
    const loaded = await desk.load(id)
    if (!loaded.ok) throw new Error(loaded.message)
    const { threads, pending } = desk.state
    const sent = [...pending.map(({ draft }) => draft.parts), ...(threads.get(id)?.conversations ?? []).flatMap(({ events }) => events.map((event) => (event.type === 'message' ? event.parts : [])))]
    return sent.flat().some((part) => part.type === 'file' && ids.includes(part.file.id))
  }

  function of(id: ConversationId): FileTray {
    const tray = trays.get(id) ?? open(id)
    trays.set(id, tray)
    return tray
  }

  // What an earlier page has left goes on without anybody looking.
  for (const flag of memory.names(start)) of(flag.slice(start.length) as ConversationId)

  return {
    of,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    destroy() {
      for (const tray of trays.values()) tray.destroy()
      trays.clear()
      listeners.clear()
    },
  }
}
