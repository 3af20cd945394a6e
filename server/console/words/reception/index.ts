/** The words of the reception components' pages, which come with those pages. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { ReceptionWords } from './en.ts'

export { en } from './en.ts'
export type { ReceptionWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadReceptionWords = async (language: DeskLanguage): Promise<ReceptionWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
