/**
 * Invitations, from the settings to the page, from the desk to the page, and back (IV-5 to IV-10). Pages have a clock
 * that tests set forward; the server's minute is a row of its database, made due.
 */
import assert from 'node:assert/strict'
import { afterEach, before, describe, it } from 'node:test'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { API, INVITATION_PATHS, VISITORS_API } from '@foyer/sdk/protocol'
import type { InvitationConditions, InvitationDraft, InvitationLook, InvitationRecord, InvitationResult, InvitationsRecord, Receivers, Result, SiteRecord } from '@foyer/sdk/protocol'
import { deskIn, openWindow, seesStatus, seesText, seesTexts, shareAgent, shareWorld, textsIn, until, windowIn, write } from './harness/index.ts'
import type { Agent, World } from './harness/index.ts'

/** A browser that says of itself that nobody drives it: a robot is invited to nothing. */
const BROWSER = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36' }
/** More than what has to pass after a page change (IV-6). */
const CALM_MS = 11_000

const TITLE = 'May we help?'
const look: InvitationLook = { title: TITLE, text: 'Hello! Anything that you would like to know?', position: 'bottom-end', buttons: ['chat', 'later'] }

async function ask<Value>({ context, page }: Agent, method: string, path: string, data?: object): Promise<Value> {
  const { origin } = new URL(page.url())
  const answer = await context.request.fetch(origin + path, { method, headers: { origin }, ...(data && { data }) })
  const result = (await answer.json()) as Result<Value>
  assert.ok(result.ok, `${method} ${path}: ${JSON.stringify(result)}`)
  return result.value
}

interface Guest {
  readonly context: BrowserContext
  /** How often a page has asked whether it may show one. */
  readonly asked: () => number
  open(path?: string): Promise<Page>
  /** Lets time pass on its pages. */
  pass(ms: number): Promise<void>
}

async function guestOf(world: World, options: BrowserContextOptions = BROWSER): Promise<Guest> {
  const visitor = await world.visitor(options)
  const { context } = visitor
  await context.clock.install()
  let asked = 0
  context.on('request', (request) => void (asked += new URL(request.url()).pathname === INVITATION_PATHS.offer && request.method() === 'POST' ? 1 : 0))
  return {
    context,
    asked: () => asked,
    async open(path = '/tours') {
      const page = await visitor.open(path)
      // It is told of its visit, and knows the invitations of its site.
      await page.locator('foyer-round-button').first().waitFor()
      return page
    },
    pass: (ms) => context.clock.runFor(ms),
  }
}

const cardIn = (page: Page) => page.locator('foyer-invitation')
const answerIn = (page: Page, name: string) => cardIn(page).getByRole('button', { name, exact: true }).click()

describe('automatic invitations', () => {
  const world = shareWorld()
  const ann = shareAgent(world)
  const olivia = shareAgent(world, 'olivia')
  let draft: InvitationDraft
  let made: readonly string[] = []

  before(async () => {
    const { invitations } = await ask<InvitationsRecord>(olivia, 'GET', VISITORS_API.invitations)
    for (const { id } of invitations) await ask(olivia, 'DELETE', VISITORS_API.invitation(id))
    const [site] = await ask<readonly SiteRecord[]>(olivia, 'GET', API.sites)
    const { agents } = await ask<Receivers>(olivia, 'GET', API.receivers)
    const receiver = agents.find(({ name }) => name.startsWith('Ann'))!
    draft = {
      siteId: site!.id,
      name: 'Help',
      isOn: true,
      conditions: { secondsOnPage: 1 },
      receiver: { kind: 'agent', agentId: receiver.id },
      afterRefusal: { kind: 'visit' },
      onlyStaffed: false,
      variants: [{ id: 'a', name: 'A', share: 100, desktop: look, mobile: look }],
    }
  })
  afterEach(async () => {
    for (const id of made) await ask(olivia, 'DELETE', VISITORS_API.invitation(id))
    made = []
  })

  async function make(change: Partial<InvitationDraft> & { readonly conditions?: InvitationConditions } = {}): Promise<InvitationRecord> {
    const record = await ask<InvitationRecord>(olivia, 'POST', VISITORS_API.invitations, { ...draft, ...change })
    made = [...made, record.id]
    return record
  }
  const resultsOf = async ({ id }: InvitationRecord) =>
    (await ask<readonly InvitationResult[]>(olivia, 'GET', `${VISITORS_API.invitationResults}?from=${Date.now() - 3_600_000}&to=${Date.now() + 60_000}`)).filter(({ invitationId }) => invitationId === id)

  it('IV-5 IV-9 IV-10 show by page, time and scrolling, with names in them; who accepts finds the text as the first message, and Ann', async () => {
    const text = 'Questions about {page}? {agent} has been there.'
    const record = await make({ conditions: { include: ['/tours/*'], secondsOnPage: 20, scrolled: 90 }, variants: [{ id: 'a', name: 'A', share: 100, desktop: { ...look, text }, mobile: look }] })
    const guest = await guestOf(world)
    const page = await guest.open('/tours')
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await guest.pass(30_000)
    assert.equal(guest.asked(), 0, 'it is another page')

    await page.goto(`${world.site}/tours/night-train-to-istanbul`)
    await page.locator('foyer-round-button').first().waitFor()
    const title = (await page.title()).replaceAll(/\s+/g, ' ')
    await guest.pass(30_000)
    assert.equal(guest.asked(), 0, 'nobody has scrolled')
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await cardIn(page).getByText(TITLE).waitFor()
    const said = (await cardIn(page).locator('#text').textContent()) ?? ''
    assert.ok(said.startsWith(`Questions about ${title.slice(0, 20)}`) && said.includes('Ann'), `${said} on ${title}`)

    await answerIn(page, 'Chat now')
    const window = windowIn(page)
    await seesTexts(window, [said])
    await cardIn(page).waitFor({ state: 'detached' })
    const desk = await ann.take(said.slice(0, 15))
    await seesTexts(desk, [said])
    await write(window, 'Yes: where does it start?')
    await seesText(desk, 'Yes: where does it start?')
    assert.deepEqual(await resultsOf(record), [{ invitationId: record.id, variantId: 'a', shown: 1, accepted: 1, declined: 0 }])
    const database = world.server.database()
    const facts = database.prepare('select kind, count(*) as n from facts where about = ? group by kind order by kind').all(`${record.id}/a`)
    database.close()
    assert.deepEqual(facts.map(({ kind, n }) => [kind, n]), [['invitation-accepted', 1], ['invitation-shown', 1]], 'the same from facts')
  })

  it('IV-9 IV-10 on a phone have the phone’s look, and the conversation begins with what was read there', async () => {
    const text = 'Only a tap away.'
    await make({ variants: [{ id: 'a', name: 'A', share: 100, desktop: look, mobile: { ...look, text, position: 'bottom-sheet' } }] })
    const guest = await guestOf(world, PHONE)
    const page = await guest.open()
    await guest.pass(CALM_MS)
    await cardIn(page).getByText(text).waitFor()
    await answerIn(page, 'Chat now')
    await seesTexts(windowIn(page), [text])
  })

  it('IV-6 do not show within 10 seconds of a page change, nor while somebody writes in the page', async () => {
    await make()
    const guest = await guestOf(world)
    const page = await guest.open('/contact')
    await guest.pass(5_000)
    assert.equal(guest.asked(), 0, 'the page is new')
    await page.locator('main input').first().focus()
    await guest.pass(CALM_MS)
    assert.equal(guest.asked(), 0, 'somebody is in a field')
    await page.locator('main input').first().blur()
    await cardIn(page).getByText(TITLE).waitFor()
  })

  it('IV-6 do not show while the window is open, nor in a conversation', async () => {
    await make()
    const guest = await guestOf(world)
    const page = await guest.open()
    const window = await openWindow(page)
    await guest.pass(CALM_MS)
    assert.equal(guest.asked(), 0, 'the window is open')
    await write(window, 'I have come by myself.')
    await seesStatus(window, 'Delivered')
    await page.evaluate(() => (globalThis as unknown as { Foyer: { close(): unknown } }).Foyer.close())
    await window.root.waitFor({ state: 'hidden' })
    await guest.pass(CALM_MS)
    assert.deepEqual([guest.asked(), await cardIn(page).count()], [0, 0], 'a conversation is open')
  })

  it('IV-5 IV-10 one that is declined is gone, counted, and not there again in this visit', async () => {
    const record = await make()
    const guest = await guestOf(world)
    const page = await guest.open()
    await guest.pass(CALM_MS)
    await answerIn(page, 'No, thank you')
    await cardIn(page).waitFor({ state: 'detached' })
    await until('it is counted', () => resultsOf(record), ([result]) => result?.declined === 1)
    const asked = guest.asked()
    await page.reload()
    await page.locator('foyer-round-button').first().waitFor()
    await guest.pass(CALM_MS)
    const other = await guest.open('/contact')
    await guest.pass(CALM_MS)
    assert.deepEqual([guest.asked(), await cardIn(page).count(), await cardIn(other).count()], [asked, 0, 0])
  })

  it('IV-5 the first by priority shows, and another one once it is switched off, without a reload', async () => {
    const second = { ...look, title: 'The second one' }
    const first = await make()
    await make({ name: 'Second', variants: [{ id: 'a', name: 'A', share: 100, desktop: second, mobile: second }] })
    const guest = await guestOf(world)
    const page = await guest.open()
    await guest.pass(CALM_MS)
    await cardIn(page).getByText(TITLE).waitFor()

    const { id, revision, ...same } = first
    await ask(olivia, 'PUT', VISITORS_API.invitation(id), { revision, draft: { ...same, isOn: false } })
    const other = await (await guestOf(world)).open()
    await other.context().clock.runFor(CALM_MS)
    await cardIn(other).getByText('The second one').waitFor()
  })

  it('IV-5 shows only while somebody can receive, if it is so set', async () => {
    await make({ onlyStaffed: true })
    const isOnline = ann.page.getByRole('switch', { name: 'Online' })
    await isOnline.click()
    await ann.page.getByRole('button', { name: 'Go offline', exact: true }).click()
    await until('nobody is there', () => isOnline.getAttribute('aria-checked'), (checked) => checked === 'false')
    const guest = await guestOf(world)
    const page = await guest.open()
    const refused = page.waitForResponse((answer) => answer.url().endsWith(INVITATION_PATHS.offer))
    await guest.pass(CALM_MS)
    assert.partialDeepStrictEqual(await (await refused).json(), { value: { isShown: false } })
    await isOnline.click()
    await until('Ann is there', () => isOnline.getAttribute('aria-checked'), (checked) => checked === 'true')
    // Asked again a minute later.
    const shown = page.waitForResponse((answer) => answer.url().endsWith(INVITATION_PATHS.offer))
    await guest.pass(61_000)
    await shown
    await cardIn(page).getByText(TITLE).waitFor()
  })

  it('CW-18 IV-9 its buttons say what the workspace wants them to say', async () => {
    await make()
    const { revision, texts } = await ask<{ revision: number; texts: object }>(olivia, 'GET', API.texts)
    const own = await ask<{ revision: number }>(olivia, 'PUT', API.texts, { revision, texts: { ...texts, en: { 'reception.later': 'Ask me tomorrow', 'reception.decline': 'Leave me alone' } } })
    const guest = await guestOf(world)
    const page = await guest.open()
    await guest.pass(CALM_MS)
    await cardIn(page).getByRole('button', { name: 'Ask me tomorrow' }).waitFor()
    await answerIn(page, 'Leave me alone')
    await cardIn(page).waitFor({ state: 'detached' })
    await ask(olivia, 'PUT', API.texts, { revision: own.revision, texts })
  })
})

describe('invitations by agents', () => {
  const world = shareWorld()
  const ann = shareAgent(world)
  const ben = shareAgent(world, 'ben')

  before(async () => {
    for (const { page } of [ann, ben]) await page.getByRole('button', { name: /^Visitors/ }).click()
  })

  let guests = 0
  /** Somebody with a name of their own, by which both desks find them. */
  async function known() {
    const guest = await guestOf(world)
    const name = `Vera ${(guests += 1)}`
    const page = await guest.open()
    for (const desk of [ann, ben]) await stepAside(desk)
    await page.evaluate((said) => (globalThis as unknown as { Foyer: { identify(who: object): Promise<void> } }).Foyer.identify({ name: said }), name)
    return { guest, page, name }
  }
  const rowIn = ({ page }: Agent, name: string) => page.getByRole('grid').getByRole('row').filter({ hasText: name })
  /** Rows stay where they are while a pointer is over them. */
  const stepAside = async ({ page }: Agent) => {
    await page.getByRole('heading', { name: 'Visitors now' }).click()
    await page.mouse.move(0, 0)
  }
  const stateIn = async (agent: Agent, name: string, state: string) => rowIn(agent, name).getByText(state, { exact: true }).waitFor()
  async function invite(agent: Agent, name: string, text: string) {
    await rowIn(agent, name).getByRole('checkbox').check()
    await agent.page.getByRole('group', { name: '1 visitor chosen' }).getByRole('button', { name: 'Invite' }).click()
    const dialog = agent.page.getByRole('dialog')
    await dialog.getByLabel('What you say to them').fill(text)
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    return dialog
  }

  it('IV-7 IV-8 the first who invites receives, with their own words; the second is told, and the list follows', async () => {
    const { page, name } = await known()
    await invite(ann, name, 'Good day, {visitor}: shall I explain it?')
    await stateIn(ann, name, 'You invite')
    await rowIn(ben, name).getByText(/^Ann.* invites$/).waitFor()
    const refused = await invite(ben, name, 'May I?')
    await refused.getByText(/was quicker and is inviting them/).waitFor()
    await refused.getByRole('button', { name: 'Done' }).click()

    await cardIn(page).getByText(`Good day, ${name}: shall I explain it?`).waitFor()
    await answerIn(page, 'Chat now')
    await seesTexts(windowIn(page), [`Good day, ${name}: shall I explain it?`])
    await stateIn(ann, name, 'With you')
    await rowIn(ben, name).getByText(/^With /).waitFor()
  })

  it('IV-10 declining in one tab takes it away in the other, and both desks see it', async () => {
    const { guest, page, name } = await known()
    const other = await guest.open('/contact')
    await invite(ann, name, 'May I help?')
    for (const tab of [page, other]) await cardIn(tab).getByText('May I help?').waitFor()
    await answerIn(page, 'No, thank you')
    for (const tab of [page, other]) await cardIn(tab).waitFor({ state: 'detached' })
    await stateIn(ann, name, 'Declined you')
    await rowIn(ben, name).getByText(/^Declined /).waitFor()
  })

  it('IV-7 the next page shows it too, also after the server was started anew', async () => {
    const { page, name } = await known()
    await invite(ann, name, 'Still there?')
    await cardIn(page).getByText('Still there?').waitFor()
    await page.evaluate(() => sessionStorage.clear())
    await world.server.kill9()
    await world.server.start()
    await page.goto(`${world.site}/contact`)
    await cardIn(page).getByText('Still there?').waitFor()
    // Who comes after the list has been loaded anew would wait behind “1 new” while the pointer rests on it.
    await stepAside(ann)
    await stateIn(ann, name, 'You invite')
  })

  it('IV-7 nobody answering for a minute shows in the list', async () => {
    const { page, name } = await known()
    await invite(ann, name, 'Are you there?')
    await cardIn(page).getByText('Are you there?').waitFor()
    await stateIn(ann, name, 'You invite')
    const database = world.server.database()
    database.exec(`update deadlines set due_at = 0 where kind = 'invite-unanswered'`)
    database.close()
    await stateIn(ann, name, 'No answer to you')
  })

  it('IV-7 who begins a conversation at once holds it; it waits as unread, and counts for the cap', async () => {
    const { page, name } = await known()
    const loadOf = async () => Number((await ann.page.getByText(/^\d+ of \d+$/).textContent())?.split(' ')[0])
    const before = await loadOf()
    await rowIn(ann, name).click()
    await ann.page.getByRole('button', { name: 'Write to them' }).click()
    const dialog = ann.page.getByRole('dialog')
    await dialog.getByLabel('Your message').fill('The boat leaves at nine.')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await seesTexts(deskIn(ann.page), ['The boat leaves at nine.'])
    await page.locator('foyer-round-button button[aria-label*="1"], foyer-round-button button:has-text("1")').first().waitFor()
    await until('it counts for the cap', loadOf, (load) => load === before + 1)
    const window = await openWindow(page)
    await seesTexts(window, ['The boat leaves at nine.'])
    assert.equal((await textsIn(window)).length, 1)
    await ann.page.getByRole('button', { name: /^Visitors/ }).click()
  })
})

describe('the switch of invitations by agents', () => {
  const world = shareWorld()
  const ann = shareAgent(world)
  const olivia = shareAgent(world, 'olivia')

  it('IV-7 is turned at most once in a quarter of an hour, says how long it still stays, and holds at the desk', async () => {
    const { page } = olivia
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Invitations', exact: true }).click()
    await page.getByText('It can be switched once in 15 minutes').waitFor()
    await page.getByRole('button', { name: 'Switch off', exact: true }).click()
    await page.getByText('Agents may not invite visitors').waitFor()
    await page.getByText(/^Can be switched again in 1[45]:\d\d\.$/).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Switch on', exact: true }).getAttribute('aria-disabled'), 'true')

    const guest = await guestOf(world)
    await guest.open()
    await ann.page.getByRole('button', { name: /^Visitors/ }).click()
    const row = ann.page.getByRole('grid').getByRole('row').nth(1)
    await row.getByRole('checkbox').check()
    await ann.page.getByRole('group', { name: '1 visitor chosen' }).getByRole('button', { name: 'Invite' }).click()
    const dialog = ann.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await dialog.getByRole('alert').waitFor()
  })
})
