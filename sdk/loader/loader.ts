/**
 * The script tag: all that a page pays for at once.
 *
 *     <script async src="https://desk.example.com/foyer.js" data-site="…"></script>
 *
 * It sets `window.Foyer`, takes over the calls queued there, reads the tag and fetches the api chunk. It is a guest:
 * whatever goes wrong is one line in the console, and the page never notices.
 */
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
const problem = (code: string, message: string, remedy: string): Problem => Object.assign(new Error(message), { code, remedy })

/** The tag that this script came with. A module, or a script that moved, has no `currentScript`. */
function findTag(): HTMLScriptElement | null {
  const { currentScript } = document
  return currentScript instanceof HTMLScriptElement ? currentScript : document.querySelector('script[data-site][src*="foyer"]')
}

function start(): void {
  const before = window.Foyer
  // A second copy of the tag does nothing; a stranger's global stays the stranger's.
  if (before && !Array.isArray(before)) {
    if (!('startConversation' in before)) say('window.Foyer belongs to something else on this page. Rename that, so that Foyer can start.')
    return
  }

  const facade = createFacade(say)
  window.Foyer = facade.foyer

  const refuse = (what: Problem) => {
    say(`${what.message} ${what.remedy}`)
    facade.refuse(what)
  }

  const tag = findTag()
  const { site, lang, server } = tag?.dataset ?? {}
  if (!tag || !site) {
    return refuse(problem('unknown_site', 'The script tag has no data-site.', 'Copy the tag again from the console, under Sites.'))
  }

  facade.foyer
    .init({
      site,
      server: server ?? new URL(tag.src).origin,
      ...(lang && { language: lang }),
      ...(tag.nonce && { nonce: tag.nonce }),
    })
    // The api has told the console.
    .catch(() => undefined)
  if (before) facade.foyer.push(...before)

  const load = (attempt: number) => {
    const url = new URL(__FOYER_API_CHUNK__, tag.src)
    // A failed address may stay failed for as long as the page lives, so each attempt has its own.
    if (attempt) url.search = `?again=${attempt}`
    import(url.href).then(
      ({ foyer }: ApiChunk) => facade.connect(foyer),
      () => {
        const wait = RETRIES_MS[attempt]
        if (wait) return void setTimeout(load, wait, attempt + 1)
        const remedy = 'Check that it runs, and that the script-src of this page’s content security policy lists it.'
        refuse(problem('not_reachable', `The server cannot be reached at ${url.origin}.`, remedy))
      },
    )
  }
  load(0)
}

try {
  start()
} catch (error) {
  say(String(error))
}
