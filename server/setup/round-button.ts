import type { ComponentDraft, GroupId, SiteId } from '@foyer/sdk/protocol'

/** Where a first component belongs, and who receives by it. */
export interface Place {
  readonly siteId: SiteId
  readonly groupId: GroupId
}

/** The component of every new workspace. */
export const roundButton = ({ siteId, groupId }: Place): ComponentDraft => ({
  siteId,
  kind: 'web-chat',
  placement: 'web-page',
  style: 'round-button',
  name: 'Round button',
  shownName: 'Chat with us',
  greeting: '',
  position: 'bottom-end',
  offset: { inline: 20, block: 20 },
  receiver: { kind: 'group', groupId },
  face: 'agent',
  language: 'auto',
  show: {},
})
