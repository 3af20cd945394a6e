/** What the console may send of invitations, and what pages say of those that they show, parsed; see `settings-requests.ts`. */
import * as v from 'valibot'
import { INVITATION_BUTTONS, INVITATION_POSITIONS, LIMITS } from '@foyer/sdk/protocol'
import type { InvitationAnswer, InvitationChange, InvitationDraft, InvitationOrder, ManualInvitationsChange, SiteId, VisitorCredentials } from '@foyer/sdk/protocol'
import { count, credentials, id, isText, receiver } from './fields.ts'
import { parser, strict } from './parse.ts'

/** Longer than every limit in display units; a form says more exactly what is too long. */
const LONGEST = 2_000
const MOST_ENTRIES = 500

const text = v.pipe(v.string(), v.maxLength(LONGEST, 'too_long'), v.check(isText), v.trim())
const line = v.pipe(
  text,
  v.transform((said) => said.replaceAll(/\s+/g, ' ')),
)
/** Compared with what is told of a visit, which is in lower case. */
const lower = v.pipe(
  line,
  v.transform((said) => said.toLowerCase()),
)
const list = <Item extends v.GenericSchema<unknown, unknown>>(item: Item) => v.pipe(v.array(item), v.maxLength(MOST_ENTRIES, 'too_long'))

const conditions = strict({
  secondsOnSite: v.exactOptional(v.number()),
  secondsOnPage: v.exactOptional(v.number()),
  pages: v.exactOptional(v.number()),
  visits: v.exactOptional(v.number()),
  include: v.exactOptional(list(line)),
  exclude: v.exactOptional(list(line)),
  sources: v.exactOptional(list(lower)),
  device: v.exactOptional(v.picklist(['desktop', 'mobile'])),
  languages: v.exactOptional(list(lower)),
  regions: v.exactOptional(list(lower)),
  scrolled: v.exactOptional(v.number()),
  isLeaving: v.exactOptional(v.literal(true)),
  event: v.exactOptional(text),
})
const afterRefusal = v.variant('kind', [
  v.strictObject({ kind: v.literal('visit') }),
  v.strictObject({ kind: v.literal('again'), minutes: v.number(), times: v.number() }),
  v.strictObject({ kind: v.literal('ever') }),
])
const look = strict({
  title: line,
  text,
  picture: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.address), v.check(isText))),
  accent: v.exactOptional(line),
  position: v.picklist(INVITATION_POSITIONS),
  buttons: list(v.picklist(INVITATION_BUTTONS)),
  closesAfterSeconds: v.exactOptional(v.number()),
})
const draft = strict({
  siteId: id<SiteId>(),
  name: line,
  isOn: v.boolean(),
  conditions,
  receiver,
  afterRefusal,
  onlyStaffed: v.boolean(),
  variants: list(strict({ id: id<string>(), name: line, share: v.number(), desktop: look, mobile: look })),
  messengerId: v.exactOptional(id<string>()),
  phone: v.exactOptional(line),
})

export const parseInvitationDraft = parser<InvitationDraft>()(draft)
export const parseInvitationChange = parser<InvitationChange>()(strict({ revision: count, draft }))
export const parseInvitationOrder = parser<InvitationOrder>()(strict({ revision: count, ids: list(id<string>()) }))
export const parseManualInvitations = parser<ManualInvitationsChange>()(strict({ revision: count, isOn: v.boolean(), desktop: look, mobile: look }))

export interface OfferRequest extends VisitorCredentials {
  readonly invitationId: string
}
export const parseOffer = parser<OfferRequest>()(strict({ ...credentials, invitationId: id<string>() }))

export interface AnswerRequest extends VisitorCredentials {
  readonly id: string
  readonly answer: InvitationAnswer
}
export const parseInvitationAnswer = parser<AnswerRequest>()(strict({ ...credentials, id: id<string>(), answer: v.picklist(['declined', 'closed']) }))
