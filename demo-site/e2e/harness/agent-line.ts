/** A second line of an agent who has signed in, beside the desk that stands open: for messages that a key cannot write. */
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { DESK_NAMESPACE, PATHS, PROTOCOL } from '@foyer/sdk/protocol'
import type { AgentPart, ConversationId, DeskToServer, MessageId, ServerToDesk } from '@foyer/sdk/protocol'
import { answered } from './fresh.ts'
import type { Agent } from './world.ts'

export interface AgentLine {
  say(conversationId: ConversationId, parts: readonly AgentPart[]): Promise<void>
  askForRating(conversationId: ConversationId): Promise<void>
  close(): void
}

export async function openAgentLine(agent: Agent): Promise<AgentLine> {
  const { origin } = new URL(agent.page.url())
  const cookie = (await agent.context.cookies(origin)).map(({ name, value }) => `${name}=${value}`).join('; ')
  const line: Socket<ServerToDesk, DeskToServer> = io(origin + DESK_NAMESPACE, {
    path: PATHS.socket,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { protocol: PROTOCOL },
    extraHeaders: { origin, cookie },
  })
  await new Promise<void>((resolve, reject) => void line.once('connect', resolve).once('connect_error', reject))
  return {
    say: async (conversationId, parts) => void (await answered(line.emitWithAck('message:send', { conversationId, drafts: [{ id: v7() as MessageId, parts }] }))),
    askForRating: async (conversationId) => void (await answered(line.emitWithAck('survey:ask', { conversationId }))),
    close: () => void line.close(),
  }
}
