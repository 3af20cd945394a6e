import assert from 'node:assert/strict'
import type { Result } from '@foyer/sdk/protocol'

/** What was asked for; fails with the refusal. */
export function value<T>(result: Result<T>): T {
  assert.ok(result.ok, JSON.stringify(result))
  return result.value
}
