/** What these pages are about, as the server has it now. */
import { API, VISITORS_API, ok } from '@foyer/sdk/protocol'
import type { CompanyRecord, ComponentRecord, InvitationsRecord, Receivers, Result, SiteRecord } from '@foyer/sdk/protocol'
import type { Api } from '../api.ts'

export interface World {
  readonly record: InvitationsRecord
  readonly receivers: Receivers
  readonly sites: readonly SiteRecord[]
  readonly components: readonly ComponentRecord[]
  readonly company: CompanyRecord
}

export async function loadWorld(api: Api): Promise<Result<World>> {
  const [record, receivers, sites, components, company] = await Promise.all([
    api.get<InvitationsRecord>(VISITORS_API.invitations), api.get<Receivers>(API.receivers), api.get<readonly SiteRecord[]>(API.sites), api.get<readonly ComponentRecord[]>(API.components), api.get<CompanyRecord>(API.company),
  ])
  if (!record.ok) return record
  if (!receivers.ok) return receivers
  if (!sites.ok) return sites
  if (!components.ok) return components
  if (!company.ok) return company
  return ok({ record: record.value, receivers: receivers.value, sites: sites.value, components: components.value, company: company.value })
}
