/**
 * The template helper of the demo site: what is put into a template is escaped unless it is itself
 * the result of a template. There is no way to mark a string as safe, so there is nothing to misuse.
 */

/** Markup that came out of a template. Only this file can make one. */
export class Html {
  readonly #markup: string

  constructor(key: typeof ours, markup: string) {
    if (key !== ours) throw new Error('Markup is made by html`…` only.')
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

const ours = Symbol('made by html')

/** What a template takes: `false`, `null` and `undefined` print nothing, a list prints its members. */
export type Part = Html | string | number | false | null | undefined | readonly Part[]

/** Writes markup. Attribute values must stand in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] ?? ''
  parts.forEach((part, index) => {
    markup += print(part) + (strings[index + 1] ?? '')
  })
  return new Html(ours, markup)
}

/** Makes text safe between tags and inside a double-quoted attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function print(part: Part): string {
  if (part === false || part === null || part === undefined) return ''
  if (part instanceof Html) return part.toString()
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part))
  return part.map(print).join('')
}

/** Reads a file of markup that belongs to the site's own source, with named places to fill. */
export function fill(template: string, values: Readonly<Record<string, string>>): Html {
  return new Html(ours, template.replace(/\{(\w+)\}/g, (place, name: string) => escape(values[name] ?? place)))
}
