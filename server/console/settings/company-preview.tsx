/** The company's panel as the window shows it (CW-2), drawn by the window's own part from what stands in the fields. */
import { render } from 'preact'
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks'
import type { CompanyProfile, Theme } from '@foyer/sdk/protocol'
import { windowCss } from '@foyer/widget/chat-window/chat-window.css.ts'
import { partsCss } from '@foyer/widget/chat-window/parts/parts.css.ts'
import { saysMore } from '@foyer/widget/chat-window/view.ts'
import { Company } from '@foyer/widget/extras/company/index.tsx'
import { themeTokens } from '@foyer/widget/shell/tokens.ts'
import { panelOf } from '../../company/rules.ts'
import { useShadow } from './shadow.ts'
import { useSettingsWords } from './words.ts'

export interface CompanyPreviewProps {
  readonly profile: CompanyProfile
  readonly theme: Theme
}

const BOX = '.place{position:static;opacity:1;visibility:visible;scale:1;translate:0;inline-size:auto;max-inline-size:none;block-size:auto}.company{border-radius:12px;box-shadow:0 0 0 1px var(--line),var(--shadow-1)}'

export function CompanyPreview({ profile, theme }: CompanyPreviewProps) {
  const words = useSettingsWords()
  const css = useMemo(() => themeTokens(theme, '.place') + partsCss + windowCss + BOX, [theme])
  const { host, root } = useShadow(css)
  const panel = panelOf(profile)
  useLayoutEffect(() => {
    if (root) render(<div class="place"><div class="company"><Company company={panel} server="" heading="h3" /></div></div>, root)
  })
  useEffect(() => () => void (root && render(null, root)), [root])
  return (
    <figure class="as-seen">
      <figcaption>
        <h3>{words.panelTitle}</h3>
        <p class="quiet">{saysMore(panel) ? words.panelSays : words.panelBare}</p>
      </figcaption>
      <div ref={host} inert />
    </figure>
  )
}
