/** Code as markup: what is a comment, a text, a word of the language, a call. Good enough for our own few lines. */
import { html } from '../html.ts'
import type { Html, Part } from '../html.ts'

const TOKEN = /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->)|(?<text>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|(?<word>\b(?:as|async|await|catch|class|const|constructor|else|export|extends|for|from|function|if|import|interface|let|new|of|readonly|return|true|false|try|type|undefined|void)\b(?!['":]))|(?<call>\b[\w$]+(?=\())|(?<number>\b\d[\d_.]*\b)/g

/** @param link address of what a name of a type leads to */
export function colour(code: string, link: (name: string) => string | undefined = () => undefined): Html {
  const parts: Part[] = []
  let done = 0
  for (const match of code.matchAll(TOKEN)) {
    const [kind = ''] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? []
    parts.push(linked(code.slice(done, match.index), link), html`<span class="code-${kind}">${match[0]}</span>`)
    done = match.index + match[0].length
  }
  return html`${parts}${linked(code.slice(done), link)}`
}

/** Names of types begin with a capital. */
function linked(text: string, link: (name: string) => string | undefined): Part[] {
  return text.split(/(\b[A-Z]\w+)/).map((piece, index) => {
    const address = index % 2 === 1 ? link(piece) : undefined
    return address === undefined ? piece : html`<a href="${address}">${piece}</a>`
  })
}
