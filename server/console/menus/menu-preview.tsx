/** The menu in the window itself (MN-3), with every change at once; it can be used as visitors use it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { LANGUAGES, PROTOCOL } from '@foyer/sdk/protocol'
import type { CompanyRecord, Menu, MenuPlace, SiteConfig, SiteRecord, WindowSettings } from '@foyer/sdk/protocol'
import type { ChatWindow } from '@foyer/widget/chat-window/index.ts'
import { shownMenu } from '../../menus/rules.ts'
import { DEFAULT_WINDOW, windowSettings } from '../../window/rules.ts'
import { isColour } from '../forms/index.ts'
import { useShadow } from '../settings/shadow.ts'
import { useSurroundings } from '../surroundings.ts'
import { talkInPreview } from './preview-talk.ts'
import { useMenusWords } from './use-words.ts'

export interface MenuPreviewProps {
  readonly menu: Menu
  readonly place: MenuPlace
  readonly site: SiteRecord
  readonly company: CompanyRecord
}

export function MenuPreview({ menu, place, site: { theme, language: ofSite }, company }: MenuPreviewProps) {
  const { language: ofDesk } = useSurroundings()
  const words = useMenusWords()
  const { host, root } = useShadow()
  const [hasFailed, setFailed] = useState(false)
  const chat = useRef<ChatWindow | undefined>(undefined)
  const language = ofSite === 'auto' ? (LANGUAGES.find((each) => each === ofDesk) ?? 'en') : ofSite
  const site: SiteConfig = { protocol: PROTOCOL, version: 1, name: company.shortName, theme, language, components: [] }
  const { accent, ...rest } = menu
  // While a colour is being typed, the site's stands.
  const shown: Menu = { ...rest, ...(accent !== undefined && isColour(accent) && { accent }) }
  const settings = (): WindowSettings => ({
    ...windowSettings({ company: { name: company.shortName, ...(company.logoPath !== undefined && { logo: company.logoPath }) }, hours: { timeZone: 'UTC', week: [], holidays: [] }, window: DEFAULT_WINDOW, texts: {} }, language, false),
    ...(shown.items.length > 0 && { menu: shownMenu(shown, place) }),
  })
  const latest = useRef({ menu, settings })
  latest.current = { menu, settings }
  const said = JSON.stringify(shown)

  useEffect(() => {
    if (!root) return undefined
    let isWanted = true
    let stop = () => {}
    const mount = async () => {
      const { mountWindow } = await import('../settings/talk.ts')
      if (!isWanted) return
      const mounted = mountWindow(root, site, language, { state: 'empty', loadSettings: async () => latest.current.settings(), answer: (thread) => talkInPreview(thread, () => latest.current.menu) })
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
  useEffect(() => chat.current?.update(site), [said])

  return (
    <figure class="as-seen menu-preview">
      <figcaption><h3>{words.preview}</h3></figcaption>
      {hasFailed && <p class="quiet">{words.previewFailed}</p>}
      {menu.items.length === 0 && <p class="quiet">{words.previewEmpty}</p>}
      {/* What is typed in it is for no shortcut of the desk. */}
      <div class="preview-window" ref={host} role="group" aria-label={words.previewOf} onKeyDown={(event) => event.stopPropagation()} onClickCapture={openAside} />
    </figure>
  )
}

/** A link leads where it leads, and never away from the draft. Numbers are not called. */
function openAside(event: MouseEvent): void {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement)
  if (!link) return
  event.preventDefault()
  if (link.protocol !== 'tel:') window.open(link.href, '_blank', 'noopener')
}
