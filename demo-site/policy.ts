/**
 * The strictest content security policy a site can have and still carry the tag, and the reports
 * that browsers send when a page breaks it.
 */

/** What a browser said it refused. Addresses are cut to their origin: the rest may be personal. */
export interface ViolationReport {
  directive: string
  blocked: string
}

/**
 * The policy of one response, directive by directive, in the order in which it is sent.
 *
 * @param asksItsOwnServer whether scripts of the page speak with the server that it came from; Foyer has no need of that
 */
export function strictPolicy(serverOrigin: string, nonce: string, asksItsOwnServer = false): readonly string[] {
  const socketOrigin = serverOrigin.replace(/^http/, 'ws')
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src ${asksItsOwnServer ? "'self' " : ''}${serverOrigin} ${socketOrigin}`,
    `img-src 'self' ${serverOrigin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'report-uri /csp-reports',
  ]
}

/** Reads the body of a report as browsers send it (`application/csp-report`). */
export function parseReport(input: unknown): ViolationReport | undefined {
  const report = field(input, 'csp-report')
  const directive = field(report, 'effective-directive') ?? field(report, 'violated-directive')
  if (typeof directive !== 'string' || !/^[a-z-]{1,60}/.test(directive)) return undefined

  const blocked = field(report, 'blocked-uri')
  return { directive: directive.slice(0, 60), blocked: typeof blocked === 'string' ? originOf(blocked) : '' }
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

function originOf(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address.slice(0, 40)
  return url.origin === 'null' ? url.protocol : url.origin
}

/** The latest reports, newest first. */
export interface ReportBook {
  add(report: ViolationReport): void
  latest(): readonly ViolationReport[]
}

/** Enough to see what is wrong; a page that breaks its policy in a loop cannot fill the memory. */
const REPORTS_KEPT = 20

/** An empty book. It lives as long as the process. */
export function createReportBook(): ReportBook {
  let reports: readonly ViolationReport[] = []
  return {
    add(report) {
      reports = [report, ...reports].slice(0, REPORTS_KEPT)
    },
    latest: () => reports,
  }
}
