import { sendKeys, setViewport } from '@web/test-runner-commands'
import type { ConversationId, MessageId } from '@foyer/sdk/protocol'
import { fail } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, texts, until } from '../testing/look.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { MIRA } from '../testing/samples.ts'
import { freshPages } from '../testing/page.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()

async function show(name: string, options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, ...options })
  return page.stage
}
const settled = () => until(() => document.querySelector('.save-bar'))
const areas = () => all('.rail li button').map((button) => button.textContent?.replace(/, \d+ unread/, ''))
const current = () => texts('.rail [aria-current] > span:nth-child(2)').join()

describe('the areas of the console', () => {
  it('shows them to an owner, and to an agent the conversations, the visitors and their own ratings', async () => {
    await show('owner')
    await until(() => all('.rail li').length === 4)
    same(areas().map((name) => name?.replace(/^\d+/, '')), ['Conversations', 'Visitors', 'Reception', 'Settings'])
    page.stage?.strike()
    await show('list')
    await until(() => document.querySelector('[role=option]'))
    same(areas().map((name) => name?.replace(/^\d+/, '')), ['Conversations', 'Visitors', 'Ratings'])
  })

  it('leads a new owner, to whom nobody has written, to the tag', async () => {
    page.stage = await setStage(page.app, { preview: { as: 'owner', conversations: () => [] } })
    await until(() => texts('main h2').join().includes('Nobody has written yet'))
    called('Show the tag').click()
    await until(() => texts('.area-pane h2').includes('Website'))
    page.stage.strike()
    await show('empty')
    await until(() => texts('main h2').join().includes('Choose a conversation'))
    same(texts('main .button'), [], 'an agent may not change it')
  })

  it('says to an agent who comes by an address that this is not theirs', async () => {
    const { api } = await show('not-yours')
    await until(() => document.querySelector('.area-pane .empty'))
    same(texts('.area-pane h2'), ['This is for owners and administrators'])
    same(api.asked, [], 'nothing is asked')
    same(await faults(), [])
    called('To the conversations').click()
    await until(() => document.querySelector('[role=listbox]'))
    same(location.hash, '')
  })

  it('keeps the line, the badge and the title alive in another area, and comes back to the conversation', async () => {
    const { server } = await show('owner')
    await until(() => document.querySelector('.message'))
    called('Settings').click()
    await settled()
    same([location.hash, current()], ['#settings=website', 'Settings'])
    same(document.title, 'Settings · Foyer desk')
    server.happen('c-ben' as ConversationId, { type: 'assigned', agent: { id: 'olga' as never, name: 'Olga Petrova' } })
    server.happen('c-ben' as ConversationId, { type: 'message', id: 'm1' as MessageId, from: { kind: 'visitor' }, parts: [{ type: 'text', text: 'Hello?' }] })
    await until(() => /^\(\d+\) Settings · Foyer desk$/.test(document.title))
    so(texts('.rail .badge').join() !== '', 'the badge counts')
    so(texts('[role=status]').join().includes('New'), 'it is said')
    called(/^Conversations|^\d+Conversations/).click()
    await until(() => document.querySelector('.conversation-head'))
    same(location.hash, '#conversation=c-ben')
  })

  it('goes back by the browser’s button, and comes back to its place after a reload', async () => {
    const { api } = await show('owner')
    await until(() => all('.rail li').length === 4)
    called('Settings').click()
    await settled()
    called('Company').click()
    await until(() => texts('.page-head h2').join() === 'Company')
    history.back()
    await until(() => texts('.page-head h2').join() === 'Website')
    page.stage?.strike()
    const again = await setStage(page.app, { preview: { as: 'owner', hash: '#settings=hours' }, api })
    page.stage = again
    await until(() => texts('.page-head h2').join() === 'Working hours')
  })

  it('begins a page at its beginning, with its name in sight, however far the one before was scrolled', async () => {
    await setViewport({ width: 1200, height: 600 })
    await show('owner')
    await until(() => document.querySelector('.message'))
    called('Settings').click()
    await settled()
    const pane = $('.area-pane')
    pane.scrollTo(0, pane.scrollHeight)
    so(pane.scrollTop > 0, 'the page is longer than the window')
    called('Survey results').click()
    await until(() => texts('.area-pane h2').includes('Survey results'))
    same(pane.scrollTop, 0)
    const [nav, name] = [$('.settings-nav').getBoundingClientRect(), $('.settings-nav [aria-current]').getBoundingClientRect()]
    so(name.top >= nav.top && name.bottom <= Math.min(nav.bottom, innerHeight), 'its name is seen')
    await setViewport({ width: 1200, height: 800 })
  })

  it('asks before it leaves what is not saved, by the rail, by going back and by a sign-out', async () => {
    await show('owner')
    await until(() => all('.rail li').length === 4)
    called('Settings').click()
    await settled()
    called('Company').click()
    await until(() => texts('.page-head h2').join() === 'Company' && document.querySelector('.save-bar'))
    fill(input(/^Company name/), 'Meridian Sails')
    await until(() => texts('.save-state').join().includes('Unsaved changes'))
    const unload = new Event('beforeunload', { cancelable: true })
    dispatchEvent(unload)
    so(unload.defaultPrevented, 'the browser asks too')

    called(/Reception$/).click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [])
    await sendKeys({ press: 'Escape' })
    await until(() => !document.querySelector('dialog'))
    same([location.hash, input(/^Company name/).value], ['#settings=company', 'Meridian Sails'])

    history.back()
    await until(() => document.querySelector('dialog[open]'))
    called('Stay').click()
    await until(() => !document.querySelector('dialog'))
    same([location.hash, input(/^Company name/).value], ['#settings=company', 'Meridian Sails'])

    $('.account-button').click()
    await until(() => document.querySelector('.account-panel'))
    called('Sign out').click()
    await until(() => document.querySelector('dialog[open]'))
    called('Stay').click()
    await drawn()
    so(!document.querySelector('.sign-in-card'), 'one is still signed in')

    history.back()
    await until(() => document.querySelector('dialog[open]'))
    called('Leave without saving').click()
    await until(() => texts('.page-head h2').join() === 'Website')
    called('Company').click()
    await until(() => texts('.page-head h2').join() === 'Company' && document.querySelector('.save-bar'))
    same(input(/^Company name/).value, 'Meridian Travel Ltd', 'what was left is gone')
  })

  it('keeps what was typed over a session that ends in the middle of it', async () => {
    const { api } = await show('company')
    await settled()
    fill(input(/^Company name/), 'Meridian Sails')
    api.refuse('PUT /api/company', fail('not_signed_in'))
    await until(() => texts('.save-state').join().includes('Unsaved changes'))
    called('Save').click()
    await until(() => document.querySelector('.sign-in-card'))
    api.refuse('PUT /api/company', undefined)
    fill(input('Email'), 'olga@meridian.example')
    fill(input('Password'), 'right')
    called('Sign in').click()
    await settled()
    same(input(/^Company name/).value, 'Meridian Sails')
    called('Save').click()
    await until(() => texts('.save-state').join().includes('All changes saved'))
  })

  it('says why settings did not come, and tries again', async () => {
    const { api } = await show('list')
    await until(() => document.querySelector('[role=option]'))
    api.refuse('GET /api/company', fail('not_reachable'))
    page.stage?.strike()
    await setStage(page.app, { preview: { as: 'owner', hash: '#settings=company' }, api })
    await until(() => document.querySelector('.settings-page .empty'))
    so(texts('.settings-page .empty').join().includes('Check your connection'), 'it says what to do')
    api.refuse('GET /api/company', undefined)
    called('Try again').click()
    await settled()
  })

  it('is a bar at the bottom of a phone, and not over an open conversation', async () => {
    await setViewport({ width: 360, height: 700 })
    await show('owner')
    await until(() => document.querySelector('.conversation-head'))
    const isSeen = (selector: string) => (document.querySelector(selector)?.getClientRects().length ?? 0) > 0
    so(!isSeen('.rail'), 'a conversation has the whole screen')
    history.replaceState(null, '', `#conversation=${MIRA}`)
    $('.conversation-head .only-phone').click()
    await until(() => isSeen('.rail') && isSeen('.list'))
    same(Math.round($('.rail').getBoundingClientRect().bottom), 700)
    called('Settings').click()
    await settled()
    so(isSeen('.area-pane') && isSeen('.rail'), 'both are there')
    same(await faults(), [])
    so(document.documentElement.scrollWidth <= 360, 'nothing sticks out at the side')
  })
})

