/**
 * Signing in with Better Auth: passwords, sessions, and their cookie. Accounts are made by the server itself (first
 * start, later the console), never over HTTP. Only three of its routes are reachable, see `http.ts`.
 */
import { betterAuth } from 'better-auth'
import { Kysely } from 'kysely'
import type { Log } from '../logging/events.ts'
import type { Store } from '../store/store.ts'
import { storeDialect } from './dialect.ts'
import { memberOfUser } from './store.ts'
import type { Member } from './store.ts'

export const SIGN_IN_PATH = '/api/auth'

/** A signed-in member, and by which session. */
export interface SignedIn {
  readonly sessionId: string
  readonly member: Member
}

export interface SignIn {
  /** Better Auth's own routes. */
  handle(request: Request): Promise<Response>
  /** Who the cookie of these headers belongs to; nobody if it is absent, forged, expired, or its member is disabled. */
  whoIs(headers: Headers): Promise<SignedIn | undefined>
}

export interface SignInOptions {
  readonly store: Store
  /** Signs the session cookie. 32 random bytes or more. */
  readonly secret: string
  /** Where browsers find this server: `https://desk.example`. With `https` the cookie is for encrypted lines alone. */
  readonly publicOrigin: string
  readonly log: Log
}

export function createSignIn({ store, secret, publicOrigin, log }: SignInOptions): SignIn {
  const auth = betterAuth({
    // "sqlite" says how values are written (see migration.ts); the dialect says in which engine's words.
    database: { db: new Kysely({ dialect: storeDialect(store) }), type: 'sqlite' },
    baseURL: publicOrigin,
    basePath: SIGN_IN_PATH,
    secret,
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions' },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    databaseHooks: {
      session: {
        create: {
          // A disabled member, or an account without one, does not get a session.
          before: async (session) => ((await store.run(memberOfUser, { userId: session.userId })) ? undefined : false),
        },
      },
    },
    advanced: {
      cookiePrefix: 'foyer',
      useSecureCookies: publicOrigin.startsWith('https:'),
      database: { generateId: 'uuid', validateSchema: false },
      ipAddress: { disableIpTracking: true },
      // Origins are checked before anything comes here, by the same rule as everywhere else (see http.ts).
      disableOriginCheck: true,
      disableCSRFCheck: true,
    },
    // Attempts are counted before they come here, by address and by account.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, _message, ...rest: unknown[]) =>
        log('library-warned', { library: 'better-auth', error: rest.find((part) => part instanceof Error) }),
    },
  })

  return {
    handle: (request) => auth.handler(request),
    async whoIs(headers) {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } })
      if (!found) return undefined
      const member = await store.run(memberOfUser, { userId: found.user.id })
      return member && { sessionId: found.session.id, member }
    },
  }
}
