import type { ConversationHead, WindowSettings } from '@foyer/sdk/protocol'

/**
 * True if the last conversation can be rated now (SV-1, SV-3): it was asked for, or an agent has answered and it goes on.
 * Where the workspace asks nobody, or not here, nothing can.
 */
export function canRate(head: ConversationHead | undefined, now: number, settings: Pick<WindowSettings, 'survey'> | undefined): head is ConversationHead {
  if (!head || !settings?.survey) return false
  return head.survey ? now < head.survey.validUntil : head.isAnswered === true && head.state.status !== 'ended'
}
