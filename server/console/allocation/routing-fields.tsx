/** What one rule is made of: its name, its conditions, and what it does. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { isPattern } from '@foyer/sdk/protocol'
import type { GroupRecord, RoutingCondition, RoutingRule } from '@foyer/sdk/protocol'
import { PRIORITY, ROUTING_LIMITS } from '../../routing/rules.ts'
import { languageName } from '../format.ts'
import { ChipsField, ListField, RadioCards, SelectField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { BOUNDS } from './bounds.ts'
import { useAllocationWords } from './words.ts'
import { without } from './world.ts'

type Kind = RoutingCondition['kind']
const KINDS: readonly Kind[] = ['page', 'source', 'language', 'attribute', 'choice', 'hours']
const EMPTY: { readonly [K in Kind]: Extract<RoutingCondition, { readonly kind: K }> } = {
  page: { kind: 'page', patterns: [''] },
  source: { kind: 'source', values: [] },
  language: { kind: 'language', languages: [] },
  attribute: { kind: 'attribute', name: '', values: [] },
  choice: { kind: 'choice', values: [] },
  hours: { kind: 'hours', isWithin: true },
}
const PRIORITIES = Array.from({ length: PRIORITY.most - PRIORITY.least + 1 }, (_, at) => PRIORITY.most - at)
/** What the select calls the absence of a wish. */
const NONE = ''

export interface RuleFieldsProps {
  readonly field: Field<RoutingRule>
  readonly groups: readonly GroupRecord[]
  /** Skills that somebody has. */
  readonly known: readonly string[]
}

export function RuleFields({ field, groups, known }: RuleFieldsProps) {
  const { routing: said } = useAllocationWords()
  const { value: rule, onChange } = field
  const { groupId, priority } = rule
  const skills = part(field, 'skills')
  const isGone = groupId !== undefined && !groups.some(({ id }) => id === groupId)
  return (
    <div class="routing-body">
      <TextField {...part(field, 'name')} label={said.name} limit={ROUTING_LIMITS.name} />
      <Conditions field={part(field, 'conditions')} />
      <div class="routing-part">
        <h4>{said.outcomeTitle}</h4>
        <div class="fields-2">
          <SelectField path={`${field.path}.groupId`} problem={part(field, 'groupId').problem} label={said.group} value={groupId ?? NONE}
            options={[{ value: NONE, label: said.asItWould }, ...(isGone ? [{ value: groupId, label: said.groupGone }] : []), ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(id) => onChange(groupOf(rule, groups, id))} />
          <SelectField path={`${field.path}.priority`} problem={part(field, 'priority').problem} label={said.priority} value={String(priority ?? NONE)}
            options={[{ value: NONE, label: said.asItWould }, ...PRIORITIES.map((n) => ({ value: String(n), label: n === PRIORITY.usual ? said.priorityUsual : said.priorityOf(n) }))]}
            onChange={(n) => onChange(n === NONE ? without(rule, 'priority') : { ...rule, priority: Number(n) })} />
        </div>
        <ChipsField path={skills.path} problem={skills.problem} value={skills.value ?? []} label={said.skills} itemLabel={said.skill} hint={said.skillsSay} limit={BOUNDS.skills.asked} units={BOUNDS.skills.units} known={known} isOptional
          onChange={(next) => onChange(next.length > 0 ? { ...rule, skills: next } : without(rule, 'skills'))} />
      </div>
    </div>
  )
}

function groupOf(rule: RoutingRule, groups: readonly GroupRecord[], id: string): RoutingRule {
  const group = groups.find((one) => one.id === id)
  return group ? { ...rule, groupId: group.id } : without(rule, 'groupId')
}

function Conditions(field: { readonly field: Field<readonly RoutingCondition[]> }) {
  const { path, value: conditions, problem, onChange } = field.field
  const { routing: said } = useAllocationWords()
  const [wanted, setWanted] = useState<Kind>('page')
  const box = useRef<HTMLDivElement>(null)
  const focusOn = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    box.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  const add = () => {
    focusOn.current = `[data-condition="${conditions.length}"] input`
    onChange([...conditions, EMPTY[wanted]])
  }
  const remove = (at: number) => {
    focusOn.current = '.condition-add select'
    onChange(conditions.toSpliced(at, 1))
  }
  return (
    <div class="routing-part" ref={box} role="group" aria-label={said.conditions}>
      <h4>{said.conditions}</h4>
      {conditions.length === 0 && <p class="field-hint">{said.noConditions}</p>}
      {conditions.map((condition, at) => {
        const [index, ...rest] = problem?.at.split('.') ?? []
        const own: Field<RoutingCondition> = {
          path: `${path}.${at}`,
          value: condition,
          problem: problem && index === String(at) ? { at: rest.join('.'), sentence: problem.sentence } : undefined,
          onChange: (next) => onChange(conditions.with(at, next)),
        }
        const label = said.removeCondition(said.kinds[condition.kind])
        return (
          <div key={`${at} ${condition.kind}`} class="routing-condition" data-condition={at}>
            <div><ConditionFields field={own} /></div>
            <button type="button" class="icon-button" aria-label={label} title={label} onClick={() => remove(at)}><Icon name="remove" size={18} /></button>
          </div>
        )
      })}
      {conditions.length < ROUTING_LIMITS.conditions && (
        <div class="condition-add">
          <select class="input" aria-label={said.addCondition} value={wanted} onChange={(event) => setWanted(KINDS.find((kind) => kind === event.currentTarget.value) ?? wanted)}>
            {KINDS.map((kind) => <option key={kind} value={kind}>{said.kinds[kind]}</option>)}
          </select>
          <button type="button" class="button" onClick={add}><Icon name="add" size={16} /> {said.addCondition}</button>
        </div>
      )}
    </div>
  )
}

function ConditionFields({ field }: { readonly field: Field<RoutingCondition> }) {
  const { routing: said } = useAllocationWords()
  const { path, value: condition, problem, onChange } = field
  const label = said.kinds[condition.kind]
  const hint = said.says[condition.kind]
  /** The same field, of this kind of condition. */
  const as = <Own extends RoutingCondition>(value: Own): Field<Own> => ({ path, value, problem, onChange })
  switch (condition.kind) {
    case 'page':
      return (
        <ListField {...part(as(condition), 'patterns')} label={label} hint={hint} itemLabel={said.pattern} add={said.addPattern} kind="url" placeholder="/tours/*" limit={ROUTING_LIMITS.values}
          check={(pattern) => (isPattern(pattern) ? undefined : said.badPattern)} />
      )
    case 'language':
      return <LanguagesField {...part(as(condition), 'languages')} label={label} hint={hint} />
    case 'attribute':
      return (
        <>
          <TextField {...part(as(condition), 'name')} label={said.attribute} limit={ROUTING_LIMITS.value} placeholder="plan" />
          <ChipsField {...part(as(condition), 'values')} label={label} hint={hint} itemLabel={said.value} limit={ROUTING_LIMITS.values} />
        </>
      )
    case 'source':
    case 'choice':
      return <ChipsField {...part(as(condition), 'values')} label={label} hint={hint} itemLabel={said.value} limit={ROUTING_LIMITS.values} {...(condition.kind === 'source' && { placeholder: 'google.com' })} />
    case 'hours':
      return (
        <RadioCards<'within' | 'outside'> path={`${path}.isWithin`} label={label} hint={hint} value={condition.isWithin ? 'within' : 'outside'} options={(['within', 'outside'] as const).map((value) => ({ value, label: said.within[value] }))}
          onChange={(value) => onChange({ ...condition, isWithin: value === 'within' })} />
      )
  }
}

/** Often asked for; any other is written as its tag. */
const KNOWN_LANGUAGES: readonly string[] = ['ar', 'da', 'de', 'en', 'es', 'fi', 'fr', 'hi', 'it', 'ja', 'ko', 'nl', 'no', 'pl', 'pt', 'ru', 'sv', 'tr', 'uk', 'vi', 'zh']

/** The tag of a language that was written by its name, or as a tag. */
export function languageTag(typed: string, locale: string): string {
  return KNOWN_LANGUAGES.find((tag) => languageName(tag, locale).toLowerCase() === typed.toLowerCase()) ?? typed
}

/** Languages by their names, kept as their tags. */
function LanguagesField({ label, hint, onChange, ...field }: Field<readonly string[]> & { readonly label: string; readonly hint: string }) {
  const { locale } = useSurroundings()
  const show = (tag: string) => languageName(tag, locale)
  return <ChipsField {...field} label={label} hint={hint} itemLabel={label} limit={ROUTING_LIMITS.values} known={KNOWN_LANGUAGES} show={show} onChange={(typed) => onChange([...new Set(typed.map((one) => languageTag(one, locale)))])} />
}
