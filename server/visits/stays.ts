/**
 * Who is on the pages of this server, or has just left them: visits begun and taken up again as the presence hub tells who
 * comes, moves and leaves, with what is known of each of them. Says of whom something is another now.
 */
import { LEFT_SHOWN_MS } from '@foyer/sdk/protocol'
import type { LiveVisitor, PageRef, ThreadId, VisitFacts, VisitorId, WorkspaceId } from '@foyer/sdk/protocol'
import type { Client, PresenceEvent } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { isBot } from '../visitors/bots.ts'
import type { VisitorIdentity } from '../visitors/store.ts'
import { namesOfPlace } from './place.ts'
import type { PlaceFinder } from './place.ts'
import { namesOfSource } from './source.ts'
import { shown, stayOf, takeUp, turnTo } from './stay.ts'
import type { Stay } from './stay.ts'
import { readStanding } from './store.ts'
import type { Invite, Standing, Talk } from './store.ts'

export interface StaysPorts {
  readonly store: Store
  readonly places: PlaceFinder
  now(): number
  newId(): string
  /** Who may be in a conversation came, moved or left. */
  moved(visitor: VisitorIdentity): void
  /** What is shown of somebody is another now. */
  touched(visitor: VisitorIdentity): void
  /** Something was seen that is to be kept. */
  seen(stay: Stay): void
  report(error: unknown): void
}

export interface Stays {
  hear(event: PresenceEvent): void
  all(): Iterable<Stay>
  /** Whether they are still there, or shown as left. */
  has(stay: Stay): boolean
  /** Who is shown, of a workspace. */
  ids(workspaceId: WorkspaceId): Iterable<VisitorId>
  get(workspaceId: WorkspaceId, id: VisitorId): LiveVisitor | undefined
  /** What a page is told of its visit, where invitations ask for it (IV-5). Nothing for robots, who are never invited. */
  factsFor(visitorId: VisitorId): Promise<VisitFacts | undefined>
  setInvite(visitorId: VisitorId, invite: Invite | undefined): void
  talkMoved(threadId: ThreadId, talk: TalkMoved): void
  /** What is known of them is to be read again. */
  cardChanged(visitorId: VisitorId): void
  /** There is no such visitor any more (CW-15, CW-27): nothing of them is shown or kept from now on. */
  forget(visitorId: VisitorId): void
  /** About once a second. */
  sweep(now: number): void
  /** What was asked of them was answered. */
  answered(): Promise<unknown>
}

export type TalkMoved = Talk & { readonly hasEnded?: true }

export function createStays({ store, places, now, newId, moved, touched, seen, report }: StaysPorts): Stays {
  const stays = new Map<VisitorId, Stay>()
  const byThread = new Map<ThreadId, readonly Stay[]>()

  const has = (stay: Stay): boolean => stays.get(stay.visitor.id) === stay

  function arrive(visitor: VisitorIdentity, page: PageRef, client: Client): void {
    // One that has opened the chat is somebody, and yet on no list.
    if (isBot(client.userAgent ?? null)) return
    const known = stays.get(visitor.id)
    if (known) {
      known.leftAt = undefined
      known.address = client.address
      turnTo(known, page, now())
      return change(known)
    }
    const stay = stayOf(visitor, page, client, now())
    stays.set(visitor.id, stay)
    joinThread(stay, visitor.threadId)
    begin(stay)
  }

  /** What cannot be asked now is asked again with the next sweep. */
  function begin(stay: Stay): void {
    stay.begun = ask(stay).then(
      () => void (stay.begun = undefined),
      (error: unknown) => {
        stay.begun = undefined
        report(error)
      },
    )
  }

  async function ask(stay: Stay): Promise<void> {
    const [standing, place] = await Promise.all([store.run(readStanding, { visitorId: stay.visitor.id }), places.find(stay.address).catch((error: unknown) => void report(error))])
    // Forgotten meanwhile.
    if (!has(stay)) return
    if (!standing) return drop(stay)
    stay.place = place ?? undefined
    takeUp(stay, standing, newId)
    know(stay, standing)
    seen(stay)
    touched(stay.visitor)
    if (stay.talk) moved(stay.visitor)
  }

  function know(stay: Stay, { threadId, name, isCustomer, isBlocked, talk }: Standing): void {
    const heard = threadId === stay.visitor.threadId ? stay.talk : undefined
    leaveThread(stay)
    joinThread(stay, threadId)
    stay.visitor = { ...stay.visitor, threadId, isBlocked }
    // It may have moved since it was read.
    const isNewer = heard && (!talk || (heard.conversationId === talk.conversationId && heard.seq > talk.seq))
    Object.assign(stay, { name, isCustomer, isBlocked, talk: isNewer ? heard : talk })
  }
  const joinThread = (stay: Stay, threadId: ThreadId) => void byThread.set(threadId, [...(byThread.get(threadId) ?? []), stay])
  function leaveThread(stay: Stay): void {
    const { threadId } = stay.visitor
    const others = byThread.get(threadId)?.filter((other) => other !== stay) ?? []
    if (others.length > 0) byThread.set(threadId, others)
    else byThread.delete(threadId)
  }

  function change(stay: Stay): void {
    if (!stay.id) return
    seen(stay)
    touched(stay.visitor)
  }

  function drop(stay: Stay): void {
    stays.delete(stay.visitor.id)
    leaveThread(stay)
    touched(stay.visitor)
  }

  async function readAgain(visitorId: VisitorId): Promise<void> {
    await stays.get(visitorId)?.begun
    const stay = stays.get(visitorId)
    const standing = stay && (await store.run(readStanding, { visitorId }))
    if (!standing || !has(stay)) return
    know(stay, standing)
    touched(stay.visitor)
  }

  return {
    hear(event) {
      const { visitor } = event
      if (event.type === 'visitor-arrived' && event.page) arrive(visitor, event.page, event.client)
      const stay = stays.get(visitor.id)
      if (event.type === 'page-changed' && stay) {
        turnTo(stay, event.page, now())
        change(stay)
      }
      if (event.type === 'visitor-left' && stay) {
        stay.leftAt = now()
        change(stay)
      }
      // Of whoever is known to be in no conversation no desk need be told.
      if (!stay || stay.talk) moved(visitor)
    },
    all: () => stays.values(),
    has,
    *ids(workspaceId) {
      for (const stay of stays.values()) if (stay.id && stay.visitor.workspaceId === workspaceId) yield stay.visitor.id
    },
    get(workspaceId, id) {
      const stay = stays.get(id)
      return stay?.id && stay.visitor.workspaceId === workspaceId ? shown(stay) : undefined
    },
    async factsFor(id) {
      await stays.get(id)?.begun
      const stay = stays.get(id)
      return stay && { forMs: now() - stay.beganAt, pages: stay.pages, visits: stay.visits, source: namesOfSource(stay.source), regions: namesOfPlace(stay.place) }
    },
    setInvite(visitorId, invite) {
      const stay = stays.get(visitorId)
      if (!stay) return
      stay.invite = invite
      touched(stay.visitor)
    },
    talkMoved(threadId, { hasEnded, ...talk }) {
      for (const stay of byThread.get(threadId) ?? []) {
        const known = stay.talk
        const isKnown = known?.conversationId === talk.conversationId
        if (isKnown ? talk.seq < known.seq : hasEnded) continue
        stay.talk = hasEnded ? undefined : talk
        stay.invite = undefined
        touched(stay.visitor)
      }
    },
    cardChanged: (visitorId) => void readAgain(visitorId).catch(report),
    forget(visitorId) {
      const stay = stays.get(visitorId)
      if (stay) drop(stay)
    },
    sweep(at) {
      for (const stay of stays.values()) {
        // A clock may have been set, either way.
        if (stay.leftAt !== undefined && Math.abs(at - stay.leftAt) > LEFT_SHOWN_MS) drop(stay)
        else if (!stay.id && !stay.begun) begin(stay)
      }
    },
    answered: () => Promise.all([...stays.values()].map(({ begun }) => begun)),
  }
}
