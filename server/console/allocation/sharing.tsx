/** Who gets the next conversation, and what happens when nobody can (AL-1 to AL-5, AL-9 to AL-14, AL-18, GR-3). */
import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import { ALLOCATION_API, failForm, ok } from '@foyer/sdk/protocol'
import type { AgentRecord, AllocationChange, AllocationRecord, AllocationRules, Failure, Result } from '@foyer/sdk/protocol'
import { FormFrame, Loaded, NumberField, RadioCards, SwitchField, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { PageHead, Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { BOUNDS, USUAL } from './bounds.ts'
import { Exceptions } from './exceptions.tsx'
import { SharingEffect } from './sharing-effect.tsx'
import { useAllocationWords } from './words.ts'
import { loadWorld } from './world.ts'
import type { World } from './world.ts'

export function SharingPage() {
  const { api } = useTools()
  const { sharing: said } = useAllocationWords()
  const load = useCallback(() => loadWorld(api, 'rules', 'agents'), [api])
  return (
    <>
      <PageHead title={said.title} lead={said.lead} />
      <Loaded load={load}>{(world) => <SharingForm {...world} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, ...value }: AllocationRecord): Versioned<AllocationRules> => ({ revision, value })
const answered = (result: Result<AllocationRecord>): Result<Versioned<AllocationRules>> => (result.ok ? ok(versioned(result.value)) : result)

function SharingForm({ rules: record, agents: first }: Pick<World, 'rules' | 'agents'>) {
  const { api } = useTools()
  const words = useAllocationWords()
  const said = words.sharing
  const [agents, setAgents] = useState<readonly AgentRecord[]>(first)
  const form = useForm<AllocationRules>({
    name: 'allocation',
    initial: versioned(record),
    within: 'rules',
    check: complaintOf,
    reword: (_, field) => (field === 'warningMinutes' ? said.warningTooLong : undefined),
    save: async (rules, revision) => answered(await api.put<AllocationRecord>(ALLOCATION_API.allocation, { revision, rules } satisfies AllocationChange)),
    load: async () => answered(await api.get<AllocationRecord>(ALLOCATION_API.allocation)),
  })
  const { cap, silenceMinutes } = form.value
  return (
    <FormFrame form={form} label={said.title}>
      <WithEffect label={said.effect} effect={<SharingEffect rules={form.value} agents={agents} />}>
        <Section title={said.way} says={said.ties}>
          <div class="lone-choice"><RadioCards {...form.bind('sharing')} label={said.way} arrangement="list" options={options(said.ways, said.waysSay)} /></div>
          <NumberField {...form.bind('cap')} label={said.cap} hint={said.capSays} unit={words.atOnce} {...BOUNDS.cap} />
        </Section>
        <Section title={said.exceptions} says={said.exceptionsSay}>
          <Exceptions agents={agents} cap={cap} onChange={setAgents} />
        </Section>
        <Section title={said.none} says={said.noneSays}>
          <div class="lone-choice"><RadioCards {...form.bind('whenNoneCanReceive')} label={said.none} arrangement="list" options={options(said.nones, said.nonesSay)} /></div>
        </Section>
        <Section title={said.returning}>
          <NumberOrOff field={form.bind('memoryHours')} usual={USUAL.memoryHours} label={said.remembers} hint={said.remembersSays} number={said.memory} unit={words.hours} {...BOUNDS.memoryHours} />
          <SwitchField {...form.bind('greetsArrivals')} label={said.greets} hint={said.greetsSays} />
        </Section>
        <Section title={said.away}>
          <NumberField {...form.bind('graceSeconds')} label={said.grace} hint={said.graceSays} unit={words.seconds} {...BOUNDS.graceSeconds} />
          <RadioCards {...form.bind('whenAgentGoes')} label={said.goes} arrangement="list" options={options(said.goeses, said.goesSay)} />
          <RadioCards {...form.bind('overdueHolds')} label={said.overdueHolds} arrangement="list" options={options(said.overdues, said.overduesSay)} />
          <NumberOrOff field={form.bind('missedOffers')} usual={USUAL.missedOffers} label={said.misses} hint={said.missesSays} number={said.missed} unit={said.missedUnit} {...BOUNDS.missedOffers}>
            <NumberField {...form.bind('offerSeconds')} label={said.offer} unit={words.seconds} {...BOUNDS.offerSeconds} />
          </NumberOrOff>
        </Section>
        <Section title={said.ending}>
          <NumberField {...form.bind('silenceMinutes')} label={said.silence} hint={said.silenceSays} unit={words.minutes} {...BOUNDS.silenceMinutes} />
          <NumberOrOff field={form.bind('warningMinutes')} usual={Math.min(USUAL.warningMinutes, silenceMinutes - 1)} label={said.warns} number={said.warning} unit={words.minutes} least={1} most={BOUNDS.silenceMinutes.most - 1} />
        </Section>
        <Section title={said.handover}>
          <RadioCards {...form.bind('handover')} label={said.handoverField} arrangement="list" options={options(said.handovers, said.handoversSay)} />
        </Section>
      </WithEffect>
    </FormFrame>
  )
}

function complaintOf({ silenceMinutes, warningMinutes }: AllocationRules): Failure | undefined {
  return warningMinutes < silenceMinutes ? undefined : failForm('out_of_range', { field: 'warningMinutes' })
}

const options = <Value extends string>(labels: Readonly<Record<Value, string>>, hints: Readonly<Record<Value, string>>) =>
  (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value], hint: hints[value] }))

interface NumberOrOffProps {
  readonly field: Field<number>
  /** What it is switched on with. */
  readonly usual: number
  readonly label: string
  readonly hint?: string
  /** The label of the number. */
  readonly number: string
  readonly unit: string
  readonly least: number
  readonly most: number
  /** What else is asked while it is on. */
  readonly children?: ComponentChildren
}

/** A number of which 0 means off: a switch, and below it the number. */
function NumberOrOff({ field, usual, label, hint, number, unit, least, most, children }: NumberOrOffProps) {
  const isOn = field.value > 0
  return (
    <>
      <SwitchField path={`${field.path}.isOn`} value={isOn} label={label} {...(hint !== undefined && { hint })} onChange={(next) => field.onChange(next ? usual : 0)} />
      {isOn && (
        <div class="indented">
          <NumberField {...field} label={number} unit={unit} least={least} most={most} />
          {children}
        </div>
      )}
    </>
  )
}
