/** The real reception, as a visitor's page has it, with the one component that is being made. */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, SiteConfig } from '@foyer/sdk/protocol'
import type { Reception } from '@foyer/sdk/api'
import { createReception } from '@foyer/widget/reception/index.ts'
import type { PreviewAct, Scene } from './scene.ts'

export interface Stage {
  show(scene: Scene): void
}

export function createStage({ onAct }: { onAct(act: PreviewAct): void }): Stage {
  let reception: Reception | undefined
  let language: Language | undefined
  let version = 0

  const create = (of: Language) => {
    if (reception && language === of) return reception
    reception?.destroy()
    language = of
    reception = createReception({
      language: of,
      // Pictures are this server's own, or stand in the address itself.
      server: '',
      onIntent: () => undefined,
      onToggleRequest: () => onAct('opened'),
      onFollowed: () => onAct('followed'),
      onCloseRequest: () => onAct('closed'),
      onShown: () => undefined,
    })
    return reception
  }

  return {
    show({ component, isAway, theme, siteName, language: of }) {
      const components = component ? [component] : []
      const config: SiteConfig = { protocol: PROTOCOL, version: ++version, name: siteName, theme, language: of, components }
      create(of).render({
        config,
        components: components.map((one) => ({ ...one, isAway })),
        isHidden: false,
        isOpen: false,
        isBusy: false,
        isTroubled: false,
        unread: 0,
      })
    },
  }
}
