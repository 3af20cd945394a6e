/** The area of settings: one page a concern, with its effect beside it. */
import { formsCss, useSheet } from '../forms/index.ts'
import { Icon } from '../icons.tsx'
import { SETTINGS_PAGES } from '../place.ts'
import type { SettingsPage } from '../place.ts'
import { useTools } from '../shell/tools.ts'
import { Company } from './company.tsx'
import { Hours } from './hours.tsx'
import { settingsCss } from './settings.css.ts'
import { Texts } from './texts.tsx'
import { Website } from './website.tsx'
import { WindowPage } from './window.tsx'
import { windowPageCss } from './window.css.ts'
import { SettingsWordsContext, useLoadedWords } from './words.ts'

const ICONS = { website: 'website', window: 'conversations', texts: 'language', company: 'company', hours: 'clock' } as const
const PAGES = { website: Website, window: WindowPage, texts: Texts, company: Company, hours: Hours } as const

export function Settings({ page }: { readonly page: SettingsPage }) {
  useSheet(formsCss)
  useSheet(settingsCss)
  useSheet(windowPageCss)
  const { place } = useTools()
  const words = useLoadedWords()
  if (!words) return null
  const Page = PAGES[page]
  return (
    <SettingsWordsContext.Provider value={words}>
      <div class="settings">
        <nav class="settings-nav" aria-label={words.pagesLabel}>
          {SETTINGS_PAGES.map((each) => (
            <button type="button" key={each} {...(each === page && { 'aria-current': 'page' })} onClick={() => place.go({ area: 'settings', page: each })}>
              <Icon name={ICONS[each]} size={18} />
              {words.pages[each]}
            </button>
          ))}
        </nav>
        <div class="settings-page">
          <Page />
        </div>
      </div>
    </SettingsWordsContext.Provider>
  )
}
