/** The chat window itself with a talk in it (CW-3), in the colours and the language that stand in the fields. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ComponentId, Language, ReceptionComponent, SiteConfig, Theme } from '@foyer/sdk/protocol'
import type { ChatWindow } from '@foyer/widget/chat-window/index.ts'
import { isColour } from '../forms/index.ts'
import { Look } from '../reception/look.tsx'
import { useShadow } from './shadow.ts'
import { useSettingsWords } from './words.ts'

export interface WindowPreviewProps {
  /** The company's shown name. */
  readonly name: string
  readonly theme: Theme
  readonly language: Language
}

/** The component that stands beside the window when nobody has made one yet. */
const BUTTON: ReceptionComponent = {
  id: 'preview' as ComponentId,
  kind: 'web-chat',
  style: 'round-button',
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  shownName: '',
  slug: '',
}

export function WindowPreview({ name, theme, language }: WindowPreviewProps) {
  const words = useSettingsWords()
  const { host, root } = useShadow()
  const [hasFailed, setFailed] = useState(false)
  const chat = useRef<ChatWindow | undefined>(undefined)
  // While a colour is being typed, the last whole one stands.
  const accent = useRef(theme.accent)
  if (isColour(theme.accent)) accent.current = theme.accent
  const shown = useMemo(() => ({ accent: accent.current, scheme: theme.scheme }), [accent.current, theme.scheme])
  const site: SiteConfig = { protocol: 1, version: 1, name, theme: shown, language, components: [] }
  const latest = useRef(site)
  latest.current = site

  useEffect(() => {
    if (!root) return undefined
    let isWanted = true
    let stop = () => {}
    const mount = async () => {
      const { mountWindow } = await import('./talk.ts')
      if (!isWanted) return
      const mounted = mountWindow(root, latest.current, language)
      chat.current = mounted
      stop = () => mounted.destroy()
    }
    mount().catch(() => isWanted && setFailed(true))
    return () => {
      isWanted = false
      chat.current = undefined
      stop()
    }
  }, [root, language])
  useEffect(() => chat.current?.update(latest.current), [name, shown])

  return (
    <figure class="as-seen">
      <figcaption><h3>{words.previewTitle}</h3></figcaption>
      {hasFailed && <p class="quiet">{words.previewFailed}</p>}
      {/* Seen, not used: what is in it is a sample. */}
      <div class="preview-window" ref={host} role="img" aria-label={words.previewOf} inert />
      <div class="preview-button"><Look style="round-button" shown={BUTTON} theme={shown} language={language} /></div>
    </figure>
  )
}
