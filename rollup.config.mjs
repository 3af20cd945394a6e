/**
 * What visitors and members download. Three graphs:
 *
 * - the loader, a classic script of its own, which knows the name of the entry chunk (`__FOYER_API_CHUNK__`);
 * - the widget: `widget/entry.ts` and what it loads later. The folder plan is the download plan:
 *   reception on first paint, chat window on first intent, the polling transport only where WebSockets fail;
 * - the console, a page of its own.
 *
 * `scripts/build.ts` runs them in that order (the loader last, because it must know the entry chunk's name),
 * writes the manifests and puts the result in place.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import esbuild, { minify } from 'rollup-plugin-esbuild'
import { transform } from 'esbuild'

const root = path.dirname(fileURLToPath(import.meta.url))

/** Two years back of evergreen browsers; private fields and class fields stay native, which is smaller than lowering them. */
const target = 'es2022'

/**
 * Socket.IO's client brings three transports; we start with the one that nearly always works.
 *
 * `engine.io-client` picks transports by name from one small module, and everything heavy (XHR polling, WebTransport)
 * hangs on that module and on its index's re-exports. We answer for that module with a table of WebSocket alone, and
 * so tree shaking drops the rest. Whoever needs polling (a proxy that swallows upgrades) imports the class `XHR` from
 * `engine.io-client` dynamically and hands it over as `transportImplementations: [XHR]`: it lands in a chunk of its own.
 * The same code runs unbundled in Node, where the names and the classes are all there.
 *
 * @returns {import('rollup').Plugin}
 */
function webSocketOnly() {
  const table = '\0foyer:engine.io-transports'
  return {
    name: 'foyer-websocket-only',
    /** @param {string} source @param {string | undefined} importer */
    async resolveId(source, importer) {
      if (/engine\.io-client[\\/]build[\\/]esm[\\/]/.test(importer ?? '') && source.endsWith('/transports/index.js')) {
        return { id: table, moduleSideEffects: false }
      }
      return null
    },
    /** @param {string} id */
    load(id) {
      if (id !== table) return null
      const websocket = path.join(root, 'node_modules/engine.io-client/build/esm/transports/websocket.js')
      return `import { WS } from ${JSON.stringify(websocket)}\nexport const transports = { websocket: WS }`
    },
  }
}

/**
 * Style sheets the console imports become one minified, hashed file beside its entry.
 *
 * @returns {import('rollup').Plugin}
 */
function styleSheets() {
  /** @type {Map<string, string>} */
  const sheets = new Map()
  return {
    name: 'foyer-style-sheets',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!id.endsWith('.css')) return null
      sheets.set(id, code)
      return { code: 'export {}', map: { mappings: '' }, moduleSideEffects: 'no-treeshake' }
    },
    /** @this {import('rollup').PluginContext} */
    async generateBundle() {
      if (sheets.size === 0) return
      // Import order is cascade order: modules are listed as they execute.
      const order = [...this.getModuleIds()].filter((id) => sheets.has(id))
      const { code } = await transform(order.map((id) => sheets.get(id)).join('\n'), { loader: 'css', minify: true, target })
      const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8)
      this.emitFile({ type: 'asset', fileName: `console-${hash}.css`, source: code })
    },
  }
}

/** @param {Record<string, string>} [constants] */
const plugins = (constants = {}) => [
  webSocketOnly(),
  nodeResolve({
    browser: true,
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    exportConditions: ['browser', 'production', 'import', 'module', 'default'],
  }),
  esbuild({
    target,
    tsconfig: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { __DEV__: 'false', 'process.env.NODE_ENV': '"production"', ...constants },
    legalComments: 'none',
  }),
  minify({ target, legalComments: 'none' }),
]

/** @type {import('rollup').OutputOptions} */
const hashed = { format: 'es', sourcemap: true, chunkFileNames: '[name]-[hash].js', generatedCode: 'es2015' }

/** @param {string} folder where the files go @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }} */
export const widget = (folder) => ({
  input: { foyer: path.join(root, 'widget/entry.ts') },
  plugins: plugins(),
  output: { ...hashed, dir: folder, entryFileNames: 'foyer-[hash].js' },
})

/**
 * @param {string} folder
 * @param {string} entryChunk file name of the widget's entry chunk
 * @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }}
 */
export const loader = (folder, entryChunk) => ({
  input: path.join(root, 'sdk/loader/loader.ts'),
  plugins: plugins({ __FOYER_API_CHUNK__: JSON.stringify(entryChunk) }),
  // A classic script: it must run from a plain tag, at once, and `import()` works in it all the same.
  output: { file: path.join(folder, 'foyer.js'), format: 'iife', sourcemap: true, generatedCode: 'es2015' },
})

/** @param {string} folder @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }} */
export const desk = (folder) => ({
  input: { console: path.join(root, 'server/console/main.tsx') },
  plugins: [styleSheets(), ...plugins()],
  output: { ...hashed, dir: folder, entryFileNames: 'console-[hash].js' },
})

export default () => {
  throw new Error('Run `npm run build`: the graphs depend on one another, and scripts/build.ts knows how.')
}
