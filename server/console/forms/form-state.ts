/**
 * What a form knows: as the server has it, as it was typed, and why it was refused. Pure. Whatever happens, what was
 * typed stays, until it is saved or thrown away on purpose.
 */
import type { Failure } from '@foyer/sdk/protocol'

/** A value with the revision that a change of it is made from. */
export interface Versioned<Value> {
  readonly revision: number
  readonly value: Value
}

export interface FormState<Value> {
  readonly saved: Versioned<Value>
  /** As it stands in the fields. */
  readonly value: Value
  readonly isSaving: boolean
  readonly failure?: Failure | undefined
  /** Present while somebody else's version is looked at: what was typed, put over theirs. */
  readonly mine?: Value | undefined
}

export type FormStatus =
  /** Nothing to save. */
  | 'saved'
  | 'changed'
  | 'saving'
  | 'refused'
  /** Somebody else was quicker. */
  | 'conflict'
  /** Their version stands in the fields, to be looked at. */
  | 'theirs'

export function statusOf<Value>({ saved, value, isSaving, failure, mine }: FormState<Value>): FormStatus {
  if (isSaving) return 'saving'
  if (mine !== undefined) return 'theirs'
  if (failure) return failure.code === 'changed_meanwhile' ? 'conflict' : 'refused'
  return isSame(saved.value, value) ? 'saved' : 'changed'
}

/** Whether something would be lost. */
export const isDirty = <Value>({ saved, value, mine }: FormState<Value>): boolean => mine !== undefined || !isSame(saved.value, value)

/** What was typed since `base`, put over another version: what one did not touch is theirs. */
export function rebase<Value extends object>(base: Value, mine: Value, theirs: Value): Value {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])] as (keyof Value)[]
  const pairs = keys.flatMap((key) => {
    const from = isSame(base[key], mine[key]) ? theirs : mine
    return key in from ? [[key, from[key]]] : []
  })
  return Object.fromEntries(pairs) as Value
}

/** Equal as JSON is; the order of keys is no difference, and what is undefined is absent. */
export function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => isSame(Reflect.get(one, key), Reflect.get(other, key)))
}

/** The field of a failure as the form calls it: without the part of the request that holds the form's value. */
export function fieldOf({ field }: Failure, within = ''): string | undefined {
  if (field === undefined || within === '') return field
  return field.startsWith(`${within}.`) ? field.slice(within.length + 1) : undefined
}

/**
 * Where below `path` a refused field is: `''` is `path` itself, `'2'` its third item; undefined is elsewhere.
 */
export function placeBelow(path: string, field: string | undefined): string | undefined {
  if (field === path) return ''
  return field?.startsWith(`${path}.`) ? field.slice(path.length + 1) : undefined
}
