import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import { en, loadMenusWords } from '../words/menus/index.ts'
import type { MenusWords } from '../words/menus/index.ts'

export const MenusWordsContext = createContext<MenusWords>(en)

/** What these pages say, in the desk's language. */
export const useMenusWords = (): MenusWords => useContext(MenusWordsContext)

/** The words of the desk's language once they are there; until then none, or those of the language before. */
export function useLoadedWords(): MenusWords | undefined {
  const { language } = useSurroundings()
  const [words, setWords] = useState<MenusWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    const take = (table: MenusWords) => isWanted && setWords(table)
    // Where they cannot be had now, English serves.
    loadMenusWords(language).then(take, () => take(en))
    return () => void (isWanted = false)
  }, [language])
  return words
}
