/** What the owner pastes (RC-6, RC-7, RC-18). The texts are markup, made safe, and code that runs as it stands. */
import type { ComponentDraft, ComponentId, SiteKey } from '@foyer/sdk/protocol'

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The tag of a site: the same for all its components. */
export const tagOf = (address: string, key: SiteKey): string => `<script async src="${escaped(address)}" data-site="${escaped(key)}"></script>`

/** The chat in a box of the page. */
export const inlineOf = (id: ComponentId): string => `<foyer-chat component="${escaped(id)}"></foyer-chat>`

const SIMPLE_ID = /^#([A-Za-z_][\w-]*)$/

/** An element that starts the reception, for a page that has none yet: a button with the id that the first selector names, if it names one. */
export function elementOf({ selectors = [], shownName }: Pick<ComponentDraft, 'selectors' | 'shownName'>): string | undefined {
  const id = SIMPLE_ID.exec(selectors[0] ?? '')?.[1]
  return id === undefined ? undefined : `<button type="button" id="${id}">${escaped(shownName)}</button>`
}

/** The same from code, for elements that no selector reaches. */
export const bindingOf = (id: ComponentId, { selectors = [] }: Pick<ComponentDraft, 'selectors'>): string =>
  `Foyer.bind(${JSON.stringify(selectors[0] ?? '#foyer-chat')}, { component: ${JSON.stringify(id)} })`

export const CODE_SIZES = [256, 512, 1024] as const
