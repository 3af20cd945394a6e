/** "What if": a past period's arrivals, played once more with other settings (AL-17). Nothing is saved by it. */
import { useCallback, useRef, useState } from 'preact/hooks'
import { ALLOCATION_API, API, ok } from '@foyer/sdk/protocol'
import type { AllocationRecord, Failure, GroupId, Receivers, Result, SimulationResult } from '@foyer/sdk/protocol'
import { Loaded, NumberField, ProblemLine, RadioCards, SelectField, SwitchField, isSame, refusalWords, useFieldIds, useSheet } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { RepliesFrame } from '../replies/frame.tsx'
import { useRepliesWords } from '../replies/use-words.ts'
import { PageHead } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { Outcome } from './outcome.tsx'
import { whatIfCss } from './what-if.css.ts'
import { PERIODS, dateText, requestOf } from './what-if.ts'
import type { WhatIfFields } from './what-if.ts'

/** Of AL-2, and of the simulation. */
const CAP = { least: 1, most: 500 } as const
const MOST_AGENTS = 20
const SHARINGS = ['as-now', 'idle-rate', 'number'] as const
const WHEN_NONE = ['as-now', 'anyone', 'queue', 'take-message'] as const

export function WhatIf() {
  useSheet(whatIfCss)
  return <RepliesFrame><Page /></RepliesFrame>
}

function Page() {
  const { api } = useTools()
  const { whatIf: words } = useRepliesWords()
  const load = useCallback(async (): Promise<Result<SimulatorProps>> => {
    const [receivers, rules] = await Promise.all([api.get<Receivers>(API.receivers), api.get<AllocationRecord>(ALLOCATION_API.allocation)])
    if (!receivers.ok) return receivers
    return rules.ok ? ok({ groups: receivers.value.groups, cap: rules.value.cap }) : rules
  }, [api])
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Loaded load={load}>{(loaded) => <Simulator {...loaded} />}</Loaded>
    </>
  )
}

type Run =
  | { readonly status: 'idle' }
  | { readonly status: 'running' }
  | { readonly status: 'refused'; readonly failure: Failure }
  | { readonly status: 'done'; readonly fields: WhatIfFields; readonly result: SimulationResult }

interface SimulatorProps extends Pick<Receivers, 'groups'> {
  /** As it is set now: what another one begins from. */
  readonly cap: number
}

function Simulator({ groups, cap: capNow }: SimulatorProps) {
  const { api } = useTools()
  const { words: desk, language, clock } = useSurroundings()
  const { whatIf: words } = useRepliesWords()
  const [fields, setFields] = useState<WhatIfFields>(() => ({ period: 'week', from: dateText(clock.now(), -7), to: dateText(clock.now(), -1), sharing: 'as-now', whenNone: 'as-now', agents: 0 }))
  const [run, setRun] = useState<Run>({ status: 'idle' })
  const [missing, setMissing] = useState<'badPeriod' | 'noChange'>()
  const outcome = useRef<HTMLDivElement>(null)
  const ids = useFieldIds()
  const bind = <Key extends keyof WhatIfFields & string>(key: Key): Field<WhatIfFields[Key]> => ({
    path: key,
    value: fields[key],
    onChange: (value) => {
      setMissing(undefined)
      setFields((before) => ({ ...before, [key]: value }))
    },
  })
  const cap = bind('cap')
  // By what was chosen, and not by the request: a period that ends now is another one a moment later.
  const isStale = run.status === 'done' && !isSame(fields, run.fields)

  async function play() {
    if (run.status === 'running') return
    const request = requestOf(fields, clock.now())
    if (typeof request === 'string') return setMissing(request)
    setMissing(undefined)
    setRun({ status: 'running' })
    const answer = await api.post<SimulationResult>(ALLOCATION_API.simulation, request)
    setRun(answer.ok ? { status: 'done', fields, result: answer.value } : { status: 'refused', failure: answer })
    requestAnimationFrame(() => outcome.current?.scrollIntoView({ block: 'nearest' }))
  }

  return (
    <form class="what-if" noValidate aria-label={words.title} onSubmit={(event) => { event.preventDefault(); void play() }}>
      <div class="what-if-fields">
        <RadioCards {...bind('period')} label={words.period} options={PERIODS.map((value) => ({ value, label: words.periods[value] }))} />
        {fields.period === 'own' && (
          <div class="fields-2">
            <DateField {...bind('from')} label={words.from} isRefused={missing === 'badPeriod'} problem={ids.problem} />
            <DateField {...bind('to')} label={words.to} isRefused={missing === 'badPeriod'} problem={ids.problem} />
          </div>
        )}
        <SelectField path="groupId" label={words.group} value={fields.groupId ?? ''} options={[{ value: '', label: words.allGroups }, ...groups.map(({ id, name }) => ({ value: id as string, label: name }))]}
          onChange={(id) => bind('groupId').onChange(id === '' ? undefined : (id as GroupId))} />
        <h3>{words.change}</h3>
        <div class="fields-2">
          <SelectField {...bind('sharing')} label={words.sharing} options={SHARINGS.map((value) => ({ value, label: words.sharings[value] }))} />
          <SelectField {...bind('whenNone')} label={words.whenNone} options={WHEN_NONE.map((value) => ({ value, label: words.whenNones[value] }))} />
        </div>
        <NumberField {...bind('agents')} label={words.agents} hint={words.agentsSay} unit={words.agentsUnit} least={-MOST_AGENTS} most={MOST_AGENTS} />
        <SwitchField path="capOn" value={fields.cap !== undefined} label={words.capOn} onChange={(isOn) => cap.onChange(isOn ? capNow : undefined)} />
        {fields.cap !== undefined && <NumberField {...cap} value={fields.cap} label={words.cap} unit={words.capUnit} least={CAP.least} most={CAP.most} />}
      </div>
      <div class="what-if-run">
        <button type="submit" class="button is-main" aria-disabled={run.status === 'running'}>{run.status === 'running' ? words.running : words.run}</button>
        <ProblemLine id={ids.problem} problem={missing && { at: '', sentence: words[missing] }} />
      </div>
      <div class={isStale ? 'what-if-outcome is-stale' : 'what-if-outcome'} ref={outcome} aria-busy={run.status === 'running'}>
        <div role="status">
          {run.status === 'idle' && <p class="quiet">{words.idle}</p>}
          {run.status === 'running' && <div class="form-skeleton"><span class="unseen">{words.running}</span><i /><i /><i /><i /></div>}
          {isStale && <p class="quiet">{words.stale}</p>}
          {run.status === 'done' && run.result.before.arrivals > 0 && <h3>{words.result}</h3>}
          {run.status === 'done' && run.result.before.arrivals === 0 && (
            <div class="empty">
              <Icon name="calm" size={32} />
              <h2>{words.empty}</h2>
              <p>{words.emptySays}</p>
            </div>
          )}
        </div>
        {run.status === 'refused' && (
          <div class="empty" role="alert">
            <Icon name="problem" size={32} />
            <h2>{words.refused}</h2>
            <p>{refusalWords(run.failure, desk, language)}</p>
          </div>
        )}
        {run.status === 'done' && run.result.before.arrivals > 0 && <Outcome result={run.result} />}
      </div>
    </form>
  )
}

interface DateFieldProps extends Omit<Field<string>, 'problem'> {
  readonly label: string
  readonly isRefused: boolean
  /** Id of the sentence that says why. */
  readonly problem: string
}

function DateField({ path, value, label, isRefused, problem, onChange }: DateFieldProps) {
  const ids = useFieldIds()
  return (
    <div class="field" data-field={path}>
      <label class="field-label" for={ids.control}>{label}</label>
      <input id={ids.control} class="input" {...({ type: 'date' as string } as { type: 'text' })} name={path} value={value} aria-invalid={isRefused} {...(isRefused && { 'aria-describedby': problem })} onInput={(event) => onChange(event.currentTarget.value)} />
    </div>
  )
}
