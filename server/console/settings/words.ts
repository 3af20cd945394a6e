/** The words of the settings, which come with them. */
import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'
import type { DeskLanguage } from '../words/index.ts'
import { en } from '../words/settings/en.ts'
import type { SettingsWords } from '../words/settings/en.ts'

const load = async (language: DeskLanguage): Promise<SettingsWords> => (language === 'zh' ? (await import('../words/settings/zh.ts')).zh : en)

export const SettingsWordsContext = createContext(en)

export const useSettingsWords = (): SettingsWords => useContext(SettingsWordsContext)

/** Those of the desk's language. While they come, those before stand; the very first drawing waits for them. */
export function useLoadedWords(): SettingsWords | undefined {
  const { language } = useSurroundings()
  const [loaded, setLoaded] = useState<SettingsWords | undefined>(language === 'en' ? en : undefined)
  useEffect(() => {
    let isWanted = true
    // Where a table does not come, English is better than nothing.
    load(language).then((table) => isWanted && setLoaded(table), () => isWanted && setLoaded(en))
    return () => void (isWanted = false)
  }, [language])
  return loaded
}
