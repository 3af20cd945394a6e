/** The satisfaction survey in the console: two pages of the settings, how it is asked and what was answered; and for agents an area of their own, how they were rated. */
import type { ComponentType } from 'preact'
import { formsCss, useSheet } from '../forms/index.ts'
import { settingsCss } from '../settings/settings.css.ts'
import { ResultsPage } from './results-page.tsx'
import { SurveyPage } from './survey-page.tsx'
import { surveyCss } from './survey.css.ts'
import { SurveyWordsContext, useLoadedWords } from './use-words.ts'

const framed = (Page: ComponentType): ComponentType => function SurveyFrame() {
  useSheet(surveyCss)
  const words = useLoadedWords()
  return words ? <SurveyWordsContext.Provider value={words}><Page /></SurveyWordsContext.Provider> : null
}

export const Survey = framed(SurveyPage)
export const SurveyResults = framed(() => <ResultsPage isOwn={false} />)

/** Outside the settings it brings their styles along. */
export const OwnRatings = framed(() => {
  useSheet(formsCss)
  useSheet(settingsCss)
  return <div class="settings-page own-ratings"><ResultsPage isOwn /></div>
})
