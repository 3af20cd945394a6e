/** Which rule would decide, for a visitor one thinks up: by the same function that the server asks. */
import { useState } from 'preact/hooks'
import { isWithinHours } from '@foyer/sdk/protocol'
import type { GroupRecord, RoutingCondition, RoutingRule, WorkingHours } from '@foyer/sdk/protocol'
import { route } from '../../routing/rules.ts'
import type { Arriving } from '../../routing/rules.ts'
import { languageName } from '../format.ts'
import { SelectField, TextField } from '../forms/index.ts'
import { useSurroundings } from '../surroundings.ts'
import { languageTag } from './routing-fields.tsx'
import { useRuleWords } from './routing-words.ts'
import { useAllocationWords } from './words.ts'

interface Tried {
  readonly page: string
  readonly source: string
  readonly language: string
  readonly choice: string
  readonly attributes: Readonly<Record<string, string>>
  readonly hours: 'within' | 'outside'
}

export interface RoutingTryProps {
  readonly rules: readonly RoutingRule[]
  readonly groups: readonly GroupRecord[]
  readonly hours: WorkingHours
}

export function RoutingTry({ rules, groups, hours }: RoutingTryProps) {
  const { clock, locale } = useSurroundings()
  const words = useAllocationWords()
  const said = words.routing
  const { nameOf } = useRuleWords(groups)
  const [tried, setTried] = useState<Tried>(() => ({ page: '', source: '', language: '', choice: '', attributes: {}, hours: isWithinHours(hours, clock.now()) ? 'within' : 'outside' }))
  const set = (change: Partial<Tried>) => setTried((now) => ({ ...now, ...change }))
  const conditions = rules.flatMap((rule) => rule.conditions)
  const asksFor = (kind: RoutingCondition['kind']) => conditions.some((condition) => condition.kind === kind)
  const attributes = [...new Set(conditions.flatMap((condition) => (condition.kind === 'attribute' && condition.name.trim() !== '' ? [condition.name.trim()] : [])))]
  const found = route(rules, arrivingOf({ ...tried, language: languageTag(tried.language.trim(), locale) }))

  return (
    // It stands in a form, which Enter would save.
    <div class="routing-try" onKeyDown={(event) => event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()}>
      <div class="section-head">
        <h3>{said.tryTitle}</h3>
        <p>{said.trySays}</p>
      </div>
      {asksFor('page') && <TextField path="try-page" label={said.tryPage} kind="url" placeholder="/tours/azores" value={tried.page} onChange={(page) => set({ page })} />}
      {asksFor('source') && <TextField path="try-source" label={said.trySource} kind="url" placeholder="google.com" value={tried.source} onChange={(source) => set({ source })} />}
      {asksFor('language') && <TextField path="try-language" label={said.tryLanguage} placeholder={languageName('de', locale)} value={tried.language} onChange={(language) => set({ language })} />}
      {attributes.map((name) => (
        <TextField key={name} path={`try-attribute-${name}`} label={said.tryAttribute(name)} value={tried.attributes[name] ?? ''} onChange={(value) => set({ attributes: { ...tried.attributes, [name]: value } })} />
      ))}
      {asksFor('choice') && <TextField path="try-choice" label={said.tryChoice} value={tried.choice} onChange={(choice) => set({ choice })} />}
      {asksFor('hours') && <SelectField path="try-hours" label={said.kinds.hours} value={tried.hours} options={(['within', 'outside'] as const).map((value) => ({ value, label: said.within[value] }))} onChange={(value) => set({ hours: value })} />}
      <div class="try-outcome" role="status">
        <strong>{found ? said.decides(found.name) : said.nobodyDecides}</strong>
        {!found?.groupId && <span>{said.outcome.stays}</span>}
        {found?.groupId && <span>{said.outcome.group(nameOf(found.groupId))}</span>}
        {found?.priority !== undefined && <span>{said.outcome.priority(found.priority)}</span>}
        {found?.skills && found.skills.length > 0 && <span>{said.outcome.skills(words.and(found.skills))}</span>}
      </div>
    </div>
  )
}

/** A path is enough to try patterns of paths; the host is one that nobody has. */
const SOMEWHERE = 'https://page.invalid'

function arrivingOf({ page, source, language, choice, attributes, hours }: Tried): Arriving {
  const url = page.trim() === '' ? undefined : (URL.parse(page.trim(), SOMEWHERE)?.href)
  const from = source.trim()
  return {
    isWithinHours: hours === 'within',
    ...(url !== undefined && { page: { url, title: '' } }),
    ...(from !== '' && { referrer: from.includes('://') ? from : `https://${from}` }),
    ...(language !== '' && { language }),
    ...(choice.trim() !== '' && { choices: [choice] }),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value.trim() !== '')),
  }
}
