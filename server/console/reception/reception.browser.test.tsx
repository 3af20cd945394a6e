import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { API, fail, failForm } from '@foyer/sdk/protocol'
import type { ComponentChange, ComponentDraft, ComponentId, ComponentRecord } from '@foyer/sdk/protocol'
import { componentRoutes, recordOf, sampleComponents } from '../testing/component-samples.ts'
import { createFakeApi } from '../testing/fake-api.ts'
import type { FakeApi } from '../testing/fake-api.ts'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { settingsRoutes } from '../testing/settings-samples.ts'
import { freshPages } from '../testing/page.ts'
import { setStage } from '../testing/stage.tsx'

const page = freshPages()

interface Shown {
  readonly language?: string
  readonly records?: ComponentRecord[]
}

async function show(hash: string, { language = 'en', records = sampleComponents() }: Shown = {}): Promise<FakeApi> {
  const api = createFakeApi({ ...settingsRoutes(), ...componentRoutes(records) })
  page.stage = await setStage(page.app, { preview: { as: 'owner', hash }, language, api })
  await until(() => document.querySelector('.component-rows, .components .empty, .maker-steps, .maker .empty'))
  await drawn()
  return api
}
const rows = () => texts('.component-row h3')
const row = (name: string) => all('.component-row').find((each) => each.querySelector('h3')?.textContent === name) as HTMLElement
const press = (key: string) => sendKeys({ press: key })
const sentTo = <Body,>(api: FakeApi, request: string) => api.asked.findLast((asked) => asked.request === request)?.body as Body
const problems = () => texts('.field-problem').filter((text) => text !== '')
const choose = (element: HTMLElement, value: string) => {
  ;(element as HTMLSelectElement).value = value
  element.dispatchEvent(new Event('change', { bubbles: true }))
}
/** A radio card by its words. */
const card = (label: string) => {
  const found = all('.radio-card').find((each) => each.querySelector('.radio-label')?.textContent === label)
  if (!found) throw new Error(`There is no card “${label}”, but ${texts('.radio-label').join(', ')}.`)
  return found.querySelector('input') as HTMLInputElement
}
const cards = (field: string) => texts(`[data-field=${field}] .radio-label`)

async function save() {
  await until(() => all('.save-bar .is-main').length > 0)
  called('Save').click()
}

async function toDetails() {
  called('Go on to the details').click()
  await until(() => all('.maker-section').length > 0)
}

describe('the components’ pages, seen by a screen reader and in any room', () => {
  for (const hash of ['#reception', '#reception=new', '#reception=c-2', '#reception=c-5']) {
    for (const [language, colorScheme] of [['en', 'light'], ['zh-CN', 'dark']] as const) {
      it(`finds nothing wrong with: ${hash}, ${language}, ${colorScheme}`, async () => {
        await emulateMedia({ colorScheme })
        await show(hash, { language })
        same(await faults(), [])
      })
    }

    for (const width of [1440, 1180, 720, 360]) {
      it(`lets nothing stick out at ${width} pixels: ${hash}`, async () => {
        await setViewport({ width, height: 800 })
        await show(hash)
        same(sticksOut().filter((element) => !element.startsWith('IFRAME')), [])
        same($('.area-pane').scrollWidth, $('.area-pane').clientWidth)
      })
    }
  }

  it('finds nothing wrong with what to paste, and with the question before deleting', async () => {
    await show('#reception=c-5')
    called(/Done/, '.maker-steps button').click()
    await until(() => document.querySelector('.done'))
    same(await faults(), [])
    page.stage?.strike()
    await show('#reception')
    called('Delete Everywhere').click()
    await until(() => texts('.delete-facts p').length === 2)
    same(await faults(), [])
  })
})

describe('the list of components', () => {
  it('RC-14 shows kind, placement, change and figures of each, and what it looks like', async () => {
    await show('#reception')
    same(rows().length, 7)
    const words = row('Card on tours').textContent ?? ''
    for (const part of ['Web chat · Card', 'Web page', '31 clicks', '1,004 showings', 'by Olga Petrova']) so(words.includes(part), `the row says “${part}”: ${words}`)
    so(row('Everywhere').textContent?.includes('Set up'), 'what the first start made was changed by nobody')
    await until(() => all('.look-host').every((host) => host.shadowRoot?.querySelector('.stage > *')))
    same(row('Card on tours').querySelector('.look-host')?.shadowRoot?.querySelector('.stage')?.firstElementChild?.localName, 'foyer-card')
    so(all('.look').every((look) => look.inert), 'no picture can be clicked')
  })

  it('RC-14 filters by kind and by placement, and says how to see all again', async () => {
    await show('#reception')
    choose(input('Kind'), 'phone')
    await until(() => rows().length === 1)
    same(rows(), ['Call from the phone'])
    choose(input('Place'), 'link')
    await until(() => document.querySelector('.components .empty'))
    called('Show all').click()
    await until(() => rows().length === 7)
  })

  it('RC-14 switches at once, and back if the server refuses', async () => {
    const api = await show('#reception')
    const answer = api.keepBack(`POST ${API.componentSwitch('c-1' as ComponentId)}`)
    const isOn = () => row('Everywhere').querySelector<HTMLInputElement>('[role=switch]')?.checked
    called('Everywhere is on').click()
    await until(() => isOn() === false)
    api.refuse(`POST ${API.componentSwitch('c-2' as ComponentId)}`, failForm('changed_meanwhile'))
    answer()
    called('Card on tours is on').click()
    await until(() => document.querySelector('.components [role=alert]'))
    same(row('Card on tours').querySelector<HTMLInputElement>('[role=switch]')?.checked, true)
    same(isOn(), false)
  })

  it('RC-14 duplicates, switched off, and says so', async () => {
    await show('#reception')
    called('Duplicate Everywhere').click()
    await until(() => rows().length === 8)
    same(row('Everywhere 2').querySelector<HTMLInputElement>('[role=switch]')?.checked, false)
    so(texts('[role=status]').some((text) => text.includes('Everywhere 2')), 'it is said')
  })

  it('RC-14 makes one copy of a double click', async () => {
    const api = await show('#reception')
    const answer = api.keepBack(`POST ${API.componentCopy('c-1' as ComponentId)}`)
    called('Duplicate Everywhere').click()
    called('Duplicate Everywhere').click()
    answer()
    await until(() => rows().includes('Everywhere 2'))
    same(api.asked.filter(({ request }) => request.endsWith('/c-1/copy')).length, 1)
  })

  it('RC-14 asks before it deletes, says what depends on it, and keeps it on Escape', async () => {
    const api = await show('#reception')
    const opener = called('Delete Everywhere')
    opener.focus()
    await press('Enter')
    await until(() => texts('.delete-facts p').length === 2)
    const words = texts('dialog').join()
    for (const part of ['2 open conversations', '5,120 times', 'clicked once', 'Reports keep their figures', 'stop working']) so(words.includes(part), `it says “${part}”: ${words}`)
    await press('Escape')
    await until(() => !document.querySelector('dialog'))
    so(document.activeElement === opener, 'the focus is back')
    same(rows().length, 7)
    opener.click()
    await until(() => document.querySelector('dialog'))
    called('Delete', 'dialog button').click()
    await until(() => rows().length === 6)
    so(api.asked.some(({ request }) => request === 'DELETE /api/components/c-1'), 'the server was told')
  })

  it('RC-14 copies the link, and for what stands on pages the tag', async () => {
    await show('#reception')
    called('Copy something of Everywhere').click()
    await until(() => document.querySelector('.copy-panel'))
    same(texts('.copy-panel p > span:first-child'), ['Link', 'Tag for the site'])
    await press('Escape')
    await until(() => !document.querySelector('.copy-panel'))
    called('Copy something of Link in the bio').click()
    await until(() => document.querySelector('.copy-panel'))
    same(texts('.copy-panel p > span:first-child'), ['Link'])
  })

  it('says what to do where there is none', async () => {
    await show('#reception', { records: [] })
    so(texts('.empty').join().includes('Make a button'), 'it says what to do')
    called('New component', '.empty button').click()
    await until(() => document.querySelector('.maker-steps'))
  })

  it('shows a name as text, whatever is in it', async () => {
    const [first] = sampleComponents()
    if (!first) throw new Error('There is no sample.')
    await show('#reception', { records: [recordOf({ ...first.component, name: '<img src=x>', shownName: '<b>x</b>' }, 1)] })
    same(rows(), ['<img src=x>'])
    same(document.querySelector('.component-row img'), null)
  })
})

describe('the maker’s first step', () => {
  it('RC-1 RC-4 offers only what goes together', async () => {
    await show('#reception=new')
    same(cards('placement'), ['Web page', 'Mobile page', 'Article', 'Link and QR code'])
    same(cards('kind'), ['Web chat', 'Messenger', 'Join a group'])
    same(cards('style').length, 7)
    card('Link and QR code').click()
    await until(() => cards('style').length === 1)
    card('Mobile page').click()
    await until(() => cards('kind').length === 6)
    same(cards('style'), ['Round button', 'Bar with chat and call', 'Card', 'Your own image', 'Elements of your page'])
    card('Follow an account').click()
    await until(() => cards('style').length === 4)
  })

  it('RC-4 asks where an article appears, and offers what that account can show', async () => {
    await show('#reception=new')
    card('Article').click()
    await until(() => cards('platform').length === 6)
    same(cards('style'), ['Bar under the article', 'Card'])
    card('WeChat').click()
    await until(() => cards('style').length === 1)
    same(cards('style'), ['Picture with a code'])
    so(texts('[data-field=platform] .field-hint').join().includes('only text and pictures'), 'it says why')
  })

  it('RC-2 shows each style by its real element', async () => {
    await show('#reception=new')
    const tags = () => all('[data-field=style] .look-host').map((host) => host.shadowRoot?.querySelector('.stage')?.firstElementChild?.localName)
    await until(() => tags().every(Boolean))
    same(tags(), ['foyer-round-button', 'foyer-horizontal-button', 'foyer-side-tab', 'foyer-card', 'foyer-bottom-bar', 'foyer-image'])
  })
})

describe('the maker’s details', () => {
  it('RC-3 is done by typing nothing but the name, by keyboard alone', async () => {
    const api = await show('#reception=new')
    card('Round button').focus()
    // From the first style to the card.
    for (const style of ['Button with words', 'Tab at the side', 'Card']) {
      await press('ArrowDown')
      await until(() => card(style).checked)
    }
    await press('Enter')
    await until(() => all('.maker-section').length > 0)
    so(document.activeElement === $('.area-head h2'), 'the focus is at the head of the step')
    while (document.activeElement !== input('Name')) await press('Tab')
    await sendKeys({ type: 'By keyboard' })
    await press('Enter')
    await until(() => document.querySelector('.done'))
    const draft = sentTo<ComponentDraft>(api, `POST ${API.components}`)
    same([draft.name, draft.style, draft.shownName, draft.greeting, draft.receiver], ['By keyboard', 'card', 'Chat with us', 'How can we help?', { kind: 'group', groupId: 'g-main' }])
    so(document.activeElement === $('.area-head h2'), 'the focus is at the head of the step')
  })

  it('RC-3 counts units as one types, and refuses what is longer, naming the field', async () => {
    await show('#reception=new')
    await toDetails()
    fill(input('Name'), '一二三四五六七八九十一')
    await until(() => texts('.field-count').some((text) => text.includes('22 of')))
    called('Make it').click()
    await until(() => problems().length === 1)
    so(document.activeElement === input('Name'), 'the focus is there')
    same(input('Name').value, '一二三四五六七八九十一')
  })

  it('names a taken name at its field and keeps what was typed', async () => {
    const api = await show('#reception=new')
    await toDetails()
    fill(input('Name'), 'Everywhere')
    fill(input('Shown name'), 'Ask us')
    called('Make it').click()
    await until(() => problems().length === 1)
    so(problems()[0]?.includes('one of this name'), 'it says why')
    so(document.activeElement === input('Name'), 'the focus is there')
    same(input('Shown name').value, 'Ask us')
    fill(input('Name'), 'Another name')
    called('Make it').click()
    await until(() => document.querySelector('.done'))
    same(sentTo<ComponentDraft>(api, `POST ${API.components}`).name, 'Another name')
  })

  for (const [sentence, code, field, label] of [
    ['a receiver that is gone', 'receiver_gone', 'component.receiver', 'Visitors who come by it go to'],
    ['a bad pattern of the second list', 'bad_pattern', 'component.show.include.0', 'Only on these pages, 1'],
    ['a bad colour', 'bad_colour', 'component.accent', /Colour code/],
  ] as const) {
    it(`names ${sentence} at its field`, async () => {
      const api = await show('#reception=c-2')
      api.refuse('PUT /api/components/c-2', failForm(code, { field }))
      fill(input('Shown name'), 'Other words')
      await save()
      await until(() => problems().length === 1)
      same(document.activeElement?.ariaInvalid, 'true')
      so(document.activeElement === input(label), 'the focus is there')
      same(input('Shown name').value, 'Other words')
    })
  }

  it('RC-6 asks the browser’s own engine about selectors', async () => {
    await show('#reception=c-5')
    fill(input('Which elements start the talk?, 1'), '#talk:hover(')
    await until(() => document.querySelector('.list-complaint'))
    await save()
    await until(() => problems().length === 1)
    so(document.activeElement === input('Which elements start the talk?, 1'), 'the focus is there')
    fill(input('Which elements start the talk?, 1'), 'main > button:not([disabled])')
    await until(() => !document.querySelector('.list-complaint'))
    await save()
    await until(() => texts('.save-state').join().includes('All changes saved'))
  })

  it('says once what is wrong with an item, and where it is', async () => {
    await show('#reception=c-5')
    fill(input('Which elements start the talk?, 1'), '##')
    await until(() => document.querySelector('.list-complaint'))
    await save()
    await until(() => problems().length === 1)
    same(texts('.list-complaint'), [])
  })

  it('RC-4 moves by the little map, only to where the style can stand', async () => {
    const api = await show('#reception=c-1')
    same(all('.position').length, 8)
    called('Bottom, end', '.position input').focus()
    await press('ArrowUp')
    await until(() => called('Bottom', '.position input').matches(':checked'))
    await save()
    await until(() => texts('.save-state').join().includes('All changes saved'))
    same(sentTo<ComponentChange>(api, 'PUT /api/components/c-1').component.position, 'bottom')
    page.stage?.strike()
    await show('#reception=c-4')
    same(all('.position').length, 2)
  })

  it('RC-5 brings a picture for a start, so that a name is enough there too', async () => {
    const api = await show('#reception=new')
    card('Your own image').click()
    await toDetails()
    await until(() => input('What does the image show?').value !== '')
    fill(input('Name'), 'Image')
    called('Make it').click()
    await until(() => document.querySelector('.done'))
    same(sentTo<ComponentDraft>(api, `POST ${API.components}`).image, { alt: 'Chat with us', src: 'img-1' })
  })

  it('RC-1 asks for what the kind leads to, with what the company has said', async () => {
    await show('#reception=new')
    card('Join a group').click()
    await toDetails()
    same(input('Where its button leads').value, 'https://meridian.example')
    same(all('select[name=receiver]').length, 0)
    called(/Place, kind/, '.maker-steps button').click()
    await until(() => all('[data-field=kind]').length > 0)
    card('Messenger').click()
    await toDetails()
    same(input('Mail address').value, 'hello@meridian.example')
    const asked = () => texts('[data-field="target.address"] label').join()
    choose(input('Messenger'), 'whatsapp')
    await until(() => asked().startsWith('Number with country code'))
    same(input(/^Number with country code/).value, '+351 21 555 0134')
    choose(input('Messenger'), 'qq')
    await until(() => asked() === 'QQ number')
    same(input('QQ number').value, '')
    fill(input('QQ number'), '10000')
    await drawn()
    choose(input('Messenger'), 'other')
    await until(() => asked().startsWith('Address, as'))
    same(input(/^Address, as/).value, '10000')
    same(all('select[name=receiver]').length, 1)
    input('Offer web chat to those who lack the app').click()
    await until(() => all('select[name=receiver]').length === 0)
  })

  it('RC-9 folds the rules while they say nothing, and keeps those that are typed', async () => {
    const api = await show('#reception=c-1')
    same($<HTMLDetailsElement>('.rules').open, false)
    $('.rules summary').click()
    await until(() => $<HTMLDetailsElement>('.rules').open)
    called(/Add a page/).click()
    await until(() => all('input[name="show.include.0"]').length === 1)
    fill($<HTMLInputElement>('input[name="show.include.0"]'), '/tours/*')
    await drawn()
    choose($('select[name="show.outsideHours"]'), 'hide')
    await drawn()
    choose(input('To which visitors?'), 'returning')
    await save()
    await until(() => texts('.save-state').join().includes('All changes saved'))
    same(sentTo<ComponentChange>(api, 'PUT /api/components/c-1').component.show, { include: ['/tours/*'], outsideHours: 'hide', visitors: 'returning' })
  })

  it('shows the version of whoever was quicker without losing what was typed', async () => {
    const records = sampleComponents()
    const api = await show('#reception=c-1', { records })
    await api.put('/api/components/c-1', { revision: 1, component: { ...records[0]?.component, name: 'By Olga' } })
    fill(input('Shown name'), 'Mine')
    await save()
    await until(() => texts('.save-state').join().includes('meanwhile'))
    called('Show their version').click()
    await until(() => input('Name').value === 'By Olga')
    called('Back to my changes').click()
    await until(() => input('Shown name').value === 'Mine')
    same(input('Name').value, 'By Olga')
    await save()
    await until(() => texts('.save-state').join().includes('All changes saved'))
  })

  it('RC-14 saves over a switch that was moved meanwhile: nothing that stands in the form has changed', async () => {
    const api = await show('#reception=c-1')
    await api.post(API.componentSwitch('c-1' as ComponentId), { isOn: false })
    fill(input('Shown name'), 'Ask us')
    await save()
    await until(() => texts('.save-state').join().includes('All changes saved'))
    const now = await api.get<ComponentRecord>(API.component('c-1' as ComponentId))
    same(now.ok && [now.value.isOn, now.value.component.shownName], [false, 'Ask us'])
  })

  it('says that somebody has deleted what one is changing, and keeps what was typed', async () => {
    const api = await show('#reception=c-1')
    fill(input('Shown name'), 'Ask us')
    await api.delete(API.component('c-1' as ComponentId))
    await save()
    await until(() => texts('.save-state').join().includes('Somebody has deleted this component'))
    same(input('Shown name').value, 'Ask us')
  })

  it('knows its own change again if the answer was lost on the way', async () => {
    const api = await show('#reception=c-1')
    fill(input('Shown name'), 'Ask us')
    // The server has it; what was heard is that it cannot be reached.
    const component = { ...sampleComponents()[0]?.component, shownName: 'Ask us' }
    await api.put('/api/components/c-1', { revision: 1, component })
    api.refuse('PUT /api/components/c-1', fail('not_reachable'))
    await save()
    await until(() => texts('.save-state').join().includes('cannot be reached'))
    so(!texts('.save-state').join().includes('by itself'), 'nothing is promised that does not happen')
    same(input('Shown name').value, 'Ask us')
    api.refuse('PUT /api/components/c-1', undefined)
    await save()
    await until(() => texts('.save-state').join().includes('All changes saved'))
  })

  it('knows the component again that was made, though the answer was lost on the way', async () => {
    const api = await show('#reception=new')
    await toDetails()
    fill(input('Name'), 'Lost and found')
    api.refuse(`POST ${API.components}`, fail('not_reachable'))
    called('Make it').click()
    await until(() => texts('.save-state').join().includes('cannot be reached'))
    api.refuse(`POST ${API.components}`, undefined)
    await api.post(API.components, sentTo<ComponentDraft>(api, `POST ${API.components}`))
    called('Make it').click()
    await until(() => document.querySelector('.done'))
    same($('.area-head h2').textContent, '“Lost and found” is ready')
  })

  it('asks before one leaves what is not saved, from either step', async () => {
    await show('#reception=c-1')
    fill(input('Shown name'), 'Mine')
    called(/Place, kind/, '.maker-steps button').click()
    await until(() => all('[data-field=kind]').length > 0)
    await drawn()
    called('To the list', '.area-head button').click()
    await until(() => document.querySelector('dialog'))
    called('Stay', 'dialog button').click()
    await until(() => !document.querySelector('dialog'))
    so(document.querySelector('.maker'), 'one is still there')
    called('To the list', '.area-head button').click()
    await until(() => document.querySelector('dialog'))
    called('Leave without saving', 'dialog button').click()
    await until(() => rows().length === 7)
  })

  it('says that a component is gone', async () => {
    await show('#reception=c-99')
    so(texts('.empty').join().includes('no longer here'), 'it says so')
    called('To the list').click()
    await until(() => rows().length === 7)
  })
})

describe('what to paste', () => {
  const done = async (hash: string) => {
    const api = await show(hash)
    called(/Done/, '.maker-steps button').click()
    await until(() => document.querySelector('.done'))
    return api
  }

  it('RC-7 is the tag, the link and the code in each form, with or without the logo', async () => {
    await done('#reception=c-1')
    same(texts('.done pre')[0], '<script async src="https://desk.meridian.example/foyer.js" data-site="meridian-main"></script>')
    same(texts('.done pre')[1], 'https://desk.meridian.example/c/slug-1')
    const files = () => all('.done-files a').map((link) => link.getAttribute('href'))
    same(files(), ['/api/components/c-1/code.svg?size=512', ...[256, 512, 1024].map((size) => `/api/components/c-1/code.png?size=${size}`)])
    called('With the company’s logo in the middle').click()
    await until(() => files().every((address) => address?.endsWith('&logo=1')))
    same(all('.done .copy button').length, 3)
  })

  it('RC-18 is the chat inside a page, for web chat alone', async () => {
    await done('#reception=c-1')
    so(texts('.done pre').includes('<foyer-chat component="c-1"></foyer-chat>'), 'there is the element')
    page.stage?.strike()
    await done('#reception=c-4')
    so(!texts('.done pre').some((text) => text.includes('foyer-chat ')), 'a group has none')
  })

  it('RC-7 says where the link leads, and that it leads nowhere while the component is off', async () => {
    await done('#reception=c-4')
    const says = () => texts('.done-piece').find((text) => text.startsWith('The link')) ?? ''
    so(says().includes('Opens the card'), 'a group is a card')
    so(texts('.done-state').join().includes('lead nowhere'), 'it is off')
    page.stage?.strike()
    await done('#reception=c-1')
    so(says().includes('Opens the talk'), 'web chat is a talk')
  })

  it('RC-6 is an element with the id, and the same from code', async () => {
    await done('#reception=c-5')
    so(texts('.done pre').some((text) => text.startsWith('<button type="button" id="talk">')), 'there is the element')
    so(texts('.done pre').some((text) => text.startsWith('Foyer.bind("#talk"')), 'there is the code')
  })

  it('RC-4 says so where the picture of an article cannot be drawn', async () => {
    await done('#reception=c-7')
    // There is no code to be had from this server in memory.
    await until(() => texts('.done .problem').join().includes('could not be drawn'))
    so(!texts('.done h3').join().includes('tag of your site'), 'nothing is pasted there')
  })

  it('RC-14 switches it on from here', async () => {
    const api = await done('#reception=c-4')
    called(/Sailors’ group is on/).click()
    await until(() => texts('.done-state').join().includes('within a minute'))
    same(sentTo(api, 'POST /api/components/c-4/switch'), { isOn: true })
  })
})
