/** The chat window after a conversation, with the survey in it as it stands in the fields (SV-2). One can try it: its answers go nowhere. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Language, SiteConfig, SurveyRules, Theme, WindowSettings } from '@foyer/sdk/protocol'
import type { ChatWindow } from '@foyer/widget/chat-window/index.ts'
import { formOf } from '../../surveys/rules.ts'
import { DEFAULT_WINDOW, windowSettings } from '../../window/rules.ts'
import { isSame } from '../forms/index.ts'
import { useShadow } from '../settings/shadow.ts'
import { useSurveyWords } from './use-words.ts'

export interface SurveyPreviewProps {
  /** The company's shown name. */
  readonly name: string
  readonly theme: Theme
  readonly rules: SurveyRules
  readonly language: Language
}

const settingsOf = ({ name, rules, language }: SurveyPreviewProps): WindowSettings =>
  windowSettings({ company: { name }, hours: { timeZone: 'UTC', week: [], holidays: [] }, window: DEFAULT_WINDOW, texts: {}, survey: formOf(rules) }, language, false)

export function SurveyPreview(props: SurveyPreviewProps) {
  const { name, theme, rules, language } = props
  const { survey: words } = useSurveyWords()
  const { host, root } = useShadow()
  const [hasFailed, setFailed] = useState(false)
  const chat = useRef<ChatWindow | undefined>(undefined)
  const site: SiteConfig = { protocol: 1, version: 1, name, theme, language, components: [] }
  const latest = useRef({ site, settings: settingsOf(props) })
  latest.current = { site, settings: settingsOf(props) }
  /** Of what stands in the fields, only what windows show. */
  const shown = useRef(formOf(rules))
  if (!isSame(shown.current, formOf(rules))) shown.current = formOf(rules)

  useEffect(() => {
    if (!root) return undefined
    let isWanted = true
    let stop = () => {}
    const mount = async () => {
      const { mountWindow } = await import('../settings/talk.ts')
      if (!isWanted) return
      const mounted = mountWindow(root, latest.current.site, language, { state: 'survey', loadSettings: async () => latest.current.settings })
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
  useEffect(() => chat.current?.update(latest.current.site), [name, shown.current])

  return (
    <figure class="as-seen">
      <figcaption>
        <h3>{words.preview}</h3>
        <p class="quiet">{rules.isOn ? words.previewSays : words.previewOff}</p>
      </figcaption>
      {hasFailed && <p class="quiet">{words.previewFailed}</p>}
      <div class="preview-window is-survey" ref={host} />
    </figure>
  )
}
