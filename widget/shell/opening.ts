/**
 * A window that is about to open: where it goes, what stands there until it comes, and what is said if it does not.
 * Fetched with the first sign that somebody wants it, beside the window itself.
 */
import type { ReceptionView } from '@foyer/sdk/api'
import type { Language, SiteConfig } from '@foyer/sdk/protocol'
import type { Host } from './host.ts'
import { openingStyles } from './opening.styles.ts'
import { addSheet } from './sheet.ts'
import { openingWords } from './words/opening.ts'

export interface OpeningView extends Pick<ReceptionView, 'isOpen' | 'isBusy' | 'isTroubled'> {
  readonly config: Pick<SiteConfig, 'components'>
  /** The component by which the window is wanted: it stands in its corner, or in the first one's. */
  readonly clicked?: string | undefined
  readonly own?: OwnTable
}

/** Puts the workspace's own words into a table of words (CW-18). Without it they are as they are. */
export type OwnTable = <Table extends object>(language: Language, table: Table) => Table

/** Follows the view; the next call says what has changed. */
export function createOpening(host: Host, language: Language): (view: OpeningView) => void {
  const { root, layer } = host
  addSheet(root, openingStyles)
  let wasOpen = false

  const place = (look: string, role: string, { config: { components }, clicked }: OpeningView) => {
    const { position = '', offset = { inline: 20, block: 20 } } = components.find(({ id }) => id === clicked) ?? components[0] ?? {}
    const element = document.createElement('div')
    element.className = `${look}${position.endsWith('start') ? ' at-start' : ''}`
    element.style.setProperty('--inline', `var(--foyer-offset-inline,${offset.inline}px)`)
    element.style.setProperty('--block', `var(--foyer-offset-block,${offset.block}px)`)
    element.role = role
    layer.append(element)
    return element
  }
  /** Above whatever the page has opened since; into what lets nothing else be used. */
  const enter = (inside: Element | null | undefined) => {
    if (inside) import('./inside.ts').then(({ stepInside }) => stepInside(host, inside)).catch(() => host.rise())
    else host.rise()
  }

  let coming: HTMLElement | undefined
  let said: HTMLElement | undefined

  return (view) => {
    const { isOpen, isBusy, isTroubled } = view
    const words = view.own?.(language, openingWords(language)) ?? openingWords(language)
    if (isOpen && !wasOpen) enter(modalDialog() ?? document.fullscreenElement)
    wasOpen = isOpen

    if (!isBusy) coming = void coming?.remove()
    else if (!coming) {
      coming = place('coming', 'status', view)
      coming.ariaLabel = words.opening
      // Picture, name, presence, two messages, composer.
      coming.append(...Array.from({ length: 6 }, () => document.createElement('i')))
    }
    if (!isTroubled) said = void said?.remove()
    else if (!said) {
      const sentence = (said = place('said', 'alert', view))
      sentence.textContent = words.notReachable
      // It goes by itself after a while; how long says the sheet.
      sentence.addEventListener('animationend', ({ animationName }) => {
        if (animationName === 'leave') sentence.remove()
      })
    }
  }
}

/** The topmost modal dialog of the page. */
function modalDialog(): Element | undefined {
  const open = document.querySelectorAll('dialog:modal')
  return open[open.length - 1]
}
