/** The window's socket: who may connect, and what each event does. */
import type { IncomingMessage } from 'node:http'
import { VISITOR_NAMESPACE, fail, ok } from '@foyer/sdk/protocol'
import type { VisitorToServer } from '@foyer/sdk/protocol'
import type { Server } from 'socket.io'
import { action, answerSocket } from '../edge/actions.ts'
import type { Actions, ActionPorts } from '../edge/actions.ts'
import { inOrder } from '../edge/drafts.ts'
import { requestOrigin } from '../edge/origins.ts'
import { failureOf } from '../edge/problems.ts'
import { refusedProtocol } from '../edge/protocol-version.ts'
import { refusal } from '../edge/socket-server.ts'
import type { VisitorNamespace } from '../edge/socket-server.ts'
import { parseBegin, parseChoose, parseConversation, parseDetails, parseFileLinks, parseMark, parseOlder, parseSend, parseSurveyAnswer, parseSync, parseTransferAnswer, parseVisitorAuth, parseVisitorTyping } from '../edge/visitor-requests.ts'
import type { InvitationService } from '../invitations/service.ts'
import type { Greet } from '../visitors/greeting.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import type { ConversationService } from './service.ts'

export const threadRoom = (threadId: VisitorIdentity['threadId']) => `thread:${threadId}`

export const visitorRoom = (id: VisitorIdentity['id']) => `visitor:${id}`

/** Lets go of a visitor's windows: who they are, or which thread is theirs, is another now. They connect anew (CW-27). */
export const dropVisitor = (namespace: VisitorNamespace, id: VisitorIdentity['id']): void => void namespace.in(visitorRoom(id)).disconnectSockets(true)

export const visitorActions = (conversations: ConversationService, invitations: Pick<InvitationService, 'accept'>): Actions<VisitorToServer, VisitorIdentity> => ({
  'thread:sync': action(parseSync, async (visitor, request) => ok(await conversations.syncThread(visitor, request))),
  'thread:older': action(parseOlder, (visitor, request) => conversations.older(visitor, request)),
  'message:send': action(
    parseSend,
    async (visitor, sorted, connection) => {
      const reply = await conversations.sendByVisitor(visitor, sorted.drafts, sorted.refused, connection)
      return ok({ ...reply, results: inOrder(sorted, reply.results) })
    },
    {
      rule: 'messages',
      points: ({ order }) => order.length,
      besides: [
        { rule: 'message-characters', of: 'address', points: ({ drafts }) => JSON.stringify(drafts).length },
        { rule: 'replies', of: 'own', points: ({ drafts }) => drafts.flatMap(({ parts }) => parts).filter(({ type }) => type === 'choice' || type === 'answers').length },
      ],
    },
  ),
  'mark:set': action(parseMark, (visitor, request) => conversations.markByVisitor(visitor, request)),
  'conversation:end': action(parseConversation, (visitor, { conversationId }) => conversations.endByVisitor(visitor, conversationId), { rule: 'endings' }),
  'survey:answer': action(parseSurveyAnswer, (visitor, answer) => conversations.rate(visitor, answer), { rule: 'replies' }),
  'transfer:answer': action(parseTransferAnswer, (visitor, answer) => conversations.answerTransfer(visitor, answer)),
  'conversation:leave-message': action(parseConversation, (visitor, { conversationId }) => conversations.leaveMessage(visitor, conversationId)),
  'conversation:begin': action(parseBegin, (visitor, request, connection) => invitations.accept(visitor, request, connection), { rule: 'replies' }),
  'menu:choose': action(parseChoose, (visitor, choice, connection) => conversations.chooseFromMenu(visitor, choice, connection), { rule: 'replies' }),
  'details:set': action(parseDetails, (visitor, details) => conversations.setDetails(visitor, details)),
  'files:links': action(parseFileLinks, (visitor, { ids }) => conversations.filesOfVisitor(visitor, ids)),
  'typing:set': action(parseVisitorTyping, async (visitor, typing) => ok(await conversations.typingByVisitor(visitor, typing)), { rule: 'typing' }),
})

export interface VisitorSocketPorts extends ActionPorts {
  readonly io: Server
  readonly greet: Greet
  readonly conversations: ConversationService
  readonly invitations: Pick<InvitationService, 'accept'>
  /** Counts greetings by address. */
  allowGreeting(request: IncomingMessage): Promise<boolean>
  /** What limits count by. */
  addressOf(request: IncomingMessage): string
  /** The server's own origin. */
  own(): string
}

export function serveVisitors(ports: VisitorSocketPorts): VisitorNamespace {
  const { io, greet, conversations, log, own } = ports
  const namespace: VisitorNamespace = io.of(VISITOR_NAMESPACE)
  const visitors = new WeakMap<object, VisitorIdentity>()
  const actions = visitorActions(conversations, ports.invitations)

  const admit = async (socket: Parameters<Parameters<VisitorNamespace['use']>[0]>[0]) => {
    const outdated = refusedProtocol(socket.handshake.auth)
    if (outdated) return outdated
    const auth = parseVisitorAuth(socket.handshake.auth)
    if (!auth.ok) return auth
    if (!(await ports.allowGreeting(socket.request))) return fail('rate_limited')
    const greeted = await greet(auth.value, requestOrigin(socket.handshake.headers, own()), { page: auth.value.page, address: ports.addressOf(socket.request) })
    if (greeted.ok) visitors.set(socket, greeted.value.visitor)
    return greeted
  }

  namespace.use(async (socket, next) => {
    const admission = await admit(socket).catch((error: unknown) => failureOf(error, VISITOR_NAMESPACE, log))
    if (admission.ok) return next()
    log('request-refused', { route: VISITOR_NAMESPACE, code: admission.code })
    return next(refusal(admission))
  })

  namespace.on('connection', (socket) => {
    const visitor = visitors.get(socket)
    if (!visitor) return socket.disconnect(true)
    log('visitor-connected', { visitorId: visitor.id })
    void socket.join([threadRoom(visitor.threadId), visitorRoom(visitor.id)])
    answerSocket(socket, visitor, { own: visitor.id, address: ports.addressOf(socket.request) }, actions, ports)
    socket.on('disconnect', (reason) => log('visitor-disconnected', { visitorId: visitor.id, reason }))
    return undefined
  })
  return namespace
}
