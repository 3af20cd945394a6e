/** Doc comments: what is text in them, and what a tag says. */

export interface Doc {
  /** Paragraphs, and lists with a hyphen before each line, between empty lines. */
  readonly text: string
  readonly params: readonly { readonly name: string; readonly text: string }[]
  /** Codes of errors, with what is said between them. */
  readonly throws: string
  readonly example: string
}

/** @param comment without its first `/*` and last star and slash */
export function readDoc(comment: string): Doc {
  const lines = comment.replace(/^\*/, '').split('\n').map((line) => line.replace(/^\s*\* ?/, ''))
  const sections: { tag: string; lines: string[] }[] = [{ tag: '', lines: [] }]
  for (const line of lines) {
    const [, tag, rest = ''] = /^@(\w+) ?(.*)$/.exec(line) ?? []
    if (tag) sections.push({ tag, lines: rest ? [rest] : [] })
    else sections.at(-1)?.lines.push(line)
  }
  const of = (wanted: string) => sections.filter(({ tag }) => tag === wanted).map((section) => section.lines.join('\n').trim())
  return {
    text: withoutIds(of('').join('\n')),
    params: of('param').map((text) => {
      const [, name = '', said = ''] = /^(\w+)\s+([\s\S]*)$/.exec(text) ?? []
      return { name, text: withoutIds(said) }
    }),
    throws: of('throws').join(' '),
    example: of('example').join('\n\n'),
  }
}

/** Ids of requirements tell the team where a sentence comes from, and nobody else anything. */
const withoutIds = (text: string) => text.replace(/ ?\((?:[A-Z]{2}(?:-\d+)?(?:, )?)+\)/g, '').replace(/ ?\(CW-\d+\)/g, '')
