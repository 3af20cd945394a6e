/** What the chat window takes and asks (CW-5, CW-8, CW-12, CW-16, CW-29, SV-1), with the form beside it as visitors meet it. */
import { useCallback } from 'preact/hooks'
import { API, BUILT_IN_ACCENTS, LIMITS, ok } from '@foyer/sdk/protocol'
import type { CompanyRecord, Result, SiteRecord, Theme, WindowRecord, WindowRules } from '@foyer/sdk/protocol'
import { checkWindow, MEGABYTE, WINDOW_BOUNDS } from '../../window/rules.ts'
import { FormFrame, Loaded, NumberField, SwitchField, TextField, part, tidyList, useForm } from '../forms/index.ts'
import type { Field, Versioned } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { EndingsField } from './endings-field.tsx'
import { FormFields } from './form-fields.tsx'
import { FormPreview } from './form-preview.tsx'
import { Masks } from './masks.tsx'
import { PageHead, Section, WithEffect } from './page.tsx'
import { useSettingsWords } from './words.ts'

interface Found {
  readonly record: WindowRecord
  readonly company: CompanyRecord
  /** In which visitors meet the form. */
  readonly theme: Theme
}

export function WindowPage() {
  const { api } = useTools()
  const { pages, window: words } = useSettingsWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [record, company, sites] = await Promise.all([api.get<WindowRecord>(API.window), api.get<CompanyRecord>(API.company), api.get<readonly SiteRecord[]>(API.sites)])
    if (!record.ok) return record
    if (!company.ok) return company
    return sites.ok ? ok({ record: record.value, company: company.value, theme: sites.value[0]?.theme ?? { accent: BUILT_IN_ACCENTS.harbour, scheme: 'system' } }) : sites
  }, [api])
  return (
    <>
      <PageHead title={pages.window} lead={words.lead} />
      <Loaded load={load}>{(found) => <WindowForm {...found} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, canMail: _, ...value }: WindowRecord): Versioned<WindowRules> => ({ revision, value })
const answered = (result: Result<WindowRecord>): Result<Versioned<WindowRules>> => (result.ok ? ok(versioned(result.value)) : result)

/** Options belong to a choice, and only there may they stand; blank ones are nobody's answer. */
const tidied = (rules: WindowRules): WindowRules => ({
  ...rules,
  form: {
    ...rules.form,
    title: rules.form.title.trim(),
    fields: rules.form.fields.map(({ options = [], ...field }) => ({ ...field, label: field.label.trim(), ...(field.kind === 'choice' && { options: tidyList(options) }) })),
    consent: { ...rules.form.consent, text: rules.form.consent.text.trim(), address: rules.form.consent.address.trim() },
  },
  masks: { ...rules.masks, patterns: tidyList(rules.masks.patterns) },
})

function WindowForm({ record, company, theme }: Found) {
  const { api } = useTools()
  const { language } = useSurroundings()
  const { pages, window: words } = useSettingsWords()
  const form = useForm<WindowRules>({
    name: 'window',
    initial: versioned(record),
    within: 'rules',
    tidy: tidied,
    check: checkWindow,
    save: async (rules, revision) => answered(await api.put<WindowRecord>(API.window, { revision, rules })),
    load: async () => answered(await api.get<WindowRecord>(API.window)),
  })
  const files = form.bind('files')
  const chatForm = form.bind('form')
  const consent = part(chatForm, 'consent')
  const [leastDays, mostDays] = WINDOW_BOUNDS.reachDays
  const [leastMinutes, mostMinutes] = WINDOW_BOUNDS.mailAfterMinutes
  const [leastBytes, mostBytes] = WINDOW_BOUNDS['files.most']
  return (
    <FormFrame form={form} label={pages.window}>
      <WithEffect label={words.preview} effect={<FormPreview name={company.shortName || company.name} logo={company.logoPath} theme={theme} rules={form.value} language={language} />}>
        <Section title={words.sendTitle}>
          <SwitchField {...part(files, 'isOn')} label={words.filesOn} hint={words.filesOnSays} />
          {files.value.isOn && (
            <>
              <NumberField {...inMegabytes(part(files, 'most'))} label={words.filesMost} unit={words.megabytes} least={leastBytes / MEGABYTE} most={mostBytes / MEGABYTE} />
              <EndingsField {...part(files, 'endings')} />
            </>
          )}
          <SwitchField {...form.bind('offersVoice')} label={words.voice} hint={files.value.isOn ? words.voiceSays : words.voiceNeedsFiles} />
          <SwitchField {...form.bind('offersLocation')} label={words.location} hint={words.locationSays} />
        </Section>
        <Section title={words.talkTitle}>
          <SwitchField {...form.bind('showsTyping')} label={words.typing} hint={words.typingSays} />
          <SwitchField {...form.bind('hasSound')} label={words.sound} hint={words.soundSays} />
        </Section>
        <Section title={words.formTitle}>
          <SwitchField {...part(chatForm, 'isOn')} label={words.formOn} hint={words.formOnSays} />
          {chatForm.value.isOn && (
            <>
              <TextField {...part(chatForm, 'title')} label={words.formHeading} hint={words.formHeadingSays} limit={LIMITS.label} isOptional />
              <FormFields {...part(chatForm, 'fields')} />
              <SwitchField {...part(consent, 'isOn')} label={words.consentOn} hint={words.consentOnSays} />
              {consent.value.isOn && (
                <>
                  <TextField {...part(consent, 'text')} label={words.consentText} limit={LIMITS.comment} lines={2} />
                  <TextField {...part(consent, 'address')} label={words.consentAddress} kind="url" placeholder="https://" isOptional />
                </>
              )}
            </>
          )}
        </Section>
        <Section title={words.maskTitle} says={words.maskSays}>
          <Masks {...form.bind('masks')} />
        </Section>
        <Section title={words.afterTitle}>
          <NumberField {...form.bind('reachDays')} label={words.reach} hint={words.reachSays} unit={words.days} least={leastDays} most={mostDays} />
          <NumberField {...form.bind('mailAfterMinutes')} label={words.mailAfter} hint={record.canMail ? words.mailAfterSays : words.noMail} unit={words.minutes} least={leastMinutes} most={mostMinutes} />
        </Section>
      </WithEffect>
    </FormFrame>
  )
}

const inMegabytes = ({ value, onChange, ...field }: Field<number>): Field<number> => ({ ...field, value: Math.round(value / MEGABYTE), onChange: (megabytes) => onChange(megabytes * MEGABYTE) })
