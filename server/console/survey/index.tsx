/** Pages of the settings on the satisfaction survey: how it is asked, and what was answered. */
import type { ComponentType } from 'preact'
import { useSheet } from '../forms/index.ts'
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
export const SurveyResults = framed(ResultsPage)
