/** The satisfaction survey (SV-1 to SV-4): as it is set, and as windows and the hosted page are told of it. */

/** How it is asked: five stars, five faces, or a thumb up or down, which counts as 5 or 1. */
export const SURVEY_LOOKS = ['stars', 'faces', 'thumbs'] as const
export type SurveyLook = (typeof SURVEY_LOOKS)[number]

export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]

/** What a window shows (SV-2). */
export interface SurveyForm {
  readonly look: SurveyLook
  /** Five, worst first. `word` empty: the window's own. */
  readonly steps: readonly { readonly word: string; readonly reasons: readonly string[] }[]
  readonly comment: {
    readonly isOffered: boolean
    /** Required for a score below this one; 0: never. */
    readonly requiredBelow: 0 | Score
  }
  /** Empty: the window's own words. */
  readonly thanks: string
}

export interface SurveyRules extends SurveyForm {
  readonly isOn: boolean
  /** `end`: at the end of each conversation by itself. `agent`: when an agent asks. Default `'end'` (SV-1). */
  readonly asks: 'end' | 'agent'
  /** Only where both sides have written. Default `true`. */
  readonly onlyEffective: boolean
  /** Where it can be answered; at least one. `page`: a message in the thread leads to the hosted page; `mail`: a mail does, where there is an address. */
  readonly shows: { readonly window: boolean; readonly page: boolean; readonly mail: boolean }
  /** 1 to 168, default 24. */
  readonly validHours: number
  /** Owner and administrators are told of a score up to this one; 0: never. Default 2 (SV-4). */
  readonly warnsUpTo: 0 | Score
}
export const SURVEY_BOUNDS = { validHours: { least: 1, most: 168 }, wordUnits: 24, reasons: 10, reasonUnits: 24, thanksUnits: 100, commentUnits: 500 } as const

/** What a visitor answers. `reasons`: of those of the step. */
export interface SurveyAnswer {
  readonly score: number
  readonly reasons?: readonly string[]
  readonly comment?: string
}
