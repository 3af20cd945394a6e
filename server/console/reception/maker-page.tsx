/** The maker (RC-2): three steps, with the live preview beside them. Opened with an id it begins at the details. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { API, fail, ok } from '@foyer/sdk/protocol'
import type { ComponentDraft, ComponentId, ComponentRecord, ImageRecord, Result, SiteId } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'
import { Confirm, Loaded, SaveBar, useForm } from '../forms/index.ts'
import type { Form, Versioned } from '../forms/index.ts'
import { isSame } from '../forms/form-state.ts'
import { Icon } from '../icons.tsx'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { defaultImage } from './article-picture.ts'
import type { ArticlePicture } from './article-picture.ts'
import { ChooseStep } from './choose-step.tsx'
import { DetailsStep } from './details-step.tsx'
import { DoneStep } from './done-step.tsx'
import { askedFor, checkDraft, newDraft, platformOf, sent, tidied } from './maker.ts'
import type { Choice, Known } from './maker.ts'
import { Preview } from './preview.tsx'
import { firstLanguage } from './scene-of.ts'
import { isSelector } from './selectors.ts'
import { NOBODY, avatarPath } from './shown.ts'
import type { Pictures } from './shown.ts'
import { FAILED, useArticlePicture } from './use-article-picture.ts'
import { useReceptionWords } from './use-words.ts'
import { loadWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** What most people want first. */
const FIRST: Choice = { kind: 'web-chat', placement: 'web-page', style: 'round-button' }

interface Opened {
  readonly workspace: Workspace
  /** Absent: it is being made. `'gone'`: there was one. */
  readonly record?: ComponentRecord | 'gone'
}

async function open(api: Api, id: string | undefined): Promise<Result<Opened>> {
  const [workspace, record] = await Promise.all([loadWorkspace(api), id === undefined ? undefined : api.get<ComponentRecord>(API.component(id as ComponentId))])
  if (!workspace.ok) return workspace
  if (workspace.value.sites.length === 0 || !workspace.value.receivers.groups.length) return fail('not_found')
  if (!record) return ok({ workspace: workspace.value })
  if (record.ok) return ok({ workspace: workspace.value, record: record.value })
  return record.code === 'not_found' || record.code === 'invalid_input' ? ok({ workspace: workspace.value, record: 'gone' }) : record
}

/** @param props `id` of a component that is there; without one, another is made */
export function Maker({ id }: { readonly id?: string }) {
  const { api, place } = useTools()
  const words = useReceptionWords()
  const load = useCallback(() => open(api, id), [api, id])
  return (
    <div class="area-page maker">
      <Loaded load={load}>
        {({ workspace, record }) =>
          record === 'gone' ? (
            <div class="empty">
              <Icon name="bell" size={32} />
              <h2>{words.goneTitle}</h2>
              <p>{words.goneSays}</p>
              <button type="button" class="button" onClick={() => place.leave()}>{words.toList}</button>
            </div>
          ) : (
            <MakerSteps workspace={workspace} {...(record && { first: record })} />
          )
        }
      </Loaded>
    </div>
  )
}

type Step = 1 | 2 | 3

function MakerSteps({ workspace, first }: { readonly workspace: Workspace; readonly first?: ComponentRecord }) {
  const { api, place } = useTools()
  const { language: deskLanguage } = useSurroundings()
  const words = useReceptionWords()
  const { sites, company } = workspace
  const siteOf = (id: SiteId) => sites.find((site) => site.id === id) ?? sites[0]!
  const knownOf = (siteId: SiteId): Known => ({
    siteId,
    language: firstLanguage(siteOf(siteId).language, deskLanguage),
    mainGroup: (workspace.receivers.groups.find(({ isMain }) => isMain) ?? workspace.receivers.groups[0]!).id,
    company,
  })

  const [record, setRecord] = useState(first)
  const [step, setStep] = useState<Step>(first ? 2 : 1)
  const [initial] = useState<Versioned<ComponentDraft>>(() =>
    first ? { revision: first.revision, value: first.component } : { revision: 0, value: newDraft(FIRST, knownOf(sites[0]!.id)) },
  )
  const [platform, setPlatform] = useState(() => platformOf(initial.value))
  const [sizes, setSizes] = useState<Pictures['sizes']>(() => sizesOf(first))
  const keepSize = ({ id, width, height }: ImageRecord) => setSizes((known) => new Map(known).set(id, { width, height }))

  /** Whether the server may have made it without our hearing of it. */
  const isUnheard = useRef(false)
  async function make(component: ComponentDraft): Promise<Result<ComponentRecord>> {
    const result = await api.post<ComponentRecord>(API.components, component)
    if (!result.ok && result.code === 'name_taken' && isUnheard.current) {
      const all = await api.get<readonly ComponentRecord[]>(API.components)
      const ours = all.ok ? all.value.find((one) => isSame(one.component, component)) : undefined
      if (ours) return ok(ours)
    }
    isUnheard.current ||= !result.ok && result.code === 'not_reachable'
    return result
  }

  const form = useForm<ComponentDraft>({
    name: `component ${first?.id ?? 'new'}`,
    initial,
    ...(record && { within: 'component' }),
    tidy: tidied,
    check: (value) => checkDraft(value, isSelector),
    reword: ({ code }) => (record && code === 'not_found' ? words.goneUnsaved : undefined),
    async save(value, revision) {
      const component = sent(value)
      const result = record ? await api.put<ComponentRecord>(API.component(record.id), { revision, component }) : await make(component)
      if (!result.ok) return result
      setRecord(result.value)
      if (!record) setStep(3)
      return ok(versioned(result.value))
    },
    ...(record && {
      async load() {
        const result = await api.get<ComponentRecord>(API.component(record.id))
        return result.ok ? ok(versioned(result.value)) : result
      },
    }),
  })

  const draft = form.value
  const site = siteOf(draft.siteId)
  const known = knownOf(draft.siteId)
  const pictures: Pictures = { sizes, logo: company.logo }
  const defaultId = useDefaultImage(form, site.theme.accent, keepSize)
  const articlePicture = useArticlePicture(draft.style === 'article-picture' ? pictureOf(draft) : undefined)

  function pictureOf({ shownName, greeting, accent, avatar, language }: ComponentDraft): ArticlePicture {
    const face = avatar && avatarPath(avatar, pictures)
    return {
      shownName,
      greeting,
      companyName: company.shortName || company.name,
      accent: accent ?? site.theme.accent,
      language: language === 'auto' ? known.language : language,
      ...(face !== undefined && { avatar: face }),
      ...(record && { code: API.componentCode(record.id, 'svg') }),
      codeLater: words.codeLater,
    }
  }

  const head = useRef<HTMLHeadingElement>(null)
  const shownStep = useRef(step)
  useLayoutEffect(() => {
    if (shownStep.current === step) return
    shownStep.current = step
    head.current?.focus()
    head.current?.scrollIntoView({ block: 'nearest' })
  }, [step])

  const steps: readonly (readonly [nr: Step, name: string, isReachable: boolean])[] = [
    [1, words.stepKind, true],
    [2, words.stepDetails, true],
    [3, words.stepDone, record !== undefined && form.status === 'saved'],
  ]
  const isSaved = form.status === 'saved'

  return (
    <>
      <header class="area-head">
        <button type="button" class="icon-button" aria-label={words.toList} title={words.toList} onClick={() => place.leave()}><Icon name="back" mirrors /></button>
        <h2 ref={head} tabIndex={-1}>{record && step === 3 ? words.doneTitle(record.component.name) : record ? record.component.name : words.makeTitle}</h2>
      </header>
      <nav aria-label={words.steps}>
        <ol class="maker-steps">
          {steps.map(([nr, name, isReachable]) => (
            <li key={nr}>
              <button type="button" aria-disabled={!isReachable} {...(step === nr && { 'aria-current': 'step' as const })} onClick={() => isReachable && setStep(nr)}>
                <span class="maker-nr" aria-hidden="true">{nr}</span>
                <span><span class="unseen">{words.step(nr, '')}</span>{name}</span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {step === 3 && record ? (
        <DoneStep record={record} site={site} workspace={workspace} articlePicture={articlePicture} onRecord={setRecord} onDetails={() => setStep(2)} />
      ) : (
        <div class="maker-body">
          <form class="form maker-form" ref={form.root} aria-label={step === 1 ? words.stepKind : words.stepDetails} noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (step === 1) setStep(2)
              else void form.submit()
            }}>
            <fieldset class="form-fields" disabled={form.isLocked} aria-label={step === 1 ? words.stepKind : words.stepDetails}>
              {step === 1 ? (
                <ChooseStep form={form} workspace={workspace} knownOf={knownOf} pictures={pictures} platform={platform} isNew={!record} onPlatform={setPlatform} />
              ) : (
                <DetailsStep form={form} site={site} workspace={workspace} isDefaultImage={draft.image !== undefined && draft.image.src === defaultId} onImage={keepSize} />
              )}
            </fieldset>
            {step === 1 ? (
              <div class="save-bar"><span class="save-state" /><button type="submit" class="button is-main">{words.next}</button></div>
            ) : isSaved && !record ? (
              <div class="save-bar"><p class="save-state">{words.nameFirst}</p><button type="submit" class="button is-main">{words.make}</button></div>
            ) : (
              <SaveBar form={form} save={record ? words.save : words.make} />
            )}
            {step === 2 && isSaved && record && <p class="maker-onwards"><button type="button" class="button" onClick={() => setStep(3)}>{words.whatToPaste}</button></p>}
          </form>
          {step === 1 && <Leaving form={form} />}
          <Preview site={site} firstLanguage={known.language}
            subject={{
              draft,
              siteName: company.shortName || company.name,
              pictures,
              identity: record?.shown ?? NOBODY,
              address: record?.link ?? `${location.origin}/c/…`,
              codeLater: words.codeLater,
              ...(articlePicture !== undefined && articlePicture !== FAILED && { picture: articlePicture }),
            }} />
        </div>
      )}
    </>
  )
}

const versioned = ({ revision, component }: ComponentRecord): Versioned<ComponentDraft> => ({ revision, value: component })

/** The size of an image is said where pages are told of it. */
function sizesOf(record: ComponentRecord | undefined): Pictures['sizes'] {
  const [id, image] = [record?.component.image?.src, record?.shown?.image]
  return new Map(id !== undefined && image ? [[id, { width: image.width, height: image.height }]] : [])
}

/** The first step has no save bar, which asks elsewhere. */
function Leaving({ form: { leaving } }: { readonly form: Form<ComponentDraft> }) {
  const { words } = useSurroundings()
  const said = words.forms
  if (!leaving) return null
  return (
    <Confirm title={said.leaveTitle} confirm={said.leave} cancel={said.stay} isGrave onConfirm={() => leaving.leave()} onCancel={() => leaving.stay()}>
      <p>{said.leaveSays}</p>
    </Confirm>
  )
}

/** So that an own image too can be made by typing nothing but the name (RC-3). Returns the id of ours. */
function useDefaultImage(form: Form<ComponentDraft>, accent: string, onImage: (image: ImageRecord) => void): string | undefined {
  const { api } = useTools()
  const [ours, setOurs] = useState<ImageRecord>()
  const isAsked = useRef(false)
  const latest = useRef(form)
  latest.current = form
  const isWanted = askedFor(form.value).image && !form.value.image?.src
  useEffect(() => {
    if (!isWanted || isAsked.current) return
    isAsked.current = true
    // If it does not come, the field stays empty and says that it is needed.
    void api.upload<ImageRecord>(API.images, new Blob([defaultImage(accent)], { type: 'image/svg+xml' })).then((result) => {
      const { value, bind } = latest.current
      if (!result.ok || value.image?.src) return
      setOurs(result.value)
      onImage(result.value)
      bind('image').onChange({ alt: value.shownName, ...value.image, src: result.value.id })
    })
  }, [isWanted])
  return ours?.id
}
