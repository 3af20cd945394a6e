import type { ComponentId, ConversationId, GroupId, MemberId, SiteId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { prepareInsert, write } from './procedure.ts'
import type { Work } from './procedure.ts'
import type { FactKind } from './schema.ts'

/** A countable thing, written in the same transaction as what it describes (decision 7). */
export interface Fact {
  /** Made from what it describes, so that no fact stands twice. */
  readonly id: string
  readonly workspaceId: WorkspaceId
  readonly kind: FactKind
  readonly at: number
  readonly siteId?: SiteId
  readonly visitorId?: VisitorId
  readonly conversationId?: ConversationId
  readonly memberId?: MemberId
  readonly groupId?: GroupId
  readonly componentId?: ComponentId
  /** See `FactRow`. */
  readonly value?: number
  readonly about?: string
}

const insertFact = prepareInsert('facts', [
  'id',
  'workspace_id',
  'at',
  'kind',
  'site_id',
  'visitor_id',
  'conversation_id',
  'member_id',
  'group_id',
  'component_id',
  'value',
  'about',
])

export function* fact(fact: Fact): Work<void> {
  yield* write(insertFact, {
    id: fact.id,
    workspace_id: fact.workspaceId,
    at: fact.at,
    kind: fact.kind,
    site_id: fact.siteId ?? null,
    visitor_id: fact.visitorId ?? null,
    conversation_id: fact.conversationId ?? null,
    member_id: fact.memberId ?? null,
    group_id: fact.groupId ?? null,
    component_id: fact.componentId ?? null,
    value: fact.value ?? null,
    about: fact.about ?? null,
  })
}
