/**
 * What a page would be told of a draft, for the preview and the pictures of the maker: at once and without asking the
 * server, also while a draft is not yet one that can be kept. The rule is the server's own,
 * of what the maker would send.
 */
import type { ComponentDraft, ComponentId, ReceptionComponent } from '@foyer/sdk/protocol'
import { avatarPath, shownOf as shownByRule } from '../../reception/rules.ts'
import type { Pictures } from '../../reception/rules.ts'
import { sent } from './maker.ts'

export { avatarPath }
export type { Pictures }

/** Names the page of a component that is kept; any other has none yet. */
export type Identity = Pick<ReceptionComponent, 'id' | 'slug'>

export const NOBODY: Identity = { id: 'preview' as ComponentId, slug: 'preview' }

/** `undefined` for what is on no page, and for a picture that is not there. */
export const shownOf = (draft: ComponentDraft, pictures: Pictures, identity = NOBODY): ReceptionComponent | undefined => shownByRule(identity, sent(draft), pictures)
