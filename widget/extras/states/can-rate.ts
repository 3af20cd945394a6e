import type { ConversationHead } from '@foyer/sdk/protocol'

/** True if the last conversation can be rated now (SV-1, SV-3): it was asked for, or an agent has answered and it goes on. */
export function canRate(head: ConversationHead | undefined, now: number): head is ConversationHead {
  if (!head) return false
  return head.survey ? now < head.survey.validUntil : head.isAnswered === true && head.state.status !== 'ended'
}
