/** The area of settings: one page a concern, with its effect beside it. */
import type { ComponentType } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { formsCss, useSheet } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import type { IconName } from '../icons.tsx'
import { SETTINGS_SECTIONS } from '../place.ts'
import type { SettingsPage, SettingsSection, Spot } from '../place.ts'
import { useTools } from '../shell/tools.ts'
import { useSurroundings } from '../surroundings.ts'
import { Company } from './company.tsx'
import { Hours } from './hours.tsx'
import { settingsCss } from './settings.css.ts'
import { Texts } from './texts.tsx'
import { Website } from './website.tsx'
import { WindowPage } from './window.tsx'
import { windowPageCss } from './window.css.ts'
import { SettingsWordsContext, useLoadedWords, useSettingsWords } from './words.ts'

const ICONS: Readonly<Record<SettingsPage, IconName>> = {
  website: 'website', window: 'conversations', texts: 'language', company: 'company', hours: 'clock', groups: 'groups', agents: 'agent', sharing: 'share-out', routing: 'routes',
  'what-if': 'what-if', blocks: 'block', invitations: 'invitation', menus: 'menu', greetings: 'greeting', replies: 'reply', bots: 'bot', survey: 'star', 'survey-results': 'results',
}

/** What a page of the settings is given. `open`: one thing of it. */
type Page = ComponentType<{ readonly open?: string | undefined }>
const PAGES: Readonly<Partial<Record<SettingsPage, Page>>> = { website: Website, window: WindowPage, texts: Texts, company: Company, hours: Hours }
/** Pages that are fetched when somebody comes to them. */
const LATE: Readonly<Partial<Record<SettingsPage, () => Promise<Page>>>> = {
  groups: async () => (await import('../allocation/index.tsx')).Groups,
  agents: async () => (await import('../allocation/index.tsx')).Agents,
  sharing: async () => (await import('../allocation/index.tsx')).SharingOut,
  routing: async () => (await import('../allocation/index.tsx')).Routing,
  'what-if': async () => (await import('../allocation-tools/index.tsx')).WhatIf,
  blocks: async () => (await import('../visitors/index.tsx')).Blocks,
  invitations: async () => (await import('../invitations/index.tsx')).Invitations,
  menus: async () => (await import('../menus/index.tsx')).Menus,
  greetings: async () => (await import('../replies/index.tsx')).Greetings,
  replies: async () => (await import('../replies/index.tsx')).Replies,
  bots: async () => (await import('../replies/index.tsx')).Bots,
  survey: async () => (await import('../survey/index.tsx')).Survey,
  'survey-results': async () => (await import('../survey/index.tsx')).SurveyResults,
}

export function Settings({ spot: { page, open } }: { readonly spot: Extract<Spot, { readonly area: 'settings' }> }) {
  useSheet(formsCss)
  useSheet(settingsCss)
  useSheet(windowPageCss)
  const { place } = useTools()
  const words = useLoadedWords()
  const Page = usePage(page)
  const nav = useRef<HTMLElement>(null)
  const isReady = words !== undefined
  // The pages are a line that scrolls, where there is little room, or a column that is higher than the window may be: the one that is open is in sight.
  useLayoutEffect(() => {
    const line = nav.current
    const current = line?.querySelector<HTMLElement>('[aria-current]')
    if (!line || !current) return
    const [inner, outer] = [current.getBoundingClientRect(), line.getBoundingClientRect()]
    line.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2
    if (inner.top < outer.top || inner.bottom > outer.bottom) line.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2
  }, [page, isReady])
  if (!words) return null
  return (
    <SettingsWordsContext.Provider value={words}>
      <div class="settings">
        <nav class="settings-nav" ref={nav} aria-label={words.pagesLabel}>
          {(Object.keys(SETTINGS_SECTIONS) as SettingsSection[]).map((section) => (
            <div key={section} class="settings-section" role="group" aria-labelledby={`settings-${section}`}>
              <p class="settings-section-name" id={`settings-${section}`}>{words.sections[section]}</p>
              {SETTINGS_SECTIONS[section].map((each: SettingsPage) => (
                <button type="button" key={each} {...(each === page && { 'aria-current': 'page' })} onClick={() => place.go({ area: 'settings', page: each })}>
                  <Icon name={ICONS[each]} size={18} />
                  {words.pages[each]}
                </button>
              ))}
            </div>
          ))}
        </nav>
        <div class="settings-page">
          {Page === 'failed' ? <PageFailed /> : Page && <Page open={open} />}
        </div>
      </div>
    </SettingsWordsContext.Provider>
  )
}

/** Undefined while it is fetched. */
function usePage(page: SettingsPage): Page | 'failed' | undefined {
  const [late, setLate] = useState<{ readonly page: SettingsPage; readonly found: Page | 'failed' }>()
  useEffect(() => {
    let isWanted = true
    const tell = (found: Page | 'failed') => isWanted && setLate({ page, found })
    LATE[page]?.().then(tell, () => tell('failed'))
    return () => void (isWanted = false)
  }, [page])
  return PAGES[page] ?? (late?.page === page ? late.found : undefined)
}

function PageFailed() {
  const { words: desk } = useSurroundings()
  const words = useSettingsWords()
  return (
    <div class="empty" role="alert">
      <Icon name="offline" size={32} />
      <h2>{words.pageFailed}</h2>
      <p>{desk.areaFailedSays}</p>
      <button type="button" class="button" onClick={() => location.reload()}>{desk.reload}</button>
    </div>
  )
}
