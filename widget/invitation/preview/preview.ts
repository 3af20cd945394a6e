/** A stage for looking at invitations: the real element among real components, in every language. For the gallery, for previews, and for tests. */
import type { InvitationRequests, InvitationStand, Reception } from '@foyer/sdk/api'
import { PROTOCOL } from '@foyer/sdk/protocol'
import type { InvitationLook, Language, ShownInvitation, Theme } from '@foyer/sdk/protocol'
import { mountReception, sample, type Stage } from '../../reception/preview/preview.ts'
import type { ShownComponent } from '@foyer/sdk/api'
import { createStand } from '../stand.ts'
import '../invitation.define.ts'

const TITLES: Readonly<Record<Language, string>> = { en: 'Can we help you?', zh: '需要帮您挑选吗？', de: 'Dürfen wir helfen?', es: '¿Le ayudamos?', fr: 'Besoin d’un conseil ?', ja: 'ご相談ください', ar: 'هل نساعدك؟' }
const TEXTS: Readonly<Record<Language, string>> = {
  en: 'Ann has walked every one of these trails. Ask her which one is for you.',
  zh: '安娜走过这里的每一条路线，让她告诉您哪一条适合您。',
  de: 'Anna ist jeden dieser Wege gegangen. Fragen Sie sie, welcher zu Ihnen passt.',
  es: 'Ana ha recorrido todos estos caminos. Pregúntele cuál es el suyo.',
  fr: 'Anne a parcouru tous ces sentiers. Demandez-lui lequel est pour vous.',
  ja: '担当のアンはすべてのコースを歩いています。あなたに合うコースをお聞きください。',
  ar: 'سارت آن في كل هذه الدروب. اسألها أيّها يناسبك.',
}
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 140"><rect width="320" height="140" fill="#cfe3e6"/><path fill="#1b6b80" d="m0 140 90-96 56 52 40-30 134 74z"/><circle cx="250" cy="36" r="18" fill="#f6c453"/></svg>',
)}`

/** As an owner would set it up: at the lower end, with the buttons that most have. */
export const sampleLook = (language: Language = 'en', over: Partial<InvitationLook> = {}): InvitationLook => ({
  title: TITLES[language],
  text: TEXTS[language],
  picture: PICTURE,
  position: 'bottom-end',
  buttons: ['chat', 'later'],
  ...over,
})

export const sampleInvitation = (look: InvitationLook, over: Partial<ShownInvitation> = {}): ShownInvitation => ({
  id: 'sample',
  desktop: look,
  mobile: look,
  messenger: '/go/chat',
  phone: '+47 22 12 34 56',
  ...over,
})

export interface InvitationStageOptions {
  readonly language?: Language
  /** Default: a calm blue that follows the system's scheme. */
  readonly theme?: Theme
  /** What it stands among. Default: the round button. */
  readonly components?: readonly ShownComponent[]
  readonly isMobile?: boolean
  readonly on?: Partial<InvitationRequests>
}

export interface InvitationStage extends Pick<Stage, 'root' | 'layer' | 'destroy'> {
  readonly stand: InvitationStand
  show(invitation: ShownInvitation): void
}

/** Puts an invitation on the page. It is there when its words are. */
export async function mountInvitation(
  invitation: ShownInvitation,
  { language = 'en', theme = { accent: '#2f5bea', scheme: 'system' }, components = [sample('round-button', language)], isMobile = false, on }: InvitationStageOptions = {},
): Promise<InvitationStage> {
  const stage = await mountReception(components, { language, theme })
  const life = new AbortController()
  const nothing = () => undefined
  const stand = createStand(
    { server: '', signal: life.signal, language: () => language, reception: async () => stage as unknown as Reception, report: nothing },
    { onAccept: nothing, onDecline: nothing, onClose: nothing, ...on },
  )
  const show = (shown: ShownInvitation) => stand.show({ invitation: shown, isMobile, language, config: { protocol: PROTOCOL, version: 1, name: 'Nordwind Travel', theme, language, components } })
  show(invitation)
  return {
    root: stage.root,
    layer: stage.layer,
    stand,
    show,
    destroy() {
      life.abort()
      stand.destroy()
      stage.destroy()
    },
  }
}
