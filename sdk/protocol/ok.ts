import type { Result } from './errors.ts'

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
