import type { ErrorCode } from '@foyer/sdk/protocol'
import type { Trouble } from './trouble.ts'

/**
 * What a wrong use, or a refused wish, of the SDK throws. Branch on `code`, never on `message`: codes are stable,
 * sentences are not.
 */
export class FoyerError extends Error {
  readonly code: ErrorCode
  /** What to do about it, in a sentence. */
  readonly remedy: string

  constructor({ code, message, remedy }: Trouble) {
    super(message)
    this.name = 'FoyerError'
    this.code = code
    this.remedy = remedy
  }
}
