/** The whole page: who is signed in decides between the way in and the desk. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Clock } from '@foyer/sdk/thread'
import { localeFor } from '@foyer/widget/shell/words/choose-language.ts'
import type { Api } from './api.ts'
import { Desk } from './desk.tsx'
import type { DeskClient } from './desk-client.ts'
import { createFormDrafts } from './forms/drafts.ts'
import type { Memory } from './memory.ts'
import type { Place } from './place.ts'
import type { Session, SignedIn } from './session.ts'
import { Brand, SignIn } from './sign-in.tsx'
import { SurroundingsContext } from './surroundings.ts'
import { LANGUAGE_TAGS, chooseDeskLanguage, loadWords } from './words/index.ts'
import type { DeskLanguage, Words } from './words/index.ts'

const LOOK_AGAIN_MS = 3_000
const LANGUAGE = 'language'

export interface AppProps {
  readonly session: Session
  /** Opens the desk of whoever is signed in. */
  connect(onSignedOut: () => void): DeskClient
  /** What the areas beside the conversations ask. */
  openApi(onSignedOut: () => void): Api
  readonly clock: Clock
  readonly memory: Memory
  readonly place: Place
  readonly preferredLanguages: readonly string[]
  /** The language to begin with; see {@link startLanguage}. */
  readonly spoken: Spoken
}

/** A language and its words, which are there. */
export interface Spoken {
  readonly language: DeskLanguage
  readonly words: Words
}

/** What to begin with: the language of this device, or English where its words cannot be loaded. */
export async function startLanguage(memory: Memory, preferredLanguages: readonly string[]): Promise<Spoken> {
  const language = chooseDeskLanguage(memory.get(LANGUAGE), preferredLanguages)
  return loadWords(language).then(
    (words) => ({ language, words }),
    async () => ({ language: 'en', words: await loadWords('en') }),
  )
}

type Entrance =
  | { readonly status: 'looking' }
  | { readonly status: 'not-reachable' }
  | { readonly status: 'signed-out'; readonly wasIn: boolean }
  | { readonly status: 'signed-in'; readonly who: SignedIn; readonly desk: DeskClient; readonly api: Api }

export function App({ session, connect, openApi, clock, memory, place, preferredLanguages, spoken: first }: AppProps) {
  const [{ language, words }, speak] = useState(first)
  const [entrance, setEntrance] = useState<Entrance>({ status: 'looking' })
  const draftsOf = useMemo(createFormDrafts, [])
  const surroundings = useMemo(
    () => ({
      words,
      language,
      locale: localeFor(language, preferredLanguages),
      clock,
      setLanguage(next: DeskLanguage) {
        memory.set(LANGUAGE, next)
        // Where the words cannot be had now, the choice holds from the next load on.
        loadWords(next).then((table) => speak({ language: next, words: table }), () => undefined)
      },
    }),
    [words, language, clock, memory, preferredLanguages],
  )

  useEffect(() => {
    document.documentElement.lang = LANGUAGE_TAGS[language]
  }, [language])
  // A desk has a title of its own, with what is unread.
  useEffect(() => {
    if (entrance.status !== 'signed-in') document.title = words.deskTitle
  }, [entrance, words])

  const look = useCallback(async () => {
    const found = await session.look()
    if (found.status !== 'signed-in') return setEntrance(found.status === 'signed-out' ? { status: 'signed-out', wasIn: false } : found)
    const onSignedOut = () => setEntrance({ status: 'signed-out', wasIn: true })
    setEntrance({ status: 'signed-in', who: found.who, desk: connect(onSignedOut), api: openApi(onSignedOut) })
  }, [session, connect, openApi])

  useEffect(() => void look(), [look])
  useEffect(() => (entrance.status === 'not-reachable' ? clock.after(LOOK_AGAIN_MS, () => void look()) : undefined), [entrance, clock, look])
  // Whatever leads away from a desk (signed out here, elsewhere, or the page goes) closes its line.
  useEffect(() => (entrance.status === 'signed-in' ? () => entrance.desk.stop() : undefined), [entrance])

  return (
    <SurroundingsContext.Provider value={surroundings}>
      {entrance.status === 'signed-in' ? (
        <Desk desk={entrance.desk} api={entrance.api} who={entrance.who} memory={memory} place={place} formDrafts={draftsOf(entrance.who.userId)}
          onSignOut={async () => {
            const isOut = await session.signOut()
            if (isOut) setEntrance({ status: 'signed-out', wasIn: false })
            return isOut
          }} />
      ) : entrance.status === 'signed-out' ? (
        <SignIn session={session} {...(entrance.wasIn && { notice: words.newSignInNeeded })} onSignedIn={() => void look()} />
      ) : (
        <main class="sign-in is-looking">
          <Brand />
          {entrance.status === 'not-reachable' && <p role="status">{words.lookFailed}</p>}
          {entrance.status === 'not-reachable' && <button type="button" class="button" onClick={() => void look()}>{words.tryAgain}</button>}
        </main>
      )}
    </SurroundingsContext.Provider>
  )
}
