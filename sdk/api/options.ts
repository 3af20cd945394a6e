import { LANGUAGES, type Language, type SiteKey } from '@foyer/sdk/protocol'
import { FoyerError } from './errors.ts'
import { trouble } from './trouble.ts'
import type { FoyerOptions } from './types.ts'

/** What `init` was given, checked. */
export interface CheckedOptions {
  readonly site: SiteKey
  readonly server: string
  readonly language: Language | 'auto'
}

export const invalidOption = (message: string): FoyerError => new FoyerError(trouble('invalid_option', message, 'See the documentation for what it takes.'))

/**
 * Checks what a page gives to `init`. A language that has no words is no reason to stay away: it counts as `auto`.
 *
 * @param script where this code came from; its origin is the server unless the page says otherwise
 * @throws `invalid_option`
 */
export function checkOptions(options: FoyerOptions, script: string): CheckedOptions {
  // A page may be plain JavaScript: nothing is certain about what it gives.
  const { site, server = script, language = 'auto' } = (options ?? {}) as Partial<Record<keyof FoyerOptions, unknown>>
  if (typeof site !== 'string' || !/^[\w-]{1,64}$/.test(site)) throw invalidOption('The option site is no site key.')
  if (!/^https?:/.test(String(server)) || !URL.canParse(String(server))) throw invalidOption('The option server is no address.')
  return {
    site: site as SiteKey,
    server: new URL(String(server)).origin,
    language: LANGUAGES.find((one) => one === String(language).toLowerCase().split(/[-_]/)[0]) ?? 'auto',
  }
}
