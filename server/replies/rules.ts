/**
 * Which automatic reply answers a text (AR-1 to AR-4), as `RULES.md` says it in words. One pure function decides for real
 * messages and for the test box. Matching takes time linear in the message, however many keywords there are: what is
 * contained is found by one walk over an automaton of all keywords (Aho and Corasick, 1975), what begins a text by a walk
 * into a trie, what equals it by a look into a table. No owner's pattern is ever run.
 */
import { LANGUAGES } from '@foyer/sdk/protocol'
import type { KeywordRule, Language, Part, ReplyAnswer, ReplyLook, ReplyRules, ReplyTest } from '@foyer/sdk/protocol'

/** A rule does not answer the same visitor again within this time (AR-3). */
export const QUIET_MS = 30_000

/** Rules that a test names as looked at before (AR-4). */
const MOST_NAMED = 20

/** Words by which a visitor gets a human, unless the workspace has its own (AR-3). All languages are looked for at once. */
export const HUMAN_WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: ['agent', 'human', 'operator', 'real person', 'talk to someone', 'speak to someone'],
  zh: ['人工', '转人工', '人工客服', '真人', '真人客服'],
  de: ['Mensch', 'Mitarbeiter', 'Mitarbeiterin', 'Berater', 'Beraterin', 'echte Person'],
  es: ['agente', 'humano', 'persona real', 'operador', 'operadora', 'hablar con alguien'],
  fr: ['agent', 'humain', 'conseiller', 'conseillère', 'opérateur', 'vraie personne', 'parler à quelqu’un'],
  ja: ['オペレーター', '担当者', '人間と話', '有人対応'],
  ar: ['موظف', 'إنسان', 'شخص حقيقي', 'ممثل', 'التحدث مع شخص'],
}

export const DEFAULT_REPLIES: ReplyRules = {
  rules: [],
  first: { isOn: false, answer: { parts: [] } },
  noMatch: { isOn: false, answer: { parts: [] } },
  humanWords: HUMAN_WORDS,
}

/** With the words of every language: those that the workspace has not set are the built-in ones. */
export const repliesOf = (kept: ReplyRules | undefined): ReplyRules =>
  kept ? { ...kept, humanWords: { ...HUMAN_WORDS, ...kept.humanWords } } : DEFAULT_REPLIES

/**
 * Accents, the vowel signs of Arabic and Hebrew, and Arabic's stretching stroke. Marks that make another letter or
 * syllable (of Japanese, Thai, the scripts of India) stay.
 */
const ACCENTS = /[[[\p{M}&&[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]]--[\u{3099}\u{309a}]]\u{640}]/gv
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/** Some characters stand for twenty. What people write becomes a little longer at most; the end of the rest is not looked at. */
const MOST_FOLDED = 12_000

/**
 * A text as it is compared: without regard to case, width, accents, invisible characters, and how many spaces there are.
 * To upper case first, which makes `ß` and `SS` the same, and the dotless i of Turkish and ours; the sigma at the end of
 * a Greek word is one like others.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .slice(0, MOST_FOLDED)
    .toUpperCase()
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .replaceAll('ς', 'σ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

const ROOT = 1
const NONE = 0x7f_ff_ff_ff

/** Words and their ranks; of several that fit, the lowest rank wins. */
interface Trie {
  /** The node below `node` by this character; 0 if there is none. */
  readonly next: (node: number, character: number) => number
  /** Where to go on when nothing fits any more: the longest end of what was read that begins a word too. */
  readonly back: Int32Array
  /** The lowest rank of a word that ends at a node, by itself or as the end of a longer one. */
  readonly best: Int32Array
  /** The same of the node's own word alone. */
  readonly own: Int32Array
}

type Ranked = readonly [word: string, rank: number]

/** Edges stand in one table with open addressing: a million of them are a few arrays, not a million objects. */
function createTrie(words: readonly Ranked[]): Trie {
  const most = words.reduce((sum, [word]) => sum + word.length, ROOT + 1)
  const mask = 2 ** Math.ceil(Math.log2(2 * most)) - 1
  const keys = new Float64Array(mask + 1)
  const children = new Int32Array(mask + 1)
  const slotOf = (node: number, character: number): number => {
    const key = node * 0x1_00_00 + character
    let slot = (Math.imul(node, 0x9e_37_79_b1) ^ Math.imul(character, 0x85_eb_ca_6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & mask
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }
  const next = (node: number, character: number): number => children[slotOf(node, character)]!

  const [parent, letter, depth] = [new Int32Array(most), new Uint16Array(most), new Int32Array(most)]
  const own = new Int32Array(most).fill(NONE)
  let nodes = ROOT + 1
  for (const [word, rank] of words) {
    let node = ROOT
    for (let at = 0; at < word.length; at += 1) {
      const character = word.charCodeAt(at)
      const slot = slotOf(node, character)
      if (keys[slot] === 0) {
        keys[slot] = node * 0x1_00_00 + character
        children[slot] = nodes
        parent[nodes] = node
        letter[nodes] = character
        depth[nodes] = at + 1
        nodes += 1
      }
      node = children[slot]!
    }
    if (rank < own[node]!) own[node] = rank
  }

  const back = new Int32Array(most).fill(ROOT)
  const best = own.slice()
  for (const node of shallowFirst(depth, nodes)) {
    if (depth[node]! > 1) {
      let end = back[parent[node]!]!
      while (end !== ROOT && next(end, letter[node]!) === 0) end = back[end]!
      back[node] = next(end, letter[node]!) || ROOT
    }
    if (best[back[node]!]! < best[node]!) best[node] = best[back[node]!]!
  }
  return { next, back, best, own }
}

/** All nodes below the root, those nearer to it first. */
function shallowFirst(depth: Int32Array, nodes: number): Int32Array {
  const starts = new Int32Array(depth.reduce((most, one) => Math.max(most, one), 0) + 2)
  for (let node = ROOT + 1; node < nodes; node += 1) starts[depth[node]! + 1]! += 1
  for (let level = 1; level < starts.length; level += 1) starts[level]! += starts[level - 1]!
  const order = new Int32Array(nodes - ROOT - 1)
  for (let node = ROOT + 1; node < nodes; node += 1) order[starts[depth[node]!]!++] = node
  return order
}

interface Found {
  readonly rank: number
  /** Where the word ends in the folded text. */
  readonly end: number
  /** Moves in the automaton: what the search has cost. */
  readonly steps: number
}

/** The word of the lowest rank anywhere in a text, by at most two moves for each character. */
function findInside({ next, back, best }: Trie, text: string): Found {
  let [node, rank, end, steps] = [ROOT, NONE, 0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    let child = next(node, character)
    while (child === 0 && node !== ROOT) {
      node = back[node]!
      child = next(node, character)
      steps += 1
    }
    node = child || ROOT
    steps += 1
    if (best[node]! < rank) [rank, end] = [best[node]!, at + 1]
  }
  return { rank, end, steps }
}

/** The word of the lowest rank with which a text begins. */
function findAtStart({ next, own }: Trie, text: string): Found {
  let [node, rank, end, steps] = [ROOT, NONE, 0, 0]
  for (let at = 0; at < text.length; at += 1) {
    node = next(node, text.charCodeAt(at))
    steps += 1
    if (node === 0) break
    if (own[node]! < rank) [rank, end] = [own[node]!, at + 1]
  }
  return { rank, end, steps }
}

interface Word {
  readonly rule: KeywordRule
  readonly keyword: string
  readonly folded: string
}

interface Matcher {
  readonly words: readonly Word[]
  readonly inside: Trie
  readonly atStart: Trie
  readonly whole: ReadonlyMap<string, number>
}

/** Ranks are by the order of rules, and within one by that of its keywords. */
function createMatcher(rules: readonly KeywordRule[]): Matcher {
  const words = rules.flatMap((rule) => rule.keywords.map((keyword): Word => ({ rule, keyword, folded: fold(keyword) }))).filter(({ folded }) => folded !== '')
  const ranked = (matching: KeywordRule['matching']): readonly Ranked[] => words.flatMap(({ rule, folded }, rank) => (rule.matching === matching ? [[folded, rank] as const] : []))
  // A table keeps what came last, and the first shall win.
  return { words, inside: createTrie(ranked('contains')), atStart: createTrie(ranked('starts-with')), whole: new Map(ranked('equals').toReversed()) }
}

function match({ words, inside, atStart, whole }: Matcher, folded: string): { readonly word?: Word; readonly end: number; readonly steps: number } {
  const [within, ahead] = [findInside(inside, folded), findAtStart(atStart, folded)]
  const equal: Found = { rank: whole.get(folded) ?? NONE, end: folded.length, steps: 1 }
  const { rank, end } = [within, ahead, equal].reduce((lowest, found) => (found.rank < lowest.rank ? found : lowest))
  const word = words[rank]
  return { ...(word && { word }), end, steps: within.steps + ahead.steps + equal.steps }
}

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** So that a word is found as a word of its own: one space for everything between letters, and one at each end. */
const spaced = (folded: string): string => ` ${folded.replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()} `
const asHumanWord = (word: string): string => (UNSPACED.test(word) ? spaced(fold(word)).trim() : spaced(fold(word)))

/** Rules made ready for matching. Make it once for each revision, and keep it. */
export interface CompiledReplies {
  readonly replies: ReplyRules
  /** Of all rules that are on, and of those that speak while a human holds the conversation. */
  readonly all: Matcher
  readonly held: Matcher
  readonly humanWords: readonly string[]
  readonly human: Trie
}

export function compileReplies(replies: ReplyRules): CompiledReplies {
  const on = replies.rules.filter(({ isOn }) => isOn)
  const humanWords = LANGUAGES.flatMap((language) => replies.humanWords[language] ?? HUMAN_WORDS[language]).filter((word) => asHumanWord(word).trim() !== '')
  const human = createTrie(humanWords.map((word, rank) => [asHumanWord(word), rank] as const))
  return { replies, all: createMatcher(on), held: createMatcher(on.filter(({ speaksWhenHeld }) => speaksWhenHeld)), humanWords, human }
}

export interface ReplyQuestion {
  readonly text: string
  /** It is the first message of this visitor. */
  readonly isFirst: boolean
  /** A human holds the conversation. */
  readonly isHeld: boolean
  /** A bot answers what no rule does (AR-5). Default `false`. */
  readonly hasBot?: boolean
}

export interface ReplyDecision {
  readonly by: ReplyTest['by']
  /** Of the rule that answers. */
  readonly rule?: KeywordRule
  /** What matched, and where it ends in the folded text. */
  readonly keyword?: string
  readonly end?: number
  readonly answer?: ReplyAnswer
  /** What matching has cost: moves, at most a few for each character of the folded text. */
  readonly steps: number
}

const TO_A_HUMAN: ReplyAnswer = { parts: [], leadsTo: 'group' }

/** Who answers a text. A word for a human always wins, then the first rule that fits, the first contact, and no match. */
export function decideReply({ replies, all, held, humanWords, human }: CompiledReplies, { text, isFirst, isHeld, hasBot = false }: ReplyQuestion): ReplyDecision {
  const folded = fold(text)
  const wanted = findInside(human, spaced(folded))
  const keyword = humanWords[wanted.rank]
  if (keyword !== undefined) return { by: 'human-word', keyword, ...(!isHeld && { answer: TO_A_HUMAN }), steps: wanted.steps }

  const { word, end, steps } = match(isHeld ? held : all, folded)
  const cost = wanted.steps + steps
  if (word) return { by: 'rule', rule: word.rule, keyword: word.keyword, end, answer: word.rule.answer, steps: cost }
  if (!isHeld && isFirst && replies.first.isOn) return { by: 'first', answer: replies.first.answer, steps: cost }
  if (!isHeld && !hasBot && replies.noMatch.isOn) return { by: 'no-match', answer: replies.noMatch.answer, steps: cost }
  return { by: 'nobody', steps: cost }
}

/** As {@link decideReply}, with where it matched and why not before (AR-4). */
export function explainReply(compiled: CompiledReplies, question: ReplyQuestion): ReplyTest {
  const { by, rule, keyword, end, answer } = decideReply(compiled, question)
  const place = keyword === undefined ? undefined : placeOf(question.text, keyword, by === 'human-word' ? undefined : end)
  return {
    by,
    ...(rule && { ruleId: rule.id }),
    ...(keyword !== undefined && place && { match: { keyword, ...place } }),
    looked: lookedAt(compiled, question, { by, rule }),
    ...(answer && { answer }),
  }
}

function lookedAt({ replies: { rules, first, noMatch } }: CompiledReplies, { isFirst, isHeld }: ReplyQuestion, { by, rule }: Pick<ReplyDecision, 'by'> & { readonly rule: KeywordRule | undefined }): readonly ReplyLook[] {
  if (by === 'human-word') return [{ kind: isHeld ? 'human-there' : 'human-called' }]
  const before = rule ? rules.slice(0, rules.indexOf(rule)) : rules
  const looked = before.map(({ name, isOn, speaksWhenHeld }): ReplyLook => ({ kind: !isOn ? 'off' : isHeld && !speaksWhenHeld ? 'silent' : 'unfit', rule: name }))
  const others: readonly ReplyLook[] = by !== 'nobody' ? [] : isHeld ? [{ kind: 'held' }] : [...(isFirst && !first.isOn ? [{ kind: 'first-off' } as const] : []), ...(noMatch.isOn ? [] : [{ kind: 'no-match-off' } as const])]
  const room = MOST_NAMED - others.length
  if (looked.length <= room) return [...looked, ...others]
  return [...looked.slice(0, room - 1), { kind: 'more', rules: looked.length - room + 1 }, ...others]
}

/** Where in the text a keyword stands, whose folded form ends at `end`; without one, where it stands first. */
function placeOf(text: string, keyword: string, end: number | undefined): { readonly from: number; readonly to: number } | undefined {
  const folded = fold(keyword)
  const start = end === undefined ? fold(text).indexOf(folded) : end - folded.length
  if (start < 0) return undefined
  // Folding takes away and adds characters; what begins longer never folds to less.
  const lengthAt = (at: number): number => fold(text.slice(0, at)).length
  const from = firstWhere(text.length, (at) => lengthAt(at) > start) - 1
  const to = firstWhere(text.length, (at) => lengthAt(at) >= start + folded.length)
  const marks = /^[\p{M}\u0640]*/u.exec(text.slice(to))?.[0].length ?? 0
  return { from: Math.max(0, from), to: to + marks }
}

/** The least number up to `most` of which something holds that then holds of all that follow. */
function firstWhere(most: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** What of a visitor's message rules go by: its text, and what buttons that were clicked say. Of a form or a file nothing. */
export const askedText = (parts: readonly Part[]): string =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : part.type === 'choice' ? [part.value || part.label] : [])).join(' ')

/** Whether a message asks for an answer at all: a form that was filled in does not. */
export const asksForReply = (parts: readonly Part[]): boolean => !parts.every(({ type }) => type === 'answers')
