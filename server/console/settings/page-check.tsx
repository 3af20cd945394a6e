/** The check of a page (RC-20): what is wrong in words, what to do, and the line to add. */
import { useRef, useState } from 'preact/hooks'
import { API } from '@foyer/sdk/protocol'
import type { Result, SiteCheck, SiteFinding, SiteRecord } from '@foyer/sdk/protocol'
import { CopyBox, ProblemLine, refusalWords, useFieldIds } from '../forms/index.ts'
import { fullTime } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useNow, useSurroundings } from '../surroundings.ts'
import { useSettingsWords } from './words.ts'

export interface PageCheckProps {
  readonly site: SiteRecord
  /** As they stand in the field now. */
  readonly origins: readonly string[]
  onAddOrigin(origin: string): void
}

export function PageCheck({ site, origins, onAddOrigin }: PageCheckProps) {
  const { api } = useTools()
  const { words: deskWords, language } = useSurroundings()
  const words = useSettingsWords()
  const ids = useFieldIds()
  const input = useRef<HTMLInputElement>(null)
  // The first page that there is for certain; below a wildcard there may be none.
  const [address, setAddress] = useState(() => site.origins.find((origin) => !origin.includes('*')) ?? '')
  const [isBusy, setBusy] = useState(false)
  const [result, setResult] = useState<Result<SiteCheck>>()
  const problem = result && !result.ok ? { at: '', sentence: refusalWords(result, deskWords, language) } : undefined

  async function check() {
    if (isBusy || !input.current) return
    setBusy(true)
    setResult(undefined)
    const answer = await api.post<SiteCheck>(API.siteCheck(site.id), { address: withScheme(input.current.value) })
    setBusy(false)
    setResult(answer)
    if (!answer.ok) input.current?.focus()
  }

  return (
    <div class="page-check">
      <div class="field">
        <label class="field-label" for={ids.control}>{words.checkAddress}</label>
        <div class="check-line">
          <input id={ids.control} class="input" ref={input} dir="ltr" inputMode="url" placeholder="https://" spellcheck={false} autocomplete="off" value={address}
            aria-invalid={problem !== undefined} {...(problem && { 'aria-describedby': ids.problem })}
            onInput={(event) => setAddress(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing) return
              // It stands in a form, which Enter would save.
              event.preventDefault()
              void check()
            }} />
          <button type="button" class="button" aria-disabled={isBusy} onClick={() => void check()}>{isBusy ? words.checking : words.check}</button>
        </div>
        <ProblemLine id={ids.problem} problem={problem} />
      </div>
      <div role="status">
        {result?.ok && <Outcome check={result.value} origins={origins} onAddOrigin={onAddOrigin} />}
      </div>
    </div>
  )
}

/** People leave the scheme out, and most pages have a certificate. `shop.example:8443` begins with a name, not with a scheme. */
const withScheme = (address: string): string => {
  const typed = address.trim()
  const hasScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(typed)
  return typed === '' || hasScheme ? typed : `https://${typed}`
}

interface OutcomeProps extends Pick<PageCheckProps, 'origins' | 'onAddOrigin'> {
  readonly check: SiteCheck
}

function Outcome({ check: { address, findings, lastVisitorAt }, origins, onAddOrigin }: OutcomeProps) {
  const { locale } = useSurroundings()
  const words = useSettingsWords()
  const now = useNow(60_000)
  const isGood = findings.length === 0
  return (
    <div class={isGood ? 'check-outcome is-good' : 'check-outcome'}>
      <p class="check-title"><Icon name={isGood ? 'check' : 'caution'} size={18} /> {isGood ? words.checkGood : words.checkFound(findings.length)}</p>
      {isGood && <p>{words.checkGoodSays}</p>}
      {!isGood && (
        <ol class="findings">
          {findings.map((finding, i) => <Finding key={`${finding.code} ${i}`} finding={finding} origins={origins} onAddOrigin={onAddOrigin} />)}
        </ol>
      )}
      <p class="quiet check-address">{words.checkLooked(address)}</p>
      <p class="quiet">{lastVisitorAt === undefined ? words.noVisitor : words.lastVisitor(fullTime(lastVisitorAt, now, locale))}</p>
    </div>
  )
}

function Finding({ finding: { code, detail = '', line }, origins, onAddOrigin }: Pick<PageCheckProps, 'origins' | 'onAddOrigin'> & { readonly finding: SiteFinding }) {
  const words = useSettingsWords()
  const { says, remedy } = words.findings[code]
  return (
    <li class="finding">
      <p class="finding-says">{says(detail)}</p>
      <p class="quiet">{remedy}</p>
      {line !== undefined && code === 'origin_not_allowed' && (
        origins.includes(line) ? (
          <p class="quiet"><Icon name="check" size={16} /> {words.checkAdded}</p>
        ) : (
          <button type="button" class="button" onClick={() => onAddOrigin(line)}><Icon name="add" size={16} /> {words.checkAddOrigin(line)}</button>
        )
      )}
      {line !== undefined && code !== 'origin_not_allowed' && <CopyBox text={line} label={words.checkLine} />}
    </li>
  )
}
