/** The line that a site's owner pastes (RC-7, RC-17). Pure. */
import type { SiteKey, TagAddress } from '@foyer/sdk/protocol'

/** Written by hand or by us, an attribute ends at its quote. */
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

export function tagFor({ address, integrity }: TagAddress, key: SiteKey): string {
  // A browser checks the integrity of a file from elsewhere only if it may read it.
  const pinned = integrity === undefined ? '' : ` integrity="${attribute(integrity)}" crossorigin="anonymous"`
  return `<script async src="${attribute(address)}" data-site="${attribute(key)}"${pinned}></script>`
}

export const newestOf = (tags: readonly TagAddress[]): TagAddress | undefined => tags.find(({ integrity }) => integrity === undefined)

export const pinnedOf = (tags: readonly TagAddress[]): readonly TagAddress[] => tags.filter(({ integrity }) => integrity !== undefined)
