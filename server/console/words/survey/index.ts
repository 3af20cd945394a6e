/** The words of the pages on the survey, which come with those pages. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { SurveyWords } from './en.ts'

export { en } from './en.ts'
export type { SurveyWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadSurveyWords = async (language: DeskLanguage): Promise<SurveyWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
