/** The first step: place, kind and style (RC-1, RC-4). Only what goes together is offered. */
import { KINDS_AT, PLACEMENTS } from '@foyer/sdk/protocol'
import type { ComponentDraft, SiteId } from '@foyer/sdk/protocol'
import { RadioCards, SelectField } from '../forms/index.ts'
import type { Form } from '../forms/index.ts'
import { StyleLook } from './look.tsx'
import { PLATFORMS, chosen, rechosen, stylesFor } from './maker.ts'
import type { Choice, Known, Platform } from './maker.ts'
import type { Pictures } from './shown.ts'
import { useReceptionWords } from './use-words.ts'
import type { Workspace } from './workspace.ts'

export interface ChooseStepProps {
  readonly form: Form<ComponentDraft>
  readonly workspace: Workspace
  /** Of the site that is chosen. */
  knownOf(siteId: SiteId): Known
  readonly pictures: Pictures
  readonly platform: Platform
  /** A component stays on the site that it was made for. */
  readonly isNew: boolean
  onPlatform(platform: Platform): void
}

export function ChooseStep({ form, workspace, knownOf, pictures, platform, isNew, onPlatform }: ChooseStepProps) {
  const words = useReceptionWords()
  const draft = form.value
  const known = knownOf(draft.siteId)
  const choice: Choice = { kind: draft.kind, placement: draft.placement, style: draft.style }
  const choose = (change: Partial<Choice>, where = platform) => form.set(rechosen(draft, chosen(choice, change, where), known))
  const site = workspace.sites.find(({ id }) => id === draft.siteId)

  return (
    <>
      {isNew && workspace.sites.length > 1 && (
        <SelectField {...form.bind('siteId')} label={words.whichSite} options={workspace.sites.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <RadioCards path="placement" value={draft.placement} problem={form.bind('placement').problem} label={words.where}
        options={PLACEMENTS.map((value) => ({ value, label: words.placements[value], hint: words.placementSays[value] }))}
        onChange={(placement) => choose({ placement })} />
      {draft.placement === 'article' && (
        <RadioCards path="platform" value={platform} problem={undefined} label={words.platform} hint={platform === 'own' ? words.platformOwnSays : words.platformOtherSays}
          options={PLATFORMS.map((value) => ({ value, label: words.platforms[value] }))}
          onChange={(where) => {
            onPlatform(where)
            choose({}, where)
          }} />
      )}
      <RadioCards path="kind" value={draft.kind} problem={form.bind('kind').problem} label={words.what}
        options={KINDS_AT[draft.placement].map((value) => ({ value, label: words.kinds[value], hint: words.kindSays[value] }))}
        onChange={(kind) => choose({ kind })} />
      <RadioCards path="style" value={draft.style} problem={form.bind('style').problem} label={words.style}
        options={stylesFor(draft, platform).map((value) => ({
          value,
          label: words.styles[value],
          picture: site && <StyleLook draft={rechosen(draft, { ...choice, style: value }, known)} theme={site.theme} pictures={pictures} language={known.language} />,
        }))}
        onChange={(style) => choose({ style })} />
    </>
  )
}
