/** Showings and clicks of components (RC-16): facts like others, but from browsers, which may say them twice. */
import type { ComponentId, CountedEvent, SiteId, WorkspaceId } from '@foyer/sdk/protocol'
import { db, prepare, procedure, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { FactKind } from '../store/schema.ts'

const KIND_OF = { shown: 'component-shown', clicked: 'component-clicked' } as const satisfies Record<CountedEvent['kind'], FactKind>

/** The id of a counted fact stands once (see the index in `migration.ts`), whenever a repeat comes. */
const insertOnce = prepare((p: { id: string; workspaceId: WorkspaceId; at: number; kind: FactKind; siteId: SiteId; componentId: ComponentId }) =>
  db
    .insertInto('facts')
    .values({ id: p.id, workspace_id: p.workspaceId, at: p.at, kind: p.kind, site_id: p.siteId, component_id: p.componentId })
    .onConflict((conflict) => conflict.doNothing()),
)

export interface CountEvents {
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  /** Of the page. With an event's number it says which event it is. */
  readonly load: string
  readonly events: readonly CountedEvent[]
  readonly now: number
}

export const countEvents = procedure('reception.count', function* ({ workspaceId, siteId, load, events, now }: CountEvents): Work<void> {
  for (const { kind, componentId, nr } of events) {
    yield* run(insertOnce, { id: `${load}:${nr}:${kind}:${componentId}`, workspaceId, at: now, kind: KIND_OF[kind], siteId, componentId })
  }
})
