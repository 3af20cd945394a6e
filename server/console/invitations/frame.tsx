/** What each of these pages stands in: its words and its look. */
import type { ComponentType } from 'preact'
import { useSheet } from '../forms/index.ts'
import { RepliesFrame } from '../replies/frame.tsx'
import { receptionCss } from '../reception/reception.css.ts'
import { invitationsCss } from './invitations.css.ts'
import { InvitationsWordsContext, useLoadedWords } from './use-words.ts'

export interface PageProps {
  /** One thing of the page: an id, or what the page itself calls it. */
  readonly open?: string | undefined
}

export const framed = (Page: ComponentType<PageProps>): ComponentType<PageProps> => (props) => {
  useSheet(receptionCss)
  useSheet(invitationsCss)
  const words = useLoadedWords()
  // Lists, and how receivers are called, are those of the replies.
  return words ? <InvitationsWordsContext.Provider value={words}><RepliesFrame><Page {...props} /></RepliesFrame></InvitationsWordsContext.Provider> : null
}
