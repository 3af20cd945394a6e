import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { INVITATION_BOUNDS } from '@foyer/sdk/protocol'
import type { AfterRefusal, GroupId, InvitationConditions, InvitationDraft, InvitationLook, InvitationVariant, SiteId } from '@foyer/sdk/protocol'
import { DEFAULT_LOOKS, checkInvitation, checkInviteText, checkManual, fillInvitation, imageIdOf, mayShowAgain, picturesIn, variantFor } from './rules.ts'
import type { EarlierShowing, InvitationSurroundings } from './rules.ts'

const look: InvitationLook = { title: 'Hello', text: 'May we help you?', position: 'centre', buttons: ['chat', 'later'] }
const variant = (id: string, share: number, more: Partial<InvitationVariant> = {}): InvitationVariant => ({ id, name: id, share, desktop: look, mobile: look, ...more })
const draft: InvitationDraft = {
  siteId: 's' as SiteId,
  name: 'Prices',
  isOn: true,
  conditions: {},
  receiver: { kind: 'group', groupId: 'g' as GroupId },
  afterRefusal: { kind: 'visit' },
  onlyStaffed: true,
  variants: [variant('a', 100)],
}
const around: InvitationSurroundings = { hasSite: true, hasReceiver: true, pictures: new Set(['/v1/images/known']) }
const check = (change: Partial<InvitationDraft>, surroundings: Partial<InvitationSurroundings> = {}) => checkInvitation({ ...draft, ...change }, { ...around, ...surroundings })
const withLook = (change: Partial<InvitationLook>) => ({ variants: [variant('a', 100, { mobile: { ...look, ...change } })] })

describe('what an invitation may be', () => {
  it('IV-5 IV-9 takes all that is in bounds', () => {
    const conditions: InvitationConditions = { secondsOnSite: 86_400, pages: 1, visits: 2, include: ['/prices*'], exclude: ['https://shop.example/basket'], sources: ['search', 'google'], device: 'mobile', languages: ['de'], regions: ['cn'], scrolled: 100, isLeaving: true, event: 'basket' }
    assert.equal(check({}), undefined)
    assert.equal(check({ conditions, afterRefusal: { kind: 'again', minutes: 30, times: 3 }, variants: [variant('a', 60), variant('b', 40), variant('c', 0)] }), undefined)
    assert.equal(check({ variants: [variant('a', 100, { desktop: { ...look, title: '客'.repeat(10), text: '{visitor} {page} {agent} {place} {company}', picture: '/v1/images/known', accent: '#102030', closesAfterSeconds: 3 } })] }), undefined)
    assert.equal(check({ ...withLook({ buttons: ['chat', 'messenger', 'phone'] }), messengerId: 'm', phone: '+49 30 123456' }, { messengerKind: 'messenger' }), undefined)
  })

  for (const [sentence, change, code, field, surroundings] of [
    ['another workspace’s site', {}, 'not_supported', 'siteId', { hasSite: false }],
    ['no name', { name: ' ' }, 'required', 'name'],
    ['a name that is too long', { name: '客'.repeat(11) }, 'too_long', 'name'],
    ['no seconds', { conditions: { secondsOnSite: 0 } }, 'out_of_range', 'conditions.secondsOnSite'],
    ['half a second', { conditions: { secondsOnPage: 0.5 } }, 'out_of_range', 'conditions.secondsOnPage'],
    ['no page', { conditions: { pages: 0 } }, 'out_of_range', 'conditions.pages'],
    ['too many visits', { conditions: { visits: 1_001 } }, 'out_of_range', 'conditions.visits'],
    ['more than the whole page', { conditions: { scrolled: 101 } }, 'out_of_range', 'conditions.scrolled'],
    ['a pattern that is none', { conditions: { include: ['/a', 'prices'] } }, 'bad_pattern', 'conditions.include.1'],
    ['the same of those left out', { conditions: { exclude: ['ftp://x/'] } }, 'bad_pattern', 'conditions.exclude.0'],
    ['a source without a name', { conditions: { sources: [''] } }, 'required', 'conditions.sources.0'],
    ['a region as long as a novel', { conditions: { regions: ['x'.repeat(101)] } }, 'too_long', 'conditions.regions.0'],
    ['a language that is no tag', { conditions: { languages: ['en-US'] } }, 'not_supported', 'conditions.languages.0'],
    ['an event without a name', { conditions: { event: ' ' } }, 'required', 'conditions.event'],
    ['a receiver who is gone', {}, 'receiver_gone', 'receiver', { hasReceiver: false }],
    ['a refusal for no time', { afterRefusal: { kind: 'again', minutes: 0, times: 1 } }, 'out_of_range', 'afterRefusal.minutes'],
    ['a refusal that is never enough', { afterRefusal: { kind: 'again', minutes: 5, times: 101 } }, 'out_of_range', 'afterRefusal.times'],
    ['no variant', { variants: [] }, 'required', 'variants'],
    ['five variants', { variants: ['a', 'b', 'c', 'd', 'e'].map((id) => variant(id, 20)) }, 'too_long', 'variants'],
    ['two variants of one id', { variants: [variant('a', 50), variant('a', 50)] }, 'name_taken', 'variants.1.id'],
    ['shares that are not all', { variants: [variant('a', 50), variant('b', 49)] }, 'out_of_range', 'variants'],
    ['a share below nothing', { variants: [variant('a', 101), variant('b', -1)] }, 'out_of_range', 'variants.0.share'],
    ['a title that is too long', withLook({ title: 'x'.repeat(INVITATION_BOUNDS.titleUnits + 1) }), 'too_long', 'variants.0.mobile.title'],
    ['a text that is too long', withLook({ text: '客'.repeat(51) }), 'too_long', 'variants.0.mobile.text'],
    ['a text that says nothing', withLook({ text: '' }), 'required', 'variants.0.mobile.text'],
    ['a placeholder that there is not', withLook({ text: 'Hello {name}' }), 'not_supported', 'variants.0.mobile.text'],
    ['a picture that is gone', withLook({ picture: '/v1/images/gone' }), 'image_unreadable', 'variants.0.mobile.picture'],
    ['a picture from elsewhere', withLook({ picture: 'https://evil.example/x.png' }), 'image_unreadable', 'variants.0.mobile.picture'],
    ['a colour that is none', withLook({ accent: 'red' }), 'bad_colour', 'variants.0.mobile.accent'],
    ['no way to the chat', withLook({ buttons: ['later'] }), 'required', 'variants.0.mobile.buttons'],
    ['a button twice', withLook({ buttons: ['chat', 'chat'] }), 'not_supported', 'variants.0.mobile.buttons.1'],
    ['a closing before anybody could read it', withLook({ closesAfterSeconds: 2 }), 'out_of_range', 'variants.0.mobile.closesAfterSeconds'],
    ['a messenger without one', withLook({ buttons: ['chat', 'messenger'] }), 'required', 'messengerId'],
    ['a chat as the messenger', { ...withLook({ buttons: ['chat', 'messenger'] }), messengerId: 'm' }, 'not_supported', 'messengerId', { messengerKind: 'web-chat' }],
    ['a call without a number', withLook({ buttons: ['chat', 'phone'] }), 'required', 'phone'],
    ['a number that is none', { phone: 'call us' }, 'bad_phone', 'phone'],
  ] as const satisfies readonly (readonly [string, Partial<InvitationDraft>, string, string, Partial<InvitationSurroundings>?])[]) {
    it(`IV-5 IV-9 refuses ${sentence}, with the field named`, () => assert.partialDeepStrictEqual(check(change, surroundings), { ok: false, code, field }))
  }

  it('IV-7 a manual one has looks, and words of its own', () => {
    assert.equal(checkManual(DEFAULT_LOOKS, new Set()), undefined)
    assert.partialDeepStrictEqual(checkManual({ ...DEFAULT_LOOKS, mobile: { ...look, title: '' } }, new Set()), { code: 'required', field: 'mobile.title' })
    assert.partialDeepStrictEqual(checkManual({ ...DEFAULT_LOOKS, desktop: { ...look, buttons: ['chat', 'phone'] } }, new Set()), { code: 'not_supported', field: 'desktop.buttons.1' })
    assert.equal(checkInviteText('客'.repeat(50)), undefined)
    assert.partialDeepStrictEqual(checkInviteText('客'.repeat(51)), { code: 'too_long', field: 'text' })
    assert.partialDeepStrictEqual(checkInviteText(' '), { code: 'required', field: 'text' })
    assert.partialDeepStrictEqual(checkInviteText('{boss}'), { code: 'not_supported', field: 'text' })
  })

  it('names each picture once, by its id', () => {
    const shown = { ...look, picture: '/v1/images/one' }
    assert.deepEqual(picturesIn([{ desktop: shown, mobile: shown }, { desktop: look, mobile: { ...look, picture: '/v1/images/two' } }]).map(imageIdOf), ['one', 'two'])
    assert.equal(imageIdOf('https://evil.example/v1/images/one'), undefined)
  })
})

describe('the variant of a visitor', () => {
  const variants = [variant('a', 70), variant('none', 0), variant('b', 30)]
  const seen = Array.from({ length: 10_000 }, (_, n) => variantFor(variants, 'i', `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`).id)
  const count = (id: string) => seen.filter((one) => one === id).length

  it('IV-9 is the same each time', () => assert.equal(variantFor(variants, 'i', 'visitor'), variantFor(variants, 'i', 'visitor')))
  it('IV-9 falls to visitors by the shares', () => {
    // Five standard deviations of ten thousand throws are 230.
    assert.ok(Math.abs(count('a') - 7_000) < 230, `${count('a')} of 10,000`)
    assert.equal(count('none'), 0)
    assert.equal(count('a') + count('b'), 10_000)
  })
  it('IV-9 of one invitation says nothing of another’s', () => {
    const other = Array.from({ length: 10_000 }, (_, n) => variantFor(variants, 'j', `01890a5d-ac96-774b-bcce-${String(n).padStart(12, '0')}`).id)
    const alike = seen.filter((id, at) => id === other[at]).length
    assert.ok(Math.abs(alike - 5_800) < 250, `${alike} of 10,000 see the same in both`)
  })
})

describe('after a refusal', () => {
  const now = 1_000_000_000
  const minutes = 60_000
  const declined = (before: number): EarlierShowing => ({ state: 'declined', at: now - before - 5, answeredAt: now - before })
  for (const [sentence, after, earlier, expected] of [
    ['it was left alone', { kind: 'ever' }, [{ state: 'shown', at: now - 1 }], true],
    ['it never was there', { kind: 'again', minutes: 30, times: 1 }, [], true],
    ['it closed by itself in this visit', { kind: 'ever' }, [{ state: 'unanswered', at: now - 2, answeredAt: now - 1 }], false],
    ['it closed by itself in the visit before', { kind: 'ever' }, [{ state: 'unanswered', at: now - 22 * minutes, answeredAt: now - 21 * minutes }], true],
    ['it closed by itself, and may come again later, however often', { kind: 'again', minutes: 30, times: 1 }, [1, 2, 3].map((n) => ({ state: 'unanswered', at: now - n * 10 * minutes, answeredAt: now - n * 10 * minutes })), { againAfterMs: 20 * minutes }],
    ['it was refused for ever', { kind: 'ever' }, [declined(900 * minutes)], false],
    ['it was refused in this visit', { kind: 'visit' }, [declined(10 * minutes)], false],
    ['it was refused in the visit before', { kind: 'visit' }, [declined(25 * minutes)], true],
    ['it may come again, later', { kind: 'again', minutes: 30, times: 1 }, [declined(10 * minutes)], { againAfterMs: 20 * minutes }],
    ['it may come again, now', { kind: 'again', minutes: 30, times: 1 }, [declined(30 * minutes)], true],
    ['it was refused as often as it may come', { kind: 'again', minutes: 30, times: 1 }, [declined(40 * minutes), declined(90 * minutes)], false],
    ['it was accepted in this visit', { kind: 'again', minutes: 1, times: 9 }, [{ state: 'accepted', at: now - 2, answeredAt: now - 1 }], false],
    ['it was accepted in the visit before', { kind: 'visit' }, [{ state: 'accepted', at: now - 22 * minutes, answeredAt: now - 21 * minutes }], true],
  ] as const satisfies readonly (readonly [string, AfterRefusal, readonly EarlierShowing[], ReturnType<typeof mayShowAgain>])[]) {
    it(`IV-5 ${sentence}: ${JSON.stringify(expected)}`, () => assert.deepEqual(mayShowAgain(after, earlier, { now, visitBegan: now - 20 * minutes }), expected))
  }
  it('IV-5 where nothing is known of the visit, it is half an hour', () => {
    assert.equal(mayShowAgain({ kind: 'visit' }, [declined(29 * minutes)], { now }), false)
    assert.equal(mayShowAgain({ kind: 'visit' }, [declined(31 * minutes)], { now }), true)
  })
})

describe('what an invitation says', () => {
  const all = { visitor: 'Mira', page: 'Tours', agent: 'Ann', place: 'Ulm', company: 'Foyer' }
  const nothing = { visitor: '', page: '', agent: '', place: '', company: '' }
  for (const [text, known, unknown] of [
    ['Hello {visitor}, may I help?', 'Hello Mira, may I help?', 'Hello, may I help?'],
    ['Still looking at {page}?', 'Still looking at Tours?', 'Still looking?'],
    ['Are you from {place}? We deliver today!', 'Are you from Ulm? We deliver today!', 'We deliver today!'],
    ['{agent} is here. Shall we talk?', 'Ann is here. Shall we talk?', 'Shall we talk?'],
    ['Fragen zu {page}?', 'Fragen zu Tours?', 'Fragen?'],
    ['来自{place}的朋友，您好！', '来自Ulm的朋友，您好！', '朋友，您好！'],
    ['{place}からですか？', 'Ulmからですか？', 'ですか？'],
    ['{page}', 'Tours', ''],
    ['No names at all', 'No names at all', 'No names at all'],
  ] as const) {
    it(`IV-9 “${text}” reads well with names and without`, () => {
      assert.equal(fillInvitation(text, all), known)
      assert.equal(fillInvitation(text, nothing), unknown)
    })
  }
  it('IV-9 what a name says is text, in one line, and no longer than a name', () => {
    assert.equal(fillInvitation('{page} of {company}', { ...all, page: '{company}\n<b>$&', company: '{page}' }), '{company} <b>$& of {page}')
    assert.equal(fillInvitation('{page}', { ...all, page: 'x'.repeat(500) }).length, 60)
    assert.equal(fillInvitation('{visitor}!', { ...all, visitor: '\u202Eevil\u202C' }), 'evil!')
  })
})
