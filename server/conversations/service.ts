/**
 * Conversations as the sockets use them: runs a procedure, and after its commit tells everybody whom it concerns.
 * It knows no socket; what it tells goes through {@link Announcer}.
 */
import { fail, ok } from '@foyer/sdk/protocol'
import type {
  AgentFace,
  Appended,
  ContactDetails,
  ConversationDelta,
  ConversationId,
  DraftResult,
  FileId,
  FileLinks,
  LowRating,
  MarkRequest,
  MemberId,
  MessageDraft,
  MessageId,
  OlderPage,
  OlderRequest,
  QueuePlace,
  Receiver,
  Result,
  SendReply,
  ServerToDesk,
  SurveyAnswer,
  SyncRequest,
  ThreadDelta,
  ThreadId,
  VisitorId,
  VisitorSelf,
  WorkspaceId,
} from '@foyer/sdk/protocol'
import { createPlaces } from '../allocation/places.ts'
import type { QueueMove } from '../allocation/places.ts'
import type { ClaimedDeadline } from '../deadlines/store.ts'
import type { Viewer } from '../desk/store.ts'
import { readEntry } from '../desk/store.ts'
import type { FilesPlace } from '../files/store.ts'
import { visitorsOfThread } from '../identity/store.ts'
import { chooseItem } from '../menus/choose.ts'
import type { ChooseItem } from '../menus/choose.ts'
import type { Store } from '../store/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { setDetails } from './card.ts'
import type { Change } from './change.ts'
import { appendedForDesk, appendedForVisitor, deltaForDesk, deltaForVisitor, pageForDesk, pageForVisitor } from './faces.ts'
import { olderPage, openOfThread, syncConversation, syncThread, threadOf, unreadOfThread } from './reading.ts'
import { readStanding } from './standing.ts'
import { beginByAgent, checkSilence, endConversation, leaveMessage, sendAgentMessages, sendVisitorMessages, setMark } from './store.ts'
import type { Sent } from './store.ts'
import { askForRating, rate } from './survey.ts'
import { answerAtDesk, answerTransfer, askTransfer, expireTransfer, reassign, withdrawTransfer } from './transfer.ts'
import { whisper } from './whisper.ts'
import { showsTyping } from './window.ts'

/** Tells clients what has happened. Hints only: whoever misses one asks for what they lack. */
export interface Announcer {
  /** To all windows of a thread but the one whose request it was, which has it in the answer. */
  toThread(threadId: ThreadId, appended: Appended, exceptConnection?: string): void
  /** To the desks of whoever may see the conversation; adds and takes it from lists where it is new or gone. */
  toDesks(change: Change, exceptConnection?: string): void
  typingToThread(threadId: ThreadId, typing: { readonly conversationId: ConversationId; readonly isTyping: boolean; readonly name: string }): void
  /** What is written so far (CW-8) goes to the holder alone. */
  typingToDesks(
    typing: Parameters<ServerToDesk['typing']>[0],
    audience: { readonly workspaceId: WorkspaceId; readonly agentId: MemberId; readonly exceptConnection?: string },
  ): void
  /** To all windows of a thread: where it stands in the queue now. */
  queueMoved(threadId: ThreadId, moved: { readonly conversationId: ConversationId; readonly place?: QueuePlace }): void
  /** The badge of pages that only look around. */
  unread(visitorId: VisitorId, unread: number): void
  /** Agents whose number of conversations has changed. */
  agentsChanged(workspaceId: WorkspaceId, memberIds: readonly MemberId[]): void
  /** Owner and administrators at their desks hear that a visitor was little satisfied (SV-4). */
  ratedLow(workspaceId: WorkspaceId, low: LowRating): void
  /** The desks of whoever sees the visitor's card. */
  visitorChanged(workspaceId: WorkspaceId, visitorId: VisitorId): void
}

export interface ConversationPorts {
  readonly store: Store
  readonly announce: Announcer
  now(): number
  /** Runs something so many milliseconds later. */
  after(ms: number, run: () => void): unknown
  /** A UUID of version 7. */
  newId(): string
  /** A whole number of 32 bits. */
  randomSeed(): number
  /**
   * How many conversations begin from where a connection comes from: each goes to an agent, and anybody can be many
   * visitors. Default: as many as are wanted.
   */
  readonly starts?: { mayBegin(connection: string): Promise<boolean>; begun(connection: string): Promise<unknown> }
  /** A place became free, or somebody can receive again: what waits is looked at. */
  placeFreed(workspaceId: WorkspaceId): void
  /** Addresses of files in messages of exactly this thread or conversation. */
  fileLinks(place: FilesPlace, ids: readonly FileId[]): Promise<readonly FileLinks[]>
  /** Whether a visitor is on a page now. Default: nobody is. */
  isPresent?(visitorId: VisitorId): boolean
  /** Takes what went wrong after the answer was given; nobody waits for it any more. */
  report(error: unknown): void
}

/** An agent at the desk. */
export interface DeskMember extends Viewer {
  readonly face: AgentFace
}

interface HandOver {
  readonly conversationId: ConversationId
  readonly to: Receiver
  readonly brief?: string
}

export type ConversationService = ReturnType<typeof createConversationService>

export function createConversationService(ports: ConversationPorts) {
  const { store, announce } = ports
  const placesMoved = createPlaces({ store, now: () => ports.now(), after: ports.after, queueMoved: (threadId, moved) => announce.queueMoved(threadId, moved), report: (error) => ports.report(error) })

  /** Tells everybody of a change. `connection` is the one that asked for it and has it in its answer. */
  const tell = (change: Change, connection?: string): void => {
    // Of one colleague of several who has declined, the log says nothing.
    if (change.appended.events.length > 0) announce.toThread(change.threadId, appendedForVisitor(change.appended), connection)
    announce.toDesks({ ...change, appended: appendedForDesk(change.appended) }, connection)
    // Ended now, and not long ago: it may have been read or rated since.
    const hasEnded = change.appended.events.some(({ type }) => type === 'ended')
    const hasMoved = change.agentId !== change.previousAgentId || hasEnded
    const holders = [change.agentId, change.previousAgentId].filter((id) => id !== null)
    if (hasMoved && holders.length > 0) announce.agentsChanged(change.workspaceId, [...new Set(holders)])
    if (hasEnded || (change.previousAgentId !== null && hasMoved)) ports.placeFreed(change.workspaceId)
    if (change.queue) placesMoved({ ...change, ...(change.queue === 'entered' && change.ledTo && { groupId: change.ledTo }), kind: change.queue })
    else if (change.ledTo) {
      placesMoved({ ...change, kind: 'left-for-another' })
      placesMoved({ ...change, groupId: change.ledTo, kind: 'entered' })
    }
    if (change.lowRating) announce.ratedLow(change.workspaceId, { conversationId: change.conversationId, ...change.lowRating })
    if (changesUnread(change)) {
      const { threadId } = change
      Promise.all([store.run(unreadOfThread, { threadId }), store.run(visitorsOfThread, { threadId })])
        .then(([unread, visitorIds]) => visitorIds.forEach((id) => announce.unread(id, unread)))
        .catch(ports.report)
    }
  }

  const replyOf = (sent: Sent, refused: readonly DraftResult[]): SendReply => ({
    results: [...sent.results, ...refused],
    appended: sent.change ? [sent.change.appended] : [],
  })

  const maySee = async (viewer: Viewer, conversationId: ConversationId): Promise<boolean> =>
    (await store.run(readEntry, { ...viewer, conversationId })).ok

  return {
    tell,

    async syncThread(visitor: VisitorIdentity, request: SyncRequest): Promise<ThreadDelta> {
      const delta = deltaForVisitor(await store.run(syncThread, { threadId: visitor.threadId, request }))
      return delta.more ? delta : { ...delta, standing: await store.run(readStanding, { visitor, now: ports.now() }) }
    },

    async older(visitor: VisitorIdentity, { before }: OlderRequest): Promise<Result<OlderPage>> {
      const page = await store.run(olderPage, { threadId: visitor.threadId, ...before })
      return page.ok ? ok(pageForVisitor(page.value)) : page
    },

    /** Stores drafts and answers for all: `refused` are those that did not pass the parser. */
    async sendByVisitor(
      visitor: VisitorIdentity,
      drafts: readonly MessageDraft[],
      refused: readonly DraftResult[],
      connection: string,
    ): Promise<SendReply> {
      if (drafts.length === 0) return { results: refused, appended: [] }
      const { starts } = ports
      const mayStart = (await starts?.mayBegin(connection)) ?? true
      const sent = await store.run(sendVisitorMessages, {
        visitor,
        drafts,
        mayStart,
        now: ports.now(),
        newConversationId: ports.newId() as ConversationId,
        seed: ports.randomSeed(),
      })
      if (sent.change) tell(sent.change, connection)
      if (sent.change?.appended.events.some(({ type }) => type === 'started')) await starts?.begun(connection)
      if (sent.isCardChanged) announce.visitorChanged(visitor.workspaceId, visitor.id)
      const reply = replyOf(sent, refused)
      return { ...reply, appended: reply.appended.map(appendedForVisitor) }
    },

    async sendByAgent(
      member: DeskMember,
      conversationId: ConversationId,
      drafts: readonly MessageDraft[],
      refused: readonly DraftResult[],
      connection: string,
    ): Promise<Result<SendReply>> {
      if (drafts.length === 0) return ok({ results: refused, appended: [] })
      const { workspaceId, face, seesAll } = member
      const newConversationId = ports.newId() as ConversationId
      const sent = await store.run(sendAgentMessages, { workspaceId, agent: face, seesAll, conversationId, drafts, now: ports.now(), newConversationId })
      if (!sent.ok) return sent
      if (sent.value.change) tell(sent.value.change, connection)
      return ok(replyOf(sent.value, refused))
    },

    /** Begins a conversation with a visitor whom the agent picks (IV-7). */
    async beginByAgent(member: DeskMember, visitorId: VisitorId, drafts: readonly MessageDraft[], refused: readonly DraftResult[]): Promise<Result<{ readonly conversationId: ConversationId }>> {
      const [wrong] = refused
      // What begins it must be whole: there is no place yet where a part could be refused.
      if (wrong && !wrong.ok) return wrong
      const { workspaceId, face, seesAll } = member
      const isPresent = ports.isPresent?.(visitorId) ?? false
      const begun = await store.run(beginByAgent, { workspaceId, agent: face, seesAll, visitorId, isPresent, drafts, now: ports.now(), newConversationId: ports.newId() as ConversationId })
      if (!begun.ok) return begun
      if (begun.value.change) tell(begun.value.change)
      return ok({ conversationId: begun.value.conversationId })
    },

    async markByVisitor(visitor: VisitorIdentity, request: MarkRequest): Promise<Result<null>> {
      const { workspaceId, threadId } = visitor
      return told(await store.run(setMark, { ...request, workspaceId, threadId, side: 'visitor', now: ports.now() }))
    },

    async markByAgent(member: DeskMember, request: MarkRequest): Promise<Result<null>> {
      const { workspaceId, memberId } = member
      return told(await store.run(setMark, { ...request, workspaceId, agentId: memberId, side: 'agent', now: ports.now() }))
    },

    async endByVisitor(visitor: VisitorIdentity, conversationId: ConversationId): Promise<Result<null>> {
      const { workspaceId, threadId } = visitor
      return told(await store.run(endConversation, { workspaceId, threadId, conversationId, by: 'visitor', now: ports.now() }))
    },

    async endByAgent(member: DeskMember, conversationId: ConversationId): Promise<Result<null>> {
      const { workspaceId, memberId, seesAll } = member
      const agent = { id: memberId, isSupervisor: seesAll }
      return told(await store.run(endConversation, { workspaceId, conversationId, by: 'agent', agent, now: ports.now() }))
    },

    /** `connection`: see {@link ConversationPorts.starts}. */
    async chooseFromMenu(visitor: VisitorIdentity, choice: Pick<ChooseItem, 'id' | 'place' | 'itemId' | 'start'>, connection: string): Promise<Result<null>> {
      const { starts } = ports
      const mayStart = (await starts?.mayBegin(connection)) ?? true
      const chosen = await store.run(chooseItem, { visitor, ...choice, mayStart, now: ports.now(), newConversationId: ports.newId() as ConversationId, seed: ports.randomSeed() })
      if (!chosen.ok) return chosen
      const { change, isCardChanged } = chosen.value
      if (change) tell(change)
      if (change?.appended.events.some(({ type }) => type === 'started')) await starts?.begun(connection)
      if (isCardChanged) announce.visitorChanged(visitor.workspaceId, visitor.id)
      return ok(null)
    },

    leaveMessage: async (visitor: VisitorIdentity, conversationId: ConversationId): Promise<Result<null>> =>
      told(await store.run(leaveMessage, { visitor, conversationId, now: ports.now() })),

    rate: async (visitor: VisitorIdentity, answer: { readonly conversationId: ConversationId } & SurveyAnswer): Promise<Result<null>> =>
      told(await store.run(rate, { visitor, ...answer, now: ports.now() })),

    async askForRating({ workspaceId, memberId }: DeskMember, conversationId: ConversationId): Promise<Result<null>> {
      return told(await store.run(askForRating, { workspaceId, conversationId, memberId, now: ports.now() }))
    },

    async askTransfer({ workspaceId, face }: DeskMember, request: HandOver & { readonly note?: string }): Promise<Result<null>> {
      const newIds = { note: ports.newId() as MessageId, brief: ports.newId() as MessageId }
      return told(await store.run(askTransfer, { workspaceId, member: face, ...request, now: ports.now(), newIds }))
    },

    async answerAtDesk({ workspaceId, memberId }: DeskMember, answer: { readonly conversationId: ConversationId; readonly isAccepted: boolean }): Promise<Result<null>> {
      return told(await store.run(answerAtDesk, { workspaceId, memberId, ...answer, now: ports.now(), newNoteId: ports.newId() as MessageId }))
    },

    async reassign({ workspaceId, face, seesAll }: DeskMember, request: HandOver): Promise<Result<null>> {
      if (!seesAll) return fail('not_allowed')
      return told(await store.run(reassign, { workspaceId, by: face, ...request, now: ports.now(), newBriefId: ports.newId() as MessageId }))
    },

    async whisper({ workspaceId, face, seesAll }: DeskMember, said: { readonly conversationId: ConversationId; readonly id: MessageId; readonly text: string }): Promise<Result<null>> {
      return told(await store.run(whisper, { workspaceId, by: face, seesAll, ...said, now: ports.now() }))
    },

    async withdrawTransfer({ workspaceId, memberId }: DeskMember, conversationId: ConversationId): Promise<Result<null>> {
      return told(await store.run(withdrawTransfer, { workspaceId, memberId, conversationId, now: ports.now() }))
    },

    answerTransfer: async (visitor: VisitorIdentity, answer: { readonly conversationId: ConversationId; readonly isAccepted: boolean }): Promise<Result<null>> =>
      told(await store.run(answerTransfer, { visitor, ...answer, now: ports.now() })),

    /** Nobody has said whether somebody else may take over (AL-14). */
    async transferDue(deadline: ClaimedDeadline): Promise<void> {
      const change = await store.run(expireTransfer, { deadline, now: ports.now() })
      if (change) tell(change)
    },

    async setDetails(visitor: VisitorIdentity, details: ContactDetails): Promise<Result<VisitorSelf>> {
      const set = await store.run(setDetails, { visitor, details, now: ports.now() })
      if (!set.ok) return set
      if (set.value.isChanged) announce.visitorChanged(visitor.workspaceId, visitor.id)
      return ok(set.value.self)
    },

    filesOfVisitor: async ({ threadId }: VisitorIdentity, ids: readonly FileId[]): Promise<Result<readonly FileLinks[]>> => ok(await ports.fileLinks({ threadId }, ids)),

    async filesAtDesk(member: DeskMember, { conversationId, ids }: { readonly conversationId: ConversationId; readonly ids: readonly FileId[] }): Promise<Result<readonly FileLinks[]>> {
      if (!(await maySee(member, conversationId))) return fail('not_found')
      // Who sees a conversation reads back over those before it.
      const threadId = await store.run(threadOf, { workspaceId: member.workspaceId, conversationId })
      return threadId ? ok(await ports.fileLinks({ threadId }, ids)) : fail('not_found')
    },

    /** `text`: what is written so far. It is passed on only where the workspace shows it, and kept nowhere (CW-8). */
    async typingByVisitor({ workspaceId, threadId }: VisitorIdentity, { isTyping, text }: { readonly isTyping: boolean; readonly text?: string }): Promise<void> {
      const open = await store.run(openOfThread, { threadId })
      if (!open?.agentId) return
      const isShown = text !== undefined && (await store.run(showsTyping, { workspaceId }))
      announce.typingToDesks({ conversationId: open.id, isTyping, by: 'visitor', ...(isShown && { text }) }, { workspaceId, agentId: open.agentId })
    },

    async typingByAgent(member: DeskMember, conversationId: ConversationId, isTyping: boolean, connection: string): Promise<void> {
      const { workspaceId, memberId, face } = member
      const threadId = await store.run(threadOf, { workspaceId, conversationId })
      const open = threadId && (await store.run(openOfThread, { threadId }))
      if (!open || open.id !== conversationId || open.agentId !== memberId) return
      announce.typingToThread(threadId, { conversationId, isTyping, name: open.shownAs?.name ?? face.name })
      announce.typingToDesks(
        { conversationId, isTyping, by: 'agent', name: face.name },
        { workspaceId, agentId: memberId, exceptConnection: connection },
      )
    },

    async syncOne(member: DeskMember, request: { conversationId: ConversationId; seq: number }): Promise<Result<ConversationDelta>> {
      if (!(await maySee(member, request.conversationId))) return fail('not_found')
      const synced = await store.run(syncConversation, { workspaceId: member.workspaceId, ...request })
      return synced.ok ? ok(deltaForDesk(synced.value)) : synced
    },

    async olderAtDesk(member: DeskMember, request: { conversationId: ConversationId; seq: number }): Promise<Result<OlderPage>> {
      if (!(await maySee(member, request.conversationId))) return fail('not_found')
      const threadId = await store.run(threadOf, { workspaceId: member.workspaceId, conversationId: request.conversationId })
      const page = threadId ? await store.run(olderPage, { threadId, ...request }) : fail('not_found')
      return page.ok ? ok(pageForDesk(page.value)) : page
    },

    /** Conversations are there no more (CW-15): who held one has room again, and who waited behind one moves up. */
    erased(workspaceId: WorkspaceId, conversations: readonly (Omit<QueueMove, 'workspaceId' | 'kind'> & { readonly agentId: MemberId | null; readonly status: string })[]): void {
      const held = conversations.flatMap(({ status, agentId }) => (status === 'held' ? (agentId ?? []) : []))
      if (held.length > 0) announce.agentsChanged(workspaceId, [...new Set(held)])
      for (const { status, groupId, threadId, conversationId, priority, startedAt } of conversations) {
        if (status === 'waiting') placesMoved({ workspaceId, groupId, threadId, conversationId, priority, startedAt, kind: 'left' })
      }
      if (conversations.some(({ status }) => status !== 'ended')) ports.placeFreed(workspaceId)
    },

    /** What a due deadline of silence does (AL-13). */
    async silenceDue(workspaceId: WorkspaceId, conversationId: ConversationId, deadline: ClaimedDeadline): Promise<void> {
      const change = await store.run(checkSilence, { workspaceId, conversationId, deadline, now: ports.now() })
      if (change) tell(change)
    },
  }

  function told(result: Result<Change | null>): Result<null> {
    if (!result.ok) return result
    if (result.value) tell(result.value)
    return ok(null)
  }
}

/** Only these move the number on a visitor's badge. */
const changesUnread = ({ appended }: Change): boolean =>
  appended.events.some(
    (event) => (event.type === 'message' && event.from.kind !== 'visitor') || (event.type === 'marked' && event.by === 'visitor'),
  )

