import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS } from '@foyer/sdk/protocol'
import type { FormField, WindowRules } from '@foyer/sdk/protocol'
import { DEFAULT_WINDOW, checkTexts, checkWindow, isMask, pageTexts, tidyTexts, windowSettings } from './rules.ts'

const { form } = DEFAULT_WINDOW
const NAME: FormField = { kind: 'name', label: '', isRequired: true }
const TOPIC: FormField = { kind: 'choice', label: 'Topic', isRequired: false, options: ['Tours', 'Bills'] }
const withForm = (changed: Partial<WindowRules['form']>): Partial<WindowRules> => ({ form: { ...form, isOn: true, ...changed } })
const withFields = (...fields: readonly FormField[]) => withForm({ fields })

describe('the rules of a window', () => {
  it('are right as they are at first', () => assert.equal(checkWindow(DEFAULT_WINDOW), undefined))

  it('may go to their bounds', () => {
    assert.equal(checkWindow({ ...DEFAULT_WINDOW, files: { isOn: false, most: 1_000_000, endings: [] }, reachDays: 365, mailAfterMinutes: 1_440 }), undefined)
  })

  for (const [requirement, field, code, changed] of [
    ['CW-5', 'files.most', 'out_of_range', { files: { ...DEFAULT_WINDOW.files, most: 999_999 } }],
    ['CW-5', 'files.most', 'out_of_range', { files: { ...DEFAULT_WINDOW.files, most: LIMITS.fileBytes + 1 } }],
    ['CW-5', 'files.endings', 'required', { files: { ...DEFAULT_WINDOW.files, endings: [] } }],
    ['CW-5', 'files.endings.1', 'not_supported', { files: { ...DEFAULT_WINDOW.files, endings: ['pdf', 'svg'] } }],
    ['CW-5', 'files.endings.0', 'not_supported', { files: { ...DEFAULT_WINDOW.files, endings: ['html'] } }],
    ['CW-12', 'reachDays', 'out_of_range', { reachDays: 0 }],
    ['CW-12', 'reachDays', 'out_of_range', { reachDays: 366 }],
    ['CW-12', 'mailAfterMinutes', 'out_of_range', { mailAfterMinutes: 0 }],
    ['CW-29', 'masks.patterns.1', 'bad_mask', { masks: { cards: true, patterns: ['@@## #### ####', '###'] } }],
    ['CW-29', 'masks.patterns', 'too_long', { masks: { cards: true, patterns: Array.from({ length: 51 }, () => '####') } }],
    ['CW-16', 'form.fields', 'required', withFields()],
    ['CW-16', 'form.fields.1.kind', 'name_taken', withFields(NAME, NAME)],
    ['CW-16', 'form.fields.0.label', 'required', withFields({ kind: 'text', label: '', isRequired: true })],
    ['CW-16', 'form.fields.1.label', 'name_taken', withFields(TOPIC, { ...TOPIC, kind: 'text', options: [] })],
    ['CW-16', 'form.fields.0.options', 'required', withFields({ ...TOPIC, options: ['Tours'] })],
    ['CW-16', 'form.fields.0.options.1', 'required', withFields({ ...TOPIC, options: ['Tours', ' '] })],
    ['CW-16', 'form.fields.0.options.1', 'name_taken', withFields({ ...TOPIC, options: ['Tours', 'Tours'] })],
    ['CW-16', 'form.fields.0.options', 'not_supported', withFields({ ...NAME, options: ['x', 'y'] })],
    ['CW-16', 'form.fields', 'too_long', withFields(...Array.from({ length: 21 }, (_, n): FormField => ({ ...TOPIC, label: `Topic ${n}` })))],
    ['CW-16', 'form.consent.text', 'required', withForm({ consent: { isOn: true, text: '', address: '' } })],
    ['CW-16', 'form.consent.address', 'bad_address', withForm({ consent: { isOn: true, text: 'I agree', address: 'javascript:alert(1)' } })],
  ] as const) {
    it(`${requirement} are refused at ${field} with ${code}`, () => assert.partialDeepStrictEqual(checkWindow({ ...DEFAULT_WINDOW, ...(changed as Partial<WindowRules>) }), { ok: false, code, field }))
  }

  it('CW-16 may ask for consent alone, and keep an unfinished form while it is switched off', () => {
    assert.equal(checkWindow({ ...DEFAULT_WINDOW, ...withForm({ fields: [], consent: { isOn: true, text: 'I agree', address: '' } }) }), undefined)
    assert.equal(checkWindow({ ...DEFAULT_WINDOW, form: { ...form, fields: [{ kind: 'choice', label: '', isRequired: false }], consent: { isOn: true, text: '', address: '' } } }), undefined)
  })

  it('CW-29 mask what is long enough to be a secret', () => {
    assert.deepEqual(['####', '@@##', '@# @#', '###', 'IBAN', '####\n', '#'.repeat(101), ''].map(isMask), [true, true, true, false, false, false, false, false])
  })
})

describe('CW-18 own words', () => {
  const texts = { en: { 'greeting': 'Hi', 'reception.leaveMessage': 'Write to us', 'errors.too_large': '' }, zh: { greeting: '' } }
  const around = { company: { name: 'Nord' }, hours: { timeZone: 'UTC', week: [], holidays: [] }, window: DEFAULT_WINDOW, texts: tidyTexts(texts) }

  it('are kept where they say something', () => assert.deepEqual(tidyTexts(texts), { en: { 'greeting': 'Hi', 'reception.leaveMessage': 'Write to us' } }))

  it('go to the window in its language, and to the page by the names of its own tables', () => {
    assert.deepEqual(windowSettings(around, 'en', false).texts, { greeting: 'Hi' })
    assert.equal('texts' in windowSettings(around, 'zh', false), false)
    assert.deepEqual(pageTexts(around.texts), { en: { leaveMessage: 'Write to us' } })
  })

  it('tell a page that there are some, also if none stands on it', () => {
    assert.deepEqual(pageTexts({ en: { greeting: 'Hi' } }), {})
    assert.equal(pageTexts({}), undefined)
  })

  it('are refused where they are too long, by their name', () => {
    assert.partialDeepStrictEqual(checkTexts({ zh: { greeting: '好'.repeat(251) } }), { code: 'too_long', field: 'zh.greeting' })
    assert.equal(checkTexts({ zh: { greeting: '好'.repeat(250) } }), undefined)
  })
})

describe('CW-5 what windows are told', () => {
  it('offers voice only where files are taken', () => {
    const files = { ...DEFAULT_WINDOW.files, isOn: false }
    const told = windowSettings({ company: { name: 'Nord' }, hours: { timeZone: 'UTC', week: [], holidays: [] }, window: { ...DEFAULT_WINDOW, files }, texts: {} }, 'en', true)
    assert.deepEqual([told.offersVoice, told.canMail, 'form' in told], [false, true, false])
  })
})
