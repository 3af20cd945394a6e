/** Who the company is (OR-4), with the panel beside it in which visitors meet it. */
import { useCallback } from 'preact/hooks'
import { API, BUILT_IN_ACCENTS, LIMITS, ok } from '@foyer/sdk/protocol'
import type { CompanyProfile, CompanyRecord, Result, SiteRecord, Theme } from '@foyer/sdk/protocol'
import { FormFrame, Loaded, PictureField, TextField, useForm } from '../forms/index.ts'
import type { Versioned } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { CompanyPreview } from './company-preview.tsx'
import { PageHead, Section, WithEffect } from './page.tsx'
import { useSettingsWords } from './words.ts'

interface Found {
  readonly record: CompanyRecord
  /** In which visitors meet the panel. */
  readonly theme: Theme
}

export function Company() {
  const { api } = useTools()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [company, sites] = await Promise.all([api.get<CompanyRecord>(API.company), api.get<readonly SiteRecord[]>(API.sites)])
    if (!company.ok) return company
    return sites.ok ? ok({ record: company.value, theme: sites.value[0]?.theme ?? { accent: BUILT_IN_ACCENTS.harbour, scheme: 'system' } }) : sites
  }, [api])
  const words = useSettingsWords()
  return (
    <>
      <PageHead title={words.pages.company} lead={words.companyLead} />
      <Loaded load={load}>{(found) => <CompanyForm {...found} />}</Loaded>
    </>
  )
}

const versioned = ({ revision, logoPath: _, ...value }: CompanyRecord): Versioned<CompanyProfile> => ({ revision, value })
const answered = (result: Result<CompanyRecord>): Result<Versioned<CompanyProfile>> => (result.ok ? ok(versioned(result.value)) : result)

const tidied = (profile: CompanyProfile): CompanyProfile =>
  Object.fromEntries(Object.entries(profile).map(([key, text]: [string, string]) => [key, text.trim()])) as unknown as CompanyProfile

function CompanyForm({ record, theme }: Found) {
  const { api, onCompanyName } = useTools()
  const words = useSettingsWords()
  const form = useForm<CompanyProfile>({
    name: 'company',
    initial: versioned(record),
    within: 'profile',
    tidy: tidied,
    save: async (profile, revision) => answered(await api.put<CompanyRecord>(API.company, { revision, profile })),
    load: async () => answered(await api.get<CompanyRecord>(API.company)),
    onSaved: ({ value: { name } }) => onCompanyName(name),
  })
  return (
    <FormFrame form={form} label={words.pages.company}>
      <WithEffect label={words.panelTitle} effect={<CompanyPreview profile={form.value} theme={theme} />}>
        <Section title={words.companyNames}>
          <TextField {...form.bind('name')} label={words.companyName} limit={LIMITS.companyName} />
          <TextField {...form.bind('shortName')} label={words.shortName} hint={words.shortNameSays} limit={LIMITS.shortName} isOptional />
          <PictureField {...form.bind('logo')} label={words.logo} hint={words.logoSays} isOptional />
          <TextField {...form.bind('introduction')} label={words.introduction} limit={LIMITS.introduction} lines={3} isOptional />
        </Section>
        <Section title={words.companyAddress}>
          <TextField {...form.bind('street')} label={words.street} limit={LIMITS.street} isOptional />
          <div class="fields-2">
            <TextField {...form.bind('postcode')} label={words.postcode} limit={LIMITS.formField} isOptional />
            <TextField {...form.bind('city')} label={words.city} limit={LIMITS.formField} isOptional />
            <TextField {...form.bind('region')} label={words.region} limit={LIMITS.formField} isOptional />
            <TextField {...form.bind('country')} label={words.country} limit={LIMITS.formField} isOptional />
          </div>
        </Section>
        <Section title={words.companyContact}>
          <div class="fields-2">
            <TextField {...form.bind('phone')} label={words.phone} kind="tel" limit={LIMITS.formField} isOptional />
            <TextField {...form.bind('email')} label={words.email} kind="email" limit={LIMITS.formField} isOptional />
          </div>
          <TextField {...form.bind('homePage')} label={words.homePage} kind="url" placeholder="https://" limit={LIMITS.formText} isOptional />
        </Section>
        <Section title={words.companyOwn} says={words.companyOwnSays}>
          <div class="fields-2">
            <TextField {...form.bind('industry')} label={words.industry} limit={LIMITS.formField} isOptional />
            <TextField {...form.bind('contactPerson')} label={words.contactPerson} limit={LIMITS.formField} isOptional />
          </div>
        </Section>
      </WithEffect>
    </FormFrame>
  )
}
