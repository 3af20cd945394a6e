/** The few assertions that browser tests need; in the browser there is no `node:assert`. */
const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2))

function ok(value: unknown, message = 'is not so'): asserts value {
  if (!value) throw new Error(message)
}

function equal(actual: unknown, expected: unknown, message = ''): void {
  if (!Object.is(actual, expected)) throw new Error(`${message} expected ${show(expected)}, got ${actual instanceof Element ? actual.tagName : show(actual)}`)
}

function deepEqual(actual: unknown, expected: unknown, message = ''): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${message} expected ${show(expected)}, got ${show(actual)}`)
}

function match(actual: string, pattern: RegExp): void {
  if (!pattern.test(actual)) throw new Error(`expected ${show(actual)} to match ${pattern}`)
}

interface Assert {
  ok: typeof ok
  equal: typeof equal
  deepEqual: typeof deepEqual
  match: typeof match
}

export const assert: Assert = { ok, equal, deepEqual, match }
