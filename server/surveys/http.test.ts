/** The hosted page and the console's routes of the survey, on a whole server. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { v7 } from 'uuid'
import { API, VISITORS_API, WINDOW_PATHS } from '@foyer/sdk/protocol'
import type { BlockRecord, ConversationHead, ConversationId, LogEvent, LowRating, Result, SendReply, SurveyComments, SurveyRecord, SurveyResults, SurveyRules, WindowSettings } from '@foyer/sdk/protocol'
import { db } from '../store/procedure.ts'
import { FILES_SECRET, SHOP, ask, connected, shopKey, startRunning } from '../testing/running.ts'
import type { DeskSocket, Running } from '../testing/running.ts'
import { value } from '../testing/value.ts'
import { query } from '../testing/world.ts'
import { createSurveyLinks } from './links.ts'

const links = createSurveyLinks(FILES_SECRET)
let running: Running
let desk: DeskSocket
let agent: Record<string, string>
let owner: Record<string, string>
/** How far the server's clock is ahead of ours. */
let ahead = 0

before(async () => {
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  running = await startRunning({ clock: { now: () => Date.now() + ahead, after }, rateRules: { pages: { points: 10_000, seconds: 60 }, replies: { points: 8, seconds: 600 } } })
  agent = { origin: running.origin, cookie: await running.signIn('ann@shop.example') }
  owner = { origin: running.origin, cookie: await running.signIn('olga@shop.example') }
  desk = running.desk({ cookie: agent['cookie']! })
  await connected(desk)
})
after(() => running.stop())

const get = async <T>(path: string, headers = owner): Promise<Result<T>> => (await (await running.http(path, { headers })).json()) as Result<T>
async function set(change: Partial<SurveyRules>): Promise<Result<SurveyRecord>> {
  const { revision, canMail: _canMail, ...rules } = value<SurveyRecord>(await get(VISITORS_API.survey))
  return (await (await running.http(VISITORS_API.survey, { method: 'PUT', headers: owner, body: JSON.stringify({ revision, rules: { ...rules, ...change } }) })).json()) as Result<SurveyRecord>
}
/** A talk that Ann has answered and ended. */
async function aTalk(): Promise<ConversationId> {
  const window = running.visitor()
  await connected(window)
  const sent = value<SendReply>(await ask(window, 'message:send', { drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Hello' }] }] }))
  const conversationId = sent.appended[0]!.conversationId
  value(await ask(desk, 'message:send', { conversationId, drafts: [{ id: v7(), parts: [{ type: 'text', text: 'Good day' }] }] }))
  value(await ask(desk, 'conversation:end', { conversationId }))
  window.disconnect()
  return conversationId
}
const headOf = async (id: ConversationId): Promise<ConversationHead> => JSON.parse((await query(running.store, db.selectFrom('conversations').select('head').where('id', '=', id)))[0]!.head) as ConversationHead
const pathFor = async (conversationId: ConversationId) => links.pathOf({ conversationId, until: (await headOf(conversationId)).survey!.validUntil })
const post = (path: string, body: string, headers: Record<string, string> = { origin: running.origin }) =>
  running.http(path, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body })

describe('SV-1 the hosted page', () => {
  it('shows the form under the strictest policy, and looking at it answers nothing', async () => {
    await set({ look: 'faces' })
    const id = await aTalk()
    const path = await pathFor(id)
    const response = await running.http(path, { headers: { 'accept-language': 'fr' } })
    const page = await response.text()
    assert.equal(response.status, 200)
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/)
    assert.equal(response.headers.get('set-cookie'), null)
    assert.equal(response.headers.get('content-language'), 'fr')
    assert.doesNotMatch(page, /<script/)
    assert.equal(page.match(/type="radio"/g)?.length, 5)
    assert.equal((await headOf(id)).survey?.score, undefined)
    assert.equal((await running.http(path, { method: 'HEAD' })).status, 200)
    assert.equal((await headOf(id)).survey?.score, undefined)
  })

  it('takes an answer without a program, shows that it stands, and takes another while it is valid', async () => {
    const steps = [1, 2, 3, 4, 5].map((step) => ({ word: '', reasons: step === 2 ? ['Slow <b>', 'Rude'] : step === 5 ? ['Quick'] : [] }))
    assert.ok((await set({ look: 'stars', steps, comment: { isOffered: true, requiredBelow: 3 }, thanks: 'You are kind' })).ok)
    const id = await aTalk()
    const path = await pathFor(id)

    const missing = await post(path, new URLSearchParams([['score', '2'], ['reason-2', 'Slow <b>'], ['comment', ' ']]).toString())
    const again = await missing.text()
    assert.equal(missing.status, 400)
    assert.match(again, /role="alert">Please say in a few words/)
    assert.match(again, /value="2" aria-label="Not good" required checked/)
    assert.match(again, /value="Slow &lt;b&gt;" checked/)
    assert.equal((await headOf(id)).survey?.score, undefined)

    // Reasons of a step that was left are still sent, and do not count.
    const taken = await post(path, new URLSearchParams([['score', '2'], ['reason-2', 'Slow <b>'], ['reason-5', 'Quick'], ['comment', 'So\r\nlong']]).toString())
    assert.deepEqual([taken.status, taken.headers.get('location')], [303, `${path}?done`])
    assert.partialDeepStrictEqual((await headOf(id)).survey, { score: 2, reasons: ['Slow <b>'], comment: 'So\nlong' })
    assert.match(await (await running.http(`${path}?done`)).text(), /<div role="status"><h1 dir="auto">You are kind<\/h1>/)

    assert.equal((await post(path, 'score=5')).status, 303)
    const { survey } = await headOf(id)
    assert.deepEqual([survey?.score, survey?.reasons, survey?.comment], [5, undefined, undefined])
  })

  it('refuses what comes from elsewhere, is no form, or has no rating', async () => {
    const id = await aTalk()
    const path = await pathFor(id)
    for (const [body, headers, status] of [
      ['score=5', { origin: SHOP }, 403],
      ['score=5', { origin: 'null' }, 403],
      ['score=5', {}, 403],
      ['', { origin: running.origin }, 400],
      ['score=9', { origin: running.origin }, 400],
      [`score=5&comment=${'x'.repeat(30_000)}`, { origin: running.origin }, 400],
      [`score=5&comment=${'x'.repeat(501)}`, { origin: running.origin }, 400],
      ['{"score":5}', { 'origin': running.origin, 'content-type': 'application/json' }, 400],
    ] as const) {
      assert.equal((await post(path, body, headers)).status, status, `${body.slice(0, 20)} ${JSON.stringify(headers)}`)
    }
    assert.equal((await headOf(id)).survey?.score, undefined)
  })

  it('SV-3 can be changed, but not as often as a program would', async () => {
    const path = await pathFor(await aTalk())
    const statuses = []
    for (let n = 0; n < 10; n += 1) statuses.push((await post(path, `score=${1 + (n % 5)}&comment=x`)).status)
    assert.deepEqual(statuses, [...Array<number>(8).fill(303), 429, 429])
    assert.equal((await running.http(path)).status, 200)
  })

  it('SV-3 desks see that it was asked, and never the way there', async () => {
    const before = value<SurveyRecord>(await get(VISITORS_API.survey)).shows
    value(await set({ shows: { window: false, page: true, mail: false } }))
    const told = new Promise<LogEvent>((resolve) => desk.on('log:appended', ({ events }) => events.forEach((event) => event.type === 'message' && event.from.kind === 'machine' && resolve(event))))
    const id = await aTalk()
    const pushed = await told
    value(await set({ shows: before }))
    const kept = (await query(running.store, db.selectFrom('events').select('body').where('conversation_id', '=', id))).map(({ body }) => body).join()
    assert.ok(kept.includes('/s/'), 'the visitor gets it')
    assert.partialDeepStrictEqual(pushed, { parts: [{ type: 'cards', cards: [{ title: 'How was this conversation?' }] }] })
    const { head: { seq } } = value(await ask(desk, 'inbox:entry', { conversationId: id }))
    const seen = [pushed, ...(await Promise.all([ask(desk, 'inbox:entry', { conversationId: id }), ask(desk, 'desk:sync', {}), ask(desk, 'conversation:sync', { conversationId: id, seq: 0 }), ask(desk, 'conversation:sync', { conversationId: id, seq: seq - 1 }), ask(desk, 'conversation:older', { conversationId: id, seq: seq + 1 })])).map((answer) => value<unknown>(answer))]
    for (const one of seen) assert.ok(JSON.stringify(one).includes('How was this conversation?') && !JSON.stringify(one).includes('/s/'), JSON.stringify(one))
  })

  it('nobody rates themselves', async () => {
    const id = await aTalk()
    const path = await pathFor(id)
    const { origin, cookie } = agent as { origin: string; cookie: string }
    assert.equal((await running.http(path, { headers: { cookie } })).status, 403)
    assert.equal((await post(path, 'score=5', { origin, cookie })).status, 403)
    assert.equal((await running.http(path, { headers: { cookie: owner['cookie']! } })).status, 200)
    assert.equal((await headOf(id)).survey?.score, undefined)
  })

  it('IV-4 is not there for whoever is blocked, nor after everything of a visitor was erased', async () => {
    const id = await aTalk()
    const path = await pathFor(id)
    const statuses = async () => [(await running.http(path)).status, (await post(path, 'score=1')).status]
    const [row] = await query(running.store, db.selectFrom('conversations').select('visitor_id').where('id', '=', id))
    const block = value<BlockRecord>((await (await running.http(VISITORS_API.blocks, { method: 'POST', headers: agent, body: JSON.stringify({ visitorId: row!.visitor_id, kind: 'visitor', reason: 'Rude' }) })).json()) as Result<BlockRecord>)
    assert.deepEqual(await statuses(), [404, 404])
    await running.http(VISITORS_API.block(block.id), { method: 'DELETE', headers: agent })
    assert.equal((await running.http(path)).status, 200)
    assert.equal((await headOf(id)).survey?.score, undefined)
    assert.equal((await running.http(API.visitor(row!.visitor_id), { method: 'DELETE', headers: owner })).status, 200)
    assert.deepEqual(await statuses(), [404, 404])
  })

  it('is closed in time, and nobody’s link leads anywhere', async () => {
    const id = await aTalk()
    const path = await pathFor(id)
    for (const wrong of ['/s/x', `${path}x`, path.replace(id, v7()), createSurveyLinks('another secret').pathOf({ conversationId: id, until: Date.now() + 60_000 })]) {
      assert.equal((await running.http(wrong)).status, 404, wrong)
      assert.equal((await post(wrong, 'score=5')).status, 404, wrong)
    }
    ahead += 25 * 3_600_000
    try {
      assert.equal((await running.http(path)).status, 410)
      assert.equal((await post(path, 'score=5')).status, 410)
    } finally {
      ahead -= 25 * 3_600_000
    }
    assert.equal((await headOf(id)).survey?.score, undefined)
  })
})

describe('SV-1, SV-4 in the console', () => {
  it('windows are told of it where it is asked in them', async () => {
    const told = async () => value<WindowSettings>((await (await running.http(WINDOW_PATHS.window(shopKey, 'en'), { origin: SHOP })).json()) as Result<WindowSettings>).survey
    await set({ look: 'thumbs', shows: { window: true, page: false, mail: false } })
    assert.equal((await told())?.look, 'thumbs')
    await set({ shows: { window: false, page: true, mail: false } })
    assert.equal(await told(), undefined)
    assert.partialDeepStrictEqual(await set({ shows: { window: false, page: false, mail: false } }), { code: 'required', field: 'rules.shows' })
    await set({ look: 'stars', shows: { window: true, page: false, mail: false } })
  })

  it('owner and administrators hear of a low rating at once, and agents see figures of their own alone', async () => {
    await set({ warnsUpTo: 2, comment: { isOffered: true, requiredBelow: 0 } })
    const supervisor = running.desk({ cookie: owner['cookie']! })
    await connected(supervisor)
    const low = new Promise<LowRating>((resolve) => supervisor.once('survey:low', resolve))
    const heardByAgent: LowRating[] = []
    desk.on('survey:low', (told) => void heardByAgent.push(told))
    const id = await aTalk()
    assert.equal((await post(await pathFor(id), 'score=1&comment=Bad')).status, 303)
    assert.deepEqual(await low, { conversationId: id, score: 1, agent: 'Ann' })
    assert.deepEqual(heardByAgent, [])

    const period = `from=${Date.now() - 86_400_000}&to=${Date.now() + 86_400_000}`
    const all = value<SurveyResults>(await get(`${VISITORS_API.surveyResults}?${period}`))
    assert.ok(all.all.asked >= 1 && all.all.spread[0] === 1)
    assert.deepEqual(all.byAgent.map(({ name }) => name), ['Ann'])
    const { comments } = value<SurveyComments>(await get(`${VISITORS_API.surveyComments}?${period}`))
    assert.partialDeepStrictEqual(comments[0], { conversationId: id, score: 1, comment: 'Bad', agents: ['Ann'] })
    const ben = { origin: running.origin, cookie: await running.signIn('ben@shop.example') }
    assert.equal(value<SurveyResults>(await get(`${VISITORS_API.surveyResults}?${period}&agent=${all.byAgent[0]!.agentId}`, ben)).all.asked, 0)
    assert.deepEqual(value<SurveyComments>(await get(`${VISITORS_API.surveyComments}?${period}&agent=${all.byAgent[0]!.agentId}`, ben)).comments, [])
    for (const [wrong, code] of [['', 'invalid_input'], ['from=1', 'invalid_input'], ['from=2&to=1', 'out_of_range'], [`from=0&to=${401 * 86_400_000}`, 'out_of_range'], [`${period}&else=1`, 'invalid_input']]) {
      assert.partialDeepStrictEqual(await get(`${VISITORS_API.surveyResults}?${wrong}`), { ok: false, code })
    }
    supervisor.disconnect()
  })
})
