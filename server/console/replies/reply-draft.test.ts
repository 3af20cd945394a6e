import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import type { FileId, FileRef, Part, ReplyAnswer, ReplyRules } from '@foyer/sdk/protocol'
import { REPLY_BOUNDS, answerDraft, answerOf, checkReplies, copyOf, draftOf, newRule, rulesOf, shownParts, tidied, withFiles } from './reply-draft.ts'
import type { RepliesDraft } from './reply-draft.ts'

const text: Part = { type: 'text', text: 'Hello' }
const file = (id: string): FileRef => ({ id: id as FileId, name: `${id}.png`, type: 'image/png', size: 9, width: 4, height: 3 })
const filePart = (id: string): Part => ({ type: 'file', file: file(id) })
const card = { title: 'Our house', text: 'By the sea', picture: '/v1/images/1', buttons: [{ label: 'Look', url: 'https://a.example/' }, { label: 'Book', value: 'Book' }] }
const answers: Readonly<Record<string, ReplyAnswer>> = {
  'nothing': { parts: [] },
  'text that leads on': { parts: [text], leadsTo: 'group' },
  'buttons': { parts: [text, { type: 'choices', choices: [{ label: 'Yes', value: 'Yes' }, { label: 'No', value: 'No' }] }] },
  'cards that lead to a bot': { parts: [{ type: 'cards', cards: [card] }], leadsTo: { kind: 'bot', botId: 'b1' } },
  'pictures and buttons': { parts: [text, filePart('a'), filePart('b'), { type: 'choices', choices: [{ label: 'Yes', value: 'Yes' }] }] },
  'a picture alone': { parts: [filePart('a')] },
  'a form of the API’s': { parts: [text, { type: 'form', fields: [{ kind: 'email', label: '', isRequired: true }] }] },
  'buttons whose values the API has set': { parts: [text, { type: 'choices', choices: [{ label: 'Yes', value: 'answer-yes' }] }] },
}
const rules = (answer: ReplyAnswer): ReplyRules => ({
  rules: [{ id: 'r1', name: 'Hours', keywords: ['open'], matching: 'contains', isOn: true, speaksWhenHeld: false, answer }],
  first: { isOn: false, answer: { parts: [] } },
  noMatch: { isOn: false, answer: { parts: [] } },
  humanWords: { en: ['agent'] },
})
const draft: RepliesDraft = draftOf(rules({ parts: [text] }))
const withRule = (change: Partial<RepliesDraft['rules'][number]>): RepliesDraft => ({ ...draft, rules: [{ ...draft.rules[0]!, ...change }] })

describe('AR-1 replies in the fields', () => {
  for (const [name, answer] of Object.entries(answers)) {
    it(`AR-1 keeps ${name} as it was, in and out of the fields`, () => {
      assert.deepEqual(answerOf(answerDraft(answer)), answer)
      assert.deepEqual(rulesOf(draftOf(rules(answer))), rules(answer))
    })
  }

  it('AR-4 tries of an answer that is still being written what is whole', () => {
    assert.deepEqual(shownParts({ ...answerDraft({ parts: [text] }), with: 'choices', choices: [''] }), [text])
  })

  for (const [name, wrong, field] of [
    ['a rule without a name', withRule({ name: ' ' }), 'rules.0.name'],
    ['a name of 21 Chinese characters', withRule({ name: '字'.repeat(21) }), 'rules.0.name'],
    ['no keyword', withRule({ keywords: [] }), 'rules.0.keywords'],
    ['a keyword of 61 units', withRule({ keywords: ['a', 'x'.repeat(61)] }), 'rules.0.keywords.1'],
    ['an answer that does nothing', withRule({ answer: answerDraft({ parts: [] }) }), 'rules.0.answer.text'],
    ['more parts than a message has', withRule({ answer: { ...answerDraft({ parts: [text] }), files: Array.from({ length: LIMITS.parts }, (_, n) => file(`f${n}`)) } }), 'rules.0.answer.files'],
    ['a card without a title', withRule({ answer: { ...draft.rules[0]!.answer, with: 'cards' } }), 'rules.0.answer.cards.0.title'],
    ['two buttons that say the same', withRule({ answer: { ...draft.rules[0]!.answer, with: 'choices', choices: ['Yes', 'Yes '] } }), 'rules.0.answer.choices.1'],
    ['a first answer that is on and empty', { ...draft, first: { ...draft.first, isOn: true } }, 'first.answer.text'],
    ['a word for a human that is too long', { ...draft, humanWords: { de: ['ok', 'x'.repeat(61)] } }, 'humanWords.de.1'],
  ] as const) {
    it(`AR-1 refuses ${name}, and names the field`, () => assert.equal(checkReplies(wrong)?.field, field))
  }

  it('AR-1 refuses nothing that is right, nor what is switched off and empty', () => assert.equal(checkReplies(draft), undefined))

  it('AR-1 puts files that have arrived into the answers that they are for, and no more than there may be', () => {
    const many = Array.from({ length: REPLY_BOUNDS.files + 1 }, (_, n) => ({ answer: 'first', file: file(`f${n}`) }))
    const filled = withFiles(draft, [{ answer: 'r1', file: file('a') }, { answer: 'gone', file: file('b') }, ...many])
    assert.deepEqual(filled.rules[0]?.answer.files, [file('a')])
    assert.equal(filled.first.answer.files.length, REPLY_BOUNDS.files)
    assert.equal(filled.noMatch.answer, draft.noMatch.answer)
  })

  it('AR-3 goes back to the built-in words where none are left', () => {
    assert.deepEqual(tidied({ ...draft, humanWords: { en: [], zh: ['人工'] } }).humanWords, { zh: ['人工'] })
  })

  it('AR-1 copies a rule under another name, or under its own where the other is too long', () => {
    const rule = { ...newRule('r1', 'Hours'), keywords: ['open'] }
    assert.deepEqual(copyOf(rule, 'r2', 'Hours (copy)'), { ...rule, id: 'r2', name: 'Hours (copy)' })
    assert.equal(copyOf(rule, 'r2', 'x'.repeat(41)).name, 'Hours')
  })
})
