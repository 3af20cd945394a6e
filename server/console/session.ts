/**
 * Who is signed in: Better Auth's endpoints under `/api/auth`, with plain `fetch`. The session itself is an HttpOnly
 * cookie that no script sees; what is kept here is only who it belongs to.
 */

/** The member who is signed in, as the session knows them. */
export interface SignedIn {
  readonly userId: string
  readonly name: string
  readonly email: string
}

/** Why a sign-in did not work; the words are in the word tables (`signIn.refused`). */
export type SignInRefusal =
  | { readonly reason: 'wrong-password' | 'invalid-email' | 'not-allowed' | 'unavailable' | 'not-reachable' }
  /** `seconds` until the next attempt is taken, where the server says. */
  | { readonly reason: 'too-many'; readonly seconds?: number }

export type SignInResult = { readonly ok: true; readonly who: SignedIn } | ({ readonly ok: false } & SignInRefusal)

/** What a page finds when it looks who is signed in. A server that cannot be asked says nothing about the session. */
export type SessionLook = { readonly status: 'signed-in'; readonly who: SignedIn } | { readonly status: 'signed-out' } | { readonly status: 'not-reachable' }

/** The part of the platform's `fetch` that is used. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>

export interface Session {
  look(): Promise<SessionLook>
  signIn(email: string, password: string): Promise<SignInResult>
  /** @returns false if the server could not be told; the cookie is then still good. */
  signOut(): Promise<boolean>
}

/** @param fetchIt usually the window's `fetch` */
export function createSession(fetchIt: Fetch): Session {
  const ask = async (path: string, body?: unknown): Promise<Response | undefined> => {
    const init: RequestInit = { credentials: 'same-origin', headers: { accept: 'application/json' } }
    const post: RequestInit = { ...init, method: 'POST', headers: { ...init.headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    // A rejected fetch means that no answer came: the network, a server that is down, a request that was stopped.
    return fetchIt(`/api/auth${path}`, body === undefined ? init : post).catch(() => undefined)
  }

  return {
    async look() {
      const answer = await ask('/get-session')
      if (!answer || answer.status >= 500 || answer.status === 429) return { status: 'not-reachable' }
      const who = answer.ok ? signedInOf(await jsonOf(answer)) : undefined
      return who ? { status: 'signed-in', who } : { status: 'signed-out' }
    },
    async signIn(email, password) {
      const answer = await ask('/sign-in/email', { email: email.trim(), password })
      if (!answer) return { ok: false, reason: 'not-reachable' }
      const body = await jsonOf(answer)
      if (!answer.ok) return { ok: false, ...refusalOf(answer, body) }
      const who = signedInOf(body)
      return who ? { ok: true, who } : { ok: false, reason: 'unavailable' }
    },
    async signOut() {
      const answer = await ask('/sign-out', {})
      return answer !== undefined && (answer.ok || answer.status === 401)
    },
  }
}

function refusalOf(answer: Response, body: unknown): SignInRefusal {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after') ?? answer.headers.get('retry-after') ?? NaN)
    return seconds > 0 ? { reason: 'too-many', seconds } : { reason: 'too-many' }
  }
  if (fieldOf(body, 'code') === 'INVALID_EMAIL') return { reason: 'invalid-email' }
  if (answer.status === 400 || answer.status === 401) return { reason: 'wrong-password' }
  if (answer.status === 403) return { reason: 'not-allowed' }
  return { reason: 'unavailable' }
}

function signedInOf(body: unknown): SignedIn | undefined {
  const user = fieldOf(body, 'user')
  const [userId, name, email] = [fieldOf(user, 'id'), fieldOf(user, 'name'), fieldOf(user, 'email')]
  if (typeof userId !== 'string' || typeof email !== 'string') return undefined
  return { userId, email, name: typeof name === 'string' && name !== '' ? name : email }
}

const jsonOf = (answer: Response): Promise<unknown> => answer.json().catch((): unknown => undefined)

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
