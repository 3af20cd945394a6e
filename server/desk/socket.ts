/** The desk's socket: who may connect, and what each event does. */
import type { IncomingMessage } from 'node:http'
import { DESK_NAMESPACE, fail, ok } from '@foyer/sdk/protocol'
import type { DeskToServer, LiveDelta, MemberId, Result, WorkspaceId } from '@foyer/sdk/protocol'
import type { Server, Socket } from 'socket.io'
import type { ConversationService, DeskMember } from '../conversations/service.ts'
import { action, answerSocket } from '../edge/actions.ts'
import type { Actions, ActionPorts } from '../edge/actions.ts'
import { parseConversationSync, parseDeskAuth, parseDeskBegin, parseDeskFileLinks, parseDeskOlder, parseDeskSend, parseDeskTyping, parseInvite, parseLiveMore, parseNothing, parseReassign, parseSwitches, parseTransferAsk, parseWhisper } from '../edge/desk-requests.ts'
import { inOrder } from '../edge/drafts.ts'
import { requestOrigin } from '../edge/origins.ts'
import { failureOf } from '../edge/problems.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import { refusal } from '../edge/socket-server.ts'
import type { DeskNamespace } from '../edge/socket-server.ts'
import { parseConversation, parseMark, parseTransferAnswer } from '../edge/visitor-requests.ts'
import type { InvitationService } from '../invitations/service.ts'
import type { SignIn, SignedIn } from '../members/sign-in.ts'
import type { Visits } from '../visits/service.ts'
import { groupRoom, memberRoom, sessionRoom, supervisorRoom, workspaceRoom } from './announcer.ts'
import type { DeskService } from './service.ts'

/** Desks that watch who is on the sites (IV-1). */
const watchRoom = (id: WorkspaceId) => `workspace:${id}:visitors`

/** The live list, and who of the desks here watches it. */
interface LiveDesks extends Pick<Visits, 'watch' | 'more'> {
  join(workspaceId: WorkspaceId, connection: string): void
  leave(workspaceId: WorkspaceId, connection: string): void
}

export const deskActions = (desk: DeskService, conversations: ConversationService, invitations: Pick<InvitationService, 'invite'>, live: LiveDesks): Actions<DeskToServer, DeskMember> => ({
  'desk:sync': action(parseNothing, async (member) => ok(await desk.snapshot(member))),
  'inbox:entry': action(parseConversation, (member, { conversationId }) => desk.entry(member, conversationId)),
  'conversation:sync': action(parseConversationSync, (member, request) => conversations.syncOne(member, request)),
  'conversation:older': action(parseDeskOlder, (member, request) => conversations.olderAtDesk(member, request)),
  'conversation:end': action(parseConversation, (member, { conversationId }) => conversations.endByAgent(member, conversationId)),
  'conversation:trace': action(parseConversation, (member, { conversationId }) => desk.traces(member, conversationId)),
  'conversation:why-not': action(parseConversation, (member, { conversationId }) => desk.whyNot(member, conversationId)),
  'message:send': action(
    parseDeskSend,
    async (member, { conversationId, drafts }, connection) => {
      const reply = await conversations.sendByAgent(member, conversationId, drafts.drafts, drafts.refused, connection)
      return reply.ok ? ok({ ...reply.value, results: inOrder(drafts, reply.value.results) }) : reply
    },
    { rule: 'messages', points: ({ drafts }) => drafts.order.length },
  ),
  'survey:ask': action(parseConversation, (member, { conversationId }) => conversations.askForRating(member, conversationId)),
  'transfer:choices': action(parseNothing, async (member) => ok(await desk.choices(member))),
  'transfer:ask': action(parseTransferAsk, (member, request) => conversations.askTransfer(member, request)),
  'transfer:answer': action(parseTransferAnswer, (member, answer) => conversations.answerAtDesk(member, answer)),
  'transfer:withdraw': action(parseConversation, (member, { conversationId }) => conversations.withdrawTransfer(member, conversationId)),
  'conversation:reassign': action(parseReassign, (member, request) => conversations.reassign(member, request)),
  'whisper:send': action(parseWhisper, (member, said) => conversations.whisper(member, said), { rule: 'messages' }),
  'files:links': action(parseDeskFileLinks, (member, request) => conversations.filesAtDesk(member, request)),
  'mark:set': action(parseMark, (member, request) => conversations.markByAgent(member, request)),
  'agent:set': action(parseSwitches, (member, switches) => desk.setSwitches(member, switches)),
  'visitors:watch': action(parseNothing, async ({ workspaceId }, _request, connection) => {
    // In the room first: what changes while the page is made is told as a difference.
    live.join(workspaceId, connection)
    return ok(live.watch(workspaceId))
  }),
  'visitors:more': action(parseLiveMore, async ({ workspaceId }, { after }) => ok(live.more(workspaceId, after))),
  'visitors:unwatch': action(parseNothing, async ({ workspaceId }, _request, connection) => {
    live.leave(workspaceId, connection)
    return ok(null)
  }),
  'visitors:invite': action(parseInvite, (member, request) => invitations.invite(member, request), { rule: 'messages', points: ({ visitorIds }) => visitorIds.length }),
  'conversation:begin': action(parseDeskBegin, (member, { visitorId, drafts }) => conversations.beginByAgent(member, visitorId, drafts.drafts, drafts.refused), { rule: 'messages' }),
  'typing:set': action(
    parseDeskTyping,
    async (member, { conversationId, isTyping }, connection) => ok(await conversations.typingByAgent(member, conversationId, isTyping, connection)),
    { rule: 'typing' },
  ),
})

export interface DeskSocketPorts extends ActionPorts {
  readonly io: Server
  readonly signIn: SignIn
  readonly desk: DeskService
  readonly conversations: ConversationService
  readonly invitations: Pick<InvitationService, 'invite'>
  readonly visits: Pick<Visits, 'watch' | 'more'>
  /** Counts greetings by address. */
  allowGreeting(request: IncomingMessage): Promise<boolean>
  /** The server's own origins. The desk is served from nowhere else. */
  own(): readonly string[]
}

export interface DeskSockets {
  readonly namespace: DeskNamespace
  /** Whether a desk here watches who is on the sites. */
  isWatched(workspaceId: WorkspaceId): boolean
  /** To those who do. Each server has a list of its own, with numbers of its own. */
  tellWatching(workspaceId: WorkspaceId, delta: LiveDelta): void
  /** A session is over: its desks go back to the sign-in. */
  sessionEnded(sessionId: string): void
  /** Looks whether the sessions of all connected desks still hold: they may have run out, or been ended elsewhere. */
  checkSessions(): Promise<void>
}

export function serveDesks(ports: DeskSocketPorts): DeskSockets {
  const { io, signIn, desk, log, own } = ports
  const namespace: DeskNamespace = io.of(DESK_NAMESPACE)
  const admitted = new WeakMap<object, SignedIn>()
  /** Desks of each member at this server. */
  const desksOf = new Map<MemberId, number>()
  const actions = deskActions(desk, ports.conversations, ports.invitations, {
    watch: ports.visits.watch,
    more: ports.visits.more,
    join: (workspaceId, connection) => void namespace.sockets.get(connection as never)?.join(watchRoom(workspaceId)),
    leave: (workspaceId, connection) => void namespace.sockets.get(connection as never)?.leave(watchRoom(workspaceId)),
  })

  const admit = async (socket: Pick<Socket, 'handshake' | 'request'>): Promise<Result<SignedIn>> => {
    const origin = requestOrigin(socket.handshake.headers, own()[0]!)
    if (origin === undefined || !own().includes(origin)) return fail('origin_refused')
    const outdated = refusedProtocol(socket.handshake.auth)
    if (outdated) return outdated
    const auth = parseDeskAuth(socket.handshake.auth)
    if (!auth.ok) return auth
    if (!(await ports.allowGreeting(socket.request))) return fail('rate_limited')
    const signedIn = await signIn.whoIs(cookieOf(socket.request))
    return signedIn ? ok(signedIn) : fail('not_signed_in')
  }

  namespace.use(async (socket, next) => {
    const admission = await admit(socket).catch((error: unknown) => failureOf(error, DESK_NAMESPACE, log))
    if (admission.ok) {
      admitted.set(socket, admission.value)
      return next()
    }
    log('request-refused', { route: DESK_NAMESPACE, code: admission.code })
    return next(refusal(admission))
  })

  namespace.on('connection', (socket) => {
    const signedIn = admitted.get(socket)
    if (!signedIn) return socket.disconnect(true)
    const { member, sessionId } = signedIn
    const deskMember: DeskMember = { workspaceId: member.workspaceId, memberId: member.id, seesAll: member.role !== 'agent', face: member.face }
    const facts = { workspaceId: member.workspaceId, memberId: member.id }
    log('desk-connected', facts)
    void socket.join([
      memberRoom(member.id),
      sessionRoom(sessionId),
      workspaceRoom(member.workspaceId),
      ...member.groupIds.map(groupRoom),
      ...(deskMember.seesAll ? [supervisorRoom(member.workspaceId)] : []),
    ])
    answerSocket(socket, deskMember, { own: member.id }, actions, ports)

    desksOf.set(member.id, (desksOf.get(member.id) ?? 0) + 1)
    desk.arrived(deskMember).catch((error: unknown) => log('effect-failed', { route: 'desk-connected', error }))
    socket.on('disconnect', (reason) => {
      log('desk-disconnected', { ...facts, reason })
      const left = (desksOf.get(member.id) ?? 1) - 1
      if (left > 0) return void desksOf.set(member.id, left)
      desksOf.delete(member.id)
      return desk.gone(deskMember).catch((error: unknown) => log('effect-failed', { route: 'desk-disconnected', error }))
    })
    return undefined
  })

  const sessionEnded = (sessionId: string): void => {
    namespace.to(sessionRoom(sessionId)).emit('signed-out')
    namespace.in(sessionRoom(sessionId)).disconnectSockets(true)
  }

  return {
    namespace,
    isWatched: (workspaceId) => namespace.adapter.rooms.has(watchRoom(workspaceId)),
    tellWatching: (workspaceId, delta) => void namespace.local.to(watchRoom(workspaceId)).emit('visitors:changed', delta),
    sessionEnded,
    async checkSessions() {
      for (const socket of namespace.sockets.values()) {
        const before = admitted.get(socket)
        if (before && !(await signIn.whoIs(cookieOf(socket.request)))) sessionEnded(before.sessionId)
      }
    },
  }
}

const cookieOf = ({ headers }: IncomingMessage): Headers => new Headers(headers.cookie === undefined ? {} : { cookie: headers.cookie })
