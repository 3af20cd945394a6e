/** The words of the list of visitors and of the page on blocks, which come with them. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { VisitorsWords } from './en.ts'

export { en } from './en.ts'
export type { VisitorsWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadVisitorsWords = async (language: DeskLanguage): Promise<VisitorsWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
