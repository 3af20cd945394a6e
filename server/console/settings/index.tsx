/** The area of settings: one page a concern. */
import { useSurroundings } from '../surroundings.ts'
import { useTools } from '../shell/tools.ts'
import { formsCss, useSheet } from '../forms/index.ts'
import { SETTINGS_PAGES } from '../place.ts'
import type { SettingsPage } from '../place.ts'

export function Settings({ page }: { readonly page: SettingsPage }) {
  useSheet(formsCss)
  const { words } = useSurroundings()
  const { place } = useTools()
  return (
    <nav aria-label={words.settings}>
      {SETTINGS_PAGES.map((each) => (
        <button type="button" key={each} {...(each === page && { 'aria-current': 'page' })} onClick={() => place.go({ area: 'settings', page: each })}>{each}</button>
      ))}
    </nav>
  )
}
