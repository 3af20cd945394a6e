/** How the survey is asked, how it looks and what it says (SV-1, SV-2), with the chat window beside it to try it in. */
import { useCallback } from 'preact/hooks'
import { API, BUILT_IN_ACCENTS, SURVEY_BOUNDS, SURVEY_LOOKS, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { CompanyRecord, Result, Score, SiteRecord, SurveyForm, SurveyRecord, SurveyRules, Theme } from '@foyer/sdk/protocol'
import { calledAs, checkSurvey, stepsOf } from '../../surveys/rules.ts'
import { ChipsField, FieldGroup, FormFrame, Loaded, NumberField, RadioCards, SelectField, SwitchField, TextField, part, useFieldIds, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { PageHead, Section, WithEffect } from '../settings/page.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { ChosenStep, LookPicture } from './pictures.tsx'
import { SurveyPreview } from './survey-preview.tsx'
import { useSurveyWords } from './use-words.ts'

interface Found {
  readonly record: SurveyRecord
  readonly company: CompanyRecord
  /** In which visitors meet the survey. */
  readonly theme: Theme
}

export function SurveyPage() {
  const { api } = useTools()
  const { survey: words } = useSurveyWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [record, company, sites] = await Promise.all([api.get<SurveyRecord>(VISITORS_API.survey), api.get<CompanyRecord>(API.company), api.get<readonly SiteRecord[]>(API.sites)])
    if (!record.ok) return record
    if (!company.ok) return company
    return sites.ok ? ok({ record: record.value, company: company.value, theme: sites.value[0]?.theme ?? { accent: BUILT_IN_ACCENTS.harbour, scheme: 'system' } }) : sites
  }, [api])
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Loaded load={load}>{(found) => <SurveySettings {...found} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, canMail: _, ...value }: SurveyRecord): Versioned<SurveyRules> => ({ revision, value })
const answered = (result: Result<SurveyRecord>): Result<Versioned<SurveyRules>> => (result.ok ? ok(versioned(result.value)) : result)

/** A comment that is not offered cannot be needed, and of two thumbs only one is low. */
function tidied(rules: SurveyRules): SurveyRules {
  const { requiredBelow, isOffered } = rules.comment
  const below = !isOffered ? 0 : rules.look === 'thumbs' && requiredBelow > 0 ? 5 : requiredBelow
  return {
    ...rules,
    steps: rules.steps.map(({ word, reasons }) => ({ word: word.trim(), reasons })),
    comment: { isOffered, requiredBelow: below },
    thanks: rules.thanks.trim(),
  }
}

function SurveySettings({ record, company, theme }: Found) {
  const { api } = useTools()
  const { language } = useSurroundings()
  const { survey: words } = useSurveyWords()
  const form = useForm<SurveyRules>({
    name: 'survey',
    initial: versioned(record),
    within: 'rules',
    tidy: tidied,
    check: checkSurvey,
    save: async (rules, revision) => answered(await api.put<SurveyRecord>(VISITORS_API.survey, { revision, rules })),
    load: async () => answered(await api.get<SurveyRecord>(VISITORS_API.survey)),
  })
  const { value } = form
  const comment = form.bind('comment')
  const { least, most } = SURVEY_BOUNDS.validHours
  return (
    <FormFrame form={form} label={words.title}>
      <WithEffect label={words.preview} effect={<SurveyPreview name={company.shortName || company.name} theme={theme} rules={value} language={language} />}>
        <Section title={words.askTitle}>
          <SwitchField {...form.bind('isOn')} label={words.isOn} />
          {value.isOn && (
            <>
              <RadioCards {...form.bind('asks')} label={words.asks} arrangement="list"
                options={[{ value: 'end', label: words.asksEnd, hint: words.asksEndSays }, { value: 'agent', label: words.asksAgent, hint: words.asksAgentSays }]} />
              <SwitchField {...form.bind('onlyEffective')} label={words.onlyEffective} hint={words.onlyEffectiveSays} />
              <Places {...form.bind('shows')} canMail={record.canMail} />
              <NumberField {...form.bind('validHours')} label={words.validHours} hint={words.validHoursSays} unit={words.hours} least={least} most={most} />
            </>
          )}
        </Section>
        {value.isOn && (
          <>
            <Section title={words.lookTitle} says={words.stepsSay}>
              <RadioCards {...form.bind('look')} label={words.look} options={SURVEY_LOOKS.map((look) => ({ value: look, label: words.looks[look], picture: <LookPicture look={look} />, ...(look === 'thumbs' && { hint: words.thumbsSay }) }))} />
              <Steps {...form.bind('steps')} look={value.look} />
              <TextField {...form.bind('thanks')} label={words.thanks} hint={words.thanksSays} limit={SURVEY_BOUNDS.thanksUnits} isOptional />
            </Section>
            <Section title={words.commentTitle}>
              <SwitchField {...part(comment, 'isOffered')} label={words.commentOn} hint={words.commentOnSays} />
              {comment.value.isOffered && <Required {...part(comment, 'requiredBelow')} look={value.look} />}
            </Section>
            <Section title={words.warnTitle}>
              <Warns {...form.bind('warnsUpTo')} look={value.look} />
            </Section>
          </>
        )}
      </WithEffect>
    </FormFrame>
  )
}

function Places({ canMail, ...field }: Field<SurveyRules['shows']> & { readonly canMail: boolean }) {
  const { survey: words } = useSurveyWords()
  const ids = useFieldIds()
  return (
    <FieldGroup path={field.path} ids={ids} problem={field.problem} label={words.showsTitle} hint={words.showsSays}>
      <div class="survey-places">
        <SwitchField {...part(field, 'window')} label={words.inWindow} />
        <SwitchField {...part(field, 'page')} label={words.onPage} hint={words.onPageSays} />
        <SwitchField {...part(field, 'mail')} label={words.byMail} hint={canMail ? words.byMailSays : words.noMail} />
      </div>
    </FieldGroup>
  )
}

type Step = SurveyForm['steps'][number]

/** Those that the look has, best first, as visitors look for them least. */
function Steps({ look, ...field }: Field<readonly Step[]> & { readonly look: SurveyForm['look'] }) {
  const { survey: words } = useSurveyWords()
  return (
    <div class="survey-steps" role="group" aria-label={words.steps}>
      {stepsOf(look).toReversed().map((score) => {
        const name = look === 'thumbs' ? words.thumbSteps[score === 1 ? 'down' : 'up'] : words.step(score)
        const step = at(field, score - 1)
        return (
          <div key={score} class="survey-step" role="group" aria-label={name}>
            <p class="survey-step-name"><ChosenStep look={look} score={score} /><strong>{name}</strong></p>
            <TextField {...part(step, 'word')} label={words.word(name)} placeholder={words.builtIn[calledAs(look, score) - 1]!} limit={SURVEY_BOUNDS.wordUnits} isOptional />
            <ChipsField {...part(step, 'reasons')} label={words.reasons(name)} itemLabel={words.reason} placeholder={words.reasonPlaceholder} limit={SURVEY_BOUNDS.reasons} units={SURVEY_BOUNDS.reasonUnits} isOptional />
          </div>
        )
      })}
    </div>
  )
}

/** One item of a list as a field of its own. */
function at<Item>({ path, value, problem, onChange }: Field<readonly Item[]>, index: number): Field<Item> {
  const below = problem && (problem.at === String(index) ? '' : problem.at.startsWith(`${index}.`) ? problem.at.slice(`${index}.`.length) : undefined)
  return {
    path: `${path}.${index}`,
    value: value[index]!,
    ...(problem && below !== undefined && { problem: { at: below, sentence: problem.sentence } }),
    onChange: (item) => onChange(value.with(index, item)),
  }
}

function Required({ look, value, ...field }: Field<0 | Score> & { readonly look: SurveyForm['look'] }) {
  const { survey: words } = useSurveyWords()
  const isThumbs = look === 'thumbs'
  const choices: readonly (0 | Score)[] = isThumbs ? [0, 5] : [0, 2, 3, 4, 5]
  const shown = isThumbs && value > 0 ? 5 : value
  const says = (below: 0 | Score) => (below === 0 ? words.requiredNever : isThumbs ? words.requiredThumb : words.requiredBelow(below))
  return <SelectField {...field} value={String(shown)} onChange={(chosen) => field.onChange(Number(chosen) as 0 | Score)} label={words.required} options={choices.map((below) => ({ value: String(below), label: says(below) }))} />
}

function Warns({ look, value, ...field }: Field<0 | Score> & { readonly look: SurveyForm['look'] }) {
  const { survey: words } = useSurveyWords()
  const isThumbs = look === 'thumbs'
  const choices: readonly (0 | Score)[] = isThumbs ? [0, 2, 5] : [0, 1, 2, 3, 4, 5]
  const shown = isThumbs && value > 0 && value < 5 ? 2 : value
  const says = (upTo: 0 | Score) => (upTo === 0 ? words.warnsNever : isThumbs && upTo < 5 ? words.warnsThumb : words.warnsUpTo(upTo))
  return <SelectField {...field} value={String(shown)} onChange={(chosen) => field.onChange(Number(chosen) as 0 | Score)} label={words.warns} options={choices.map((upTo) => ({ value: String(upTo), label: says(upTo) }))} />
}
