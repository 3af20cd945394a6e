/**
 * The doors of the sign-in. Better Auth has many routes more (sign up, change an address, delete an account …); what is
 * not listed here does not exist.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { readJson } from '../edge/body.ts'
import { parser, strict } from '../edge/parse.ts'
import { ownRoute, rateLimited } from '../edge/routes.ts'
import type { App, RoutePorts } from '../edge/routes.ts'
import { SIGN_IN_PATH } from './sign-in.ts'
import type { SignIn } from './sign-in.ts'

export interface SignInRoutePorts extends RoutePorts {
  readonly signIn: SignIn
  /** A session is over: its desks go back to the sign-in. */
  sessionEnded(sessionId: string): void
}

interface Credentials {
  readonly email: string
  readonly password: string
  readonly rememberMe?: boolean
}
const parseCredentials = parser<Credentials>()(
  strict({ email: v.pipe(v.string(), v.maxLength(200)), password: v.pipe(v.string(), v.maxLength(128)), rememberMe: v.exactOptional(v.boolean()) }),
)
/** A mail address and a password are short. */
const BODY_BYTES = 4 * 1024

export function signInRoutes(app: App, ports: SignInRoutePorts): void {
  const { signIn, limits, log } = ports
  /** The library reads its base address from its settings, and of the request the path, the headers and the body. */
  const handled = (request: Request, body?: unknown) =>
    signIn.handle(new Request(request.url, { method: request.method, headers: ownHeaders(request.headers), ...(body !== undefined && { body: JSON.stringify(body) }) }))

  ownRoute(app, ports, 'POST', `${SIGN_IN_PATH}/sign-in/email`, 'sign-ins', async ({ request }) => {
    const body = await readJson(request, BODY_BYTES)
    if (!body.ok) return body
    const credentials = parseCredentials(body.value)
    if (!credentials.ok) return credentials
    const account = createHash('sha256').update(credentials.value.email.trim().toLowerCase()).digest('base64url')
    if (!(await limits.allow('sign-ins-of-account', account))) return rateLimited(log, 'sign-in', 'sign-ins-of-account')
    const response = await handled(request, credentials.value)
    log(response.ok ? 'member-signed-in' : 'sign-in-refused', response.ok ? {} : { code: String(response.status) })
    return response
  })

  ownRoute(app, ports, 'POST', `${SIGN_IN_PATH}/sign-out`, 'pages', async ({ request }) => {
    const signedIn = await signIn.whoIs(request.headers)
    const response = await handled(request, {})
    if (signedIn && response.ok) ports.sessionEnded(signedIn.sessionId)
    return response
  })

  ownRoute(app, ports, 'GET', `${SIGN_IN_PATH}/get-session`, 'pages', ({ request }) => handled(request))
}

/** Nothing of what a client may write about its address or host goes further. */
function ownHeaders(headers: Headers): Headers {
  const kept = new Headers({ 'content-type': 'application/json', 'accept': 'application/json' })
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name)
    if (value !== null) kept.set(name, value)
  }
  return kept
}
