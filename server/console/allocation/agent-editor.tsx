/** One agent: cap, emergency, skills, hours. */
import { ALLOCATION_API, fail, ok } from '@foyer/sdk/protocol'
import type { AgentChange, AgentRecord, Result, WorkingHours } from '@foyer/sdk/protocol'
import { ChipsField, FormFrame, NumberField, SwitchField, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { Section } from '../settings/page.tsx'
import { hoursComplaint, tidyHours } from '../settings/hours-fields.tsx'
import { useSettingsWords } from '../settings/words.ts'
import { useTools } from '../shell/tools.ts'
import { BOUNDS } from './bounds.ts'
import { ReceiverCall, ThingHead } from './frame.tsx'
import { OwnHours } from './own-hours.tsx'
import { useAllocationWords } from './words.ts'
import { skillsOf, without } from './world.ts'
import type { World } from './world.ts'

/** As a change is written: what is `null` is not there. */
interface AgentForm {
  readonly cap: number | null
  readonly isEmergency: boolean
  readonly skills: readonly string[]
  readonly hours: WorkingHours | null
}

const versioned = ({ revision, cap, isEmergency, skills, hours }: AgentRecord): Versioned<AgentForm> => ({ revision, value: { cap: cap ?? null, isEmergency, skills, hours: hours ?? null } })

export type AgentEditorProps = Pick<World, 'agents' | 'groups' | 'rules' | 'hours'> & { readonly record: AgentRecord }

export function AgentEditor({ record, agents, groups, rules, hours }: AgentEditorProps) {
  const { api } = useTools()
  const words = useAllocationWords()
  const settings = useSettingsWords()
  const said = words.agents
  const form = useForm<AgentForm>({
    name: `agent:${record.id}`,
    initial: versioned(record),
    tidy: (value) => ({ ...value, hours: value.hours && tidyHours(value.hours) }),
    check({ hours: own }) {
      const wrong = own ? hoursComplaint(own) : undefined
      return wrong && { ...wrong, field: `hours.${wrong.field ?? ''}` }
    },
    reword: (_, field) => (field === 'hours.timeZone' ? settings.timeZoneUnknown : undefined),
    async save(value, revision) {
      const answer = await api.put<AgentRecord>(ALLOCATION_API.agent(record.id), { revision, ...value } satisfies AgentChange)
      return answer.ok ? ok(versioned(answer.value)) : answer
    },
    async load(): Promise<Result<Versioned<AgentForm>>> {
      const all = await api.get<readonly AgentRecord[]>(ALLOCATION_API.agents)
      if (!all.ok) return all
      const now = all.value.find(({ id }) => id === record.id)
      return now ? ok(versioned(now)) : fail('not_found')
    },
  })
  const cap = form.bind('cap')
  const own = form.bind('hours')
  const hoursField: Field<WorkingHours | undefined> = { ...own, value: own.value ?? undefined, onChange: (next) => own.onChange(next ?? null) }
  return (
    <>
      <ThingHead page="agents" title={record.name} />
      <FormFrame form={form} label={record.name}>
        <Section title={said.load}>
          <SwitchField path="cap.isOn" value={cap.value !== null} label={said.cap} hint={said.capSays(rules.cap)} onChange={(isOn) => cap.onChange(isOn ? (record.cap ?? rules.cap) : null)} />
          {cap.value !== null && <div class="indented"><NumberField {...cap} value={cap.value} label={said.capIs} unit={words.atOnce} {...BOUNDS.cap} /></div>}
          <SwitchField {...form.bind('isEmergency')} label={said.emergencyField} hint={said.emergencySays} />
        </Section>
        <Section title={said.can}>
          <ChipsField {...form.bind('skills')} label={said.skills} itemLabel={said.skill} hint={said.skillsSay} limit={BOUNDS.skills.ofAgent} units={BOUNDS.skills.units} known={skillsOf({ agents, groups })} />
        </Section>
        <Section title={said.hoursTitle}>
          <OwnHours field={hoursField} usual={without(hours, 'revision')} label={said.ownHoursField} hint={said.ownHoursSays} />
        </Section>
        <Section title={said.idTitle}>
          <ReceiverCall kind="agent" id={record.id} says={said.idSays} />
        </Section>
      </FormFrame>
    </>
  )
}
