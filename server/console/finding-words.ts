/** What a step of the rule has found, as a sentence (AL-15, AL-17). */
import type { AskedOne, Finding } from '@foyer/sdk/protocol'
import type { DeskLanguage, Words } from './words/index.ts'

type ReasonWords = Words['reasons']
type Kind = Finding['kind']
type Sentences = { readonly [Each in Kind]: (finding: Finding & { readonly kind: Each }, words: ReasonWords, language: DeskLanguage) => string }

const who = ({ who: asked, hours = 0 }: { readonly who: AskedOne; readonly hours?: number }, words: ReasonWords): string =>
  asked === 'last' ? words.last(hours) : words[asked]

const SENTENCES: Sentences = {
  'no-open-conversation': (_, words) => words.noOpenConversation,
  'came-by-itself': (_, words) => words.cameByItself,
  'one-able': (one, words) => words.oneAble(who(one, words), one.current, one.cap),
  'one-full': (one, words) => words.oneFull(who(one, words), one.current, one.cap),
  'one-unable': (one, words) => words.oneUnable[one.is](who(one, words)),
  'one-lacks': (one, words, language) => words.oneLacks(who(one, words), skillsInWords(one.missing, language)),
  'no-owner': (_, words) => words.noOwner,
  'owner-not-first': (_, words) => words.ownerNotFirst,
  'memory-off': (_, words) => words.memoryOff,
  'none-remembered': ({ hours }, words) => words.noneRemembered(hours),
  'best': ({ of, able, sharing, figure, level, longest }, words) => {
    const had = words.figureOf[sharing](figure)
    const won = level === 1 ? words.byFigure(had) : longest === 1 ? words.byWait(level, had) : words.byId(level, had, longest)
    return words.best(words.ableOf[of](able), won)
  },
  // Hours and skills are named where they keep somebody out.
  'none-able': ({ of, agents, online, accepting, within, skilled }, words) => {
    const figures = [
      words.online(online),
      words.accepting(accepting),
      ...(within < accepting ? [words.within(within)] : []),
      ...(skilled < within ? [words.skilled(skilled)] : []),
      ...(of === 'group' ? [words.noneUnderCap] : []),
    ]
    return words.noneOf[of](agents, figures.join(words.comma))
  },
  'group-empty': (_, words) => words.groupEmpty,
  'group-left': (_, words) => words.groupLeft,
  'no-emergency': (_, words) => words.noEmergency,
  'waits': (_, words) => words.waits,
  'takes-message': (_, words) => words.takesMessage,
  'nobody-ever': (_, words) => words.nobodyEver,
  'lot': ({ among, isOnline }, words) => (isOnline ? words.lotOnline(among) : words.lotOffline(among)),
  'others-first': ({ waiting }, words) => words.othersFirst(waiting),
  'overdue': ({ minutes }, words) => words.overdue(minutes),
  'stays': ({ because }, words) => words.stays[because],
  'agent-gone': (_, words) => words.agentGone,
  'agent-disabled': (_, words) => words.agentDisabled,
  'handed-over': ({ agreed }, words) => (agreed ? words.handedOverWith[agreed] : words.handedOver),
  'taken-over': (_, words) => words.takenOver,
  'given': (_, words) => words.given,
  'taken': (_, words) => words.taken,
  'begun': (_, words) => words.begun,
  'approached': (_, words) => words.approached,
}

/** Nothing, if a newer server has written what this desk does not know. */
export const findingWords = (finding: Finding, words: Words, language: DeskLanguage): string | undefined =>
  Object.hasOwn(SENTENCES, finding.kind) ? (SENTENCES[finding.kind] as (finding: Finding, words: ReasonWords, language: DeskLanguage) => string)(finding, words.reasons, language) : undefined

export const skillsInWords = (skills: readonly string[], language: DeskLanguage): string => new Intl.ListFormat(language, { type: 'conjunction' }).format(skills)
