/** What a desk may ask (`sdk/protocol/desk-events.ts`), parsed. Marks and single conversations are as a visitor's. */
import * as v from 'valibot'
import { INVITED_AT_ONCE, ok } from '@foyer/sdk/protocol'
import type { ConversationId, ConversationSyncRequest, DeskAuth, DeskOlderRequest, FileId, MessageId, Receiver, VisitorId } from '@foyer/sdk/protocol'
import { parseAgentDraft, sortDrafts } from './drafts.ts'
import type { SortedDrafts } from './drafts.ts'
import { conversationId, count, draftsEnvelope, id, messageId, receiver } from './fields.ts'
import { parser, strict } from './parse.ts'
import type { Parse } from './parse.ts'
import { note, writtenText } from './parts.ts'
import { fileIds } from './visitor-requests.ts'

export const parseDeskAuth = parser<DeskAuth>()(strict({ protocol: count }))

export const parseNothing = parser<Record<never, never>>()(strict({}))

export const parseConversationSync = parser<ConversationSyncRequest>()(strict({ conversationId, seq: count }))
export const parseDeskOlder = parser<DeskOlderRequest>()(strict({ conversationId, seq: count }))

const parseSendEnvelope = parser<{ conversationId: ConversationId; drafts: unknown[] }>()(strict({ conversationId, drafts: draftsEnvelope }))
export const parseDeskSend: Parse<{ readonly conversationId: ConversationId; readonly drafts: SortedDrafts }> = (input) => {
  const envelope = parseSendEnvelope(input)
  if (!envelope.ok) return envelope
  const drafts = sortDrafts(envelope.value.drafts, parseAgentDraft)
  return drafts.ok ? ok({ conversationId: envelope.value.conversationId, drafts: drafts.value }) : drafts
}

export const parseLiveMore = parser<{ readonly after: VisitorId }>()(strict({ after: id<VisitorId>() }))
export const parseInvite = parser<{ readonly visitorIds: readonly VisitorId[]; readonly text: string }>()(
  strict({ visitorIds: v.pipe(v.array(id<VisitorId>()), v.minLength(1), v.maxLength(INVITED_AT_ONCE)), text: note }),
)
const parseBeginEnvelope = parser<{ visitorId: VisitorId; drafts: unknown[] }>()(strict({ visitorId: id<VisitorId>(), drafts: draftsEnvelope }))
export const parseDeskBegin: Parse<{ readonly visitorId: VisitorId; readonly drafts: SortedDrafts }> = (input) => {
  const envelope = parseBeginEnvelope(input)
  if (!envelope.ok) return envelope
  const drafts = sortDrafts(envelope.value.drafts, parseAgentDraft)
  return drafts.ok ? ok({ visitorId: envelope.value.visitorId, drafts: drafts.value }) : drafts
}

export const parseSwitches = parser<{ readonly isOnline?: boolean; readonly isAccepting?: boolean }>()(
  strict({ isOnline: v.exactOptional(v.boolean()), isAccepting: v.exactOptional(v.boolean()) }),
)

export const parseTransferAsk = parser<{ readonly conversationId: ConversationId; readonly to: Receiver; readonly note?: string; readonly brief?: string }>()(
  strict({ conversationId, to: receiver, note: v.exactOptional(note), brief: v.exactOptional(note) }),
)
export const parseReassign = parser<{ readonly conversationId: ConversationId; readonly to: Receiver; readonly brief?: string }>()(strict({ conversationId, to: receiver, brief: v.exactOptional(note) }))
export const parseWhisper = parser<{ readonly conversationId: ConversationId; readonly id: MessageId; readonly text: string }>()(strict({ conversationId, id: messageId, text: writtenText }))
export const parseDeskFileLinks = parser<{ readonly conversationId: ConversationId; readonly ids: readonly FileId[] }>()(strict({ conversationId, ids: fileIds }))

export const parseDeskTyping = parser<{ readonly conversationId: ConversationId; readonly isTyping: boolean }>()(
  strict({ conversationId, isTyping: v.boolean() }),
)
