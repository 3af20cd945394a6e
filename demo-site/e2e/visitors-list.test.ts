/** Who is on the sites, at the desk: real visitors in real browsers, seen, looked up, written to and blocked (IV-1 to IV-4, IV-7). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import type { Identity } from '@foyer/sdk'
import { deskIn, findings, launcherIn, newToken, openVisitorLine, openWindow, seesText, shareAgent, shareWorld, until, write } from './harness/index.ts'
import type { Agent, Visitor } from './harness/index.ts'

const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
/** IV-3. The list is told at most half a second later. */
const LEFT_WITHIN_MS = 16_000

interface FoyerOnPage {
  identify(identity: Identity): Promise<unknown>
  track(name: string, data?: object): Promise<void>
}

describe('the list of visitors at the desk', () => {
  const world = shareWorld()
  const ann = shareAgent(world)
  let named = 0

  const button = (place: Page | Locator, name: string | RegExp) => place.getByRole('button', { name, exact: true })
  const rowAt = ({ page }: Agent, name: string | RegExp) => page.locator('.visit-grid').getByRole('row').filter({ hasText: name })
  const rowOf = (name: string | RegExp) => rowAt(ann, name)
  const card = () => ann.page.getByRole('complementary', { name: 'Visitor' })
  const dialog = () => ann.page.getByRole('dialog')
  const names = () => ann.page.locator('.visit-who .visit-first').allTextContents()
  const clean = async (what: string, within: string) => assert.deepEqual(await findings(ann.page, within), [], what)

  /** At the list, with nothing set, nothing open and no pointer over it. */
  async function toTheList(agent = ann): Promise<void> {
    await agent.page.goto(`${new URL(agent.page.url()).origin}/console#visitors`)
    await agent.page.reload()
    await agent.page.getByRole('heading', { name: 'Visitors now' }).waitFor()
    await agent.page.mouse.move(0, 0)
  }
  /** On a page, by a name that nobody else has, which the desk shows. */
  async function comes(options: Parameters<typeof world.visitor>[0] = {}, path = '/tours'): Promise<{ readonly visitor: Visitor; readonly page: Page; readonly name: string }> {
    const name = `Vera ${(named += 1)}`
    const visitor = await world.visitor(options)
    const page = await visitor.open(path)
    await launcherIn(page).waitFor()
    await page.evaluate((identity) => (Reflect.get(globalThis, 'Foyer') as FoyerOnPage).identify(identity), { name, email: `vera${named}@saltway.example` })
    return { visitor, page, name }
  }
  async function openCard(name: string): Promise<void> {
    await rowOf(name).click()
    await card().getByText(name, { exact: true }).waitFor()
  }
  /** How a visitor's own line is answered, past every page. */
  const doorOf = async (visitor: Visitor) => doorFor(await visitor.credentials())
  const doorFor = (credentials: Parameters<typeof openVisitorLine>[0]) => openVisitorLine(credentials).then((line) => (line.close(), 'open'), (error: { readonly data?: { readonly code?: string } }) => error.data?.code ?? String(error))

  it('IV-1 shows who comes and where they go, in the row where they stand, and IV-3 that they have left', async () => {
    await toTheList()
    const { page, name } = await comes()
    const row = rowOf(name)
    await row.getByText('Our journeys').waitFor()
    for (const said of ['First visit', 'Looking around', 'Direct', /Chrome \d+ · /, 'Computer', 'English', /^since \d/]) await row.getByText(said).waitFor()
    // Whatever the row has said from here on.
    const id = await row.getAttribute('id')
    await ann.page.evaluate((watched) => {
      const said: string[] = []
      const element = document.getElementById(watched ?? '')
      Object.assign(globalThis, { said })
      new MutationObserver(() => said.push(document.getElementById(watched ?? '') === element ? (element?.querySelector('.visit-mark')?.textContent ?? '') : 'another row')).observe(document.querySelector('.visit-all')!, { subtree: true, childList: true, characterData: true })
    }, id)
    await page.goto(`${world.site}/contact`)
    await row.getByText('/contact').waitFor()
    await until('two pages', () => row.locator('.visit-pages').textContent(), (pages) => pages === '2')
    assert.deepEqual([...new Set(await ann.page.evaluate(() => Reflect.get(globalThis, 'said') as string[]))], ['Looking around'], 'a page change is no leaving, and no flicker')
    await page.close()
    await until('they have left', () => row.locator('.visit-mark').textContent(), (state) => state === 'Left', LEFT_WITHIN_MS)
  })

  it('IV-3 shows a browser as left that nothing is heard of any more, as after a crash, and as back when it is', async () => {
    await toTheList()
    const { name } = await comes()
    await rowOf(name).waitFor()
    world.wire.holdRequests()
    await until('they have left', () => rowOf(name).locator('.visit-mark').textContent(), (state) => state === 'Left', LEFT_WITHIN_MS)
    world.wire.flow()
    await until('and are back', () => rowOf(name).locator('.visit-mark').textContent(), (state) => state === 'Looking around')
  })

  it('IV-1 sorts, searches and filters what is there', async () => {
    await toTheList()
    const [desktop, phone, guest] = [await comes({}, '/contact'), await comes({ userAgent: PHONE, viewport: { width: 390, height: 844 } }, '/tours?utm_source=newsletter&utm_campaign=spring&utm_medium=email'), await comes({ locale: 'zh-CN' }, '/zh')]
    const all = [desktop.name, phone.name, guest.name]
    const shown = async (what: string, expected: readonly string[]) => void (await until(what, async () => (await names()).filter((name) => all.includes(name)), (seen) => JSON.stringify(seen) === JSON.stringify(expected)))
    await shown('the newest first', all.toReversed())
    await ann.page.getByRole('columnheader', { name: 'Visitor' }).getByRole('button').click()
    await shown('by name', all)
    await ann.page.getByRole('columnheader', { name: 'Visitor' }).getByRole('button').click()
    await shown('by name, the other way round', all.toReversed())

    const search = ann.page.getByRole('searchbox', { name: 'Search visitors' })
    await search.fill('newsletter spring')
    await shown('who came by the campaign', [phone.name])
    await search.fill('chinese')
    await shown('who reads Chinese', [guest.name])
    await search.fill('')
    for (const [label, value, expected] of [
      ['Source', 'campaign', [phone.name]],
      ['Source', 'campaign:newsletter', [phone.name]],
      ['Time on site', 'from-60', []],
      ['Place', '?', all.toReversed()],
      ['Device', 'mobile', [phone.name]],
      ['Visitor', 'returning', []],
    ] as const) {
      const select = ann.page.getByRole('group', { name: 'Filters' }).getByRole('combobox', { name: label })
      await select.focus()
      await select.selectOption(value)
      await shown(`${label}: ${value}`, expected)
      await select.selectOption('')
    }
    await ann.page.getByRole('textbox', { name: 'Page contains' }).fill('/contact')
    await shown('who is on the page', [desktop.name])
    await button(ann.page, 'Clear all filters').click()
    await button(ann.page, /^In conversation/).click()
    await shown('nobody talks', [])
    await button(ann.page, /^All/).click()
    await shown('all again', all.toReversed())
    await clean('the list', '.visitors')
  })

  it('IV-2 opens the card with every page, event, attribute and conversation', async () => {
    await toTheList()
    const { page, name } = await comes()
    await page.evaluate(() => (Reflect.get(globalThis, 'Foyer') as FoyerOnPage).track('cart-filled', { items: 3 }))
    const question = `Is there a cabin left, ${name}?`
    await write(await openWindow(page), question)
    await page.goto(`${world.site}/contact`)
    await openCard(name)
    for (const said of ['cart-filled', 'items: 3', question, `vera${named}@saltway.example`]) await card().getByText(said).first().waitFor()
    await until('the track has both pages', () => card().locator('.track-pages li').allTextContents(), (pages) => pages.length === 2 && pages[0]!.includes('/tours') && pages[1]!.includes('/contact'))
    await clean('the card', '.visit-card')
    await page.goto(`${world.site}/tours`)
    await until('and follows', () => card().locator('.track-pages li').count(), (count) => count === 3)
    await page.close()
    await until('they have left', () => card().locator('.card-who').textContent(), (who) => who?.includes('Left') === true, LEFT_WITHIN_MS)
    assert.equal(await card().locator('.track-pages li').count(), 3, 'what there is stays when they leave')
    await card().getByRole('button', { name: question }).click()
    await seesText(deskIn(ann.page), question)
    await ann.page.getByRole('link', { name: 'All visits and pages, and blocking' }).click()
    await card().getByText(name, { exact: true }).waitFor()
  })

  it('IV-7 begins a conversation, which is the agent’s own and waits as unread', async () => {
    await toTheList()
    const { page, name } = await comes()
    await openCard(name)
    await button(card(), 'Write to them').click()
    await clean('the dialog', 'dialog')
    await button(dialog(), 'Send').click()
    await dialog().getByText('Write something first.').waitFor()
    await dialog().getByRole('textbox').fill('Good afternoon! The June boat has room again.')
    await button(dialog(), 'Send').click()
    await seesText(deskIn(ann.page), 'Good afternoon! The June boat has room again.')
    await until('the button says that something waits', () => launcherIn(page).getAttribute('aria-label').then(async (label) => label ?? (await launcherIn(page).textContent())), (label) => /1/.test(label ?? ''))
    await seesText(await openWindow(page), 'Good afternoon! The June boat has room again.')
    await toTheList()
    await rowOf(name).getByText('With you').waitFor()
  })

  it('IV-4 blocks a visitor with a reason and an end, and lets them in again', async () => {
    await toTheList()
    const { visitor, name } = await comes()
    assert.equal(await doorOf(visitor), 'open')
    await openCard(name)
    await button(card(), 'Block').click()
    await clean('the dialog', 'dialog')
    await button(dialog(), 'Block').click()
    await dialog().getByText('Say why: your colleagues will want to know.').waitFor()
    await dialog().getByRole('textbox', { name: /^Reason/ }).fill('Insults')
    await dialog().getByRole('combobox', { name: 'Until when' }).selectOption('day')
    await button(dialog(), 'Block').click()
    await dialog().waitFor({ state: 'detached' })
    await card().getByText('Insults').waitFor()
    assert.equal(await doorOf(visitor), 'visitor_blocked')
    await rowOf(name).getByText('Blocked').waitFor()

    const ben = await world.agent('ben')
    await toTheList(ben)
    await button(ben.page, 'Blocked visitors').click()
    const listed = ben.page.getByRole('row').filter({ hasText: name })
    await listed.getByText('Insults').waitFor()
    assert.equal(await listed.getByRole('button').count(), 0, 'what is not one’s own one does not end')
    await ben.close()

    await button(card(), 'End the block').click()
    await button(card(), 'Block').waitFor()
    assert.equal(await doorOf(visitor), 'open')
  })

  it('IV-4 blocks a network address, for everybody who is there and no agent, and ends it from the list of blocks', async () => {
    await toTheList()
    const [one, other] = [await comes(), await comes()]
    // Whoever came with the pointer on the list would wait behind “1 new”.
    await rowOf(other.name).waitFor()
    await openCard(one.name)
    await button(card(), 'Block').click()
    await dialog().getByRole('radio', { name: /^Their network address/ }).check()
    await dialog().getByRole('textbox', { name: /^Reason/ }).fill('Floods the chat')
    await button(dialog(), 'Block').click()
    await card().getByText('Floods the chat').waitFor()
    const credentials = await one.visitor.credentials()
    assert.deepEqual([await doorOf(one.visitor), await doorOf(other.visitor), await doorFor({ ...credentials, token: newToken() })], ['visitor_blocked', 'visitor_blocked', 'visitor_blocked'])
    await openCard(other.name)
    await card().getByText('Floods the chat').waitFor()

    await button(ann.page, 'Blocked visitors').click()
    await clean('the list of blocks', '.visitors')
    await button(ann.page, `End the block of ${one.name}`).click()
    await button(ann.page.getByRole('alertdialog'), 'End').click()
    await ann.page.getByText('Nobody is blocked').waitFor()
    assert.deepEqual([await doorOf(one.visitor), await doorOf(other.visitor)], ['open', 'open'])
    await button(ann.page, 'To the visitors').click()
    await ann.page.getByRole('heading', { name: 'Visitors now' }).waitFor()
  })

  it('does all of it by keyboard', async () => {
    await toTheList()
    const { name } = await comes()
    await rowOf(name).waitFor()
    const press = (...keys: readonly string[]) => keys.reduce((before, key) => before.then(() => ann.page.keyboard.press(key)), Promise.resolve())
    await until('the list has the focus', async () => {
      await press('Tab')
      return ann.page.evaluate(() => document.activeElement?.id)
    }, (id) => id === 'visit-grid')
    await press('End', 'Home', ' ')
    await ann.page.getByRole('group', { name: '1 visitor chosen' }).waitFor()
    await press('i')
    await dialog().getByRole('textbox').waitFor()
    await clean('the dialog', 'dialog')
    await press('Escape')
    await dialog().waitFor({ state: 'detached' })
    assert.equal(await ann.page.evaluate(() => document.activeElement?.id), 'visit-grid')
    await press('Enter')
    await until('the card has the focus', () => ann.page.evaluate(() => document.activeElement?.id), (id) => id === 'visit-card')
    await card().getByText(name, { exact: true }).waitFor()
    await press('Escape')
    await card().waitFor({ state: 'detached' })
    await until('the list has it again', () => ann.page.evaluate(() => document.activeElement?.id), (id) => id === 'visit-grid')
  })

  it('says nothing to the browser’s console', () => {
    assert.deepEqual(ann.troubles.filter((line) => !/WebSocket|ERR_/.test(line)), [])
  })
})
