import path from 'node:path'

/**
 * Says what is downloaded together, and in which order: each step is one chunk, made of modules that are loaded by
 * `import()` at different places and yet always wanted together. Compressed together they are smaller, and they come
 * with one request.
 *
 * A step may come after another. Left alone, Rollup would give what the two share a chunk of its own, one more request on
 * each page; told the order, it leaves it in the earlier one.
 *
 * @param {string} root of the project
 * @param {readonly { name: string, after?: string, files: readonly string[] }[]} steps
 * @returns {import('rollup').Plugin}
 */
export function together(root, steps) {
  const chunks = steps.map(({ name, after, files }) => ({
    name,
    after,
    id: `${STEP}${name}:${path.join(root, String(files[0]))}`,
    files: files.map((file) => path.join(root, file)),
  }))
  return {
    name: 'foyer-together',
    async resolveDynamicImport(specifier, importer) {
      const resolved = typeof specifier === 'string' && (await this.resolve(specifier, importer))
      return (resolved && chunks.find(({ files }) => files.includes(resolved.id))?.id) || null
    },
    load(id) {
      const step = chunks.find((chunk) => chunk.id === id)
      if (!step) return null
      const before = chunks.find(({ name }) => name === step.after)
      const code = step.files.map((file) => `export * from ${JSON.stringify(file)}`)
      return { code: [before && `import ${JSON.stringify(before.id)}`, ...code].join('\n'), moduleSideEffects: 'no-treeshake' }
    },
    resolveId: (source) => (source.startsWith(STEP) ? source : null),
  }
}

const STEP = '\0step:'

/**
 * Name and first file of a step.
 *
 * @param {string} id of a module
 */
export function stepOf(id) {
  const [, name, file] = id.match(/^\0step:([\w-]+):(.+)$/) ?? []
  return name && file ? { name, file } : undefined
}
