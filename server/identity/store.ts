/**
 * Who visitors are proven to be (CW-27). A person whom the site's own server knows is an *identity*: all browsers that
 * have shown a proof for it share one thread and one card.
 */
import { failTalk, fail, ok } from '@foyer/sdk/protocol'
import type { Appended, ConversationHead, ConversationId, Identity, LogEvent, ProvenDetails, Result, SiteId, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { endConversation } from '../conversations/store.ts'
import type { Change } from '../conversations/store.ts'
import { db, first, lock, prepare, prepareInsert, procedure, rows, run } from '../store/procedure.ts'
import type { Work } from '../store/procedure.ts'
import type { IdentityRow, VisitorRow } from '../store/schema.ts'
import { columnsOf, detailsOf, fillUp, isSameDetails, joinDetails } from '../visitors/rules.ts'
import type { Details } from '../visitors/rules.ts'
import { admitVisitor, letGo, visitorByToken } from '../visitors/store.ts'
import { useKey } from './keys-store.ts'
import type { ReadProof } from './proofs.ts'

const identityOfUser = prepare((p: { siteId: SiteId; userId: string }) =>
  db.selectFrom('identities').selectAll().where('site_id', '=', p.siteId).where('user_id', '=', p.userId),
)
const insertIdentity = prepareInsert('identities', ['id', 'workspace_id', 'site_id', 'user_id', 'thread_id', 'created_at', 'details'])
const keepSigned = prepare((p: { id: string; details: string }) => db.updateTable('identities').set({ details: p.details }).where('id', '=', p.id))
const browsersOf = prepare((p: { identityId: string }) => db.selectFrom('visitors').selectAll().where('identity_id', '=', p.identityId).orderBy('first_seen_at').orderBy('id'))
const usedProof = prepare((p: { hash: string }) => db.selectFrom('used_proofs').select('visitor_id').where('hash', '=', p.hash))
const insertProof = prepareInsert('used_proofs', ['hash', 'visitor_id', 'expires_at'])
const dropOldProofs = prepare((p: { now: number }) => db.deleteFrom('used_proofs').where('expires_at', '<', p.now))

export interface ProveVisitor {
  readonly workspaceId: WorkspaceId
  readonly siteId: SiteId
  readonly tokenHash: string
  readonly proof: ReadProof
  readonly userId: string
  readonly identity: Identity
  /** Used only as far as something new is made. */
  readonly newIds: { readonly identity: string; readonly visitor: VisitorId; readonly thread: ThreadId }
  readonly now: number
}

/** What a proof has brought about, and who must hear of it. */
export interface Proven {
  readonly workspaceId: WorkspaceId
  readonly threadId: ThreadId
  /** This browser has another thread than before: what its visitor's windows are connected to is not theirs any more. */
  readonly isJoined: boolean
  readonly visitorId: VisitorId
  /** Whom this browser was before, if that was somebody else. */
  readonly left?: VisitorId
  /** All browsers of this person, if their card has changed. */
  readonly changed: readonly VisitorId[]
  /** Conversations that came to the thread: the last event of each, for whoever shows it. */
  readonly brought: readonly Appended[]
  /** Conversations that ended because another goes on. */
  readonly ended: readonly Change[]
}

/**
 * Takes a proof that was read and found right: puts this browser to the other ones of the same person. In one
 * transaction, which holds all threads that it touches: nothing that is said meanwhile is lost or seen twice.
 */
export const proveVisitor = procedure('identity.prove', function* (input: ProveVisitor): Work<Result<Proven>> {
  const { workspaceId, siteId, userId, now } = input
  const found = yield* takeThreads(input)
  if (!found) return fail('unavailable')
  // Looked at here, because the key may have been deleted, or the proof used, since it was read.
  if (!(yield* useKey(input.proof.keyId, siteId, now))) return failTalk('proof_invalid')
  const used = yield* first(usedProof, input.proof)
  const { isOtherPerson } = found
  if (used && (isOtherPerson || used.visitor_id !== found.visitor.id)) return failTalk('proof_replayed')

  const known = found.known ? (yield* rows(browsersOf, { identityId: found.known.id })).map(detailsOf) : []
  // What a proof has said stands until another says otherwise: the page beside it is not signed, and anybody can change that.
  const before = found.known?.details ?? null
  const signed: ProvenDetails = { ...(before !== null && (JSON.parse(before) as ProvenDetails)), ...input.proof.details }
  const sure = joinDetails(known.reduce(fillUp, NO_DETAILS), { ...input.identity, ...signed })
  if (!sure.ok) return sure
  // What this browser only said so far stands where nothing is proven.
  const details = found.visitor.identity_id === null ? fillUp(sure.value, detailsOf(found.visitor)) : sure.value

  const visitor = isOtherPerson ? yield* changeHands(found.visitor, input) : found.visitor
  const identity = found.known ?? { id: input.newIds.identity, thread_id: visitor.thread_id }
  if (!found.known) {
    yield* run(insertIdentity, { id: identity.id, workspace_id: workspaceId, site_id: siteId, user_id: userId, thread_id: identity.thread_id, created_at: now, details: null })
  }
  const isSigned = Object.keys(signed).length > 0 && JSON.stringify(signed) !== before
  if (isSigned) yield* run(keepSigned, { id: identity.id, details: JSON.stringify(signed) })
  if (!used) {
    yield* run(dropOldProofs, { now })
    yield* run(insertProof, { hash: input.proof.hash, visitor_id: visitor.id, expires_at: input.proof.expiresAt })
  }

  const brought = yield* moveConversations(visitor.thread_id, identity.thread_id)
  const isNew = visitor.identity_id === null
  if (isNew) yield* run(db.updateTable('visitors').set({ identity_id: identity.id, thread_id: identity.thread_id }).where('id', '=', visitor.id))
  const browsers = yield* rows(browsersOf, { identityId: identity.id })
  const stale = browsers.filter((row) => !isSameDetails(detailsOf(row), details))
  if (stale.length > 0) yield* run(db.updateTable('visitors').set(columnsOf(details)).where('identity_id', '=', identity.id))

  const isJoined = found.visitor.thread_id !== identity.thread_id
  return ok({
    workspaceId,
    threadId: identity.thread_id,
    isJoined,
    visitorId: visitor.id,
    ...(isOtherPerson && { left: found.visitor.id }),
    changed: isNew || isSigned || stale.length > 0 ? browsers.map(({ id }) => id) : [],
    brought,
    ended: brought.length > 0 ? yield* keepOneOpen(workspaceId, identity.thread_id, now) : [],
  })
})

interface Found {
  readonly visitor: VisitorRow
  /** Who is proven, if they were before, by whatever browser. */
  readonly known: IdentityRow | undefined
  /** The browser is still known as somebody else, who has not said good-bye. */
  readonly isOtherPerson: boolean
}

/** The visitor and the identity with both threads held, in the order of their names, so that nobody waits crosswise. */
function* takeThreads({ siteId, tokenHash, userId }: ProveVisitor): Work<Found | undefined> {
  const held = new Set<ThreadId>()
  for (;;) {
    const visitor = yield* first(visitorByToken, { siteId, tokenHash })
    if (!visitor) return undefined
    const known = yield* first(identityOfUser, { siteId, userId })
    const wanted = [...new Set([visitor.thread_id, ...(known ? [known.thread_id] : [])])].toSorted().filter((id) => !held.has(id))
    if (wanted.length === 0) return { visitor, known, isOtherPerson: visitor.identity_id !== null && visitor.identity_id !== known?.id }
    for (const id of wanted) {
      yield* lock(`thread:${id}`)
      held.add(id)
    }
  }
}

const NO_DETAILS: Details = { name: null, email: null, phone: null, attributes: {}, tags: [] }

/**
 * Somebody else has signed in on this browser, and nobody said `forget()` for who was there before. That one keeps their
 * thread and their card; the token goes over to a visitor of its own, so that neither sees anything of the other.
 */
function* changeHands({ id, language, page, referrer }: VisitorRow, { workspaceId, siteId, tokenHash, newIds, now }: ProveVisitor): Work<VisitorRow> {
  yield* letGo(id)
  yield* admitVisitor({ id: newIds.visitor, threadId: newIds.thread, workspaceId, siteId, tokenHash, language, page, referrer, now })
  return (yield* first(visitorByToken, { siteId, tokenHash }))!
}

const conversationsOf = prepare((p: { threadId: ThreadId }) =>
  db.selectFrom('conversations').select(['id', 'head', 'last_seq']).where('thread_id', '=', p.threadId).orderBy('started_at').orderBy('position'),
)
const startOf = prepare((p: { id: ConversationId }) => db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '=', 1))
const lastOf = prepare((p: { id: ConversationId; seq: number }) => db.selectFrom('events').select('body').where('conversation_id', '=', p.id).where('seq', '=', p.seq))
const takePlace = prepare((p: { id: ThreadId }) =>
  db
    .updateTable('threads')
    .set((row) => ({ conversation_count: row('conversation_count', '+', 1) }))
    .where('id', '=', p.id)
    .returning('conversation_count as position'),
)
const moveConversation = prepare((p: { id: ConversationId; threadId: ThreadId; position: number; head: string }) =>
  db.updateTable('conversations').set({ thread_id: p.threadId, position: p.position, head: p.head }).where('id', '=', p.id),
)
const rewriteStart = prepare((p: { id: ConversationId; body: string }) => db.updateTable('events').set({ body: p.body }).where('conversation_id', '=', p.id).where('seq', '=', 1))

/**
 * Puts the conversations of a thread behind those of another, in the order of their start, and does away with the empty
 * one. Only their places in the thread change; every event keeps its number.
 */
function* moveConversations(from: ThreadId, to: ThreadId): Work<readonly Appended[]> {
  if (from === to) return []
  const moved: Appended[] = []
  for (const { id, head, last_seq } of yield* rows(conversationsOf, { threadId: from })) {
    const { position } = (yield* first(takePlace, { id: to }))!
    yield* run(moveConversation, { id, threadId: to, position, head: JSON.stringify({ ...(JSON.parse(head) as ConversationHead), position }) })
    const started = JSON.parse((yield* first(startOf, { id }))!.body) as LogEvent
    yield* run(rewriteStart, { id, body: JSON.stringify({ ...started, position }) })
    moved.push({ conversationId: id, events: [JSON.parse((yield* first(lastOf, { id, seq: last_seq }))!.body) as LogEvent] })
  }
  yield* run(db.updateTable('menu_choices').set({ thread_id: to }).where('thread_id', '=', from))
  yield* run(db.deleteFrom('threads').where('id', '=', from))
  return moved
}

const openOf = prepare((p: { threadId: ThreadId }) =>
  db
    .selectFrom('conversations')
    .select('id')
    .where('thread_id', '=', p.threadId)
    .where('status', '!=', 'ended')
    .orderBy('last_message_at', 'desc')
    .orderBy('position', 'desc'),
)

/** One person talks with the company in one place: the talk in which somebody wrote last goes on, any other ends. */
function* keepOneOpen(workspaceId: WorkspaceId, threadId: ThreadId, now: number): Work<readonly Change[]> {
  const ended: Change[] = []
  for (const { id } of (yield* rows(openOf, { threadId })).slice(1)) {
    const result = yield* endConversation.body({ workspaceId, conversationId: id, by: 'visitor', threadId, now })
    if (result.ok && result.value) ended.push(result.value)
  }
  return ended
}

/** For a page's badge: every browser of a thread. */
export const visitorsOfThread = procedure('identity.of-thread', function* (input: { threadId: ThreadId }): Work<readonly VisitorId[]> {
  return (yield* rows(db.selectFrom('visitors').select('id').where('thread_id', '=', input.threadId))).map(({ id }) => id)
})

