import { emulateMedia, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands'
import { MENU_ICONS, VISITORS_API, failForm } from '@foyer/sdk/protocol'
import type { MenuChange, MenuRecord } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
const PUT = `PUT ${VISITORS_API.menu('chat')}`
async function show(options: Partial<StageOptions> = {}, hash?: string): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: { ...PREVIEWS['menus'], ...(hash !== undefined && { hash }) }, ...options })
  await until(() => document.querySelector('.save-bar'))
  await drawn()
  return page.stage
}
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const titles = () => texts('.tree-item > .tree-head .rule-name')
const problems = () => texts('.field-problem').filter((text) => text !== '')
const state = () => texts('.save-state').join()
const status = () => texts('.menu-tree > [role=status]').join()
const spot = (path: string, selector: string) => $(`[data-spot="${path}"] > .tree-head ${selector}`)
/** What the window in the preview shows. */
const seen = () => $('.menu-preview .preview-window').shadowRoot?.querySelector('.items')?.textContent ?? ''
async function open(path: string) {
  spot(path, '.rule-open').click()
  await drawn()
}
async function save(words = 'Save the draft') {
  called(words, 'button').click()
  await drawn()
}
const ALL = ['Tours', 'Sailing', 'On foot', 'Opening hours', 'Talk to us', 'Call us']

describe('MN-1 to MN-4 the page of menus', () => {
  it('MN-2 moves items by the keyboard, over both levels, and says where they are', async () => {
    await show()
    same(titles(), ALL)
    spot('1', '.grip').focus()
    await sendKeys({ press: 'ArrowRight' })
    await until(() => document.activeElement === spot('0.2', '.grip'))
    so(status().includes('Opening hours is number 3 of 3 below Tours.'), status())
    await sendKeys({ press: 'ArrowUp' })
    await until(() => document.activeElement === spot('0.1', '.grip'))
    await sendKeys({ press: 'ArrowLeft' })
    await until(() => document.activeElement === spot('1', '.grip'))
    same(titles(), ALL)
    await sendKeys({ press: 'ArrowDown' })
    await until(() => document.activeElement === spot('2', '.grip'))
    await sendKeys({ press: 'ArrowRight' })
    so(status().includes('Opening hours cannot go there.'), status())
    same(titles(), ['Tours', 'Sailing', 'On foot', 'Talk to us', 'Opening hours', 'Call us'])
  })

  it('MN-2 moves items by dragging, over both levels', async () => {
    await show()
    const middle = (element: HTMLElement): [number, number] => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return [Math.round(left + width / 2), Math.round(top + height / 2)]
    }
    spot('3', '.grip').scrollIntoView({ block: 'center' })
    const [x, y] = middle(spot('1', '.grip'))
    await sendMouse({ type: 'move', position: [x, y] })
    await sendMouse({ type: 'down' })
    await sendMouse({ type: 'move', position: [x + 20, y] })
    await sendMouse({ type: 'move', position: [x + 60, y] })
    await until(() => document.querySelector('[data-spot="0.2"]'))
    await sendMouse({ type: 'move', position: [x + 10, y] })
    await until(() => !document.querySelector('[data-spot="0.2"]'))
    const [, below] = middle(spot('2', '.grip'))
    await sendMouse({ type: 'move', position: [x + 10, below + 30] })
    await until(() => titles()[4] === 'Opening hours')
    await sendMouse({ type: 'up' })
    await until(() => !document.querySelector('.is-dragged'))
    same(titles(), ['Tours', 'Sailing', 'On foot', 'Talk to us', 'Opening hours', 'Call us'])
  })

  it('MN-2 MN-3 adds an item below another, and names the one that is invalid at its place', async () => {
    await show()
    called('Add an item below Tours').click()
    await until(() => document.activeElement?.matches('.tree-fields input'))
    fill(input('Title'), 'Prices')
    await drawn()
    all('.tree-fields [data-field$=kind] input')[1]?.click()
    await drawn()
    fill(input('Address of the page'), 'prices.html')
    await drawn()
    await open('1')
    await save()
    await until(() => problems().length > 0)
    so(problems()[0]?.startsWith('Prices: This is no address.'), problems().join())
    so(document.activeElement === input('Address of the page'), 'it is unfolded, with the focus in it')
    fill(input('Address of the page'), 'https://meridian.example/prices')
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    const action = sent<MenuChange>(PUT).draft.items[0]?.action
    same(action?.kind === 'items' && action.items[2] && { title: action.items[2].title, action: action.items[2].action }, { title: 'Prices', action: { kind: 'page', address: 'https://meridian.example/prices', opens: 'new-tab' } })
  })

  it('MN-2 has no third level', async () => {
    await show()
    await open('0.0')
    same(texts('.tree-fields [data-field$=kind] .radio-label'), ['Answer', 'Open a page', 'Get a human', 'Call a number'])
  })

  it('MN-2 answers with what the pages of replies answer with', async () => {
    await show()
    await open('1')
    so(document.querySelector('.answer-fields .files-field'), 'files too')
    so(!document.querySelector('[data-field$=leadsTo]'), 'and leads nowhere: that is an action of its own')
    fill($<HTMLInputElement>('.answer-fields textarea'), '')
    await drawn()
    await save()
    await until(() => problems().length > 0)
    so(problems()[0]?.startsWith('Opening hours: '), problems().join())
    fill($<HTMLInputElement>('.answer-fields textarea'), 'Always.')
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    same(sent<MenuChange>(PUT).draft.items[1]?.action, { kind: 'reply', parts: [{ type: 'text', text: 'Always.' }] })
  })

  it('MN-1 has at most three in a bar', async () => {
    await show()
    all('[data-field=style] input')[2]?.click()
    await drawn()
    await save()
    await until(() => problems().join().includes('A bar has at most 3 items'))
    called('Delete Call us').click()
    await drawn()
    so(document.activeElement === spot('2', '.rule-open'), 'the one before has the focus')
    await save()
    await until(() => state().includes('All changes saved'))
    so(!document.querySelector('.menu-add'), 'and no more can be added')
  })

  it('MN-3 shows the draft at once in the window, and publishes when one says so', async () => {
    await show()
    await until(() => seen().includes('Opening hours'))
    so(texts('.publication').join().includes('It is what stands here.'), 'nothing differs')
    same(called('Publish').ariaDisabled, 'true')
    await open('1')
    fill(input('Title'), 'When we are here')
    await until(() => seen().includes('When we are here'))
    same(texts('.publication-lines li'), ['Changed: When we are here'])
    await save()
    await until(() => state().includes('All changes saved'))
    same(texts('.publication-lines li'), ['Changed: When we are here'])
    called('Publish').click()
    await until(() => texts('.publication').join().includes('Published. Visitors see it at once.'))
    so(texts('.publication').join().includes('It is what stands here.'), 'they are the same')
    // The form goes on from there.
    fill(input('Title'), 'Hours')
    await drawn()
    called('Save and publish').click()
    await until(() => sent<MenuChange>(PUT).draft.items[1]?.title === 'Hours' && texts('.publication').join().includes('It is what stands here.'))
    so(state().includes('All changes saved'), state())
  })

  it('MN-3 the preview can be used: what is below unfolds and stays so, an answer comes, and what is written stands there', async () => {
    await show()
    await until(() => seen().includes('Opening hours'))
    const preview = () => $('.menu-preview .preview-window').shadowRoot!
    const entry = (name: string) => [...preview().querySelectorAll<HTMLElement>('.items :is(a,button)')].find(({ textContent }) => textContent?.startsWith(name))!
    const thread = () => [...preview().querySelectorAll('.thread-note,.message-text')].map(({ textContent }) => textContent)
    entry('Tours').click()
    await until(() => entry('On foot').checkVisibility())
    await open('0.1')
    fill(input('Title'), 'On our feet')
    await until(() => entry('On our feet')?.checkVisibility())
    entry('On our feet').click()
    await until(() => thread().includes('We walk in the Azores and in Lofoten.'))
    so(thread().includes('✓ On our feet'), thread().join())
    preview().querySelector<HTMLElement>('.items-head')?.click()
    entry('Talk to us').click()
    await until(() => thread().includes('✓ Talk to us'))
    const composer = preview().querySelector<HTMLTextAreaElement>('.composer textarea')!
    composer.focus()
    await sendKeys({ type: 'Hello?' })
    await sendKeys({ press: 'Enter' })
    await until(() => thread().includes('Hello?'))
  })

  it('MN-2 shows icons as they look, each with its name, and chooses them by keyboard', async () => {
    await show()
    await open('1')
    const icons = all('.tree-fields [data-field$=icon] input') as unknown as readonly HTMLInputElement[]
    same([icons.length, icons.find(({ checked }) => checked)?.ariaLabel], [MENU_ICONS.length, 'Clock'])
    so(icons.every((icon) => icon.parentElement?.querySelector('path')?.getAttribute('d')), 'each has a picture')
    icons.find(({ checked }) => checked)?.focus()
    await sendKeys({ press: 'ArrowRight' })
    await until(() => document.activeElement?.ariaLabel === 'Gift')
    await save()
    await until(() => state().includes('All changes saved'))
    same(sent<MenuChange>(PUT).draft.items[1]?.icon, 'gift')
  })

  it('MN-1 asks of a bar nothing that a bar does not have', async () => {
    await show()
    so(document.querySelector('[data-field=icon]') && document.querySelector('[data-field=isUnfolded]'), 'a list has a button')
    all('[data-field=style] input')[2]?.click()
    await drawn()
    so(!document.querySelector('[data-field=icon]') && !document.querySelector('[data-field=isUnfolded]'), 'a bar has none')
  })

  it('MN-3 names the item that leads to nobody any more when it is published', async () => {
    const { api } = await show()
    await open('2')
    fill(input('Title'), 'Talk with us')
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    api.refuse(`POST ${VISITORS_API.menuPublication('chat')}`, failForm('receiver_gone', { field: 'draft.items.2.action.receiver' }))
    called('Publish').click()
    await until(() => texts('.publication [role=alert]').join().includes('Talk with us: '))
  })

  it('MN-3 publishes nothing that could not be saved', async () => {
    const { api } = await show()
    await open('1')
    fill(input('Title'), '')
    await drawn()
    called('Save and publish').click()
    await until(() => problems().length > 0)
    so(!api.asked.some(({ request }) => request.startsWith('POST')), 'nothing was asked for')
  })

  it('MN-3 lets somebody else’s change be seen first', async () => {
    const { api } = await show()
    fill(input(/^Heading/), 'Mine')
    await drawn()
    const theirs = (await api.get<MenuRecord>(VISITORS_API.menu('chat'))) as { value: MenuRecord }
    api.refuse(PUT, failForm('changed_meanwhile'))
    api.on(`GET ${VISITORS_API.menu('chat')}`, () => ({ ok: true, value: { ...theirs.value, revision: 7, draft: { ...theirs.value.draft, icon: 'star' } } }))
    await save()
    await until(() => state().includes('Somebody else'))
  })

  it('MN-4 says how often each was chosen', async () => {
    await show()
    so(spot('0.0', '.rule-keywords').textContent?.includes('Chosen 41 times in 30 days'), 'of the second level')
    so(spot('1', '.rule-keywords').textContent?.includes('Chosen 1,204 times'), 'and of the first')
    so(spot('3', '.rule-keywords').textContent?.includes('Chosen once'), 'and one')
    so(!spot('2', '.rule-keywords').textContent?.includes('Chosen'), 'of others nothing is said')
  })

  it('MN-1 has one for the window and one for the hosted page, each on or off', async () => {
    const { api } = await show()
    called('On the hosted page').click()
    await until(() => api.asked.some(({ request }) => request === `GET ${VISITORS_API.menu('hosted')}`))
    await until(() => texts('.menu-tree').join().includes('There is nothing in this menu yet.'))
    so(texts('.publication').join().includes('No menu: it is switched off here.'), 'it is off')
    input(/^Show a menu here/).click()
    await drawn()
    await save()
    await until(() => problems().join().includes('There is nothing in it yet.'))
    called('Add an item').click()
    await until(() => document.activeElement?.matches('.tree-fields input'))
    fill(input('Title'), 'A human')
    await drawn()
    input('Chat').click()
    await drawn()
    all('.tree-fields [data-field$=kind] input')[2]?.click()
    await drawn()
    await save()
    await until(() => state().includes('All changes saved'))
    const { isOn, draft } = sent<MenuChange>(`PUT ${VISITORS_API.menu('hosted')}`)
    same([isOn, draft.items[0]?.icon, draft.items[0]?.action.kind], [true, 'chat', 'human'])
  })
})

describe('the page of menus, seen by a screen reader and in any room', () => {
  for (const [language, colorScheme, width] of [['en', 'light', 1440], ['zh-CN', 'dark', 360]] as const) {
    it(`finds nothing wrong with it: ${language}, ${colorScheme}, ${width} px`, async () => {
      await setViewport({ width, height: 800 })
      await emulateMedia({ colorScheme })
      await show({ language })
      await open('1')
      await until(() => seen() !== '')
      same(await faults(), [])
      same(sticksOut(), [])
    })
  }
})
