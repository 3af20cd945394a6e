/** The page of the settings on menus (MN-1 to MN-4): fetched when somebody comes to it. */
import type { ComponentType } from 'preact'
import { useSheet } from '../forms/index.ts'
import { invitationsCss } from '../invitations/invitations.css.ts'
import { receptionCss } from '../reception/reception.css.ts'
import { RepliesFrame } from '../replies/frame.tsx'
import { menusCss } from './menus.css.ts'
import { MenusPage } from './menus-page.tsx'
import { MenusWordsContext, useLoadedWords } from './use-words.ts'

export const Menus: ComponentType<{ readonly open?: string | undefined }> = ({ open }) => {
  useSheet(receptionCss)
  useSheet(invitationsCss)
  useSheet(menusCss)
  const words = useLoadedWords()
  // Answers, and how receivers are called, are those of the replies.
  return words ? <MenusWordsContext.Provider value={words}><RepliesFrame><MenusPage open={open} /></RepliesFrame></MenusWordsContext.Provider> : null
}
