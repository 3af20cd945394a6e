import { sendKeys } from '@web/test-runner-commands'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { AvatarChoice } from '@foyer/sdk/protocol'
import { API, failForm, ok } from '@foyer/sdk/protocol'
import { createPlace } from '../place.ts'
import { ToolsContext } from '../shell/tools.ts'
import { adoptStyles } from '../styles.ts'
import { createFakeApi } from '../testing/fake-api.ts'
import type { FakeApi } from '../testing/fake-api.ts'
import { $, all, called, drawn, faults, fill, input, same, so, texts, until } from '../testing/look.ts'
import { createFormDrafts } from './drafts.ts'
import { AvatarField, ColourField, Confirm, FormFrame, RadioCards, SelectField, SwitchField, TextField, formsCss, part, useForm, useSheet } from './index.ts'

interface Value {
  readonly name: string
  readonly kind: 'chat' | 'call' | 'card'
  readonly face: 'agent' | 'company'
  readonly isClosable: boolean
  readonly accent: string
  readonly avatar: AvatarChoice | undefined
  readonly offset: { readonly inline: string; readonly block: string }
}

const START: Value = { name: 'Chat', kind: 'chat', face: 'agent', isClosable: false, accent: '', avatar: undefined, offset: { inline: '20', block: '20' } }

let app: HTMLElement
let api: FakeApi
let saved: Value[]
let answer: (value: Value) => ReturnType<typeof failForm> | undefined

function Sample() {
  useSheet(formsCss)
  const form = useForm<Value>({
    name: 'sample',
    initial: { revision: 1, value: START },
    within: 'component',
    check: ({ name }) => (name === '' ? failForm('required', { field: 'name' }) : undefined),
    save: async (value, revision) => {
      const refusal = answer(value)
      if (refusal) return refusal
      saved.push(value)
      return ok({ revision: revision + 1, value })
    },
  })
  const offset = form.bind('offset')
  return (
    <main>
      <h1>Sample</h1>
      <FormFrame form={form} label="Component">
        <TextField {...form.bind('name')} label="Name" limit={20} />
        <RadioCards {...form.bind('kind')} label="Kind" options={[{ value: 'chat', label: 'Chat', hint: 'Opens the window' }, { value: 'call', label: 'Call' }, { value: 'card', label: 'Card', picture: <b>C</b> }]} />
        <SelectField {...form.bind('face')} label="Face" options={[{ value: 'agent', label: 'The agent' }, { value: 'company', label: 'The company' }]} />
        <SwitchField {...form.bind('isClosable')} label="Can be closed" hint="Until they come again" />
        <ColourField {...form.bind('accent')} label="Colour" inherited={{ label: 'As the site', colour: '#1b6b80' }} />
        <AvatarField {...form.bind('avatar')} label="Picture" logo="/v1/images/logo" />
        <TextField {...part(offset, 'inline')} label="From the side" />
        <TextField {...part(offset, 'block')} label="From the edge" />
      </FormFrame>
    </main>
  )
}

beforeEach(async () => {
  app = document.createElement('div')
  app.id = 'app'
  document.body.append(app)
  document.documentElement.lang = 'en'
  document.title = 'Forms'
  adoptStyles(document)
  saved = []
  answer = () => undefined
  history.replaceState(null, '', location.pathname + location.search)
  api = createFakeApi({ [`POST ${API.images}`]: () => ok({ id: 'own-1', path: '/v1/images/own-1', type: 'image/png', width: 9, height: 9 }) })
  const tools = { api, place: createPlace(window), drafts: createFormDrafts()('u1'), onCompanyName: () => undefined }
  render(<ToolsContext.Provider value={tools}><Sample /></ToolsContext.Provider>, app)
  await until(() => document.querySelector('.save-bar'))
})

afterEach(() => {
  render(null, app)
  app.remove()
  document.adoptedStyleSheets = []
})

const state = () => texts('.save-state').join().trim()
const press = (key: string) => sendKeys({ press: key })
const focused = () => document.activeElement as HTMLInputElement
async function save() {
  await drawn()
  called('Save').click()
  await drawn()
}

describe('the forms kit', () => {
  it('is found without fault by the accessibility check, as it begins and refused', async () => {
    same(await faults(), [])
    fill(input('Name'), '')
    await save()
    same(await faults(), [])
  })

  it('is filled in by keyboard alone', async () => {
    input('Name').focus()
    await press('End')
    await sendKeys({ type: ' 2' })
    await press('Tab')
    same(focused().value, 'chat')
    await press('ArrowDown')
    await press('ArrowDown')
    await press('Tab')
    so(focused().matches('select'), 'the list is next')
    await sendKeys({ type: 'The c' })
    await press('Tab')
    so(focused().matches('[role=switch]'), 'the switch is next')
    await press('Space')
    await press('Tab')
    await press('ArrowRight')
    // A colour's own field may be several stops, as the browser has it.
    for (let presses = 0; presses < 6 && !focused().closest('.avatar-choice'); presses++) await press('Tab')
    so(focused().closest('.avatar-choice'), 'the pictures are next')
    await press('ArrowRight')
    await press('ArrowRight')
    input('From the side').focus()
    await press('Enter')
    await until(() => state() === 'All changes saved')
    same(saved, [{ ...START, name: 'Chat 2', kind: 'card', face: 'company', isClosable: true, accent: '#1b6b80', avatar: { kind: 'built-in', name: 'bell' } }])
  })

  it('says at all times how it stands', async () => {
    same(state(), 'All changes saved')
    fill(input('Name'), 'Chat 2')
    await until(() => state() === 'Unsaved changes')
    fill(input('Name'), 'Chat')
    await until(() => state() === 'All changes saved')
    fill(input('Name'), 'Chat 3')
    await drawn()
    called('Discard').click()
    await until(() => input('Name').value === 'Chat')
    same(state(), 'All changes saved')
  })

  it('shows a refusal at its field, also at a part of one, gives it the focus, and forgets it with the next change there', async () => {
    answer = () => failForm('too_long', { field: 'component.offset.block' })
    fill(input('From the edge'), '9000')
    fill(input('Name'), 'Other')
    await save()
    await until(() => focused().name === 'offset.block')
    same([focused().ariaInvalid, focused().value, input('From the side').ariaInvalid], ['true', '9000', 'false'])
    const ids = focused().getAttribute('aria-describedby')?.split(' ') ?? []
    so(ids.some((id) => document.getElementById(id)?.textContent?.startsWith('This is longer than it may be.')), 'the sentence belongs to it')
    fill(input('Name'), 'Another')
    await drawn()
    same(input('From the edge').ariaInvalid, 'true', 'a change elsewhere leaves it')
    fill(input('From the edge'), '40')
    await until(() => input('From the edge').ariaInvalid === 'false')
    same(state(), 'Unsaved changes')
  })

  it('shows what belongs to no field that is there below the form', async () => {
    answer = () => failForm('receiver_gone', { field: 'component.receiver' })
    fill(input('Name'), 'Other')
    await save()
    await until(() => state() === 'Not saved. This receiver does not exist any more. Choose another agent or group.')
    same(input('Name').value, 'Other')
  })

  it('asks the server for nothing that it knows itself', async () => {
    fill(input('Name'), '')
    await save()
    await until(() => focused().name === 'name')
    same([texts('.field-problem').filter((text) => text !== ''), saved], [['This is needed. Fill it in.'], []])
  })

  it('takes a colour from the site until one is chosen, and gives it back', async () => {
    so(input('As the site').checked, 'it begins as the site')
    same(input('Colour code').value, '#1b6b80')
    input('Clay').click()
    await save()
    same(saved.at(-1)?.accent, '#b4532a')
    input('As the site').click()
    await save()
    same(saved.at(-1)?.accent, '')
  })

  for (const [written, colour] of [['#0AF', '#00aaff'], ['B4532A', '#b4532a'], ['#fff123', '#fff123']] as const) {
    it(`takes a colour as people write it: ${written}`, async () => {
      const code = input('Colour code')
      fill(code, written)
      code.dispatchEvent(new Event('change', { bubbles: true }))
      await save()
      same([input('Colour code').value, saved.at(-1)?.accent], [colour, colour])
    })
  }

  it('takes the logo, a built-in picture or one’s own', async () => {
    input('Company logo').click()
    await save()
    same(saved.at(-1)?.avatar, { kind: 'logo' })
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'me.png', { type: 'image/png' }))
    $('.drop-zone').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    await until(() => document.querySelector('.picture-preview'))
    await save()
    same(saved.at(-1)?.avatar, { kind: 'image', id: 'own-1' })
    input('None').click()
    await save()
    same(saved.at(-1), START)
  })
})

describe('a question that stands in the way', () => {
  let outcome: string

  function Asking({ isGrave }: { readonly isGrave: boolean }) {
    const [isAsked, setAsked] = useState(false)
    const end = (how: string) => {
      outcome = how
      setAsked(false)
    }
    return (
      <>
        <button type="button" onClick={() => setAsked(true)}>Ask</button>
        {isAsked && <Confirm title="Delete it?" confirm="Delete" isGrave={isGrave} onConfirm={() => end('yes')} onCancel={() => end('no')}><p>The link stops working.</p></Confirm>}
      </>
    )
  }

  for (const [isGrave, first] of [[true, 'Cancel'], [false, 'Delete']] as const) {
    it(`has the focus on "${first}" where it is ${isGrave ? 'grave' : 'not grave'}, takes Escape for no, and gives the focus back`, async () => {
      outcome = ''
      render(<Asking isGrave={isGrave} />, app)
      called('Ask').focus()
      await press('Enter')
      await until(() => document.querySelector('dialog[open]'))
      same(focused().textContent, first)
      const dialog = $('dialog')
      same([dialog.role, document.getElementById(dialog.getAttribute('aria-labelledby') ?? '')?.textContent], ['alertdialog', 'Delete it?'])
      await press('Escape')
      await until(() => all('dialog').length === 0)
      same([outcome, focused().textContent], ['no', 'Ask'])
      await press('Enter')
      await until(() => document.querySelector('dialog[open]'))
      called('Delete').click()
      await until(() => outcome === 'yes')
    })
  }
})
