import { fail, meet } from '@foyer/sdk/protocol'
import type { Failure } from '@foyer/sdk/protocol'

/**
 * Why a client of another version is refused, or nothing. Asked before anything else of its greeting is read: a client
 * of another version may well say the rest in another form, and should be told to reload and not that it is wrong.
 */
export function refusedProtocol(greeting: unknown): Failure | undefined {
  if (typeof greeting !== 'object' || greeting === null || !('protocol' in greeting)) return undefined
  const { protocol } = greeting
  if (typeof protocol !== 'number' || !Number.isSafeInteger(protocol)) return undefined
  const met = meet(protocol)
  return met === 'welcome' ? undefined : fail(met)
}
