import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadRepliesWords } from '../words/replies/index.ts'
import type { RepliesWords } from '../words/replies/index.ts'

export const RepliesWordsContext = createContext<RepliesWords>(en)

/** What these pages say, in the desk's language. */
export const useRepliesWords = (): RepliesWords => useContext(RepliesWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): RepliesWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<RepliesWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: RepliesWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadRepliesWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
