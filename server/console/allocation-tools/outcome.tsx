/** Before and after, side by side: a table of the figures, and a bar for the load of each agent (AL-17). */
import type { SimulationFigures, SimulationResult } from '@foyer/sdk/protocol'
import { span } from '../format.ts'
import { useSurroundings } from '../surroundings.ts'
import { useRepliesWords } from '../replies/use-words.ts'

const ROWS = ['arrivals', 'waitMedianMs', 'waitP95Ms', 'waited', 'longestQueue'] as const
type Row = (typeof ROWS)[number]

export function Outcome({ result: { before, after } }: { readonly result: SimulationResult }) {
  const { locale } = useSurroundings()
  const { whatIf: words } = useRepliesWords()
  const figure = (row: Row, value: number): string => {
    if (row === 'waited') return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value)
    return row === 'waitMedianMs' || row === 'waitP95Ms' ? waitWords(value, locale) : new Intl.NumberFormat(locale).format(value)
  }
  return (
    <>
      <div class="figures-box" tabIndex={0} role="region" aria-label={words.result}>
        <table class="figures">
          <thead><tr><th scope="col">{words.measure}</th><th scope="col">{words.before}</th><th scope="col">{words.after}</th><th scope="col">{words.difference}</th></tr></thead>
          <tbody>
            {ROWS.map((row) => (
              <tr key={row}>
                <th scope="row">{words.rows[row]}</th>
                <td>{figure(row, before[row])}</td>
                <td>{figure(row, after[row])}</td>
                <Difference isArrivals={row === 'arrivals'} by={after[row] - before[row]} words={(by) => figure(row, by)} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Loads before={before} after={after} />
    </>
  )
}

/** Fewer is better in every row but that of the visitors who came. Said in words, and not by the colour alone. */
function Difference({ isArrivals, by, words: say }: { readonly isArrivals: boolean; readonly by: number; words(by: number): string }) {
  const { whatIf: words } = useRepliesWords()
  if (by === 0) return <td>{words.same}</td>
  const amount = `${by > 0 ? '+' : '−'}${say(Math.abs(by))}`
  if (isArrivals) return <td>{amount}</td>
  return <td class={by < 0 ? 'is-better' : 'is-worse'}>{amount} · {by < 0 ? words.better : words.worse}</td>
}

const waitWords = (ms: number, locale: string): string => span(Math.round(ms / 1000) * 1000, locale)

interface Load {
  readonly key: string
  readonly name: string
  readonly before: SimulationFigures['loads'][number] | undefined
  readonly after: SimulationFigures['loads'][number] | undefined
}

/** Agents that are thought of in addition have no id, and stand at the end; what they are called, the desk's language says. */
function loadsOf(before: SimulationFigures, after: SimulationFigures, newAgent: (n: number) => string): readonly Load[] {
  let added = 0
  const keyed = ({ loads }: SimulationFigures) => new Map(loads.map((load) => [String(load.agentId ?? load.name), load]))
  const [was, is] = [keyed(before), keyed(after)]
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    const [load, other] = [was.get(key), is.get(key)]
    const { agentId, name = '' } = other ?? load ?? {}
    return { key, name: agentId === undefined ? newAgent(++added) : name, before: load, after: other }
  })
}

function Loads({ before, after }: { readonly before: SimulationFigures; readonly after: SimulationFigures }) {
  const { locale } = useSurroundings()
  const { whatIf: words } = useRepliesWords()
  const loads = loadsOf(before, after, words.newAgent)
  const most = Math.max(1, ...loads.flatMap(({ before: was, after: is }) => [was?.most ?? 0, is?.most ?? 0]))
  const share = (value: number) => `${(100 * value) / most}%`
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <>
      <div class="section-head">
        <h3>{words.loads}</h3>
        <p>{words.loadsSay}</p>
      </div>
      <p class="load-legend" aria-hidden="true"><span class="is-before"><i />{words.before}</span><span><i />{words.after}</span></p>
      <div class="loads" aria-hidden="true">
        {loads.map(({ key, name, before: was, after: is }) => (
          <div class="agent-load" key={key}>
            <span class="load-name" dir="auto">{name}</span>
            {([[was, true], [is, false]] as const).map(([load, isBefore]) => (
              <>
                <span class={isBefore ? 'load-bar is-before' : 'load-bar'}>
                  {load && <i style={{ width: share(load.mean) }} />}
                  {load && load.most > 0 && <b style={{ insetInlineStart: `calc(${share(load.most)} - 2px)` }} />}
                </span>
                <span class={isBefore ? 'load-figure is-before' : 'load-figure'}>{load ? decimal.format(load.mean) : '–'}</span>
              </>
            ))}
          </div>
        ))}
      </div>
      <details class="bot-code">
        <summary>{words.table}</summary>
        <div class="figures-box" tabIndex={0} role="region" aria-label={words.loads}>
          <table class="figures">
            <thead>
              <tr><th scope="col" rowSpan={2}>{words.agent}</th><th scope="colgroup" colSpan={3}>{words.before}</th><th scope="colgroup" colSpan={3}>{words.after}</th></tr>
              <tr>{[0, 1].map((i) => [words.mean, words.most, words.received].map((word) => <th scope="col" key={`${i} ${word}`}>{word}</th>))}</tr>
            </thead>
            <tbody>
              {loads.map(({ key, name, before: was, after: is }) => (
                <tr key={key}>
                  <th scope="row"><bdi>{name}</bdi></th>
                  {[was, is].map((load, i) => [load && decimal.format(load.mean), load?.most, load?.received].map((value, at) => <td key={`${i} ${at}`}>{value ?? '–'}</td>))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}
