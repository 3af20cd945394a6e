import type { ErrorCode, Failure } from '@foyer/sdk/protocol'

/** What went wrong and what to do: a refusal as the server sends it, a `FoyerError`, the payload of `error`. */
export type Trouble = Pick<Failure, 'code' | 'message' | 'remedy'>

/** The table of all sentences comes with the first wish. What can go wrong before that is little, and stands here. */
export const trouble = (code: ErrorCode, message: string, remedy: string): Failure => ({ ok: false, code, message, remedy })

/** Of refusals: the same may pass later. Any other says something about the tag or the page, and asking again would not help. */
export const isPassing = (code: string): boolean => /^(rate_limited|server_outdated|unavailable|not_reachable)$/.test(code)

/** `message`: the browser's own words, where it has some. */
export const notReachable = (message = 'The server cannot be reached.'): Failure =>
  trouble('not_reachable', message, 'It is tried again. Check that it runs, and that the site lists this origin.')
