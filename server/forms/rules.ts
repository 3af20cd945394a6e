/** What the forms of several capabilities ask of a field. Each says what is wrong with it, or nothing. */
import { displayUnits, failForm } from '@foyer/sdk/protocol'
import type { Failure } from '@foyer/sdk/protocol'
import { isMessengerAddress } from '../messengers/rules.ts'

/** The first of these that found something wrong. Each is looked at only if those before it found nothing. */
export function firstWrong(checks: readonly (() => Failure | undefined)[]): Failure | undefined {
  for (const check of checks) {
    const failure = check()
    if (failure) return failure
  }
  return undefined
}

/** A text that must be there, of at most so many display units. */
export const needed = (field: string, text: string, most: number): Failure | undefined => (text.trim() === '' ? failForm('required', { field }) : atMost(field, text, most))

/** A text of at most so many display units. */
export function atMost(field: string, text: string, most: number): Failure | undefined {
  const units = displayUnits(text)
  return units > most ? failForm('too_long', { field, message: `This is ${units} units long; ${most} are the most.` }) : undefined
}

/** A list of at most so many entries. */
export const fewEnough = (field: string, list: readonly unknown[], most: number): Failure | undefined =>
  list.length > most ? failForm('too_long', { field, message: `This list has ${list.length} entries; ${most} are the most.` }) : undefined

/** The first entry of a list that is wrong, named by its place. */
export function eachOf<T>(field: string, list: readonly T[], isRight: (entry: T, index: number) => boolean, refuse: (field: string) => Failure): Failure | undefined {
  const index = list.findIndex((entry, at) => !isRight(entry, at))
  return index < 0 ? undefined : refuse(`${field}.${index}`)
}

export const isColour = (text: string): boolean => /^#[\da-f]{6}$/i.test(text)

/** A page that a link may lead to. */
export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && !/\s/.test(text) && URL.canParse(text)

export const isMailAddress = (text: string): boolean => isMessengerAddress('mail', text)

/** What a phone can dial: digits with what people write between them, short numbers as 10086 too. */
export const isPhoneNumber = (text: string): boolean => /^\+?[\d\s()./–-]+$/.test(text) && /^\d{3,20}$/.test(text.replaceAll(/\D/g, ''))
