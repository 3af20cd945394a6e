/** What a table of words holds: sentences, functions that make sentences, and groups of them. */
export type Words<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : Table[Key] extends string
      ? string
      : Words<Table[Key]>
}

/** The forms of a sentence that depend on a number, by the plural categories of the language. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

/**
 * Makes a sentence that depends on a number. `#` in a form stands for the number, written in Latin digits, which every
 * region of our languages reads.
 */
export function plural(locale: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(locale)
  const figures = new Intl.NumberFormat(locale, { numberingSystem: 'latn' })
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', figures.format(count))
}
