import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { KINDS, KINDS_AT, LIMITS, PLACEMENTS, POSITIONS, POSITIONS_OF, STYLES, STYLES_AT, displayUnits } from '@foyer/sdk/protocol'
import type { ComponentDraft, ComponentId, GroupId, MemberId, SiteId, Target } from '@foyer/sdk/protocol'
import { checkDraft, columnsOf, draftOf, imagesOf, nameOfCopy, shownOf } from './rules.ts'
import type { DraftSurroundings, Pictures } from './rules.ts'

const PHONE: Target = { kind: 'phone', number: '+351 210 000 000' }
const CARD: Target = { kind: 'card', title: 'Our group', text: 'Scan and join', address: 'https://chat.example/join' }
const MESSENGER: Target = { kind: 'messenger', messenger: 'telegram', address: 'saltway', offersChat: true }
const TARGETS = { 'web-chat': undefined, 'messenger': MESSENGER, 'phone': PHONE, 'follow': CARD, 'group': CARD, 'member': CARD } as const

const chat: ComponentDraft = {
  siteId: 's1' as SiteId,
  kind: 'web-chat',
  placement: 'web-page',
  style: 'round-button',
  name: 'Chat',
  shownName: 'Chat with us',
  greeting: '',
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  receiver: { kind: 'group', groupId: 'g1' as GroupId },
  face: 'agent',
  language: 'auto',
  show: {},
}
const around: DraftSurroundings = { names: ['Sales'], hasReceiver: true, images: new Set(['i1']) }
const image = { src: 'i1', alt: 'Ask us' }

/** A draft that is right but for what is changed. */
const draft = (changed: Partial<ComponentDraft>): ComponentDraft => ({ ...chat, ...changed })
const wrongWith = (changed: Partial<ComponentDraft>, surroundings: Partial<DraftSurroundings> = {}) => checkDraft(draft(changed), { ...around, ...surroundings })

describe('RC-1, RC-4 a component', () => {
  for (const placement of PLACEMENTS) {
    for (const kind of KINDS) {
      for (const style of STYLES) {
        const isOffered = KINDS_AT[placement].includes(kind) && STYLES_AT[placement].includes(style) && (style !== 'action-bar' || kind === 'web-chat' || kind === 'phone')
        it(`of kind ${kind} ${isOffered ? 'can' : 'cannot'} be ${style} at ${placement}`, () => {
          const target = style === 'action-bar' ? PHONE : TARGETS[kind]
          const position = POSITIONS_OF[style]?.[0] ?? 'bottom-end'
          const wrong = wrongWith({ placement, kind, style, position, ...(target && { target }), ...(style === 'image' && { image }), ...(style === 'custom-dom' && { selectors: ['#chat'] }) })
          if (isOffered) assert.equal(wrong, undefined)
          else assert.partialDeepStrictEqual(wrong, { code: 'not_supported', field: KINDS_AT[placement].includes(kind) ? 'style' : 'kind' })
        })
      }
    }
  }

  for (const [style, positions] of Object.entries(POSITIONS_OF)) {
    it(`of style ${style} stands at ${positions.join(' and ')} alone`, () => {
      const fitting = POSITIONS.filter((position) => shape(style as ComponentDraft['style'], position) === undefined)
      assert.deepEqual(fitting.toSorted(), positions.toSorted())
    })
  }
  const shape = (style: ComponentDraft['style'], position: ComponentDraft['position']) =>
    wrongWith({ placement: PLACEMENTS.find((placement) => STYLES_AT[placement].includes(style))!, style, position, target: PHONE })
})

describe('RC-3, RC-9 a draft with one mistake is refused by its field', () => {
  const long = 'x'.repeat(1_000)
  for (const [field, code, changed, surroundings] of [
    ['name', 'required', { name: '' }],
    ['name', 'required', { name: '  ' }],
    ['name', 'too_long', { name: 'x'.repeat(21) }],
    ['name', 'too_long', { name: '客'.repeat(11) }],
    ['name', 'name_taken', { name: 'Sales' }],
    ['name', 'name_taken', { name: 'sales ' }],
    ['name', 'name_taken', { name: 'Ｓales' }],
    ['shownName', 'required', { shownName: '' }],
    ['shownName', 'too_long', { shownName: 'x'.repeat(17) }],
    ['greeting', 'too_long', { greeting: 'x'.repeat(21) }],
    ['avatar', 'image_unreadable', { avatar: { kind: 'image', id: 'gone' } }],
    ['image', 'required', { style: 'image' }],
    ['image.src', 'image_unreadable', { style: 'image', image: { src: 'gone', alt: 'x' } }],
    ['image.hover', 'image_unreadable', { style: 'image', image: { ...image, hover: 'gone' } }],
    ['image.mobile', 'image_unreadable', { style: 'image', image: { ...image, mobile: 'gone' } }],
    ['image.alt', 'required', { style: 'image', image: { ...image, alt: ' ' } }],
    ['image.alt', 'too_long', { style: 'image', image: { ...image, alt: long } }],
    ['offset.inline', 'invalid_input', { offset: { inline: 401, block: 0 } }],
    ['offset.block', 'invalid_input', { offset: { inline: 0, block: -1 } }],
    ['accent', 'bad_colour', { accent: 'red' }],
    ['accent', 'bad_colour', { accent: '#fff' }],
    ['receiver', 'receiver_gone', {}, { hasReceiver: false }],
    ['selectors', 'required', { style: 'custom-dom' }],
    ['selectors', 'required', { style: 'custom-dom', selectors: [] }],
    ['selectors', 'too_long', { style: 'custom-dom', selectors: Array.from({ length: 51 }, () => '#chat') }],
    ['selectors.1', 'bad_selector', { style: 'custom-dom', selectors: ['#chat', ' '] }],
    ['selectors.0', 'bad_selector', { style: 'custom-dom', selectors: ['a { color: red }'] }],
    ['selectors.0', 'bad_selector', { style: 'custom-dom', selectors: [long] }],
    ['target', 'required', { kind: 'messenger' }],
    ['target', 'not_supported', { kind: 'messenger', target: PHONE }],
    ['target.address', 'required', { kind: 'messenger', target: { ...MESSENGER, address: '' } }],
    ['target.address', 'bad_account', { kind: 'messenger', target: { ...MESSENGER, address: 'a b' } }],
    ['target.address', 'bad_phone', { kind: 'messenger', target: { ...MESSENGER, messenger: 'whatsapp', address: 'me' } }],
    ['target.address', 'bad_email', { kind: 'messenger', target: { ...MESSENGER, messenger: 'mail', address: 'me' } }],
    ['target.address', 'bad_address', { kind: 'messenger', target: { ...MESSENGER, messenger: 'other', address: 'javascript:alert(1)' } }],
    ['target', 'required', { placement: 'mobile-page', kind: 'phone' }],
    ['target.number', 'required', { placement: 'mobile-page', kind: 'phone', target: { kind: 'phone', number: '' } }],
    ['target.number', 'bad_phone', { placement: 'mobile-page', kind: 'phone', target: { kind: 'phone', number: 'call me' } }],
    ['target', 'required', { placement: 'mobile-page', style: 'action-bar', position: 'bottom' }],
    ['target', 'required', { kind: 'group' }],
    ['target.title', 'required', { kind: 'group', target: { ...CARD, title: '' } }],
    ['target.text', 'too_long', { kind: 'group', target: { ...CARD, text: long } }],
    ['target.address', 'required', { kind: 'group', target: { ...CARD, address: '' } }],
    ['target.address', 'bad_address', { kind: 'group', target: { ...CARD, address: 'chat.example/join' } }],
    ['target.address', 'bad_address', { kind: 'group', target: { ...CARD, address: 'javascript:alert(1)' } }],
    ['target.code', 'image_unreadable', { kind: 'group', target: { ...CARD, code: 'gone' } }],
    ['closedFor.days', 'invalid_input', { closedFor: { days: 0 } }],
    ['closedFor.days', 'invalid_input', { closedFor: { days: 366 } }],
    ['show.include.1', 'bad_pattern', { show: { include: ['/tours/*', 'tours'] } }],
    ['show.exclude.0', 'bad_pattern', { show: { exclude: ['*'] } }],
    ['show.include', 'too_long', { show: { include: Array.from({ length: 51 }, () => '/') } }],
    ['show.languages.0', 'invalid_input', { show: { languages: ['English'] } }],
    ['show.device', 'not_supported', { placement: 'mobile-page', show: { device: 'desktop' } }],
  ] as const satisfies readonly (readonly [string, string, Partial<ComponentDraft>, Partial<DraftSurroundings>?])[]) {
    it(`${field}: ${code} for ${JSON.stringify(surroundings ?? changed).slice(0, 80)}`, () => {
      const wrong = wrongWith(changed, surroundings)
      assert.deepEqual([wrong?.field, wrong?.code], [field, code])
    })
  }

  it('RC-3 says how long it is and how long it may be', () => assert.match(wrongWith({ name: '客'.repeat(11) })!.message, /22 units.*20/))
  it('RC-3 takes what is just as long as it may be', () => {
    assert.equal(wrongWith({ name: '客'.repeat(10), shownName: 'x'.repeat(16), greeting: '你'.repeat(10), offset: { inline: 400, block: 0 }, closedFor: { days: 365 } }), undefined)
  })
  it('RC-3 does not care for what another style left behind', () => {
    assert.equal(wrongWith({ target: { kind: 'phone', number: 'nonsense' }, selectors: ['{}'], image: { src: 'gone', alt: '' } }), undefined)
    assert.equal(wrongWith({ target: { ...CARD, code: 'gone' } }), undefined)
  })
})

describe('what a page is told of a component', () => {
  const pictures: Pictures = { sizes: new Map([['i1', { width: 240, height: 120 }]]), logo: 'l1' }
  const of = (changed: Partial<ComponentDraft>, shown = pictures) => shownOf({ id: 'c1' as ComponentId, slug: 'abc' }, draft(changed), shown)
  const plain = { id: 'c1', kind: 'web-chat', style: 'round-button', position: 'bottom-end', offset: { inline: 20, block: 20 }, shownName: 'Chat with us', slug: 'abc' }

  it('is nothing that visitors must not see', () => assert.deepEqual(of({ name: 'Secret', receiver: { kind: 'agent', agentId: 'ann' as MemberId } }), plain))

  for (const [sentence, changed, expected] of [
    ['its greeting, colour and language', { greeting: 'Hello', accent: '#b4532a', language: 'zh' }, { greeting: 'Hello', accent: '#b4532a', language: 'zh' }],
    ['a built-in avatar by its path', { avatar: { kind: 'built-in', name: 'bell' } }, { avatar: '/avatars/bell.svg' }],
    ['an own avatar by its path', { avatar: { kind: 'image', id: 'i1' } }, { avatar: '/v1/images/i1' }],
    ['the logo as an avatar', { avatar: { kind: 'logo' } }, { avatar: '/v1/images/l1' }],
    ['RC-5 an image with its size', { style: 'image', image: { ...image, hover: 'i2', mobile: 'i3' } }, { style: 'image', image: { src: '/v1/images/i1', hover: '/v1/images/i2', mobile: '/v1/images/i3', alt: 'Ask us', width: 240, height: 120 } }],
    ['RC-6 the selectors', { style: 'custom-dom', selectors: ['#chat'] }, { style: 'custom-dom', selectors: ['#chat'] }],
    ['a number to call', { kind: 'phone', target: PHONE }, { kind: 'phone', phone: '+351 210 000 000' }],
    ['RC-4 the second action of an action bar', { style: 'action-bar', target: PHONE }, { style: 'action-bar', phone: '+351 210 000 000' }],
    ['a card with a code of its address', { kind: 'group', target: CARD }, { kind: 'group', card: { title: 'Our group', text: 'Scan and join', address: 'https://chat.example/join', code: '/v1/codes/abc.svg' } }],
    ['a card with the owner’s own code, and no empty text', { kind: 'follow', target: { ...CARD, text: '', code: 'i1' } }, { kind: 'follow', card: { title: 'Our group', address: 'https://chat.example/join', code: '/v1/images/i1' } }],
    ['RC-13 how long it stays closed', { closedFor: { days: 7 } }, { closedFor: { days: 7 } }],
    ['RC-9 its rules', { show: { include: ['/tours/*'], exclude: [], device: 'desktop' } }, { show: { include: ['/tours/*'], device: 'desktop' } }],
    ['RC-9 that what stands on mobile pages is for mobiles', { placement: 'mobile-page' }, { show: { device: 'mobile' } }],
    ['not what another kind or style left behind', { target: PHONE, image, selectors: ['#chat'], show: { include: [], languages: [] } }, {}],
    ['not where a messenger leads, for the transit page knows', { kind: 'messenger', target: MESSENGER }, { kind: 'messenger' }],
    ['no colour that is none, in a preview', { accent: 'url(x)' }, {}],
  ] as const satisfies readonly (readonly [string, Partial<ComponentDraft>, object])[]) {
    it(`is ${sentence}`, () => assert.deepEqual(of(changed), { ...plain, ...expected }))
  }

  it('is no avatar while there is no logo', () => assert.deepEqual(of({ avatar: { kind: 'logo' } }, { ...pictures, logo: '' }), plain))
  it('is nothing of a picture for an article', () => assert.equal(of({ style: 'article-picture' }), undefined))
  it('is nothing of an image that is gone', () => assert.equal(of({ style: 'image', image }, { sizes: new Map(), logo: '' }), undefined))

  it('comes back from the columns as it was put there', () => {
    const whole = draft({ avatar: { kind: 'logo' }, target: CARD, image, closedFor: 'ever' })
    assert.deepEqual(draftOf(columnsOf(whole)), whole)
  })
  it('names every picture that it needs', () => {
    assert.deepEqual(imagesOf(draft({ avatar: { kind: 'image', id: 'a' }, image: { src: 'b', hover: 'c', mobile: 'd', alt: '' }, target: { ...CARD, code: 'e' } })), ['a', 'b', 'c', 'd', 'e'])
  })
})

describe('RC-14 the name of a copy', () => {
  for (const [name, taken, expected] of [
    ['Chat', ['Chat'], 'Chat 2'],
    ['Chat', ['Chat', 'chat 2'], 'Chat 3'],
    ['Chat 2', ['Chat 2', 'Chat'], 'Chat 3'],
    ['Chat 2', ['Chat', 'Chat 2', 'Chat 3', 'Chat 4'], 'Chat 5'],
    ['A name of 20 units !', ['A name of 20 units !'], 'A name of 20 units 2'],
    ['客服客服客服客服客服', [], '客服客服客服客服客 2'],
    ['👩‍👩‍👧‍👦'.repeat(10), [], `${'👩‍👩‍👧‍👦'.repeat(9)} 2`],
  ] as const) {
    it(`${name} is ${expected}`, () => {
      const copy = nameOfCopy(name, taken)
      assert.equal(copy, expected)
      assert.ok(displayUnits(copy) <= LIMITS.componentName)
    })
  }
})
