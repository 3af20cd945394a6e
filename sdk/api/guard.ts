/**
 * The thread as windows and the page's code have it: one that stays while the client behind it changes, because the
 * visitor has proven to be another or has agreed to more. What leaves the browser goes through the page's hooks first and
 * the workspace's masks last (CW-28, CW-29), whoever sends it.
 */
import type { MaskRules, MessageId, Part, StartContext } from '@foyer/sdk/protocol'
import type { ThreadClient, ThreadState } from '@foyer/sdk/thread'
import type { Hooks } from './hooks.ts'
import type * as masksCode from './masks.ts'
import { notReachable, trouble } from './trouble.ts'

export interface GuardOptions {
  /** Gives the client behind it at the first wish that needs one, through {@link Guard.takeOver}. */
  begin(): void
  hooks(): Hooks | undefined
  /** Once the workspace's rules are known. */
  masks(): MaskRules | undefined
  /** Brings them, or the usual ones if they do not come soon. */
  loadMasks(): Promise<MaskRules>
}

export interface Guard {
  readonly thread: ThreadClient
  /** From now on this client is behind it; its end stays with who made it. */
  takeOver(client: ThreadClient): void
}

/** A wish that comes too late. */
export const hasEnded = () => trouble('not_initialised', 'Foyer has ended on this page.', 'Call Foyer.init({ site }) first.')

/** Where nothing is known of the workspace's rules. */
export const DEFAULT_MASKS: MaskRules = { cards: true, patterns: [] }

/** Whether masks might hide something of it: a card has 13 digits at least. What hides them is fetched only then. */
function mayHide(what: unknown, { cards, patterns }: MaskRules): boolean {
  // All words in it that are the visitor's own.
  const words = JSON.stringify(what, ['text', 'start', 'answers', 'value', 'comment'])
  return patterns.length > 0 || (cards && (words.match(/\p{Nd}/gu)?.length ?? 0) >= 13)
}

/** Nothing was said yet, and nothing is asked of the server. */
const SILENT: ThreadState = {
  connection: { status: 'idle' },
  isLoaded: true,
  log: { version: 0, conversations: [], hasOlder: false },
  pending: [],
  isAgentPresent: false,
  unread: 0,
}

export function createGuard({ begin, hooks, masks, loadMasks }: GuardOptions): Guard {
  const listeners = new Set<(state: ThreadState) => void>()
  let client: ThreadClient | undefined
  let stopHearing: (() => void) | undefined
  /** Messages that hooks or masks keep waiting: what is sent meanwhile waits behind them. */
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()

  let code: typeof masksCode | undefined
  const fetchCode = () =>
    import('./masks.ts').then(
      (fetched) => (code = fetched),
      // What could not be masked does not leave.
      (error: unknown) => Promise.reject(notReachable(String(error))),
    )
  /** What masks it, if it may have to be masked. */
  const coverOf = async (what: unknown, rules: MaskRules) => (mayHide(what, rules) ? (code ?? fetchCode()) : undefined)

  const state = () => client?.state ?? SILENT
  const tell = () => {
    for (const listener of [...listeners]) listener(state())
  }
  function behind(): ThreadClient {
    if (!client) begin()
    if (client) return client
    throw hasEnded()
  }

  async function prepare(parts: readonly Part[], start?: StartContext): Promise<MessageId> {
    const now = hooks()?.hasBeforeSend ? await hooks()?.beforeSend(parts) : parts
    if (!now) throw trouble('message_stopped', 'The page has stopped this message.', 'See its beforeSend hooks.')
    const rules = masks() ?? (await loadMasks())
    const cover = await coverOf([now, { start }], rules)
    return cover ? behind().send(cover.maskParts(now, rules), start && cover.maskAnswers(start, rules)) : behind().send(now, start)
  }

  function send(parts: readonly Part[], start?: StartContext): Promise<MessageId> {
    const rules = masks()
    // What nothing keeps waiting is shown at once (CW-7).
    if (rules && !waiting && !hooks()?.hasBeforeSend && !mayHide([parts, { start }], rules)) return behind().send(parts, start)
    waiting++
    const sent = last.then(() => prepare(parts, start))
    last = sent.catch(() => undefined).finally(() => waiting--)
    return sent
  }

  return {
    thread: {
      get state() {
        return state()
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      send,
      fill: async (message) => client?.fill(message),
      retry: async (id) => client?.retry(id),
      takeBack: async (id) => client?.takeBack(id),
      loadOlder: async () => client?.loadOlder() ?? false,
      markRead: () => client?.markRead(),
      setTyping(isTyping, text) {
        const rules = masks()
        // What a hook might hold back, or nobody knows how to mask yet, is not shown while it is written.
        const mayShow = text !== undefined && rules && !hooks()?.hasBeforeSend
        const isBare = mayShow && !mayHide({ text }, rules)
        if (mayShow && !isBare && !code) fetchCode().catch(() => undefined)
        client?.setTyping(isTyping, mayShow ? (isBare ? text : code?.mask(text, rules)) : undefined)
      },
      end: async () => (client ? client.end() : { ok: true, value: null }),
      async ask(name, request) {
        // Of what is asked, only the words that go with a rating, and a form before the talk, are the visitor's own.
        if (!('comment' in request || 'start' in request)) return behind().ask(name, request)
        const rules = masks() ?? (await loadMasks())
        const cover = await coverOf(request, rules)
        return behind().ask(name, cover ? cover.maskAsked(request, rules) : request)
      },
      sleep: () => client?.sleep(),
      wake: () => client?.wake(),
      destroy() {
        stopHearing?.()
        listeners.clear()
      },
    },
    takeOver(next) {
      stopHearing?.()
      client = next
      stopHearing = next.subscribe(tell)
      tell()
    },
  }
}
