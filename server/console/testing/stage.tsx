/** Puts the desk on a page, with a server in memory behind it. */
import { render } from 'preact'
import type { MessageId } from '@foyer/sdk/protocol'
import { deviceClock } from '@foyer/sdk/thread'
import { App, startLanguage } from '../app.tsx'
import { createDeskClient } from '../desk-client.ts'
import { createMemory } from '../memory.ts'
import type { KeptStorage } from '../memory.ts'
import { createPlace } from '../place.ts'
import type { Session } from '../session.ts'
import { adoptStyles } from '../styles.ts'
import { allocationRoutes } from './allocation-samples.ts'
import { createFakeApi } from './fake-api.ts'
import type { FakeApi } from './fake-api.ts'
import { createFakeDesk } from './fake-desk.ts'
import type { FakeDesk } from './fake-desk.ts'
import type { Preview } from './previews.ts'
import { FILES } from './rich-samples.ts'
import { componentRoutes } from './component-samples.ts'
import { invitationsRoutes } from './invitations-samples.ts'
import { menusRoutes } from './menus-samples.ts'
import { repliesRoutes } from './replies-samples.ts'
import { settingsRoutes } from './settings-samples.ts'
import { surveyRoutes } from './survey-samples.ts'
import { sampleVisitors, visitorRoutes } from './visitor-samples.ts'
import { AGENTS, ANN, MIRA, NOW, OLGA, TRACE, sampleConversations } from './samples.ts'

export interface Stage {
  readonly server: FakeDesk
  /** What the areas beside the conversations ask. */
  readonly api: FakeApi
  /** What the device keeps. */
  readonly kept: Map<string, string>
  /** Takes the desk off the page. */
  strike(): void
}

export interface StageOptions {
  readonly preview: Preview
  readonly language?: string
  readonly kept?: Map<string, string>
  /** Default: a new one with the samples. */
  readonly api?: FakeApi
  /** False: the line stays at *connecting*. */
  readonly connects?: boolean
  /** Milliseconds since 1970. Default: the hour stands still, so that pictures are the same each time. */
  readonly now?: () => number
}

/** Settings, and whoever is asked about. */
const routes = () => ({ ...componentRoutes(), ...settingsRoutes(), ...allocationRoutes(), ...repliesRoutes(), ...surveyRoutes(), ...invitationsRoutes(), ...menusRoutes(), ...visitorRoutes() })

export async function setStage(app: HTMLElement, { preview, language = 'en', kept = new Map<string, string>(), api = createFakeApi(routes()), connects = true, now = () => NOW }: StageOptions): Promise<Stage> {
  const me = preview.as === 'owner' ? OLGA : ANN
  // Where the hour stands still, what is put off happens all the same.
  const clock = { ...deviceClock, now }
  const server = createFakeDesk({
    me,
    agents: AGENTS.map((agent) => (agent.id === me ? { ...agent, ...preview.switches } : agent)),
    conversations: (preview.conversations ?? sampleConversations)(),
    traces: new Map([[MIRA, preview.traces ?? [TRACE]]]),
    files: FILES,
    visitors: (preview.visitors ?? sampleVisitors)(),
    ...(preview.hasOwnPlaces && { hasOwnPlaces: preview.hasOwnPlaces }),
    ...(preview.asksForRating && { asksForRating: preview.asksForRating }),
    ...(preview.choices && { choices: preview.choices }),
    now: clock.now,
  })
  const hash = preview.hash ?? (preview.open ? `#conversation=${preview.open}` : '')
  history.replaceState(null, '', location.pathname + location.search + hash)
  const memory = createMemory(() => storageOf(kept))
  const spoken = await startLanguage(memory, [language])
  let ids = 0
  adoptStyles(document)
  render(
    <App
      session={sessionFor(preview)}
      clock={clock}
      memory={memory}
      place={createPlace(window)}
      preferredLanguages={[language]}
      spoken={spoken}
      openApi={(onSignedOut) => api.as(onSignedOut)}
      connect={(onSignedOut) => {
        const client = createDeskClient({ link: server.link, clock, random: () => 0.5, newId: () => `own-${++ids}` as MessageId, onSignedOut })
        if (connects) server.connect()
        return client
      }}
    />,
    app,
  )
  return { server, api, kept, strike: () => render(null, app) }
}

const WRONG = { ok: false, reason: 'wrong-password' } as const

function sessionFor({ as = 'agent' }: Preview): Session {
  const name = as === 'owner' ? 'Olga Petrova' : 'Ann Lindqvist'
  const email = as === 'owner' ? 'olga@meridian.example' : 'ann@meridian.example'
  const who = { userId: 'u1', name, email }
  let isIn = as === 'agent' || as === 'owner'
  return {
    look: async () => (as === 'unreachable' ? { status: 'not-reachable' } : isIn ? { status: 'signed-in', who } : { status: 'signed-out' }),
    async signIn(_email, password) {
      isIn = as !== 'wrong-password' && password === 'right'
      return isIn ? { ok: true, who } : WRONG
    },
    async signOut() {
      isIn = false
      return true
    },
  }
}

const storageOf = (kept: Map<string, string>): KeptStorage => ({
  get length() {
    return kept.size
  },
  key: (i) => [...kept.keys()][i] ?? null,
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, text) => void kept.set(key, text),
  removeItem: (key) => void kept.delete(key),
})
