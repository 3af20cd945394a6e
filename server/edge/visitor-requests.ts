/** What a visitor's window may ask (`sdk/protocol/visitor-events.ts`), parsed. */
import * as v from 'valibot'
import { LIMITS, MENU_PLACES, ok } from '@foyer/sdk/protocol'
import type { ContactDetails, ConversationId, FileId, MarkRequest, OlderRequest, SyncRequest, VisitorAsk, VisitorAuth, VisitorToServer } from '@foyer/sdk/protocol'
import { parseVisitorDraft, sortDrafts, startContext } from './drafts.ts'
import type { SortedDrafts } from './drafts.ts'
import { conversationId, count, credentials, draftsEnvelope, id, isText, pageRef, said } from './fields.ts'
import { rating } from './parts.ts'
import { parser, strict } from './parse.ts'
import type { Parse } from './parse.ts'

export const parseVisitorAuth = parser<VisitorAuth>()(strict({ ...credentials, page: v.exactOptional(pageRef) }))

export const parseSync = parser<SyncRequest>()(
  strict({
    version: count,
    conversations: v.pipe(v.array(strict({ id: conversationId, seq: count })), v.maxLength(LIMITS.syncConversations)),
  }),
)

export const parseOlder = parser<OlderRequest>()(strict({ before: strict({ conversationId, seq: count }) }))

const parseSendEnvelope = parser<{ drafts: unknown[] }>()(strict({ drafts: draftsEnvelope }))
export const parseSend: Parse<SortedDrafts> = (input) => {
  const envelope = parseSendEnvelope(input)
  return envelope.ok ? sortDrafts(envelope.value.drafts, parseVisitorDraft) : envelope
}

/** A client cannot have shown what it has not received. */
export const parseMark: Parse<MarkRequest> = (input) => {
  const mark = parser<MarkRequest>()(strict({ conversationId, delivered: count, read: count }))(input)
  return mark.ok ? ok({ ...mark.value, delivered: Math.max(mark.value.delivered, mark.value.read) }) : mark
}

export const parseConversation = parser<{ readonly conversationId: ConversationId }>()(strict({ conversationId }))

export const parseVisitorTyping = parser<{ readonly isTyping: boolean; readonly text?: string }>()(
  strict({ isTyping: v.boolean(), text: v.exactOptional(v.pipe(v.string(), v.maxLength(LIMITS.textLength), v.check(isText))) }),
)

export const parseSurveyAnswer = parser<AskRequest<'survey:answer'>>()(strict({ conversationId, ...rating }))
export const parseBegin = parser<AskRequest<'conversation:begin'>>()(strict({ invitation: id<string>(), isMobile: v.exactOptional(v.literal(true)), page: v.exactOptional(pageRef) }))
export const parseChoose = parser<AskRequest<'menu:choose'>>()(strict({ id: id<string>(), place: v.picklist(MENU_PLACES), itemId: id<string>(), start: v.exactOptional(startContext) }))
export const parseTransferAnswer = parser<AskRequest<'transfer:answer'>>()(strict({ conversationId, isAccepted: v.boolean() }))
export const parseDetails = parser<ContactDetails>()(strict({ name: v.exactOptional(said), email: v.exactOptional(said), phone: v.exactOptional(said) }))
export const fileIds = v.pipe(v.array(id<FileId>()), v.minLength(1), v.maxLength(LIMITS.pageEvents))
export const parseFileLinks = parser<AskRequest<'files:links'>>()(strict({ ids: fileIds }))

type AskRequest<Name extends VisitorAsk> = Parameters<VisitorToServer[Name]>[0]
