import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { API, INVITATION_PATHS, PATHS, PROTOCOL, VISITORS_API } from '@foyer/sdk/protocol'
import type { ConversationId, InvitationDraft, InvitationOffer, InvitationRecord, InvitationResult, InvitationsRecord, ManualInvitations, NotInvited, PresenceToPage, Receivers, Result, ShownInvitation, SiteRecord, VisitorId } from '@foyer/sdk/protocol'
import { hashToken } from '../edge/tokens.ts'
import { db } from '../store/procedure.ts'
import { PLACES } from '../testing/places.ts'
import { SHOP, ask, connected, newToken, next, shopKey, startRunning } from '../testing/running.ts'
import type { Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { query } from '../testing/world.ts'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const page = { url: `${SHOP}/tours`, title: 'Tours' }
const look = { title: 'Hello', text: 'Questions about {page}?', position: 'centre', buttons: ['chat', 'later'] } as const

for (const [engine, makePlace] of Object.entries(PLACES)) {
  describe(`Invitations over the wire on ${engine}`, () => {
    let running: Running
    let draft: InvitationDraft
    const cookies: Record<string, string> = {}
    before(async () => {
      running = await startRunning({}, makePlace)
      for (const name of ['olga', 'ann', 'ben']) cookies[name] = await running.signIn(`${name}@shop.example`)
      const [site] = value(await api<readonly SiteRecord[]>('GET', API.sites))
      const { groups } = value(await api<Receivers>('GET', API.receivers))
      draft = { siteId: site!.id, name: 'Tours', isOn: true, conditions: { sources: ['Google'], regions: ['Ulm'] }, receiver: { kind: 'group', groupId: groups[0]!.id }, afterRefusal: { kind: 'visit' }, onlyStaffed: false, variants: [{ id: 'a', name: 'A', share: 100, desktop: look, mobile: look }] }
    })
    after(() => running?.stop())

    const api = async <T>(method: string, path: string, body?: object, as = 'olga'): Promise<Result<T>> =>
      (await running.http(path, { method, origin: running.origin, headers: { cookie: cookies[as]! }, ...(body && { body: JSON.stringify(body) }) })).json() as Promise<Result<T>>
    const fromPage = async <T>(path: string, token: string, said: object, userAgent = BROWSER): Promise<Result<T>> =>
      (await running.http(path, { method: 'POST', origin: SHOP, headers: { 'user-agent': userAgent }, body: JSON.stringify({ protocol: PROTOCOL, site: shopKey, token, ...said }) })).json() as Promise<Result<T>>
    const idOf = async (token: string): Promise<VisitorId> => (await query(running.store, db.selectFrom('visitors').select('id').where('token_hash', '=', hashToken(token))))[0]!.id

    /** A page that looks around, and the frames that it was sent. */
    async function aPage(token = newToken()) {
      const socket = running.presence(SHOP)
      const frames: PresenceToPage[] = []
      let heard = () => undefined as void
      socket.on('message', (data) => {
        frames.push(JSON.parse(String(data)) as PresenceToPage)
        heard()
      })
      const hears = async (type: PresenceToPage['type']): Promise<PresenceToPage> => {
        for (;;) {
          const found = frames.find((frame) => frame.type === type)
          if (found) return found
          await new Promise<void>((resolve) => (heard = resolve))
        }
      }
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, site: shopKey, token, page, language: 'en' })))
      await hears('welcome')
      return { token, socket, hears, id: await idOf(token) }
    }
    const invitedAt = async ({ hears }: Awaited<ReturnType<typeof aPage>>): Promise<ShownInvitation> => ((await hears('invited')) as Extract<PresenceToPage, { type: 'invited' }>).invitation
    async function aDesk(name: string) {
      const desk = running.desk({ cookie: cookies[name]! })
      assert.equal(await connected(desk), 'connected')
      await ask(desk, 'agent:set', { isOnline: true, isAccepting: true })
      return desk
    }
    const begin = async (token: string, invitation: string): Promise<Result<{ conversationId: ConversationId }>> => {
      const window = running.visitor({ token })
      assert.equal(await connected(window), 'connected')
      return ask(window, 'conversation:begin', { invitation })
    }

    it('IV-5 IV-10 from the console to the page, and by the window to a conversation', async () => {
      const made = value(await api<InvitationRecord>('POST', VISITORS_API.invitations, draft))
      assert.deepEqual(made.conditions, { sources: ['google'], regions: ['ulm'] }, 'compared in lower case')
      const config = (await (await running.http(PATHS.config(shopKey), { origin: SHOP })).json()) as Result<{ invitations: readonly { id: string }[] }>
      assert.deepEqual(value(config).invitations.map(({ id }) => id), [made.id])

      const vera = await aPage()
      const offered = value(await fromPage<InvitationOffer>(INVITATION_PATHS.offer, vera.token, { invitationId: made.id }))
      assert.ok(offered.isShown)
      assert.equal(offered.invitation.desktop.text, 'Questions about Tours?')
      const begun = value(await begin(vera.token, offered.invitation.id))
      assert.deepEqual(value(await begin(vera.token, offered.invitation.id)), begun)

      const sam = await aPage()
      const second = value(await fromPage<InvitationOffer>(INVITATION_PATHS.offer, sam.token, { invitationId: made.id }))
      assert.ok(second.isShown)
      assert.equal(value(await fromPage(INVITATION_PATHS.answer, sam.token, { id: second.invitation.id, answer: 'declined' })), null)
      assert.deepEqual(value(await fromPage(INVITATION_PATHS.offer, sam.token, { invitationId: made.id })), { isShown: false })
      assert.deepEqual(value(await fromPage(INVITATION_PATHS.offer, newToken(), { invitationId: made.id }, 'Googlebot/2.1')), { isShown: false }, 'a robot is nobody')
      const results = value(await api<readonly InvitationResult[]>('GET', `${VISITORS_API.invitationResults}?from=${Date.now() - 60_000}&to=${Date.now() + 60_000}`))
      assert.deepEqual(results, [{ invitationId: made.id, variantId: 'a', shown: 2, accepted: 1, declined: 1 }])
      assert.equal(value(await api('DELETE', VISITORS_API.invitation(made.id))), null)
    })

    it('IV-5 IV-9 names the field that is wrong', async () => {
      const post = (change: object) => api('POST', VISITORS_API.invitations, { ...draft, ...change })
      assert.partialDeepStrictEqual(await post({ name: '' }), { code: 'required', field: 'name' })
      assert.partialDeepStrictEqual(await post({ variants: [{ ...draft.variants[0], share: 99 }] }), { code: 'out_of_range', field: 'variants' })
      assert.partialDeepStrictEqual(await post({ variants: [{ ...draft.variants[0], mobile: { ...look, position: 'left' } }] }), { code: 'invalid_input', field: 'variants.0.mobile.position' })
      const made = value(await api<InvitationRecord>('POST', VISITORS_API.invitations, draft))
      const { id, revision, ...same } = made
      assert.partialDeepStrictEqual(await api('PUT', VISITORS_API.invitation(id), { revision, draft: { ...same, conditions: { scrolled: 0 } } }), { code: 'out_of_range', field: 'draft.conditions.scrolled' })
      assert.partialDeepStrictEqual(await api('GET', `${VISITORS_API.invitationResults}?from=2&to=1`), { code: 'out_of_range', field: 'from' })
      assert.partialDeepStrictEqual(await api('GET', `${VISITORS_API.invitationResults}?from=0&to=${Date.now()}`), { code: 'out_of_range', field: 'to' }, 'years are no period')
      assert.partialDeepStrictEqual(await api('GET', `${VISITORS_API.invitationResults}?from=now&to=1`), { code: 'invalid_input', field: 'from' })
      value(await api('DELETE', VISITORS_API.invitation(id)))
    })

    it('IV-7 an agent invites, and receives whoever accepts', async () => {
      const [ann, vera] = [await aDesk('ann'), await aPage()]
      assert.deepEqual(value<readonly NotInvited[]>(await ask(ann, 'visitors:invite', { visitorIds: [vera.id, vera.id], text: 'May I help?' })), [])
      const invitation = await invitedAt(vera)
      assert.deepEqual([invitation.desktop.title, invitation.desktop.text], ['Ann', 'May I help?'])
      const told = next<{ readonly head: { readonly id: ConversationId } }>(ann, 'inbox:changed')
      const { conversationId } = value(await begin(vera.token, invitation.id))
      assert.equal((await told).head.id, conversationId)
      ann.disconnect()
    })

    it('IV-7 the next page shows it too, by socket or by polling, until it is answered', async () => {
      const [ann, vera] = [await aDesk('ann'), await aPage()]
      value(await ask(ann, 'visitors:invite', { visitorIds: [vera.id], text: 'May I help?' }))
      const invitation = await invitedAt(vera)
      assert.deepEqual(await invitedAt(await aPage(vera.token)), invitation)
      const polled = async () => {
        const hello = [{ type: 'hello', protocol: PROTOCOL, site: shopKey, token: vera.token, page, language: 'en' }]
        return value((await (await running.http(PATHS.presence, { method: 'POST', origin: SHOP, body: JSON.stringify(hello) })).json()) as Result<readonly PresenceToPage[]>).map(({ type }) => type)
      }
      assert.deepEqual(await polled(), ['welcome', 'invited'])
      value(await fromPage(INVITATION_PATHS.answer, vera.token, { id: invitation.id, answer: 'declined' }))
      assert.deepEqual(await polled(), ['welcome'])
      ann.disconnect()
    })

    it('IV-8 two agents: the first wins, the second is told by whom', async () => {
      const [ann, ben, vera] = [await aDesk('ann'), await aDesk('ben'), await aPage()]
      const invite = (desk: typeof ann) => ask(desk, 'visitors:invite', { visitorIds: [vera.id], text: 'May I help?' })
      const not = (await Promise.all([invite(ann), invite(ben)])).map((result) => value<readonly NotInvited[]>(result))
      const winner = not[0]!.length === 0 ? 'Ann' : 'Ben'
      assert.deepEqual(not.flat(), [{ visitorId: vera.id, code: 'already_invited', by: winner }])
      assert.equal((await invitedAt(vera)).agent?.name, winner)
      for (const desk of [ann, ben]) desk.disconnect()
    })

    it('IV-7 nobody is invited where it is switched off, nor with words that are none', async () => {
      const [ann, vera] = [await aDesk('ann'), await aPage()]
      const invite = (text: string) => ask(ann, 'visitors:invite', { visitorIds: [vera.id], text })
      assert.partialDeepStrictEqual(await invite(' '), { code: 'required', field: 'text' })
      assert.partialDeepStrictEqual(await invite('x'.repeat(101)), { code: 'too_long', field: 'text' })
      const { manual: { switchableAt: _at, ...manual } } = value(await api<InvitationsRecord>('GET', VISITORS_API.invitations))
      const off = value(await api<ManualInvitations>('PUT', VISITORS_API.manualInvitations, { ...manual, isOn: false }))
      assert.partialDeepStrictEqual(await invite('May I help?'), { code: 'invitations_off' })
      assert.partialDeepStrictEqual(await api('PUT', VISITORS_API.manualInvitations, { ...manual, revision: off.revision, isOn: true }), { code: 'too_soon', field: 'isOn' })
      assert.partialDeepStrictEqual(await api('PUT', VISITORS_API.manualInvitations, { ...manual, revision: off.revision, isOn: true }, 'ann'), { code: 'not_allowed' })
      ann.disconnect()
    })
  })
}
