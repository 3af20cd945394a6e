/**
 * Which group, priority and skills a conversation is given when it begins (AL-19): the first rule that holds decides. The
 * order of asking is the order of the list, so that a table of rules can be read from top to bottom.
 */
import { LIMITS, failForm, fits, isPattern } from '@foyer/sdk/protocol'
import type { Failure, PageRef, RoutingCondition, RoutingRule } from '@foyer/sdk/protocol'
import { atMost, eachOf, fewEnough, firstWrong, needed } from '../forms/rules.ts'

/** Bounds of rules: how many, display units of a name and of a value, conditions of one, values of a condition. */
export const ROUTING_LIMITS = { rules: 100, name: 40, conditions: 10, values: LIMITS.listLength, value: LIMITS.formField, skills: 10, skill: 20 } as const

/** A queue has nine levels; everybody stands in the middle (AL-11). */
export const PRIORITY = { least: 1, usual: 5, most: 9 } as const

/** What is known of a conversation that begins. */
export interface Arriving {
  /** Where it began. */
  readonly page?: PageRef
  /** Where the visit came from, if its first page said so. */
  readonly referrer?: string
  /** As the visitor's browser or page says, `de-AT`. */
  readonly language?: string
  readonly attributes?: Readonly<Record<string, string>>
  /** What was chosen in the menu before (MN-4). */
  readonly choices?: readonly string[]
  /** Whether the workspace works at this moment. */
  readonly isWithinHours: boolean
}

/** What the rule says; what is absent stays as it would be. */
export type Route = Pick<RoutingRule, 'name' | 'groupId' | 'priority' | 'skills'>

/** The first rule that is on and holds. A rule without conditions always does. */
export function route(rules: readonly RoutingRule[], arriving: Arriving): Route | undefined {
  const found = rules.find(({ isOn, conditions }) => isOn && conditions.every((condition) => holds(condition, arriving)))
  if (!found) return undefined
  const { name, groupId, priority, skills } = found
  return { name, ...(groupId !== undefined && { groupId }), ...(priority !== undefined && { priority }), ...(skills !== undefined && { skills }) }
}

function holds(condition: RoutingCondition, { page, referrer, language, attributes = {}, choices = [], isWithinHours }: Arriving): boolean {
  switch (condition.kind) {
    case 'page': {
      const address = page && URL.parse(page.url)
      return address ? condition.patterns.some((pattern) => fits(pattern, address)) : false
    }
    case 'source': {
      const sources = sourcesOf(page, referrer ?? page?.referrer)
      return condition.values.some((value) => sources.some((source) => isSource(source, fold(value))))
    }
    case 'language':
      return language !== undefined && condition.languages.some((wanted) => isLanguage(fold(language), fold(wanted)))
    case 'attribute': {
      // What every object inherits is no attribute.
      const value = Object.hasOwn(attributes, condition.name) ? attributes[condition.name] : undefined
      return value !== undefined && isOneOf(value, condition.values)
    }
    case 'choice':
      return choices.some((choice) => isOneOf(choice, condition.values))
    case 'hours':
      return condition.isWithin === isWithinHours
  }
}

const fold = (text: string): string => text.trim().toLowerCase()
const isOneOf = (said: string, values: readonly string[]): boolean => values.some((value) => fold(value) === fold(said))

/** The host that linked here, and what a campaign calls itself. */
function sourcesOf(page: PageRef | undefined, referrer: string | undefined): readonly string[] {
  const host = referrer === undefined ? undefined : URL.parse(referrer)?.hostname
  const campaign = page && URL.parse(page.url)?.searchParams.get('utm_source')
  return [host, campaign].flatMap((source) => (source ? [fold(source)] : []))
}

/** `shop.example` is `www.shop.example` too, as `de` is `de-AT`. */
const isSource = (source: string, wanted: string): boolean => source === wanted || source.endsWith(`.${wanted}`)
const isLanguage = (language: string, wanted: string): boolean => language === wanted || language.startsWith(`${wanted}-`)

/** What is wrong with a list of rules, by the first place that is. Whether its groups exist, the store says. */
export const checkRouting = (rules: readonly RoutingRule[]): Failure | undefined =>
  firstWrong([() => fewEnough('rules', rules, ROUTING_LIMITS.rules), ...rules.map((rule, index) => () => checkRule(`rules.${index}`, rule))])

function checkRule(field: string, { name, conditions, priority, skills = [] }: RoutingRule): Failure | undefined {
  return firstWrong([
    () => needed(`${field}.name`, name, ROUTING_LIMITS.name),
    () => fewEnough(`${field}.conditions`, conditions, ROUTING_LIMITS.conditions),
    ...conditions.map((condition, index) => () => checkCondition(`${field}.conditions.${index}`, condition)),
    () => (priority === undefined || isPriority(priority) ? undefined : failForm('out_of_range', { field: `${field}.priority` })),
    () => checkTexts(`${field}.skills`, skills, ROUTING_LIMITS.skills, ROUTING_LIMITS.skill),
    () => eachOf(`${field}.skills`, skills, (skill, at) => skills.findIndex((other) => fold(other) === fold(skill)) === at, (at) => failForm('name_taken', { field: at })),
  ])
}

const isPriority = (priority: number): boolean => Number.isInteger(priority) && priority >= PRIORITY.least && priority <= PRIORITY.most

function checkCondition(field: string, condition: RoutingCondition): Failure | undefined {
  switch (condition.kind) {
    case 'page':
      return checkSome(`${field}.patterns`, condition.patterns) ?? eachOf(`${field}.patterns`, condition.patterns, isPattern, (at) => failForm('bad_pattern', { field: at }))
    case 'language': {
      const badLanguage = (at: string) => failForm('not_supported', { field: at, message: 'This is no language, as de or zh-TW.' })
      return checkSome(`${field}.languages`, condition.languages) ?? eachOf(`${field}.languages`, condition.languages, isLanguageTag, badLanguage)
    }
    case 'attribute':
      return needed(`${field}.name`, condition.name, ROUTING_LIMITS.value) ?? checkSome(`${field}.values`, condition.values, ROUTING_LIMITS.value)
    case 'source':
    case 'choice':
      return checkSome(`${field}.values`, condition.values, ROUTING_LIMITS.value)
    case 'hours':
      return undefined
  }
}

const isLanguageTag = (tag: string): boolean => /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(tag.trim())

/** A condition without a value could never hold. */
const checkSome = (field: string, texts: readonly string[], units?: number): Failure | undefined =>
  texts.length === 0 ? failForm('required', { field }) : checkTexts(field, texts, ROUTING_LIMITS.values, units)

/** Texts that say something. `units`: display units of each; absent: another check bounds them. */
const checkTexts = (field: string, texts: readonly string[], most: number, units?: number): Failure | undefined =>
  firstWrong([
    () => fewEnough(field, texts, most),
    () => eachOf(field, texts, (text) => text.trim() !== '', (at) => failForm('required', { field: at })),
    ...(units === undefined ? [] : texts.map((text, index) => () => atMost(`${field}.${index}`, text, units))),
  ])
