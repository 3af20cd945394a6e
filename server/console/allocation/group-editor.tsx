/** One group: who is in it, how it shares out, when it works (AL-6). */
import { useRef } from 'preact/hooks'
import { ALLOCATION_API, fail, failForm, ok } from '@foyer/sdk/protocol'
import type { Failure, GroupChange, GroupDraft, GroupRecord, GroupRules, Result, Sharing, WorkingHours } from '@foyer/sdk/protocol'
import { GROUP_NAME_UNITS } from '../../groups/rules.ts'
import { ChipsField, FormFrame, NumberField, RadioCards, SwitchField, TextField, part, refusalWords, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { Section } from '../settings/page.tsx'
import { hoursComplaint, tidyHours } from '../settings/hours-fields.tsx'
import { useSettingsWords } from '../settings/words.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { AgentPicker } from './agent-picker.tsx'
import { BOUNDS, USUAL } from './bounds.ts'
import { NoSuchThing, ReceiverCall, ThingHead } from './frame.tsx'
import { useGroupRemoval } from './group-removal.tsx'
import { OwnHours } from './own-hours.tsx'
import { useAllocationWords } from './words.ts'
import { skillsOf, without } from './world.ts'
import type { World } from './world.ts'

const EMPTY: GroupDraft = { name: '', agentIds: [], rules: { ownerFirst: false, skills: [] } }
const versioned = ({ revision, name, agentIds, rules }: GroupRecord): Versioned<GroupDraft> => ({ revision, value: { name, agentIds, rules } })

export type GroupEditorProps = Pick<World, 'groups' | 'agents' | 'rules' | 'hours'> & { readonly record: GroupRecord | undefined; readonly isNew: boolean }

export function GroupEditor({ record, isNew, ...world }: GroupEditorProps) {
  return record || isNew ? <GroupForm record={record} {...world} /> : <NoSuchThing page="groups" />
}

function GroupForm({ record, groups, agents, rules: workspace, hours }: Omit<GroupEditorProps, 'isNew'>) {
  const { api, place } = useTools()
  const { words: desk, language } = useSurroundings()
  const words = useAllocationWords()
  const settings = useSettingsWords()
  const said = words.groups
  const form = useForm<GroupDraft>({
    name: `group:${record?.id ?? 'new'}`,
    initial: record ? versioned(record) : { revision: 0, value: EMPTY },
    // A new group is the request itself.
    ...(record && { within: 'draft' }),
    tidy,
    check: complaintOf,
    reword: ({ code }, field) => (field === 'agentIds' && code === 'required' ? said.needsAgents : field === 'rules.hours.timeZone' ? settings.timeZoneUnknown : undefined),
    async save(draft, revision) {
      const answer = record ? await api.put<GroupRecord>(ALLOCATION_API.group(record.id), { revision, draft } satisfies GroupChange) : await api.post<GroupRecord>(ALLOCATION_API.groups, draft)
      // The new one has an id: one goes on there.
      if (!record && answer.ok) made.current = answer.value.id
      return answer.ok ? ok(versioned(answer.value)) : answer
    },
    ...(record && {
      async load(): Promise<Result<Versioned<GroupDraft>>> {
        const all = await api.get<readonly GroupRecord[]>(ALLOCATION_API.groups)
        if (!all.ok) return all
        const now = all.value.find(({ id }) => id === record.id)
        return now ? ok(versioned(now)) : fail('not_found')
      },
    }),
    onSaved: () => made.current !== undefined && place.go({ area: 'settings', page: 'groups', open: made.current }),
  })
  const made = useRef<string>(undefined)
  const removal = useGroupRemoval(groups, () => {
    form.discard()
    place.go({ area: 'settings', page: 'groups' })
  })
  const { name, agentIds, rules } = form.value
  const field = form.bind('rules')
  const own = agents.filter(({ id }) => agentIds.includes(id))
  const missing = rules.skills.length > 0 && own.length > 0 && !own.some(({ skills }) => hasAll(skills, rules.skills))

  return (
    <>
      <ThingHead page="groups" title={record ? name || record.name : said.newTitle} tag={record?.isMain ? said.main : undefined} />
      <FormFrame form={form} label={record ? record.name : said.newTitle} {...(!record && { isNew: true, save: said.create })}>
        <Section title={said.who} {...(record?.isMain && { says: said.mainSays })}>
          <TextField {...form.bind('name')} label={said.name} hint={said.nameSays} limit={GROUP_NAME_UNITS} />
          <AgentPicker field={form.bind('agentIds')} agents={agents} />
        </Section>
        <Section title={said.how}>
          <SharingField field={field} workspace={workspace.sharing} />
          <SwitchField {...part(field, 'ownerFirst')} label={said.ownerFirstField} hint={said.ownerFirstSays} />
          <OverdueField field={field} isAlone={agentIds.length < 2} />
          <ChipsField {...part(field, 'skills')} label={said.skills} itemLabel={said.skill} hint={said.skillsSay} limit={BOUNDS.skills.asked} units={BOUNDS.skills.units} known={skillsOf({ agents, groups })} isOptional />
          {missing && <p class="list-complaint" role="status"><Icon name="caution" size={16} /> {said.nobodyHas(words.and(rules.skills))}</p>}
        </Section>
        <Section title={said.hoursTitle}>
          <OwnHours field={hoursField(field)} usual={without(hours, 'revision')} label={said.ownHoursField} hint={said.ownHoursSays} />
        </Section>
        {record && (
          <Section title={said.idTitle}>
            <ReceiverCall kind="group" id={record.id} says={said.idSays} />
            {!record.isMain && (
              <div>
                {removal.refused && <p class="problem" role="alert"><Icon name="problem" size={16} /> {refusalWords(removal.refused, desk, language)}</p>}
                <button type="button" class="button is-grave" onClick={() => void removal.ask({ ...record, revision: form.saved.revision })}><Icon name="remove" size={16} /> {said.removeThis}</button>
              </div>
            )}
          </Section>
        )}
      </FormFrame>
      {removal.question}
    </>
  )
}

/** Skills are the same in upper and lower case. */
const hasAll = (has: readonly string[], wanted: readonly string[]): boolean => wanted.every((skill) => has.some((one) => one.toLowerCase() === skill.toLowerCase()))

function tidy({ name, agentIds, rules }: GroupDraft): GroupDraft {
  // Where one is alone, there is nobody to move on to.
  const kept: GroupRules = agentIds.length < 2 ? without(rules, 'overdue') : rules
  return {
    name: name.trim(),
    agentIds,
    rules: { ...kept, ...(kept.hours && { hours: tidyHours(kept.hours) }), ...(kept.overdue && { overdue: { ...kept.overdue, notice: kept.overdue.notice.trim() } }) },
  }
}

function complaintOf({ name, agentIds, rules }: GroupDraft): Failure | undefined {
  if (name === '') return failForm('required', { field: 'name' })
  if (agentIds.length === 0) return failForm('required', { field: 'agentIds' })
  const wrong = rules.hours && hoursComplaint(rules.hours)
  return wrong && { ...wrong, field: `rules.hours.${wrong.field ?? ''}` }
}

function SharingField({ field, workspace }: { readonly field: Field<GroupRules>; readonly workspace: Sharing }) {
  const { groups: said, sharing: { ways, waysSay } } = useAllocationWords()
  const own = part(field, 'sharing')
  return (
    <RadioCards<Sharing | 'inherit'> path={own.path} problem={own.problem} label={said.sharing} value={own.value ?? 'inherit'}
      options={[
        { value: 'inherit', label: said.inherit, hint: said.inheritSays(ways[workspace]) },
        ...(['idle-rate', 'number'] as const).map((value) => ({ value, label: ways[value], hint: waysSay[value] })),
      ]}
      arrangement="list" onChange={(sharing) => field.onChange(sharing === 'inherit' ? without(field.value, 'sharing') : { ...field.value, sharing })} />
  )
}

function OverdueField({ field, isAlone }: { readonly field: Field<GroupRules>; readonly isAlone: boolean }) {
  const words = useAllocationWords()
  const said = words.groups
  const { path, value, problem } = part(field, 'overdue')
  // Whoever switches it off by mistake gets the notice back.
  const before = useRef(value)
  if (isAlone) {
    return (
      <div class="field">
        <p class="field-label quiet">{said.overdue}</p>
        <p class="field-hint">{said.overdueAlone}</p>
      </div>
    )
  }
  const set = (overdue: GroupRules['overdue']) => field.onChange(overdue ? { ...field.value, overdue } : without(field.value, 'overdue'))
  const inner: Field<NonNullable<GroupRules['overdue']>> | undefined = value && { path, value, problem, onChange: set }
  return (
    <>
      <SwitchField path={path} value={value !== undefined} problem={problem?.at === '' ? problem : undefined} label={said.overdue} hint={said.overdueSays}
        onChange={(isOn) => {
          before.current = value ?? before.current
          set(isOn ? (before.current ?? { minutes: USUAL.overdueMinutes, notice: '' }) : undefined)
        }} />
      {inner && (
        <div class="indented">
          <NumberField {...part(inner, 'minutes')} label={said.overdueMinutes} unit={words.minutes} {...BOUNDS.overdueMinutes} />
          <TextField {...part(inner, 'notice')} label={said.notice} hint={said.noticeSays} limit={BOUNDS.noticeUnits} lines={2} isOptional />
        </div>
      )}
    </>
  )
}

function hoursField(field: Field<GroupRules>): Field<WorkingHours | undefined> {
  return { ...part(field, 'hours'), onChange: (hours) => field.onChange(hours ? { ...field.value, hours } : without(field.value, 'hours')) }
}
