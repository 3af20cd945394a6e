/** Who is on the pages of a travel agency, and what is known of them: always the same. */
import { LIVE_PAGE, fail, ok } from '@foyer/sdk/protocol'
import type { BlockRecord, ConversationId, LivePage, LiveVisitor, NewBlock, SiteId, VisitorFile, VisitorId } from '@foyer/sdk/protocol'
import type { FakeRoutes } from './fake-api.ts'
import { ANN, BEN, HOUR, MINUTE, MIRA, NOW, PAGES, visitor as card } from './samples.ts'

export const live = (number: number, more: Partial<LiveVisitor> = {}): LiveVisitor => ({
  id: `v${number}` as VisitorId,
  siteId: 's1' as SiteId,
  number,
  isReturning: false,
  isCustomer: false,
  arrivedAt: NOW - number * 10_000,
  source: { kind: 'direct' },
  page: PAGES.home,
  pages: 1,
  device: { kind: 'desktop', browser: 'Firefox 140', system: 'Windows 11' },
  language: 'en',
  state: { kind: 'browsing' },
  isBlocked: false,
  ...more,
})

export const sampleVisitors = (): readonly LiveVisitor[] => [
  live(17, { arrivedAt: NOW - 4 * MINUTE, source: { kind: 'search', name: 'Google', words: 'sailing lofoten' }, page: PAGES.lofoten, pages: 5, place: { country: 'PT', region: 'Lisboa', city: 'Lisbon' } }),
  live(18, { name: 'Mira Halloran', arrivedAt: NOW - 21 * MINUTE, isReturning: true, isCustomer: true, page: PAGES.azores, pages: 12, place: { country: 'IE', city: 'Cork' }, device: { kind: 'mobile', browser: 'Safari 26', system: 'iOS 26' }, state: { kind: 'talking', conversationId: MIRA, agentId: ANN } }),
  live(19, { name: '李晓雨', arrivedAt: NOW - 2 * MINUTE, source: { kind: 'search', name: '百度', words: '罗弗敦 帆船' }, page: PAGES.lofoten, pages: 2, place: { country: 'CN', region: 'Shanghai', city: 'Shanghai' }, language: 'zh-CN', state: { kind: 'invited', by: BEN } }),
  live(20, { name: 'عمر الخطيب', arrivedAt: NOW - 7 * MINUTE, isReturning: true, source: { kind: 'campaign', name: 'newsletter', campaign: 'spring', medium: 'email' }, page: PAGES.kumano, pages: 3, place: { country: 'JO', city: 'Amman' }, language: 'ar', device: { kind: 'tablet', browser: 'Chrome 150', system: 'Android 16' }, state: { kind: 'declined', by: ANN } }),
  live(21, { arrivedAt: NOW - 40_000, source: { kind: 'site', name: 'wanderbuch.example' }, page: PAGES.kumano, place: { country: 'DE', city: 'Bremen' }, language: 'de' }),
  live(22, { arrivedAt: NOW - 3 * HOUR, pages: 31, page: PAGES.contact, place: { country: 'US', region: 'Oregon' }, state: { kind: 'queued', conversationId: 'c-25' as ConversationId } }),
  live(23, { arrivedAt: NOW - 9 * MINUTE, pages: 2, isReturning: true, state: { kind: 'unanswered', by: ANN } }),
  live(24, { arrivedAt: NOW - 12 * MINUTE, isBlocked: true, pages: 8 }),
  live(25, { arrivedAt: NOW - 6 * MINUTE, pages: 4, leftAt: NOW - 20_000, place: { country: 'FR', city: 'Nantes' }, language: 'fr' }),
]

const STATES: readonly LiveVisitor['state'][] = [{ kind: 'browsing' }, { kind: 'browsing' }, { kind: 'browsing' }, { kind: 'invited', by: ANN }, { kind: 'declined' }]
const SEVERAL_PAGES = Object.values(PAGES)

/** So many that only what is in view can be drawn. */
export const manyVisitors = (count: number): readonly LiveVisitor[] =>
  Array.from({ length: count }, (_, i) =>
    live(i + 1, {
      arrivedAt: NOW - i * 137,
      pages: 1 + (i % 9),
      page: SEVERAL_PAGES[i % SEVERAL_PAGES.length]!,
      place: { country: ['PT', 'IE', 'CN', 'DE', 'US'][i % 5]!, city: `City ${i % 211}` },
      state: STATES[i % STATES.length]!,
      ...(i % 7 === 0 && { source: { kind: 'search', name: 'Bing' } }),
    }),
  )

/** The list in pages, as the server gives it. */
export function pageAfter(visitors: readonly LiveVisitor[], seq: number, placesBy: LivePage['placesBy'], after?: VisitorId): LivePage {
  const from = after === undefined ? 0 : visitors.findIndex(({ id }) => id === after) + 1
  return { seq, visitors: visitors.slice(from, from + LIVE_PAGE), more: from + LIVE_PAGE < visitors.length, ...(placesBy && { placesBy }) }
}

export const sampleFile = (number: number): VisitorFile => ({
  visitor: card(number, {
    ...(number === 18 && { name: 'Mira Halloran', email: 'mira@halloran.example' }),
    tags: ['sailing'],
    attributes: { plan: 'Explorer' },
  }),
  blocks: number === 24 ? sampleBlocks().slice(0, 1) : [],
  visits: [
    {
      id: 'visit-2', beganAt: NOW - 4 * MINUTE, seenAt: NOW, isGoingOn: true, source: { kind: 'search', name: 'Google', words: 'sailing lofoten' }, place: { country: 'PT', city: 'Lisbon' },
      device: { kind: 'desktop', browser: 'Firefox 140', system: 'Windows 11' }, pageCount: 3,
      pages: [{ at: NOW - 4 * MINUTE, ...PAGES.home }, { at: NOW - 3 * MINUTE, ...PAGES.azores }, { at: NOW - MINUTE, ...PAGES.lofoten }],
    },
    {
      id: 'visit-1', beganAt: NOW - 50 * HOUR, seenAt: NOW - 49 * HOUR, isGoingOn: false, source: { kind: 'direct' }, device: { kind: 'mobile', browser: 'Safari 26', system: 'iOS 26' }, pageCount: 240,
      pages: [{ at: NOW - 50 * HOUR, ...PAGES.contact }],
    },
  ],
  visitCount: 2,
  conversations: [{ id: MIRA, startedAt: NOW - 26 * HOUR, endedAt: NOW - 25 * HOUR, agentName: 'Ann Lindqvist', firstLine: 'Is there still room on the boat in June?' }],
  conversationCount: 2,
  tracked: [{ at: NOW - 2 * MINUTE, name: 'added to basket', data: { tour: 'Lofoten' } }],
})

export const sampleBlocks = (): readonly BlockRecord[] => [
  { id: 'b1', kind: 'visitor', visitorId: 'v24' as VisitorId, visitorNumber: 24, reason: 'Insults', at: NOW - 2 * HOUR, by: 'Ann Lindqvist', until: NOW + 7 * 24 * HOUR, mayEnd: true },
  { id: 'b2', kind: 'address', visitorId: 'v9' as VisitorId, visitorNumber: 9, visitorName: 'Spam Robot', reason: 'Advertising', at: NOW - 26 * HOUR, by: 'Olga Petrova', mayEnd: true },
  { id: 'b3', kind: 'address', reason: 'Floods the chat', at: NOW - 300 * HOUR, by: 'Olga Petrova', mayEnd: true },
]

export function visitorRoutes(): FakeRoutes {
  let blocks = sampleBlocks()
  return {
    'GET /api/visitors/*': (_body, path) => (path.endsWith('/file') ? ok({ ...sampleFile(Number(/v(\d+)/.exec(path)?.[1])), blocks: blocks.filter(({ visitorId }) => visitorId !== undefined && path.includes(`/${visitorId}/`)) }) : ok({ visitor: {}, conversations: [] })),
    'DELETE /api/visitors/*': () => ok(null),
    'GET /api/blocks': () => ok(blocks),
    'POST /api/blocks': (body) => {
      const { visitorId, kind, reason, until } = body as NewBlock
      const made: BlockRecord = { id: `b${blocks.length + 1}`, kind, visitorId, visitorNumber: Number(visitorId.slice(1)), reason, at: NOW, by: 'Ann Lindqvist', mayEnd: true, ...(until !== undefined && { until }) }
      blocks = [made, ...blocks]
      return ok(made)
    },
    'DELETE /api/blocks/*': (_body, path) => {
      const found = blocks.find(({ id }) => path.endsWith(`/${id}`))
      blocks = blocks.filter((block) => block !== found)
      return found ? ok(null) : fail('not_found')
    },
  }
}
