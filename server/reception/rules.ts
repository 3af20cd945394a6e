/** What a component is, from its row: what the console edits, and what a page is told of it. */
import type { ComponentDraft, ComponentId, Receiver, ReceptionComponent, SiteId } from '@foyer/sdk/protocol'

/** A row of the table, as far as it is needed to know a component. */
export interface KeptComponent {
  readonly id: ComponentId
  readonly site_id: SiteId
  readonly slug: string
  readonly name: string
  readonly receiver: string
  readonly draft: string
}

export function draftOf({ site_id: siteId, name, receiver, draft }: KeptComponent): ComponentDraft {
  return { ...(JSON.parse(draft) as Omit<ComponentDraft, 'siteId' | 'name' | 'receiver'>), siteId, name, receiver: JSON.parse(receiver) as Receiver }
}

/** The columns that hold a draft. */
export function columnsOf({ siteId, name, receiver, ...draft }: ComponentDraft) {
  return { site_id: siteId, name, receiver: JSON.stringify(receiver), draft: JSON.stringify(draft) }
}

/** What a page is told. `undefined` for what is on no page. */
export function shownOf(row: KeptComponent): ReceptionComponent | undefined {
  const { kind, style, position, offset, shownName, greeting } = draftOf(row)
  if (style === 'article-picture') return undefined
  return { id: row.id, kind, style, position, offset, shownName, ...(greeting && { greeting }), slug: row.slug }
}
