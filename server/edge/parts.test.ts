import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import type { Result } from '@foyer/sdk/protocol'
import { parseDeskFileLinks, parseTransferAsk } from './desk-requests.ts'
import { parseAgentDraft, parseVisitorDraft } from './drafts.ts'
import { parseDetails, parseFileLinks, parseSurveyAnswer, parseTransferAnswer, parseVisitorTyping } from './visitor-requests.ts'

const id = '01890a5d-ac96-774b-bcce-000000000001'
const to = '01890a5d-ac96-774b-bcce-000000000002'
const draft = (...parts: readonly unknown[]) => ({ id, parts })
const outcome = (parse: (input: unknown) => Result<unknown>, input: unknown): string => {
  const parsed = parse(input)
  return parsed.ok ? 'taken' : parsed.code
}
const field = { kind: 'text', label: 'Order', isRequired: true }
const card = { title: 'Lisbon', text: 'Five days', picture: 'https://shop.example/a.jpg', buttons: [{ label: 'Look', url: 'https://shop.example/' }, { label: 'Book', value: 'book' }] }
const contact = { type: 'contact', of: 'member', name: 'Ann', line: 'Sales', picture: '/avatars/ann.svg', phone: '+351 210 000 000', email: 'ann@shop.example', address: 'https://shop.example/ann' }

/** What both ends may send, and each alone; everything of it is as the protocol says it. */
const BOTH = [
  { type: 'text', text: 'Hello' },
  { type: 'file', file: { id: 'f1' } },
  { type: 'location', latitude: -90, longitude: 180, accuracy: 12.5 },
]
const VISITOR = [
  { type: 'choice', to, label: 'Yes', value: 'yes' },
  { type: 'answers', to, answers: [{ kind: 'name', label: '', value: 'Vera' }, { kind: 'text', label: 'Order', value: '17' }] },
]
const AGENT = [
  { type: 'choices', choices: [{ label: 'Yes', value: 'yes' }] },
  { type: 'cards', cards: [card, { title: 'Porto' }] },
  contact,
  { type: 'form', title: 'Who are you?', fields: [{ kind: 'name', label: '', isRequired: true }, field, { kind: 'choice', label: 'Size', isRequired: false, options: ['S', 'M'] }] },
]

describe('CW-5 CW-6 the parts of a message', () => {
  for (const [part, visitor, agent] of [
    ...BOTH.map((each) => [each, 'taken', 'taken'] as const),
    ...VISITOR.map((each) => [each, 'taken', 'invalid_message'] as const),
    ...AGENT.map((each) => [each, 'invalid_message', 'taken'] as const),
  ]) {
    it(`of type ${part.type} are for whom the protocol says`, () => {
      assert.deepEqual([outcome(parseVisitorDraft, draft(part)), outcome(parseAgentDraft, draft(part))], [visitor, agent])
    })

    it(`of type ${part.type} take no further field, and none of every object`, () => {
      const parse = visitor === 'taken' ? parseVisitorDraft : parseAgentDraft
      assert.equal(outcome(parse, draft({ ...part, colour: 'red' })), 'invalid_input')
      assert.equal(outcome(parse, draft(JSON.parse(`{"__proto__":{"isAdmin":true},${JSON.stringify(part).slice(1)}`))), 'invalid_input')
    })
  }

  it('keep of a file its id alone: the server says the rest', () => {
    const claimed = { id: 'f1', name: '../../etc/passwd', type: 'text/html', size: -1, href: 'javascript:alert(1)' }
    const parsed = parseVisitorDraft(draft({ type: 'file', file: claimed }))
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.value.parts, [{ type: 'file', file: { id: 'f1', name: '', type: '', size: 0 } }])
  })

  for (const [sentence, part] of [
    ['of an unknown type', { type: 'script', text: 'alert(1)' }],
    ['of a type that every object has', { type: 'constructor' }],
    ['without a type', {}],
    ['that are no objects', 'Hello'],
    ['that are lists', [{ type: 'text', text: 'Hello' }]],
    ['that are nothing', null],
    ['with a place off the earth', { type: 'location', latitude: 90.1, longitude: 0 }],
    ['with a place that is not a number', { type: 'location', latitude: '1', longitude: 0 }],
    ['with an accuracy below nothing', { type: 'location', latitude: 1, longitude: 1, accuracy: -1 }],
    ['with a file without a name', { type: 'file', file: { id: '../x' } }],
    ['with a choice in a message of a strange name', { type: 'choice', to: '%', label: 'Yes', value: 'yes' }],
    ['with a choice without words', { type: 'choice', to, label: ' ', value: 'yes' }],
    ['with no answers', { type: 'answers', to, answers: [] }],
    ['with two answers to one question', { type: 'answers', to, answers: [{ kind: 'text', label: 'a', value: '1' }, { kind: 'text', label: 'a', value: '2' }] }],
    ['with an answer that is half a character', { type: 'answers', to, answers: [{ kind: 'text', label: 'a', value: '\ud83d' }] }],
    ['with an answer that has a NUL', { type: 'answers', to, answers: [{ kind: 'text', label: 'a', value: 'a\u0000' }] }],
    ['with an answer of an unknown kind', { type: 'answers', to, answers: [{ kind: 'password', label: 'a', value: '1' }] }],
  ] as const) {
    it(`${sentence} are refused of a visitor`, () => assert.match(outcome(parseVisitorDraft, draft(part)), /^invalid_/))
  }

  for (const [sentence, part, code] of [
    ['with no buttons', { type: 'choices', choices: [] }, 'invalid_input'],
    ['with more buttons than there may be', { type: 'choices', choices: Array.from({ length: LIMITS.choices + 1 }, (_, n) => ({ label: `${n}`, value: `${n}` })) }, 'invalid_input'],
    ['with a button that runs something', { type: 'cards', cards: [{ title: 'a', buttons: [{ label: 'a', url: 'javascript:alert(1)' }] }] }, 'invalid_input'],
    ['with a button that leads and answers', { type: 'cards', cards: [{ title: 'a', buttons: [{ label: 'a', url: 'https://a.example', value: 'a' }] }] }, 'invalid_input'],
    ['with a picture that is data', { type: 'cards', cards: [{ title: 'a', picture: 'data:image/svg+xml,<svg/>' }] }, 'invalid_input'],
    ['with a picture from a foreign host without its scheme', { type: 'cards', cards: [{ title: 'a', picture: '//evil.example/a.png' }] }, 'invalid_input'],
    ['with a picture whose address has a control character', { type: 'cards', cards: [{ title: 'a', picture: 'https://a.example/\u0001' }] }, 'invalid_input'],
    ['with a picture by an open line', { type: 'cards', cards: [{ title: 'a', picture: 'http://a.example/a.png' }] }, 'invalid_input'],
    ['with a contact whose mail address is none', { ...contact, email: 'ann@shop.example?bcc=all@shop.example' }, 'bad_email'],
    ['with a contact whose number is none', { ...contact, phone: 'call me' }, 'bad_phone'],
    ['with a contact whose page runs something', { ...contact, address: 'javascript:alert(1)' }, 'invalid_input'],
    ['with a form that asks nothing', { type: 'form', fields: [] }, 'invalid_input'],
    ['with a form that asks the same twice', { type: 'form', fields: [field, field] }, 'invalid_input'],
    ['with a field that does not say what it asks', { type: 'form', fields: [{ ...field, label: '' }] }, 'invalid_input'],
    ['with a choice of nothing', { type: 'form', fields: [{ ...field, kind: 'choice' }] }, 'invalid_input'],
    ['with choices for a text', { type: 'form', fields: [{ ...field, options: ['a'] }] }, 'invalid_input'],
    ['with a title that is longer than it may be', { type: 'form', title: 'x'.repeat(LIMITS.label + 1), fields: [field] }, 'invalid_input'],
  ] as const) {
    it(`${sentence} are refused of an agent`, () => assert.equal(outcome(parseAgentDraft, draft(part)), code))
  }

  it('are at least one and at most ten', () => {
    const many = (n: number) => outcome(parseVisitorDraft, draft(...Array.from({ length: n }, () => BOTH[0])))
    assert.deepEqual([many(0), many(LIMITS.parts), many(LIMITS.parts + 1)], ['invalid_message', 'taken', 'invalid_message'])
  })
})

describe('what windows and desks ask besides messages', () => {
  const conversationId = 'c1'
  for (const [sentence, parse, good, bad] of [
    ['CW-15 a rating of one to five', parseSurveyAnswer, { conversationId, score: 5, comment: 'Good' }, [{ conversationId, score: 0 }, { conversationId, score: 6 }, { conversationId, score: 4.5 }, { conversationId, score: '5' }, { conversationId, score: 5, comment: 'x'.repeat(LIMITS.comment + 1) }, { conversationId, score: 5, comment: '\u0000' }]],
    ['AL-14 an answer to a transfer', parseTransferAnswer, { conversationId, isAccepted: false }, [{ conversationId }, { conversationId, isAccepted: 'yes' }]],
    ['AL-14 a question about a transfer', parseTransferAsk, { conversationId, to: { kind: 'agent', agentId: 'm1' }, note: 'For the invoice', brief: 'Be kind' }, [{ conversationId }, { conversationId, to: 'm1' }, { conversationId, to: { kind: 'agent', agentId: '../m1' } }, { conversationId, to: { kind: 'group', groupId: 'g1' }, note: 'x'.repeat(LIMITS.comment + 1) }]],
    ['CW-13 a way to answer', parseDetails, { name: 'Vera', email: 'vera@mail.example', phone: '' }, [{ name: 1 }, { email: 'x'.repeat(LIMITS.identityField + 1) }, { number: 1 }, { name: '\ud83d' }]],
    ['CW-8 what is written so far', parseVisitorTyping, { isTyping: true, text: 'Hel' }, [{ isTyping: true, text: 'x'.repeat(LIMITS.textLength + 1) }, { isTyping: true, text: '\u0000' }, { text: 'Hel' }]],
    ['CW-5 files of the thread', parseFileLinks, { ids: ['f1'] }, [{ ids: [] }, { ids: ['../f1'] }, { ids: Array.from({ length: LIMITS.pageEvents + 1 }, () => 'f1') }]],
    ['CW-5 files of a conversation', parseDeskFileLinks, { conversationId, ids: ['f1'] }, [{ ids: ['f1'] }, { conversationId, ids: 'f1' }]],
  ] as const) {
    it(`${sentence} is taken, and nothing else for it`, () => {
      assert.equal(outcome(parse, good), 'taken')
      assert.deepEqual([...bad, { ...good, colour: 'red' }].filter((input) => parse(input).ok), [])
    })
  }
})
