import { LIMITS, failForm } from '@foyer/sdk/protocol'
import type { Failure, SiteChange } from '@foyer/sdk/protocol'
import { eachOf, fewEnough, firstWrong, isColour, needed } from '../forms/rules.ts'

/** What is wrong with a site's settings, by its first field that is. What an origin is, the edge knows. */
export function checkSite({ name, origins, theme }: SiteChange, isOriginPattern: (text: string) => boolean): Failure | undefined {
  const badOrigin = (field: string) =>
    failForm('bad_address', { field, message: 'This is no origin: a scheme and a host, as https://shop.example, and nothing after them.' })
  return firstWrong([
    () => needed('name', name, LIMITS.formField),
    () => fewEnough('origins', origins, LIMITS.listLength),
    () => eachOf('origins', origins, isOriginPattern, badOrigin),
    () => (isColour(theme.accent) ? undefined : failForm('bad_colour', { field: 'theme.accent' })),
  ])
}

/** As people paste it: with a slash after it, in capital letters. */
export const tidyOrigin = (origin: string): string => origin.trim().replace(/\/$/, '').toLowerCase()
