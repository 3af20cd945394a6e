/** Two languages, one press. */
import { useSurroundings } from './surroundings.ts'
import { DESK_LANGUAGES, LANGUAGE_NAMES, LANGUAGE_TAGS } from './words/index.ts'

export function LanguageSwitch() {
  const { language, setLanguage, words } = useSurroundings()
  return (
    <div class="language-switch" role="group" aria-label={words.language}>
      {DESK_LANGUAGES.map((each) => (
        <button type="button" key={each} lang={LANGUAGE_TAGS[each]} aria-pressed={each === language} onClick={() => setLanguage(each)}>
          {LANGUAGE_NAMES[each]}
        </button>
      ))}
    </div>
  )
}
