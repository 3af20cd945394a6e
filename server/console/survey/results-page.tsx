/** What visitors answered (SV-4): figures, their spread, day by day, by whom and by what, and what they wrote. To agents, what was answered about themselves. */
import { useCallback, useMemo, useState } from 'preact/hooks'
import { API, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { ComponentRecord, HoursRecord, Receivers, Result, SurveyComments, SurveyResults } from '@foyer/sdk/protocol'
import { Loaded, ProblemLine, RadioCards, SelectField, useFieldIds } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { PageHead } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { Comments } from './comments.tsx'
import { DayByDay, FigureTable, Reasons, Spread, Summary } from './figures.tsx'
import { PERIODS, dateAt, periodOf } from './results.ts'
import type { PeriodFields } from './results.ts'
import { useSurveyWords } from './use-words.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** By what results can be narrowed. */
interface World {
  readonly timeZone: string
  readonly agents: readonly Named[]
  readonly groups: readonly Named[]
  readonly components: readonly Named[]
}

export interface ResultsPageProps {
  /** Of the agent who looks alone: the server tells no others to agents. */
  readonly isOwn: boolean
}

export function ResultsPage({ isOwn }: ResultsPageProps) {
  const { api } = useTools()
  const { results: words } = useSurveyWords()
  const load = useCallback(async (): Promise<Result<World>> => {
    const [hours, receivers, components] = await Promise.all([api.get<HoursRecord>(API.hours), api.get<Receivers>(API.receivers), api.get<readonly ComponentRecord[]>(API.components)])
    if (!hours.ok) return hours
    if (!receivers.ok) return receivers
    if (!components.ok) return components
    return ok({ timeZone: hours.value.timeZone, ...receivers.value, components: components.value.map(({ id, component }) => ({ id, name: component.name })) })
  }, [api])
  return (
    <>
      <PageHead title={isOwn ? words.ownTitle : words.title} lead={isOwn ? words.ownLead : words.lead} />
      <Loaded load={load}>{(world) => <Results {...world} isOwn={isOwn} />}</Loaded>
    </>
  )
}

const FILTERS = ['agent', 'group', 'component'] as const
type Filter = (typeof FILTERS)[number]

function Results({ timeZone, agents, groups, components, isOwn }: World & ResultsPageProps) {
  const { clock } = useSurroundings()
  const { results: words } = useSurveyWords()
  // While somebody looks, the period stays what it was: a minute later it would be another one.
  const [now] = useState(() => clock.now())
  const [fields, setFields] = useState<PeriodFields>(() => ({ period: 'month', from: dateAt(now, timeZone, -6), to: dateAt(now, timeZone) }))
  const [chosen, setChosen] = useState<Readonly<Record<Filter, string>>>({ agent: '', group: '', component: '' })
  const ids = useFieldIds()
  const period = periodOf(fields, now, timeZone)
  const lists: Readonly<Record<Filter, readonly Named[]>> = { agent: agents, group: groups, component: components }
  const query = period && String(new URLSearchParams({ from: String(period.from), to: String(period.to), ...Object.fromEntries(FILTERS.filter((filter) => chosen[filter] !== '').map((filter) => [filter, chosen[filter]])) }))
  const bind = <Key extends keyof PeriodFields>(key: Key) => ({ path: key, value: fields[key], onChange: (value: PeriodFields[Key]) => setFields((before) => ({ ...before, [key]: value })) })
  return (
    <div class="results">
      <div class="results-choice">
        <RadioCards {...bind('period')} label={words.period} options={PERIODS.map((value) => ({ value, label: words.periods[value] }))} />
        {fields.period === 'own' && (
          <div class="results-dates">
            {(['from', 'to'] as const).map((key) => (
              <div key={key} class="field" data-field={key}>
                <label class="field-label" for={`${ids.control}-${key}`}>{words[key]}</label>
                <input id={`${ids.control}-${key}`} class="input" {...({ type: 'date' as string } as { type: 'text' })} name={key} value={fields[key]} aria-invalid={!period} aria-describedby={ids.problem} onInput={(event) => bind(key).onChange(event.currentTarget.value)} />
              </div>
            ))}
          </div>
        )}
        <ProblemLine id={ids.problem} problem={period ? undefined : { at: '', sentence: words.badPeriod }} />
        <div class="results-filters">
          {FILTERS.filter((filter) => !isOwn || filter !== 'agent').map((filter) => (
            <SelectField key={filter} path={filter} label={words[filter]} value={chosen[filter]} options={[{ value: '', label: words.all }, ...lists[filter].map(({ id, name }) => ({ value: id, label: name }))]}
              onChange={(id) => setChosen((before) => ({ ...before, [filter]: id }))} />
          ))}
        </div>
      </div>
      {query !== undefined && <Counted key={query} query={query} isOwn={isOwn} />}
    </div>
  )
}

interface Found {
  readonly results: SurveyResults
  readonly comments: SurveyComments
}

interface CountedProps extends ResultsPageProps {
  readonly query: string
}

function Counted({ query, isOwn }: CountedProps) {
  const { api } = useTools()
  const { results: words } = useSurveyWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [results, comments] = await Promise.all([api.get<SurveyResults>(`${VISITORS_API.surveyResults}?${query}`), api.get<SurveyComments>(`${VISITORS_API.surveyComments}?${query}`)])
    if (!results.ok) return results
    return comments.ok ? ok({ results: results.value, comments: comments.value }) : comments
  }, [api, query])
  return (
    <Loaded load={load}>
      {({ results, comments }) =>
        results.all.asked === 0 && results.all.answered === 0 ? (
          <div class="empty">
            <Icon name="calm" size={32} />
            <h2>{words.empty}</h2>
            <p>{isOwn ? words.ownEmptySays : words.emptySays}</p>
          </div>
        ) : (
          <Shown results={results} comments={comments} query={query} isOwn={isOwn} />
        )
      }
    </Loaded>
  )
}

function Shown({ results, comments, query, isOwn }: Found & CountedProps) {
  const { results: words } = useSurveyWords()
  const named = <Row extends { readonly name?: string }>(row: Row, key: string | undefined, otherwise: string) => ({ ...row, key: key ?? '', label: row.name === undefined || row.name === '' ? otherwise : row.name })
  const agents = useMemo(() => results.byAgent.map((row) => named(row, row.agentId, words.gone)), [results, words])
  const groups = useMemo(() => results.byGroup.map((row) => named(row, row.groupId, words.gone)), [results, words])
  const components = useMemo(() => results.byComponent.map((row) => named(row, row.componentId, row.componentId === undefined ? words.noComponent : words.gone)), [results, words])
  return (
    <>
      <Summary figures={results.all} />
      <Spread figures={results.all} />
      <DayByDay days={results.byDay} />
      {!isOwn && <FigureTable title={words.byAgent} says={words.byAgentSays} first={words.agent} rows={agents} />}
      <FigureTable title={words.byGroup} first={words.group} rows={groups} />
      <FigureTable title={words.byComponent} first={words.component} rows={components} />
      <Reasons reasons={results.reasons} />
      <Comments first={comments} query={query} />
    </>
  )
}
