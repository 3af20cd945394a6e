import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadAllocationWords } from '../words/allocation/index.ts'
import type { AllocationWords } from '../words/allocation/index.ts'

export const AllocationWordsContext = createContext<AllocationWords>(en)

/** What these pages say, in the desk's language. */
export const useAllocationWords = (): AllocationWords => useContext(AllocationWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): AllocationWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<AllocationWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: AllocationWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadAllocationWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
