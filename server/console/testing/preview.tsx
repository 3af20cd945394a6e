/**
 * The desk with a server in memory, in every state by name (`?state=waiting&lang=zh`): for looking at it, and for the
 * screenshots of the documentation. Not part of the built files.
 */
import { render } from 'preact'
import type { ConversationId, MessageId } from '@foyer/sdk/protocol'
import type { Clock } from '@foyer/sdk/thread'
import { App } from '../app.tsx'
import { createDeskClient } from '../desk-client.ts'
import { createMemory } from '../memory.ts'
import { createPlace } from '../place.ts'
import type { Session } from '../session.ts'
import { adoptStyles } from '../styles.ts'
import { createFakeDesk } from './fake-desk.ts'
import type { FakeDesk } from './fake-desk.ts'
import { AGENTS, ANN, MIRA, NOW, OLGA, PAGES, TRACE, manyConversations, sampleConversations, talk, visitor } from './samples.ts'

interface Preview {
  readonly as?: 'agent' | 'owner' | 'nobody' | 'wrong-password' | 'unreachable'
  readonly conversations?: () => ReturnType<typeof sampleConversations>
  readonly open?: ConversationId
  readonly switches?: { readonly isOnline?: boolean; readonly isAccepting?: boolean }
  /** What happens once the first list is there. */
  after?(desk: FakeDesk): void
}

/** Each state one can come to, by name. */
export const PREVIEWS: Readonly<Record<string, Preview>> = {
  'sign-in': { as: 'nobody' },
  'sign-in-refused': { as: 'wrong-password' },
  unreachable: { as: 'unreachable' },
  list: {},
  conversation: {
    open: MIRA,
    after: (desk) => desk.push('typing', { conversationId: 'c-li' as ConversationId, isTyping: true, by: 'visitor' }),
  },
  fresh: { open: 'c-23' as ConversationId },
  chinese: { open: 'c-li' as ConversationId },
  arabic: { open: 'c-omar' as ConversationId },
  owner: { as: 'owner', open: 'c-ben' as ConversationId },
  waiting: { as: 'owner', open: 'c-25' as ConversationId },
  ended: { open: 'c-e2' as ConversationId },
  typing: { open: MIRA, after: (desk) => desk.push('typing', { conversationId: MIRA, isTyping: true, by: 'visitor' }) },
  colleague: { open: MIRA, after: (desk) => desk.push('typing', { conversationId: MIRA, isTyping: true, by: 'agent', name: 'Ben Okafor' }) },
  offline: { open: MIRA, after: (desk) => desk.disconnect() },
  outdated: { open: MIRA, after: (desk) => desk.disconnect({ status: 'refused', code: 'client_outdated' }) },
  'not-accepting': { switches: { isAccepting: false } },
  away: { switches: { isOnline: false }, conversations: () => [] },
  empty: { conversations: () => [] },
  loading: { after: () => undefined },
  gone: { open: 'c-gone' as ConversationId },
  refused: { open: MIRA, after: (desk) => desk.refuse('message:send', 'conversation_held_elsewhere') },
  many: { conversations: () => manyConversations(5_000) },
  hostile: {
    open: 'c-x' as ConversationId,
    conversations: () => [
      {
        id: 'c-x' as ConversationId,
        groupName: '<script>alert(1)</script>',
        visitor: visitor(31, {
          name: '<img src=x onerror=alert(1)> of a name that does not want to end anywhere at all',
          email: 'javascript:alert(1)@mail.example',
          page: { url: 'javascript:alert(1)', title: 'A page title that goes on and on until there is no room left for it to go on' },
          referrer: 'data:text/html,<script>alert(1)</script>',
          language: 'xx-not-a-language',
          attributes: { averyveryverylongattributenamewithoutanyspace: 'and-a-value-without-any-space-that-is-longer-than-the-card-is-wide' },
        }),
        events: talk('x', [[3, 'visitor', '<b>bold?</b> javascript:alert(1) https://meridian.example/a-very-long-path-that-has-to-break-somewhere-because-it-is-longer-than-a-bubble?utm_source=x']]),
      },
      ...sampleConversations(),
    ],
  },
  'away-page': { open: 'c-19' as ConversationId, conversations: () => sampleConversations().map((each) => ({ ...each, visitor: { ...each.visitor, page: PAGES.contact } })) },
}

/** Stands still, so that pictures are the same each time; what is put off happens all the same. */
const clock: Clock = {
  now: () => NOW,
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

function previewSession({ as = 'agent' }: Preview): Session {
  const who = { userId: 'u1', name: as === 'owner' ? 'Olga Petrova' : 'Ann Lindqvist', email: as === 'owner' ? 'olga@meridian.example' : 'ann@meridian.example' }
  return {
    look: async () => (as === 'unreachable' ? { status: 'not-reachable' } : as === 'nobody' || as === 'wrong-password' ? { status: 'signed-out' } : { status: 'signed-in', who }),
    signIn: async () => ({ ok: false, reason: 'wrong-password' }),
    signOut: async () => true,
  }
}

export function startPreview(app: HTMLElement, name: string, language: string): void {
  const preview = PREVIEWS[name] ?? {}
  const me = preview.as === 'owner' ? OLGA : ANN
  const desk = createFakeDesk({
    me,
    agents: AGENTS.map((agent) => (agent.id === me ? { ...agent, ...preview.switches } : agent)),
    conversations: (preview.conversations ?? sampleConversations)(),
    traces: new Map([[MIRA, [TRACE]]]),
    now: () => NOW,
  })
  if (preview.open) history.replaceState(null, '', `${location.pathname}${location.search}#conversation=${preview.open}`)
  let id = 0
  const texts = new Map<string, string>([['foyer:desk:language', language]])
  adoptStyles(document)
  render(
    <App
      session={previewSession(preview)}
      clock={clock}
      memory={createMemory(() => ({
        length: texts.size,
        key: (i) => [...texts.keys()][i] ?? null,
        getItem: (key) => texts.get(key) ?? null,
        setItem: (key, text) => void texts.set(key, text),
        removeItem: (key) => void texts.delete(key),
      }))}
      place={createPlace(window)}
      preferredLanguages={[language]}
      connect={(onSignedOut) => {
        const client = createDeskClient({ link: desk.link, clock, random: () => 0.5, newId: () => `own-${++id}` as MessageId, onSignedOut })
        if (name !== 'loading') desk.connect()
        // After the first list and the opened thread have been answered.
        setTimeout(() => preview.after?.(desk), 250)
        return client
      }}
    />,
    app,
  )
}

const query = new URLSearchParams(location.search)
const app = document.getElementById('app')
if (app) startPreview(app, query.get('state') ?? 'conversation', query.get('lang') ?? 'en')
