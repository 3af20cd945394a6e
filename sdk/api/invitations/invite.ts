/**
 * Invitations on a page (IV-5, IV-6, IV-10): looks for one that is for this visitor, asks the server for it, shows it
 * when nothing is disturbed by that, and does what the visitor makes of it. Those of agents come by presence and show at
 * once. One at a time.
 *
 * All of it is one question, asked anew whenever something may be otherwise: {@link look}. Nothing is polled; there is
 * one timer, for the next time at which something is due.
 */
import { CALM_MS, INVITATION_PATHS, INVITE_HOLDS_MS } from '@foyer/sdk/protocol'
import type { Failure, InvitationAnswer, InvitationOffer, ShownInvitation } from '@foyer/sdk/protocol'
import type { Stop } from '@foyer/sdk/thread'
import type { Ground } from '../ground.ts'
import type { InvitationRequests, InvitationStand, ReceptionView } from '../ports.ts'
import { request } from '../request.ts'
import type { Talk } from '../talk.ts'
import { isPassing } from '../trouble.ts'
import { begin } from './begin.ts'
import { judge, type Facts } from './conditions.ts'
import { mayShowIn, parseMarks, withMark, type Outcome } from './marks.ts'
import type { InvitationPage } from './page.ts'

/** What is used of the session. */
export type InvitationGround = Pick<
  Ground,
  'server' | 'credentials' | 'terms' | 'device' | 'tab' | 'clock' | 'signal' | 'news' | 'tracked' | 'visit' | 'page' | 'talk' | 'open' | 'follow' | 'emit' | 'report'
>

/** One that is there, seen or about to be. */
interface Held {
  readonly invitation: ShownInvitation
  /** By the page's clock. */
  readonly since: number
  isSeen: boolean
}

/** A server that could not answer is asked again after this. */
const ASK_AGAIN_MS = 60_000
/** Timers of browsers end before a month; this one is set anew anyway. */
const LONGEST_WAIT_MS = 60 * 60_000

/** Under which what became of invitations is kept on the device, and the one that stands there with the tab. */
const MARKS = 'invitations'
const STANDING = 'invited'

export function createInvitations(ground: InvitationGround, page: InvitationPage, createStand: (on: InvitationRequests) => InvitationStand): void {
  const { server, credentials, terms, device, tab, clock, signal, emit } = ground
  let view: ReceptionView | undefined
  let held: Held | undefined
  /** The conversation's side, once the window has been open. */
  let talk: Talk | undefined
  let isAsking = false
  let stopWaiting: Stop | undefined

  let address = page.address
  let pageSince = 0
  /** Automatic ones whose conditions were met on this page, though nobody leaves it any more. */
  const met = new Set<string>()
  /** Until when an automatic one is not asked for, by the page's clock. */
  const notBefore = new Map<string, number>()

  let toldVisit = ''
  let visitSince = 0
  let toldInvitation = ''
  /** The one that this tab has shown, perhaps on the page before. */
  let standing = ''

  const marks = () => parseMarks(device.get(MARKS))
  const keyOf = ({ id, invitationId = id }: ShownInvitation) => invitationId
  const mark = (invitation: ShownInvitation, how: Outcome) =>
    device.set(MARKS, JSON.stringify(withMark(marks(), keyOf(invitation), how, ground.visit().beganAt, clock.now())))
  /** An answer is there, perhaps another tab's. */
  const isAnswered = (invitation: ShownInvitation) => /closed|declined|accepted/.test(marks()[keyOf(invitation)]?.how ?? '')
  const isTalking = () => talk !== undefined && (talk.state.conversation?.state.status ?? 'ended') !== 'ended'

  const stand = createStand({
    onAccept: (from) => void accept(from).catch((error: unknown) => signal.aborted || ground.report(error)),
    onDecline: () => leave('declined'),
    onClose: () => leave('closed'),
  })
  signal.addEventListener('abort', () => {
    stopWaiting?.()
    stand.destroy()
  })

  function turnTo(since: number): void {
    address = page.address
    pageSince = since
    met.clear()
    notBefore.clear()
  }

  /** What presence has brought. The same may be told again: by a tab that leads to one that follows. */
  function hear(): void {
    const { visit, invitation } = ground.news ?? {}
    const told = JSON.stringify(visit) ?? ''
    if (visit && told !== toldVisit) visitSince = page.now() - visit.forMs
    toldVisit = told
    if (!invitation || invitation.id === toldInvitation) return
    toldInvitation = invitation.id
    const before = marks()[invitation.id]
    if (before && (before.how !== 'shown' || clock.now() - before.at > INVITE_HOLDS_MS)) return
    // A person goes before a rule.
    if (held) answer(held.invitation, 'closed')
    hold(invitation)
  }

  function hold(invitation: ShownInvitation): void {
    mark(invitation, 'shown')
    held = { invitation, since: page.now(), isSeen: false }
  }

  /** What stood there on the last page of this tab stands there again. */
  function recall(): void {
    try {
      const kept = JSON.parse(tab.get(STANDING) ?? 'null') as { readonly invitation: ShownInvitation; readonly at: number } | null
      if (!kept) return
      const { invitation, at } = kept
      const isCurrent = invitation.invitationId ? at >= ground.visit().beganAt : clock.now() - at < INVITE_HOLDS_MS
      if (!isCurrent || isAnswered(invitation)) return tab.set(STANDING)
      held = { invitation, since: page.now(), isSeen: false }
      standing = invitation.id
    } catch {
      tab.set(STANDING)
    }
  }

  /** In how many milliseconds nothing is disturbed any more (IV-6); `Infinity`: something has to happen first. */
  function calmIn(): number {
    if (!view || view.isHidden || view.isOpen || !page.isVisible() || page.isTyping() || isTalking()) return Infinity
    return Math.max(0, pageSince + CALM_MS - page.now())
  }

  function look(isLeaving = false): void {
    stopWaiting?.()
    stopWaiting = undefined
    if (!view || signal.aborted) return
    if (page.address !== address) turnTo(page.now())
    // Of whom nothing is told, nothing is asked; to whom nothing is available, nothing is offered (IV-4).
    if (terms.speak || ground.news?.code) return stand.hide()
    hear()
    const waitMs = held ? settle(held) : search(isLeaving)
    if (waitMs > 0 && waitMs !== Infinity) stopWaiting = clock.after(Math.min(waitMs, LONGEST_WAIT_MS), look)
  }

  /** Brings what is seen in line with what stands there. Returns in how many milliseconds to look again. */
  function settle(one: Held): number {
    const { invitation } = one
    if (!view) return Infinity
    const isManual = !invitation.invitationId
    if (isAnswered(invitation)) return drop()
    // Talking already, or nobody waits for an answer any more.
    if (isTalking() || (isManual && !one.isSeen && page.now() - one.since > INVITE_HOLDS_MS)) {
      if (one.isSeen) answer(invitation, 'closed')
      return drop()
    }
    const isInTheWay = view.isOpen || view.isHidden || !page.isVisible()
    const waitMs = one.isSeen || isManual ? (isInTheWay ? Infinity : 0) : calmIn()
    if (waitMs > 0) {
      stand.hide()
      return waitMs
    }
    stand.show({ ...view, invitation, isMobile: page.facts().isMobile })
    if (!one.isSeen) {
      one.isSeen = true
      // On the next page it is still the same one.
      if (standing !== invitation.id) {
        standing = invitation.id
        tab.set(STANDING, JSON.stringify({ invitation, at: clock.now() }))
        emit('invitation:shown', { invitationId: keyOf(invitation) })
      }
    }
    return Infinity
  }

  function drop(): number {
    held = undefined
    tab.set(STANDING)
    stand.hide()
    return search(false)
  }

  /** Looks for an automatic one. Returns in how many milliseconds to look again. */
  function search(isLeaving: boolean): number {
    stand.hide()
    const invitations = view?.config.invitations ?? []
    if (isAsking || invitations.length === 0) return Infinity
    const now = page.now()
    const { visit } = ground.news ?? {}
    const facts: Facts = {
      ...page.facts(),
      onPageMs: now - pageSince,
      visit: visit && { ...visit, forMs: now - visitSince },
      isLeaving,
      tracked: ground.tracked ?? new Set(),
    }
    const known = marks()
    const { beganAt } = ground.visit()
    let soonest = Infinity
    for (const { id, conditions, afterRefusal } of invitations) {
      const verdict = met.has(id) ? undefined : judge(conditions, facts)
      if (verdict?.kind === 'met') met.add(id)
      const waits = [mayShowIn(known[id], afterRefusal, beganAt, clock.now()), (notBefore.get(id) ?? now) - now]
      if (verdict && verdict.kind !== 'met') waits.push(verdict.kind === 'not-yet' ? (verdict.inMs ?? Infinity) : Infinity)
      else waits.push(calmIn())
      const waitMs = Math.max(...waits)
      soonest = Math.min(soonest, waitMs)
      if (waitMs > 0) continue
      isAsking = true
      void ask(id)
      return Infinity
    }
    return soonest
  }

  async function ask(invitationId: string): Promise<void> {
    const asked = address
    const told = await request<InvitationOffer>(server + INVITATION_PATHS.offer, { ...credentials, invitationId })
    isAsking = false
    if (signal.aborted) return
    // One of an agent that came meanwhile goes before.
    if (told.ok && told.value.isShown) {
      if (held) answer(told.value.invitation, 'closed')
      else hold(told.value.invitation)
    } else if (asked === address) {
      const againMs = told.ok ? !told.value.isShown && told.value.againAfterMs : isPassing(told.code) && ASK_AGAIN_MS
      notBefore.set(invitationId, page.now() + (againMs === false || againMs === undefined ? Infinity : againMs))
    }
    look()
  }

  /** The server hears of it although the page may be going away. */
  function answer(invitation: ShownInvitation, how: InvitationAnswer): void {
    mark(invitation, how)
    const url = server + INVITATION_PATHS.answer
    const body = { ...credentials, id: invitation.id, answer: how }
    if (!navigator.sendBeacon(url, JSON.stringify(body))) void request(url, body)
  }

  /** Without taking it up. */
  function leave(how: InvitationAnswer): void {
    if (!held) return
    const { invitation } = held
    answer(invitation, how)
    drop()
    if (how === 'declined') emit('invitation:declined', { invitationId: keyOf(invitation) })
    look()
  }

  /** @param from what had the focus before the invitation: it gets it back when the window closes */
  async function accept(from: Element | undefined): Promise<void> {
    if (!held) return
    const taken = held
    const { invitation } = taken
    // Before anything else is looked at: all that follows looks again.
    held = undefined
    stand.hide()
    tab.set(STANDING)
    mark(invitation, 'accepted')
    emit('invitation:accepted', { invitationId: keyOf(invitation) })
    try {
      await ground.open({ from })
    } catch (error) {
      // It stands there again, for another try.
      mark(invitation, 'shown')
      held = taken
      look()
      throw error
    }
    talk = await ground.talk()
    const begun = await begin(await talk.thread(), () => ({ invitation: invitation.id, page: ground.page(), ...(page.facts().isMobile && { isMobile: true }) }))
    if (begun.ok) return
    sayUntilTheyWrite(talk, begun)
    throw begun
  }

  /** The window is open for nothing that was begun: it says why, and the visitor can write all the same. */
  function sayUntilTheyWrite(there: Talk, refused: Failure): void {
    there.tell(refused)
    void there.thread().then((thread) => {
      const stop = thread.subscribe(({ pending }) => {
        if (pending.length === 0 && !isTalking()) return
        stop()
        there.tell()
      })
    })
  }

  recall()
  page.watch(signal, (what) => {
    if (what === 'shown') turnTo(page.now())
    look(what === 'leaving')
  })
  const stopFollowing = ground.follow((now) => {
    view = now
    // With the window the talk is there, or is asked for already.
    if (now.isOpen && !talk) void ground.talk().then((there) => (talk = there), () => undefined)
    look()
  })
  signal.addEventListener('abort', stopFollowing)
}
