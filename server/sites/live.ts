import type { PresenceHub } from '../presence/hub.ts'
import type { Sites } from './service.ts'
import type { ChangedSite } from './versions.ts'

/** After a change of settings: what is remembered of the sites goes, and the pages that are open fetch them anew (RC-15). */
export type TellPages = (changed: readonly ChangedSite[]) => void

export const createTellPages =
  ({ sites, hub }: { readonly sites: Pick<Sites, 'forget'>; readonly hub: Pick<PresenceHub, 'siteChanged'> }): TellPages =>
  (changed) => {
    sites.forget()
    for (const { siteId, version } of changed) hub.siteChanged(siteId, version)
  }
