/**
 * What a visitor sees of Foyer before the first click: the components in their corners. State comes down as a
 * {@link ReceptionView}; wishes go up.
 */
import type { Corner, ReceptionComponent, SiteConfig } from '@foyer/sdk/protocol'
import type { Reception, ReceptionOptions, ReceptionView } from '@foyer/sdk/api'
import { firstTokens } from '../shell/first-tokens.ts'
import { createHost } from '../shell/host.ts'
import { loadOpening, loadWindow } from '../shell/load-window.ts'
import type { OpeningView } from '../shell/opening.ts'
import { addSheet } from '../shell/sheet.ts'
import { receptionWords } from '../shell/words/reception.ts'
import './launcher.define.ts'
import type { LauncherView } from './launcher.ts'
import { receptionStyles } from './reception.styles.ts'
import { html, render } from './templates.ts'

const CORNERS: readonly Corner[] = ['bottom-end', 'bottom-start']

export function createReception({ language, onIntent, onToggleRequest, onShown }: ReceptionOptions): Reception {
  const host = createHost(language)
  const theme = addSheet(host.root)
  addSheet(host.root, receptionStyles)
  const words = receptionWords(language)
  const shown = new Set<ReceptionComponent['id']>()
  const place = document.createElement('div')
  host.layer.append(place)

  let view: ReceptionView
  let config: SiteConfig | undefined
  let showOpening: ((view: OpeningView) => void) | undefined

  const launcher = ({ id, shownName: name }: ReceptionComponent) => {
    const toggle = () => onToggleRequest(id)
    const launcherView: LauncherView = { ...view, name, words }
    return html`<foyer-launcher id=${id} .view=${launcherView} @foyer-open-request=${toggle} @foyer-close-request=${toggle}></foyer-launcher>`
  }

  return {
    root: host.root,
    layer: host.layer,
    render(now) {
      view = now
      const components = view.isHidden ? [] : view.components
      if (config !== view.config) {
        config = view.config
        theme.replaceSync(firstTokens(config.theme) + offsets(config.components))
      }
      const stacks = CORNERS.map(
        (corner) =>
          html`<div class="stack ${corner}" @pointerover=${onIntent} @focusin=${onIntent} @touchstart=${onIntent}>${components.filter((one) => one.position === corner).map(launcher)}</div>`,
      )
      render(stacks, place)
      showOpening?.(view)
      for (const { id } of components) {
        if (!shown.has(id)) onShown(id)
        shown.add(id)
      }
    },
    async loadWindow() {
      // Side by side, and the small one is not kept waiting: it says that the other is on its way, or did not come.
      const [chatWindow, opening] = [loadWindow(), loadOpening()]
      chatWindow.catch(() => undefined)
      showOpening ??= (await opening).createOpening(host, language, view.config.components[0]?.position === 'bottom-start' ? 'bottom-start' : 'bottom-end')
      showOpening(view)
      return chatWindow
    },
    focus(componentId) {
      const found = host.root.getElementById(componentId)
      found?.focus()
      return found !== null
    },
    destroy: host.destroy,
  }
}

/** Distances from the edges: of each corner as its first component says. */
const offsets = (components: readonly ReceptionComponent[]): string =>
  CORNERS.map((corner) => {
    const { inline, block } = components.find((one) => one.position === corner)?.offset ?? { inline: 20, block: 20 }
    return `.${corner}{--inline:${+inline}px;--block:${+block}px}`
  }).join('')
