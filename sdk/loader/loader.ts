/**
 * The script tag: all that a page pays for at once.
 *
 *     <script async src="https://desk.example.com/foyer.js" data-site="…"></script>
 *
 * It sets `window.Foyer`, takes over the calls queued there, reads the tag and fetches the api chunk. It is a guest:
 * whatever goes wrong is one line in the console, and the page never notices.
 */
import type { FoyerOptions } from '../api/types.ts'
import { createFacade, type ApiChunk, type FoyerGlobal, type Problem, type QueuedCall } from './facade.ts'

declare global {
  interface Window {
    /** Foyer, or, before the loader has run, the calls that wait for it. */
    Foyer?: FoyerGlobal | QueuedCall[]
  }
}

/** A script that failed to load is asked for again after these: a lift, a tunnel, a server that restarts. */
const RETRIES_MS = [1_000, 4_000, 15_000]

const say = (line: string) => console.error(`[foyer] ${line}`)

function refusal(code: string, message: string, remedy: string): Problem {
  say(`${message} ${remedy}`)
  return Object.assign(new Error(message), { code, remedy })
}

/** The tag that this script came with. A script that a page has moved or wrapped has no `currentScript`. */
const findTag = () =>
  (document.currentScript ?? document.querySelector('script[data-site][src*="foyer"]')) as HTMLScriptElement | null

async function load(base: string, attempt = 0): Promise<ApiChunk> {
  const url = new URL(__FOYER_API_CHUNK__, base)
  // A failed address may stay failed for as long as the page lives, so each attempt has its own.
  if (attempt > 0) url.search = `${attempt}`
  try {
    return (await import(url.href)) as ApiChunk
  } catch {
    const wait = RETRIES_MS[attempt]
    if (!wait) {
      throw refusal('not_reachable', `${url.origin} cannot be reached.`, 'Check that it runs, and that the policy of this page allows it in script-src.')
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
    return load(base, attempt + 1)
  }
}

function start(): void {
  // The console shows a page of the owner behind a preview of its own; what stands on it would be seen twice.
  if (window.name === 'foyer-preview') return

  const tag = findTag()
  const { site, lang, server, consent, bridge } = tag?.dataset ?? {}
  const options = { site, server: server ?? tag?.src, language: lang, consent } as FoyerOptions
  const before = window.Foyer
  if (before && !Array.isArray(before)) {
    // A second tag of the same site does nothing, one of another starts it beside the first (RC-18). A stranger's global
    // stays the stranger's.
    if (!before.startConversation) say('window.Foyer is taken by another script. Rename that one.')
    else if (site) void before.addSite(options)
    return
  }

  const wrong = !site ? 'no data-site' : URL.canParse(`${options.server}`) ? '' : 'a data-server that is no address'
  const chunk =
    tag && !wrong
      ? load(tag.src)
      : Promise.reject(refusal(site ? 'invalid_option' : 'unknown_site', `The script tag has ${wrong}.`, 'Copy the tag again at the desk, under Settings, Website.'))

  const foyer = (window.Foyer = createFacade(chunk, say))
  // What does not come has been said.
  chunk.then(({ core }) => core.start(options)).catch(() => undefined)
  if (bridge) foyer.bridge(bridge)
  if (before) foyer.push(...before)
}

try {
  start()
} catch (error) {
  say(String(error))
}
