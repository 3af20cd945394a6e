/**
 * The thread as windows and the page's code have it: one that stays while the client behind it changes, because the
 * visitor has proven to be another or has agreed to more. What leaves the browser goes through the page's hooks first and
 * the workspace's masks last (CW-28, CW-29), whoever sends it.
 */
import type { MaskRules, MessageId, Part, StartContext } from '@foyer/sdk/protocol'
import type { ThreadClient, ThreadState } from '@foyer/sdk/thread'
import type { Hooks } from './hooks.ts'
import { mask, maskAnswers, maskParts } from './masks.ts'
import { trouble } from './trouble.ts'

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

  const state = () => client?.state ?? SILENT
  const tell = () => {
    for (const listener of [...listeners]) listener(state())
  }
  function behind(): ThreadClient {
    if (!client) begin()
    if (client) return client
    throw trouble('not_initialised', 'Foyer has ended on this page.', 'Call Foyer.init({ site }) first.')
  }

  async function prepare(parts: readonly Part[], start?: StartContext): Promise<MessageId> {
    const now = hooks()?.hasBeforeSend ? await hooks()?.beforeSend(parts) : parts
    if (!now) throw trouble('message_stopped', 'The page has stopped this message.', 'See its beforeSend hooks.')
    return sendMasked(now, start, masks() ?? (await loadMasks()))
  }

  const sendMasked = (parts: readonly Part[], start: StartContext | undefined, rules: MaskRules) =>
    behind().send(maskParts(parts, rules), start && maskAnswers(start, rules))

  function send(parts: readonly Part[], start?: StartContext): Promise<MessageId> {
    const rules = masks()
    // What nothing keeps waiting is shown at once (CW-7).
    if (rules && !waiting && !hooks()?.hasBeforeSend) return sendMasked(parts, start, rules)
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
      retry: async (id) => client?.retry(id),
      takeBack: async (id) => client?.takeBack(id),
      loadOlder: async () => client?.loadOlder() ?? false,
      markRead: () => client?.markRead(),
      setTyping(isTyping, text) {
        const rules = masks()
        // What a hook might hold back, or nobody knows how to mask, is not shown while it is written.
        if (text === undefined || !rules || hooks()?.hasBeforeSend) client?.setTyping(isTyping)
        else client?.setTyping(isTyping, mask(text, rules))
      },
      end: async () => (client ? client.end() : { ok: true, value: null }),
      async ask(name, request) {
        // Of what is asked, only the words that go with a rating are the visitor's own.
        const masked = 'comment' in request ? { ...request, comment: mask(request.comment ?? '', masks() ?? (await loadMasks())) } : request
        return behind().ask(name, masked)
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
