import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GroupId, RoutingCondition, RoutingRule } from '@foyer/sdk/protocol'
import { checkRouting, route } from './rules.ts'
import type { Arriving } from './rules.ts'

const rule = (name: string, conditions: readonly RoutingCondition[], rest: Partial<RoutingRule> = {}): RoutingRule => ({ name, isOn: true, conditions, ...rest })
const isHeld = (condition: RoutingCondition, arriving: Partial<Arriving>): boolean => route([rule('r', [condition])], { isWithinHours: true, ...arriving }) !== undefined

const page = { url: 'https://shop.example/tours/alps?utm_source=Newsletter' }

describe('AL-19, conditions', () => {
  for (const [sentence, condition, arriving, expected] of [
    ['a page that fits one of the patterns', { kind: 'page', patterns: ['/none', '/tours/*'] }, { page }, true],
    ['a page by its whole address', { kind: 'page', patterns: ['https://shop.example/tours/*'] }, { page }, true],
    ['no page that fits none', { kind: 'page', patterns: ['/help/*'] }, { page }, false],
    ['no page where none is known', { kind: 'page', patterns: ['/*'] }, {}, false],
    ['the host that linked here', { kind: 'source', values: ['search.example'] }, { referrer: 'https://search.example/?q=alps' }, true],
    ['the host with a part before it', { kind: 'source', values: ['Search.example'] }, { page: { ...page, referrer: 'https://www.search.example/' } }, true],
    ['no host that only ends alike', { kind: 'source', values: ['search.example'] }, { referrer: 'https://research.example/' }, false],
    ['the name of a campaign', { kind: 'source', values: ['newsletter'] }, { page }, true],
    ['an app that linked here', { kind: 'source', values: ['com.example.app'] }, { referrer: 'android-app://com.example.app' }, true],
    ['no source where none is known', { kind: 'source', values: ['newsletter'] }, {}, false],
    ['a language', { kind: 'language', languages: ['fr', 'de'] }, { language: 'de' }, true],
    ['a language with any region', { kind: 'language', languages: ['de'] }, { language: 'de-AT' }, true],
    ['a region in any spelling', { kind: 'language', languages: ['zh-tw'] }, { language: 'zh-TW' }, true],
    ['no other region', { kind: 'language', languages: ['zh-TW'] }, { language: 'zh' }, false],
    ['no language that only begins alike', { kind: 'language', languages: ['d'] }, { language: 'de' }, false],
    ['an attribute with one of the values', { kind: 'attribute', name: 'plan', values: ['gold', 'Silver'] }, { attributes: { plan: 'silver ' } }, true],
    ['no attribute of another value', { kind: 'attribute', name: 'plan', values: ['gold'] }, { attributes: { plan: 'marigold' } }, false],
    ['no attribute of another name', { kind: 'attribute', name: 'plan', values: ['gold'] }, { attributes: { colour: 'gold' } }, false],
    ['no attribute that every object has', { kind: 'attribute', name: 'constructor', values: ['gold'] }, { attributes: {} }, false],
    ['one of the things chosen in the menu', { kind: 'choice', values: ['Visas'] }, { choices: ['Trips', 'visas'] }, true],
    ['nothing that was not chosen', { kind: 'choice', values: ['Visas'] }, { choices: ['Trips'] }, false],
    ['working hours', { kind: 'hours', isWithin: true }, { isWithinHours: true }, true],
    ['no working hours when closed', { kind: 'hours', isWithin: true }, { isWithinHours: false }, false],
    ['being outside of working hours', { kind: 'hours', isWithin: false }, { isWithinHours: false }, true],
  ] as const satisfies readonly (readonly [string, RoutingCondition, Partial<Arriving>, boolean])[]) {
    it(`AL-19 sees ${sentence}`, () => assert.equal(isHeld(condition, arriving), expected))
  }
})

describe('AL-19, the first rule that holds', () => {
  const german: RoutingCondition = { kind: 'language', languages: ['de'] }
  const closed: RoutingCondition = { kind: 'hours', isWithin: false }
  const arriving: Arriving = { language: 'de', isWithinHours: true }

  for (const [sentence, rules, expected] of [
    ['decides, and not a later one', [rule('first', [german]), rule('second', [german])], 'first'],
    ['is one that is on', [rule('off', [german], { isOn: false }), rule('second', [german])], 'second'],
    ['is one of which all conditions hold', [rule('both', [german, closed]), rule('second', [german])], 'second'],
    ['may be one without conditions', [rule('all', []), rule('second', [german])], 'all'],
    ['may be none', [rule('closed', [closed])], undefined],
  ] as const) {
    it(`AL-19 ${sentence}`, () => assert.equal(route(rules, arriving)?.name, expected))
  }

  it('AL-19 says group, priority and skills, and nothing that the rule leaves open', () => {
    const given = { groupId: 'g' as GroupId, priority: 9, skills: ['Deutsch'] }
    assert.deepEqual(route([rule('all', [german], given)], arriving), { name: 'all', ...given })
    assert.deepEqual(route([rule('none', [german])], arriving), { name: 'none' })
  })
})

describe('checkRouting', () => {
  const fine: RoutingCondition = { kind: 'choice', values: ['Visas'] }

  it('AL-19 takes rules within their bounds', () => {
    const all: readonly RoutingCondition[] = [
      { kind: 'page', patterns: ['/tours/*', `/${'x'.repeat(200)}`] }, { kind: 'source', values: ['newsletter'] }, { kind: 'language', languages: ['de', 'zh-Hant-TW'] },
      { kind: 'attribute', name: 'plan', values: ['gold'] }, fine, { kind: 'hours', isWithin: false },
    ]
    assert.equal(checkRouting([rule('旅'.repeat(20), all, { priority: 1, skills: ['Deutsch'] }), rule('last', [], { priority: 9 })]), undefined)
  })

  for (const [field, code, rules] of [
    ['rules', 'too_long', Array.from({ length: 101 }, () => rule('r', []))],
    ['rules.1.name', 'required', [rule('r', []), rule(' ', [])]],
    ['rules.0.name', 'too_long', [rule('x'.repeat(41), [])]],
    ['rules.0.conditions', 'too_long', [rule('r', Array.from({ length: 11 }, () => fine))]],
    ['rules.0.conditions.1.values', 'required', [rule('r', [fine, { kind: 'choice', values: [] }])]],
    ['rules.0.conditions.0.values.1', 'required', [rule('r', [{ kind: 'choice', values: ['Visas', ' '] }])]],
    ['rules.0.conditions.0.values.0', 'too_long', [rule('r', [{ kind: 'source', values: ['x'.repeat(101)] }])]],
    ['rules.0.conditions.0.values', 'too_long', [rule('r', [{ kind: 'attribute', name: 'plan', values: Array.from({ length: 51 }, () => 'x') }])]],
    ['rules.0.conditions.0.name', 'required', [rule('r', [{ kind: 'attribute', name: '', values: ['gold'] }])]],
    ['rules.0.conditions.0.patterns.0', 'bad_pattern', [rule('r', [{ kind: 'page', patterns: ['tours'] }])]],
    ['rules.0.conditions.0.patterns', 'required', [rule('r', [{ kind: 'page', patterns: [] }])]],
    ['rules.0.conditions.0.languages.0', 'not_supported', [rule('r', [{ kind: 'language', languages: ['German!'] }])]],
    ['rules.0.priority', 'out_of_range', [rule('r', [], { priority: 0 })]],
    ['rules.0.priority', 'out_of_range', [rule('r', [], { priority: 10 })]],
    ['rules.0.priority', 'out_of_range', [rule('r', [], { priority: 5.5 })]],
    ['rules.0.skills.0', 'too_long', [rule('r', [], { skills: ['x'.repeat(21)] })]],
    ['rules.0.skills.1', 'name_taken', [rule('r', [], { skills: ['Deutsch', 'deutsch'] })]],
    ['rules.0.skills', 'too_long', [rule('r', [], { skills: Array.from({ length: 11 }, (_, index) => `s${index}`) })]],
  ] as const satisfies readonly (readonly [string, string, readonly RoutingRule[]])[]) {
    it(`AL-19 refuses at ${field} with ${code}`, () => {
      const wrong = checkRouting(rules)
      assert.deepEqual([wrong?.field, wrong?.code], [field, code])
    })
  }
})
