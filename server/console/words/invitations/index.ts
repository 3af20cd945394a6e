/** The words of the pages on invitations, which come with those pages. */
import type { DeskLanguage } from '../index.ts'
import { en } from './en.ts'
import type { InvitationsWords } from './en.ts'

export { en } from './en.ts'
export type { InvitationsWords } from './en.ts'

/** English is there at once; another language is a chunk of its own. */
export const loadInvitationsWords = async (language: DeskLanguage): Promise<InvitationsWords> => (language === 'zh' ? (await import('./zh.ts')).zh : en)
