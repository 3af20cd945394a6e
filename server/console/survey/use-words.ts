import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadSurveyWords } from '../words/survey/index.ts'
import type { SurveyWords } from '../words/survey/index.ts'

export const SurveyWordsContext = createContext<SurveyWords>(en)

/** What these pages say, in the desk's language. */
export const useSurveyWords = (): SurveyWords => useContext(SurveyWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): SurveyWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<SurveyWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: SurveyWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadSurveyWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
