/** The tag to paste: the newest that there is, or one version that never changes. */
import { useState } from 'preact/hooks'
import type { SiteKey, TagAddress } from '@foyer/sdk/protocol'
import { CopyBox, RadioCards, SelectField } from '../forms/index.ts'
import { newestOf, pinnedOf, tagFor } from './tag.ts'
import { useSettingsWords } from './words.ts'

export function TagBox({ tags, siteKey }: { readonly tags: readonly TagAddress[]; readonly siteKey: SiteKey }) {
  const words = useSettingsWords()
  const [which, choose] = useState<'newest' | 'pinned'>('newest')
  const pinned = pinnedOf(tags)
  const [address, setAddress] = useState(pinned[0]?.address ?? '')
  const tag = which === 'newest' ? newestOf(tags) : pinned.find((each) => each.address === address)
  return (
    <>
      {pinned.length > 0 && (
        <RadioCards<'newest' | 'pinned'> path="" label={words.tagWhich} value={which} onChange={choose} arrangement="list" options={[
          { value: 'newest', label: words.tagNewest, hint: words.tagNewestSays },
          { value: 'pinned', label: words.tagPinned, hint: words.tagPinnedSays },
        ]} />
      )}
      {which === 'pinned' && pinned.length > 1 && (
        <SelectField path="" label={words.tagVersion} value={address} onChange={setAddress}
          options={pinned.map((each) => ({ value: each.address, label: `${each.version} · ${each.address.split('/').at(-1) ?? ''}` }))} />
      )}
      {tag ? <CopyBox text={tagFor(tag, siteKey)} label={words.tagCode} /> : <p class="quiet">{words.noTags}</p>}
    </>
  )
}
