/**
 * Where files are: asked for all that come into view in one frame together, and kept for a day, which is how long an
 * address holds. An address that leads nowhere any more is asked for again.
 */
import { LIMITS } from '@foyer/sdk/protocol'
import type { FileId, FileLinks } from '@foyer/sdk/protocol'
import type { PartPort } from '../../chat-window/parts/part-port.ts'

type Ask = PartPort['links']

/** Addresses hold to the end of the next day; those that were fetched before midnight are then still good. */
const KEPT_MS = 20 * 3_600_000

interface Kept {
  readonly at: number
  readonly links: Promise<FileLinks | undefined>
}

interface Desk {
  readonly kept: Map<FileId, Kept>
  /** Whoever waits for the next question. */
  waiting: Map<FileId, (links: Promise<FileLinks | undefined>) => void>
}

const desks = new WeakMap<Ask, Desk>()

/** Rejects if the server cannot be asked now; `undefined` if there is no such file any more. @param again what was known of it is wrong */
export function linksOf(ask: Ask, id: FileId, { again = false, now = Date.now }: { again?: boolean; now?: () => number } = {}): Promise<FileLinks | undefined> {
  const desk = desks.get(ask) ?? { kept: new Map<FileId, Kept>(), waiting: new Map() }
  desks.set(ask, desk)
  const known = desk.kept.get(id)
  if (known && !again && now() - known.at < KEPT_MS) return known.links
  const links = new Promise<FileLinks | undefined>((resolve) => {
    if (desk.waiting.size === 0) requestAnimationFrame(() => askAll(desk, ask))
    desk.waiting.set(id, resolve)
  })
  const kept = { at: now(), links }
  desk.kept.set(id, kept)
  links.catch(() => desk.kept.get(id) === kept && desk.kept.delete(id))
  return links
}

/** To be saved under its name, also where the browser could show it: `download` alone does that for the server's own pages only. */
export const toSave = (href: string): string => (href.includes('?') ? `${href}&save` : href)

function askAll(desk: Desk, ask: Ask): void {
  const wanted = [...desk.waiting]
  desk.waiting = new Map()
  for (let at = 0; at < wanted.length; at += LIMITS.pageEvents) {
    const some = wanted.slice(at, at + LIMITS.pageEvents)
    const answer = ask(some.map(([id]) => id))
    for (const [id, resolve] of some) resolve(answer.then((found) => found.find((links) => links.id === id)))
  }
}
