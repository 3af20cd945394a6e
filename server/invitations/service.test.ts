/** Invitations by hand at two servers on one database: pages hear of them wherever they are. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { INVITE_HOLDS_MS } from '@foyer/sdk/protocol'
import type { MemberId, PresenceToPage, VisitorId } from '@foyer/sdk/protocol'
import { claimDeadlines } from '../deadlines/store.ts'
import { shareHub } from '../peers/elsewhere.ts'
import type { SharedHub } from '../peers/elsewhere.ts'
import type { Bus, PeerMessage } from '../peers/messages.ts'
import { createPresenceHub } from '../presence/hub.ts'
import type { Store } from '../store/store.ts'
import { PLACES, shareDatabase } from '../testing/places.ts'
import { value } from '../testing/value.ts'
import { NOW, createWorld } from '../testing/world.ts'
import { createInvitationService } from './service.ts'
import type { InvitationService, InviteState } from './service.ts'
import { makeInvitation } from './store.ts'

const PAGE = { url: 'https://shop.example/tours', title: 'Tours' }

interface Server {
  readonly hub: SharedHub
  readonly invitations: InvitationService
}

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Invitations at two servers on ${engine}`, () => {
    const stores: Store[] = []
    shareDatabase(makePlace, async (open) => void stores.push(await open(), await open()))

    async function twoServers() {
      const world = await createWorld(stores[0]!, { agents: { ann: {}, ben: {} } })
      const time = { now: NOW }
      const states: [VisitorId, InviteState | undefined][] = []
      let ids = 0
      const hearing: ((message: PeerMessage) => void)[] = []
      const servers = stores.map((store, at) => {
        const bus: Bus = {
          publish: (message) => hearing.forEach((hear, to) => void (to !== at && hear(message))),
          listen: () => undefined,
          close: async () => undefined,
        }
        const hub = shareHub(createPresenceHub(), bus)
        const invitations = createInvitationService({ store, hub, bus, now: () => time.now, newId: () => `${world.name}-${at}-${(ids += 1)}`, randomSeed: () => 1, tell: () => undefined, setInvite: (id, state) => void states.push([id, state]) })
        hearing.push((message) => {
          hub.hear(message, `server ${1 - at}`, time.now)
          invitations.hear(message)
        })
        return { hub, invitations }
      }) as [Server, Server]
      const vera = await world.visitor('vera')
      const frames: PresenceToPage[] = []
      const line = { send: (frame: PresenceToPage) => void frames.push(frame), ask: () => undefined, drop: () => undefined }
      // Her page is at the second server, the agents are at the first.
      servers[1].hub.arrive(line, vera, PAGE, NOW)
      const agent = (name: string) => ({ workspaceId: world.workspaceId, memberId: world.agentId(name) as MemberId })
      const invite = (name: string, at: 0 | 1 = 0) => servers[at].invitations.invite(agent(name), { visitorIds: [vera.id], text: 'May I help?' })
      const pending = async () => (await Promise.all(servers.map(({ invitations }) => invitations.pendingFor(vera.id)))).map((told) => told.length)
      return { world, time, servers, vera, frames, states, invite, pending }
    }

    it('IV-7 a page hears at once, and its next one at either server, for a minute, whatever was started anew', async () => {
      const { world, time, vera, frames, states, invite, pending } = await twoServers()
      assert.deepEqual(value(await invite('ann')), [])
      assert.deepEqual(frames.map(({ type }) => type), ['invited'])
      assert.deepEqual(states, [[vera.id, { kind: 'invited', by: world.agentId('ann') }]])
      assert.deepEqual(await pending(), [1, 1])
      time.now += INVITE_HOLDS_MS
      assert.deepEqual(await pending(), [0, 0])
    })

    it('IV-7 the list says that an agent invites, also where an automatic one gives way to it', async () => {
      const { world, time, servers, vera, states, invite } = await twoServers()
      const look = { title: 'Hello', text: 'May we help?', position: 'centre', buttons: ['chat'] } as const
      const { id } = value(await stores[0]!.run(makeInvitation, { workspaceId: world.workspaceId, id: `${world.name}-i`, now: NOW, draft: { siteId: world.siteId, name: 'A', isOn: true, conditions: {}, receiver: { kind: 'group', groupId: world.mainGroupId }, afterRefusal: { kind: 'visit' }, onlyStaffed: false, variants: [{ id: 'a', name: 'A', share: 100, desktop: look, mobile: look }] } })).record
      const offered = await servers[1].invitations.offer(vera, id)
      assert.ok(offered.isShown)
      time.now += 1
      value(await invite('ann'))
      value(await servers[1].invitations.answer(vera, offered.invitation.id, 'closed'))
      assert.deepEqual(states, [[vera.id, { kind: 'invited' }], [vera.id, { kind: 'invited', by: world.agentId('ann') }]])
    })

    it('IV-8 of two agents at two servers one invites', async () => {
      const { vera, frames, invite } = await twoServers()
      const not = (await Promise.all([invite('ann', 0), invite('ben', 1)])).map(value)
      assert.deepEqual(not.flat().map(({ visitorId, code }) => [visitorId, code]), [[vera.id, 'already_invited']])
      assert.equal(frames.length, 1)
    })

    it('IV-10 what is answered at one is over at both', async () => {
      const { world, vera, frames, states, invite, pending, servers } = await twoServers()
      value(await invite('ann'))
      const [frame] = frames
      assert.ok(frame?.type === 'invited')
      assert.partialDeepStrictEqual(await servers[1].invitations.answer(await world.visitor('sam'), frame.invitation.id, 'declined'), { code: 'invitation_over' })
      assert.deepEqual(await pending(), [1, 1])
      value(await servers[1].invitations.answer(vera, frame.invitation.id, 'declined'))
      assert.deepEqual(await pending(), [0, 0])
      assert.deepEqual(states.at(-1), [vera.id, { kind: 'declined', by: world.agentId('ann') }])
    })

    it('IV-7 accepting, and a minute without an answer, end it too', async () => {
      const { world, time, vera, frames, states, invite, pending, servers } = await twoServers()
      value(await invite('ann'))
      time.now += INVITE_HOLDS_MS
      const due = (await stores[0]!.run(claimDeadlines, { kinds: ['invite-unanswered'], now: time.now, claimMs: 1, most: 50 })).find(({ workspaceId }) => workspaceId === world.workspaceId)
      await servers[0].invitations.inviteDue(due!)
      assert.deepEqual(states.at(-1), [vera.id, { kind: 'unanswered', by: world.agentId('ann') }])
      value(await invite('ben'))
      const last = frames.at(-1)
      assert.ok(last?.type === 'invited' && frames.length === 2)
      value(await servers[1].invitations.accept(vera, { invitation: last.invitation.id }, 'a window'))
      assert.deepEqual(states.at(-1), [vera.id, undefined])
      assert.deepEqual(await pending(), [0, 0])
    })
  })
}
