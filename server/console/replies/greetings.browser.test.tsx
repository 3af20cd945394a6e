import { emulateMedia, setViewport } from '@web/test-runner-commands'
import { ALLOCATION_API, failForm } from '@foyer/sdk/protocol'
import type { AgentGreetingChange, GreetingsChange, GreetingsRecord, MemberId } from '@foyer/sdk/protocol'
import { $, all, called, drawn, faults, fill, input, same, so, sticksOut, texts, until } from '../testing/look.ts'
import { freshPages } from '../testing/page.ts'
import { PREVIEWS } from '../testing/previews.ts'
import { setStage } from '../testing/stage.tsx'
import type { Stage, StageOptions } from '../testing/stage.tsx'

const page = freshPages()
async function show(options: Partial<StageOptions> = {}): Promise<Stage> {
  page.stage = await setStage(page.app, { preview: PREVIEWS['greetings'] ?? {}, ...options })
  await until(() => document.querySelector('.save-bar'))
  await drawn()
  return page.stage
}
const ANN = ALLOCATION_API.agentGreeting('m-ann' as MemberId)
const text = (field: string) => $<HTMLInputElement>(`[data-field="${field}"] textarea`)
const state = () => texts('.save-state').join()
const sent = <Body,>(request: string) => page.stage?.api.asked.findLast((asked) => asked.request === request)?.body as Body
const problems = () => texts('.field-problem').filter((sentence) => sentence !== '')
const seen = () => texts('.who-greets .insert-window').join()
const holding = () => texts('.ladder .is-holding').join()
async function choose(name: string, value: string) {
  const select = input(name)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await drawn()
}
async function write(field: string, words: string) {
  fill(text(field), words)
  await drawn()
}
const save = async () => {
  called('Save', 'button').click()
  await until(() => state().includes('All changes saved'))
}

describe('GR-1 GR-2 the page of greetings', () => {
  it('GR-2 says which greeting holds for whom: component, agent, group, everybody', async () => {
    await show()
    so(holding().includes('From Ann Lindqvist’s own'), 'the agent’s own is nearer than that of all')
    same(seen(), 'Hi Mira Santos! Ann here. Where would you like to go?')
    await choose('Agent', 'm-ben')
    same(seen(), 'Hello Mira Santos, I am Ben Okafor of Meridian Travel. How can I help?')
    await choose('Group to greet for', 'g-boats')
    called('Add a greeting', '[data-field="groups.new"] + button').click()
    await until(() => document.activeElement?.matches('[data-field="groups.g-boats.online"] textarea'))
    await write('groups.g-boats.online', 'Ahoy!')
    await choose('Group', 'g-boats')
    same([seen(), holding().includes('From the group Boats')], ['Ahoy!', true])
    await choose('Component to greet for', 'c-1')
    called('Add a greeting', '[data-field="components.new"] + button').click()
    await until(() => document.activeElement?.matches('[data-field="components.c-1.online"] textarea'))
    await write('components.c-1.online', 'You came by the round button.')
    same(seen(), 'Ahoy!')
    await choose('Comes by', 'c-1')
    same(seen(), 'You came by the round button.')
    await save()
    const change = sent<GreetingsChange>(`PUT ${ALLOCATION_API.greetings}`)
    same([change.groups, change.components], [{ 'g-boats': { online: 'Ahoy!', offline: '' } }, { 'c-1': { online: 'You came by the round button.', offline: '' } }])
  })

  it('GR-1 fills in names, reads well without them, and says what holds while the agent is offline', async () => {
    await show()
    input('The visitor’s name is known').click()
    await drawn()
    same(seen(), 'Hi! Ann here. Where would you like to go?')
    input('The agent is online').click()
    await drawn()
    same(seen(), 'Meridian Travel is asleep. Leave us a line, and we answer in the morning.')
    input('Greet visitors').click()
    await drawn()
    so(texts('.who-greets').join().includes('greetings are switched off'), 'it is said')
  })

  it('GR-1 inserts a placeholder where one writes', async () => {
    await show()
    await write('workspace.offline', 'Dear , come back.')
    text('workspace.offline').setSelectionRange(5, 5)
    called('Insert {visitor}: When the agent is offline').click()
    await until(() => document.activeElement === text('workspace.offline'))
    same([text('workspace.offline').value, text('workspace.offline').selectionStart], ['Dear {visitor}, come back.', 14])
  })

  it('GR-1 saves colleagues’ greetings one by one, after those of all', async () => {
    await show()
    await write('workspace.online', 'Good day.')
    await write('agents.m-ann.offline', 'I am out at sea.')
    await save()
    same(sent<GreetingsChange>(`PUT ${ALLOCATION_API.greetings}`).revision, 2)
    same(sent<AgentGreetingChange>(`PUT ${ANN}`), { revision: 3, greeting: { online: 'Hi {visitor}! Ann here. Where would you like to go?', offline: 'I am out at sea.' } })
  })

  it('GR-1 keeps what was saved when the rest is refused, and goes on from there', async () => {
    const { api } = await show()
    await write('workspace.online', 'Good day.')
    await write('agents.m-ann.offline', 'I am out at sea.')
    api.refuse(`PUT ${ANN}`, failForm('too_long', { field: 'greeting.offline' }))
    called('Save', 'button').click()
    await until(() => problems().length === 1)
    so(document.activeElement === text('agents.m-ann.offline'), 'the field is named')
    api.refuse(`PUT ${ANN}`, undefined)
    await write('agents.m-ann.offline', 'Out at sea.')
    await save()
    same(api.asked.filter(({ request }) => request === `PUT ${ALLOCATION_API.greetings}`).length, 1, 'what was saved is not sent again')
  })

  it('GR-1 refuses a placeholder that is none, and a text that is too long, with the field named', async () => {
    await show()
    await write('agents.m-ann.online', 'Hello {customer}')
    called('Save', 'button').click()
    await until(() => problems().length === 1)
    so(problems()[0]?.includes('{customer} is not known'), 'it says which')
    await write('agents.m-ann.online', 'x'.repeat(201))
    called('Save', 'button').click()
    await until(() => problems().length === 1 && !problems()[0]?.includes('customer'))
    same(sent(`PUT ${ANN}`), undefined, 'nothing was sent')
    same(await faults(), [])
  })

  it('GR-2 takes a greeting out again', async () => {
    await show()
    called('Remove the greeting of Ann Lindqvist').click()
    await until(() => all('[data-of]').length === 0)
    await save()
    same(sent(`PUT ${ALLOCATION_API.greetings}`), undefined, 'what is the same for all is not sent')
    same(sent<AgentGreetingChange>(`PUT ${ANN}`).greeting, { online: '', offline: '' })
  })

  it('is right for a screen reader, and on a phone in Chinese and dark', async () => {
    await show()
    same(await faults(), [])
    page.stage?.strike()
    await setViewport({ width: 360, height: 700 })
    await emulateMedia({ colorScheme: 'dark' })
    await show({ language: 'zh' })
    same(await faults(), [])
    same(sticksOut(), [])
  })
})

describe('GR-1 an agent’s own greeting', () => {
  async function open() {
    page.stage = await setStage(page.app, { preview: PREVIEWS['list'] ?? {} })
    await until(() => document.querySelector('[role=option]'))
    page.stage.api.on(`GET ${ALLOCATION_API.greetings}`, () => ({ ok: true, value: { revision: 7, isOn: true, workspace: { online: 'Hello.', offline: '' }, groups: {}, components: {}, agents: {} } satisfies GreetingsRecord }))
    $('.account-button').click()
    await until(() => document.querySelector('.account-panel'))
    called('My greeting').click()
    await until(() => document.querySelector('.own-greeting textarea') === document.activeElement)
  }

  it('GR-1 is written by the agent, who sees it as visitors do', async () => {
    await open()
    same(texts('.own-greeting .insert-window').join(), 'Hello.')
    const own = ALLOCATION_API.agentGreeting('ann' as MemberId)
    fill(text('greeting.online'), 'Hi {visitor}, it is {agent}.')
    await until(() => texts('.own-greeting .insert-window').join() === 'Hi Mira Santos, it is Ann Lindqvist.')
    same(await faults(), [])
    page.stage?.api.on(`PUT ${ALLOCATION_API.agentGreeting('*' as MemberId)}`, () => ({ ok: true, value: {} }))
    called('Save', '.own-greeting button').click()
    await until(() => !document.querySelector('.own-greeting'))
    same(sent<AgentGreetingChange>(`PUT ${own}`), { revision: 7, greeting: { online: 'Hi {visitor}, it is {agent}.', offline: '' } })
    so(texts('.toast').join().includes('Your greeting is saved'), 'it is said')
  })

  it('GR-1 says at its field why it is refused', async () => {
    await open()
    fill(text('greeting.offline'), 'Ask {boss}.')
    await drawn()
    called('Save', '.own-greeting button').click()
    await until(() => problems().length === 1)
    so(problems()[0]?.includes('{boss} is not known') && document.activeElement === text('greeting.offline'), 'it is named and focused')
  })
})
