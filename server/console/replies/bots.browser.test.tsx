import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { ALLOCATION_API, API, failForm, ok } from '@foyer/sdk/protocol'
import type { BotChange, BotDraft, BotRecord } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
async function show(options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS['bots'] ?? {}, ...options })
  await until(() => document.querySelector('.bots'))
  await drawn()
  return page.stage
}
const names = () => texts('.bot-name bdi')
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const problems = () => texts('.field-problem').filter((sentence) => sentence !== '')
const POST = `POST ${ALLOCATION_API.bots}`
const PUT = `PUT ${ALLOCATION_API.bot('b1')}`
async function write(field: string, text: string) {
  fill(input(field), text)
  await drawn()
}
async function begin() {
  called('Add a bot').click()
  await until(() => document.activeElement?.matches('[name=name]'))
}

describe('AR-5 bots', () => {
  it('AR-5 are added; the secret is shown once, beside the code that checks it, and nothing of it stays', async () => {
    await show()
    await begin()
    await write('Name', ' Cook ')
    await write('Address', 'https://bots.example/cook')
    await write('Has so long to answer', '20')
    input('Boats').click()
    await drawn()
    await sendKeys({ press: 'Enter' })
    await until(() => document.activeElement === $('.bot-form h3'))
    same(sent<BotDraft>(POST), { name: 'Cook', address: 'https://bots.example/cook', timeoutSeconds: 20, groupIds: ['g-boats'] as never, isOn: true })
    const [secret = '', code = ''] = texts('.copy-box code')
    same(secret, 'whsec_N0tAR3alS3cretN0tAR3alS3cret')
    so(code.includes('timingSafeEqual') && !code.includes(secret), 'the code has the secret from elsewhere')
    same(await faults(), [])
    called('I have copied it').click()
    await until(() => document.activeElement?.textContent?.trim() === 'Add a bot')
    so(!document.body.textContent?.includes(secret), 'it is gone')
    same(names(), ['Sailor', 'Cook'])
  })

  it('AR-5 are offered groups side by side, also where a name is one long word', async () => {
    const { api, strike } = await show()
    strike()
    api.on(`GET ${API.receivers}`, () => ok({ groups: ['W'.repeat(20), 'Sailing', 'Boats', 'Walks', 'Evening'].map((name, at) => ({ id: `g-${at}`, name, isMain: at === 1, agents: 1 })), agents: [] }))
    await setViewport({ width: 1440, height: 900 })
    await show({ api })
    await begin()
    const [long, next, ...more] = all('.ticks .test-tick').map((tick) => tick.getBoundingClientRect())
    same([more.length, next?.top], [3, long?.top], 'all are there, and a row is level')
    so($('.ticks bdi').getBoundingClientRect().right <= (next?.left ?? 0), 'it ends before the next one')
  })

  it('AR-5 are refused with the field named: a private address, a name that is missing', async () => {
    await show()
    await begin()
    await write('Address', 'https://10.0.0.7/hook')
    called('Add the bot').click()
    await until(() => problems().length === 1)
    so(document.activeElement === input('Name'), 'the name is asked for')
    await write('Name', 'Cook')
    called('Add the bot').click()
    await until(() => problems().length === 1 && document.activeElement === input('Address'))
    so(problems()[0]?.includes('not on the open internet'), 'it says why')
    same(names(), ['Sailor'])
    same(await faults(), [])
  })

  it('AR-5 are changed from the revision that one saw, and whoever was quicker is seen first', async () => {
    const { api } = await show()
    called('Edit Sailor').click()
    await until(() => document.activeElement?.matches('[name=name]'))
    await write('Name', 'Bosun')
    const theirs: BotRecord = { id: 'b1', revision: 2, name: 'Skipper', address: 'https://bots.meridian.example/new', timeoutSeconds: 5, groupIds: [], isOn: false }
    api.refuse(PUT, failForm('changed_meanwhile'))
    api.on(`GET ${ALLOCATION_API.bots}`, () => ok([theirs]))
    called('Save', '.bot-form button').click()
    await until(() => problems().length === 1)
    called('Show their version').click()
    await until(() => input('Name').value === 'Skipper')
    same(names(), ['Skipper'])
    api.refuse(PUT, undefined)
    api.on(PUT, (body) => ok({ ...theirs, ...(body as BotChange).draft, revision: 3 }))
    same(sent<BotChange>(PUT).revision, 1)
  })

  it('AR-5 are switched off and saved', async () => {
    await show()
    called('Edit Sailor').click()
    await until(() => all('.bot-form').length === 1)
    input('The bot answers').click()
    await drawn()
    called('Save', '.bot-form button').click()
    await until(() => all('.bot-form').length === 0)
    same([sent<BotChange>(PUT).draft.isOn, texts('.bot-name .quiet')], [false, [' · off']])
    so(texts('.bots > [role=status]').join().includes('is saved'), 'it is said')
  })

  it('AR-5 are deleted after a question, and then it says what a bot is', async () => {
    await show()
    called('Delete Sailor').click()
    await until(() => document.querySelector('dialog[open]'))
    so(texts('.confirm-text').join().includes('go to a human'), 'it says what becomes of conversations')
    called('Delete the bot').click()
    await until(() => names().length === 0)
    so(texts('.bots .empty h3').join().includes('No bot yet'), 'it says so')
    await until(() => document.activeElement?.textContent?.trim() === 'Add a bot')
    same(await faults(), [])
  })

  it('are right on a phone in Chinese and dark', async () => {
    await setViewport({ width: 360, height: 700 })
    await emulateMedia({ colorScheme: 'dark' })
    await show({ language: 'zh' })
    called('编辑Sailor').click()
    await until(() => all('.bot-form').length === 1)
    same(await faults(), [])
    same(sticksOut(), [])
  })
})
