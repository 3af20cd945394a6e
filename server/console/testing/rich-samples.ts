/** Talks with everything that messages can be made of, and what else can stand around one: for tests, and for looking. */
import type { AnswersPart, ConversationId, FileId, FileLinks, FilePart, Happening, LogEvent, MessageId, Part, VisitorCard } from '@foyer/sdk/protocol'
import type { FakeConversation } from './fake-desk.ts'
import { ANN, BEN, HOUR, MINUTE, NOW, PAGES, sampleConversations, talk, visitor } from './samples.ts'

const DAY = 24 * HOUR

export const RICH = 'c-rich' as ConversationId
export const REACHABLE = 'c-reach' as ConversationId
export const LONG_GONE = 'c-gone-away' as ConversationId
export const LEFT = 'c-left' as ConversationId

const file = (id: string, name: string, type: string, size: number, more: Partial<FilePart['file']> = {}): FilePart => ({ type: 'file', file: { id: id as FileId, name, type, size, ...more } })

const PICTURE = file('f-cabin', 'cabin.jpg', 'image/jpeg', 482_113, { width: 480, height: 320 })
const PLAN = file('f-plan', 'Plan of the boat.pdf', 'application/pdf', 1_204_331)
const VOICE = file('f-voice', 'voice.webm', 'audio/webm', 48_000, { durationMs: 14_000 })

const drawing = (words: string): string =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320"><rect width="480" height="320" fill="#7fb0bf"/><path d="M0 220h480v100H0z" fill="#2f6f80"/><path d="M120 230h240l-40 50H160z" fill="#c9704a"/><path d="M230 60v160M230 70l90 130h-90z" fill="#f4efe6" stroke="#5b4636" stroke-width="6"/><text x="16" y="36" font-family="sans-serif" font-size="22" fill="#1b2325">${words}</text></svg>`)}`

export const PICTURE_LINKS: FileLinks = { id: PICTURE.file.id, href: drawing('large'), thumbnail: drawing('cabin') }

/** Where they are. One of them is not there any more. */
export const FILES: ReadonlyMap<FileId, FileLinks> = new Map([
  [PICTURE.file.id, PICTURE_LINKS],
  [PLAN.file.id, { id: PLAN.file.id, href: '/v1/files/f-plan/whole' }],
  [VOICE.file.id, { id: VOICE.file.id, href: '/v1/files/f-voice/whole' }],
])

const ann = { kind: 'agent', id: ANN, name: 'Ann Lindqvist' } as const

/** A log from messages: who wrote what, so many minutes ago. */
function log(id: string, messages: readonly (readonly [minutesAgo: number, from: 'visitor' | 'agent', ...parts: Part[]])[], more: readonly (readonly [minutesAgo: number, happening: Happening])[] = [], start: Extract<Happening, { type: 'started' }> = { type: 'started', by: 'visitor', position: 1 }): LogEvent[] {
  const first = messages[0]?.[0] ?? 1
  const all: (readonly [number, Happening])[] = [
    [first, start],
    ...messages.map(([ago, from, ...parts], i): readonly [number, Happening] => [ago, { type: 'message', id: messageId(id, i + 1), from: from === 'visitor' ? { kind: 'visitor' } : ann, parts }]),
    ...more,
  ]
  const assigned: readonly [number, Happening] = [first, { type: 'assigned', agent: { id: ANN, name: ann.name } }]
  return all.toSpliced(2, 0, assigned).map(([ago, happening], i) => ({ ...happening, seq: i + 1, at: NOW - ago * MINUTE }))
}
const messageId = (id: string, nr: number): MessageId => `${id}-m${nr}` as MessageId
const text = (words: string): Part => ({ type: 'text', text: words })

const ANSWERS: AnswersPart = {
  type: 'answers',
  to: messageId('rich', 8),
  answers: [{ kind: 'name', label: '', value: 'Ida Berg' }, { kind: 'phone', label: '', value: '+46 70 123 45 67' }, { kind: 'choice', label: 'Which cabin?', value: 'With a window' }],
}

const IDA: VisitorCard = visitor(28, {
  name: 'Ida Berg', email: 'ida@berg.example', phone: '+46 70 123 45 67', language: 'sv', page: PAGES.lofoten, userId: 'customer-2841', proven: ['name', 'email', 'phone'],
  tags: ['Sailing club', 'Newsletter'], attributes: { 'Which cabin?': 'With a window', 'plan': 'Explorer' },
  tracked: [
    { at: NOW - 3 * MINUTE, name: 'booking-opened', data: { tour: 'Lofoten', seats: 2 } },
    { at: NOW - 22 * MINUTE, name: 'price-list-downloaded' },
  ],
})

export const richConversation = (): FakeConversation => ({
  id: RICH,
  groupName: 'Travel advice',
  visitor: IDA,
  events: log('rich', [
    [30, 'visitor', text('Is this the cabin we would have?'), PICTURE],
    [29, 'agent', text('Yes! Here is the plan of the boat.'), PLAN],
    [28, 'visitor', VOICE],
    [27, 'visitor', { type: 'location', latitude: 59.32932, longitude: 18.06858, accuracy: 12 }],
    [26, 'agent', text('Which day suits you?'), { type: 'choices', choices: [{ label: '12 June', value: '12' }, { label: '14 June', value: '14' }, { label: 'Later', value: 'later' }] }],
    [25, 'visitor', { type: 'choice', to: messageId('rich', 5), label: '14 June', value: '14' }],
    [24, 'agent', { type: 'cards', cards: [
      { title: 'Lofoten by sailing boat', text: 'Seven days, two guides, eight guests.', picture: drawing('Lofoten'), buttons: [{ label: 'Look at the tour', url: 'https://meridian.example/tours/lofoten' }, { label: 'I want this one', value: 'lofoten' }] },
      { title: 'Azores on foot', text: 'Nine islands in twelve days.', buttons: [{ label: 'I want this one', value: 'azores' }] },
    ] }],
    [23, 'agent', { type: 'form', title: 'For the booking', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'phone', label: '', isRequired: true }, { kind: 'choice', label: 'Which cabin?', isRequired: false, options: ['With a window', 'Any'] }] }],
    [20, 'visitor', ANSWERS],
    [18, 'agent', { type: 'contact', of: 'member', name: 'Ben Okafor', line: 'Bookings and bills', phone: '+44 20 7946 0958', email: 'ben@meridian.example', address: 'https://meridian.example/team' }],
    [3, 'visitor', text('Thank you, that helps a lot.')],
  ], [[2, { type: 'survey-asked', validUntil: NOW + DAY }], [1, { type: 'rated', score: 5, comment: 'Quick, and so friendly!' }]], {
    type: 'started', by: 'visitor', position: 1,
    start: { page: PAGES.lofoten, answers: [{ kind: 'name', label: '', value: 'Ida Berg' }, { kind: 'text', label: 'What is it about?', value: 'A cabin for two' }], consent: 'I agree that my answers are kept for the booking.' },
  }),
})

/** Ended two days ago, and the visitor can be answered for twelve more; and one who cannot any more. */
export const endedConversations = (): FakeConversation[] => [
  {
    id: REACHABLE, groupName: 'Travel advice', visitor: visitor(33, { name: 'Noah Keller', email: 'noah@keller.example', isPresent: false }), reachableUntil: NOW + 12 * DAY,
    events: talk('reach', [[2 * 24 * 60, 'visitor', 'When will the new dates be out?'], [2 * 24 * 60 - 5, ANN, 'Next week. I will tell you here.']], { ended: { minutesAgo: 2 * 24 * 60 - 30, by: 'silence' } }),
  },
  {
    id: LONG_GONE, groupName: 'Travel advice', visitor: visitor(34, { isPresent: false }), reachableUntil: NOW - DAY,
    events: talk('gone-away', [[20 * 24 * 60, 'visitor', 'Too far for me, thanks.'], [20 * 24 * 60 - 2, ANN, 'A pity!']], { ended: { minutesAgo: 20 * 24 * 60 - 30, by: 'visitor' } }),
  },
]

/** Left at night, with an address. */
export const leftMessage = (): FakeConversation => {
  const events: LogEvent[] = [
    { type: 'started', by: 'visitor', position: 1, seq: 1, at: NOW - 9 * HOUR },
    { type: 'message', id: 'left-m1' as MessageId, from: { kind: 'visitor' }, parts: [text('We would like to come with a group of fourteen. Who can tell me about prices?')], seq: 2, at: NOW - 9 * HOUR },
    { type: 'queued', reason: 'take-message', seq: 3, at: NOW - 9 * HOUR },
  ]
  return { id: LEFT, groupName: 'Travel advice', visitor: visitor(35, { name: 'Lea Moreau', email: 'lea.moreau@mail.example', isPresent: false }), events }
}

export const talkConversations = (): FakeConversation[] => [richConversation(), ...endedConversations(), leftMessage(), ...sampleConversations()]

/** Ben is to take over, and the visitor has not said anything yet. */
export const TRANSFER: Happening = { type: 'transfer-asked', to: { id: BEN, name: 'Ben Okafor' }, note: 'Ben knows the boat.', expiresAt: NOW + 10 * MINUTE }
