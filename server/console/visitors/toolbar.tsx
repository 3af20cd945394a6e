/** Above the list: who is there by state, search, and filters. What can be chosen is what is there. */
import type { ComponentChildren } from 'preact'
import { useId, useMemo, useState } from 'preact/hooks'
import { SOURCE_KINDS } from '@foyer/sdk/protocol'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { COLUMNS, NO_FILTERS, STATES, TIMES, placeKey, sourceKey } from './arrange.ts'
import type { Arrangement, Column, Filters, Sort, TimeBand, Who } from './arrange.ts'
import type { Visitors } from './live-list.ts'
import { useVisitorsWords } from './use-words.ts'
import { countryName } from './visit-texts.ts'

/** Names of engines, sites and campaigns to choose from: the most frequent ones. */
const NAMES_SHOWN = 30
const DEVICES = ['desktop', 'mobile', 'tablet'] as const
const WHOS = ['first', 'returning', 'customer'] as const satisfies readonly Who[]

export interface ToolbarProps {
  readonly visitors: Visitors
  readonly counts: Arrangement['counts']
  readonly filters: Filters
  readonly sort: Sort
  onFilters(filters: Filters): void
  onSort(by: Column): void
}

export function Toolbar({ visitors, counts, filters, sort, onFilters, onSort }: ToolbarProps) {
  const { locale } = useSurroundings()
  const words = useVisitorsWords()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const figure = useMemo(() => new Intl.NumberFormat(locale), [locale])
  const { source, place } = filters
  const { sources, places } = useMemo(() => choices(visitors, source, place), [visitors, source, place])
  const countries = useMemo(() => places.map((code) => [code, code === '?' ? words.unknownPlace : countryName(code, locale)] as const).sort(([, one], [, other]) => one.localeCompare(other, locale)), [places.join(), locale, words])
  const all = STATES.reduce((sum, state) => sum + counts[state], 0)
  const set = filtersSet(filters)

  /** An empty choice sets no limit. */
  const choose = (key: 'source' | 'place' | 'device' | 'time' | 'who') => (value: string) => {
    const { [key]: _before, ...rest }: Filters = filters
    onFilters(value === '' ? (rest as Filters) : ({ ...rest, [key]: value } as Filters))
  }

  return (
    <div class="visit-tools">
      <div class="visit-states" role="group" aria-label={words.states}>
        {[undefined, ...STATES].map((state) => (
          <button type="button" key={state ?? 'all'} class="visit-chip" aria-pressed={filters.state === state}
            onClick={() => {
              const { state: _before, ...rest } = filters
              onFilters(state === undefined || filters.state === state ? rest : { ...rest, state })
            }}>
            {state === undefined ? words.all : <><span class={`visit-dot is-${state}`} aria-hidden="true" />{words.state[state]}</>}
            <span class="visit-count">{figure.format(state === undefined ? all : counts[state])}</span>
          </button>
        ))}
      </div>
      <div class="visit-line">
        <label class="visit-search">
          <Icon name="search" size={16} />
          <input class="input" {...({ type: 'search' as string } as { type: 'text' })} aria-label={words.search} placeholder={words.search} autocomplete="off" spellcheck={false} dir="auto" value={filters.search}
            onInput={(event) => onFilters({ ...filters, search: event.currentTarget.value })} />
        </label>
        <button type="button" class="button visit-more" aria-expanded={isOpen} aria-controls={`${id}-filters`} onClick={() => setOpen(!isOpen)}>
          {set === 0 ? words.filters : words.filtersOn(set)} <Icon name="chevron" size={16} />
        </button>
      </div>
      <div id={`${id}-filters`} class={isOpen ? 'visit-filters is-open' : 'visit-filters'} role="group" aria-label={words.filters}>
        <Select label={words.sourceFilter} value={filters.source} onChange={choose('source')}>
          {SOURCE_KINDS.map((kind) => <option key={kind} value={kind}>{words.source[kind]}</option>)}
          {sources.map((key) => <option key={key} value={key}>{key.slice(key.indexOf(':') + 1)}</option>)}
        </Select>
        <label class="visit-filter">
          <span>{words.pageFilter}</span>
          <input class="input" autocomplete="off" spellcheck={false} dir="auto" value={filters.page} onInput={(event) => onFilters({ ...filters, page: event.currentTarget.value })} />
        </label>
        <Select label={words.timeFilter} value={filters.time} onChange={choose('time')}>
          {(Object.keys(TIMES) as TimeBand[]).map((band) => <option key={band} value={band}>{words.times[band]}</option>)}
        </Select>
        <Select label={words.placeFilter} value={filters.place} onChange={choose('place')}>
          {countries.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
        </Select>
        <Select label={words.deviceFilter} value={filters.device} onChange={choose('device')}>
          {DEVICES.map((kind) => <option key={kind} value={kind}>{words.device[kind]}</option>)}
        </Select>
        <Select label={words.whoFilter} value={filters.who} onChange={choose('who')}>
          {WHOS.map((who) => <option key={who} value={who}>{words.whos[who]}</option>)}
        </Select>
        <label class="visit-filter visit-order">
          <span>{words.sortBy}</span>
          <span class="visit-order-line">
            <select class="input" value={sort.by} onChange={(event) => onSort(COLUMNS.find((column) => column === event.currentTarget.value) ?? 'time')}>
              {COLUMNS.map((column) => <option key={column} value={column}>{words.columns[column]}</option>)}
            </select>
            <button type="button" class={sort.isDescending ? 'icon-button visit-arrow is-down' : 'icon-button visit-arrow'} aria-label={words.sortDown} aria-pressed={sort.isDescending} onClick={() => onSort(sort.by)}>
              <Icon name="chevron" size={18} />
            </button>
          </span>
        </label>
        {set > 0 && <button type="button" class="button is-quiet" onClick={() => onFilters(NO_FILTERS)}>{words.clearFilters}</button>}
      </div>
    </div>
  )
}

/** What limits the list now, besides the search, which is always to be seen. */
export const filtersSet = ({ search: _search, page, ...rest }: Filters): number => Object.keys(rest).length + (page === '' ? 0 : 1)

function Select({ label, value, onChange, children }: { readonly label: string; readonly value: string | undefined; onChange(value: string): void; readonly children: ComponentChildren }) {
  const words = useVisitorsWords()
  return (
    <label class="visit-filter">
      <span>{label}</span>
      <select class={value === undefined ? 'input' : 'input is-set'} value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{words.any}</option>
        {children}
      </select>
    </label>
  )
}

/** What there is, and what is chosen, even if nobody fits it any more. */
function choices(visitors: Visitors, source: Filters['source'], place: string | undefined): { readonly sources: readonly string[]; readonly places: readonly string[] } {
  const [sources, places] = [new Map<string, number>(), new Set<string>()]
  for (const visitor of visitors.values()) {
    const key = sourceKey(visitor)
    if (visitor.source.name !== undefined && key !== undefined) sources.set(key, (sources.get(key) ?? 0) + 1)
    places.add(placeKey(visitor))
  }
  if (place !== undefined) places.add(place)
  const names = [...sources].sort(([, one], [, other]) => other - one).slice(0, NAMES_SHOWN).map(([key]) => key)
  return { sources: source?.includes(':') && !names.includes(source) ? [...names, source] : names, places: [...places].sort() }
}
