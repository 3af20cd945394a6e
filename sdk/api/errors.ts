import type { ErrorCode, Failure } from '@foyer/sdk/protocol'

/**
 * What a wrong use, or a refused wish, of the SDK throws. Branch on `code`, never on `message`: codes are stable,
 * sentences are not.
 */
export class FoyerError extends Error {
  override readonly name = 'FoyerError'
  readonly code: ErrorCode
  /** What to do about it, in a sentence. */
  readonly remedy: string

  constructor({ code, message, remedy }: Pick<Failure, 'code' | 'message' | 'remedy'>) {
    super(message)
    this.code = code
    this.remedy = remedy
  }
}
