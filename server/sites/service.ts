/** Sites as the edge asks for them: at every greeting, and so from memory, a few seconds old at most. */
import type { SiteKey } from '@foyer/sdk/protocol'
import { createOriginList } from '../edge/origins.ts'
import type { OriginList } from '../edge/origins.ts'
import type { Store } from '../store/store.ts'
import { findSite, readOrigins } from './store.ts'
import type { Site } from './store.ts'

/** A change in the console is in force everywhere after this long. */
export const FRESH_MS = 3_000
/** Keys that are remembered; unknown ones count too, for somebody may try many. */
const MOST_KEYS = 1_000

export interface Sites {
  find(key: SiteKey): Promise<Site | undefined>
  /** Whether pages of this origin may use this site. */
  mayUse(site: Site, origin: string): boolean
  /** Whether any site lists this origin, or it is our own. */
  isKnownOrigin(origin: string): Promise<boolean>
  /** Drops what is remembered, after a change made here. */
  forget(): void
}

export interface SitesPorts {
  readonly store: Store
  now(): number
  /** The server's own origins; they may use every site, for the hosted page. */
  own(): readonly string[]
}

export function createSites({ store, now, own }: SitesPorts): Sites {
  const remembered = new Map<SiteKey, { readonly at: number; readonly site: Promise<Site | undefined> }>()
  const listsOf = new WeakMap<Site, OriginList>()
  let all: { readonly at: number; readonly list: Promise<OriginList> } | undefined

  const isFresh = (at: number) => now() - at < FRESH_MS

  return {
    find(key) {
      const known = remembered.get(key)
      if (known && isFresh(known.at)) return known.site
      if (remembered.size >= MOST_KEYS) remembered.clear()
      const site = store.run(findSite, { key })
      remembered.set(key, { at: now(), site })
      // What failed is not remembered.
      site.catch(() => remembered.delete(key))
      return site
    },
    mayUse(site, origin) {
      const list = listsOf.get(site) ?? createOriginList(site.origins)
      listsOf.set(site, list)
      return own().includes(origin) || list.has(origin)
    },
    async isKnownOrigin(origin) {
      if (own().includes(origin)) return true
      if (!all || !isFresh(all.at)) {
        const list = store.run(readOrigins, null).then(createOriginList)
        all = { at: now(), list }
        list.catch(() => (all = undefined))
      }
      return (await all.list).has(origin)
    },
    forget() {
      remembered.clear()
      all = undefined
    },
  }
}
