/** What a code is made of: a component's own page, or the address of its card. */
import type { ComponentId, WorkspaceId } from '@foyer/sdk/protocol'
import { companyOf } from '../company/store.ts'
import { readImage } from '../images/store.ts'
import type { KeptImage } from '../images/store.ts'
import { draftOf } from '../reception/rules.ts'
import { db, first, prepare, procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

const COLUMNS = ['slug', 'site_id', 'name', 'receiver', 'draft'] as const
const componentOfWorkspace = prepare((p: { id: ComponentId; workspaceId: WorkspaceId }) =>
  db.selectFrom('components').select(COLUMNS).where('id', '=', p.id).where('workspace_id', '=', p.workspaceId).where('deleted_at', 'is', null),
)
const componentBySlug = prepare((p: { slug: string }) => db.selectFrom('components').select(COLUMNS).where('slug', '=', p.slug).where('deleted_at', 'is', null))

export interface LinkedComponent {
  readonly slug: string
  readonly name: string
  /** The company's, if it was asked for and there is one. */
  readonly logo?: KeptImage
}

export const readLinkedComponent = procedure('codes.component', function* (input: {
  id: ComponentId
  workspaceId: WorkspaceId
  withLogo: boolean
}): Work<LinkedComponent | undefined> {
  const { id, workspaceId, withLogo } = input
  const row = yield* first(componentOfWorkspace, { id, workspaceId })
  if (!row) return undefined
  const logoId = withLogo ? (yield* companyOf(workspaceId)).profile.logo : ''
  const logo = logoId ? yield* readImage.body({ id: logoId, workspaceId }) : undefined
  return { slug: row.slug, name: row.name, ...(logo && { logo }) }
})

/** Where the button of a component's card leads (RC-1), if its code is made of that. */
export const readCardAddress = procedure('codes.card', function* ({ slug }: { slug: string }): Work<string | undefined> {
  const row = yield* first(componentBySlug, { slug })
  const target = row && draftOf(row).target
  return target?.kind === 'card' && target.code === undefined ? target.address : undefined
})
