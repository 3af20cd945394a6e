/**
 * Everything that a visitor can see, piece by piece: for looking at side by side (`npm run gallery`) and for the test that
 * all of it is accessible. What is built later adds itself by one line in {@link PIECES}.
 */
import { INVITATION_BUTTONS, INVITATION_POSITIONS } from '@foyer/sdk/protocol'
import type { InvitationLook, Language, Theme } from '@foyer/sdk/protocol'
import type { ShownComponent } from '@foyer/sdk/api'
import { mountPreview } from '../chat-window/preview/preview.ts'
import { STATES } from '../chat-window/preview/states.ts'
import { mountInvitation, sampleInvitation, sampleLook } from '../invitation/preview/preview.ts'
import { contactSample, DRAWN_STYLES, LONG_NAMES, mountReception, sample } from '../reception/preview/preview.ts'
import type { StageOptions } from '../reception/preview/preview.ts'

export interface PieceSetting {
  readonly language: Language
  readonly scheme: 'light' | 'dark'
}

export interface Piece {
  /** Also its address in the gallery: small letters and hyphens. */
  readonly name: string
  readonly area: 'Reception' | 'Invitations' | 'Chat window'
  /** Of the page that it is shown on, in CSS pixels. */
  readonly height: number
  /** Puts it on a page. Resolves when all of it is there, with what takes it away. */
  show(host: HTMLElement, setting: PieceSetting): Promise<() => void>
}

/** Those whose writing differs most. The others are looked at for room alone: by eye they look as English does. */
export const GALLERY_LANGUAGES: readonly Language[] = ['en', 'zh', 'ar']

export const ACCENT = '#1b6b80'

const themeOf = ({ scheme }: PieceSetting): Theme => ({ accent: ACCENT, scheme })

/** Components on a page. */
const reception = (name: string, componentsIn: (language: Language) => readonly ShownComponent[], view?: StageOptions['view']): Piece => ({
  name,
  area: 'Reception',
  height: 420,
  async show(_, setting) {
    const stage = await mountReception(componentsIn(setting.language), { language: setting.language, theme: themeOf(setting), ...(view && { view }) })
    await settle(stage.root)
    return stage.destroy
  },
})

const windowIn = (state: string, place: 'float' | 'inline' | 'page' = 'float'): Piece => ({
  name: `window-${place === 'float' ? '' : `${place}-`}${state}`,
  area: 'Chat window',
  height: 740,
  async show(host, setting) {
    if (place !== 'float') host.style.blockSize = '100vh'
    const { window: chat, shown } = mountPreview(host, { state, place, language: setting.language, theme: themeOf(setting) })
    await shown
    await settle(host)
    return () => chat.destroy()
  },
})

/** An invitation among components. */
const invitation = (name: string, over: Partial<InvitationLook> = {}, components?: (language: Language) => readonly ShownComponent[]): Piece => ({
  name: `invitation-${name}`,
  area: 'Invitations',
  height: 560,
  async show(_, setting) {
    const { language } = setting
    const stage = await mountInvitation(sampleInvitation(sampleLook(language, over)), { language, theme: themeOf(setting), ...(components && { components: components(language) }) })
    await found(() => stage.root.querySelector('foyer-invitation'))
    await settle(stage.root)
    return stage.destroy
  },
})

/** The card that is shown when a `follow`, `group` or `member` component is clicked. */
const contactCard: Piece = {
  name: 'contact-card',
  area: 'Reception',
  height: 620,
  async show(_, setting) {
    const stage = await mountReception([contactSample(setting.language)], { language: setting.language, theme: themeOf(setting) })
    const button = await found(() => stage.root.querySelector('foyer-round-button')?.shadowRoot?.querySelector('button'))
    button.click()
    await found(() => stage.root.querySelector('foyer-contact-card')?.shadowRoot?.querySelector('a'))
    await settle(stage.root)
    return stage.destroy
  },
}

/** Frames that something may take to appear: a chunk has to come. */
const MOST_FRAMES = 300

async function found<Found>(look: () => Found | null | undefined): Promise<Found> {
  for (let frame = 0; frame < MOST_FRAMES; frame++) {
    const seen = look()
    if (seen) return seen
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  throw new Error('The piece did not come.')
}

/** Resolves when pictures are there and nothing arrives any more. The document tells nothing of what moves in shadow trees. */
async function settle(from: Element | ShadowRoot): Promise<void> {
  const walk = (parent: ParentNode): readonly Element[] => [...parent.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? walk(one.shadowRoot) : [])])
  const all = walk(from instanceof Element ? (from.shadowRoot ?? from) : from)
  await Promise.all(all.filter((one) => one instanceof HTMLImageElement).map((one) => one.decode().catch(() => undefined)))
  const arriving = all.flatMap((one) => one.getAnimations()).filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
  await Promise.all(arriving.map((one) => one.finished.catch(() => undefined)))
}

export const PIECES: readonly Piece[] = [
  ...DRAWN_STYLES.map((style) => reception(style, (language) => [sample(style, language)])),
  ...DRAWN_STYLES.filter((style) => style !== 'image').map((style) => reception(`${style}-long`, (language) => [sample(style, language, { shownName: LONG_NAMES[language] })])),
  ...DRAWN_STYLES.filter((style) => style !== 'image').map((style) => reception(`${style}-away`, (language) => [sample(style, language, { isAway: true })])),
  ...DRAWN_STYLES.filter((style) => style !== 'image').map((style) => reception(`${style}-closable`, (language) => [sample(style, language, { closedFor: 'visit' })])),
  reception('round-button-unread', (language) => [sample('round-button', language)], { unread: 3 }),
  reception('horizontal-button-unread', (language) => [sample('horizontal-button', language)], { unread: 120 }),
  reception('round-button-open', (language) => [sample('round-button', language)], { isOpen: true }),
  ...(['messenger', 'phone', 'follow', 'group', 'member'] as const).map((kind) =>
    reception(`horizontal-button-${kind}`, (language) => [sample('horizontal-button', language, { kind, phone: '+47 22 12 34 56', card: contactSample(language).card ?? { title: '', address: '', code: '' } })]),
  ),
  reception('card-plain', (language) => [bare(sample('card', language))]),
  reception('own-accents', (language) => [
    sample('round-button', language, { accent: '#ffd500' }),
    sample('horizontal-button', language, { accent: '#111111', position: 'top-end' }),
    sample('card', language, { accent: '#c2185b', position: 'bottom-start' }),
  ]),
  reception('all-corners', (language) => [
    sample('round-button', language, { position: 'bottom-start' }),
    sample('horizontal-button', language, { position: 'top-end' }),
    sample('side-tab', language),
    sample('image', language, { position: 'top-start' }),
    sample('bottom-bar', language),
  ]),
  contactCard,
  ...INVITATION_POSITIONS.map((position) => invitation(position, { position })),
  invitation('every-button', { buttons: INVITATION_BUTTONS }),
  invitation('own-accent', { accent: '#ffd500', position: 'top-start' }),
  invitation('among-components', {}, (language) => [sample('card', language), sample('side-tab', language), sample('bottom-bar', language)]),
  ...STATES.map(({ name }) => windowIn(name)),
  windowIn('talk', 'inline'),
  windowIn('talk', 'page'),
  windowIn('empty', 'page'),
]

/** Nothing but a name. */
function bare({ greeting: _greeting, avatar: _avatar, ...component }: ShownComponent): ShownComponent {
  return component
}
