/**
 * The lint rule `foyer/whole-suite`: no test is left out by accident.
 *
 * `.only` silences all others; `.skip` and `.todo` are forgotten. An option `{ skip: 'why' }` with a written reason is
 * how an adapter says that a rule of a contract does not concern it.
 */

const RUNNERS = new Set(['it', 'test', 'describe', 'suite', 'before', 'after', 't'])

/** @type {import('./rule.d.ts').Rule} */
export const wholeSuite = {
  create(context) {
    return {
      CallExpression(node) {
        const { callee, arguments: args } = /** @type {any} */ (node)
        if (callee.type === 'MemberExpression' && RUNNERS.has(callee.object.name) && ['only', 'skip', 'todo'].includes(callee.property.name)) {
          context.report({ node, message: `.${callee.property.name} leaves tests out. Mend the test, or take it away.` })
        }
        if (!RUNNERS.has(callee.name)) return
        for (const property of args.flatMap((/** @type {any} */ argument) => argument.properties ?? [])) {
          const name = property.key?.name
          const hasReason = name === 'skip' && property.value.type !== 'Literal' ? true : typeof property.value?.value === 'string'
          if (name === 'only' || name === 'todo' || (name === 'skip' && !hasReason)) {
            context.report({ node: property, message: `\`${name}\` leaves tests out. If a rule does not concern this case, write why: skip: 'reason'.` })
          }
        }
      },
    }
  },
}
