/** A conversation ends this long after the last message of either side (AL-13). */
export const SILENCE_ENDS_AFTER_MS = 30 * 60_000

/** The warning comes this long before (AL-13). */
export const SILENCE_WARNS_BEFORE_MS = 2 * 60_000
