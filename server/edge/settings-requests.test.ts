import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_HOURS } from '../company/rules.ts'
import { parseComponentChange, parseComponentDraft, parseCounts, parseHoursChange, parseSiteChange } from './settings-requests.ts'

const draft = {
  siteId: 's1',
  kind: 'follow',
  placement: 'mobile-page',
  style: 'card',
  name: 'Card',
  shownName: 'Ann',
  greeting: '',
  avatar: { kind: 'logo' },
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  accent: '#1b6b80',
  receiver: { kind: 'group', groupId: 'g1' },
  face: 'company',
  language: 'zh',
  image: { src: 'i1', hover: 'i2', alt: 'Ask' },
  selectors: ['[title="two  blanks"]'],
  target: { kind: 'card', title: 'Us', text: 'One\ntwo', address: 'https://a.example/', code: 'i3' },
  closedFor: { days: 3 },
  show: { include: ['/'], device: 'mobile', languages: ['zh'], outsideHours: 'hide', visitors: 'returning' },
}

describe('what the console may send', () => {
  it('is read as it was meant', () => assert.deepEqual(parseComponentDraft(draft), { ok: true, value: draft }))

  it('is tidied where people paste', () => {
    const parsed = parseComponentDraft({ ...draft, name: '  The\tcard\n', greeting: 'Hello\r\nthere ' })
    assert.partialDeepStrictEqual(parsed, { ok: true, value: { name: 'The card', greeting: 'Hello there' } })
  })

  for (const [field, changed] of [
    ['component', []],
    ['component.kind', { kind: 'shout' }],
    ['component.name', { name: 7 }],
    ['component.name', { name: 'half a pair \ud800' }],
    ['component.offset.inline', { offset: { inline: 1.5, block: 0 } }],
    ['component.avatar.name', { avatar: { kind: 'built-in', name: '../secret' } }],
    ['component.receiver.kind', { receiver: { kind: 'everybody' } }],
    ['component.receiver.agentId', { receiver: { kind: 'agent', agentId: '../x' } }],
    ['component.receiver.extra', { receiver: { kind: 'group', groupId: 'g1', extra: 1 } }],
    ['component.image.src', { image: { src: '../x', alt: '' } }],
    ['component.target.messenger', { target: { kind: 'messenger', messenger: 'pigeon', address: '', offersChat: true } }],
    ['component.show.include.0', { show: { include: [7] } }],
    ['component.show.toString', { show: { toString: 1 } }],
    ['component.isOn', { isOn: true }],
  ] as const) {
    it(`is refused at ${field}`, () => {
      const component: unknown = Array.isArray(changed) ? changed : { ...draft, ...changed }
      assert.partialDeepStrictEqual(parseComponentChange({ revision: 1, component }), { ok: false, code: 'invalid_input', field })
    })
  }

  it('is refused with its own code where it is beyond measure', () => {
    assert.partialDeepStrictEqual(parseComponentDraft({ ...draft, name: 'x'.repeat(2_001) }), { ok: false, code: 'too_long', field: 'name' })
    assert.partialDeepStrictEqual(parseSiteChange({ revision: 1, name: 'x', origins: Array.from({ length: 501 }, () => 'x'), theme: { accent: '', scheme: 'dark' }, language: 'auto' }), { ok: false, code: 'too_long', field: 'origins' })
  })

  it('has spans of two whole numbers', () => {
    const at = (week: unknown) => parseHoursChange({ revision: 0, hours: { ...DEFAULT_HOURS, week } })
    assert.equal(at(DEFAULT_HOURS.week).ok, true)
    assert.partialDeepStrictEqual(at([[[540]]]), { ok: false, code: 'invalid_input' })
    assert.partialDeepStrictEqual(at([[[540, 600, 700]]]), { ok: false, code: 'invalid_input' })
    assert.partialDeepStrictEqual(at([[[540.5, 600]]]), { ok: false, code: 'invalid_input' })
  })
})

describe('RC-16 what a page may say it has shown', () => {
  const counts = { protocol: 1, site: 'shop', load: '00000000-0000-4000-8000-000000000000', events: [{ kind: 'shown', componentId: 'c1', nr: 1 }] }
  it('is read as it was meant', () => assert.deepEqual(parseCounts(counts), { ok: true, value: counts }))
  for (const [field, changed] of [
    ['events', { events: [] }],
    ['events', { events: Array.from({ length: 101 }, () => counts.events[0]) }],
    ['load', { load: 'one' }],
    ['events.0.kind', { events: [{ kind: 'loved', componentId: 'c1', nr: 1 }] }],
    ['events.0.nr', { events: [{ kind: 'shown', componentId: 'c1', nr: -1 }] }],
  ] as const) {
    it(`is refused at ${field} for ${JSON.stringify(changed).slice(0, 60)}`, () => assert.partialDeepStrictEqual(parseCounts({ ...counts, ...changed }), { ok: false, field }))
  }
})
