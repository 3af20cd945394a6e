/** The workspace's own words (CW-18): every text that visitors read, as it is built in, and beside it what stands in its place. */
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { API, LANGUAGES, LIMITS, failForm, ok } from '@foyer/sdk/protocol'
import type { Language, Result, TextOverrides, TextsRecord } from '@foyer/sdk/protocol'
import { directionOf } from '@foyer/widget/shell/words/index.ts'
import { tidyTexts } from '../../window/rules.ts'
import { FormFrame, Loaded, SelectField, SwitchField, TextField, useForm } from '../forms/index.ts'
import type { Field, Problem, Versioned } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { TEXT_GROUPS, loadBuiltInTexts, placesIn } from './built-in-texts.ts'
import type { BuiltInText } from './built-in-texts.ts'
import { PageHead } from './page.tsx'
import { useSettingsWords } from './words.ts'

type BuiltIn = ReadonlyMap<Language, readonly BuiltInText[]>
interface Found {
  readonly record: TextsRecord
  readonly builtIn: BuiltIn
}

export function Texts() {
  const { api } = useTools()
  const { pages, window: { texts: words } } = useSettingsWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    // All languages at once: what is saved is looked at in all of them.
    const [record, ...tables] = await Promise.all([api.get<TextsRecord>(API.texts), ...LANGUAGES.map(async (language) => [language, await loadBuiltInTexts(language)] as const)])
    return record.ok ? ok({ record: record.value, builtIn: new Map(tables) }) : record
  }, [api])
  return (
    <>
      <PageHead title={pages.texts} lead={words.lead} />
      <Loaded load={load}>{(found) => <TextsForm {...found} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, texts }: TextsRecord): Versioned<TextOverrides> => ({ revision, value: texts })
const answered = (result: Result<TextsRecord>): Result<Versioned<TextOverrides>> => (result.ok ? ok(versioned(result.value)) : result)

/** The first own text that does not have `{}` as often as the built-in one. */
export function misplaced(texts: TextOverrides, builtIn: BuiltIn): { readonly language: Language; readonly name: string; readonly places: number } | undefined {
  for (const language of LANGUAGES) {
    for (const { name, places } of builtIn.get(language) ?? []) {
      const own = texts[language]?.[name]
      if (own && placesIn(own) !== places) return { language, name, places }
    }
  }
  return undefined
}

function TextsForm({ record, builtIn }: Found) {
  const { api } = useTools()
  const { language: mine } = useSurroundings()
  const { pages, languages, window: { texts: words } } = useSettingsWords()
  const [language, setLanguage] = useState<Language>(mine)
  const [search, setSearch] = useState('')
  const [onlyOwn, setOnlyOwn] = useState(false)
  const form = useForm<TextOverrides>({
    name: 'texts',
    initial: versioned(record),
    within: 'texts',
    tidy: tidyTexts,
    check(texts) {
      const wrong = misplaced(texts, builtIn)
      if (!wrong) return undefined
      // The field must be there to say what is wrong with it.
      setLanguage(wrong.language)
      setSearch('')
      setOnlyOwn(false)
      return failForm('placeholder_missing', { field: `${wrong.language}.${wrong.name}` })
    },
    reword: (failure, field) => (failure.code === 'placeholder_missing' ? words.placeholderMissing(placesOf(builtIn, field)) : undefined),
    save: async (texts, revision) => answered(await api.put<TextsRecord>(API.texts, { revision, texts })),
    load: async () => answered(await api.get<TextsRecord>(API.texts)),
  })
  const own = form.bind(language)
  const texts = own.value ?? {}
  const table = builtIn.get(language) ?? []
  const shown = useShown(table, texts, { search, onlyOwn })
  const count = Object.values(texts).filter((text) => text.trim() !== '').length
  const set = (name: string, text: string) => {
    const { [name]: _before, ...others } = texts
    own.onChange(text === '' ? others : { ...others, [name]: text })
  }

  return (
    <FormFrame form={form} label={pages.texts}>
      <div class="texts-tools">
        <SelectField path="" label={words.language} value={language} onChange={(one) => setLanguage(one)} options={LANGUAGES.map((one) => ({ value: one, label: languages[one] }))} />
        <SearchLine label={words.search} placeholder={words.searchSays} value={search} onChange={setSearch} />
        <SwitchField path="" label={words.onlyOwn} value={onlyOwn} onChange={setOnlyOwn} />
        <p class="quiet texts-count" role="status">{shown.length === 0 ? (count === 0 && onlyOwn ? words.noneOwn : words.noneFound) : count === 0 ? words.noneOwn : words.changed(count)}</p>
      </div>
      {TEXT_GROUPS.map((group) => {
        const rows = shown.filter((text) => text.group === group)
        if (rows.length === 0) return null
        return (
          <section key={`${language} ${group}`} class="page-section" aria-label={words.groups[group]}>
            <div class="section-head"><h3>{words.groups[group]}</h3></div>
            <ul class="texts">
              {rows.map((text) => <TextRow key={text.name} text={text} language={language} own={texts[text.name] ?? ''} problem={own.problem?.at === text.name ? own.problem : undefined} onChange={(written) => set(text.name, written)} />)}
            </ul>
          </section>
        )
      })}
    </FormFrame>
  )
}

const placesOf = (builtIn: BuiltIn, field = ''): number => {
  const language = LANGUAGES.find((one) => field.startsWith(`${one}.`))
  return (language && builtIn.get(language)?.find(({ name }) => field === `${language}.${name}`)?.places) ?? 0
}

/**
 * Those that are looked for. What one is writing stays on the page, though it may not fit the search any more: which ones
 * do is looked at when the search changes.
 */
function useShown(table: readonly BuiltInText[], texts: Readonly<Record<string, string>>, { search, onlyOwn }: { readonly search: string; readonly onlyOwn: boolean }): readonly BuiltInText[] {
  const [begun, setBegun] = useState(texts)
  useEffect(() => setBegun(texts), [table, search, onlyOwn])
  return useMemo(() => {
    const wanted = search.trim().toLocaleLowerCase()
    return table.filter(({ name, text }) => (!onlyOwn || begun[name]) && [text, begun[name] ?? ''].some((said) => said.toLocaleLowerCase().includes(wanted)))
  }, [table, begun, search, onlyOwn])
}

interface SearchLineProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  onChange(value: string): void
}

const SearchLine = ({ label, placeholder, value, onChange }: SearchLineProps) => (
  <label class="field">
    <span class="field-label">{label}</span>
    {/* Enter finds, and saves nothing. */}
    <input class="input" type="search" value={value} placeholder={placeholder} autocomplete="off" spellcheck={false} dir="auto"
      onInput={(event) => onChange(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()} />
  </label>
)

interface TextRowProps {
  readonly text: BuiltInText
  readonly language: Language
  readonly own: string
  readonly problem: Problem | undefined
  onChange(text: string): void
}

function TextRow({ text: { name, text, places }, language, own, problem, onChange }: TextRowProps) {
  const { window: { texts: words } } = useSettingsWords()
  const isOwn = own !== ''
  const field: Field<string> = { path: `${language}.${name}`, value: own, problem, onChange }
  return (
    <li class={isOwn ? 'text-row is-own' : 'text-row'} lang={language}>
      <TextField {...field} label={text} limit={LIMITS.comment} {...(isOwn && places > 0 && { hint: words.placeholder(places) })} {...(text.length > 60 && { lines: 2 })} />
      {isOwn && (
        <button type="button" class="icon-button text-reset" aria-label={words.reset(text)} title={words.resetShort} onClick={() => onChange('')} dir={directionOf(language)}>
          <Icon name="reload" size={18} />
        </button>
      )}
    </li>
  )
}
