/** Who visitors say to be, and who they are proven to be (CW-27): reads proofs, and tells whom a change concerns. */
import { failTalk, fail, ok } from '@foyer/sdk/protocol'
import type { Appended, ConversationId, Identified, IdentifyRequest, Result, ThreadId, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import { unreadOfThread } from '../conversations/reading.ts'
import type { Change } from '../conversations/store.ts'
import { hashToken } from '../edge/tokens.ts'
import type { Store } from '../store/store.ts'
import type { Greeted } from '../visitors/greeting.ts'
import { identifyVisitor } from '../visitors/store.ts'
import { readProofKeys } from './keys-store.ts'
import { readProof } from './proofs.ts'
import { proveVisitor, visitorsOfThread } from './store.ts'
import type { Proven } from './store.ts'

export interface IdentityPorts {
  readonly store: Store
  now(): number
  /** A UUID of version 7. */
  newId(): string
  /** How many proofs of one visitor are looked at. */
  mayProve(visitorId: VisitorId): Promise<boolean>
  /** Tells of a conversation that has moved on. */
  tell(change: Change): void
  toThread(threadId: ThreadId, appended: Appended): void
  /** What the desk shows of a visitor, or of a conversation, is another now. */
  cardChanged(workspaceId: WorkspaceId, visitorId: VisitorId): void
  entryChanged(workspaceId: WorkspaceId, conversationId: ConversationId): void
  unread(visitorId: VisitorId, unread: number): void
  /** The visitor's windows connect anew. */
  dropWindows(visitorId: VisitorId): void
  /** Nobody speaks for this visitor any more: the lines of their windows and pages go. */
  letGo(visitorId: VisitorId): void
}

export interface IdentityService {
  identify(greeted: Greeted, request: IdentifyRequest): Promise<Result<Identified>>
}

export function createIdentityService(ports: IdentityPorts): IdentityService {
  const { store, now, newId } = ports

  const tellOf = async ({ workspaceId, threadId, isJoined, visitorId, left, changed, brought, ended }: Proven): Promise<void> => {
    if (left) ports.letGo(left)
    if (isJoined) ports.dropWindows(visitorId)
    // Windows of other browsers find that they lack what came before it, and fetch that too.
    for (const appended of brought) ports.toThread(threadId, appended)
    for (const { conversationId } of brought) ports.entryChanged(workspaceId, conversationId)
    for (const change of ended) ports.tell(change)
    for (const id of changed) ports.cardChanged(workspaceId, id)
    if (!isJoined) return
    const unread = await store.run(unreadOfThread, { threadId })
    for (const id of await store.run(visitorsOfThread, { threadId })) ports.unread(id, unread)
  }

  const prove = async ({ visitor, site }: Greeted, request: IdentifyRequest, proof: string): Promise<Result<Identified>> => {
    const { token, identity } = request
    if (identity.id === undefined) return fail('invalid_input', { field: 'identity.id', message: 'A proof is for an id, which is missing.' })
    if (!(await ports.mayProve(visitor.id))) return fail('rate_limited')
    const { workspaceId, id: siteId } = site
    const keys = await store.run(readProofKeys, { workspaceId, siteId })
    if (keys.length === 0) return failTalk('proof_invalid')
    const read = await readProof({ proof, keys, userId: identity.id, siteId, siteKey: request.site, now: now() })
    if (!read.ok) return read
    const newIds = { identity: newId(), visitor: newId() as VisitorId, thread: newId() as ThreadId }
    const proven = await store.run(proveVisitor, { workspaceId, siteId, tokenHash: hashToken(token), proof: read.value, userId: identity.id, identity, newIds, now: now() })
    if (!proven.ok) return proven
    await tellOf(proven.value)
    return ok({ isJoined: proven.value.isJoined })
  }

  return {
    async identify(greeted, request) {
      const { proof } = request.identity
      if (proof !== undefined) return prove(greeted, request, proof)
      const { visitor } = greeted
      const said = await store.run(identifyVisitor, { visitor, identity: request.identity })
      if (!said.ok) return said
      if (said.value) ports.cardChanged(visitor.workspaceId, visitor.id)
      return ok({ isJoined: false })
    },
  }
}
