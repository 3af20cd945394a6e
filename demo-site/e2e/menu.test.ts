/** The menu (MN-1 to MN-4): put together by the owner, used by visitors in the window and on the hosted page, and told to agents. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { API, VISITORS_API } from '@foyer/sdk/protocol'
import type { ComponentRecord, MenuAction, MenuChange, MenuCount, MenuItem, MenuPlace, MenuRecord, MenuStyle, Receivers, Result } from '@foyer/sdk/protocol'
import { png } from '@foyer/server/files/testing/samples.ts'
import type { Page } from 'playwright-core'
import { changeSettings, composerIn, findings, launcherIn, openWindow, seesText, seesTexts, shareAgent, shareWorld, until, untilEqual, windowIn, write } from './harness/index.ts'
import type { Agent, View } from './harness/index.ts'

const DAY_MS = 86_400_000

const HOURS = 'We are here from nine to five.'
/** Leads to a page in a tab of its own. */
const sailing = (id: string, site: string): MenuItem => ({ id, title: 'Sailing', icon: 'map', action: { kind: 'page', address: `${site}/tours`, opens: 'new-tab' } })
const REPLY: MenuAction = { kind: 'reply', parts: [{ type: 'text', text: HOURS }] }

const menuIn = ({ root }: View) => root.locator('.items')
const entry = (view: View, name: string) => menuIn(view).locator('a,button').filter({ hasText: name })
/** What is to be seen of the menu, without what unfolds it. */
const titlesIn = (view: View) => menuIn(view).locator('ul :is(a,button):not([aria-expanded])>[dir=auto]').allTextContents()
const traces = ({ root }: View) => root.locator('.thread-note', { hasText: '✓' }).allTextContents()

/** The owner's page of menus. */
async function editorOf(owner: Agent) {
  const page = await owner.context.newPage()
  await page.goto(new URL('#settings=menus', owner.page.url()).href)
  await page.getByText('All changes saved').waitFor()
  const body = page.locator('.tree-item.is-open > .rule-body')
  return {
    page,
    body,
    /** Adds an item: the title is where one types then. */
    async add(title: string, action: string, below?: string) {
      await page.getByRole('button', { name: below === undefined ? 'Add an item' : `Add an item below ${below}`, exact: true }).click()
      await body.getByRole('textbox', { name: 'Title' }).and(page.locator(':focus')).waitFor()
      await page.keyboard.type(title)
      await body.getByRole('radio', { name: action }).check()
    },
    async save() {
      await page.getByRole('button', { name: 'Save the draft' }).click()
      await page.getByText('All changes saved').waitFor()
    },
    async publish() {
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('Published. Visitors see it at once.').waitFor()
    },
    refused: () => page.locator('.field-problem', { hasText: /\S/ }).textContent(),
  }
}

describe('the menu, from the console to visitors and agents', () => {
  const world = shareWorld({ isPlain: true })
  const olivia = shareAgent(world, 'olivia')
  const ann = shareAgent(world, 'ann')

  /** As the console asks. */
  async function ask<Value>(path: string, data?: object): Promise<Value> {
    const { origin } = new URL(olivia.page.url())
    const answer = await olivia.context.request.fetch(origin + path, { headers: { origin }, ...(data && { method: 'POST', data }) })
    const result = (await answer.json()) as Result<Value>
    assert.ok(result.ok, JSON.stringify(result))
    return result.value
  }
  const record = (place: MenuPlace = 'chat') => ask<MenuRecord>(VISITORS_API.menu(place))
  let menus = 0
  /** As if the owner had put it together and published it; ids are of no other menu. @returns them */
  async function publishes(style: MenuStyle, actions: Readonly<Record<string, MenuAction>>, place: MenuPlace = 'chat') {
    menus += 1
    const items = Object.entries(actions).map(([title, action], index) => ({ id: `menu-${menus}-${index}`, title, icon: 'none', action }) as const)
    await changeSettings<MenuRecord>(olivia, VISITORS_API.menu(place), ({ revision }) => ({ revision, isOn: true, draft: { style, icon: 'help', heading: 'Can we help?', isUnfolded: true, items } }) satisfies MenuChange)
    await ask(VISITORS_API.menuPublication(place), { revision: (await record(place)).revision })
    return items.map(({ id }) => id)
  }

  it('MN-1 MN-2 MN-3 is made with every action, refused with the item named, and is nobody’s business before it is published', async () => {
    await publishes('side-list', { 'As before': REPLY })
    await changeSettings<MenuRecord>(olivia, VISITORS_API.menu('chat'), ({ revision, isOn, draft }) => ({ revision, isOn, draft: { ...draft, items: [] } }))
    const visitor = await world.visitor()
    const window = await openWindow(await visitor.open('/tours'))
    await entry(window, 'As before').waitFor()

    const { page, body, add, save, publish, refused } = await editorOf(olivia)
    await add('Opening hours', 'Answer')
    await body.getByRole('radio', { name: 'Clock' }).check()
    await body.getByRole('textbox', { name: 'Text' }).fill(HOURS)
    await body.locator('.files-field input[type=file]').setInputFiles([{ name: 'door.png', mimeType: 'image/png', buffer: await png(120, 80) }])
    await until('the picture has arrived', () => body.locator('.answer-file img').evaluateAll((all) => all.some((one) => (one as HTMLImageElement).naturalWidth > 0)), Boolean)
    await add('Our tours', 'More items')
    await add('Sailing', 'Open a page', 'Our tours')
    await body.getByRole('textbox', { name: 'Address of the page' }).fill('tours.html')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await until('the address is refused, and whose it is said', refused, (said) => said?.startsWith('Sailing: ') ?? false)
    await body.getByRole('textbox', { name: 'Address of the page' }).and(page.locator(':focus')).fill(`${world.site}/tours`)
    await add('Contact', 'Open a page')
    await body.getByRole('textbox', { name: 'Address of the page' }).fill(`${world.site}/contact`)
    await body.getByRole('radio', { name: 'In the same tab' }).check()
    await add('Talk to us', 'Get a human')
    await add('Call us', 'Call a number')
    await body.getByRole('textbox', { name: 'Phone number' }).fill('+351 210 000 000')
    await save()
    assert.deepEqual(await titlesIn(window), ['As before'], 'a draft is nobody’s business')
    await publish()
    await untilEqual('the open window shows what was published', async () => [await titlesIn(window), ['Opening hours', 'Sailing', 'Contact', 'Talk to us', 'Call us']])
    assert.deepEqual(await findings(page), [])
    await page.close()
    await entry(window, 'Opening hours').click()
    await seesText(window, HOURS)
    await until('the picture stands there', () => window.root.locator('.part-picture img[alt="door.png"]').evaluateAll((all) => all.some((one) => (one as HTMLImageElement).naturalWidth > 0)), Boolean)
  })

  it('MN-2 MN-4 each action does what it says, leaves its trace, and is counted', async () => {
    const { groups } = await ask<Receivers>(API.receivers)
    await publishes('side-list', {
      'Opening hours': REPLY,
      'Our tours': { kind: 'items', items: [sailing('each', world.site)] },
      Contact: { kind: 'page', address: `${world.site}/contact`, opens: 'here' },
      'Talk to us': { kind: 'human', receiver: { kind: 'group', groupId: groups.find(({ isMain }) => isMain)!.id } },
      'Call us': { kind: 'phone', number: '+351 210 000 000' },
    })
    const before = await record()
    const visitor = await world.visitor()
    const shop = await visitor.open('/tours')
    const window = await openWindow(shop)
    await entry(window, 'Opening hours').click()
    await seesText(window, HOURS)
    await untilEqual('one sees what one has chosen', async () => [await traces(window), ['✓ Opening hours']])
    assert.equal(await menuIn(window).locator('.items-head').getAttribute('aria-expanded'), 'false', 'the answer has the room')
    assert.deepEqual((await visitor.fetch()).heads.map(({ state }) => [state.status, state.status === 'waiting' && state.reason]), [['waiting', undefined]], 'and nobody is disturbed')
    await window.root.locator('.presence', { hasText: 'We are happy to help' }).waitFor()
    await olivia.page.getByRole('tab', { name: 'All' }).click()
    await olivia.row(HOURS).first().waitFor()
    await ann.page.getByRole('tab', { name: 'Waiting' }).click()
    assert.equal(await ann.row(HOURS).count(), 0)

    await menuIn(window).locator('.items-head').click()
    await entry(window, 'Our tours').click()
    const [tab] = await Promise.all([visitor.context.waitForEvent('page'), entry(window, 'Sailing').click()])
    await tab.waitForURL('**/tours')
    await tab.close()
    assert.equal(await entry(window, 'Call us').getAttribute('href'), 'tel:+351210000000')

    await entry(window, 'Contact').click()
    await shop.waitForURL('**/contact')
    const again = windowIn(shop)
    await composerIn(again).waitFor()
    await menuIn(again).waitFor()
    await entry(again, 'Talk to us').click()
    await again.root.getByRole('heading', { name: 'Ann' }).waitFor()
    await untilEqual('all traces stand in order', async () => [await traces(again), ['✓ Opening hours', '✓ Sailing', '✓ Contact', '✓ Talk to us']])

    await ann.page.getByRole('tab', { name: 'Mine' }).click()
    const desk = await ann.take(HOURS)
    await untilEqual('the agent knows what was asked', async () => [
      (await desk.root.locator('.thread-note', { hasText: 'Chose from the menu' }).allTextContents()).map((said) => said.trim()),
      ['Opening hours', 'Sailing', 'Contact', 'Talk to us'].map((title) => `Chose from the menu: ${title}`),
    ])
    await write(desk, 'Which tour?')
    await seesText(again, 'Which tour?')

    const { page } = await editorOf(olivia)
    for (const title of ['Opening hours', 'Sailing', 'Contact', 'Talk to us']) await page.locator('.tree-head', { hasText: title }).getByText('Chosen once').waitFor()
    await page.close()
    assert.deepEqual(await record(), before)
    assert.deepEqual(visitor.troubles, [])
  })

  it('MN-4 what is chosen before the first word is told with it', async () => {
    await publishes('top-cards', { 'Our tours': { kind: 'items', items: [sailing('before', world.site)] } })
    const visitor = await world.visitor()
    const shop = await visitor.open('/tours')
    const window = await openWindow(shop)
    await entry(window, 'Our tours').click()
    const [tab] = await Promise.all([visitor.context.waitForEvent('page'), entry(window, 'Sailing').click()])
    await tab.close()
    assert.deepEqual((await visitor.fetch()).heads, [], 'a page begins no conversation')
    await write(window, 'Is there still room on the boat?')
    const desk = await ann.take('Is there still room on the boat?')
    await desk.root.locator('.thread-note', { hasText: 'Chose from the menu: Sailing' }).waitFor()
  })

  it('MN-3 who is gone when it is published is named with the item', async () => {
    await publishes('side-list', { 'As before': REPLY })
    const { page, body, add, save } = await editorOf(olivia)
    await add('Ask Ben', 'Get a human')
    const receiver = body.getByRole('combobox', { name: 'Who receives' })
    await receiver.selectOption(await receiver.locator('option', { hasText: 'Ben' }).getAttribute('value'))
    await save()
    const ben = (await ask<Receivers>(API.receivers)).agents.find(({ name }) => name === 'Ben')
    assert.ok(ben)
    const leaves = (isGone: 0 | 1) => {
      const database = world.server.database()
      database.prepare('update members set is_disabled = ? where id = ?').run(isGone, ben.id)
      database.close()
    }
    leaves(1)
    try {
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.locator('.publication [role=alert]', { hasText: 'Ask Ben: ' }).waitFor()
    } finally {
      leaves(0)
    }
    assert.deepEqual((await record()).published?.items.map(({ title }) => title), ['As before'])
    await page.close()
  })

  it('MN-1 the hosted page has a menu of its own', async () => {
    await publishes('side-list', { 'On pages': REPLY })
    const [over] = await publishes('top-cards', { 'Over here': REPLY }, 'hosted')
    const hosts = (await ask<readonly ComponentRecord[]>(API.components)).find(({ component: { kind } }) => kind === 'web-chat')
    assert.ok(hosts)
    const visitor = await world.visitor()
    const page = await visitor.context.newPage()
    await page.goto(hosts.link)
    const hosted: View = { name: 'the hosted page', root: page.locator('.window'), side: 'visitor' }
    await composerIn(hosted).waitFor()
    await untilEqual('its own', async () => [await titlesIn(hosted), ['Over here']])
    await entry(hosted, 'Over here').click()
    await seesTexts(hosted, [HOURS])
    const isCounted = async (place: MenuPlace) => (await ask<readonly MenuCount[]>(`${VISITORS_API.menuCounts(place)}?from=${Date.now() - DAY_MS}&to=${Date.now() + DAY_MS}`)).some(({ itemId }) => itemId === over)
    assert.deepEqual([await isCounted('chat'), await isCounted('hosted')], [false, true], 'and it is counted where it was chosen')
  })

  it('MN-2 MN-4 the whole of it by keyboard: made, put in order, published, and used', async () => {
    await publishes('side-list', { Prices: REPLY, Tours: { kind: 'items', items: [{ id: 'walks', title: 'On foot', icon: 'none', action: REPLY }] } })
    const { page } = await editorOf(olivia)
    const press = async (on: Page, ...keys: readonly string[]) => {
      for (const key of keys) await on.keyboard.press(key)
    }
    const isFocused = (on: Page, name: string | RegExp) => on.getByRole('button', { name }).and(on.locator(':focus')).waitFor()
    await page.getByRole('button', { name: 'Move Prices with the arrow keys' }).focus()
    await press(page, 'ArrowDown', 'ArrowRight')
    await isFocused(page, 'Move Prices with the arrow keys')
    await untilEqual('it stands below', async () => [await page.locator('[data-spot] > .tree-head .rule-name').allTextContents(), ['Tours', 'On foot', 'Prices']])
    await press(page, 'Tab', 'Enter')
    await press(page, 'Tab', 'Tab')
    await page.getByRole('textbox', { name: 'Title' }).and(page.locator(':focus')).waitFor()
    await press(page, 'Control+A')
    await page.keyboard.type('What it costs')
    await press(page, 'Enter')
    await page.getByText('All changes saved').waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).focus()
    await press(page, 'Enter')
    await page.getByText('Published. Visitors see it at once.').waitFor()
    await page.close()

    const visitor = await world.visitor()
    const shop = await visitor.open('/tours')
    await launcherIn(shop).focus()
    await press(shop, 'Enter')
    const window = windowIn(shop)
    await composerIn(window).and(shop.locator(':focus')).waitFor()
    await menuIn(window).locator('.items-list').waitFor()
    const hasFocus = (name: string) => entry(window, name).and(shop.locator(':focus')).waitFor()
    await until('the menu is reached', async () => {
      await press(shop, 'Shift+Tab')
      return menuIn(window).locator(':focus').count()
    }, (count) => count === 1)
    await press(shop, 'Home', 'ArrowDown')
    await hasFocus('Tours')
    await press(shop, 'Enter', 'End')
    await hasFocus('What it costs')
    await press(shop, 'Escape')
    await hasFocus('Tours')
    await press(shop, 'Enter', 'End', 'Enter')
    await seesTexts(window, [HOURS])
    await untilEqual('the trace', async () => [await traces(window), ['✓ What it costs']])
  })

  for (const style of ['side-list', 'top-cards', 'bottom-bar'] as const) {
    it(`MN-4 axe finds nothing wrong with the window and the hosted page: ${style}`, async () => {
      const actions: Readonly<Record<string, MenuAction>> = { 'Opening hours': REPLY, 'Our tours': { kind: 'items', items: [{ id: `below-${style}`, title: 'On foot', icon: 'map', action: REPLY }] }, 'Call us': { kind: 'phone', number: '10086' } }
      await publishes(style, actions)
      const visitor = await world.visitor({ viewport: { width: 360, height: 640 } })
      const shop = await visitor.open('/tours')
      const window = await openWindow(shop)
      await entry(window, 'Our tours').click()
      await entry(window, 'On foot').waitFor()
      assert.deepEqual(await findings(shop, 'foyer-widget'), [])
      assert.equal(await window.root.evaluate((element) => element.scrollWidth > element.clientWidth), false)
    })
  }
})
