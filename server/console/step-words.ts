import type { Words } from './words/index.ts'

/** The steps of the rule; one that this desk does not know keeps its number. */
export function stepWords(step: string, words: Words): string {
  const known: Readonly<Record<string, string>> = {
    'AL-9.1': words.step1,
    'AL-9.2': words.step2,
    'AL-9.3': words.step3,
    'AL-9.4': words.step4,
    'AL-9.5': words.step5,
    'AL-9.6': words.step6,
    'AL-9.7': words.step7,
    'AL-10': words.step10,
    'AL-11': words.step11,
    'AL-12': words.step12,
    'AL-14': words.step14,
    'GR-3': words.stepArrivals,
    'CW-12': words.stepAfterEnd,
    'IV-7': words.stepApproached,
  }
  return Object.hasOwn(known, step) ? known[step] ?? step : words.stepOther(step)
}
