import { describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { KINDS, KINDS_AT, LANGUAGES, LIMITS, PLACEMENTS, POSITIONS_OF, STYLES, STYLES_AT, displayUnits } from '@foyer/sdk/protocol'
import type { ComponentDraft, GroupId, SiteId } from '@foyer/sdk/protocol'
import { PLATFORMS, askedFor, checkDraft, chosen, newDraft, rechosen, sent, stylesFor } from './maker.ts'
import type { Choice, Known } from './maker.ts'

const known: Known = {
  siteId: 'site' as SiteId,
  language: 'en',
  mainGroup: 'main' as GroupId,
  company: { name: 'Saltway Travel', phone: '+351 210 000 000', email: 'hello@saltway.example', homePage: 'https://saltway.example/' },
}
const WEB: Choice = { kind: 'web-chat', placement: 'web-page', style: 'round-button' }

/** Every choice that the first step offers. */
const CHOICES = PLACEMENTS.flatMap((placement) =>
  KINDS_AT[placement].flatMap((kind) =>
    [...new Set(PLATFORMS.flatMap((platform) => stylesFor({ kind, placement }, platform)))].map((style): Choice => ({ kind, placement, style })),
  ),
)

describe('the choices of the maker', () => {
  it('RC-1 RC-4 offers every kind and every style somewhere, and nothing that is not supported', () => {
    assert.deepEqual(new Set(CHOICES.map(({ kind }) => kind)), new Set(KINDS))
    assert.deepEqual(new Set(CHOICES.map(({ style }) => style)), new Set(STYLES))
    for (const { placement, style } of CHOICES) assert.ok(STYLES_AT[placement].includes(style), `${style} at ${placement}`)
  })

  it('RC-4 offers for an article only what the account can show', () => {
    assert.deepEqual(stylesFor({ kind: 'web-chat', placement: 'article' }, 'own'), ['article-bar', 'card'])
    for (const platform of PLATFORMS.filter((one) => one !== 'own')) assert.deepEqual(stylesFor({ kind: 'web-chat', placement: 'article' }, platform), ['article-picture'])
  })

  it('offers a bar of chat and call to those two kinds', () => {
    assert.ok(stylesFor({ kind: 'phone', placement: 'mobile-page' }, 'own').includes('action-bar'))
    assert.ok(!stylesFor({ kind: 'follow', placement: 'mobile-page' }, 'own').includes('action-bar'))
  })

  for (const [sentence, choice, change, expected] of [
    ['keeps kind and style where they are offered', { ...WEB, style: 'card' }, { placement: 'mobile-page' }, { kind: 'web-chat', placement: 'mobile-page', style: 'card' }],
    ['takes the first style where the old one is not offered', { ...WEB, style: 'side-tab' }, { placement: 'mobile-page' }, { kind: 'web-chat', placement: 'mobile-page', style: 'round-button' }],
    ['takes the first kind where the old one is not offered', { kind: 'phone', placement: 'mobile-page', style: 'card' }, { placement: 'web-page' }, { kind: 'web-chat', placement: 'web-page', style: 'card' }],
    ['takes the style that the kind has', { kind: 'phone', placement: 'mobile-page', style: 'action-bar' }, { kind: 'follow' }, { kind: 'follow', placement: 'mobile-page', style: 'round-button' }],
  ] as const) {
    it(sentence, () => assert.deepEqual(chosen(choice, change, 'own'), expected))
  }
})

describe('a new draft', () => {
  for (const choice of CHOICES) {
    it(`RC-3 needs nothing but a name: ${choice.kind}, ${choice.placement}, ${choice.style}`, () => {
      const draft = newDraft(choice, known)
      assert.equal(draft.name, '')
      assert.ok(draft.shownName)
      const { target, positions, selectors } = askedFor(draft)
      if (positions.length > 0) assert.ok(positions.includes(draft.position))
      assert.equal(sent(draft).target?.kind, target)
      if (target === 'phone') assert.deepEqual(draft.target, { kind: 'phone', number: known.company.phone })
      if (target === 'messenger') assert.deepEqual(draft.target, { kind: 'messenger', messenger: 'mail', address: known.company.email, offersChat: true })
      if (target === 'card') assert.partialDeepStrictEqual(draft.target, { kind: 'card', address: known.company.homePage })
      assert.equal((sent(draft).selectors?.length ?? 0) > 0, selectors)
      assert.deepEqual(draft.receiver, { kind: 'group', groupId: known.mainGroup })
    })
  }

  for (const language of LANGUAGES) {
    it(`RC-3 speaks the site’s language within the limits: ${language}`, () => {
      for (const choice of CHOICES) {
        const { shownName, greeting } = newDraft(choice, { ...known, language })
        assert.ok(displayUnits(shownName) <= LIMITS.shownName, shownName)
        assert.ok(displayUnits(greeting) <= LIMITS.greeting, greeting)
      }
    })
  }

  it('RC-9 asks for the device but where a component is for phones alone', () => {
    assert.equal(askedFor(newDraft(WEB, known)).device, true)
    assert.equal(askedFor(newDraft({ kind: 'phone', placement: 'mobile-page', style: 'round-button' }, known)).device, false)
    assert.deepEqual(sent({ ...newDraft(WEB, known), placement: 'mobile-page', show: { device: 'desktop', visitors: 'returning' } }).show, { visitors: 'returning' })
  })
})

describe('another choice', () => {
  const made: ComponentDraft = { ...newDraft({ ...WEB, style: 'card' }, known), name: 'Card', greeting: 'Good day', accent: '#112233', position: 'top-start', show: { include: ['/tours/*'] } }

  it('RC-2 keeps what was typed, also through a style that does not ask for it', () => {
    const there = rechosen(made, { ...WEB, style: 'side-tab' }, known)
    assert.equal(sent(there).greeting, '')
    const back = rechosen(there, { ...WEB, style: 'card' }, known)
    assert.deepEqual([back.name, back.greeting, back.accent, back.closedFor, back.show], ['Card', 'Good day', '#112233', 'visit', { include: ['/tours/*'] }])
  })

  it('RC-4 moves to a position that the style can take', () => {
    assert.equal(rechosen(made, { ...WEB, style: 'side-tab' }, known).position, POSITIONS_OF['side-tab']?.[0])
    assert.equal(rechosen(made, { ...WEB, style: 'horizontal-button' }, known).position, 'top-start')
  })

  it('begins with what the old style did not have', () => {
    const card = rechosen(newDraft(WEB, known), { ...WEB, style: 'card' }, known)
    assert.deepEqual([card.avatar, card.closedFor], [{ kind: 'built-in', name: 'bell' }, 'visit'])
    const tab = rechosen(card, { ...WEB, style: 'side-tab' }, known)
    assert.deepEqual([tab.avatar, tab.closedFor, tab.offset], [undefined, undefined, { inline: 0, block: 0 }])
    assert.equal(rechosen({ ...card, closedFor: 'ever' }, { ...WEB, style: 'side-tab' }, known).closedFor, 'ever')
  })

  it('changes the default words with the kind, and leaves the owner’s own', () => {
    const group: Choice = { kind: 'group', placement: 'web-page', style: 'card' }
    assert.equal(rechosen(made, group, known).shownName, 'Join our group')
    assert.equal(rechosen({ ...made, shownName: 'Ask Ann' }, group, known).shownName, 'Ask Ann')
  })

  it('leads elsewhere where the kind does', () => {
    assert.equal(rechosen(made, { kind: 'group', placement: 'web-page', style: 'card' }, known).target?.kind, 'card')
    const back = rechosen(rechosen(made, { kind: 'group', placement: 'web-page', style: 'card' }, known), WEB, known)
    assert.ok(!('target' in sent(back)))
  })
})

describe('what goes to the server', () => {
  it('holds nothing that the style does not ask for', () => {
    const draft: ComponentDraft = {
      ...newDraft(WEB, known), name: ' Shop ', image: { src: 'picture', alt: 'A door' }, closedFor: 'ever', target: { kind: 'phone', number: '1' }, show: { visitors: 'returning' },
    }
    const clean = sent(draft)
    assert.equal(clean.name, 'Shop')
    for (const field of ['image', 'target', 'selectors', 'avatar'] as const) assert.ok(!(field in clean), field)
    assert.deepEqual(clean.show, { visitors: 'returning' })
    assert.deepEqual(sent({ ...draft, placement: 'link', style: 'link' }).show, {})
  })

  it('asks for a receiver only where a visitor can come to talk', () => {
    const messenger = newDraft({ kind: 'messenger', placement: 'web-page', style: 'card' }, known)
    assert.equal(askedFor(messenger).receiver, true)
    assert.equal(askedFor({ ...messenger, target: { kind: 'messenger', messenger: 'qq', address: '10000', offersChat: false } }).receiver, false)
    const follow = newDraft({ kind: 'follow', placement: 'mobile-page', style: 'card' }, known)
    assert.equal(askedFor(follow).receiver, false)
    assert.equal(askedFor({ ...follow, show: { outsideHours: 'leave-message' } }).receiver, true)
  })
})

describe('what is refused before the server is asked', () => {
  const card: ComponentDraft = { ...newDraft({ ...WEB, style: 'card' }, known), name: 'Card' }
  const image: ComponentDraft = { ...newDraft({ ...WEB, style: 'image' }, known), name: 'Image' }
  const bound: ComponentDraft = { ...newDraft({ ...WEB, style: 'custom-dom' }, known), name: 'Bound' }
  const group: ComponentDraft = { ...newDraft({ kind: 'group', placement: 'web-page', style: 'card' }, known), name: 'Group' }
  const isSelector = (text: string) => !text.includes('(')

  for (const [field, code, draft] of [
    ['name', 'required', { ...card, name: '  ' }],
    ['name', 'too_long', { ...card, name: '一二三四五六七八九十十' }],
    ['shownName', 'too_long', { ...card, shownName: 'seventeen units..' }],
    ['greeting', 'too_long', { ...card, greeting: 'a line of 21 units ..' }],
    ['image', 'required', image],
    ['image.alt', 'required', { ...image, image: { src: 'i', alt: ' ' } }],
    ['selectors', 'required', { ...bound, selectors: [' '] }],
    ['selectors.1', 'bad_selector', { ...bound, selectors: ['#a', 'b('] }],
    ['target.address', 'required', { ...group, target: { kind: 'card', title: 'Us', text: '', address: '' } }],
    ['show.exclude.0', 'bad_pattern', { ...card, show: { exclude: ['tours'] } }],
  ] as const) {
    it(`names ${field}: ${code}`, () => assert.partialDeepStrictEqual(checkDraft(draft, isSelector), { ok: false, code, field }))
  }

  it('lets pass what is right', () => {
    for (const draft of [card, bound, group, { ...image, image: { src: 'i', alt: 'A door' } }]) assert.equal(checkDraft(draft, isSelector), undefined)
  })
})
