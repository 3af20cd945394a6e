import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadInvitationsWords } from '../words/invitations/index.ts'
import type { InvitationsWords } from '../words/invitations/index.ts'

export const InvitationsWordsContext = createContext<InvitationsWords>(en)

/** What these pages say, in the desk's language. */
export const useInvitationsWords = (): InvitationsWords => useContext(InvitationsWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): InvitationsWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<InvitationsWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: InvitationsWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadInvitationsWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
