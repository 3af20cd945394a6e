/** What can be set by the environment. Every value is checked at once; a wrong one is named. */
import { isOriginPattern } from '../edge/origins.ts'
import { LOG_LEVELS } from '../logging/log.ts'
import type { LogLevel } from '../logging/log.ts'
import { mailAddress } from '../mail/rules.ts'
import { SetupProblem } from './problem.ts'

export interface Settings {
  /** `PORT`. Default 4000; 0 takes a free one. */
  readonly port: number
  /** `HOST`: the address to listen on. Default: all of this machine. */
  readonly host?: string
  /** `PUBLIC_URL`: where browsers find the server, if not at `http://localhost:PORT`. */
  readonly publicOrigin?: string
  /** `DATA_DIR`. Default `.data` beside the program. */
  readonly dataFolder?: string
  /** `FILES_DIR`: where files of messages are kept; several servers share it. Default `files` in the data folder. */
  readonly filesFolder?: string
  /** `DATABASE_URL`: a PostgreSQL database. Default: SQLite in the data folder. */
  readonly databaseUrl?: string
  /** `FOYER_DIST`: what the build made. Default `dist` beside the program. */
  readonly distFolder?: string
  /** `FOYER_DEMO`: the demo's workspace with two agents. Default `false`. */
  readonly isDemo: boolean
  /** `LOG_LEVEL`. Default `info`. */
  readonly logLevel: LogLevel
  /** `TRUST_PROXY`: how many proxies of yours are in front. Default 0. */
  readonly trustedProxies: number
  /** `METRICS_TOKEN`: opens `/metrics` to whoever shows it. Default: this machine alone may read them, and behind a proxy nobody. */
  readonly metricsToken?: string
  /** `GEO_DATABASE`: a city database in MaxMind's format, or `off`. Default: the one that comes with Foyer. */
  readonly geoDatabase?: string
  /** `SMTP_URL` and `MAIL_FROM`: through which server mail leaves, and from which address. Default: none does. */
  readonly mail?: { readonly url: string; readonly from: string }
  /** `SITE_ORIGINS`: origins, separated by commas, that are added to the first site's list. */
  readonly siteOrigins: readonly string[]
}

export type Environment = Readonly<Record<string, string | undefined>>

export function readSettings(env: Environment): Settings {
  /** An empty value is as good as none: compose files set them. */
  const read = <T>(name: string, parse: (text: string) => T | undefined, expected: string): T | undefined => {
    const text = env[name]?.trim()
    if (text === undefined || text === '') return undefined
    const value = parse(text)
    // The value of a database URL holds a password, so values are not repeated.
    if (value === undefined) throw new SetupProblem('setting_unknown', `${name} must be ${expected}.`)
    return value
  }
  const present = <Key extends string, T>(key: Key, value: T | undefined) => (value === undefined ? {} : ({ [key]: value } as Record<Key, T>))

  return {
    port: read('PORT', wholeNumber(65_535), 'a port, a whole number from 0 to 65535') ?? 4_000,
    ...present('host', read('HOST', (text) => text, '')),
    ...present('publicOrigin', read('PUBLIC_URL', origin, 'an address without a path, like https://desk.example')),
    ...present('dataFolder', read('DATA_DIR', (text) => text, '')),
    ...present('filesFolder', read('FILES_DIR', (text) => text, '')),
    ...present('databaseUrl', read('DATABASE_URL', postgresUrl, 'like postgres://user:password@host:5432/database')),
    ...present('distFolder', read('FOYER_DIST', (text) => text, '')),
    isDemo: read('FOYER_DEMO', flag, '1 or 0') ?? false,
    logLevel: read('LOG_LEVEL', (text) => LOG_LEVELS.find((level) => level === text), `one of ${LOG_LEVELS.join(', ')}`) ?? 'info',
    trustedProxies: read('TRUST_PROXY', wholeNumber(10), 'a whole number from 0 to 10') ?? 0,
    ...present('metricsToken', read('METRICS_TOKEN', (text) => (text.length >= 16 ? text : undefined), 'at least 16 characters long')),
    ...present('geoDatabase', read('GEO_DATABASE', (text) => text, '')),
    ...present('mail', mailOf(read('SMTP_URL', smtpUrl, 'like smtp://user:password@mail.example:587'), read('MAIL_FROM', mailAddress, 'a mail address, like reception@shop.example'))),
    siteOrigins: read('SITE_ORIGINS', origins, 'origins separated by commas, like https://shop.example,https://*.shop.example') ?? [],
  }
}

const wholeNumber = (most: number) => (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined)

const flag = (text: string) => ({ '1': true, 'true': true, '0': false, 'false': false })[text]

function origin(text: string): string | undefined {
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' ? url.origin : undefined
}

const postgresUrl = (text: string) => (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined)

const smtpUrl = (text: string) => {
  const url = URL.parse(text)
  return url && /^smtps?:$/.test(url.protocol) && url.hostname !== '' ? text : undefined
}

/** Both or none: without the other each is of no use. */
function mailOf(url: string | undefined, from: string | undefined): Settings['mail'] {
  if (url === undefined && from === undefined) return undefined
  if (from === undefined) throw new SetupProblem('setting_missing', 'MAIL_FROM must be set where SMTP_URL is.')
  if (url === undefined) throw new SetupProblem('setting_missing', 'SMTP_URL must be set where MAIL_FROM is.')
  return { url, from }
}

function origins(text: string): readonly string[] | undefined {
  const list = text.split(',').map((entry) => entry.trim())
  return list.every(isOriginPattern) ? list : undefined
}
