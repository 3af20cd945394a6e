import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import type { InvitationsRecord, VisitorId } from '@foyer/sdk/protocol'
import { VISITORS_API, fail, ok } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { MINUTE, NOW } from '../testing/samples.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'
import { live, sampleBlocks, sampleFile } from '../testing/visitor-samples.ts'

const page = freshPages()
const id = (number: number) => `v${number}` as VisitorId

async function show(name: string, options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {}, ...options })
  return page.stage
}
const names = () => texts('.visit .visit-first.is-strong')
const listed = () => until(() => all('.visit').length > 0)
const chip = (name: string) => called(new RegExp(`^${name}`), '.visit-chip')
const press = (element: Element) => element.dispatchEvent(new MouseEvent('click', { bubbles: true }))
/** Nothing lies under the pointer, so that nobody is held where they are. */
const away = () => $('.visit-grid').dispatchEvent(new PointerEvent('pointerleave'))

describe('the list of visitors', () => {
  it('IV-1 shows who is there with state, page, source, pages, time, arrival, place, device and language, newest first', async () => {
    await show('visitors')
    await listed()
    same(names(), ['Visitor 21', '李晓雨', 'Visitor 17', 'Visitor 25', 'عمر الخطيب', 'Visitor 23', 'Visitor 24', 'Mira Halloran', 'Visitor 22'])
    const row = texts('#visit-v17 [role=gridcell]')
    same(row.slice(2).map((text) => text.replace(/since \d+:\d\d.*/, ', since then')), ['Looking around', 'Lofoten by sailing boatmeridian.example/tours/lofoten', 'Googlesailing lofoten', '5', '4:00, since then', 'LisbonLisboa, Portugal', 'ComputerFirefox 140 · Windows 11', 'English'])
    so(texts('.visitors-head p').join().includes('8 visitors are on your sites now'), 'who has left is not counted')
    same(texts('#visit-v19 .visit-mark').join(), 'Ben Okafor invites')
    same(texts('#visit-v20 .visit-mark').join(), 'Declined you')
    same(await faults(), [])
  })

  for (const hasOwnPlaces of [false, true]) {
    it(`IV-1 names the maker of the places ${hasOwnPlaces ? 'not where they are from a database of somebody’s own' : 'below them'}`, async () => {
      await show('visitors', { preview: { hash: '#visitors', ...(hasOwnPlaces && { hasOwnPlaces }) } })
      await listed()
      same(texts('.visit-credit a').join(), hasOwnPlaces ? '' : 'IP Geolocation by DB-IP')
    })
  }

  it('IV-1 follows by differences, and tells of who has left', async () => {
    const { server } = await show('visitors')
    await listed()
    away()
    server.move([live(40, { arrivedAt: NOW, name: 'Jonas Berg' }), live(17, { leftAt: NOW, arrivedAt: NOW - 4 * MINUTE })], [id(25)])
    await until(() => names()[0] === 'Jonas Berg')
    so(!names().includes('Visitor 25'), 'who is gone is gone')
    same(texts('#visit-v17 .visit-mark').join(), 'Left')
  })

  it('IV-1 watches anew after a gap, and after a line that broke', async () => {
    const { server } = await show('visitors')
    await listed()
    const watched = () => server.asked.filter(({ name }) => name === 'visitors:watch').length
    server.push('visitors:changed', { seq: 7, changed: [], gone: [] })
    await until(() => watched() === 2)
    server.disconnect()
    server.connect()
    await until(() => watched() === 3)
    same(names().length, 9)
    called(/^\d*Conversations/, '.rail button').click()
    await until(() => server.asked.some(({ name }) => name === 'visitors:unwatch'))
  })

  it('IV-1 sorts by any column, in both directions', async () => {
    await show('visitors')
    await listed()
    called('Pages', '.visit-sort').click()
    await until(() => names()[0] === 'Visitor 21')
    called('Pages', '.visit-sort').click()
    await until(() => names()[0] === 'Visitor 22')
    same(texts('[aria-sort=descending]').join(), 'Pages')
    called('Place', '.visit-sort').click()
    await until(() => names()[0] === 'عمر الخطيب')
  })

  it('IV-1 shows the columns that one chooses, and rows close together, and keeps both', async () => {
    const heads = () => texts('.visit-names [role=columnheader]').filter(Boolean)
    const { kept } = await show('visitors')
    await listed()
    same(heads(), ['Visitor', 'State', 'Page', 'Source', 'Pages', 'On site', 'Place', 'Device', 'Language'])
    called(/^View/).click()
    await until(() => document.querySelector('.visit-view-panel'))
    same(await faults(), [])
    called('Source', '.visit-view-panel label').click()
    await until(() => heads().length === 8)
    called('Rows close together', '.visit-view-panel label').click()
    await until(() => document.querySelector('.is-compact'))
    same([$('#visit-v17').offsetHeight, texts('#visit-v17 .visit-source').length], [40, 0])
    await sendKeys({ press: 'Escape' })
    await until(() => !document.querySelector('.visit-view-panel'))
    page.stage?.strike()
    await show('visitors', { kept })
    await listed()
    same(heads().includes('Source'), false)
    called(/^View/).click()
    await until(() => document.querySelector('.visit-view-panel'))
    called('As many columns as fit').click()
    await until(() => heads().length === 9)
  })

  it('IV-1 searches, filters and counts by state', async () => {
    await show('visitors')
    await listed()
    fill(input('Search visitors'), 'lofoten goog')
    await until(() => names().join() === 'Visitor 17')
    fill(input('Search visitors'), '')
    await until(() => names().length === 9)
    for (const [label, value, expected] of [
      ['Source', 'search', ['李晓雨', 'Visitor 17']],
      ['Time on site', 'from-60', ['Visitor 22']],
      ['Place', 'CN', ['李晓雨']],
      ['Device', 'mobile', ['Mira Halloran']],
      ['Visitor', 'customer', ['Mira Halloran']],
    ] as const) {
      const select = called(new RegExp(`^${label}`), '.visit-filters select') as unknown as HTMLSelectElement
      const choose = (to: string) => {
        select.value = to
        select.dispatchEvent(new Event('change', { bubbles: true }))
      }
      choose(value)
      await until(() => names().join() === expected.join())
      choose('')
      await until(() => names().length === 9)
    }
    fill(input('Page contains'), '/contact')
    await until(() => names().join() === 'Visitor 22')
    called('Clear all filters').click()
    await until(() => names().length === 9)
    chip('Invitation shown').click()
    await until(() => names().join() === '李晓雨')
    same(chip('In the queue').textContent, 'In the queue1')
    fill(input('Search visitors'), 'nobody is called so')
    await until(() => texts('.visit-box h2').join() === 'No visitor fits')
    same(await faults(), [])
  })

  it('IV-1 moves nobody under the pointer, and says how many are new', async () => {
    const { server } = await show('visitors')
    await listed()
    $('.visit-grid').dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }))
    const before = names()
    server.move([live(41, { arrivedAt: NOW }), live(21, { arrivedAt: NOW - 40_000, pages: 2, page: { url: 'https://meridian.example/new', title: 'A new page' } })], [id(25)])
    await until(() => document.querySelector('.visit-news'))
    same(names(), before)
    so(texts('#visit-v21').join().includes('A new page'), 'what they do is shown where they stand')
    same($('.visit-news').textContent?.trim(), '1 new, 1 gone Update the list')
    same(await faults(), [])
    $('.visit-news').click()
    await until(() => names()[0] === 'Visitor 41')
    so(!names().includes('Visitor 25'), 'who is gone is gone')
  })

  it('IV-1 draws what is in view of 10,000 visitors', async () => {
    const { server } = await show('many-visitors')
    await until(() => texts('.visitors-head p').join().includes('10,000 visitors'))
    so(all('.visit').length < 40, 'only rows in view are there')
    same($('.visit-grid').getAttribute('aria-rowcount'), '10001')
    same(server.asked.filter(({ name }) => name === 'visitors:more').length, 9)
    $('.visit-grid').focus()
    await sendKeys({ press: 'End' })
    await until(() => document.querySelector('#visit-v10000'))
    same($('.visit-grid').getAttribute('aria-activedescendant'), 'visit-v10000')
  })

  it('IV-1 says what to do where nobody is there, and why the list does not come', async () => {
    const { server } = await show('no-visitors')
    await until(() => texts('.visit-box h2').join() === 'Nobody is on your sites just now')
    same(await faults(), [])
    called(/^\d*Conversations/, '.rail button').click()
    await until(() => server.asked.some(({ name }) => name === 'visitors:unwatch'))
    server.refuse('visitors:watch', 'unavailable')
    called('Visitors', '.rail button').click()
    await until(() => texts('.visit-box h2').join() === 'The list of visitors could not be loaded')
  })

  it('IV-2 opens the card of a visitor with track, conversations and events, by keyboard and back', async () => {
    await show('visitors')
    await listed()
    $('.visit-grid').focus()
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'ArrowDown' })
    await sendKeys({ press: 'Enter' })
    await until(() => document.querySelector('.track-pages'))
    same(location.hash, '#visitors=v17')
    same(document.activeElement?.id, 'visit-card')
    same(texts('.track-pages')[0]?.match(/Meridian Travel|Azores|Lofoten/g), ['Meridian Travel', 'Azores', 'Lofoten'])
    so(texts('.visit-card').join().includes('added to basket'), 'events are there')
    so(texts('.visit-card').join().includes('1 more: earlier ones, or of colleagues'), 'it says that there are more')
    same(await faults(), [])
    await sendKeys({ press: 'Escape' })
    await until(() => !document.querySelector('.visit-card'))
    same([location.hash, document.activeElement?.id], ['#visitors', 'visit-grid'])
    press($('#visit-v17'))
    await until(() => document.querySelector('.visit-talks button'))
    $('.visit-grid').focus()
    await sendKeys({ press: 'Escape' })
    await until(() => !document.querySelector('.visit-card'))
    press($('#visit-v17'))
    await until(() => document.querySelector('.visit-talks button'))
    $('.visit-talks button').click()
    await until(() => document.querySelector('.conversation-head'))
    same(location.hash, '#conversation=c-mira')
  })

  it('IV-2 says why a card does not come, and tries again', async () => {
    const { api } = await show('visitors')
    await listed()
    api.refuse('GET /api/visitors/v17/file', fail('not_reachable'))
    press($('#visit-v17'))
    await until(() => document.querySelector('.visit-card .empty'))
    api.refuse('GET /api/visitors/v17/file', undefined)
    called('Try again').click()
    await until(() => document.querySelector('.track-pages'))
  })

  it('IV-7 invites many by keyboard and says who was not invited and why (IV-8)', async () => {
    const { server } = await show('visitors')
    await listed()
    called('Choose Visitor 21', '.visit input').click()
    called('Choose 李晓雨', '.visit input').click()
    called('Choose Mira Halloran', '.visit input').click()
    await until(() => texts('.visit-chosen').join().includes('3 visitors chosen'))
    $('.visit-grid').focus()
    await sendKeys({ press: 'i' })
    await until(() => document.querySelector('dialog[open] textarea:not([readonly])'))
    same(await faults(), [])
    fill(input(/^What you say/), '')
    await drawn()
    called('Invite 3').focus()
    called('Invite 3').click()
    await until(() => texts('dialog .field-problem').join().includes('Write what you want to say.'))
    same([input(/^What you say/).ariaInvalid, document.activeElement === input(/^What you say/)], ['true', true])
    same(await faults(), [])
    fill(input(/^What you say/), 'Hello ')
    called('Insert {visitor}').click()
    await until(() => input(/^What you say/).value === 'Hello {visitor}')
    called('Invite 3').click()
    await until(() => document.querySelector('.invite-outcome'))
    same(texts('.invite-outcome li'), ['李晓雨 Ben Okafor was quicker and is inviting them', 'Mira Halloran is in a conversation with Ann Lindqvist'])
    same(server.asked.findLast(({ name }) => name === 'visitors:invite')?.payload, { visitorIds: ['v21', 'v19', 'v18'], text: 'Hello {visitor}' })
    called('Done').click()
    await until(() => !document.querySelector('dialog'))
    same(texts('#visit-v21 .visit-mark').join(), 'You invite')
    so(!document.querySelector('.visit-chosen'), 'the choice is done with')
  })

  it('IV-7 says that invitations are switched off, and keeps the words', async () => {
    const { server } = await show('visitor')
    server.refuse('visitors:invite', 'invitations_off')
    await until(() => document.querySelector('.visit-actions'))
    called('Invite', '.visit-actions button').click()
    await until(() => document.querySelector('dialog[open] textarea:not([readonly])'))
    fill(input(/^What you say/), 'Need a hand?')
    called('Invite', 'dialog button').click()
    await until(() => document.querySelector('dialog .problem'))
    same(input(/^What you say/).value, 'Need a hand?')
  })

  it('IV-7 begins with the words of the workspace, and says at once if it has switched invitations off', async () => {
    const { api } = await show('visitor')
    const look = { title: '{agent}', text: 'A good day from Meridian.', position: 'centre', buttons: ['chat', 'later'] } as const
    api.on(`GET ${VISITORS_API.invitations}`, () => ok({ revision: 1, invitations: [], manual: { revision: 1, isOn: false, switchableAt: 0, desktop: look, mobile: look } } satisfies InvitationsRecord))
    await until(() => document.querySelector('.visit-actions'))
    called('Invite', '.visit-actions button').click()
    await until(() => document.querySelector('dialog .problem'))
    same(input(/^What you say/).value, 'A good day from Meridian.')
    so(/Nobody may be invited/.test(texts('dialog .problem').join()), texts('dialog .problem').join())
  })

  it('IV-7 lets nobody write between the words that are still on their way', async () => {
    const { api } = await show('visitor')
    const arrive = api.keepBack(`GET ${VISITORS_API.invitations}`)
    await until(() => document.querySelector('.visit-actions'))
    called('Invite', '.visit-actions button').click()
    await until(() => document.querySelector('dialog[open]'))
    input(/^What you say/).focus()
    await sendKeys({ type: 'Too soon' })
    called('Insert {visitor}').click()
    called('Invite', 'dialog button').click()
    same(input(/^What you say/).value, '')
    arrive()
    await until(() => input(/^What you say/).value !== '')
    so(!input(/^What you say/).value.includes('Too soon'), 'the words are those of the workspace')
    called('Insert {visitor}').click()
    await until(() => input(/^What you say/).value.includes('{visitor}'))
  })

  it('IV-7 begins a conversation at once and opens it', async () => {
    const { server } = await show('visitor')
    await until(() => document.querySelector('.visit-actions'))
    called('Write to them', '.visit-actions button').click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [])
    fill(input('Your message'), 'Good afternoon!')
    await drawn()
    called('Send', 'dialog button').click()
    await until(() => document.querySelector('.conversation-head'))
    same(location.hash, '#conversation=c-begun-v17')
    await until(() => texts('.message').join().includes('Good afternoon!'))
    same(server.asked.filter(({ name }) => name === 'conversation:begin').length, 1)
  })

  it('IV-4 says on the card why somebody is blocked, and lets nobody end what is not theirs', async () => {
    const { api } = await show('visitors')
    await listed()
    api.on('GET /api/visitors/*', () => ok({ ...sampleFile(24), blocks: [{ ...sampleBlocks()[0]!, mayEnd: false }] }))
    press($('#visit-v24'))
    await until(() => document.querySelector('.visit-blocks'))
    for (const said of ['Insults', 'Ann Lindqvist', 'This browser']) so(texts('.visit-blocks').join().includes(said), said)
    so(texts('.visit-blocks').join().includes('the owner or an administrator can end it'), 'who can')
    same(all('.visit-blocks button').length, 0)
    same(texts('.visit-actions button').filter((name) => name === 'Block' || name === 'Invite'), [])
    same(await faults(), [])
  })

  it('IV-4 blocks with a reason and an end, and ends the block', async () => {
    const { api, server } = await show('visitor')
    await until(() => document.querySelector('.visit-actions'))
    called('Block', '.visit-actions button').click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [])
    called('Block', 'dialog button').click()
    await until(() => texts('dialog .field-problem').join().includes('Say why'))
    same([input(/^Reason/).ariaInvalid, document.activeElement === input(/^Reason/)], ['true', true])
    called(/^Their network address/, 'dialog input').click()
    fill(input(/^Reason/), 'Insults')
    await drawn()
    called('Block', 'dialog button').click()
    await until(() => !document.querySelector('dialog'))
    same(api.asked.findLast(({ request }) => request === 'POST /api/blocks')?.body, { visitorId: 'v17', kind: 'address', reason: 'Insults', until: NOW + 7 * 24 * 60 * MINUTE })
    server.move([live(17, { isBlocked: true })])
    await until(() => document.querySelector('.visit-is-blocked'))
    called('End the block').click()
    await until(() => api.asked.some(({ request }) => request === 'DELETE /api/blocks/b4'))
  })

  for (const [language, scheme, width] of [['en', 'dark', 1440], ['zh', 'light', 1440], ['en', 'light', 900], ['zh', 'dark', 360]] as const) {
    it(`holds in ${language}, ${scheme}, ${width} pixels wide`, async () => {
      await setViewport({ width, height: 800 })
      await emulateMedia({ colorScheme: scheme })
      await show('visitors', { language })
      await listed()
      await drawn()
      same(await faults(), [])
      so(document.documentElement.scrollWidth <= width, 'nothing sticks out at the side')
      press($('#visit-v20'))
      await until(() => document.querySelector('.track-pages'))
      same(await faults(), [])
      same(sticksOut().filter((name) => !name.includes('visit-chip') && !name.includes('visit-dot') && !name.includes('visit-count')), [])
    })
  }
})

describe('the page of who is blocked', () => {
  it('IV-4 lists blocks with reason, end and who made them, and ends one', async () => {
    const { api } = await show('blocks')
    await until(() => all('.blocks-table tbody tr').length === 3)
    same(texts('.blocks-table tbody th'), ['Visitor 24', 'Spam Robot', 'An erased visitor'])
    so(texts('.blocks-table').join().includes('Insults'), 'the reason is there')
    same(await faults(), [])
    called('End the block of Spam Robot').click()
    await until(() => document.querySelector('dialog[open]'))
    same(await faults(), [])
    called('End', 'dialog button').click()
    await until(() => all('.blocks-table tbody tr').length === 2)
    so(api.asked.some(({ request }) => request === 'DELETE /api/blocks/b2'), 'the server is told')
  })

  it('IV-4 says how to block where nobody is, and leads to the visitors', async () => {
    const { api } = await show('list')
    api.on('GET /api/blocks', () => ok([]))
    page.stage?.strike()
    page.stage = await setStage(page.app, { preview: PREVIEWS['blocks']!, api })
    await until(() => texts('.blocks h3').join() === 'Nobody is blocked')
    same(await faults(), [])
    called('To the visitors').click()
    await listed()
  })

  it('IV-4 holds on a phone, in Chinese and in the dark', async () => {
    await setViewport({ width: 360, height: 700 })
    await emulateMedia({ colorScheme: 'dark' })
    await show('blocks', { language: 'zh' })
    await until(() => all('.blocks-table tbody tr').length === 3)
    same(await faults(), [])
    same(sticksOut(), [])
  })
})
