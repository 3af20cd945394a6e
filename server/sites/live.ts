import type { SiteId } from '@foyer/sdk/protocol'
import type { PresenceHub } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import type { Sites } from './service.ts'
import { readVersions } from './versions.ts'
import type { ChangedSite } from './versions.ts'

/** Pages hear of a change at once from the server that made it, and after this long from another (RC-15: within a minute). */
export const LOOK_EVERY_MS = 20_000

/** After a change of settings: what is remembered of the sites goes, and the pages that are open fetch them anew (RC-15). */
export type TellPages = (changed: readonly ChangedSite[]) => void

export interface LiveSites {
  readonly tell: TellPages
  /** Tells the pages here of what other servers on the same database have changed since the last look. */
  look(): Promise<void>
}

export interface LiveSitesPorts {
  readonly store: Store
  readonly sites: Pick<Sites, 'forget'>
  readonly hub: Pick<PresenceHub, 'siteChanged'>
}

export function createLiveSites({ store, sites, hub }: LiveSitesPorts): LiveSites {
  const told = new Map<SiteId, number>()

  const tell: TellPages = (changed) => {
    sites.forget()
    for (const { siteId, version } of changed) {
      told.set(siteId, version)
      hub.siteChanged(siteId, version)
    }
  }
  return {
    tell,
    async look() {
      const versions = await store.run(readVersions, null)
      // Of a site that is seen for the first time, pages have fetched what there is.
      const changed = versions.filter(({ siteId, version }) => (told.get(siteId) ?? version) !== version)
      for (const { siteId, version } of versions) told.set(siteId, version)
      if (changed.length > 0) tell(changed)
    },
  }
}
