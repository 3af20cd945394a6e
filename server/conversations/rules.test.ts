import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LIMITS, emptyHead } from '@foyer/sdk/protocol'
import type { ConversationHead, ConversationId, FormAnswer, MemberId } from '@foyer/sdk/protocol'
import { waitLeft } from '../allocation/estimate.ts'
import type { Details } from '../visitors/rules.ts'
import { DEFAULT_WINDOW } from '../window/rules.ts'
import { notHeldBy, queuedSince, reachableUntil, withAnswers, withContact } from './rules.ts'

const NOW = 1_800_000_000_000
const EMPTY: Details = { name: null, email: null, phone: null, attributes: {}, tags: ['vip'] }
const said = (kind: FormAnswer['kind'], value: string, label = ''): FormAnswer => ({ kind, label, value })
const head = (changed: Partial<ConversationHead>): ConversationHead => ({ ...emptyHead('c1' as ConversationId), ...changed })

describe('CW-16 answers on a card', () => {
  it('stand where they belong, without blanks around them, and the later one counts', () => {
    const card = withAnswers(EMPTY, [said('name', ' Vera '), said('email', 'old@mail.example'), said('email', 'vera@mail.example'), said('text', '17', 'Order')], false)
    assert.deepEqual(card, { ...EMPTY, name: 'Vera', email: 'vera@mail.example', attributes: { Order: '17' } })
  })

  it('take nothing away and bring no nonsense', () => {
    const known = { ...EMPTY, name: 'Vera', phone: '+351 210 000' }
    assert.deepEqual(withAnswers(known, [said('name', ' '), said('phone', 'call me'), said('email', 'vera at mail'), said('text', 'x'), said('text', 'x', 'constructor'), said('text', 'x', '__proto__')], false), known)
  })

  it('keep the bounds of a card, and no half character', () => {
    const full = Object.fromEntries(Array.from({ length: LIMITS.attributes }, (_, n) => [`key${n}`, 'x']))
    assert.deepEqual(withAnswers({ ...EMPTY, attributes: full }, [said('text', 'new', 'one more'), said('text', 'new', 'key0')], false).attributes, { ...full, key0: 'new' })
    const long = withAnswers(EMPTY, [said('long-text', `${'x'.repeat(LIMITS.attributeValue - 1)}🦊`, 'Story')], false).attributes['Story']!
    assert.deepEqual([long.length, long.isWellFormed()], [LIMITS.attributeValue - 1, true])
  })

  it('CW-27 change nothing that is proven', () => {
    const proven = { ...EMPTY, name: 'Vera', attributes: { plan: 'gold' } }
    assert.deepEqual(withAnswers(proven, [said('name', 'Mallory'), said('text', 'free', 'plan'), said('text', '17', 'Order')], true), { ...proven, attributes: { plan: 'gold', Order: '17' } })
    assert.partialDeepStrictEqual(withContact(proven, { name: 'Mallory' }, true), { ok: false, code: 'proof_needed', field: 'name' })
    assert.partialDeepStrictEqual(withContact(proven, { name: '' }, true), { ok: false, code: 'proof_needed' })
    assert.deepEqual(withContact(proven, { name: 'Vera', phone: '123' }, true), { ok: true, value: { ...proven, phone: '123' } })
  })
})

describe('what a head says', () => {
  it('CW-14 who stands in the queue', () => {
    assert.equal(queuedSince(head({ state: { status: 'waiting', since: 5, reason: 'queue' } })), 5)
    for (const state of [{ status: 'waiting', since: 5 }, { status: 'waiting', since: 5, reason: 'take-message' }, { status: 'ended', at: 5, by: 'visitor' }] as const) assert.equal(queuedSince(head({ state })), undefined)
  })

  it('who holds it', () => {
    const agent = { id: 'ann' as MemberId, name: 'Ann' }
    const codes = [{ status: 'held', agent, since: 0 }, { status: 'waiting', since: 0 }, { status: 'ended', at: 0, by: 'agent', agent }] as const
    assert.deepEqual(codes.map((state) => notHeldBy(head({ state }), agent.id)?.code), [undefined, 'conversation_held_elsewhere', 'conversation_ended'])
    assert.equal(notHeldBy(head({ state: codes[0] }), 'ben' as MemberId)?.code, 'conversation_held_elsewhere')
  })

  it('CW-12 until when its visitor can be answered', () => assert.equal(reachableUntil(NOW, { ...DEFAULT_WINDOW, reachDays: 1 }), NOW + 86_400_000))
})

describe('CW-14 the estimate', () => {
  for (const [sentence, waits, waited, expected] of [
    ['is the middle of the last waits, less what was waited already', [10, 30, 20], 5, 15],
    ['is between the two in the middle where they are even', [40, 10, 20, 30], 0, 25],
    ['is not moved by one who waited for ever', [10, 20, 1e9], 0, 20],
    ['is not given from two', [10, 20], 0, undefined],
    ['is not given to who has waited as long already', [10, 20, 30], 20, undefined],
  ] as const) {
    it(sentence, () => assert.equal(waitLeft(waits, waited), expected))
  }
})
