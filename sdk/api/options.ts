import type { Consent, SiteKey } from '@foyer/sdk/protocol'
import { trouble, type Trouble } from './trouble.ts'
import type { FoyerOptions } from './types.ts'

/** What `init` was given, checked. */
export interface CheckedOptions {
  readonly site: SiteKey
  readonly server: string
  /** A language tag, or `auto`. */
  readonly language: string
  readonly isHidden: boolean
  readonly consent?: Consent | undefined
}

export const invalidOption = (message: string): Trouble => trouble('invalid_option', message, 'See the documentation for what it takes.')

/**
 * Checks what a page gives to `init`. A language without words is no reason to stay away: another is then chosen.
 *
 * @param script where this code came from; its origin is the server unless the page says otherwise
 * @throws `invalid_option`
 */
export function checkOptions(options: FoyerOptions, script: string): CheckedOptions {
  // A page may be plain JavaScript: nothing is certain about what it gives.
  const { site, server = script, language = 'auto', isHidden, consent } = (options ?? {}) as Partial<Record<keyof FoyerOptions, unknown>>
  const isSite = typeof site === 'string' && /^[\w-]{1,64}$/.test(site)
  const address = String(server)
  if (!isSite || !/^https?:/.test(address) || !URL.canParse(address)) throw invalidOption('init takes a site key as site and an address as server.')
  checkConsent(consent ?? 'full')
  return {
    site: site as SiteKey,
    server: new URL(address).origin,
    language: String(language),
    isHidden: isHidden === true,
    ...(consent !== undefined && { consent: consent as Consent }),
  }
}

/** @throws `invalid_option` */
export function checkConsent(level: unknown): asserts level is Consent {
  if (!/^(none|session|full)$/.test(String(level))) throw invalidOption('Consent is none, session or full.')
}
