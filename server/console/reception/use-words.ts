import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadReceptionWords } from '../words/reception/index.ts'
import type { ReceptionWords } from '../words/reception/index.ts'

export const ReceptionWordsContext = createContext<ReceptionWords>(en)

/** What these pages say, in the desk's language. */
export const useReceptionWords = (): ReceptionWords => useContext(ReceptionWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): ReceptionWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<ReceptionWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: ReceptionWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadReceptionWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
