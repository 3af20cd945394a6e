/**
 * One process at a time. `npm start` and `npm test` may run side by side on a fresh machine; both then want to
 * install and to build. A lock is a file with its holder's process id, touched while it is held, so that one left
 * behind by a crash (or by a container that is gone) is recognised and taken over.
 */
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import path from 'node:path'

const TOUCH_EVERY_MS = 2_000
/** Long against the touching, so that a machine under load does not lose its lock; short against a person waiting. */
const ABANDONED_AFTER_MS = 60_000
const LOOK_EVERY_MS = 100

/**
 * @template T
 * @param {string} file where the lock stands; its folder is made if need be
 * @param {string} doing what the holder does, told to whoever waits, e.g. `installing packages`
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withLock(file, doing, run) {
  mkdirSync(path.dirname(file), { recursive: true })
  let told = false
  while (!take(file)) {
    if (isAbandoned(file)) {
      discard(file)
      continue
    }
    if (!told) console.log(`Waiting: another process is ${doing}.`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }

  const touching = setInterval(() => utimesSync(file, new Date(), new Date()), TOUCH_EVERY_MS)
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await run()
  } finally {
    clearInterval(touching)
    process.off('exit', release)
    release()
  }
}

/** @param {string} file */
function take(file) {
  try {
    const descriptor = openSync(file, 'wx')
    writeSync(descriptor, String(process.pid))
    closeSync(descriptor)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** @param {string} file */
function isAbandoned(file) {
  try {
    const age = Date.now() - statSync(file).mtimeMs
    const holder = Number(readFileSync(file, 'utf8'))
    // An empty file is one that its holder is just writing.
    return age > ABANDONED_AFTER_MS || (holder > 0 && !isAlive(holder))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

/**
 * Takes an abandoned lock away. It is moved aside first: of several who saw it abandoned only one can move it, so
 * nobody removes the fresh lock of the next holder except in the instant between look and move, which the look at
 * what was moved closes.
 *
 * @param {string} file
 */
function discard(file) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    throw error
  }
  if (isAbandoned(aside)) rmSync(aside, { force: true })
  else renameSync(aside, file)
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined)
