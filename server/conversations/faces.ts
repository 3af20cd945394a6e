/**
 * What each side sees of a log. A visitor: a component may show the company instead of the agent (RC-3): then the log holds both, the desk
 * gets it as it is, and what leaves for the visitor has the company alone. What agents say and ask among themselves
 * (AL-14) is hidden. An agent: all but the way to the survey's page, where they would answer for the visitor (SV-3). Each value is turned by itself, so that what a visitor's client folds is what it would fetch.
 */
import type { AgentFace, Appended, Author, ConversationDelta, ConversationHead, ConversationSlice, GroupFace, LogEvent, MemberId, OlderPage, Part, StartContext, ThreadDelta } from '@foyer/sdk/protocol'
import { isSurveyLink } from '../surveys/links.ts'

/** One for all agents: nobody sees how many they are. */
const COMPANY = 'company' as MemberId

export function seenByVisitor<Face extends AgentFace | GroupFace>(face: Face): Face {
  if (!('id' in face)) return face
  const { shownAs, avatar: _own, ...rest } = face
  return shownAs ? ({ ...rest, id: COMPANY, ...shownAs } as Face) : face
}

const author = (from: Author): Author => (from.kind === 'agent' ? seenByVisitor(from) : from)

/** It keeps its place, so that the numbers stay without gaps. */
const hidden = ({ seq, at }: LogEvent): LogEvent => ({ type: 'hidden', seq, at })

function event(happened: LogEvent): LogEvent {
  switch (happened.type) {
    // Who receives, and which of several invitations it was, is the company's business.
    case 'started': {
      const { invitation: _accepted, start, ...started } = happened
      return { ...started, ...(start && { start: startForVisitor(start) }) }
    }
    case 'message':
      return { ...happened, from: author(happened.from) }
    case 'assigned': {
      // Why it moved is said by the notes that are for the visitor.
      const { reason: _reason, ...assigned } = happened
      if (!assigned.agent.shownAs) return assigned
      return { ...assigned, agent: seenByVisitor(assigned.agent), ...(assigned.previous !== undefined && { previous: COMPANY }) }
    }
    case 'transfer-asked':
      return happened.asks ? hidden(happened) : { ...happened, to: seenByVisitor(happened.to) }
    case 'transfer-answered':
      return happened.asks ? hidden(happened) : happened
    case 'whispered':
      return hidden(happened)
    default:
      return happened
  }
}

const startForVisitor = ({ receiver: _wished, ...start }: StartContext): StartContext => start

/** A head for a visitor: the fold of what leaves for them. */
export function headForVisitor({ transfer, movedFrom: _agents, ...head }: ConversationHead): ConversationHead {
  const { state, lastMessage, start } = head
  return {
    ...head,
    ...(start && { start: startForVisitor(start) }),
    ...('agent' in state && state.agent && { state: { ...state, agent: seenByVisitor(state.agent) } }),
    ...(lastMessage && { lastMessage: { ...lastMessage, from: author(lastMessage.from) } }),
    ...(transfer && !transfer.asks && { transfer: { ...transfer, to: seenByVisitor(transfer.to) } }),
  }
}

export const appendedForVisitor = ({ conversationId, events }: Appended): Appended => ({ conversationId, events: events.map(event) })

const slice = ({ head, events }: ConversationSlice): ConversationSlice => ({ head: headForVisitor(head), events: events.map(event) })

export const pageForVisitor = (page: OlderPage): OlderPage => ({ ...page, slices: page.slices.map(slice) })

export const deltaForVisitor = (delta: ThreadDelta): ThreadDelta => ({ ...delta, whole: delta.whole.map(slice), next: delta.next.map(appendedForVisitor) })

const leadsToSurvey = (part: Part): boolean => part.type === 'cards' && part.cards.some(({ buttons = [] }) => buttons.some((button) => 'url' in button && isSurveyLink(button.url)))

/** Of the server's own message: that it has asked, and not where it is answered. */
const partForDesk = (part: Part): Part => (part.type === 'cards' && leadsToSurvey(part) ? { ...part, cards: part.cards.map(({ buttons: _way, ...card }) => card) } : part)

const eventForDesk = (happened: LogEvent): LogEvent =>
  happened.type === 'message' && happened.parts.some(leadsToSurvey) ? { ...happened, parts: happened.parts.map(partForDesk) } : happened

/** A head for an agent: the fold of what leaves for them. */
export const headForDesk = (head: ConversationHead): ConversationHead =>
  head.lastMessage?.parts.some(leadsToSurvey) ? { ...head, lastMessage: { ...head.lastMessage, parts: head.lastMessage.parts.map(partForDesk) } } : head

export const appendedForDesk = ({ conversationId, events }: Appended): Appended => ({ conversationId, events: events.map(eventForDesk) })

const sliceForDesk = ({ head, events }: ConversationSlice): ConversationSlice => ({ head: headForDesk(head), events: events.map(eventForDesk) })

export const pageForDesk = (page: OlderPage): OlderPage => ({ ...page, slices: page.slices.map(sliceForDesk) })

export const deltaForDesk = ({ whole, next, ...delta }: ConversationDelta): ConversationDelta => ({ ...delta, ...(whole && { whole: sliceForDesk(whole) }), ...(next && { next: appendedForDesk(next) }) })
