/** What an invitation says to a visitor: names of what is known of them put into its words, and who invites. */
import type { AgentFace, InvitationLook, PageRef, Place, Receiver, SiteId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { faceOfAgent, findAgent } from '../allocation/store.ts'
import { shownCompanyName } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { seenByVisitor } from '../conversations/faces.ts'
import { db, first, prepare, together } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { VisitorRow } from '../store/schema.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { fillInvitation } from './rules.ts'
import type { Names } from './rules.ts'

const saidOfVisitor = prepare((p: { id: VisitorId }) => db.selectFrom('visitors').select(['name', 'page', 'language']).where('id', '=', p.id))
const lastVisit = prepare((p: { visitorId: VisitorId }) => db.selectFrom('visits').select(['began_at', 'place']).where('visitor_id', '=', p.visitorId).orderBy('began_at', 'desc').limit(1))

interface Told {
  readonly name: string
  readonly page: PageRef | undefined
  readonly place: string
  readonly company: string
  readonly visitBegan: number | undefined
}

/** What names can be put into an invitation. `page`: as it is known by the socket; else the one that was written down last. */
export function* whatIsKnown({ id, workspaceId }: VisitorIdentity, page: PageRef | undefined): Work<Told> {
  const [said, visit] = yield* together(first(saidOfVisitor, { id }), first(lastVisit, { visitorId: id }))
  return {
    name: said?.name ?? '',
    page: page ?? (said?.page ? (JSON.parse(said.page) as PageRef) : undefined),
    place: visit?.place ? placeName(JSON.parse(visit.place) as Place, said?.language) : '',
    company: shownCompanyName((yield* companyOf(workspaceId)).profile),
    visitBegan: visit?.began_at,
  }
}

function placeName({ city, region, country }: Place, language: VisitorRow['language'] = null): string {
  if (city ?? region) return city ?? region ?? ''
  return (country && new Intl.DisplayNames([language ?? 'en'], { type: 'region', fallback: 'none' }).of(country)) ?? ''
}

/** Who can be named as receiving, and how visitors see them. */
export function* faceFor(receiver: Receiver | undefined, workspaceId: WorkspaceId, siteId: SiteId): Work<AgentFace | undefined> {
  if (receiver?.kind !== 'agent' || !(yield* findAgent(receiver.agentId, workspaceId))) return undefined
  return seenByVisitor(yield* faceOfAgent(receiver.agentId, { workspaceId, siteId, componentId: undefined }))
}

export function filledIn(look: InvitationLook, names: Names, { hasMessenger }: { readonly hasMessenger: boolean }): InvitationLook {
  // A messenger that was taken away since leads nowhere.
  const buttons = look.buttons.filter((button) => button !== 'messenger' || hasMessenger)
  // One that is made of unknown names alone says whose it is.
  const title = fillInvitation(look.title, names) || names.company
  return { ...look, title, text: fillInvitation(look.text, names) || title, buttons }
}

export const namesFrom = ({ name, page, place, company }: Told, agent: AgentFace | undefined): Names => ({ visitor: name, page: page?.title ?? '', place, company, agent: agent?.name ?? company })
