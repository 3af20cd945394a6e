/** The words of the pages on allocation, which come with those pages. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { AllocationWords } from './en.ts'

export { en } from './en.ts'
export type { AllocationWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadAllocationWords = async (language: DeskLanguage): Promise<AllocationWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
