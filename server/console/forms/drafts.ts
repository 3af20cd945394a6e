/**
 * What was typed into forms and not saved, for as long as the page lives: a session that ends in the middle of typing
 * takes nothing along. Nothing of it is written to the device.
 */
export interface FormDrafts {
  take(form: string): unknown
  /** Without a value, forgets. */
  keep(form: string, value?: unknown): void
}

/** Whoever signs in next sees nothing of the one before. */
export function createFormDrafts(): (userId: string) => FormDrafts {
  const kept = new Map<string, unknown>()
  let owner: string | undefined
  return (userId) => {
    if (owner !== userId) kept.clear()
    owner = userId
    return {
      take: (form) => kept.get(form),
      keep: (form, value) => void (value === undefined ? kept.delete(form) : kept.set(form, value)),
    }
  }
}
