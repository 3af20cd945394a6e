/**
 * The lint rule `foyer/no-html-sinks`: nobody makes markup from text, in whatever spelling.
 *
 * A page under `require-trusted-types-for 'script'` stops us at each of these, and a hostile text does not.
 */

const PROPERTIES = ['innerHTML', 'outerHTML', 'srcdoc', 'dangerouslySetInnerHTML']
const METHODS = ['insertAdjacentHTML', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'createContextualFragment', 'parseFromString']
const IMPORTS = ['unsafeHTML', 'unsafeSVG', 'unsafeStatic']
const SINKS = new Set([...PROPERTIES, ...METHODS, ...IMPORTS])
/** `.innerHTML=${…}` in a template of text, `srcdoc=` in any. */
const IN_TEMPLATE = /(?:\.(?:innerHTML|outerHTML)|\bsrcdoc)\s*=/i

/** @param {string} name */
const advice = (name) => `${name} makes markup from text. Make elements, or let Preact make them.`

/** @type {import('./rule.d.ts').Rule} */
export const noHtmlSinks = {
  create(context) {
    /** @type {(node: any, name: unknown) => void} */
    const check = (node, name) => {
      if (typeof name === 'string' && SINKS.has(name)) context.report({ node, message: advice(name) })
    }
    return {
      MemberExpression(node) {
        const { object, property, computed } = /** @type {any} */ (node)
        check(node, computed ? property.value : property.name)
        if (object.name === 'document' && ['write', 'writeln'].includes(property.name)) {
          context.report({ node, message: advice(`document.${property.name}`) })
        }
      },
      JSXAttribute: (node) => check(node, /** @type {any} */ (node).name.name),
      Property: (node) => check(node, /** @type {any} */ (node).key.name ?? /** @type {any} */ (node).key.value),
      ImportSpecifier: (node) => check(node, /** @type {any} */ (node).imported.name),
      ExportSpecifier: (node) => check(node, /** @type {any} */ (node).local.name),
      TemplateElement(node) {
        const sink = IN_TEMPLATE.exec(/** @type {any} */ (node).value.raw)
        if (sink) context.report({ node, message: advice(sink[0]) })
      },
    }
  },
}
