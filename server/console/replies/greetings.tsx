/** What visitors read first (GR-1, GR-2): for everybody, and nearer ones; beside them, which one holds for whom. */
import { useCallback, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API, API, ok } from '@foyer/sdk/protocol'
import type { AgentGreetingChange, CompanyRecord, ComponentId, ComponentRecord, Failure, Greeting, GreetingsRecord, GroupId, MemberId, Receivers, Result } from '@foyer/sdk/protocol'
import { FormFrame, Loaded, SelectField, SwitchField, part, useForm } from '../forms/index.ts'
import type { Field, Form, Versioned } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { PageHead, Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { GREETERS, NO_GREETING, changesBetween, checkGreetings, tidyGreetings, unknownPlaceholder } from './greeting-draft.ts'
import type { GreeterKind, GreetingsDraft } from './greeting-draft.ts'
import { GreetingFields } from './greeting-fields.tsx'
import { useRepliesWords } from './use-words.ts'
import { WhoGreets } from './who-greets.tsx'

/** Whose greetings can be set. */
export interface Greeters {
  readonly components: readonly { readonly id: ComponentId; readonly name: string }[]
  readonly agents: readonly { readonly id: MemberId; readonly name: string }[]
  readonly groups: readonly { readonly id: GroupId; readonly name: string }[]
  /** The company's shown name. */
  readonly company: string
}

interface Found {
  readonly record: GreetingsRecord
  readonly greeters: Greeters
}

export function GreetingsPage() {
  const { api } = useTools()
  const { greetings: words } = useRepliesWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [record, receivers, components, company] = await Promise.all([
      api.get<GreetingsRecord>(ALLOCATION_API.greetings),
      api.get<Receivers>(API.receivers),
      api.get<readonly ComponentRecord[]>(API.components),
      api.get<CompanyRecord>(API.company),
    ])
    if (!record.ok) return record
    if (!receivers.ok) return receivers
    if (!components.ok) return components
    if (!company.ok) return company
    const { agents, groups } = receivers.value
    return ok({
      record: record.value,
      greeters: { agents, groups, components: components.value.map(({ id, component }) => ({ id, name: component.name })), company: company.value.shortName || company.value.name },
    })
  }, [api])
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Loaded load={load}>{(found) => <GreetingsForm {...found} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, ...value }: GreetingsRecord): Versioned<GreetingsDraft> => ({ revision, value })

function GreetingsForm({ record, greeters }: Found) {
  const { api } = useTools()
  const { greetings: words } = useRepliesWords()
  /** What of this form was saved before the rest of it was refused is no change of somebody else's. */
  const own = useRef<GreetingsRecord>(undefined)
  /** As it stands in the fields: what was refused is named by its words. */
  const written = useRef<GreetingsDraft>(record)
  const save = async (draft: GreetingsDraft, revision: number): Promise<Result<Versioned<GreetingsDraft>>> => {
    let before = own.current && own.current.revision > revision ? own.current : { ...form.saved.value, revision }
    const { shared, agents } = changesBetween(before, draft)
    if (shared) {
      const answer = await api.put<GreetingsRecord>(ALLOCATION_API.greetings, { revision: before.revision, ...shared })
      if (!answer.ok) return answer
      own.current = before = answer.value
    }
    for (const { id, greeting } of agents) {
      const change: AgentGreetingChange = { revision: before.revision, greeting }
      const answer = await api.put<GreetingsRecord>(ALLOCATION_API.agentGreeting(id), change)
      if (!answer.ok) return answer.field === undefined ? answer : { ...answer, field: answer.field.replace(/^greeting\b/, `agents.${id}`) }
      own.current = before = answer.value
    }
    return ok(versioned(before))
  }
  const form: Form<GreetingsDraft> = useForm<GreetingsDraft>({
    name: 'greetings',
    initial: versioned(record),
    tidy: tidyGreetings,
    check: checkGreetings,
    save,
    async load() {
      const theirs = await api.get<GreetingsRecord>(ALLOCATION_API.greetings)
      return theirs.ok ? ok(versioned(theirs.value)) : theirs
    },
    reword: (failure, field) => placeholderWords(failure, textAt(written.current, field), words.unknownPlaceholder),
  })
  written.current = form.value
  return (
    <FormFrame form={form} label={words.title}>
      <WithEffect label={words.preview} effect={<WhoGreets draft={form.value} greeters={greeters} />}>
        <Section title={words.workspace} says={words.workspaceSays}>
          <SwitchField {...form.bind('isOn')} label={words.isOn} hint={words.isOnSays} />
          <GreetingFields {...form.bind('workspace')} />
          <p class="quiet">{words.placeholders} {words.nearest}</p>
        </Section>
        {GREETERS.map((kind) => <Nearer key={kind} kind={kind} field={form.bind(kind) as Field<Readonly<Record<string, Greeting>>>} all={greeters[kind]} />)}
      </WithEffect>
    </FormFrame>
  )
}

/** The text at a field's path, `agents.m1.online`. */
function textAt(draft: GreetingsDraft, field = ''): string {
  const found = field.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), draft)
  return typeof found === 'string' ? found : ''
}

/** Which placeholder is none, if that is why. */
export function placeholderWords(failure: Failure, text: string, say: (placeholder: string) => string): string | undefined {
  const unknown = unknownPlaceholder(text)
  return failure.code !== 'too_long' && failure.code !== 'changed_meanwhile' && unknown !== undefined ? say(unknown) : undefined
}

interface NearerProps {
  readonly kind: GreeterKind
  readonly field: Field<Readonly<Record<string, Greeting>>>
  readonly all: readonly { readonly id: string; readonly name: string }[]
}

/** The greetings of some: those that are set, and a way to set one more. */
function Nearer({ kind, field, all }: NearerProps) {
  const { greetings: words } = useRepliesWords()
  const [chosen, setChosen] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const ids = Object.keys(field.value)
  const left = all.filter(({ id }) => !ids.includes(id))
  const nameOf = (id: string) => all.find((one) => one.id === id)?.name ?? words.goneThing
  const focusOn = (selector: string) => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus())
  const add = () => {
    const next = left.find(({ id }) => id === chosen)
    if (!next) return box.current?.querySelector('select')?.focus()
    field.onChange({ ...field.value, [next.id]: NO_GREETING })
    setChosen('')
    focusOn(`[data-of="${next.id}"] textarea`)
  }
  const remove = (id: string) => {
    const { [id]: _, ...rest } = field.value
    field.onChange(rest)
    focusOn('select')
  }
  return (
    <Section title={words.kinds[kind]} says={words.kindsSay[kind]}>
      <div class="greeting-list" ref={box}>
        {ids.length === 0 && <p class="list-empty quiet">{words.none[kind]}</p>}
        {ids.map((id) => (
          <div key={id} class="greeting-item" role="group" aria-label={nameOf(id)} data-of={id}>
            <div class="greeting-head">
              <strong dir="auto">{nameOf(id)}</strong>
              <button type="button" class="icon-button" aria-label={words.remove(nameOf(id))} title={words.remove(nameOf(id))} onClick={() => remove(id)}><Icon name="remove" size={18} /></button>
            </div>
            <GreetingFields {...part(field, id)} />
          </div>
        ))}
        {left.length > 0 && (
          <div class="greeting-add">
            <SelectField path={`${kind}.new`} label={words.addFor[kind]} value={chosen} options={[{ value: '', label: words.choose }, ...left.map(({ id, name }) => ({ value: id, label: name }))]} onChange={setChosen} />
            <button type="button" class="button" aria-disabled={chosen === ''} onClick={add}><Icon name="add" size={16} /> {words.add}</button>
          </div>
        )}
      </div>
    </Section>
  )
}
