/** The live preview (RC-2): the page on a computer and on a phone, with every change at once. */
import { useEffect, useId, useState } from 'preact/hooks'
import { API, LANGUAGES } from '@foyer/sdk/protocol'
import type { Language, SiteCheck, SiteRecord } from '@foyer/sdk/protocol'
import { refusalWords } from '../forms/index.ts'
import { Frame, SIZES } from '../preview/frame.tsx'
import type { PreviewAct } from '../preview/scene.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { askedFor } from './maker.ts'
import { sceneOf } from './scene-of.ts'
import type { Absence, Device, Subject } from './scene-of.ts'
import { useReceptionWords } from './use-words.ts'

/** Side by side they would be too small to see. */
const NARROW = '(max-width: 680px)'

const VIEWS = ['both', 'desktop', 'mobile'] as const
type View = (typeof VIEWS)[number]

export interface PreviewProps {
  readonly subject: Omit<Subject, 'site'>
  readonly site: SiteRecord
  readonly firstLanguage: Language
}

export function Preview({ subject, site, firstLanguage }: PreviewProps) {
  const words = useReceptionWords()
  const [view, setView] = useState<View>(() => (matchMedia(NARROW).matches ? 'mobile' : 'both'))
  const [isDark, setDark] = useState(false)
  const [isOutside, setOutside] = useState(false)
  const [language, setLanguage] = useState(firstLanguage)
  const [page, setPage] = useState<string>()
  const [act, setAct] = useState<PreviewAct>()
  const name = useId()
  const light = { isDark, isOutside, language, ...(page !== undefined && { page }) }
  const { draft } = subject
  const canStandOnOwn = draft.style !== 'link' && draft.style !== 'article-picture'
  useEffect(() => setAct(undefined), [draft, view, isDark, isOutside, language, page])

  const frame = (device: Device) => {
    const { scene, absence } = sceneOf({ ...subject, site }, light, device)
    return (
      <figure class={`preview-figure is-${device}`} hidden={view !== 'both' && view !== device}>
        <Frame width={SIZES[device]} scene={scene} title={device === 'desktop' ? words.desktopFrame : words.phoneFrame} onAct={setAct} />
        <figcaption class="quiet">{absence ? wordsOfAbsence(absence, words) : device === 'desktop' ? words.desktop : words.phone}</figcaption>
      </figure>
    )
  }

  return (
    <section class="preview" aria-label={words.preview}>
      <div class="preview-head">
        <h3>{words.preview}</h3>
        <fieldset class="segments">
          <legend class="unseen">{words.frames}</legend>
          {VIEWS.map((each) => (
            <label key={each} class="segment">
              <input type="radio" name={name} checked={view === each} onChange={() => setView(each)} />
              <span>{each === 'both' ? words.both : each === 'desktop' ? words.desktop : words.phone}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div class={`preview-frames is-${view}`}>
        {frame('desktop')}
        {frame('mobile')}
      </div>
      <p class="preview-act" role="status">{act === undefined ? '' : act === 'opened' ? words.opens : act === 'closed' ? words.closes : askedFor(draft).target === 'card' ? words.showsCard : words.follows}</p>
      <div class="preview-light">
        <Check label={words.dark} value={isDark} onChange={setDark} />
        <Check label={words.outside} value={isOutside} onChange={setOutside} />
        <div class="preview-language">
          <label for={`${name}-language`}>{words.previewLanguage}</label>
          <select class="input" id={`${name}-language`} value={language} onChange={(event) => setLanguage(LANGUAGES.find((each) => each === event.currentTarget.value) ?? language)}>
            {LANGUAGES.map((each) => <option key={each} value={each}>{words.languages[each]}</option>)}
          </select>
        </div>
      </div>
      {canStandOnOwn && <OwnPage site={site} page={page} onPage={setPage} />}
    </section>
  )
}

function wordsOfAbsence(absence: Absence, words: ReturnType<typeof useReceptionWords>): string {
  switch (absence) {
    case 'only-mobile':
      return words.onlyPhones
    case 'only-desktop':
      return words.onlyDesktops
    case 'hidden':
      return words.hidden
  }
}

function Check({ label, value, onChange }: { readonly label: string; readonly value: boolean; onChange(value: boolean): void }) {
  return (
    <label class="preview-check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  )
}

type OwnPageState = { readonly status: 'none' | 'checking' | 'framed' } | { readonly status: 'refused'; readonly sentence: string }

/** Puts the owner's own page behind the component, if that page lets itself be framed. */
function OwnPage({ site, page, onPage }: { readonly site: SiteRecord; readonly page: string | undefined; onPage(page: string | undefined): void }) {
  const words = useReceptionWords()
  const { words: desk, language } = useSurroundings()
  const { api } = useTools()
  const [address, setAddress] = useState(() => site.origins.find((origin) => !origin.includes('*')) ?? '')
  const [state, setState] = useState<OwnPageState>({ status: 'none' })
  const id = useId()

  async function show() {
    setState({ status: 'checking' })
    onPage(undefined)
    const found = await api.post<SiteCheck>(API.siteCheck(site.id), { address: address.trim() })
    if (!found.ok) return setState({ status: 'refused', sentence: refusalWords(found, desk, language) })
    // A frame of our own origin could reach into this page.
    if (new URL(found.value.address).origin === location.origin) return setState({ status: 'refused', sentence: words.notYours })
    if (!found.value.mayBeFramed) return setState({ status: 'refused', sentence: words.notFramed })
    onPage(found.value.address)
    setState({ status: 'framed' })
  }

  return (
    <form class="own-page" onSubmit={(event) => { event.preventDefault(); void show() }}>
      <label for={id}>{words.ownPage}</label>
      <div class="own-page-row">
        <input id={id} class="input" dir="ltr" inputMode="url" spellcheck={false} autocomplete="off" value={address} aria-describedby={`${id}-said`} onInput={(event) => setAddress(event.currentTarget.value)} />
        <button type="submit" class="button" aria-disabled={state.status === 'checking'}>{words.showPage}</button>
        {page !== undefined && <button type="button" class="button" onClick={() => { onPage(undefined); setState({ status: 'none' }) }}>{words.samplePage}</button>}
      </div>
      <p class="quiet" id={`${id}-said`} role="status">
        {state.status === 'checking' ? words.checking : state.status === 'refused' ? state.sentence : page !== undefined ? words.framed(page) : ''}
      </p>
    </form>
  )
}
