/**
 * Loads by its name what a table of `import()`s lists, where each chunk is called after its key: the file that has the
 * table then names the rule, and not each of the chunks, which is shorter on every page view. In the sources the table
 * stays a table, for the types and for whoever bundles it otherwise.
 *
 * @param {string} table name of the constant; entries are read as `TABLE[key]()`
 * @param {string} suffix what follows the key in the names of the files
 * @param {string} [prefix] what stands before it
 * @returns {import('rollup').Plugin}
 */
export function byName(table, suffix, prefix = '') {
  const call = new RegExp(`\\b${table}\\[(\\w+)\\]\\(\\)`)
  let isFound = false
  return {
    name: 'foyer-by-name',
    renderChunk(code) {
      const listed = code.match(new RegExp(`\\bconst ${table} = \\{([^{}]*)\\}`))?.[1]
      if (listed === undefined) return null
      isFound = true
      const entries = listed.split('\n').map((line) => line.trim()).filter(Boolean)
      const others = entries.filter((entry) => {
        const [, key, file] = entry.match(/^["']?([\w-]+)["']?: \(\) => import\(["']\.\/([^"']+)["']\),?$/) ?? []
        return file === undefined || file !== `${prefix}${key}${suffix}`
      })
      if (others.length > 0 || !call.test(code)) this.error(`Nothing of ${table} can be loaded by name: ${others.join(' ') || 'it is not read as expected'}`)
      // What is replaced is one expression on one line: the source map stays right but for the columns behind it.
      return { code: code.replace(call, (_, key) => `import(\`./${prefix}\${${key}}${suffix}\`)`), map: null }
    },
    generateBundle() {
      if (!isFound) this.error(`There is no table of the name ${table}.`)
    },
  }
}
