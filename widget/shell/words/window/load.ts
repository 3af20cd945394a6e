import { wordsByLanguage } from '../by-language.ts'
import type { WindowWords } from './types.ts'

/** One chunk a language, which the build loads by its name (`scripts/rollup/by-name.mjs`). */
const WINDOW_WORDS = {
  en: () => import('./en.ts'),
  zh: () => import('./zh.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
}

/** The words of the window. */
export const { load: loadWindowWords, now: windowWordsNow } = wordsByLanguage<WindowWords>((language) => WINDOW_WORDS[language]())
