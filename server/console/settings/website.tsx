/**
 * A site: its tag (RC-7, RC-17), where it works, how it looks (CW-3), the check of a page (RC-20), what may be remembered
 * (CW-26), and how visitors are proven (CW-27).
 */
import { useCallback, useState } from 'preact/hooks'
import { API, CONSENTS, LANGUAGES, LIMITS, ok } from '@foyer/sdk/protocol'
import type { CompanyRecord, Language, Result, SiteChange, SiteRecord, TagAddress } from '@foyer/sdk/protocol'
import { ColourField, FormFrame, ListField, Loaded, RadioCards, SelectField, TextField, part, tidyList, useForm } from '../forms/index.ts'
import type { Versioned } from '../forms/index.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { IdentityKeys } from './identity-keys.tsx'
import { originComplaint } from './origin.ts'
import { PageHead, Section, WithEffect } from './page.tsx'
import { PageCheck } from './page-check.tsx'
import { TagBox } from './tag-box.tsx'
import { WindowPreview } from './window-preview.tsx'
import { useSettingsWords } from './words.ts'

interface Found {
  readonly sites: readonly SiteRecord[]
  readonly tags: readonly TagAddress[]
  readonly company: CompanyRecord
}

export function Website() {
  const { api } = useTools()
  const words = useSettingsWords()
  const load = useCallback(async (): Promise<Result<Found>> => {
    const [sites, tags, company] = await Promise.all([
      api.get<readonly SiteRecord[]>(API.sites),
      api.get<readonly TagAddress[]>(API.tags),
      api.get<CompanyRecord>(API.company),
    ])
    if (!sites.ok) return sites
    if (!tags.ok) return tags
    return company.ok ? ok({ sites: sites.value, tags: tags.value, company: company.value }) : company
  }, [api])
  return (
    <>
      <PageHead title={words.pages.website} lead={words.websiteLead} />
      <Loaded load={load}>{(found) => <OneOf {...found} />}</Loaded>
    </>
  )
}

/** Most workspaces have one site, and then there is nothing to choose. */
function OneOf({ sites, ...rest }: Found) {
  const { place } = useTools()
  const words = useSettingsWords()
  const [chosen, choose] = useState(sites[0]?.id)
  const site = sites.find(({ id }) => id === chosen)
  if (!site) return null
  return (
    <>
      {sites.length > 1 && (
        <SelectField path="" label={words.whichSite} value={site.id} options={sites.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={async (next) => (await place.mayLeave()) && choose(next)} />
      )}
      <SiteForm key={site.id} site={site} {...rest} />
    </>
  )
}

type SiteValue = Omit<SiteChange, 'revision'>

const versioned = ({ revision, name, origins, theme, language, consent }: SiteRecord): Versioned<SiteValue> => ({ revision, value: { name, origins, theme, language, consent } })
const answered = (result: Result<SiteRecord>): Result<Versioned<SiteValue>> => (result.ok ? ok(versioned(result.value)) : result)

function SiteForm({ site, tags, company }: Omit<Found, 'sites'> & { readonly site: SiteRecord }) {
  const { api } = useTools()
  const { language: mine } = useSurroundings()
  const words = useSettingsWords()
  const form = useForm<SiteValue>({
    name: `site ${site.id}`,
    initial: versioned(site),
    // A whole address, which the table asks for, is too much here.
    reword: (_, field) => (field?.startsWith('origins.') ? words.originRefused : undefined),
    tidy: (value) => ({ ...value, name: value.name.trim(), origins: tidyList(value.origins) }),
    save: async (value, revision) => answered(await api.put<SiteRecord>(API.site(site.id), { revision, ...value })),
    load: async () => {
      const sites = await api.get<readonly SiteRecord[]>(API.sites)
      if (!sites.ok) return sites
      const found = sites.value.find(({ id }) => id === site.id)
      return ok(versioned(found ?? site))
    },
  })
  const { origins, theme, language } = form.value
  const themeField = form.bind('theme')
  const shown: Language = language === 'auto' ? mine : language
  return (
    <FormFrame form={form} label={words.pages.website}>
      <WithEffect label={words.previewTitle} effect={<WindowPreview name={company.shortName || company.name} theme={theme} language={shown} />}>
        <Section title={words.tagTitle} says={words.tagSays}>
          <TagBox tags={tags} siteKey={site.key} />
        </Section>
        <Section title={words.allowedTitle}>
          <ListField {...form.bind('origins')} label={words.origins} hint={words.originsSay} itemLabel={words.origin} placeholder="https://" add={words.addOrigin} empty={words.noOrigins}
            kind="url" limit={LIMITS.listLength}
            check={(text) => {
              const complaint = originComplaint(text)
              return complaint && (complaint === 'has-path' ? words.originHasPath : words.originNoScheme)
            }} />
          <TextField {...form.bind('name')} label={words.siteName} hint={words.siteNameSays} limit={LIMITS.formField} />
        </Section>
        <Section title={words.checkTitle} says={words.checkSays}>
          <PageCheck site={site} origins={origins} onAddOrigin={(origin) => form.set({ origins: tidyList([...origins, origin]) })} />
        </Section>
        <Section title={words.languageTitle}>
          <ColourField {...part(themeField, 'accent')} label={words.accent} hint={words.accentSays} />
          <RadioCards {...part(themeField, 'scheme')} label={words.scheme}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: words.schemes[value] }))} />
          <SelectField {...form.bind('language')} label={words.siteLanguage} hint={words.siteLanguageSays}
            options={[{ value: 'auto', label: words.languageAuto }, ...LANGUAGES.map((value) => ({ value, label: words.languages[value] }))]} />
        </Section>
        <Section title={words.consentTitle}>
          <RadioCards {...form.bind('consent')} label={words.consent} hint={words.consentSays} arrangement="list"
            options={CONSENTS.toReversed().map((value) => ({ value, label: words.consents[value], hint: words.consentsSay[value] }))} />
        </Section>
        <Section title={words.identity.title} says={words.identity.says}>
          <IdentityKeys site={site.id} />
        </Section>
      </WithEffect>
    </FormFrame>
  )
}
