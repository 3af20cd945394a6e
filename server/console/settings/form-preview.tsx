/** The chat window itself as a new visitor opens it, by what stands in the fields: the form (CW-16), and what can be sent (CW-5). */
import { useEffect, useRef, useState } from 'preact/hooks'
import { windowSettings } from '../../window/rules.ts'
import type { Language, SiteConfig, Theme, WindowRules, WindowSettings } from '@foyer/sdk/protocol'
import type { ChatWindow } from '@foyer/widget/chat-window/index.ts'
import { useShadow } from './shadow.ts'
import { useSettingsWords } from './words.ts'

export interface FormPreviewProps {
  /** The company's shown name. */
  readonly name: string
  /** Path of its logo. */
  readonly logo?: string | undefined
  readonly theme: Theme
  readonly rules: WindowRules
  readonly language: Language
}

/** What a window is told; of the rest of the workspace it shows nothing here. */
const settingsOf = ({ name, logo, rules, language }: FormPreviewProps): WindowSettings =>
  windowSettings({ company: { name, ...(logo !== undefined && { logo }) }, hours: { timeZone: 'UTC', week: [], holidays: [] }, window: rules, texts: {} }, language, false)

export function FormPreview(props: FormPreviewProps) {
  const { name, logo, theme, rules, language } = props
  const { previewFailed, window: words } = useSettingsWords()
  const { host, root } = useShadow()
  const [hasFailed, setFailed] = useState(false)
  const chat = useRef<ChatWindow | undefined>(undefined)
  const site: SiteConfig = { protocol: 1, version: 1, name, theme, language, components: [] }
  const latest = useRef({ site, settings: settingsOf(props) })
  latest.current = { site, settings: settingsOf(props) }

  useEffect(() => {
    if (!root) return undefined
    let isWanted = true
    let stop = () => {}
    const mount = async () => {
      const { mountWindow } = await import('./talk.ts')
      if (!isWanted) return
      const mounted = mountWindow(root, latest.current.site, language, { state: 'empty', loadSettings: async () => latest.current.settings })
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
  // It asks for its settings again, as an open window does after a change.
  useEffect(() => chat.current?.update(latest.current.site), [name, logo, rules])

  return (
    <figure class="as-seen">
      <figcaption>
        <h3>{words.preview}</h3>
        {!rules.form.isOn && <p class="quiet">{words.previewOff}</p>}
      </figcaption>
      {hasFailed && <p class="quiet">{previewFailed}</p>}
      {/* Seen, not used. */}
      <div class="preview-window is-form" ref={host} role="img" aria-label={words.previewOf} inert />
    </figure>
  )
}
