/**
 * Reception without looks, for tests of what the SDK does with it: a plain button for each component, with a cross where
 * it can be closed.
 */
import type { Reception, ReceptionOptions, ReceptionView } from '@foyer/sdk/api'
import { loadWindow } from '../shell/load-window.ts'

export function createPlainReception(options: ReceptionOptions): Reception {
  const host = document.createElement('foyer-widget')
  const root = host.attachShadow({ mode: 'open' })
  const [stage, layer] = [document.createElement('div'), document.createElement('div')]
  root.append(stage, layer)
  document.documentElement.append(host)

  const button = (id: string, text: string, run: () => void) => {
    const made = document.createElement('button')
    made.id = id
    made.textContent = text
    made.addEventListener('click', run)
    return made
  }
  return {
    root,
    layer,
    render({ components, isHidden }: ReceptionView) {
      const drawn = isHidden ? [] : components.filter(({ style }) => style !== 'custom-dom' && style !== 'link')
      stage.replaceChildren(
        ...drawn.flatMap(({ id, shownName, isAway, closedFor, kind }) => [
          button(id, isAway ? 'Leave a message' : shownName, () => (kind === 'web-chat' ? options.onToggleRequest(id) : options.onFollowed(id))),
          ...(closedFor ? [button(`close-${id}`, 'Close', () => options.onCloseRequest(id))] : []),
        ]),
      )
      for (const { id } of drawn) options.onShown(id)
    },
    focus(id) {
      const found = root.getElementById(id)
      found?.focus()
      return found !== null
    },
    loadWindow,
    destroy: () => host.remove(),
  }
}
