import type { Language } from '@foyer/sdk/protocol'
import type { ExtrasWords } from './types.ts'

/** One chunk a language. */
const TABLES: Readonly<Record<Language, () => Promise<ExtrasWords>>> = {
  en: async () => (await import('./en.ts')).en,
  zh: async () => (await import('./zh.ts')).zh,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  ja: async () => (await import('./ja.ts')).ja,
  ar: async () => (await import('./ar.ts')).ar,
}

const loaded = new Map<Language, ExtrasWords>()

/** Fetches the words of all extras in a language. May be called early and often; rejects if they cannot be had now. */
export async function loadExtrasWords(language: Language): Promise<ExtrasWords> {
  const words = loaded.get(language) ?? (await TABLES[language]())
  loaded.set(language, words)
  return words
}

/** The words, if they are there already. */
export const extrasWordsNow = (language: Language): ExtrasWords | undefined => loaded.get(language)
