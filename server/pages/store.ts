/** What the pages of a component need to know (RC-8, RC-12), by the slug in their address. */
import type { ComponentDraft, ComponentId, CompanyPanel, Language, SiteKey, Theme } from '@foyer/sdk/protocol'
import { panelOf } from '../company/rules.ts'
import { companyOf } from '../company/store.ts'
import { draftOf } from '../reception/rules.ts'
import { db, first, prepare, procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'

export interface ComponentPage {
  readonly id: ComponentId
  readonly slug: string
  readonly site: SiteKey
  readonly draft: ComponentDraft
  readonly theme: Theme
  /** The component's, else the site's. */
  readonly language: Language | 'auto'
  readonly company: CompanyPanel
  /** Whether messengers can show the company's logo on a preview card: they take no SVG. */
  readonly hasPhotoLogo: boolean
}

const componentBySlug = prepare((p: { slug: string }) =>
  db
    .selectFrom('components')
    .innerJoin('sites', 'sites.id', 'components.site_id')
    .select(['components.id', 'components.site_id', 'components.workspace_id', 'components.slug', 'components.name', 'components.receiver', 'components.draft'])
    .select(['sites.key', 'sites.theme', 'sites.language'])
    .where('components.slug', '=', p.slug)
    .where('components.is_on', '=', 1)
    .where('components.deleted_at', 'is', null),
)
const imageType = prepare((p: { id: string }) => db.selectFrom('images').select('type').where('id', '=', p.id))

/** A component that is switched on; `undefined` for one that is off, deleted or was never there. */
export const findComponentPage = procedure('reception.by-slug', function* (input: { slug: string }): Work<ComponentPage | undefined> {
  const row = yield* first(componentBySlug, input)
  if (!row) return undefined
  const draft = draftOf(row)
  const { profile } = yield* companyOf(row.workspace_id)
  const logo = profile.logo ? yield* first(imageType, { id: profile.logo }) : undefined
  return {
    id: row.id,
    slug: row.slug,
    site: row.key,
    draft,
    theme: JSON.parse(row.theme) as Theme,
    language: draft.language === 'auto' ? (row.language as Language | 'auto') : draft.language,
    company: panelOf(profile),
    hasPhotoLogo: logo !== undefined && logo.type !== 'image/svg+xml',
  }
})
