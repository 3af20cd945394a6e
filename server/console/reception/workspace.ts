/** What of the workspace the pages need besides the components, asked for at once. */
import { API, ok } from '@foyer/sdk/protocol'
import type { CompanyRecord, Receivers, Result, SiteRecord, TagAddress } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'

export interface Workspace {
  readonly sites: readonly SiteRecord[]
  /** The newest version first. */
  readonly tags: readonly TagAddress[]
  readonly receivers: Receivers
  readonly company: CompanyRecord
}

export async function loadWorkspace(api: Api): Promise<Result<Workspace>> {
  const [sites, tags, receivers, company] = await Promise.all([
    api.get<readonly SiteRecord[]>(API.sites),
    api.get<readonly TagAddress[]>(API.tags),
    api.get<Receivers>(API.receivers),
    api.get<CompanyRecord>(API.company),
  ])
  if (!sites.ok) return sites
  if (!tags.ok) return tags
  if (!receivers.ok) return receivers
  if (!company.ok) return company
  return ok({ sites: sites.value, tags: tags.value, receivers: receivers.value, company: company.value })
}
