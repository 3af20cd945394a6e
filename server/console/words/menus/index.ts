/** The words of the pages on menus, which come with those pages. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { MenusWords } from './en.ts'

export { en } from './en.ts'
export type { MenusWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadMenusWords = async (language: DeskLanguage): Promise<MenusWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
