/** The company as it shows itself (OR-4). */

/** What the window's company panel shows (CW-2). What is absent is not shown. */
export interface CompanyPanel {
  readonly name: string
  /** Path of a picture on the server. */
  readonly logo?: string
  readonly introduction?: string
  /** In one line. */
  readonly address?: string
  readonly phone?: string
  readonly email?: string
  readonly homePage?: string
}

/** Everything that the console edits. Empty text: not set. */
export interface CompanyProfile {
  readonly name: string
  /** At most 24 units. */
  readonly shortName: string
  /** Id of an image (see `console-api.ts`); empty: none. */
  readonly logo: string
  readonly industry: string
  readonly country: string
  readonly region: string
  readonly city: string
  /** At most 48 units. */
  readonly street: string
  readonly postcode: string
  /** At most 160 units. */
  readonly introduction: string
  readonly phone: string
  readonly email: string
  readonly homePage: string
  readonly contactPerson: string
}
