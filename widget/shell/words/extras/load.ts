import { wordsByLanguage } from '../by-language.ts'
import type { ExtrasWords } from './types.ts'

/** One chunk a language, which the build loads by its name (`scripts/rollup/by-name.mjs`). */
const EXTRAS_WORDS = {
  en: () => import('./en.ts'),
  zh: () => import('./zh.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
}

/** The words of all extras. */
export const { load: loadExtrasWords, now: extrasWordsNow } = wordsByLanguage<ExtrasWords>((language) => EXTRAS_WORDS[language]())
