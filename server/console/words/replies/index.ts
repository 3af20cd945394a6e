/** The words of the pages on greetings, automatic replies, bots and what-if, which come with those pages. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { RepliesWords } from './en.ts'

export { en } from './en.ts'
export type { RepliesWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadRepliesWords = async (language: DeskLanguage): Promise<RepliesWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
