/**
 * What visitors and members download. Five graphs:
 *
 * - the loader, a classic script of its own, which knows the name of the entry chunk (`__FOYER_API_CHUNK__`);
 * - the widget: `widget/entry.ts` and what it loads later. The folder plan is the download plan:
 *   the elements of reception on first paint, chat window on first intent, the polling transport only where WebSockets fail;
 * - the same widget as the package `@foyer/sdk`, for applications that bundle it themselves;
 * - the server's own pages for visitors: the hosted chat and the transit page;
 * - the console, a page of its own.
 *
 * `scripts/build.ts` runs them in that order (the loader last, because it must know the entry chunk's name),
 * writes the manifests and puts the result in place.
 */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { transform } from 'esbuild'
import esbuild from 'rollup-plugin-esbuild'
import { byName } from './scripts/rollup/by-name.mjs'
import { cssTexts } from './scripts/rollup/css-texts.mjs'
import { emojiChunks } from './scripts/rollup/emoji.mjs'
import { minified } from './scripts/rollup/minify.mjs'
import { pollingAlone } from './scripts/rollup/polling-alone.mjs'
import { stepOf, together } from './scripts/rollup/together.mjs'

const root = path.dirname(fileURLToPath(import.meta.url))

/** Two years back of evergreen browsers; private fields and class fields stay native, which is smaller than lowering them. */
const target = 'es2022'

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
  pollingAlone(root),
  emojiChunks(root),
  cssTexts(target),
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
    charset: 'utf8',
  }),
]

/**
 * The module that made a chunk a chunk: what somebody imports dynamically, or the entry. Chunks of shared code have
 * none. (Rollup says it in `facadeModuleId`, but not if a later chunk needs more of it than that module exports; the
 * module is then the last to execute.)
 *
 * @param {{ facadeModuleId: string | null, isDynamicEntry: boolean, moduleIds: string[] }} chunk
 * @returns {string | null}
 */
export function sourceOf(chunk) {
  const id = madeOf(chunk)
  return (id && stepOf(id)?.file) ?? id
}

/** @param {Parameters<typeof sourceOf>[0]} chunk */
const madeOf = ({ facadeModuleId, isDynamicEntry, moduleIds }) => facadeModuleId ?? (isDynamicEntry ? (moduleIds.at(-1) ?? null) : null)

/**
 * A chunk is called after its step, or after its source; words of what comes later also after their folder.
 *
 * @param {import('rollup').PreRenderedChunk} chunk
 */
function nameOf(chunk) {
  const id = madeOf(chunk) ?? 'shared'
  const { name, dir } = path.parse(id)
  const folder = dir.match(/\/words\/(?!reception$)(\w+)$/)?.[1]
  return stepOf(id)?.name ?? (folder ? `${folder}-${name}` : name)
}

/** @param {import('rollup').PreRenderedChunk} chunk */
const chunkFileNames = (chunk) => `${nameOf(chunk)}-[hash].js`

/**
 * Everything that decides what the widget's files are. One hash names all chunks of a build: the entry names each of
 * them, and a hash of its own for each would be a hundred bytes more on every page view. Little is lost by that: a chunk
 * names those that it imports, so that a change in one renames most of the others anyway.
 */
function hashOfWidget() {
  const hash = createHash('sha256')
  const files = globSync(['sdk/**/*.ts', 'widget/**/*.{ts,tsx}', 'rollup.config.mjs', 'scripts/rollup/*', 'package-lock.json'], { cwd: root })
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(path.join(root, file)))
  return hash.digest('base64url').slice(0, 8)
}

/** @type {import('rollup').OutputOptions} */
const hashed = { format: 'es', sourcemap: true, chunkFileNames, hoistTransitiveImports: false, freeze: false, generatedCode: { preset: 'es2015', symbols: false }, plugins: [minified({ asciiOnly: false })] }

/** The elements of reception: each comes to the pages that show it. */
const ELEMENTS = ['round-button', 'horizontal-button', 'side-tab', 'card', 'bottom-bar', 'action-bar', 'article-bar', 'image', 'contact-card']

/** What a page downloads after the entry, which has reception in it; see `together`. Words come by language, and are none of it. */
const STEPS = [
  ...ELEMENTS.map((name) => ({ name, files: [`widget/reception/${name}.define.ts`] })),
  // Called as reception asks for it.
  { name: 'icons', files: ['widget/icons/kinds.ts'] },
  // A sign that the wish was heard …
  { name: 'talk', files: ['sdk/api/talk.ts', 'widget/shell/opening.ts'] },
  // … and all that a conversation needs. The words of all languages share a helper.
  { name: 'window', after: 'talk', files: ['sdk/api/thread-part.ts', 'widget/chat-window/index.ts', 'widget/shell/words/words.ts'] },
]

/**
 * The widget's source maps stand beside its files; no file says so: that line would be 30 bytes of each, which every page
 * view pays for and nobody but us needs.
 *
 * @satisfies {import('rollup').OutputOptions}
 */
const quiet = /** @type {const} */ ({ sourcemap: 'hidden' })

/** @param {string} folder where the files go @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }} */
export const widget = (folder) => {
  const build = hashOfWidget()
  return {
    input: { foyer: path.join(root, 'widget/entry.ts') },
    // What later chunks share with the entry stays in it: a chunk of its own for that would be one more request on each page.
    preserveEntrySignatures: 'allow-extension',
    plugins: [together(root, STEPS), ...plugins(), byName('PARTS', `-${build}.js`), byName('WINDOW_WORDS', `-${build}.js`, 'window-'), byName('EXTRAS_WORDS', `-${build}.js`, 'extras-')],
    output: { ...hashed, ...quiet, dir: folder, entryFileNames: 'foyer-[hash].js', chunkFileNames: (chunk) => `${nameOf(chunk)}-${build}.js` },
  }
}

/**
 * The package for an application's own bundler, which minifies, names and splits by itself: plain modules under plain names.
 * What tells nobody to load something stands in files of its own, so that an application that takes only the errors gets
 * only these.
 *
 * @param {string} folder @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }}
 */
export const npmPackage = (folder) => ({
  input: {
    'index': path.join(root, 'widget/npm/index.ts'),
    'create-foyer': path.join(root, 'widget/npm/create-foyer.ts'),
    'errors': path.join(root, 'sdk/api/errors.ts'),
    'events': path.join(root, 'sdk/api/events.ts'),
  },
  preserveEntrySignatures: 'allow-extension',
  plugins: [together(root, STEPS), ...plugins()],
  output: { format: 'es', dir: folder, entryFileNames: '[name].js', chunkFileNames: (chunk) => `later/${nameOf(chunk)}.js`, hoistTransitiveImports: false, generatedCode: 'es2015' },
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
  output: { file: path.join(folder, 'foyer.js'), format: 'iife', strict: false, ...quiet, generatedCode: 'es2015', plugins: [minified({ asciiOnly: true })] },
})

/**
 * The programs of the server's own pages for visitors (RC-8, RC-12). A graph of its own: a browser keeps what it has for
 * a page apart from what it has for others, so nothing would be shared anyway, and a page on which the window is all
 * that there is gets it whole, with one request and the words.
 */
const CHAT_PAGE = ['widget/page/chat-page.ts', 'sdk/api/talk.ts', 'sdk/api/thread-part.ts', 'widget/shell/words/words.ts'].map((file) => path.join(root, file))

/** @param {string} folder @returns {(import('rollup').RollupOptions & { output: import('rollup').OutputOptions })[]} */
export const pages = (folder) =>
  // One by one: together they would share, and one page would wait for code of the other.
  ['chat', 'transit'].map((name) => ({
    input: { [name]: path.join(root, `widget/page/${name}-page.ts`) },
    plugins: plugins(),
    output: { ...hashed, dir: folder, entryFileNames: '[name]-[hash].js', manualChunks: (id) => (CHAT_PAGE.includes(id) ? 'chat' : undefined) },
  }))

/** @param {string} folder @returns {import('rollup').RollupOptions & { output: import('rollup').OutputOptions }} */
export const desk = (folder) => ({
  input: { console: path.join(root, 'server/console/main.tsx'), preview: path.join(root, 'server/console/preview/main.ts') },
  // What the two share stands in chunks beside them: neither may run because the other needs a piece of it.
  preserveEntrySignatures: 'strict',
  plugins: [styleSheets(), ...plugins()],
  output: { ...hashed, dir: folder, entryFileNames: '[name]-[hash].js' },
})

export default () => {
  throw new Error('Run `npm run build`: the graphs depend on one another, and scripts/build.ts knows how.')
}
