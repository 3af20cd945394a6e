/**
 * The workspace's own words in place of the built-in ones (CW-18). Fetched only where a workspace has some: the config of
 * a site says so. They are text and nothing else; `{}` stands for what a sentence takes, one after the other.
 */

/** By the name of the text: `greeting`, `errors.message_too_long`. */
export type OwnTexts = Readonly<Record<string, string>>

/** The same table with the same texts is the same value: what is drawn of it need not be drawn again. */
const made = new WeakMap<OwnTexts, WeakMap<object, object>>()
/** Of which texts a table was made. */
const sources = new WeakMap<object, readonly [texts: OwnTexts, locale: string]>()

/**
 * A table of words with own ones in it, as far as there are some.
 *
 * @param path before the names of this table. Default: nothing
 */
export function ownWords<Table extends object | undefined>(table: Table, texts: OwnTexts | undefined, locale: string, path = ''): Table {
  if (!table || !texts) return table
  const tables = made.get(texts) ?? new WeakMap<object, object>()
  made.set(texts, tables)
  const own = tables.get(table) ?? withTexts(table, texts, locale, path)
  tables.set(table, own)
  sources.set(own, [texts, locale])
  return own as Table
}

/** Another table of the same owner: with the texts that `words` were made with, if they were. */
export function likeWords<Table extends object>(table: Table, words: object, path = ''): Table {
  const [texts, locale = ''] = sources.get(words) ?? []
  return ownWords(table, texts, locale, path)
}

const withTexts = (table: object, texts: OwnTexts, locale: string, path: string): object =>
  Object.fromEntries(
    Object.entries(table).map(([name, word]: [string, unknown]) => {
      const own = texts[path + name]
      if (typeof word === 'object' && word !== null) return [name, withTexts(word, texts, locale, `${path}${name}.`)]
      return [name, own === undefined ? word : typeof word === 'function' ? (...given: readonly unknown[]) => filled(own, given, locale) : own]
    }),
  )

/** Numbers in Latin digits, as in the built-in sentences. */
function filled(text: string, given: readonly unknown[], locale: string): string {
  let at = 0
  return text.replaceAll('{}', () => {
    const value = given[at++]
    return typeof value === 'number' ? new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).format(value) : String(value ?? '')
  })
}
