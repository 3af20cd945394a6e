/** Invitations of a travel agency, and a server in memory that keeps them. */
import { SWITCH_EVERY_MS, VISITORS_API, fail, failForm, ok } from '@foyer/sdk/protocol'
import type {
  GroupId, InvitationChange, InvitationDraft, InvitationLook, InvitationOrder, InvitationRecord, InvitationResult, InvitationsRecord, ManualInvitations, ManualInvitationsChange, Result,
} from '@foyer/sdk/protocol'
import { checkInvitation } from '../invitations/draft.ts'
import type { FakeRoutes } from './fake-api.ts'
import { NOW } from './samples.ts'
import { SITE } from './settings-samples.ts'

const look = (title: string, text: string, more: Partial<InvitationLook> = {}): InvitationLook => ({ title, text, position: 'bottom-end', buttons: ['chat', 'later'], ...more })
const BOATS = { kind: 'group', groupId: 'g-boats' as GroupId } as const

const invitation = (id: string, name: string, more: Partial<InvitationDraft> = {}): InvitationRecord => {
  const desktop = look('Can we help?', 'Hello {visitor}! Is there anything that you would like to know?')
  return {
    id, revision: 1, siteId: SITE, name, isOn: true, conditions: {}, receiver: BOATS, afterRefusal: { kind: 'visit' }, onlyStaffed: true,
    variants: [{ id: `${id}-a`, name: 'Variant A', share: 100, desktop, mobile: { ...desktop, position: 'bottom-sheet' } }], ...more,
  }
}

export function sampleInvitations(): InvitationsRecord {
  const desktop = look('Sailing?', 'We know every harbour around {place}. Ask us!')
  const variant = (id: string, name: string, text: string) => ({ id, name, share: 50, desktop: { ...desktop, text }, mobile: { ...desktop, text, position: 'bottom-sheet' as const } })
  return {
    revision: 3,
    invitations: [
      invitation('i1', 'Sailing tours', {
        conditions: { secondsOnPage: 20, include: ['/tours/sailing/*'], regions: ['pt'] },
        afterRefusal: { kind: 'again', minutes: 60, times: 2 },
        variants: [variant('i1-a', 'Variant A', 'We know every harbour around {place}. Ask us!'), variant('i1-b', 'Variant B', 'Sailed it ourselves. Ask us!')],
      }),
      invitation('i2', 'Leaving the basket', { conditions: { include: ['/basket'], isLeaving: true }, afterRefusal: { kind: 'ever' }, onlyStaffed: false }),
      invitation('i3', 'Everybody', { isOn: false }),
    ],
    manual: { revision: 1, isOn: true, switchableAt: NOW + 4 * 60_000 + 5_000, desktop: look('{agent}', '', { position: 'centre' }), mobile: look('{agent}', '', { position: 'bottom-sheet' }) },
  }
}

const RESULTS: readonly InvitationResult[] = [
  { invitationId: 'i1', variantId: 'i1-a', shown: 1_000, accepted: 140, declined: 310 },
  { invitationId: 'i1', variantId: 'i1-b', shown: 1_000, accepted: 95, declined: 402 },
  { invitationId: 'i2', variantId: 'i2-a', shown: 84, accepted: 9, declined: 31 },
]

/** A server that keeps what is saved, and refuses a change that was made from an older one. */
export function invitationsRoutes(now: () => number = () => NOW): FakeRoutes {
  let { revision, invitations, manual } = sampleInvitations()
  let made = 0
  const record = (): InvitationsRecord => ({ revision, invitations, manual })
  return {
    [`GET ${VISITORS_API.invitations}`]: () => ok(record()),
    [`GET ${VISITORS_API.invitationResults}*`]: () => ok(RESULTS),
    [`POST ${VISITORS_API.invitations}`]: (body): Result<InvitationRecord> => {
      const draft = body as InvitationDraft
      const refused = checkInvitation(draft)
      if (refused) return refused
      const one = { ...draft, id: `new-${++made}`, revision: 1 }
      invitations = [...invitations, one]
      revision += 1
      return ok(one)
    },
    [`PUT ${VISITORS_API.invitationOrder}`]: (body): Result<InvitationsRecord> => {
      const order = body as InvitationOrder
      if (order.revision !== revision) return failForm('changed_meanwhile')
      invitations = order.ids.flatMap((id) => invitations.filter((one) => one.id === id))
      revision += 1
      return ok(record())
    },
    [`PUT ${VISITORS_API.manualInvitations}`]: (body): Result<ManualInvitations> => {
      const change = body as ManualInvitationsChange
      if (change.revision !== manual.revision) return failForm('changed_meanwhile')
      const isSwitched = change.isOn !== manual.isOn
      if (isSwitched && now() < manual.switchableAt) return failForm('too_soon', { field: 'isOn' })
      manual = { ...change, revision: change.revision + 1, switchableAt: isSwitched ? now() + SWITCH_EVERY_MS : manual.switchableAt }
      return ok(manual)
    },
    [`PUT ${VISITORS_API.invitations}/*`]: (body, path): Result<InvitationRecord> => {
      const change = body as InvitationChange
      const before = invitations.find(({ id }) => path.endsWith(`/${id}`))
      if (!before) return fail('not_found')
      if (before.revision !== change.revision) return failForm('changed_meanwhile')
      const refused = checkInvitation(change.draft)
      if (refused) return { ...refused, ...(refused.field !== undefined && { field: `draft.${refused.field}` }) }
      const one = { ...change.draft, id: before.id, revision: change.revision + 1 }
      invitations = invitations.map((each) => (each.id === one.id ? one : each))
      return ok(one)
    },
    [`DELETE ${VISITORS_API.invitations}/*`]: (_, path) => {
      invitations = invitations.filter(({ id }) => !path.endsWith(`/${id}`))
      revision += 1
      return ok(null)
    },
  }
}
