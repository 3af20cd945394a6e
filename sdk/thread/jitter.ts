/** The longest wait between two attempts: a server that comes back is found within this. */
const CAP_MS = 10_000
const FIRST_MS = 500

/**
 * How long to wait before trying again: full jitter, so that thousands of clients which lost the same server do not come
 * back to it in the same moment.
 *
 * @param attempt how many times it has failed before, from 0
 */
export const waitBeforeRetryMs = (attempt: number, random: () => number): number =>
  random() * Math.min(CAP_MS, FIRST_MS * 2 ** attempt)
