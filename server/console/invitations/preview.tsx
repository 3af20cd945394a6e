/** The invitation on a computer and on a phone, by the element that pages show (IV-9), with every change at once. */
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES } from '@foyer/sdk/protocol'
import type { InvitationLook, ShownInvitation, SiteRecord } from '@foyer/sdk/protocol'
import { isColour } from '../forms/index.ts'
import { Frame, SIZES } from '../preview/frame.tsx'
import type { PreviewAct, Scene } from '../preview/scene.ts'
import { useSurroundings } from '../surroundings.ts'
import { filled } from './draft.ts'
import type { Device } from './device-switch.tsx'
import { useInvitationsWords } from './use-words.ts'

/** CSS pixels. A computer's page is a small part of one here, so that the card can be read beside the fields; lower, it would show no picture. */
const SHOWN_OF: Readonly<Record<Device, { readonly width: number; readonly height?: number }>> = { desktop: { width: 600, height: 660 }, mobile: { width: SIZES.mobile } }

export interface InvitationPreviewProps {
  readonly desktop: InvitationLook
  readonly mobile: InvitationLook
  readonly device: Device
  readonly site: SiteRecord
  /** Of the button that calls. Default: a sample. */
  readonly phone?: string | undefined
  /** The company's shown name. */
  readonly company: string
}

export function InvitationPreview({ desktop, mobile, device, site, phone, company }: InvitationPreviewProps) {
  const { language } = useSurroundings()
  const words = useInvitationsWords()
  const [isDark, setDark] = useState(false)
  const [act, setAct] = useState<PreviewAct>()
  useEffect(() => setAct(undefined), [desktop, mobile, device, isDark])
  const names = { ...words.sampleNames, company }
  const shown = (look: InvitationLook): InvitationLook => {
    // In the preview it stays.
    const { accent, closesAfterSeconds: _, ...rest } = look
    // While a colour is being typed, the site's stands.
    return { ...rest, title: filled(look.title, names), text: filled(look.text, names), ...(accent !== undefined && isColour(accent) && { accent }) }
  }
  const invitation: ShownInvitation = { id: 'preview', desktop: shown(desktop), mobile: shown(mobile), messenger: '/go/preview', phone: phone || '+351 210 000 000' }
  const scene: Scene = {
    placement: device === 'desktop' ? 'web-page' : 'mobile-page',
    isAway: false,
    theme: { accent: site.theme.accent, scheme: isDark ? 'dark' : 'light' },
    siteName: company,
    language: site.language === 'auto' ? (LANGUAGES.find((each) => each === language) ?? 'en') : site.language,
    invitation: { invitation, isMobile: device === 'mobile' },
  }
  return (
    <div class="invitation-preview">
      <h3>{words.preview}</h3>
      <figure class={`preview-figure is-${device}`}>
        <Frame key={device} {...SHOWN_OF[device]} scene={scene} title={device === 'desktop' ? words.desktopFrame : words.phoneFrame} onAct={setAct} />
        <figcaption class="quiet">{words.previewSays}</figcaption>
      </figure>
      <p class="preview-act" role="status">{act === undefined ? '' : words.acts[act]}</p>
      <label class="preview-check"><input type="checkbox" checked={isDark} onChange={(event) => setDark(event.currentTarget.checked)} /><span>{words.dark}</span></label>
    </div>
  )
}
