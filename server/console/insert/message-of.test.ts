import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AgentState, MemberId, Part } from '@foyer/sdk/protocol'
import { AGENTS, ANN, BEN } from '../testing/samples.ts'
import { emptyDraft, insertedIn } from './inserted.ts'
import type { CardDraft, InsertDrafts, InsertKind } from './inserted.ts'
import { messageOf } from './message-of.ts'

const agents: ReadonlyMap<MemberId, AgentState> = new Map(AGENTS.map((agent) => [agent.id, agent]))
const made = <Kind extends InsertKind>(kind: Kind, draft: Partial<InsertDrafts[Kind]>) => messageOf(kind, { ...emptyDraft(kind, '', ANN), ...draft }, agents)
const card = (more: Partial<CardDraft>): CardDraft => ({ title: 'Lofoten', text: '', picture: '', buttons: [], ...more })

describe('what agents put together', () => {
  const messages: readonly (readonly [string, () => ReturnType<typeof messageOf>, readonly Part[]])[] = [
    ['quick replies, without the empty lines', () => made('choices', { text: ' Which day? ', choices: [' 12 June', '', '14 June'] }),
      [{ type: 'text', text: 'Which day?' }, { type: 'choices', choices: [{ label: '12 June', value: '12 June' }, { label: '14 June', value: '14 June' }] }]],
    ['a card with a button that leads somewhere, and one that answers', () => made('cards', { cards: [card({ text: 'Seven days', picture: 'https://pictures.example/a.jpg', buttons: [{ label: 'Look', url: 'https://meridian.example/' }, { label: 'This one', url: '' }, { label: ' ', url: '' }] })] }),
      [{ type: 'cards', cards: [{ title: 'Lofoten', text: 'Seven days', picture: 'https://pictures.example/a.jpg', buttons: [{ label: 'Look', url: 'https://meridian.example/' }, { label: 'This one', value: 'This one' }] }] }]],
    ['a colleague’s card', () => made('contact', { who: BEN, line: 'Bookings', phone: '+44 20 7946 0958', email: 'ben@meridian.example', page: 'https://meridian.example/team' }),
      [{ type: 'contact', of: 'member', name: 'Ben Okafor', line: 'Bookings', phone: '+44 20 7946 0958', email: 'ben@meridian.example', address: 'https://meridian.example/team' }]],
    ['a form', () => made('form', { title: 'For the booking', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'choice', label: 'Which cabin?', isRequired: false, options: ['Any', '', 'With a window', 'Any'] }] }),
      [{ type: 'form', title: 'For the booking', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'choice', label: 'Which cabin?', isRequired: false, options: ['Any', 'With a window'] }] }]],
  ]
  for (const [what, make, expected] of messages) {
    it(`CW-6 makes a message of ${what}`, () => assert.deepEqual(make(), expected))
  }

  const flaws: readonly (readonly [string, () => ReturnType<typeof messageOf>, { at: string; flaw: string }])[] = [
    ['no button says anything', () => made('choices', { choices: ['', ' '] }), { at: 'choices', flaw: 'choiceMissing' }],
    ['two buttons say the same', () => made('choices', { choices: ['Yes', 'No', ' Yes'] }), { at: 'choices.2', flaw: 'choiceTwice' }],
    ['a button says too much', () => made('choices', { choices: ['x'.repeat(101)] }), { at: 'choices.0', flaw: 'too_long' }],
    ['the words before it are too many', () => made('choices', { text: 'x'.repeat(4_001), choices: ['Yes'] }), { at: 'text', flaw: 'too_long' }],
    ['a card has no title', () => made('cards', { cards: [card({}), card({ title: ' ' })] }), { at: 'cards.1.title', flaw: 'required' }],
    ['a card’s picture is not fetched by TLS', () => made('cards', { cards: [card({ picture: 'http://pictures.example/a.jpg' })] }), { at: 'cards.0.picture', flaw: 'pictureNotSecure' }],
    ['a button leads to a script', () => made('cards', { cards: [card({ buttons: [{ label: 'Look', url: 'javascript:alert(1)' }] })] }), { at: 'cards.0.buttons.0.url', flaw: 'bad_address' }],
    ['a button leads somewhere and has no words', () => made('cards', { cards: [card({ buttons: [{ label: '', url: 'https://meridian.example/' }] })] }), { at: 'cards.0.buttons.0.label', flaw: 'required' }],
    ['a phone number is none', () => made('contact', { phone: 'call me' }), { at: 'phone', flaw: 'bad_phone' }],
    ['a mail address is none', () => made('contact', { email: 'ben@' }), { at: 'email', flaw: 'bad_email' }],
    ['who is meant has left', () => made('contact', { who: 'gone' as MemberId }), { at: 'who', flaw: 'required' }],
    ['a form asks nothing', () => made('form', { fields: [] }), { at: 'fields', flaw: 'formEmpty' }],
    ['a field does not say what it asks', () => made('form', { fields: [{ kind: 'text', label: ' ', isRequired: true }] }), { at: 'fields.0.label', flaw: 'fieldUnfinished' }],
    ['a field asks twice', () => made('form', { fields: [{ kind: 'text', label: 'Why?', isRequired: true }, { kind: 'text', label: 'Why?', isRequired: true }] }), { at: 'fields.1.label', flaw: 'fieldUnfinished' }],
    ['a choice has nothing to choose from', () => made('form', { fields: [{ kind: 'choice', label: 'Which?', isRequired: true, options: [''] }] }), { at: 'fields.0.options', flaw: 'fieldUnfinished' }],
  ]
  for (const [why, make, expected] of flaws) it(`CW-6 refuses early where ${why}`, () => assert.deepEqual(make(), expected))

  it('CW-7 puts a refused message back into the fields that it came from', () => {
    const drafts: readonly (readonly [InsertKind, InsertDrafts[InsertKind]])[] = [
      ['choices', { text: 'Which day?', choices: ['12 June', '14 June'] }],
      ['cards', { text: '', cards: [card({ text: 'Seven days', buttons: [{ label: 'Look', url: 'https://meridian.example/' }, { label: 'This one', url: '' }] }), card({ title: 'Azores' })] }],
      ['contact', { text: 'Ask Ben', who: BEN, line: 'Bookings', phone: '', email: 'ben@meridian.example', page: '' }],
      ['form', { text: '', title: 'For the booking', fields: [{ kind: 'email', label: '', isRequired: true }] }],
    ]
    for (const [kind, draft] of drafts) assert.deepEqual(insertedIn(messageOf(kind, draft as never, agents) as readonly Part[], ANN, agents), { kind, draft })
    assert.equal(insertedIn([{ type: 'text', text: 'Only words' }], ANN, agents), undefined)
  })
})
