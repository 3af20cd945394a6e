import { sendKeys } from '@web/test-runner-commands'
import { API, LANGUAGES } from '@foyer/sdk/protocol'
import type { TextsChange, WindowChange } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, texts, until } from '../testing/look.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { freshPages } from '../testing/page.ts'
import { sampleTexts, sampleWindow } from '../testing/settings-samples.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage } from '../testing/stage.tsx'
import { loadBuiltInTexts, placesIn, templateOf } from './built-in-texts.ts'

const page = freshPages()

async function show(name: 'window' | 'texts'): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS[name] ?? {} })
  await until(() => document.querySelector('.save-bar'))
  await drawn()
  return page.stage
}
const state = () => texts('.save-state').join()
const problems = () => texts('.field-problem').filter((text) => text !== '')
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const rules = () => sent<WindowChange>(`PUT ${API.window}`).rules
const own = () => sent<TextsChange>(`PUT ${API.texts}`).texts
const press = (key: string) => sendKeys({ press: key })
const focused = () => document.activeElement as HTMLInputElement
async function save() {
  await until(() => all('.save-bar .is-main').length > 0)
  // There is a text that says the same.
  called('Save', 'button').click()
  await until(() => !state().includes('Saving'))
}
const saved = async () => {
  await save()
  await until(() => state().includes('All changes saved'))
}

describe('the page of the chat window', () => {
  it('CW-5 sets what may be sent: a kind as a whole, one ending, how large', async () => {
    await show('window')
    const whole = input('All of: Films')
    same([whole.checked, whole.indeterminate], [true, false])
    called('.mp4').click()
    await until(() => input('All of: Films').indeterminate)
    input('All of: Archives').click()
    await drawn()
    fill(input('Largest file'), '5')
    await saved()
    const { files } = rules()
    same(files.most, 5_000_000)
    same(['mp4', 'mov', 'zip', '7z', 'gz', 'pdf'].filter((ending) => files.endings.includes(ending)), ['mov', 'pdf'])
  })

  it('CW-8 says that visitors are told when agents see what they write', async () => {
    await show('window')
    const typing = input('Agents see what is being written')
    so(document.getElementById(typing.getAttribute('aria-describedby') ?? '')?.textContent?.includes('Visitors are told so'), 'it is said')
    typing.click()
    await saved()
    same(rules().showsTyping, true)
  })

  it('CW-16 adds, words, orders and removes fields by keyboard alone', async () => {
    await show('window')
    called('Move What is it about? up').focus()
    await press('Enter')
    await until(() => focused().ariaLabel === 'Move What is it about? up')
    same(texts('.form-field strong'), ['Name', 'What is it about?', 'E-mail address'])
    same(texts('.form-fields-list > [role=status]'), ['What is it about? is now number 2.'])
    await press('Enter')
    // At the top there is only the way down.
    await until(() => focused().ariaLabel === 'Move What is it about? down')
    called('Remove Name').focus()
    await press('Enter')
    await until(() => all('.form-field').length === 2)
    so(focused().ariaLabel?.startsWith('Remove'), 'the focus stays in the list')
    called('Add a field').focus()
    await press('Enter')
    await until(() => all('.form-field').length === 3 && focused().tagName === 'SELECT')
    await saved()
    same(rules().form.fields.map(({ kind }) => kind), ['choice', 'email', 'name'])
  })

  it('CW-16 keeps a name, an address and a phone number from being asked for twice', async () => {
    await show('window')
    const kinds = [...$<HTMLSelectElement>('[data-at="2"] select').options].map(({ value }) => value)
    same(kinds, ['phone', 'text', 'long-text', 'choice'])
  })

  it('CW-16 shows the form in the window as it is written', async () => {
    await show('window')
    const root = () => $('.preview-window').shadowRoot
    await until(() => root()?.textContent?.includes('What is it about?'))
    fill(input('Heading · optional'), 'A word before')
    await until(() => root()?.textContent?.includes('A word before'))
    input('Ask before a conversation begins').click()
    await until(() => !root()?.textContent?.includes('A word before'))
  })

  it('CW-5 shows in the window what visitors can send, and what they are told', async () => {
    await show('window')
    const has = (label: string) => $('.preview-window').shadowRoot?.querySelector(`[aria-label="${label}"]`) != null
    await until(() => has('Record a voice message'))
    input('Voice messages').click()
    await until(() => !has('Record a voice message'))
    const tells = () => $('.preview-window').shadowRoot?.textContent?.includes('We can see what you write before you send it.')
    const before = tells()
    input('Agents see what is being written').click()
    await until(() => tells() !== before)
  })

  it('CW-16 names the field that is not right, and focuses it', async () => {
    await show('window')
    fill(all('[data-field="form.fields.2.label"] input')[0] as HTMLInputElement, '')
    await save()
    await until(() => problems().length === 1)
    same([focused().name, focused().ariaInvalid], ['form.fields.2.label', 'true'])
    same(sent(`PUT ${API.window}`), undefined, 'nothing was sent')
    same(await faults(), [])
  })

  it('CW-29 tries cards and patterns on a line, as the window will', async () => {
    await show('window')
    same(texts('.mask-result bdi'), ['My card is •••• •••• •••• 1111'])
    fill(input('Try it'), 'DE12 3456 7890')
    await until(() => texts('.mask-result bdi').join() === '•••• •••• ••••')
    fill(input('Pattern, 1'), '##')
    await until(() => texts('.mask-result bdi').join() === 'DE12 3456 7890')
    same(texts('.list-complaint').map((text) => text.trim()), ['Write at least four # or @.'])
    fill(input('Try it'), '4111111111111111')
    input('Hide the numbers of bank cards').click()
    await until(() => texts('.mask-result bdi').join() === '4111111111111111')
  })

  it('CW-12 says so where the server cannot send mail', async () => {
    page.stage = await setStage(page.app, { preview: PREVIEWS['hours'] ?? {} })
    await until(() => document.querySelector('.save-bar'))
    page.stage.api.on(`GET ${API.window}`, () => ({ ok: true, value: { ...sampleWindow(), canMail: false } }))
    called('Chat window').click()
    await until(() => document.body.textContent?.includes('SMTP_URL'))
  })
})

describe('the page of words', () => {
  const row = (name: string) => $<HTMLInputElement>(`[data-field="${name}"] :is(input, textarea)`)

  it('CW-18 keeps what is changed, by language, and nothing else', async () => {
    await show('texts')
    for (const [name, text] of [['close', 'Shut it'], ['extras.close', 'Done'], ['reception.leaveMessage', 'Drop us a line'], ['errors.message_too_long', 'Too big']]) {
      fill(row(`en.${name}`), text ?? '')
      await drawn()
    }
    input('Language').value = 'de'
    input('Language').dispatchEvent(new Event('change', { bubbles: true }))
    await until(() => document.querySelector('[data-field="de.close"]'))
    fill(row('de.close'), 'Zu')
    await saved()
    same(own(), { en: { ...sampleTexts().texts.en, 'close': 'Shut it', 'extras.close': 'Done', 'reception.leaveMessage': 'Drop us a line', 'errors.message_too_long': 'Too big' }, zh: sampleTexts().texts.zh, de: { close: 'Zu' } })
  })

  it('CW-18 goes back to what is built in', async () => {
    await show('texts')
    called(/^Back to: How can we help/).click()
    await until(() => texts('.texts-count').join() === 'In this language everything is as it is built in.')
    await saved()
    same(own(), { zh: sampleTexts().texts.zh })
  })

  it('CW-18 refuses a text without its place for a name, and shows which, wherever one is', async () => {
    await show('texts')
    fill(row('en.greeting'), 'Welcome')
    await until(() => state().includes('Unsaved'))
    fill(input('Find a text'), 'something that nothing says')
    await until(() => all('.text-row').length === 0)
    await save()
    await until(() => problems().length === 1)
    same([problems()[0], focused().name], ['Write {} once, where the name, the time or the number belongs.', 'en.greeting'])
    same(sent(`PUT ${API.texts}`), undefined, 'nothing was sent')
    fill(row('en.greeting'), 'Welcome to {}, and {}')
    await save()
    await until(() => problems().length === 1)
    fill(row('en.greeting'), 'Welcome to the house of {}')
    await saved()
    same(own().en?.['greeting'], 'Welcome to the house of {}')
  })

  it('finds texts by what they say, and keeps what one is writing in sight', async () => {
    await show('texts')
    fill(input('Find a text'), 'rate this')
    await until(() => all('.text-row').length === 1)
    fill(all('.text-row input')[0] as HTMLInputElement, 'Stars!')
    await drawn()
    same(all('.text-row').length, 1)
    await press('Enter')
    await until(() => state().includes('All changes saved'))
    fill(input('Find a text'), 'walking and')
    await until(() => texts('.text-row .field-label').join().startsWith('How can we help'))
    focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    input('Only those that I have changed').click()
    fill(input('Find a text'), '')
    await until(() => all('.text-row').length === 2)
  })

  it('is right for a screen reader with a text of its own and one that is refused', async () => {
    await show('texts')
    fill(row('en.greeting'), 'Welcome')
    await save()
    await until(() => problems().length === 1)
    same(await faults(), [])
  })
})

describe('CW-18 the texts that are built in', () => {
  for (const language of LANGUAGES) {
    it(`are there in ${language}, each under a name of its own, with their places`, async () => {
      const found = await loadBuiltInTexts(language)
      const english = await loadBuiltInTexts('en')
      const names = found.map(({ name }) => name)
      same(names.length, new Set(names).size, 'no name twice')
      same(names.toSorted(), english.map(({ name }) => name).toSorted())
      for (const { name, text, places } of found) {
        so(/\S/.test(text) && !/undefined|NaN/.test(text), `${name} says something: ${text}`)
        same(places, english.find((one) => one.name === name)?.places, name)
      }
    })
  }

  it('have what only a card on the page says: a code’s, an invitation’s', async () => {
    const names = (await loadBuiltInTexts('en')).map(({ name }) => name)
    for (const name of ['later', 'decline', 'scan']) so(names.includes(`reception.${name}`), name)
  })

  it('know the place of a word, of a number, and of several', () => {
    same(templateOf((name) => `Hello ${String(name)}`), 'Hello {}')
    same(templateOf((count) => `${new Intl.NumberFormat('en').format(count as number)} left`), '{} left')
    same(placesIn(templateOf((name, count) => `${String(name)}: ${(count as number).toFixed(0)}`)), 2)
  })
})
