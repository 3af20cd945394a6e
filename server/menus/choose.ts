/** Choosing an item of the menu (MN-2, MN-4): it leaves a trace, is counted once, and does what the item says. */
import { MENU_PLACES, fail, ok } from '@foyer/sdk/protocol'
import type { ConversationId, FileId, Happening, Menu, MenuItem, MenuPlace, Part, Receiver, Result, StartContext, WorkspaceId } from '@foyer/sdk/protocol'
import { landAnswers } from '../conversations/card.ts'
import { changeOf } from '../conversations/change.ts'
import type { Change } from '../conversations/change.ts'
import { append, openConversation } from '../conversations/log.ts'
import type { Conversation, Entry } from '../conversations/log.ts'
import { messageIdOf } from '../conversations/message-id.ts'
import { allocationOf, begin, openingOf } from '../conversations/store.ts'
import { cancelDeadline } from '../deadlines/store.ts'
import { copyFiles } from '../files/store.ts'
import { greeted } from '../greetings/greet.ts'
import { hasGroup } from '../groups/store.ts'
import { giveToHuman } from '../replies/human.ts'
import { fact } from '../store/facts.ts'
import { db, first, prepare, procedure } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import { takeVisitor } from '../visitors/store.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { isKnown, keepChoice } from './choices.ts'
import { findItem } from './rules.ts'
import { leaveWithMenu } from './waiting.ts'

const publishedMenu = prepare((p: { workspaceId: WorkspaceId; place: MenuPlace }) =>
  db.selectFrom('menus').select('published').where('workspace_id', '=', p.workspaceId).where('place', '=', p.place).where('is_on', '=', 1),
)

export interface ChooseItem {
  readonly visitor: VisitorIdentity
  /** Names the choice: a repeat is no other. */
  readonly id: string
  readonly place: MenuPlace
  readonly itemId: string
  /** Used only if a conversation is started. */
  readonly start?: StartContext
  readonly newConversationId: ConversationId
  readonly now: number
  /** For the one choice by chance (AL-4). */
  readonly seed: number
  /** `false`: a choice that would start a conversation is refused. Default `true`. */
  readonly mayStart?: boolean
}

/** What came of it. */
export interface Chosen {
  readonly change?: Change
  /** What was answered before it stands on the visitor's card now. */
  readonly isCardChanged?: true
}

type Item = NonNullable<ReturnType<typeof findItem>>

export const chooseItem = procedure('menus.choose', function* (input: ChooseItem): Work<Result<Chosen>> {
  const { place, itemId, now } = input
  const visitor = yield* takeVisitor(input.visitor)
  if (!visitor) return fail('unavailable')
  if (visitor.isBlocked) return fail('visitor_blocked')
  const { workspaceId, siteId, threadId } = visitor
  const id = `${visitor.id}:${input.id}`
  if (yield* isKnown(id)) return ok({})
  const published = (yield* first(publishedMenu, { workspaceId, place }))?.published
  const item = published ? findItem(JSON.parse(published) as Menu, itemId) : undefined
  if (!item) return fail('not_found')

  const open = yield* openConversation(threadId)
  const begins = !open && (item.action.kind === 'reply' || item.action.kind === 'human')
  if (begins && input.mayStart === false) return fail('rate_limited')
  const conversationId = open?.id ?? (begins ? input.newConversationId : undefined)
  const by = { workspaceId, siteId, visitorId: visitor.id, ...(conversationId && { conversationId }) }
  yield* fact({ ...by, id: `${id}:chosen`, kind: 'menu-chosen', at: now, about: item.id, value: MENU_PLACES.indexOf(place) })
  yield* keepChoice({ id, workspace_id: workspaceId, visitor_id: visitor.id, thread_id: threadId, place, item_id: item.id, title: item.title, at: now, conversation_id: conversationId ?? null })
  if (open) return ok({ change: yield* chooseIn(open, item, input) })
  return begins ? ok(yield* beginWith(item, { ...input, visitor })) : ok({})
})

const traceOf = ({ id: itemId, title }: MenuItem): Entry => ({ happening: { type: 'chose', itemId, title } satisfies Happening })

/** In a conversation that is open. Who is held stays with the holder, who sees what was asked. */
function* chooseIn(open: Conversation, item: Item, { id, now, seed }: ChooseItem): Work<Change> {
  const { action } = item
  const isHumanWanted = action.kind === 'human' && open.head.state.status === 'waiting'
  if (!isHumanWanted) {
    const said = action.kind === 'reply' ? yield* say(action.parts, open.id, id, now) : []
    return changeOf(open, yield* append(open, [traceOf(item), ...said], now))
  }
  if (open.bot_id) yield* cancelDeadline('bot-asked', open.id)
  const receiver = yield* thereOf(action.receiver, open.workspace_id)
  const human = yield* giveToHuman(open, { now, seed, ...(receiver && { receiver }) })
  return changeOf(open, yield* append(human.conversation, [traceOf(item), ...human.entries], now, human.snapshot))
}

/** With no conversation open: what says something, or leads to a human, starts one. */
function* beginWith(item: Item, input: ChooseItem): Work<Chosen> {
  const { id, start, now, visitor } = input
  const { action } = item
  const receiver = action.kind === 'human' ? yield* thereOf(action.receiver, visitor.workspaceId) : undefined
  const led = receiver ? { ...start, receiver } : start
  const begun = yield* begin(input, { start, led }, [], item.title)
  const { conversation, route } = begun
  const opening = [...(yield* openingOf(begun, start)), traceOf(item)]
  const card = (yield* landAnswers(visitor.id, start?.answers ?? [])) && ({ isCardChanged: true } as const)
  if (action.kind !== 'human') {
    const said = action.kind === 'reply' ? yield* say(action.parts, conversation.id, id, now) : []
    const added = yield* append(conversation, [...opening, ...said], now)
    yield* leaveWithMenu(conversation.id)
    return { change: changeOf(conversation, added), ...card }
  }
  const { happening, greeting, snapshot } = yield* greeted(conversation, allocationOf(conversation, input, led, route), now, start)
  return { change: changeOf(conversation, yield* append(conversation, [...opening, { happening }, ...greeting], now, snapshot)), ...card }
}

/** Whoever is gone leads to a human as it would have gone; of an agent the rule says so itself. */
function* thereOf(receiver: Receiver, workspaceId: WorkspaceId): Work<Receiver | undefined> {
  return receiver.kind === 'agent' || (yield* hasGroup(receiver.groupId, workspaceId)) ? receiver : undefined
}

/** Its reply as a message of nobody's, with files of its own that share the bytes. */
function* say(parts: readonly Part[], conversationId: ConversationId, choice: string, now: number): Work<readonly Entry[]> {
  const name = `${conversationId}:menu:${choice}`
  const messageId = messageIdOf(name, now)
  const own = yield* copyFiles({ conversationId, messageId, parts, now, nameOf: (index) => messageIdOf(`${name}:file:${index}`, now) as string as FileId })
  return own.length === 0 ? [] : [{ happening: { type: 'message', id: messageId, from: { kind: 'machine' }, parts: own } }]
}
