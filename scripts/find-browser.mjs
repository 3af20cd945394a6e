/**
 * Finds a Chromium for the tests that need a real one, and installs one where there is none.
 *
 * Order: `CHROMIUM_PATH`; the usual names on the PATH; the usual places; Playwright's own folder; then, only through
 * `ensureBrowser()`: Debian's package if we are root, else Playwright's download.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'

/**
 * What a Chromium in a container, as root, without a display, must be told; and what keeps it from calling home.
 *
 * QUIC is off because it hides from the tests' cutting of the network.
 *
 * @type {readonly string[]}
 */
export const BROWSER_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const PLACES = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
]
const MAC_NAMES = ['Chromium', 'Google Chrome']

/**
 * The browser that is already here.
 *
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | undefined} path of the executable
 * @throws {Error} if `CHROMIUM_PATH` names something that cannot be run
 */
export function findBrowser(env = process.env) {
  const named = env['CHROMIUM_PATH']
  if (named) {
    if (isExecutable(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which cannot be run. Correct it, or unset it to let us look.`)
  }
  const folders = [...(env['PATH'] ?? '').split(path.delimiter).filter(Boolean), ...PLACES]
  return folders.flatMap((folder) => [...NAMES, ...MAC_NAMES].map((name) => path.join(folder, name))).find(isExecutable)
}

/**
 * The browser that is here, or else one that we install.
 *
 * @returns {Promise<string>} path of the executable
 * @throws {Error} with a sentence and a remedy, if there is none and none can be had
 */
export async function ensureBrowser() {
  const found = findBrowser() ?? (await playwrightsOwn())
  if (found) return found

  const isRoot = process.getuid?.() === 0
  if (isRoot && runs('apt-get', ['--version'], 'ignore')) {
    console.log('No Chromium found: installing the Debian package …')
    if (runs('apt-get', ['update']) && runs('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])) {
      const installed = findBrowser()
      if (installed) return installed
    }
  }
  console.log('No Chromium found: fetching Playwright’s …')
  if (runs('npx', ['--no-install', 'playwright-core', 'install', 'chromium'])) {
    const installed = await playwrightsOwn()
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chromium, and none could be found or installed. ' +
      'Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.',
  )
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {'inherit' | 'ignore'} [output]
 */
const runs = (command, args, output = 'inherit') =>
  spawnSync(command, args, {
    stdio: ['ignore', output, output],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0
