/**
 * What a component really looks like, small: the element of the visitor's page, in a shadow root of its own, made inert
 * (RC-14). What no page draws is stood for by a sign.
 */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { ComponentDraft, ComponentStyle, Language, ReceptionComponent, Theme } from '@foyer/sdk/protocol'
import { arrived, fetchParts, partsOf } from '@foyer/widget/reception/load.ts'
import type { ReceptionElement } from '@foyer/widget/reception/reception-element.ts'
import { firstTokens } from '@foyer/widget/shell/first-tokens.ts'
import { addSheet } from '@foyer/widget/shell/sheet.ts'
import { directionOf } from '@foyer/widget/shell/words/choose-language.ts'
import { DEFAULT_IMAGE_SIDE, defaultImage } from './article-picture.ts'
import { Sign } from './signs.tsx'
import { shownOf } from './shown.ts'
import type { Pictures } from './shown.ts'

export interface LookProps {
  readonly style: ComponentStyle
  /** Absent for what is on no page. */
  readonly shown: ReceptionComponent | undefined
  readonly theme: Theme
  /** Of its own words, unless the component says another. */
  readonly language: Language
}

export function Look({ style, shown, theme, language }: LookProps) {
  const isDrawn = shown !== undefined && shown.style !== 'custom-dom' && shown.style !== 'link'
  return (
    <div class="look" inert aria-hidden="true">
      {isDrawn ? <Drawn component={shown} theme={theme} language={language} /> : <Sign of={style} />}
    </div>
  )
}

/** The picture of a style in the maker: the draft as it would be in that style. */
export function StyleLook({ draft, pictures, ...look }: Omit<LookProps, 'style' | 'shown'> & { readonly draft: ComponentDraft; readonly pictures: Pictures }) {
  const shown = shownOf(draft, pictures) ?? (draft.style === 'image' ? withDefaultImage(draft, pictures, look.theme.accent) : undefined)
  return <Look style={draft.style} shown={shown} {...look} />
}

/** As it will be at first: with the picture that we put there. */
function withDefaultImage(draft: ComponentDraft, pictures: Pictures, accent: string): ReceptionComponent | undefined {
  const shown = shownOf({ ...draft, style: 'round-button' }, pictures)
  const side = DEFAULT_IMAGE_SIDE
  return shown && { ...shown, style: 'image', image: { src: `data:image/svg+xml,${encodeURIComponent(defaultImage(accent))}`, alt: '', width: side, height: side } }
}

/** What fills the width that it is given: as wide as it would be on a small screen. In CSS pixels. */
const WIDTHS: Readonly<Partial<Record<ComponentStyle, number>>> = { 'bottom-bar': 400, 'action-bar': 340 }

const STAGE = '.stage{position:absolute;inset:50% auto auto 50%;width:max-content;font:15px/1.5 var(--font);color:var(--text);transform-origin:0 0}'

interface DrawnProps {
  readonly component: ReceptionComponent
  readonly theme: Theme
  readonly language: Language
}

function Drawn({ component, theme, language }: DrawnProps) {
  const host = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing>(undefined)
  const spoken = component.language ?? language
  const key = JSON.stringify([component, theme, spoken])

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return undefined
    drawing.current = createDrawing(element)
    return () => drawing.current?.stop()
  }, [])
  useEffect(() => {
    let isWanted = true
    const show = () => isWanted && drawing.current?.show({ component, theme, language: spoken })
    // What cannot be fetched now leaves the place empty; the words beside it say what it is.
    Promise.resolve(fetchParts([...partsOf(component, spoken), spoken])).then(show, () => undefined)
    return () => void (isWanted = false)
  }, [key])

  return <div class="look-host" ref={host} />
}

interface Drawing {
  show(props: DrawnProps): void
  stop(): void
}

function createDrawing(host: HTMLElement): Drawing {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const tokens = addSheet(root)
  addSheet(root, STAGE)
  const stage = document.createElement('div')
  stage.className = 'stage'
  root.replaceChildren(stage)
  const fit = () => {
    const [width, height] = [stage.offsetWidth, stage.offsetHeight]
    const scale = Math.min(1, host.clientWidth / width, host.clientHeight / height)
    if (Number.isFinite(scale)) stage.style.transform = `scale(${scale}) translate(-50%, -50%)`
  }
  const observer = new ResizeObserver(fit)
  observer.observe(stage)
  observer.observe(host)

  return {
    show({ component, theme, language }) {
      const tag = `foyer-${component.style}`
      tokens.replaceSync(firstTokens(theme))
      stage.lang = language
      stage.dir = directionOf(language)
      const width = WIDTHS[component.style]
      stage.style.width = width === undefined ? '' : `${width}px`
      // A tab at the start edge has its round corners on the other side.
      stage.style.setProperty('--is-left', component.position === 'start' ? '1' : '0')
      const element = stage.firstElementChild?.localName === tag ? stage.firstElementChild : document.createElement(tag)
      ;(element as ReceptionElement).view = {
        component, server: '', words: arrived[language]?.words, icons: { ...arrived.icons?.icons, phone: arrived.phone?.phone }, unread: 0, isOpen: false, isBusy: false,
      }
      if (element.parentNode !== stage) stage.replaceChildren(element)
      fit()
    },
    stop: () => observer.disconnect(),
  }
}
