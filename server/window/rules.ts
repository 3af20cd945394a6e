/** What the workspace has set for its chat window (CW-5, CW-8, CW-12, CW-16, CW-18, CW-29), and what windows are told of it. */
import { FILE_KINDS, LANGUAGES, LIMITS, failForm } from '@foyer/sdk/protocol'
import type { CompanyPanel, Failure, FormField, Language, SurveyForm, TextOverrides, WindowRules, WindowSettings, WorkingHours } from '@foyer/sdk/protocol'
import { atMost, eachOf, fewEnough, firstWrong, isWebAddress, needed } from '../forms/rules.ts'
import type { FormerSurvey } from '../surveys/rules.ts'

/** What a workspace keeps of these in its settings. */
export interface WindowArea {
  readonly window?: { readonly revision: number; readonly rules: WindowRules & { /** Kept here once; see `surveys/store.ts`. */ readonly survey?: FormerSurvey } }
  readonly texts?: { readonly revision: number; readonly texts: TextOverrides }
}

/** Everything that can be allowed. Some containers hold sound and films alike. */
export const ALL_ENDINGS: readonly string[] = [...new Set(Object.values(FILE_KINDS).flat())]

export const DEFAULT_WINDOW: WindowRules = {
  files: { isOn: true, most: LIMITS.fileBytes, endings: ALL_ENDINGS },
  offersVoice: true,
  offersLocation: true,
  showsTyping: false,
  form: { isOn: false, title: '', fields: [{ kind: 'name', label: '', isRequired: true }, { kind: 'email', label: '', isRequired: true }], consent: { isOn: false, text: '', address: '' } },
  masks: { cards: true, patterns: [] },
  hasSound: true,
  reachDays: 14,
  mailAfterMinutes: 5,
}

export function windowOf({ window }: WindowArea): WindowRules {
  if (!window) return DEFAULT_WINDOW
  const { survey: _former, ...rules } = window.rules
  return rules
}
export const formerSurveyOf = ({ window }: WindowArea): FormerSurvey | undefined => window?.rules.survey
export const textsOf = ({ texts }: WindowArea): TextOverrides => texts?.texts ?? {}

/** What the server knows when a window asks. */
export interface WindowSurroundings {
  readonly company: CompanyPanel
  readonly hours: WorkingHours
  readonly window: WindowRules
  readonly texts: TextOverrides
  /** Absent: it is off, or not asked in the window (SV-1). */
  readonly survey?: SurveyForm
}

export function windowSettings({ company, hours, window, texts, survey }: WindowSurroundings, language: Language, canMail: boolean): WindowSettings {
  const { files, offersVoice, offersLocation, showsTyping, masks, hasSound, form: { isOn, title, fields, consent } } = window
  const own = textsFor(texts[language], (name) => !isOfPage(name))
  return {
    company,
    hours,
    files,
    offersVoice: offersVoice && files.isOn,
    offersLocation,
    showsTyping,
    masks,
    canMail,
    hasSound,
    ...(isOn && { form: { title, fields, ...(consent.isOn && { consent: { text: consent.text, address: consent.address } }) } }),
    ...(survey && { survey }),
    ...(own && { texts: own }),
  }
}

/** Bytes: the console sets whole megabytes. */
export const MEGABYTE = 1_000_000

/** From and to, of what is set as a number. */
export const WINDOW_BOUNDS = {
  'files.most': [MEGABYTE, LIMITS.fileBytes],
  'reachDays': [1, 365],
  'mailAfterMinutes': [1, 1_440],
} as const satisfies Record<string, readonly [number, number]>

/** Kinds of which a form has at most one field: they are places on the visitor's card. */
const ON_CARD: readonly FormField['kind'][] = ['name', 'email', 'phone']

/** What is wrong with a window's rules, by the first place that is. */
export function checkWindow({ files, form, masks, reachDays, mailAfterMinutes }: WindowRules): Failure | undefined {
  return firstWrong([
    () => inBounds('files.most', files.most),
    () => (files.isOn && files.endings.length === 0 ? failForm('required', { field: 'files.endings' }) : undefined),
    () => eachOf('files.endings', files.endings, (ending) => ALL_ENDINGS.includes(ending), (field) => failForm('not_supported', { field, message: 'Files with this ending are never taken.' })),
    () => checkForm(form),
    () => fewEnough('masks.patterns', masks.patterns, LIMITS.listLength),
    () => eachOf('masks.patterns', masks.patterns, isMask, (field) => failForm('bad_mask', { field })),
    () => inBounds('reachDays', reachDays),
    () => inBounds('mailAfterMinutes', mailAfterMinutes),
  ])
}

function inBounds(field: keyof typeof WINDOW_BOUNDS, value: number): Failure | undefined {
  const [from, to] = WINDOW_BOUNDS[field]
  return Number.isInteger(value) && value >= from && value <= to ? undefined : failForm('out_of_range', { field, message: `This is a whole number from ${from} to ${to}.` })
}

/** One that is switched off may be unfinished: it is kept as it is. */
function checkForm({ isOn, title, fields, consent }: WindowRules['form']): Failure | undefined {
  return firstWrong([
    () => atMost('form.title', title, LIMITS.label),
    () => fewEnough('form.fields', fields, LIMITS.choices),
    ...fields.map((field, index) => () => checkField(field, fields.slice(0, index), `form.fields.${index}`, isOn)),
    () => atMost('form.consent.text', consent.text, LIMITS.comment),
    () => (isOn && consent.isOn ? needed('form.consent.text', consent.text, LIMITS.comment) : undefined),
    () => (consent.address && !isWebAddress(consent.address) ? failForm('bad_address', { field: 'form.consent.address' }) : undefined),
    () => (isOn && fields.length === 0 && !consent.isOn ? failForm('required', { field: 'form.fields', message: 'A form without fields asks nothing.' }) : undefined),
  ])
}

function checkField({ kind, label, options = [] }: FormField, before: readonly FormField[], field: string, isOn: boolean): Failure | undefined {
  const isOnCard = ON_CARD.includes(kind)
  return firstWrong([
    () => (isOnCard && before.some((other) => other.kind === kind) ? failForm('name_taken', { field: `${field}.kind`, message: 'The form asks for this already.' }) : undefined),
    () => (isOnCard || !isOn ? atMost(`${field}.label`, label, LIMITS.label) : needed(`${field}.label`, label, LIMITS.label)),
    () => (label && before.some((other) => other.label === label) ? failForm('name_taken', { field: `${field}.label` }) : undefined),
    () => (kind === 'choice' || options.length === 0 ? undefined : failForm('not_supported', { field: `${field}.options`, message: 'Only a choice has options.' })),
    () => (kind === 'choice' && isOn && options.length < 2 ? failForm('required', { field: `${field}.options`, message: 'A choice needs two options at least.' }) : undefined),
    () => fewEnough(`${field}.options`, options, LIMITS.choices),
    () => firstWrong(options.map((option, index) => () => needed(`${field}.options.${index}`, option, LIMITS.label))),
    () => eachOf(`${field}.options`, options, (option, at) => options.indexOf(option) === at, (place) => failForm('name_taken', { field: place })),
  ])
}

/** At least this many digits and letters: a shorter pattern would mask what is no secret. */
const LEAST_OF_MASK = 4

/** Whether a pattern masks something: it has enough places, and is one line. */
export const isMask = (pattern: string): boolean => pattern.length <= LIMITS.label && !/[\n\r]/.test(pattern) && (pattern.match(/[#@]/g)?.length ?? 0) >= LEAST_OF_MASK

/** Texts that stand on the page, and go with its config. All others come with the window. */
const PAGE_TEXTS = 'reception.'
const isOfPage = (name: string): boolean => name.startsWith(PAGE_TEXTS)

/**
 * What a page's config has of the workspace's own words: by the names of the reception's tables. Absent: the workspace has
 * none at all, and no window need wait for what it is told of them.
 */
export function pageTexts(texts: TextOverrides): TextOverrides | undefined {
  const own = Object.entries(texts).flatMap(([language, those]) => {
    const found = textsFor(those, isOfPage)
    return found ? [[language, Object.fromEntries(Object.entries(found).map(([name, text]) => [name.slice(PAGE_TEXTS.length), text]))]] : []
  })
  return Object.keys(texts).length > 0 ? (Object.fromEntries(own) as TextOverrides) : undefined
}

function textsFor(texts: Readonly<Record<string, string>> | undefined, isWanted: (name: string) => boolean): Readonly<Record<string, string>> | undefined {
  const wanted = Object.entries(texts ?? {}).filter(([name]) => isWanted(name))
  return wanted.length > 0 ? Object.fromEntries(wanted) : undefined
}

/** Only what says something: an empty text stands for the built-in one. */
export function tidyTexts(texts: TextOverrides): TextOverrides {
  const own = LANGUAGES.flatMap((language) => {
    const those = Object.entries(texts[language] ?? {}).filter(([, text]) => text.trim() !== '')
    return those.length > 0 ? [[language, Object.fromEntries(those)]] : []
  })
  return Object.fromEntries(own) as TextOverrides
}

/** Own texts of one language, at most: more than there are texts. */
const MOST_TEXTS = 1_000

/** What is wrong with own words: which texts there are, and what they take, knows the form that they are written in. */
export function checkTexts(texts: TextOverrides): Failure | undefined {
  return firstWrong(
    Object.entries(texts).flatMap(([language, those]) => [
      () => fewEnough(language, Object.keys(those), MOST_TEXTS),
      ...Object.entries(those).map(([name, text]) => () => atMost(`${language}.${name}`, text, LIMITS.comment)),
    ]),
  )
}
