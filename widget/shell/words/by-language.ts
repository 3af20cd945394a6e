import type { Language } from '@foyer/sdk/protocol'

export interface WordsByLanguage<Table> {
  /** Fetches the words of a language. May be called early and often; rejects if they cannot be had now. */
  load(language: Language): Promise<Table>
  /** The words, if they are there already. */
  now(language: Language): Table | undefined
}

/** @param fetchModule gets the module of a language, which exports its table by the language's name */
export function wordsByLanguage<Table>(fetchModule: (language: Language) => Promise<{ readonly [Name in Language]?: Table }>): WordsByLanguage<Table> {
  const loaded = new Map<Language, Table>()
  return {
    now: (language) => loaded.get(language),
    async load(language) {
      const words = loaded.get(language) ?? (await fetchModule(language))[language]!
      loaded.set(language, words)
      return words
    },
  }
}
