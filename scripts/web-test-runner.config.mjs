/** Tests in a real Chromium: `widget/` and `server/console/`, `*.browser.test.ts(x)`. Started by scripts/tasks.ts. */
import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { defaultReporter, summaryReporter } from '@web/test-runner'
import { playwrightLauncher } from '@web/test-runner-playwright'
import { emojiLanguage, emojiModule } from './rollup/emoji.mjs'
import { BROWSER_FLAGS, findBrowser } from './find-browser.mjs'

const executablePath = findBrowser()

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: ['widget/**/*.browser.test.{ts,tsx}', 'server/console/**/*.browser.test.{ts,tsx}', '!**/node_modules/**'],
  // As the build resolves: published files of production, the sources of our own workspaces.
  nodeResolve: { browser: true, exportConditions: ['browser', 'import', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  plugins: [
    emojiChunks(),
    styleSheets(),
    esbuildPlugin({
      ts: true,
      tsx: true,
      target: 'es2022',
      // For its `jsx` and `jsxImportSource`; the plugin has no other way to say them.
      tsconfig: fileURLToPath(new URL('../widget/tsconfig.json', import.meta.url)),
      define: { __DEV__: 'true', __FOYER_API_CHUNK__: '"foyer-test.js"' },
    }),
  ],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      concurrency: 2,
      launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...BROWSER_FLAGS] },
    }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  reporters: [defaultReporter({ reportTestProgress: false, reportTestResults: true }), summaryReporter({}), totals()],
}

/** The data of the emoji picker, as the build makes it. */
function emojiChunks() {
  const place = '/foyer-emoji/'
  return {
    name: 'foyer-emoji',
    /** @param {{ source: string }} args */
    resolveImport({ source }) {
      const language = emojiLanguage(source)
      return language && `${place}${language}.js`
    },
    /** @param {import('@web/dev-server-core').Context} context */
    serve: (context) => (context.path.startsWith(place) ? { body: emojiModule(context.path.slice(place.length, -'.js'.length)), type: 'js' } : undefined),
  }
}

/** A style sheet imported for its effect takes effect; in the built files it is a `<link>`. */
function styleSheets() {
  /** @param {import('@web/dev-server-core').Context} context */
  const isImported = (context) => context.path.endsWith('.css')
  return {
    name: 'foyer-style-sheets',
    /** @param {import('@web/dev-server-core').Context} context */
    resolveMimeType: (context) => (isImported(context) ? 'js' : undefined),
    /** @param {import('@web/dev-server-core').Context} context */
    transform(context) {
      if (!isImported(context)) return undefined
      return `const sheet = new CSSStyleSheet()
sheet.replaceSync(${JSON.stringify(String(context.body))})
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]`
    },
  }
}

/** Ends as node's own runner ends, so that the figures of all steps can be read and added up in one way. */
function totals() {
  return {
    /** @param {{ sessions: Iterable<import('@web/test-runner').TestSession> }} args */
    stop({ sessions }) {
      let pass = 0
      let fail = 0
      for (const session of sessions) {
        const counted = count(session.testResults)
        pass += counted.pass
        fail += counted.fail
        // A file that does not even load has no results.
        if (session.errors.length > 0 || (!session.passed && counted.fail === 0)) fail += 1
      }
      console.log(`ℹ tests ${pass + fail}\nℹ pass ${pass}\nℹ fail ${fail}`)
    },
  }
}

/** @param {import('@web/test-runner').TestSuiteResult | undefined} suite @returns {{ pass: number, fail: number }} */
function count(suite) {
  const sum = { pass: 0, fail: 0 }
  for (const test of suite?.tests ?? []) sum[test.passed ? 'pass' : 'fail'] += 1
  for (const inner of suite?.suites ?? []) {
    const counted = count(inner)
    sum.pass += counted.pass
    sum.fail += counted.fail
  }
  return sum
}
