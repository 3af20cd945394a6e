/** Invitations on the page: fetched where the site has some, or an agent invites. */
import { browserPage, createInvitations } from '@foyer/sdk/api'
import type { Ground } from '@foyer/sdk/api'
import { createStand } from './stand.ts'
import './invitation.define.ts'

const invited = new WeakSet<Ground>()

/** Begins, once in each session. */
export function invite(ground: Ground): void {
  if (invited.has(ground) || ground.signal.aborted) return
  invited.add(ground)
  createInvitations(ground, browserPage(), (on) => createStand(ground, on))
}
