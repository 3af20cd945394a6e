/**
 * What this device remembers for the desk: small texts by name. Where storage is denied, full or broken, the page
 * remembers as long as it lives, and nobody notices until then.
 */
import type { ConversationId, MemberId } from '@foyer/sdk/protocol'

/** Everything the desk keeps wears this. */
const PREFIX = 'foyer:desk:'

export interface Memory {
  get(name: string): string | undefined
  /** Without a text, forgets. */
  set(name: string, text?: string): void
  /** Names that begin so. */
  names(start: string): readonly string[]
}

/** The part of `localStorage` that is used. */
export type KeptStorage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** @param open gives the storage; may throw, as reading `localStorage` does where it is denied */
export function createMemory(open: () => KeptStorage): Memory {
  const texts = new Map<string, string>()
  const storage = attempt(open)
  for (let i = 0; i < (attempt(() => storage?.length) ?? 0); i++) {
    const key = attempt(() => storage?.key(i))
    const text = key?.startsWith(PREFIX) ? attempt(() => storage?.getItem(key)) : undefined
    if (key && text) texts.set(key.slice(PREFIX.length), text)
  }

  return {
    get: (name) => texts.get(name),
    set(name, text = '') {
      if (text === '') texts.delete(name)
      else texts.set(name, text)
      attempt(() => (text === '' ? storage?.removeItem(PREFIX + name) : storage?.setItem(PREFIX + name, text)))
    },
    names: (start) => [...texts.keys()].filter((name) => name.startsWith(start)),
  }
}

/** A storage may throw at every touch (denied, full, gone); memory then goes on without it. */
function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Unsent words of one member, kept per conversation (DK-3). */
export interface Drafts {
  load(id: ConversationId): string
  save(id: ConversationId, text: string): void
  /** Conversations that have one. */
  ids(): ReadonlySet<ConversationId>
}

export function createDrafts(memory: Memory, member: MemberId): Drafts {
  const start = `draft:${member}:`
  return {
    load: (id) => memory.get(start + id) ?? '',
    save: (id, text) => memory.set(start + id, text.trim() === '' ? '' : text),
    ids: () => new Set(memory.names(start).map((name) => name.slice(start.length) as ConversationId)),
  }
}
