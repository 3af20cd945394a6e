/**
 * npm puts a shell between itself and us, and a shell that is told to end ends alone: what it had started would go on,
 * with the port taken and the next start failing.
 */

const LOOK_EVERY_MS = 250

/**
 * Runs something once when the process that started us is gone.
 *
 * @param {() => void} run
 */
export function whenOrphaned(run) {
  const parent = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(looking)
    run()
  }, LOOK_EVERY_MS)
  looking.unref()
}
