/**
 * Why the server does not start: a code, a sentence and a remedy for whoever starts it. A {@link StoreError} has the same
 * shape; everything else that is thrown while starting is a bug and shows its stack.
 */
import { StoreError } from '../store/store.ts'

const REMEDIES = {
  setting_unknown: 'Correct the value or leave the variable out.',
  setting_missing: 'Set both, or leave both out: then no mail is sent.',
  port_taken: 'Stop what runs there, or set PORT to a free one.',
  port_forbidden: 'Set PORT to 1024 or above, or give this user the right.',
  host_unknown: 'Set HOST to an address of this machine, or leave it out.',
  folder_unwritable: 'Give the user that runs Foyer the right to write there, or set DATA_DIR or FILES_DIR to another folder.',
  build_missing: 'Run `npm run build`, or `npm start`, which does it by itself.',
} as const
export type SetupProblemCode = keyof typeof REMEDIES

export class SetupProblem extends Error {
  readonly code: SetupProblemCode
  readonly remedy: string

  constructor(code: SetupProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SetupProblem'
    this.code = code
    this.remedy = REMEDIES[code]
  }
}

/** The problem in words, if it is one of the set-up and no bug. */
export function describeProblem(error: unknown): string | undefined {
  if (!(error instanceof SetupProblem || error instanceof StoreError)) return undefined
  return `Foyer cannot start (${error.code}). ${error.message}\n${error.remedy}`
}
