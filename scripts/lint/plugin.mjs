/** Rules of our own for oxlint. (Plain JavaScript: editors run oxlint under whatever Node they have.) */
import { imports } from './imports.mjs'
import { noHtmlSinks } from './sinks.mjs'
import { wholeSuite } from './whole-suite.mjs'

export default {
  meta: { name: 'foyer' },
  rules: { imports, 'no-html-sinks': noHtmlSinks, 'whole-suite': wholeSuite },
}
