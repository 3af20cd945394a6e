import type { Language } from '@foyer/sdk/protocol'
import type { WindowWords } from './types.ts'

/** One chunk a language. */
const TABLES: Readonly<Record<Language, () => Promise<WindowWords>>> = {
  en: async () => (await import('./en.ts')).en,
  zh: async () => (await import('./zh.ts')).zh,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  ja: async () => (await import('./ja.ts')).ja,
  ar: async () => (await import('./ar.ts')).ar,
}

const loaded = new Map<Language, WindowWords>()

/** Fetches the words of a language. May be called early and often; rejects if they cannot be had now. */
export async function loadWindowWords(language: Language): Promise<WindowWords> {
  const words = loaded.get(language) ?? (await TABLES[language]())
  loaded.set(language, words)
  return words
}

/** The words, if they are there already. */
export const windowWordsNow = (language: Language): WindowWords | undefined => loaded.get(language)
