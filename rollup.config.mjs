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
 * - `socket.io-client` gets an `engine.io-client` whose table of transports holds WebSocket alone. All that
 *   leads to the others (two indexes re-export them, `transports/index.js` lists them) is answered for here: to leave
 *   them to tree shaking is not enough, because a module that is reachable at all cannot move to a later chunk.
 * - Whoever else imports `engine.io-client` gets its class `XHR` alone, to hand over as
 *   `transportImplementations: [XHR]` where WebSockets do not get through: `sdk/thread/polling.ts`, a small chunk of
 *   its own. Unbundled, in Node, the same code finds the same name.
 * - Nothing is ever upgraded then, so the body of the upgrade (`_probe`) goes too.
 *
 * The package tells bundlers through its `browser` field to take `x.js` for `x.node.js`; a second package.json in
 * `build/esm` hides that field from Rollup's resolver, so we do it here. (The plain build is also the one without the
 * package `debug`; its `node` export condition, which we do not set, is the one with it.)
 *
 * Together 11.5 kB become 9.2 kB (brotli), and 1.7 kB for polling where it is needed.
 *
 * @returns {import('rollup').Plugin}
 */
function webSocketOnly() {
  const esm = path.join(root, 'node_modules/engine.io-client/build/esm')
  const modules = new Map([
    [
      '\0foyer:engine',
      `export { Socket } from '${esm}/socket.js'
       export { installTimerFunctions } from '${esm}/util.js'
       export { nextTick } from '${esm}/globals.js'
       export { parse } from '${esm}/contrib/parseuri.js'`,
    ],
    ['\0foyer:transports', `import { WS } from '${esm}/transports/websocket.js'\nexport const transports = { websocket: WS }`],
    ['\0foyer:polling', `export { XHR } from '${esm}/transports/polling-xhr.js'`],
  ])
  const cuts = [
    {
      what: 'The body of the upgrade',
      file: path.join(esm, 'socket.js'),
      part: /^( {4})_probe\(name\) \{\n[^]*?\n\1\}\n/m,
      instead: '    _probe() {}\n',
    },
    {
      what: 'The list of transports',
      file: path.join(root, 'node_modules/socket.io-client/build/esm/index.js'),
      part: /^export \{[^}]*\} from "engine\.io-client";\n/m,
      instead: '',
    },
  ]
  return {
    name: 'foyer-websocket-only',
    resolveId(source, importer) {
      if (!importer) return null
      if (source === 'engine.io-client') return importer.includes('/socket.io-client/') ? '\0foyer:engine' : '\0foyer:polling'
      if (!importer.startsWith(esm)) return null
      const file = path.resolve(path.dirname(importer), source)
      if (file === path.join(esm, 'transports/index.js')) return '\0foyer:transports'
      return file.endsWith('.node.js') ? file.replace(/\.node\.js$/, '.js') : null
    },
    load: (id) => modules.get(id) ?? null,
    transform(code, id) {
      const cut = cuts.find(({ file }) => file === id)
      if (!cut) return null
      if (!cut.part.test(code)) throw new Error(`${cut.what} is not where it was in ${path.relative(root, id)}: look at the new version.`)
      return { code: code.replace(cut.part, cut.instead), map: null }
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

/**
 * @param {Record<string, string>} [constants]
 * @param {'utf8' | 'ascii'} [charset] modules are UTF-8 wherever they run; a classic script is read as the page is
 */
const plugins = (constants = {}, charset = 'utf8') => [
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
    charset,
  }),
  minify({ target, legalComments: 'none', charset }),
]

/**
 * The module that made a chunk a chunk: what somebody imports dynamically, or the entry. Chunks of shared code have
 * none. (Rollup says it in `facadeModuleId`, but not if a later chunk needs more of it than that module exports; the
 * module is then the last to execute.)
 *
 * @param {{ facadeModuleId: string | null, isDynamicEntry: boolean, moduleIds: string[] }} chunk
 * @returns {string | null}
 */
export const sourceOf = ({ facadeModuleId, isDynamicEntry, moduleIds }) =>
  facadeModuleId ?? (isDynamicEntry ? (moduleIds.at(-1) ?? null) : null)

/**
 * A chunk is called after its source, or after the source's folder if that is an `index`.
 *
 * @param {import('rollup').PreRenderedChunk} chunk
 */
function chunkFileNames(chunk) {
  const source = path.parse(sourceOf(chunk) ?? 'shared')
  const name = source.name === 'index' ? path.basename(source.dir) : source.name
  return `${name}-[hash].js`
}

/** @type {import('rollup').OutputOptions} */
const hashed = { format: 'es', sourcemap: true, chunkFileNames, generatedCode: 'es2015' }

/** @param {string} folder where the files go @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }} */
export const widget = (folder) => ({
  input: { foyer: path.join(root, 'widget/entry.ts') },
  // What later chunks share with the entry stays in it: a chunk of its own for that would be one more request on each page.
  preserveEntrySignatures: 'allow-extension',
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
  plugins: plugins({ __FOYER_API_CHUNK__: JSON.stringify(entryChunk) }, 'ascii'),
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
