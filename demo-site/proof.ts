/**
 * Proofs of identity (CW-27), as a site's own server makes them: all that is needed is the key from the desk, under
 * Settings, Website, and a hash. A real site signs for whoever is signed in; this one has no accounts, and signs for one
 * invented customer.
 */
import { createHmac, randomUUID } from 'node:crypto'

/** Whom the pages of the demo identify. */
export const CUSTOMER = { sub: 'user-17', name: 'Mia Berg', email: 'mia@shop.example' }

/** Long enough for the page to use it, too short to be worth stealing. */
const HOLDS_SECONDS = 5 * 60

/**
 * A JWT (RFC 7519) for one user.
 *
 * @param key base64url, as the desk shows it
 * @param now milliseconds since 1970
 */
export function signProof(key: string, user: typeof CUSTOMER, now: number): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const seconds = Math.floor(now / 1000)
  // With a name of its own each proof is another one, for another browser.
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...user, iat: seconds, exp: seconds + HOLDS_SECONDS, jti: randomUUID() })}`
  return `${signed}.${createHmac('sha256', Buffer.from(key, 'base64url')).update(signed).digest('base64url')}`
}

/** Where to make a key, and as whom. */
export interface KeyOptions {
  /** Where the Foyer server is. */
  readonly serverOrigin: string
  readonly siteKey: string
  readonly owner: { readonly email: string; readonly password: string }
}

const KEY_NAME = 'Demo site'

/**
 * Makes a key at the desk, as an owner does by hand, and takes away the one of the last start: a secret is told once, and
 * the demo keeps none.
 */
export async function makeProofKey({ serverOrigin, siteKey, owner }: KeyOptions): Promise<string> {
  let cookie = ''
  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(serverOrigin + path, {
      method,
      headers: { origin: serverOrigin, cookie, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    cookie ||= response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`)
    return ((await response.json()) as { readonly value: T }).value
  }

  await ask('POST', '/api/auth/sign-in/email', owner)
  const sites = await ask<readonly { readonly id: string; readonly key: string }[]>('GET', '/api/sites')
  const site = sites.find(({ key }) => key === siteKey)
  if (!site) throw new Error(`The desk has no site ${siteKey}.`)
  const keys = `/api/sites/${site.id}/identity-keys`
  for (const { id, name } of await ask<readonly { readonly id: string; readonly name: string }[]>('GET', keys)) if (name === KEY_NAME) await ask('DELETE', `${keys}/${id}`)
  const { secret } = await ask<{ readonly secret: string }>('POST', keys, { name: KEY_NAME, algorithm: 'HS256' })
  await ask('POST', '/api/auth/sign-out', {})
  return secret
}
