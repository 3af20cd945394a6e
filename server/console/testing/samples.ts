/** People and talks of a travel agency, always the same: for tests, and for looking at the desk in every state. */
import type { AgentState, AllocationTrace, ConversationId, Happening, LogEvent, MemberId, MessageId, PageRef, VisitorCard, VisitorId, WhyNot } from '@foyer/sdk/protocol'
import type { FakeConversation } from './fake-desk.ts'

/** A Tuesday afternoon. */
export const NOW = new Date(2026, 2, 10, 14, 20).getTime()
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

export const ANN = 'ann' as MemberId
export const BEN = 'ben' as MemberId
export const OLGA = 'olga' as MemberId

const agent = (id: MemberId, name: string, more: Partial<AgentState> = {}): AgentState => ({
  id, name, role: 'agent', isOnline: true, isAccepting: true, isPresent: true, current: 3, cap: 10, ...more,
})

export const AGENTS: readonly AgentState[] = [
  agent(ANN, 'Ann Lindqvist', { current: 5 }),
  agent(BEN, 'Ben Okafor', { current: 2 }),
  agent(OLGA, 'Olga Petrova', { role: 'owner', current: 0, isAccepting: false }),
]

const page = (path: string, title: string): PageRef => ({ url: `https://meridian.example${path}`, title })
export const PAGES = {
  lofoten: page('/tours/lofoten', 'Lofoten by sailing boat'),
  azores: page('/tours/azores', 'Azores: nine islands on foot'),
  kumano: page('/tours/kumano', 'Kumano Kodo pilgrim trail'),
  contact: page('/contact', 'Contact'),
  home: page('/', 'Meridian Travel'),
}

export const visitor = (number: number, more: Partial<VisitorCard> = {}): VisitorCard => ({
  id: `v${number}` as VisitorId,
  number,
  language: 'en',
  siteName: 'meridian.example',
  page: PAGES.home,
  isPresent: true,
  firstSeenAt: NOW - 20 * MINUTE,
  ...more,
})

type Line = readonly [minutesAgo: number, from: 'visitor' | MemberId, text: string]

export interface TalkOptions {
  readonly heldBy?: MemberId | 'nobody'
  readonly position?: number
  readonly startedOn?: PageRef
  /** How far each side has read, in messages from the beginning. Default: the agent what they answered, the visitor all. */
  readonly readByAgent?: number
  readonly readByVisitor?: number
  readonly ended?: { readonly minutesAgo: number; readonly by: 'visitor' | 'agent' | 'silence' }
  readonly now?: number
}

const NAMES = new Map(AGENTS.map(({ id, name }) => [id, name]))

/** A log from lines: started, assigned where somebody holds it, the messages, the marks, the end. */
export function talk(id: string, lines: readonly Line[], { heldBy = ANN, position = 1, startedOn, readByAgent, readByVisitor, ended, now = NOW }: TalkOptions = {}): LogEvent[] {
  const events: LogEvent[] = []
  const add = (minutesAgo: number, happening: Happening) => void events.push({ ...happening, seq: events.length + 1, at: now - minutesAgo * MINUTE })
  const [first] = lines
  const firstAt = first?.[0] ?? 0
  add(firstAt, { type: 'started', by: 'visitor', position, ...(startedOn && { start: { page: startedOn } }) })
  const seqs: number[] = []
  lines.forEach(([ago, from, text], i) => {
    const author = from === 'visitor' ? ({ kind: 'visitor' } as const) : ({ kind: 'agent', id: from, name: NAMES.get(from) ?? from } as const)
    add(ago, { type: 'message', id: `${id}-m${i + 1}` as MessageId, from: author, parts: [{ type: 'text', text }] })
    seqs.push(events.length)
    if (i > 0) return
    if (heldBy === 'nobody') add(ago, { type: 'queued', reason: 'queue' })
    else add(ago, { type: 'assigned', agent: { id: heldBy, name: NAMES.get(heldBy) ?? heldBy } })
  })
  const lastOwn = lines.findLastIndex(([, from]) => from !== 'visitor')
  mark('agent', readByAgent ?? lastOwn + 1, 'visitor')
  mark('visitor', readByVisitor ?? lines.length, 'agent')
  if (ended) add(ended.minutesAgo, { type: 'ended', by: ended.by })
  return events

  function mark(by: 'visitor' | 'agent', count: number, other: 'visitor' | 'agent') {
    const read = seqs[count - 1]
    if (read === undefined) return
    const unread = lines.filter(([, from], i) => (from === 'visitor') === (other === 'visitor') && i >= count).length
    add(lines.at(-1)?.[0] ?? 0, { type: 'marked', by, delivered: seqs.at(-1) ?? read, read, unread })
  }
}

const conversation = (id: string, who: VisitorCard, events: LogEvent[], more: Partial<FakeConversation> = {}): FakeConversation => ({
  id: id as ConversationId, visitor: who, groupName: 'Travel advice', events, ...more,
})

export const MIRA = 'c-mira' as ConversationId

/** Five of Ann's, one that waits, one of Ben's, three that ended. Fresh arrays each time: logs grow. */
export function sampleConversations(): FakeConversation[] {
  const mira = visitor(17, {
    name: 'Mira Santos', email: 'mira.santos@mail.example', phone: '+351 912 345 678', language: 'pt', page: PAGES.azores,
    referrer: 'https://www.search.example/', firstSeenAt: NOW - 9 * 24 * HOUR, attributes: { plan: 'Explorer', 'tour booked': 'Lofoten, June 2025' },
  })
  return [
    conversation(MIRA, mira, talk('mira', [
      [26, 'visitor', 'Hello! We are two adults and a child of six. Is the Azores walk too much for her?'],
      [24, ANN, 'Hi Mira, lovely to hear from you again. Most days are 8 to 12 km on easy paths. For a six-year-old I would take the “short days” variant: never more than 6 km.'],
      [24, ANN, 'Here is what a day looks like: https://meridian.example/tours/azores/short-days'],
      [20, 'visitor', 'That looks perfect. Is the whale watching included, and can we move it if the sea is rough? ☺️'],
      [18, ANN, 'It is included, and yes: the skipper moves it to the next calm day, at no cost.'],
      [2.2, 'visitor', 'Wonderful.'],
      [2, 'visitor', 'One more thing: could we start on 14 June instead of 12 June? My number is +351 912 345 678 if that is easier.'],
    ], { position: 3, startedOn: PAGES.azores }), {
      earlier: [
        { id: 'c-mira-1' as ConversationId, events: talk('mira-1', [[9 * 24 * 60, 'visitor', 'Do you still have places for Lofoten?'], [9 * 24 * 60 - 3, BEN, 'Two, on the boat of 3 June. Shall I keep them for you until tomorrow?'], [9 * 24 * 60 - 5, 'visitor', 'Yes please!']], { heldBy: BEN, ended: { minutesAgo: 9 * 24 * 60 - 40, by: 'visitor' } }) },
        { id: 'c-mira-2' as ConversationId, events: talk('mira-2', [[4 * 24 * 60, 'visitor', 'We booked, thank you. Which shoes?'], [4 * 24 * 60 - 4, ANN, 'Light ones with a good sole. On deck you go barefoot anyway.']], { position: 2, ended: { minutesAgo: 4 * 24 * 60 - 60, by: 'silence' } }) },
      ],
    }),
    conversation('c-23', visitor(23, { page: PAGES.lofoten }), talk('23', [[0.6, 'visitor', 'hi, is the boat wheelchair accessible?']], { startedOn: PAGES.lofoten, readByVisitor: 1 })),
    conversation('c-li', visitor(21, { name: '李文静', language: 'zh-CN', page: PAGES.kumano, referrer: 'https://weixin.example/a/2931' }), talk('li', [
      [14, 'visitor', '你好，请问熊野古道的行程可以加一晚温泉旅馆吗？'], [12, ANN, '可以的，汤之峰温泉还有空房，我帮您看一下。'], [5.6, 'visitor', '太好了，请问多少钱一晚？'],
    ])),
    conversation('c-19', visitor(19, { isPresent: false, page: PAGES.contact, language: 'de' }), talk('19', [
      [63, 'visitor', 'Do you have vegetarian food on the boat?'], [61, ANN, 'We do, every day. Just tell us when you book.'],
    ])),
    conversation('c-omar', visitor(15, { name: 'Omar Haddad', language: 'ar', page: PAGES.home }), talk('omar', [
      [96, 'visitor', 'مرحبا، هل يمكنني الدفع بالتقسيط؟'], [94, ANN, 'نعم، على ثلاث دفعات بدون فوائد.'], [92, 'visitor', 'شكرا جزيلا!'], [91, ANN, 'على الرحب والسعة 🌊'],
    ])),
    conversation('c-25', visitor(25, { page: PAGES.kumano }), talk('25', [[3.4, 'visitor', 'Can somebody help me with my booking? The payment page shows an error.']], { heldBy: 'nobody', readByVisitor: 1 })),
    conversation('c-ben', visitor(22, { name: 'Jonas Weber', page: PAGES.lofoten }), talk('ben', [
      [8, 'visitor', 'Is there Wi-Fi on board?'], [6, BEN, 'In the harbours, yes. At sea we enjoy the quiet.'],
    ], { heldBy: BEN })),
    conversation('c-e1', visitor(14, { isPresent: false }), talk('e1', [[180, 'visitor', 'Thanks, that was all!'], [179, ANN, 'Have a good trip!']], { ended: { minutesAgo: 175, by: 'agent' } })),
    conversation('c-e2', visitor(12, { name: 'Sofie Dahl', isPresent: false }), talk('e2', [[1500, 'visitor', 'Where do I find my invoice?'], [1496, ANN, 'It is on its way to your mailbox.']], { ended: { minutesAgo: 1460, by: 'silence' } })),
    conversation('c-e3', visitor(9, { isPresent: false }), talk('e3', [[4400, 'visitor', 'ok bye']], { ended: { minutesAgo: 4390, by: 'visitor' } })),
  ]
}

/** As many as a busy workspace has in a bad hour. */
export function manyConversations(count: number): FakeConversation[] {
  const texts = ['Is there still a place?', 'How do I pay?', 'Thank you!', 'Can I bring my dog?', 'Which airport is nearest?', 'What is included?']
  return Array.from({ length: count }, (_, i) => {
    const minutes = 1 + i * 0.7
    const isAnswered = i % 3 !== 0
    const lines: Line[] = [[minutes + 2, 'visitor', texts[i % texts.length] ?? ''], ...(isAnswered ? ([[minutes, ANN, 'Yes, of course.']] as const) : [])]
    return conversation(`c-many-${i}`, visitor(100 + i, { isPresent: i % 4 !== 0 }), talk(`many-${i}`, lines))
  })
}

const candidate = (id: MemberId, current: number, more: Partial<AgentState> = {}) => ({ id, isOnline: true, isAccepting: true, current, cap: 10, ...more })

export const TRACE: AllocationTrace = {
  at: NOW - 26 * MINUTE,
  decision: 'assign',
  agentId: ANN,
  step: 'AL-9.4',
  reasons: [
    { step: 'AL-9.1', finding: { kind: 'no-open-conversation' }, candidates: [] },
    { step: 'AL-9.3', finding: { kind: 'no-owner' }, candidates: [] },
    { step: 'AL-9.4', finding: { kind: 'one-able', who: 'last', hours: 24, current: 4, cap: 10 }, candidates: [candidate(ANN, 4)] },
  ],
  stays: [
    {
      at: NOW - 21 * MINUTE,
      reasons: [
        { step: 'AL-10', finding: { kind: 'stays', because: 'nobody-else' }, candidates: [] },
        {
          step: 'AL-9.5',
          finding: { kind: 'none-able', of: 'group', agents: 2, online: 1, accepting: 0, within: 0, skilled: 0 },
          candidates: [{ ...candidate(BEN, 2), isOnline: false, isWithinHours: false, missing: ['Norwegian'] }, candidate(OLGA, 10, { isAccepting: false })],
        },
      ],
    },
  ],
}

/** The one that waits in {@link sampleConversations}. */
export const WHY_NOT: Omit<WhyNot, 'conversationId'> = {
  reasons: [{ step: 'AL-9.5', finding: { kind: 'none-able', of: 'group', agents: 2, online: 2, accepting: 1, within: 1, skilled: 1 }, candidates: [candidate(ANN, 10), candidate(OLGA, 0, { isAccepting: false })] }],
  remedies: [{ kind: 'agent-accepts', agentId: OLGA }, { kind: 'cap', agentId: ANN, current: 10 }, { kind: 'skill', agentId: BEN, missing: ['Norwegian', 'sailing'] }, { kind: 'hours', opensAt: NOW + 40 * MINUTE }, { kind: 'emergency-agent' }],
}
