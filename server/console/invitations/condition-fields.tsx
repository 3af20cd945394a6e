/** The conditions of an automatic invitation (IV-5): none to begin with, and one after the other as one wants them. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { LIMITS, SOURCE_KINDS, isPattern } from '@foyer/sdk/protocol'
import type { InvitationConditions } from '@foyer/sdk/protocol'
import { ChipsField, ListField, NumberField, RadioCards, SelectField, TextField, part } from '../forms/index.ts'
import type { Field } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { CONDITIONS, CONDITION_BOUNDS, FIRST_CONDITIONS, without } from './draft.ts'
import type { ConditionKind } from './draft.ts'
import { languageName, regionName, sourceName } from './sentences.ts'
import { useInvitationsWords } from './use-words.ts'

/** Offered while one types: what most sites are read in, and engines by the name that the server gives them, in lower case. */
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'id', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'ru', 'th', 'tr', 'uk', 'vi', 'zh']
const ENGINES = ['google', 'bing', 'duckduckgo', 'yahoo', '百度', '搜狗']
const REGIONS = ['ar', 'au', 'br', 'ca', 'cn', 'de', 'es', 'fr', 'gb', 'in', 'it', 'jp', 'kr', 'mx', 'nl', 'pl', 'pt', 'sg', 'us', 'za']

export function ConditionFields({ field }: { readonly field: Field<InvitationConditions> }) {
  const words = useInvitationsWords()
  const { value, onChange } = field
  const there = CONDITIONS.filter((kind) => value[kind] !== undefined)
  const left = CONDITIONS.filter((kind) => value[kind] === undefined)
  const [chosen, setChosen] = useState<ConditionKind>()
  const next = chosen !== undefined && left.includes(chosen) ? chosen : left[0]
  const [said, say] = useState('')
  const box = useRef<HTMLDivElement>(null)
  /** What gets the focus once it is drawn. */
  const focusOn = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    box.current?.querySelector<HTMLElement>(focusOn.current)?.focus()
    focusOn.current = undefined
  })
  const remove = (kind: ConditionKind) => {
    focusOn.current = '.condition-new select'
    say(words.removedCondition(words.conditions[kind]))
    onChange(without(value, kind))
  }
  return (
    <div class="conditions" ref={box} data-field={field.path}>
      {there.length === 0 && <p class="list-empty quiet">{words.everybody}</p>}
      {there.map((kind) => (
        <div key={kind} class="condition" role="group" aria-label={words.conditions[kind]} data-kind={kind}>
          <div class="condition-field"><ConditionField kind={kind} field={field} /></div>
          <button type="button" class="icon-button" aria-label={words.removeCondition(words.conditions[kind])} title={words.removeCondition(words.conditions[kind])} onClick={() => remove(kind)}><Icon name="remove" size={18} /></button>
        </div>
      ))}
      {next !== undefined && (
        <div class="condition-new">
          <SelectField path="conditions.new" label={words.addCondition} value={next} options={left.map((kind) => ({ value: kind, label: words.conditions[kind] }))} onChange={(kind) => setChosen(kind)} />
          <button type="button" class="button" onClick={() => {
            focusOn.current = `[data-kind="${next}"] :is(input, select)`
            say('')
            onChange({ ...value, [next]: FIRST_CONDITIONS[next] })
          }}><Icon name="add" size={16} /> {words.addConditionButton}</button>
        </div>
      )}
      <p class="unseen" role="status">{said}</p>
    </div>
  )
}

function ConditionField({ kind, field }: { readonly kind: ConditionKind; readonly field: Field<InvitationConditions> }) {
  const { locale } = useSurroundings()
  const words = useInvitationsWords()
  const look = { label: words.conditions[kind], hint: words.conditionsSay[kind] }
  /** Only those that are there are drawn. */
  const of = <Key extends ConditionKind>(key: Key) => part(field, key) as Field<NonNullable<InvitationConditions[Key]>>
  switch (kind) {
    case 'secondsOnSite':
    case 'secondsOnPage':
      return <NumberField {...of(kind)} {...look} {...CONDITION_BOUNDS[kind]} unit={words.units.seconds} step={5} />
    case 'pages':
    case 'visits':
      return <NumberField {...of(kind)} {...look} {...CONDITION_BOUNDS[kind]} unit={words.units[kind]} />
    case 'scrolled':
      return <NumberField {...of(kind)} {...look} {...CONDITION_BOUNDS[kind]} unit={words.units.percent} step={5} />
    case 'include':
    case 'exclude':
      return <ListField {...of(kind)} {...look} kind="url" itemLabel={words.pattern} add={words.addPattern} placeholder="/tours/*" limit={CONDITION_BOUNDS.list} check={(item) => (isPattern(item) ? undefined : words.badPattern)} />
    case 'sources':
      return <ChipsField {...of(kind)} {...look} itemLabel={words.source} limit={CONDITION_BOUNDS.list} known={[...SOURCE_KINDS, ...ENGINES]} show={(source) => sourceName(source, words.sources)} />
    case 'languages':
      return <ChipsField {...of(kind)} {...look} itemLabel={words.language} limit={CONDITION_BOUNDS.list} known={LANGUAGES} show={(tag) => languageName(tag, locale)} />
    case 'regions':
      return <ChipsField {...of(kind)} {...look} itemLabel={words.region} limit={CONDITION_BOUNDS.list} known={REGIONS} show={(region) => regionName(region, locale)} />
    case 'device':
      return <RadioCards {...of(kind)} label={look.label} hint={look.hint} options={(['desktop', 'mobile'] as const).map((device) => ({ value: device, label: words.devices[device] }))} />
    case 'isLeaving':
      return <div class="field" data-field={`${field.path}.isLeaving`}><p class="field-label">{look.label}</p><p class="field-hint">{look.hint}</p></div>
    case 'event':
      return <TextField {...of(kind)} {...look} placeholder="price-compared" limit={LIMITS.eventName} />
  }
}
