/** The real reception, as a visitor's page has it, with the one component that is being made, or with an invitation (IV-9). */
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { Language, SiteConfig } from '@foyer/sdk/protocol'
import type { InvitationStand, Reception } from '@foyer/sdk/api'
import { createReception } from '@foyer/widget/reception/index.ts'
import { createStand } from '@foyer/widget/invitation/stand.ts'
import '@foyer/widget/invitation/invitation.define.ts'
import type { PreviewAct, Scene } from './scene.ts'

export interface Stage {
  show(scene: Scene): void
}

export function createStage({ onAct }: { onAct(act: PreviewAct): void }): Stage {
  let reception: Reception | undefined
  let language: Language | undefined
  let version = 0
  let life = new AbortController()
  let stand: InvitationStand | undefined

  const create = (of: Language) => {
    if (reception && language === of) return reception
    reception?.destroy()
    stand?.destroy()
    stand = undefined
    life.abort()
    life = new AbortController()
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

  /** The invitation stays, whatever is pressed: what that leads to is said beside the preview. */
  const standFor = (stage: Reception, of: Language): InvitationStand =>
    createStand({ server: '', reception: async () => stage, language: () => of, signal: life.signal, report: (error) => console.error(error) }, { onAccept: () => onAct('opened'), onDecline: () => onAct('closed'), onClose: () => onAct('closed') })

  return {
    show({ component, invitation, isAway, theme, siteName, language: of }) {
      const components = component ? [component] : []
      const config: SiteConfig = { protocol: PROTOCOL, version: ++version, name: siteName, theme, language: of, components }
      const stage = create(of)
      stage.render({
        config,
        components: components.map((one) => ({ ...one, isAway })),
        isHidden: false,
        isOpen: false,
        isBusy: false,
        isTroubled: false,
        unread: 0,
      })
      if (invitation) (stand ??= standFor(stage, of)).show({ config, language: of, ...invitation })
      else stand?.hide()
    },
  }
}
