/** Shown, accepted and declined of each variant (IV-9), and whether they can be told apart by now. */
import { useCallback, useState } from 'preact/hooks'
import { VISITORS_API } from '@foyer/sdk/protocol'
import type { InvitationRecord, InvitationResult } from '@foyer/sdk/protocol'
import { Loaded, SelectField } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { shareOf, tellApart } from './tell-apart.ts'
import { useInvitationsWords } from './use-words.ts'

const DAY_MS = 24 * 60 * 60_000
const PERIODS = ['7', '30', '90'] as const

export function Results({ invitations }: { readonly invitations: readonly InvitationRecord[] }) {
  const { api } = useTools()
  const { clock } = useSurroundings()
  const words = useInvitationsWords()
  const [days, setDays] = useState<(typeof PERIODS)[number]>('30')
  const load = useCallback(() => {
    const to = clock.now()
    return api.get<readonly InvitationResult[]>(`${VISITORS_API.invitationResults}?from=${to - Number(days) * DAY_MS}&to=${to}`)
  }, [api, clock, days])
  return (
    <div class="invitation-results">
      <SelectField path="period" label={words.period} value={days} options={PERIODS.map((each) => ({ value: each, label: words.lastDays(Number(each)) }))} onChange={(period) => setDays(period)} />
      <Loaded load={load}>{(results) => <>{invitations.map((one) => <Table key={one.id} invitation={one} results={results.filter(({ invitationId }) => invitationId === one.id)} />)}</>}</Loaded>
    </div>
  )
}

function Table({ invitation: { name, variants }, results }: { readonly invitation: InvitationRecord; readonly results: readonly InvitationResult[] }) {
  const { locale } = useSurroundings()
  const words = useInvitationsWords()
  const figure = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const rows = variants.map((variant) => {
    const { shown = 0, accepted = 0, declined = 0 } = results.find(({ variantId }) => variantId === variant.id) ?? {}
    return { id: variant.id, name: variant.name, shown, accepted, declined }
  })
  const verdict = tellApart(rows)
  const isEmpty = rows.every(({ shown }) => shown === 0)
  return (
    <section class="result" aria-label={name}>
      <h4><bdi>{name}</bdi></h4>
      {isEmpty ? <p class="quiet">{words.noResults}</p> : (
        <>
          <div class="result-scroll">
            <table class="result-table">
              <thead><tr>{[words.variant, words.shown, words.accepted, words.declined, words.rate].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row"><bdi>{row.name}</bdi></th>
                    <td>{figure.format(row.shown)}</td>
                    <td>{figure.format(row.accepted)}</td>
                    <td>{figure.format(row.declined)}</td>
                    <td>{row.shown === 0 ? '–' : percent.format(shareOf(row))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {verdict.kind !== 'single' && (
            <p class={`result-verdict is-${verdict.kind}`}>
              <Icon name={verdict.kind === 'better' ? 'check' : 'caution'} size={16} />
              <span>{verdict.kind === 'better' ? words.verdict.better(rows.find(({ id }) => id === verdict.id)?.name ?? '') : verdict.each === undefined ? words.verdict.tooFew : words.verdict.tooFewEach(figure.format(verdict.each))}</span>
            </p>
          )}
        </>
      )}
    </section>
  )
}
