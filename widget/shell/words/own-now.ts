/** Own words in the window (CW-18): what puts them in is fetched only where a workspace has some. */
import type { OwnTexts, likeWords, ownWords } from './own.ts'

let code: { readonly ownWords: typeof ownWords; readonly likeWords: typeof likeWords } | undefined

/** Fetches it. May be called early and often; rejects if it cannot be had now. */
export const loadOwn = async (): Promise<unknown> => (code ??= await import('./own.ts'))

/** A table of words with own ones in it, as far as there are some and what puts them in is there. */
export const ownWordsNow = <Table extends object | undefined>(table: Table, texts: OwnTexts | undefined, locale: string): Table => code?.ownWords(table, texts, locale) ?? table

/** Before the names of texts that are fetched on first use: the window has some of the same name. */
export const EXTRAS = 'extras.'

/** The words of what is fetched on first use, of the same owner as the window's. */
export const extrasLike = <Table extends object>(table: Table, words: object): Table => code?.likeWords(table, words, EXTRAS) ?? table
