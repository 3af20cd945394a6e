/** What the compiler must know of events; compiled, never run. */
import type { ConversationId, MessageId } from '@foyer/sdk/protocol'
import type { EVENT_NAMES } from './events.ts'
import type { Foyer, FoyerEventName, StartOptions } from './index.ts'

declare const foyer: Foyer

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const isSame = <A, B>(..._same: Same<A, B> extends true ? [] : ['they differ']) => undefined

isSame<(typeof EVENT_NAMES)[number], FoyerEventName>()

const stop = foyer.on('message:received', ({ id, conversationId, from }) => {
  isSame<typeof id, MessageId>()
  isSame<typeof conversationId, ConversationId>()
  if (from.kind === 'agent') isSame<typeof from.name, string>()
})
isSame<typeof stop, () => void>()

foyer.once('unread', ({ count }) => isSame<typeof count, number>())

// @ts-expect-error there is no such event
foyer.on('opened', () => undefined)
// @ts-expect-error a message has no such field
foyer.on('message:sent', ({ text }) => text)
// @ts-expect-error a site is needed
void foyer.init({})
// @ts-expect-error a message is text, or parts
void foyer.send(3)

isSame<ReturnType<Foyer['send']>, Promise<MessageId>>()
isSame<Parameters<Foyer['startConversation']>[0], StartOptions | undefined>()
// @ts-expect-error one receiver, not two
void foyer.startConversation({ receiver: { agent: 1 } })
