import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadVisitorsWords } from '../words/visitors/index.ts'
import type { VisitorsWords } from '../words/visitors/index.ts'

export const VisitorsWordsContext = createContext<VisitorsWords>(en)

export const useVisitorsWords = (): VisitorsWords => useContext(VisitorsWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): VisitorsWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<VisitorsWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: VisitorsWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadVisitorsWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
