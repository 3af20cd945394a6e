/** What visitors see now, what differs from it, and the button that makes the two the same (MN-3). */
import type { CompanyRecord, MenuPlace, MenuRecord, SiteRecord } from '@foyer/sdk/protocol'
import type { FormStatus } from '../forms/index.ts'
import { fullTime } from '../format.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { differencesOf, isDifferent, menuOf } from './menu-draft.ts'
import type { MenuDraft } from './menu-draft.ts'
import { MenuPreview } from './menu-preview.tsx'
import { useMenusWords } from './use-words.ts'

export interface PublicationBoxProps {
  readonly record: MenuRecord
  readonly draft: MenuDraft
  readonly status: FormStatus
  readonly place: MenuPlace
  readonly site: SiteRecord
  readonly company: CompanyRecord
  readonly isBusy: boolean
  readonly news: string
  readonly refusal: string | undefined
  onPublish(): void
}

export function PublicationBox({ record: { isOn, published, publishedAt }, draft, status, place, site, company, isBusy, news, refusal, onPublish }: PublicationBoxProps) {
  const { locale, clock } = useSurroundings()
  const words = useMenusWords()
  const menu = menuOf(draft)
  const found = published && differencesOf(published, menu)
  const differs = !found || isDifferent(found)
  const isUnsaved = status !== 'saved'
  const mayPublish = (differs || isUnsaved) && menu.items.length > 0 && status !== 'theirs' && status !== 'conflict' && status !== 'saving'
  const said = words.differences
  const named = (titles: readonly string[]) => titles.map((title) => title || words.untitled)
  const lines = found && [found.added.length > 0 && said.added(named(found.added)), found.removed.length > 0 && said.removed(named(found.removed)), found.changed.length > 0 && said.changed(named(found.changed)), found.order && said.order, found.look && said.look].filter((line) => typeof line === 'string')
  return (
    <div class="publication">
      <h3>{words.state}</h3>
      <p>{!isOn ? words.off : publishedAt === undefined ? words.never : words.live(fullTime(publishedAt, clock.now(), locale))}</p>
      {lines && (lines.length === 0 ? <p class="quiet">{words.same}</p> : <><p class="quiet">{words.differs}</p><ul class="publication-lines">{lines.map((line) => <li key={line}>{line}</li>)}</ul></>)}
      <button type="button" class="button is-main" aria-disabled={!mayPublish || isBusy} onClick={() => mayPublish && onPublish()}>{isUnsaved ? words.saveAndPublish : words.publish}</button>
      {refusal !== undefined && <p class="problem" role="alert"><Icon name="problem" size={16} /> {refusal}</p>}
      <p class={news && !differs ? 'invitations-news' : 'unseen'} role="status">{news && !differs && <><Icon name="check" size={16} /> {news}</>}</p>
      <MenuPreview menu={menu} place={place} site={site} company={company} />
    </div>
  )
}
