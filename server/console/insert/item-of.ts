import type { Field } from '../forms/index.ts'

/** One of a list, as a field by itself. */
export function itemOf<Value>({ path, value, problem, onChange }: Field<readonly Value[]>, at: number): Field<Value> {
  const [index, ...rest] = problem?.at.split('.') ?? []
  return {
    path: `${path}.${at}`,
    value: value[at]!,
    problem: problem && index === String(at) ? { at: rest.join('.'), sentence: problem.sentence } : undefined,
    onChange: (changed) => onChange(value.with(at, changed)),
  }
}
