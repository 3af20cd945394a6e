/**
 * Who may import whom. The lint rule `foyer/imports` reads this table and nothing else.
 *
 * The first row that fits a file counts, so special files stand above their folder. `may` lists folders and files of
 * the project (from its root; a folder means all in it) and packages (a name means all its paths; `node` is Node's own
 * modules; `*` is any package). Another workspace is named by its package, never climbed into: `@foyer/sdk/thread`, not `../../sdk/thread/index.ts`.
 *
 * @typedef {object} Row
 * @property {string} files glob, from the root
 * @property {string[]} may
 * @property {string[]} [types] what it may import besides, as types alone (`import type`)
 * @property {string[]} [tests] what its tests, doubles and benchmarks may import besides
 * @property {string} because said to whoever breaks the row
 */

/** Libraries that tests of browser code need. @type {string[]} */
const TESTS = ['node', 'sdk', 'scripts', 'axe-core', 'fake-indexeddb', 'playwright-core', '@web/test-runner-commands']

/** @type {Row[]} */
export const IMPORT_TABLE = [
  {
    files: 'sdk/protocol/**',
    may: ['sdk/protocol'],
    tests: ['node'],
    because: 'The contract must hold anywhere: no package, no DOM, no Node.',
  },
  {
    files: 'sdk/thread/polling-line.ts',
    may: ['sdk', 'socket.io-client'],
    because: 'This one file knows the package of Socket.IO, and is loaded only where WebSockets fail.',
  },
  {
    files: 'sdk/loader/**',
    may: ['sdk/loader', 'sdk/protocol', 'sdk/api/types.ts'],
    types: ['sdk'],
    tests: TESTS,
    because: 'Every page view of every customer pays for the loader: it takes in nothing but itself.',
  },
  {
    files: 'sdk/**',
    may: ['sdk', 'idb-keyval'],
    tests: [...TESTS, 'socket.io', 'socket.io-client', 'ws'],
    because: 'The SDK stands below widget and server, and the package of Socket.IO stays in sdk/thread/polling-line.ts.',
  },
  {
    files: 'widget/{reception,invitation}/**',
    may: ['sdk', 'widget/reception', 'widget/invitation', 'widget/shell', 'widget/icons'],
    tests: [...TESTS, 'widget'],
    because: 'The first paint draws itself, and takes in no library; Preact comes with the window.',
  },
  {
    files: 'widget/chat-window/**',
    may: ['sdk', 'widget/chat-window', 'widget/extras', 'widget/shell', 'widget/icons', 'preact'],
    tests: [...TESTS, 'widget'],
    because: 'The window is Preact and the shell; it takes in nothing of what stands on the page.',
  },
  {
    files: 'widget/extras/**',
    may: ['sdk', 'widget/chat-window', 'widget/extras', 'widget/shell', 'widget/icons', 'preact', 'foyer-emoji'],
    tests: [...TESTS, 'widget'],
    because: 'What the window fetches later is made of what the window is made of.',
  },
  {
    files: 'widget/**',
    may: ['sdk', 'widget'],
    tests: [...TESTS, 'preact', 'esbuild'],
    because: 'What the parts share must not bring a framework along, nor the server, nor Socket.IO.',
  },
  {
    files: 'server/*/rules.ts',
    may: ['sdk/protocol', 'server/*/rules.ts', 'server/*/random.ts'],
    types: ['server/*/settings.ts'],
    tests: ['node', 'server'],
    because: 'Rules decide from what they are given: no store, no web framework, no package.',
  },
  {
    files: 'server/console/**',
    may: ['sdk/protocol', 'sdk/thread', 'widget', 'server/console', 'server/*/rules.ts', 'preact'],
    types: ['server', 'sdk'],
    tests: [...TESTS, 'esbuild'],
    because: 'The console is a client like others: of the server it may know the types, and the pure rules, whose effect it shows.',
  },
  {
    files: 'server/**',
    may: ['server', 'sdk/protocol', 'node', '*'],
    // Tests and benchmarks play the client.
    tests: ['sdk', 'scripts', 'socket.io-client', 'idb-keyval'],
    because: 'The server knows the contract, not the clients.',
  },
  {
    files: 'demo-site/reference/**',
    may: ['demo-site', 'node', 'oxc-parser'],
    tests: ['sdk', 'scripts', '*'],
    because: 'The reference is read out of the sources of the SDK; it runs nothing of them.',
  },
  {
    files: 'demo-site/**',
    may: ['demo-site', 'server', 'node', 'hono', '@hono/node-server'],
    tests: ['sdk', 'widget', 'scripts', '*'],
    because: 'The demo site uses what is built, as a customer does.',
  },
]

/** Never imported by the server, whatever the table's `*` says. */
export const BROWSER_ONLY = ['lit', 'preact', 'socket.io-client', 'engine.io-client', 'idb-keyval']

/** Tests and what only they use. */
export const IS_TEST = /\.test(-d)?\.tsx?$|(^|\/)(testing|bench|e2e)\//
