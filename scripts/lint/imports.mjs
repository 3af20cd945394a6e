/**
 * The lint rule `foyer/imports`: keeps the table in import-table.mjs.
 */
import path from 'node:path'
import { isBuiltin } from 'node:module'
import { IMPORT_TABLE, IS_TEST, BROWSER_ONLY } from './import-table.mjs'

/**
 * What is wrong with an import, or undefined if nothing is.
 *
 * @param {string} file the importing file, from the root of the project, with slashes
 * @param {string} specifier as it stands in the source
 * @param {boolean} [typesOnly] whether it vanishes with the types
 * @returns {string | undefined} a sentence and a remedy
 */
export function faultOfImport(file, specifier, typesOnly = false) {
  const row = IMPORT_TABLE.find(({ files }) => path.posix.matchesGlob(file, files))
  if (!row) return undefined

  const target = targetOf(file, specifier)
  if (target.climbs && target.name !== 'scripts' && !target.name.startsWith('scripts/')) {
    return `Import another workspace by its package (@foyer/${target.name.replace(/\/index\.ts$/, '')}), not by a path.`
  }
  const isTest = IS_TEST.test(file)
  const allowed = [
    ...row.may,
    ...(typesOnly ? (row.types ?? []) : []),
    // A test may know its neighbours, whatever they are.
    ...(isTest ? [path.posix.dirname(file), ...(row.tests ?? [])] : []),
  ]
  if (allowed.some((entry) => covers(entry, target, row))) return undefined
  return `${row.files} may not import ${target.name}${typesOnly ? ' (not even its types)' : ''}. ${row.because}`
}

/** @typedef {{ name: string, kind: 'project' | 'package', climbs: boolean }} Target */

/**
 * @param {string} file
 * @param {string} specifier
 * @returns {Target}
 */
function targetOf(file, specifier) {
  if (specifier.startsWith('.')) {
    const name = path.posix.join(path.posix.dirname(file), specifier)
    return { name, kind: 'project', climbs: workspaceOf(name) !== workspaceOf(file) }
  }
  const own = /^@foyer\/(.*)$/.exec(specifier)?.[1]
  if (own !== undefined) return { name: own, kind: 'project', climbs: false }
  return { name: isBuiltin(specifier) ? 'node' : specifier, kind: 'package', climbs: false }
}

/** @param {string} name */
const workspaceOf = (name) => name.split('/')[0]

/**
 * @param {string} entry
 * @param {Target} target
 * @param {import('./import-table.mjs').Row} row
 */
function covers(entry, { name, kind }, row) {
  if (kind === 'project') return name === entry || name.startsWith(`${entry}/`) || path.posix.matchesGlob(name, entry)
  if (entry === '*') return name !== 'node' && !(row.files.startsWith('server') && BROWSER_ONLY.some((browser) => isOf(browser, name)))
  return isOf(entry, name)
}

/** @param {string} entry @param {string} name */
const isOf = (entry, name) => name === entry || name.startsWith(`${entry}/`)

/** @type {import('./rule.d.ts').Rule} */
export const imports = {
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')
    /** @type {(node: any, source: any, typesOnly: boolean) => void} */
    const check = (node, source, typesOnly) => {
      if (typeof source?.value !== 'string') return
      const fault = faultOfImport(file, source.value, typesOnly)
      if (fault) context.report({ node, message: fault })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.source, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source, true),
    }
  },
}
