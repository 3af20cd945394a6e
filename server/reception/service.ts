/** Components as the console uses them: runs a procedure, and after its commit tells the pages. */
import { PUBLIC_PATHS, ok } from '@foyer/sdk/protocol'
import type { ComponentChange, ComponentDraft, ComponentId, ComponentRecord, Result, WorkspaceId } from '@foyer/sdk/protocol'
import type { Member } from '../members/store.ts'
import type { TellPages } from '../sites/live.ts'
import type { Store } from '../store/store.ts'
import {
  changeComponent,
  copyComponent,
  deleteComponent,
  makeComponent,
  readComponent,
  readComponents,
  readDependents,
  readReceivers,
  switchComponent,
} from './store.ts'
import type { ChangedComponent, StoredComponent } from './store.ts'

export interface ReceptionPorts {
  readonly store: Store
  readonly tellPages: TellPages
  now(): number
  /** A UUID of version 7. */
  newId(): string
  /** See `slugs.ts`. */
  newSlug(): string
  /** Where browsers find this server. */
  publicOrigin(): string
}

export type ReceptionService = ReturnType<typeof createReceptionService>

export function createReceptionService({ store, tellPages, now, newId, newSlug, publicOrigin }: ReceptionPorts) {
  const recordOf = ({ slug, ...component }: StoredComponent): ComponentRecord => ({ ...component, link: publicOrigin() + PUBLIC_PATHS.chatPage(slug) })
  const told = (result: Result<ChangedComponent>): Result<ComponentRecord> => {
    if (!result.ok) return result
    if (result.value.sites.length > 0) tellPages(result.value.sites)
    return ok(recordOf(result.value.component))
  }
  const by = ({ id, workspaceId }: Member) => ({ workspaceId, by: id, now: now() })

  return {
    list: async ({ workspaceId }: Member) => ok((await store.run(readComponents, { workspaceId, now: now() })).map(recordOf)),

    async read({ workspaceId }: Member, id: ComponentId): Promise<Result<ComponentRecord>> {
      const found = await store.run(readComponent, { workspaceId, id, now: now() })
      return found.ok ? ok(recordOf(found.value)) : found
    },

    make: async (member: Member, draft: ComponentDraft) => told(await store.run(makeComponent, { ...by(member), id: newId() as ComponentId, slug: newSlug(), draft })),

    change: async (member: Member, id: ComponentId, change: ComponentChange) => told(await store.run(changeComponent, { ...by(member), id, change })),

    switch: async (member: Member, id: ComponentId, isOn: boolean) => told(await store.run(switchComponent, { ...by(member), id, isOn })),

    copy: async (member: Member, id: ComponentId) => told(await store.run(copyComponent, { ...by(member), id, newId: newId() as ComponentId, slug: newSlug() })),

    async delete(member: Member, id: ComponentId): Promise<Result<null>> {
      const gone = await store.run(deleteComponent, { ...by(member), id })
      if (!gone.ok) return gone
      tellPages(gone.value.sites)
      return ok(null)
    },

    dependents: ({ workspaceId }: Member, id: ComponentId) => store.run(readDependents, { workspaceId, id, now: now() }),
    receivers: async ({ workspaceId }: { workspaceId: WorkspaceId }) => ok(await store.run(readReceivers, { workspaceId })),
  }
}
