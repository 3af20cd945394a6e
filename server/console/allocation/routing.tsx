/** Where conversations go by what is known of them (AL-19): rules in an order, the first that holds decides. */
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API, failForm, ok } from '@foyer/sdk/protocol'
import type { Failure, Result, RoutingChange, RoutingCondition, RoutingRecord, RoutingRule } from '@foyer/sdk/protocol'
import { ROUTING_LIMITS } from '../../routing/rules.ts'
import { FieldGroup, FormFrame, Grip, Loaded, tidyList, useFieldIds, useForm, useOrder } from '../forms/index.ts'
import type { Field, Order, Versioned } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { PageHead, Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { RuleFields } from './routing-fields.tsx'
import { RoutingTry } from './routing-try.tsx'
import { useRuleWords } from './routing-words.ts'
import { useAllocationWords } from './words.ts'
import { loadWorld, skillsOf } from './world.ts'
import type { World } from './world.ts'

export function RoutingPage() {
  const { api } = useTools()
  const { routing: said } = useAllocationWords()
  const load = useCallback(() => loadWorld(api, 'routing', 'groups', 'agents', 'hours'), [api])
  return (
    <>
      <PageHead title={said.title} lead={said.lead} />
      <Loaded load={load}>{(world) => <RoutingForm {...world} />}</Loaded>
    </>
  )
}

type RoutingForm = Pick<RoutingRecord, 'rules'>
const versioned = ({ revision, rules }: RoutingRecord): Versioned<RoutingForm> => ({ revision, value: { rules } })
const answered = (result: Result<RoutingRecord>): Result<Versioned<RoutingForm>> => (result.ok ? ok(versioned(result.value)) : result)

function RoutingForm({ routing, ...world }: Pick<World, 'routing' | 'groups' | 'agents' | 'hours'>) {
  const { api } = useTools()
  const { routing: said } = useAllocationWords()
  const form = useForm<RoutingForm>({
    name: 'routing',
    initial: versioned(routing),
    tidy: ({ rules }) => ({ rules: rules.map(tidyRule) }),
    check: ({ rules }) => complaintOf(rules),
    reword: ({ code }, field) => (code === 'required' && /^rules\.\d+\.groupId$/.test(field ?? '') ? said.doesNothing : undefined),
    save: async ({ rules }, revision) => answered(await api.put<RoutingRecord>(ALLOCATION_API.routing, { revision, rules } satisfies RoutingChange)),
    load: async () => answered(await api.get<RoutingRecord>(ALLOCATION_API.routing)),
  })
  return (
    <FormFrame form={form} label={said.title}>
      <WithEffect label={said.tryTitle} effect={<RoutingTry rules={form.value.rules} groups={world.groups} hours={world.hours} />}>
        <Section title={said.rules}>
          <Rules field={form.bind('rules')} {...world} />
        </Section>
      </WithEffect>
    </FormFrame>
  )
}

function tidyRule({ name, conditions, skills, ...rest }: RoutingRule): RoutingRule {
  return { ...rest, name: name.trim(), conditions: conditions.map(tidyCondition), ...(skills && skills.length > 0 && { skills }) }
}

function tidyCondition(condition: RoutingCondition): RoutingCondition {
  switch (condition.kind) {
    case 'page':
      return { ...condition, patterns: tidyList(condition.patterns) }
    case 'attribute':
      return { ...condition, name: condition.name.trim() }
    default:
      return condition
  }
}

/** A rule that changes nothing is a mistake, and one that nobody may see. */
function complaintOf(rules: readonly RoutingRule[]): Failure | undefined {
  const nameless = rules.findIndex(({ name }) => name === '')
  if (nameless >= 0) return failForm('required', { field: `rules.${nameless}.name` })
  const idle = rules.findIndex(({ groupId, priority, skills }) => groupId === undefined && priority === undefined && skills === undefined)
  return idle < 0 ? undefined : failForm('required', { field: `rules.${idle}.groupId` })
}

type RulesProps = Pick<World, 'groups' | 'agents'> & { readonly field: Field<readonly RoutingRule[]> }

function Rules({ field, groups, agents }: RulesProps) {
  const { path, value: rules, problem, onChange } = field
  const { routing: said } = useAllocationWords()
  const ids = useFieldIds()
  const [unfolded, setUnfolded] = useState<number>()
  const add = useRef<HTMLButtonElement>(null)
  /** A rule that has just come: one goes on with its name. */
  const named = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (named.current === undefined) return
    order.box.current?.querySelector<HTMLInputElement>(`[data-at="${named.current}"] .routing-body input`)?.select()
    named.current = undefined
  })
  const known = skillsOf({ agents, groups })
  const order = useOrder(rules, ({ name }) => name, (next) => onChange(next))
  // What is refused must be seen, whatever is folded.
  const refusedAt = problem && /^\d+/.test(problem.at) ? Number(problem.at.split('.')[0]) : undefined
  const openAt = refusedAt ?? unfolded
  /** The rule that lies open goes along when places change. */
  const move: Order['move'] = (from, to, keepsFocus) => {
    order.move(from, to, keepsFocus)
    setUnfolded((at) => (at === undefined ? at : at === from ? to : at > from && at <= to ? at - 1 : at < from && at >= to ? at + 1 : at))
  }
  const free = (wanted: string) => {
    const taken = rules.map(({ name }) => name)
    return taken.includes(wanted) ? `${wanted} ${taken.filter((name) => name.startsWith(wanted)).length + 1}` : wanted
  }
  const insert = (at: number, rule: RoutingRule) => {
    named.current = at
    onChange(rules.toSpliced(at, 0, rule))
    setUnfolded(at)
  }
  const remove = (at: number) => {
    onChange(rules.toSpliced(at, 1))
    setUnfolded(undefined)
    add.current?.focus()
  }

  return (
    <FieldGroup path={path} ids={ids} problem={problem?.at === '' ? problem : undefined} label={said.rules} class="week-field">
      {rules.length === 0 && <p class="list-empty quiet">{said.none}</p>}
      <div class="routing-rules" ref={order.box}>
        {rules.map((rule, at) => (
          <RuleRow key={at} at={at} field={itemOf(field, at)} order={{ ...order, move }} isOpen={openAt === at} groups={groups} known={known}
            onOpen={(isOpen) => setUnfolded(isOpen ? at : undefined)} onCopy={() => insert(at + 1, { ...rule, name: free(said.copyOf(rule.name)) })} onRemove={() => remove(at)} />
        ))}
      </div>
      <p class="unseen" role="status">{order.said}</p>
      {rules.length < ROUTING_LIMITS.rules && (
        <button type="button" class="button list-add" ref={add} onClick={() => insert(rules.length, { name: free(said.newName(rules.length + 1)), isOn: true, conditions: [] })}>
          <Icon name="add" size={16} /> {said.add}
        </button>
      )}
    </FieldGroup>
  )
}

interface RowProps extends Pick<World, 'groups'> {
  readonly at: number
  readonly field: Field<RoutingRule>
  readonly order: Order
  readonly isOpen: boolean
  readonly known: readonly string[]
  onOpen(isOpen: boolean): void
  onCopy(): void
  onRemove(): void
}

function RuleRow({ at, field, order, isOpen, groups, known, onOpen, onCopy, onRemove }: RowProps) {
  const { routing: said } = useAllocationWords()
  const { conditionsIn, outcomeIn } = useRuleWords(groups)
  const { value: rule, onChange } = field
  const { name, isOn } = rule
  const looks = ['routing-rule', isOpen && 'is-open', !isOn && 'is-off', order.dragged === at && 'is-dragged'].filter(Boolean).join(' ')
  return (
    <div class={looks} data-at={at} role="group" aria-label={name}>
      <div class="routing-head">
        <Grip order={order} at={at} name={name} />
        <button type="button" class="routing-open" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          <strong><bdi>{name}</bdi></strong>
          <span class="quiet">{conditionsIn(rule)} → {outcomeIn(rule)}</span>
        </button>
        <label class="switch-field">
          <input type="checkbox" role="switch" aria-label={said.isOn(name)} checked={isOn} onChange={(event) => onChange({ ...rule, isOn: event.currentTarget.checked })} />
          <span class="switch-track" aria-hidden="true"><span class="switch-thumb" /></span>
        </label>
        <span class="routing-actions">
          <button type="button" class="icon-button" aria-label={said.duplicate(name)} title={said.duplicate(name)} onClick={onCopy}><Icon name="duplicate" size={18} /></button>
          <button type="button" class="icon-button" aria-label={said.remove(name)} title={said.remove(name)} onClick={onRemove}><Icon name="remove" size={18} /></button>
        </span>
      </div>
      {isOpen && <RuleFields field={field} groups={groups} known={known} />}
    </div>
  )
}

/** One of the rules, as a field of the form. */
function itemOf({ path, value, problem, onChange }: Field<readonly RoutingRule[]>, at: number): Field<RoutingRule> {
  const [index, ...rest] = problem?.at.split('.') ?? []
  return {
    path: `${path}.${at}`,
    value: value[at]!,
    problem: problem && index === String(at) ? { at: rest.join('.'), sentence: problem.sentence } : undefined,
    onChange: (changed) => onChange(value.with(at, changed)),
  }
}
