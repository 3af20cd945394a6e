/** The figures of the survey as they are read: in short, by step, by day, and in tables (SV-4). */
import { useState } from 'preact/hooks'
import { SCORES } from '@foyer/sdk/protocol'
import type { SurveyFigures, SurveyResults } from '@foyer/sdk/protocol'
import { useSurroundings } from '../surroundings.ts'
import { Section } from '../settings/page.tsx'
import { sharesOf } from './results.ts'
import { useSurveyWords } from './use-words.ts'

/** Figures in the desk's language. What there is none of is a dash, and said in words. */
function useFigures() {
  const { locale } = useSurroundings()
  const count = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const mean = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const write = (format: Intl.NumberFormat, value: number | undefined) => (value === undefined ? undefined : format.format(value))
  return {
    count: (value: number) => count.format(value),
    percent: (value: number | undefined) => write(percent, value),
    mean: (value: number | undefined) => write(mean, value),
  }
}

function Figure({ children }: { readonly children: string | undefined }) {
  const { results: words } = useSurveyWords()
  return children === undefined ? <><span aria-hidden="true">–</span><span class="unseen">{words.none}</span></> : <>{children}</>
}

export function Summary({ figures }: { readonly figures: SurveyFigures }) {
  const { results: words } = useSurveyWords()
  const { count, percent, mean } = useFigures()
  const shares = sharesOf(figures)
  const shown = [
    [words.asked, count(figures.asked)],
    [words.answered, count(figures.answered)],
    [words.answeredShare, percent(shares.answered)],
    [words.average, mean(figures.average)],
    [words.satisfied, percent(shares.satisfied), words.satisfiedSays],
  ] as const
  return (
    <dl class="results-summary">
      {shown.map(([name, value, says]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd><Figure>{value}</Figure>{says !== undefined && <small class="quiet">{says}</small>}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Best first, as a list whose lines say what the bars show. */
export function Spread({ figures: { answered, spread } }: { readonly figures: SurveyFigures }) {
  const { results: words } = useSurveyWords()
  const { count, percent } = useFigures()
  if (answered === 0) return null
  return (
    <Section title={words.spread}>
      <ul class="spread">
        {SCORES.toReversed().map((score) => {
          const given = spread[score - 1]!
          const share = given / answered
          return (
            <li key={score}>
              <span class="unseen">{words.spreadLine(score, count(given), percent(share)!)}</span>
              <span aria-hidden="true">{score}</span>
              <span class="spread-bar" aria-hidden="true"><i style={{ inlineSize: `${share * 100}%` }} /></span>
              <span class="spread-figure" aria-hidden="true">{count(given)} · {percent(share)}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

type Day = SurveyResults['byDay'][number]

/** CSS pixels of the chart's own measure; it is drawn as wide as there is room. */
const CHART = { width: 720, height: 120, edge: 6 } as const

/** The average of each day as a bar from 1 to 5; days without answers have none. */
export function DayByDay({ days }: { readonly days: readonly Day[] }) {
  const { locale } = useSurroundings()
  const { results: words } = useSurveyWords()
  const { count } = useFigures()
  const answered = days.reduce((sum, day) => sum + day.answered, 0)
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const label = (day: Day) => date.format(Date.parse(day.date))
  const shown = days.filter((day) => day.asked > 0 || day.answered > 0).toReversed().map((day) => ({ ...day, key: day.date, label: label(day) }))
  const step = CHART.width / days.length
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  return (
    <Section title={words.overTime}>
      {answered > 0 && days.length > 1 && (
        <div class="day-chart">
          <div class="day-scale quiet" aria-hidden="true">{[5, 3, 1].map((score) => <span key={score}>{score}</span>)}</div>
          <svg viewBox={`0 0 ${CHART.width} ${CHART.height}`} preserveAspectRatio="none" role="img" aria-label={words.chart(days.length, count(answered))}>
            {[0, 0.5, 1].map((share) => <line key={share} x1="0" x2={CHART.width} y1={heightOf(1 + share * 4)} y2={heightOf(1 + share * 4)} vector-effect="non-scaling-stroke" />)}
            {days.map(({ date: key, average }, index) => average !== undefined && (
              <rect key={key} x={(index + 0.15) * step} width={step * 0.7} y={heightOf(average)} height={CHART.height - CHART.edge - heightOf(average) + 2} />
            ))}
          </svg>
          <p class="day-ends quiet" aria-hidden="true"><span>{label(first)}</span><span>{label(last)}</span></p>
        </div>
      )}
      <details class="day-table">
        <summary>{words.table}</summary>
        <Table label={words.table} first={words.day} rows={shown} />
      </details>
    </Section>
  )
}

const heightOf = (average: number): number => CHART.edge + (1 - (average - 1) / 4) * (CHART.height - 2 * CHART.edge)

interface Row extends SurveyFigures {
  readonly key: string
  readonly label: string
}

export interface FigureTableProps {
  readonly title: string
  readonly says?: string
  /** What stands in the first column. */
  readonly first: string
  readonly rows: readonly Row[]
}

export function FigureTable({ title, says, first, rows }: FigureTableProps) {
  if (rows.length === 0) return null
  return (
    <Section title={title} {...(says !== undefined && { says })}>
      <Table label={title} first={first} rows={rows} />
    </Section>
  )
}

/** What a table can be sorted by; `undefined` for what has none of it, which stands last either way. */
const COLUMNS = {
  asked: ({ asked }: Row) => asked,
  answered: ({ answered }: Row) => answered,
  answeredShare: (row: Row) => sharesOf(row).answered,
  average: ({ average }: Row) => average,
  satisfied: (row: Row) => sharesOf(row).satisfied,
} as const
type Column = keyof typeof COLUMNS
const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[]

interface Order {
  readonly by: Column
  readonly isRising: boolean
}

function inOrder(rows: readonly Row[], { by, isRising }: Order): readonly Row[] {
  const valueOf = COLUMNS[by]
  const [having, lacking] = [rows.filter((row) => valueOf(row) !== undefined), rows.filter((row) => valueOf(row) === undefined)]
  return [...having.toSorted((one, other) => (isRising ? 1 : -1) * (valueOf(one)! - valueOf(other)!)), ...lacking]
}

/** As it came, until somebody sorts it: by what is pressed, the most first, and the other way round by pressing again. */
function Table({ label, first, rows }: { readonly label: string; readonly first: string; readonly rows: readonly Row[] }) {
  const { results: words } = useSurveyWords()
  const { count, percent, mean } = useFigures()
  const [order, setOrder] = useState<Order>()
  const shown = order ? inOrder(rows, order) : rows
  const sortBy = (by: Column) => setOrder((before) => ({ by, isRising: before?.by === by && !before.isRising }))
  return (
    <div class="results-table-box" tabIndex={0} role="group" aria-label={label}>
      <table class="results-table">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {COLUMN_NAMES.map((name) => (
              <th key={name} scope="col" {...(order?.by === name && { 'aria-sort': order.isRising ? 'ascending' : 'descending' })}>
                <button type="button" onClick={() => sortBy(name)}>{order?.by === name && <span class="sort-mark" aria-hidden="true">{order.isRising ? '↑' : '↓'}</span>}{words[name]}</button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const shares = sharesOf(row)
            return (
              <tr key={row.key}>
                <th scope="row" dir="auto">{row.label}</th>
                <td>{count(row.asked)}</td>
                <td>{count(row.answered)}</td>
                <td><Figure>{percent(shares.answered)}</Figure></td>
                <td><Figure>{mean(row.average)}</Figure></td>
                <td><Figure>{percent(shares.satisfied)}</Figure></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

export function Reasons({ reasons }: Pick<SurveyResults, 'reasons'>) {
  const { results: words } = useSurveyWords()
  const { count } = useFigures()
  if (reasons.length === 0) return null
  return (
    <Section title={words.reasons}>
      <div class="results-table-box" tabIndex={0} role="group" aria-label={words.reasons}>
        <table class="results-table">
          <thead><tr>{[words.reason, words.step, words.count].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
          <tbody>
            {reasons.map(({ score, reason, count: given }) => (
              <tr key={`${score}/${reason}`}><th scope="row" dir="auto">{reason}</th><td>{words.rated(score)}</td><td>{count(given)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
