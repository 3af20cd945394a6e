import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { KeywordRule, ReplyRules } from '@foyer/sdk/protocol'
import { createRandom } from '../allocation/random.ts'
import { checkReceivers, checkReplies } from './check.ts'
import { DEFAULT_REPLIES, HUMAN_WORDS, askedText, asksForReply, compileReplies, decideReply, explainReply, fold, repliesOf } from './rules.ts'

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)
const rule = (id: string, keywords: readonly string[], changed: Partial<KeywordRule> = {}): KeywordRule => ({
  id, name: id, keywords, matching: 'contains', isOn: true, speaksWhenHeld: false, answer: { parts: [{ type: 'text', text: id }] }, ...changed,
})
const withRules = (...rules: readonly KeywordRule[]): ReplyRules => ({ ...DEFAULT_REPLIES, rules })
const said = { isOn: true, answer: { parts: [{ type: 'text', text: 'said' }] } } as const
const answered = (replies: ReplyRules, text: string, situation: { isFirst?: boolean; isHeld?: boolean; hasBot?: boolean } = {}): string => {
  const { by, rule: found } = decideReply(compileReplies(replies), { text, isFirst: false, isHeld: false, ...situation })
  return found?.id ?? by
}

describe('AR-1 keywords', () => {
  for (const [what, keyword, text] of [
    ['case', 'PRICE', 'the price?'],
    ['width', 'prix', 'ＰＲＩＸ'],
    ['half-width kana', 'カバン', 'ｶﾊﾞﾝ'],
    ['accents', 'creme brulee', 'Crème Brûlée, please'],
    ['accents that stand by themselves', 'é', 'e\u0301'],
    ['sharp s', 'Straße', 'STRASSE 5'],
    ['dotted and dotless i', 'İstanbul', 'istanbul'],
    ['the last sigma', 'ΟΔΟΣ', 'οδός'],
    ['vowel signs and the stretched line of Arabic', 'مرحبا', 'مَرْحَبًـــا'],
    ['the hamza of alef', 'اسعار', 'أسعار'],
    ['points of Hebrew', 'שלום', 'שָׁלוֹם'],
    ['invisible characters', 'refund', 're\u00adfu\u200bnd'],
    ['spaces', 'opening hours', 'opening \n\t hours'],
    ['Chinese inside of a sentence', '价格', '请问这个价格是多少'],
    ['ligatures', 'office', 'oﬃce'],
  ] as const) {
    it(`AR-1 are found without regard to ${what}`, () => assert.equal(answered(withRules(rule('a', [keyword])), text), 'a'))
  }
  for (const [what, keyword, text] of [
    ['は and ば', 'はし', 'ばし'],
    ['가 and 각', '가', '각'],
    ['vowels of Devanagari', 'कि', 'का'],
    ['vowels of Thai', 'กิ', 'กา'],
    ['what an expression would match', 'a.*b', 'axxb'],
  ] as const) {
    it(`AR-1 keep ${what} apart`, () => assert.equal(answered(withRules(rule('a', [keyword])), text), 'nobody'))
  }

  it('AR-1 are contained, equal, or at the start', () => {
    const replies = withRules(rule('whole', ['hi'], { matching: 'equals' }), rule('start', ['where is'], { matching: 'starts-with' }), rule('in', ['his']))
    assert.deepEqual(['  HI ', 'hi!', 'Where  is it', 'So where is it', 'this'].map((text) => answered(replies, text)), ['whole', 'nobody', 'start', 'nobody', 'in'])
  })

  it('AR-1 the first rule in order wins, whichever stands first in the text, and rules that are off do not count', () => {
    const replies = withRules(rule('off', ['price'], { isOn: false }), rule('a', ['hers', 'cost']), rule('b', ['he'], { matching: 'starts-with' }), rule('c', ['she', 'price']))
    assert.deepEqual(['price and cost', 'hello price', 'price', 'ushers'].map((text) => answered(replies, text)), ['a', 'b', 'c', 'a'])
  })

  it('AR-1 find what a look at each keyword finds, for random words and texts', () => {
    const random = createRandom(5)
    const word = (most: number) => upTo(1 + Math.floor(random() * most)).map(() => 'ab'[Math.floor(random() * 2)]).join('')
    for (let done = 0; done < 2_000; done += 1) {
      const rules = upTo(6).map((index) => rule(`r${index}`, [word(4), word(6)], { matching: (['contains', 'equals', 'starts-with'] as const)[Math.floor(random() * 3)]! }))
      const text = word(12)
      const fits = ({ keywords, matching }: KeywordRule) => keywords.some((one) => (matching === 'contains' ? text.includes(one) : matching === 'equals' ? text === one : text.startsWith(one)))
      assert.equal(answered(withRules(...rules), text), rules.find(fits)?.id ?? 'nobody', JSON.stringify({ text, rules: rules.map(({ keywords, matching }) => [matching, keywords]) }))
    }
  })

  it('AR-1 takes a few steps for each character, however many rules there are and whatever is written', () => {
    const compiled = compileReplies(withRules(...upTo(10_000).map((n) => rule(`r${n}`, [`${'a'.repeat(40)}${n}`, `word ${n}`], { matching: n % 2 ? 'contains' : 'starts-with' }))))
    for (const text of ['a'.repeat(4_000), `${'a'.repeat(39)}b`.repeat(100), 'word '.repeat(800), 'ﷺ'.repeat(4_000), '\u0301'.repeat(4_000)]) {
      const { steps } = decideReply(compiled, { text, isFirst: false, isHeld: false })
      assert.ok(steps <= 5 * (fold(text).length + 2), `${steps} steps for ${fold(text).length} characters`)
      assert.ok(fold(text).length <= 12_000)
    }
  })
})

describe('AR-2 and AR-3', () => {
  const replies = { ...withRules(rule('a', ['price']), rule('loud', ['fire'], { speaksWhenHeld: true })), first: said, noMatch: said }

  it('AR-2 answers first contact and what no rule fits, each only if nothing nearer does', () => {
    assert.deepEqual(
      [answered(replies, 'price', { isFirst: true }), answered(replies, 'hello', { isFirst: true }), answered(replies, 'hello'), answered(withRules(), 'hello', { isFirst: true })],
      ['a', 'first', 'no-match', 'nobody'],
    )
  })
  it('AR-3 is silent while a human holds the conversation, except for rules that speak then too', () => {
    const isHeld = true
    assert.deepEqual([answered(replies, 'price', { isHeld }), answered(replies, 'price fire', { isHeld }), answered(replies, 'x', { isHeld, isFirst: true })], ['nobody', 'loud', 'nobody'])
  })
  it('AR-5 leaves to a bot what no rule fits', () => assert.equal(answered(replies, 'hello', { hasBot: true }), 'nobody'))

  it('AR-3 every word for a human of every language leads to one before all rules', () => {
    const greedy = withRules(rule('all', ['a', 'e', 'i', 'o', '人', 'ー', 'ا', '者', '有']))
    for (const word of Object.values(HUMAN_WORDS).flat()) assert.equal(answered(greedy, `${word}!`), 'human-word', word)
  })
  it('AR-3 a word for a human is a word of its own, where words have spaces between them', () => {
    assert.deepEqual(['I want an AGENT, now', 'the agenda', 'human', 'humane', '我要转人工服务', 'Une  vraie-personne'].map((text) => answered(withRules(), text)), ['human-word', 'nobody', 'human-word', 'nobody', 'human-word', 'human-word'])
  })
  it('AR-3 a word of one language is none of every day in another', () => assert.equal(answered(withRules(), '有人告诉我可以退款'), 'nobody'))
  it('AR-3 the words can be edited for each language; the others stay', () => {
    const edited = repliesOf({ ...withRules(), humanWords: { en: ['boss'], fr: ['chef'] } })
    assert.deepEqual(['the boss', 'agent please', 'Mensch'].map((text) => answered(edited, text)), ['human-word', 'nobody', 'human-word'])
  })
  it('AR-3 a human who holds it is asked for no more', () => {
    const { by, answer } = explainReply(compileReplies(withRules()), { text: 'human', isFirst: false, isHeld: true })
    assert.deepEqual([by, answer], ['human-word', undefined])
  })
})

describe('AR-4 the test box', () => {
  for (const [text, keyword, found] of [
    ['Les PRÍX?', 'prix', 'PRÍX'],
    ['eine  Straße', 'strasse', 'Straße'],
    ['x cafe\u0301!', 'café', 'cafe\u0301'],
    ['这个价格', '价格', '价格'],
    ['oﬃces', 'office', 'oﬃce'],
    ['مُوَظَّفة', 'موظفة', 'مُوَظَّفة'],
  ] as const) {
    it(`AR-4 shows where “${keyword}” stands in “${text}”`, () => {
      const { match } = explainReply(compileReplies({ ...withRules(rule('a', [keyword])), humanWords: { ar: ['none'] } }), { text, isFirst: false, isHeld: false })
      assert.ok(match)
      assert.deepEqual([match.keyword, text.slice(match.from, match.to)], [keyword, found])
    })
  }
  it('AR-4 says why not before, for up to 20 rules', () => {
    const compiled = compileReplies(withRules(rule('off', ['x'], { isOn: false }), rule('b', ['y']), rule('c', ['x'])))
    assert.deepEqual(explainReply(compiled, { text: 'x', isFirst: false, isHeld: false }).looked, [{ kind: 'off', rule: 'off' }, { kind: 'unfit', rule: 'b' }])
    assert.deepEqual(explainReply(compiled, { text: 'x', isFirst: false, isHeld: true }).looked, [{ kind: 'off', rule: 'off' }, { kind: 'silent', rule: 'b' }, { kind: 'silent', rule: 'c' }, { kind: 'held' }])
    const many = compileReplies(withRules(...upTo(50).map((n) => rule(`r${n}`, ['y']))))
    const { looked } = explainReply(many, { text: 'x', isFirst: true, isHeld: false })
    assert.deepEqual([looked.length, looked.filter(({ kind }) => kind === 'more')], [20, [{ kind: 'more', rules: 33 }]])
    assert.deepEqual(looked.at(-1), { kind: 'no-match-off' })
  })
})

describe('what rules go by', () => {
  it('AR-1 a button counts as its value, a form as nothing', () => {
    const to = 'm' as never
    assert.equal(askedText([{ type: 'text', text: 'Hello' }, { type: 'choice', to, label: 'Prices', value: 'price' }]), 'Hello price')
    assert.equal(asksForReply([{ type: 'answers', to, answers: [] }]), false)
    assert.equal(asksForReply([{ type: 'text', text: 'x' }, { type: 'answers', to, answers: [] }]), true)
  })
})

describe('AR-1 what is refused, with the field named', () => {
  for (const [what, changed, code, field] of [
    ['a rule without a name', { name: ' ' }, 'required', 'rules.0.name'],
    ['a name of more than 40 units', { name: '人'.repeat(21) }, 'too_long', 'rules.0.name'],
    ['no keyword', { keywords: [] }, 'required', 'rules.0.keywords'],
    ['eleven keywords', { keywords: upTo(11).map(String) }, 'too_long', 'rules.0.keywords'],
    ['a keyword of more than 60 units', { keywords: ['a', '人'.repeat(31)] }, 'too_long', 'rules.0.keywords.1'],
    ['a keyword that would be in every text', { keywords: ['\u200b'] }, 'required', 'rules.0.keywords.0'],
    ['an answer that says nothing and leads nowhere', { answer: { parts: [] } }, 'required', 'rules.0.answer.parts'],
  ] as const) {
    it(`AR-1 ${what}`, () => assert.partialDeepStrictEqual(checkReplies(withRules(rule('a', ['x'], changed))), { code, field }))
  }
  it('AR-1 10,000 rules are taken, one more is not', () => {
    const rules = upTo(10_001).map((n) => rule(`r${n}`, ['x'.repeat(60)]))
    assert.equal(checkReplies(withRules(...rules.slice(1))), undefined)
    assert.partialDeepStrictEqual(checkReplies(withRules(...rules)), { code: 'too_long', field: 'rules' })
  })
  it('AR-1 keywords that are too many characters all together, as they are compared', () => {
    // Each of the characters is compared as eighteen.
    const rules = Array.from({ length: 100 }, (_, index) => rule(`r${index}`, Array.from({ length: 10 }, () => 'ﷺ'.repeat(60))))
    assert.partialDeepStrictEqual(checkReplies(withRules(...rules)), { code: 'too_long', field: 'rules.92.keywords' })
    assert.equal(checkReplies(withRules(...rules.slice(8))), undefined)
  })
  it('AR-3 a language without a word for a human', () => {
    assert.partialDeepStrictEqual(checkReplies({ ...withRules(), humanWords: { zh: [] } }), { code: 'required', field: 'humanWords.zh' })
  })
  it('AR-2 a receiver who is gone', () => {
    const none = { groups: new Set<string>(), members: new Set<string>(), bots: new Set(['b']) }
    const leading = (leadsTo: KeywordRule['answer']['leadsTo']) => checkReceivers(withRules(rule('a', ['x'], { answer: { parts: [], ...(leadsTo && { leadsTo }) } })), none)
    assert.partialDeepStrictEqual(leading({ kind: 'bot', botId: 'c' }), { code: 'receiver_gone', field: 'rules.0.answer.leadsTo' })
    assert.deepEqual([leading({ kind: 'bot', botId: 'b' }), leading('group')], [undefined, undefined])
  })
})
