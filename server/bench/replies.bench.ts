/**
 * How long it takes to find who answers a message among 10,000 rules (AR-1), beside one `indexOf` of one keyword over the
 * same text in the same run. Texts are as long as a message may be, and the worst that could be thought of.
 */
import { LIMITS } from '@foyer/sdk/protocol'
import type { KeywordRule } from '@foyer/sdk/protocol'
import { DEFAULT_REPLIES, compileReplies, decideReply, fold } from '../replies/rules.ts'
import { median, ms, printTable, whole } from './table.ts'

const RULES = 10_000
const RUNS = 50
/** AR-1, and what the issue asks. */
const MOST_MS = 10

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index)
const rules = upTo(RULES).map((n): KeywordRule => ({
  id: `r${n}`,
  name: `Rule ${n}`,
  keywords: [`${'a'.repeat(40)}${n}`, `price of tour ${n}`, `第${n}个问题`, `question ${n}`],
  matching: (['contains', 'equals', 'starts-with'] as const)[n % 3]!,
  isOn: true,
  speaksWhenHeld: false,
  answer: { parts: [{ type: 'text', text: 'x' }] },
}))
const long = (text: string): string => text.repeat(Math.ceil(LIMITS.textLength / text.length)).slice(0, LIMITS.textLength)
const TEXTS: Readonly<Record<string, string>> = {
  'words': long('I would like to know the price of your tour to the islands. '),
  'Chinese': long('请问这个问题第几个价格是多少'),
  'nearly a keyword, over and over': long(`${'a'.repeat(40)}b`),
  'one letter': long('a'),
  'characters that stand for twenty': long('ﷺ'),
  'accents alone': long('\u0301'),
}

const timed = (work: () => unknown): number => {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

const compileMs = timed(() => compileReplies({ ...DEFAULT_REPLIES, rules }))
const compiled = compileReplies({ ...DEFAULT_REPLIES, rules })
const rows = Object.entries(TEXTS).map(([name, text]) => {
  const question = { text, isFirst: false, isHeld: false }
  const floor = median(upTo(RUNS).map(() => timed(() => fold(text).indexOf('not to be found'))))
  const runs = upTo(RUNS).map(() => timed(() => decideReply(compiled, question)))
  const slowest = Math.max(...runs.slice(5))
  if (median(runs) > MOST_MS) throw new Error(`${name}: ${ms(median(runs))} ms are more than ${MOST_MS}`)
  return [name, whole(decideReply(compiled, question).steps), ms(floor), ms(median(runs)), ms(slowest)]
})
printTable(`Who answers a message of ${whole(LIMITS.textLength)} characters among ${whole(RULES)} rules (made ready in ${whole(compileMs)} ms, once for each change)`, ['', 'steps', 'fold and indexOf, ms', 'median ms', 'slowest ms'], rows)
