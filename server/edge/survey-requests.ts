/** What the console may send of the survey, and ask of its results, parsed; see `settings-requests.ts`. */
import * as v from 'valibot'
import { SURVEY_LOOKS } from '@foyer/sdk/protocol'
import type { ComponentId, GroupId, MemberId, Score, SurveyChange } from '@foyer/sdk/protocol'
import { count, id, isText } from './fields.ts'
import { parser, strict } from './parse.ts'
import { instant } from './period.ts'

/** Longer than every limit; a form says more exactly what is too long. */
const line = v.pipe(
  v.string(),
  v.maxLength(500, 'too_long'),
  v.check(isText),
  v.transform((written) => written.trim().replaceAll(/\s+/g, ' ')),
)
const belowOrUpTo = v.picklist([0, 1, 2, 3, 4, 5] as const satisfies readonly (0 | Score)[])

export const parseSurveyChange = parser<SurveyChange>()(
  strict({
    revision: count,
    rules: strict({
      isOn: v.boolean(),
      asks: v.picklist(['end', 'agent']),
      onlyEffective: v.boolean(),
      shows: strict({ window: v.boolean(), page: v.boolean(), mail: v.boolean() }),
      validHours: v.pipe(v.number(), v.safeInteger()),
      look: v.picklist(SURVEY_LOOKS),
      steps: v.pipe(v.array(strict({ word: line, reasons: v.pipe(v.array(line), v.maxLength(50, 'too_long')) })), v.maxLength(5)),
      comment: strict({ isOffered: v.boolean(), requiredBelow: belowOrUpTo }),
      thanks: line,
      warnsUpTo: belowOrUpTo,
    }),
  }),
)

/** Of which results are asked: what stands in the address. */
export interface ResultsRequest {
  readonly from: number
  readonly to: number
  readonly agent?: MemberId
  readonly group?: GroupId
  readonly component?: ComponentId
  readonly before?: number
}

export const parseResultsRequest = parser<ResultsRequest>()(
  strict({
    from: instant,
    to: instant,
    agent: v.exactOptional(id<MemberId>()),
    group: v.exactOptional(id<GroupId>()),
    component: v.exactOptional(id<ComponentId>()),
    before: v.exactOptional(instant),
  }),
)
