/**
 * The examples of the reference as a script of the page's own: each a function with the very lines that the page shows, so
 * that they run under a policy that allows no text to become code.
 */
import { parseSync } from 'oxc-parser'
import type { Reference } from './read.ts'

export interface Example {
  /** Of the entry on the page. */
  readonly id: string
  readonly code: string
}

/** What examples call keys becomes this site's own, so that they work as they stand. */
const KEYS = /YOUR-SITE-KEY|KEY-OF-THE-SHOP/g

/** By method, and for each event how to hear of it. */
export function examplesOf({ methods, events }: Reference, siteKey: string): Example[] {
  return [
    ...methods.map(({ name, doc }) => ({ id: name, code: doc.example.replace(KEYS, siteKey) })),
    ...events.map(({ name }) => ({ id: eventId(name), code: `const stop = Foyer.on('${name}', (event) => console.log(event))` })),
  ]
}

/** A method and an event may have the same name. */
export const eventId = (name: string): string => `event-${name.replace(':', '-')}`

/** The module that the page loads. @throws for an example that is no JavaScript */
export function scriptOf(reference: Reference, siteKey: string): string {
  const functions = examplesOf(reference, siteKey).map(({ id, code }) => `  ${JSON.stringify(id)}: async (Foyer, console, cookieBanner) => {\n${answering(id, code)}\n  },`)
  const events = JSON.stringify(Object.fromEntries(reference.events.map(({ name }) => [eventId(name), name])))
  return `/** Made of the comments of the SDK. */\n/** By the id of their example. */\nexport const EVENTS = ${events}\n\nexport const examples = {\n${functions.join('\n')}\n}\n`
}

/** The example, and at its end what it has come to, so that the page can show it. */
function answering(id: string, code: string): string {
  const { program, errors } = parseSync(`${id}.mjs`, code)
  const last = program.body.at(-1)
  if (errors.length > 0 || !last) throw new Error(`The example of ${id} cannot be run: ${errors[0]?.message ?? 'there is none'}.`)
  if (last.type === 'ExpressionStatement') return `${code.slice(0, last.start)}return ${code.slice(last.start)}`
  const made = last.type === 'VariableDeclaration' ? last.declarations.at(-1)?.id : undefined
  return made?.type === 'Identifier' ? `${code}\nreturn ${made.name}` : code
}
