/** Above the list: who is there by state, search, and filters. What can be chosen is what is there. */
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useMemo, useState } from 'preact/hooks'
import { SOURCE_KINDS } from '@foyer/sdk/protocol'
import type { LiveVisitor } from '@foyer/sdk/protocol'
import { countryName } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import type { Arrangement } from './arrange.ts'
import { COLUMNS, NO_FILTERS, STATES, TIMES, countryKey, regionKey, sourceKey } from './question.ts'
import type { Column, Filters, Sort, TimeBand, Who } from './question.ts'
import type { Visitors } from './live-list.ts'
import { useVisitorsWords } from './use-words.ts'

/** Names of engines, sites and campaigns to choose from, and regions: the most frequent ones. */
const NAMES_SHOWN = 30
const DEVICES = ['desktop', 'mobile', 'tablet'] as const
const WHOS = ['first', 'returning', 'customer'] as const satisfies readonly Who[]

export interface ToolbarProps {
  readonly visitors: Visitors
  readonly counts: Arrangement['counts']
  readonly filters: Filters
  readonly sort: Sort
  /** The same from drawing to drawing. */
  onFilters(filters: Filters): void
  onSort(by: Column): void
}

export function Toolbar({ visitors, counts, filters, sort, onFilters, onSort }: ToolbarProps) {
  const { locale } = useSurroundings()
  const words = useVisitorsWords()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [choices, lookForChoices] = useChoices(visitors, filters)
  const figure = useMemo(() => new Intl.NumberFormat(locale), [locale])
  const all = STATES.reduce((sum, state) => sum + counts[state], 0)
  const set = filtersSet(filters)

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
        <div id={`${id}-filters`} class={isOpen ? 'visit-filters is-open' : 'visit-filters'} role="group" aria-label={words.filters} onPointerEnter={lookForChoices} onFocusCapture={lookForChoices}>
          {useMemo(() => <FilterFields choices={choices} filters={filters} sort={sort} onFilters={onFilters} onSort={onSort} />, [choices, filters, sort, onFilters, onSort, words, locale])}
        </div>
      </div>
    </div>
  )
}

function FilterFields({ choices: { sources, countries, regions }, filters, sort, onFilters, onSort }: Pick<ToolbarProps, 'filters' | 'sort' | 'onFilters' | 'onSort'> & { readonly choices: Choices }) {
  const { locale } = useSurroundings()
  const words = useVisitorsWords()
  const nameOf = (code: string) => (code === '?' ? words.unknownPlace : countryName(code, locale))
  const behind = (key: string) => key.slice(key.indexOf(':') + 1)

  /** An empty choice sets no limit. */
  const choose = (key: 'source' | 'place' | 'device' | 'time' | 'who') => (value: string) => {
    const { [key]: _before, ...rest }: Filters = filters
    onFilters(value === '' ? (rest as Filters) : ({ ...rest, [key]: value } as Filters))
  }

  return (
    <>
      <Select label={words.sourceFilter} value={filters.source} onChange={choose('source')}>
        {SOURCE_KINDS.map((kind) => <option key={kind} value={kind}>{words.source[kind]}</option>)}
        {sources.length > 0 && <optgroup label={words.sourceNames}>{sources.map((key) => <option key={key} value={key}>{behind(key)}</option>)}</optgroup>}
      </Select>
      <label class="visit-filter">
        <span>{words.pageFilter}</span>
        <input class={filters.page === '' ? 'input' : 'input is-set'} autocomplete="off" spellcheck={false} dir="auto" value={filters.page} onInput={(event) => onFilters({ ...filters, page: event.currentTarget.value })} />
      </label>
      <Select label={words.timeFilter} value={filters.time} onChange={choose('time')}>
        {(Object.keys(TIMES) as TimeBand[]).map((band) => <option key={band} value={band}>{words.times[band]}</option>)}
      </Select>
      <Select label={words.placeFilter} value={filters.place} onChange={choose('place')}>
        {countries.map((code) => [code, nameOf(code)] as const).sort(([, one], [, other]) => one.localeCompare(other, locale)).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
        {regions.length > 0 && <optgroup label={words.regions}>{regions.map((key) => <option key={key} value={key}>{`${behind(key)} · ${nameOf(key.slice(0, key.indexOf(':')))}`}</option>)}</optgroup>}
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
      {filtersSet(filters) > 0 && <button type="button" class="button is-quiet" onClick={() => onFilters(NO_FILTERS)}>{words.clearFilters}</button>}
    </>
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

interface Choices {
  readonly sources: readonly string[]
  readonly countries: readonly string[]
  readonly regions: readonly string[]
}
const NO_CHOICES: Choices = { sources: [], countries: [], regions: [] }

/** Looked for when somebody is about to choose, and left alone while they do. */
function useChoices(visitors: Visitors, { source, place }: Filters): readonly [Choices, () => void] {
  const [choices, setChoices] = useState(NO_CHOICES)
  const look = () => setChoices((before) => {
    const found = choicesAmong(visitors.values(), source, place)
    return JSON.stringify(found) === JSON.stringify(before) ? before : found
  })
  useEffect(look, [visitors.size > 0])
  return [choices, look]
}

/** What there is, the most frequent first; and what is chosen, even if nobody fits it any more. */
function choicesAmong(visitors: Iterable<LiveVisitor>, source: Filters['source'], place: string | undefined): Choices {
  const [sources, countries, regions] = [new Map<string, number>(), new Set<string>(), new Map<string, number>()]
  const count = (counts: Map<string, number>, key: string | undefined) => key?.includes(':') && counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const visitor of visitors) {
    count(sources, sourceKey(visitor))
    countries.add(countryKey(visitor))
    count(regions, regionKey(visitor))
  }
  if (place !== undefined && !place.includes(':')) countries.add(place)
  const frequent = (counts: ReadonlyMap<string, number>, chosen: string | undefined) => {
    const names = [...counts].sort(([, one], [, other]) => other - one).slice(0, NAMES_SHOWN).map(([key]) => key)
    return chosen?.includes(':') && !names.includes(chosen) ? [...names, chosen] : names
  }
  return { sources: frequent(sources, source), countries: [...countries], regions: frequent(regions, place) }
}
